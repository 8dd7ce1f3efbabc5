// What crosses the wire about dated sessions and stops, as JSON schemas: validation, OpenAPI and types.
import Type from 'typebox'
import { Link } from '../http/link.schema.ts'
import { facetCodes } from '../places/place-search.rules.ts'
import { bookings, levels, sessionKinds } from '../sessions/session.rules.ts'

const text = (description: string) => Type.Optional(Type.String({ description }))
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

const shared = {
  datetime: text(
    'What lasts at an instant, on a day (`2026-12-26`, by the clock of the territory) or at some moment of an interval ' +
      '(`2026-12-01T00:00:00Z/..`), RFC 3339. Without it, all that is written: from a week ago to sixty days ahead, stops to a year.',
  ),
  bbox: text('West, south, east, north in degrees.'),
  near: text(
    'Longitude and latitude: `near=7.7521,48.5734`. Adds `distanceMetres`; the order stays that of time.',
  ),
  radius: text('Metres around `near`.'),
  languages: text(
    'Languages in which help is given at that date (BCP 47). Several values by comma mean "or".',
  ),
  level: text(`Level, by comma. One of: ${levels.join(', ')}.`),
  services: text(`Services of the session, else of its place. One of: ${facetCodes('services').join(', ')}.`),
  audiences: text(
    `For whom, of the session, else of its place. One of: ${facetCodes('audiences').join(', ')}.`,
  ),
  fee: text(`Price of the session, else of its place. One of: ${facetCodes('fee').join(', ')}.`),
  accessibility: text(
    `Access of the place or the vehicle. One of: ${facetCodes('accessibility').join(', ')}.`,
  ),
  territory: text('Inside one of these territories, named by kind and code (commune-67482, or 67482).'),
  unitId: text('Only those of the mobile unit of this number.'),
  limit: text('How many features at most, 1 to 1000; 10 unless told.'),
  offset: text('How many features to skip; follow the `next` links instead.'),
}

/** Parameters of a page of sessions. */
export const SessionsQuery = Type.Object(
  {
    ...shared,
    kind: text(
      `Kinds of session, by comma: ${sessionKinds.join(', ')}. Plain opening hours are given only where \`opening\` is named; ` +
        'without `kind`, all others.',
    ),
    placeId: text('Only those at the place of this number.'),
  },
  { additionalProperties: false },
)

/** Parameters of a page of stops. */
export const StopsQuery = Type.Object(shared, { additionalProperties: false })

const texts = Type.Record(Type.String(), Type.String(), { description: 'By language, BCP 47.' })

const SessionProperties = Type.Object({
  kind: Type.String({ enum: [...sessionKinds] }),
  title: orNull(
    Type.String({ description: 'In the language of `Accept-Language`, else in French, else in any.' }),
  ),
  titles: texts,
  description: orNull(Type.String()),
  start: Type.String({ description: 'RFC 3339, with the offset of the territory.' }),
  end: Type.String({ description: 'RFC 3339; the moment itself is not in it.' }),
  originalStart: Type.String({ description: 'When it would have begun; differs when it was moved.' }),
  state: Type.String({ enum: ['scheduled', 'moved', 'cancelled'] }),
  note: orNull(Type.String({ description: 'What is said of this one date, in French as a rule.' })),
  comment: orNull(Type.String({ description: 'What the opening hours say beside it.' })),
  byAppointment: Type.Boolean(),
  languages: Type.Array(Type.String(), { description: 'Of help at that date, BCP 47. Empty: unknown.' }),
  level: orNull(Type.String({ enum: [...levels] })),
  services: Type.Array(Type.String(), { description: 'The session’s own; empty: see its place.' }),
  audiences: Type.Array(Type.String(), { description: 'The session’s own; empty: see its place.' }),
  booking: orNull(Type.String({ enum: [...bookings] })),
  bookingUrl: orNull(Type.String()),
  fee: orNull(Type.String({ enum: [...facetCodes('fee')] })),
  price: orNull(Type.String({ description: 'In words.' })),
  sessionId: orNull(
    Type.Integer({ description: 'What its dates have in common; `null` for plain opening hours.' }),
  ),
  placeId: orNull(Type.Integer()),
  unitId: orNull(Type.Integer()),
  placeName: Type.String({ description: 'Of the place, or of the stop.' }),
  unitName: orNull(Type.String()),
  address: orNull(Type.String()),
  postalCode: orNull(Type.String()),
  commune: orNull(Type.String()),
  communeCode: orNull(Type.String({ description: 'INSEE code.' })),
  approximate: Type.Boolean({ description: 'The point is the centre of the commune, or there is none.' }),
  distanceMetres: Type.Optional(Type.Number({ description: 'Metres from `near`.' })),
})

/** One dated occurrence as a GeoJSON feature. */
export const SessionFeature = Type.Object({
  type: Type.Literal('Feature'),
  id: Type.String({ description: 'Stays when the date is moved or cancelled.' }),
  geometry: orNull(
    Type.Object({
      type: Type.Literal('Point'),
      coordinates: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
    }),
  ),
  properties: SessionProperties,
  links: Type.Optional(Type.Array(Link)),
})

/** A page of dated occurrences. */
export const SessionFeatures = Type.Object({
  type: Type.Literal('FeatureCollection'),
  numberMatched: Type.Integer({ description: 'Features on all pages.' }),
  numberReturned: Type.Integer(),
  features: Type.Array(SessionFeature),
  links: Type.Array(Link),
})
