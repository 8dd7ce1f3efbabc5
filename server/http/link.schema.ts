import Type from 'typebox'

/** A link of the API (RFC 8288 relation types). */
export const Link = Type.Object({
  href: Type.String(),
  rel: Type.String(),
  type: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
})
