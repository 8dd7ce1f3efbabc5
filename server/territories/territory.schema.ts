import Type from 'typebox'
import { Link } from '../http/link.schema.ts'
import { territoryKinds } from './territory.rules.ts'

const text = (description: string) => Type.Optional(Type.String({ description }))

export const TerritoriesQuery = Type.Object(
  {
    kind: text(`One of ${territoryKinds.join(', ')}; several by comma.`),
    bbox: text('West, south, east, north in degrees.'),
    datetime: text('Instant or interval (RFC 3339). Territories have no dates: all match.'),
    limit: text('How many features at most, 1 to 1000; 10 unless told.'),
    offset: text('How many features to skip; follow the `next` links instead.'),
  },
  { additionalProperties: false },
)

/** One territory as a GeoJSON feature: its outline where there is one, else its centre. */
export const TerritoryFeature = Type.Object({
  type: Type.Literal('Feature'),
  id: Type.String(),
  geometry: Type.Any({ description: 'GeoJSON geometry or null.' }),
  properties: Type.Object({
    kind: Type.String(),
    code: Type.String(),
    name: Type.String(),
    inside: Type.Array(Type.String()),
    population: Type.Union([Type.Integer(), Type.Null()]),
    postalCodes: Type.Array(Type.String()),
    outlineSource: Type.Union([Type.String(), Type.Null()]),
    outlineApproximate: Type.Boolean(),
  }),
  links: Type.Optional(Type.Array(Link)),
})

export const TerritoryFeatures = Type.Object({
  type: Type.Literal('FeatureCollection'),
  numberMatched: Type.Integer(),
  numberReturned: Type.Integer(),
  features: Type.Array(TerritoryFeature),
  links: Type.Array(Link),
})
