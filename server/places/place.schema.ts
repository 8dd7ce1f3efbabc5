// What crosses the wire about places, as JSON schemas: validation, OpenAPI and types.
import Type, { type Static } from 'typebox'
import { Link } from '../http/link.schema.ts'
import { closureReasons, vehicles } from '../sessions/session.rules.ts'
import { facetCodes, facetNames, mostIds } from './place-search.rules.ts'
import { codesOf, type ListVocabulary } from './vocabularies.rules.ts'

const text = (description: string) => Type.Optional(Type.String({ description }))
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const codes = (vocabulary: ListVocabulary) =>
  Type.Array(Type.String({ enum: codesOf(vocabulary) }), { description: 'Empty: unknown.' })

const facetTexts = {
  kind: 'Kind of place.',
  languages:
    'Languages in which help is given (BCP 47). With `open`, at that hour: those of a session win over those of the place.',
  level: 'Level of a session (a workshop for beginners); with `open`, at that hour.',
  territory: 'Inside one of these territories, named by kind and code (commune-67482, or 67482).',
}

function facetParameter(name: (typeof facetNames)[number]) {
  const list = facetCodes(name)
  const what = name in facetTexts ? facetTexts[name as keyof typeof facetTexts] : `Codes of ${name}.`
  return text(
    `${what} Several values by comma mean "or".${list.length > 0 ? ` One of: ${list.join(', ')}.` : ''}`,
  )
}

const facetParameters = Object.fromEntries(facetNames.map((name) => [name, facetParameter(name)])) as Record<
  (typeof facetNames)[number],
  ReturnType<typeof text>
>

/** Parameters of a search for places. */
export const SearchQuery = Type.Object(
  {
    ids: text(`Only the places of these numbers, by comma; ${mostIds} at most.`),
    near: text(
      'Longitude and latitude: `near=7.7521,48.5734`. Sorts by true distance and adds `distanceMetres`.',
    ),
    radius: text('Metres around `near`.'),
    bbox: text('West, south, east, north in degrees.'),
    q: text('Words; each is the beginning of a word that the place says.'),
    open: text(
      'When help is wanted: `now`, `evening` (18:00–22:00), `saturday`, a moment `2026-12-26T10:00` or an interval ' +
        '`2026-12-26T10:00/2026-12-26T12:00` (open at some moment of it), by the clock of the territory unless `Z` or an ' +
        'offset is given. Hours by appointment do not count as open; `unknown=true` adds them.',
    ),
    unknown: text('`true` adds, after the matches, places that say nothing on what is filtered (`mayHelp`).'),
    ...facetParameters,
  },
  { additionalProperties: false },
)

/** How much features say of a place. */
export const details = ['whole', 'light', 'point'] as const
export type Detail = (typeof details)[number]

/** Parameters of a page of places. */
export const PlacesQuery = Type.Object(
  {
    ...SearchQuery.properties,
    datetime: text('Instant or interval (RFC 3339). Places have no dates: all match.'),
    limit: text('How many features at most, 1 to 1000; 10 unless told.'),
    offset: text('How many features to skip; follow the `next` links instead.'),
    detail: text(
      '`whole` (every property), `light` (what a card shows, only what is known) or `point` (what a mark on a map needs: position and name).',
    ),
  },
  { additionalProperties: false },
)
export type PlacesQuery = Static<typeof PlacesQuery>

const Point = Type.Object({
  type: Type.Literal('Point'),
  coordinates: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
})

export const PlaceProperties = Type.Object(
  {
    name: Type.String(),
    kind: Type.String({ enum: [...facetCodes('kind')] }),
    vehicle: orNull(Type.String({ enum: [...vehicles], description: 'What a mobile unit is.' })),
    stopName: text('Of a mobile unit: the stop at which it is found.'),
    stopStart: text('When that stop begins, an instant.'),
    stopEnd: text('When it ends, an instant.'),
    stopNote: Type.Optional(orNull(Type.String())),
    address: orNull(Type.String()),
    addressComplement: orNull(Type.String()),
    postalCode: orNull(Type.String()),
    commune: orNull(Type.String()),
    communeCode: orNull(Type.String({ description: 'INSEE code.' })),
    territories: Type.Array(Type.String()),
    services: codes('services'),
    procedures: codes('procedures'),
    audiences: codes('audiences'),
    care: codes('care'),
    languages: Type.Array(Type.String({ description: 'BCP 47.' })),
    equipment: codes('equipment'),
    equipmentAmounts: orNull(Type.Record(Type.String(), Type.Number())),
    accessibility: codes('accessibility'),
    accessibilityUrl: orNull(Type.String()),
    contactModes: codes('contactModes'),
    supportModes: codes('supportModes'),
    fee: codes('fee'),
    programmes: codes('programmes'),
    labels: Type.Array(Type.String()),
    phone: orNull(Type.String({ description: 'E.164.' })),
    email: orNull(Type.String()),
    website: orNull(Type.String()),
    bookingUrl: orNull(Type.String()),
    openingHours: orNull(Type.String({ description: 'OpenStreetMap opening_hours.' })),
    openingHoursGiven: orNull(Type.String({ description: 'Hours as given, when they do not parse.' })),
    openingWeek: orNull(
      Type.Object({}, { additionalProperties: true, description: 'The hours of a week without holidays.' }),
    ),
    notices: Type.Array(
      Type.Object({
        kind: Type.String({ enum: ['closed', 'notice'] }),
        from: Type.String({ description: 'First day, YYYY-MM-DD.' }),
        until: Type.String({ description: 'Last day, YYYY-MM-DD.' }),
        reason: orNull(Type.String({ enum: [...closureReasons] })),
        text: orNull(Type.String()),
        language: Type.String({ description: 'Of the text, BCP 47.' }),
        changedAt: Type.String({ description: 'When it was last said otherwise.' }),
      }),
      { description: 'Closures and notices, until two weeks after their end.' },
    ),
    validFrom: orNull(Type.String({ description: 'Of a temporary place: its first day, YYYY-MM-DD.' })),
    validUntil: orNull(Type.String({ description: 'Of a temporary place: its last day, YYYY-MM-DD.' })),
    summary: orNull(Type.String()),
    description: orNull(Type.String()),
    texts: Type.Array(Type.Object({ language: Type.String(), kind: Type.String(), text: Type.String() })),
    organisation: orNull(Type.String()),
    source: orNull(Type.String()),
    producer: orNull(Type.String()),
    licence: orNull(Type.String()),
    updatedAt: orNull(Type.String({ description: 'Day of the last change at the source, YYYY-MM-DD.' })),
    verifiedAt: orNull(Type.String({ description: 'Instant of the last confirmation by a person.' })),
    alsoSaidBy: Type.Array(
      Type.Object({
        source: orNull(Type.String()),
        licence: orNull(Type.String()),
        updatedAt: orNull(Type.String()),
      }),
      { description: 'The other descriptions of the same place that this feature stands for.' },
    ),
    besidePlaces: Type.Array(Type.Integer(), {
      description: 'Other places at the same address, as people who run them said; some may not be public.',
    }),
    at: text('With `ids` and `detail=light`: the moment of the answer, on the clock of the territory.'),
    time: Type.Optional(
      Type.Object(
        {},
        { additionalProperties: true, description: 'What can be said of that moment: open until, opens…' },
      ),
    ),
    stops: Type.Optional(
      Type.Array(Type.Object({}, { additionalProperties: true }), {
        description: 'Of a mobile unit: its next stops, cancelled ones among them.',
      }),
    ),
    approximate: Type.Boolean({ description: 'The point is the centre of the commune, or there is none.' }),
    distanceMetres: Type.Optional(Type.Number({ description: 'Metres from `near`.' })),
    mayHelp: Type.Optional(Type.Boolean({ description: 'Says nothing on what is filtered.' })),
  },
  { description: 'In light features, what is unknown is left out; those of points have their name alone.' },
)

/** One place as a GeoJSON feature. */
export const PlaceFeature = Type.Object({
  type: Type.Literal('Feature'),
  id: Type.Integer(),
  geometry: orNull(Point),
  properties: PlaceProperties,
  links: Type.Optional(Type.Array(Link)),
})

/** A page of places. */
export const PlaceFeatures = Type.Object({
  type: Type.Literal('FeatureCollection'),
  numberMatched: Type.Integer({ description: 'Features on all pages.' }),
  numberReturned: Type.Integer(),
  numberMayHelp: Type.Optional(
    Type.Integer({ description: 'Of these, how many say nothing on what is filtered.' }),
  ),
  correctedWords: Type.Optional(Type.Array(Type.String())),
  features: Type.Array(PlaceFeature),
  links: Type.Array(Link),
})
