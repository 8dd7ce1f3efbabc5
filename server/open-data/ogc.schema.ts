import Type from 'typebox'
import { Link } from '../http/link.schema.ts'

const links = Type.Array(Link)

export const LandingPage = Type.Object({ title: Type.String(), description: Type.String(), links })

export const Conformance = Type.Object({ conformsTo: Type.Array(Type.String()) })

export const Collection = Type.Object({
  id: Type.String(),
  title: Type.String(),
  description: Type.String(),
  itemType: Type.Literal('feature'),
  crs: Type.Array(Type.String()),
  extent: Type.Optional(
    Type.Object({
      spatial: Type.Object({ bbox: Type.Array(Type.Array(Type.Number())), crs: Type.String() }),
      temporal: Type.Optional(
        Type.Object({
          interval: Type.Array(Type.Array(Type.Union([Type.String(), Type.Null()]))),
          trs: Type.String(),
        }),
      ),
    }),
  ),
  links,
})

export const Collections = Type.Object({ links, collections: Type.Array(Collection) })
