import Type from 'typebox'

/** RFC 9457: what an error says. */
export const ProblemDetails = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String()),
  parameter: Type.Optional(Type.String()),
})

/** Error answers of the API, by status, for a route's `response`. */
export function problems<S extends number>(...statuses: S[]) {
  const content = { 'application/problem+json': { schema: ProblemDetails } }
  return Object.fromEntries(
    statuses.map((status) => [status, { description: `Problem (${status})`, content }]),
  ) as Record<S, { description: string; content: typeof content }>
}

/** An answer of the API in one media type, for a route's `response`. */
export function answer<T extends Type.TSchema>(mediaType: string, description: string, schema: T) {
  return { description, content: { [mediaType]: { schema } } }
}

/** A page for people, for a route's `response`. */
export const page = { description: 'A page', content: { 'text/html': { schema: Type.String() } } }

/** A way to another page, for a route's `response`. */
export const elsewhere = { description: 'Another page' }
