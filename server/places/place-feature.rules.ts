// What the public reads of a place: a GeoJSON feature, light (a card) and whole, and the words that find it.
import { fold } from '../../i18n/fold.ts'
import type { StopProperties } from '../mobile-units/unit-at-stop.rules.ts'
import { holidaysOf } from '../sessions/holidays.rules.ts'
import type { WeekHours } from '../sessions/hours.rules.ts'
import type { HoursThen, Level, NextStop, ToldNotice, Vehicle } from '../sessions/session.rules.ts'
import { areNeverTellable } from '../sessions/tellable-hours.rules.ts'
import type { TimeNow } from '../sessions/time-now.rules.ts'
import type { LonLat, PlaceFacts } from './place-facts.rules.ts'
import { listVocabularyNames } from './vocabularies.rules.ts'
import { alsoCalled } from './words.rules.ts'

/** Everything public about a place at the moment of its publication. */
export type PublicPlace = PlaceFacts & {
  id: number
  approximate: boolean
  territories: string[]
  territoryNames: string[]
  source: string | null
  licence: string | null
  producer: string | null
  /** ISO instant of the last confirmation by a person. */
  verifiedAt: string | null
  openingWeek: WeekHours | null
  /** Texts in languages other than French. */
  texts: PlaceText[]
  /** What a mobile unit is; `null` for a place. */
  vehicle: Vehicle | null
  /** Where a mobile unit stops: words that find it. */
  stopNames: string[]
  /** The days on which a temporary place is there. */
  validFrom: string | null
  validUntil: string | null
  /** Closures and notices that are not long over. */
  notices: ToldNotice[]
  /** Of the sessions that still come. */
  sessionLanguages: string[]
  sessionLevels: Level[]
  sessionTitles: string[]
  /** The other descriptions of the same place that stand behind this one. */
  alsoSaidBy: SourceOfTwin[]
  /** Numbers of the other places at its address, as people said. */
  besidePlaces: number[]
}

/** Who described a twin, when and under which licence. */
export type SourceOfTwin = { source: string | null; licence: string | null; updatedAt: string | null }

export type PlaceText = { language: string; kind: 'summary' | 'description'; text: string }

/** The properties of a feature, whole. In a light one, what is unknown or belongs to the page alone is left out. */
export type PlaceProperties = ReturnType<typeof wholeProperties> & {
  distanceMetres?: number
  mayHelp?: true
} & Partial<StopProperties> &
  SaidOfNow

/** What is said at the moment of asking; `at` is that moment on the wall clock. */
type SaidOfNow = { at?: string; time?: TimeNow; hoursThen?: HoursThen[]; stops?: NextStop[] }
export type LightProperties = Partial<PlaceProperties> &
  Pick<PlaceProperties, 'name' | 'kind' | 'approximate'>

/** What a mark on a map needs. */
export type PointProperties = Pick<LightProperties, 'name' | 'distanceMetres' | 'mayHelp'>

export type PlaceFeature<Properties> = {
  type: 'Feature'
  id: number
  geometry: { type: 'Point'; coordinates: LonLat } | null
  properties: Properties
}

/** The whole feature: every property, `null` or an empty list where nothing is known. */
export function wholeFeature(place: PublicPlace): PlaceFeature<PlaceProperties> {
  return featureOf(place, wholeProperties(place))
}

/** The light feature: what a card shows, and only what is known. */
export function lightFeature(place: PublicPlace): PlaceFeature<LightProperties> {
  const whole = wholeProperties(place)
  const known = Object.entries(whole).filter(
    ([name, value]) => !pageOnly.has(name) && value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return featureOf(place, Object.fromEntries(known) as LightProperties)
}

const pageOnly = new Set([
  'description',
  'texts',
  'openingHours',
  'email',
  'website',
  'bookingUrl',
  'accessibilityUrl',
  'labels',
  'licence',
  'producer',
  'alsoSaidBy',
  'besidePlaces',
  'territories',
])

function featureOf<P>(place: PublicPlace, properties: P): PlaceFeature<P> {
  return {
    type: 'Feature',
    id: place.id,
    geometry: place.lonLat && { type: 'Point', coordinates: place.lonLat },
    properties,
  }
}

function wholeProperties(place: PublicPlace) {
  return {
    name: place.name,
    kind: place.kind,
    vehicle: place.vehicle,
    address: place.address,
    addressComplement: place.addressComplement,
    postalCode: place.postalCode,
    commune: place.commune,
    communeCode: place.communeCode,
    territories: place.territories,
    services: place.services,
    procedures: place.procedures,
    audiences: place.audiences,
    care: place.care,
    languages: place.languages,
    equipment: place.equipment,
    equipmentAmounts: Object.keys(place.equipmentAmounts).length > 0 ? place.equipmentAmounts : null,
    accessibility: place.accessibility,
    accessibilityUrl: place.accessibilityUrl,
    contactModes: place.contactModes,
    supportModes: place.supportModes,
    fee: place.fee,
    programmes: place.programmes,
    labels: place.labels,
    phone: place.phone,
    email: place.emails[0] ?? null,
    website: place.websites[0] ?? null,
    bookingUrl: place.bookingUrl,
    openingHours: place.openingHours,
    openingHoursGiven: place.openingHoursGiven,
    openingWeek: place.openingWeek,
    notices: place.notices,
    validFrom: place.validFrom,
    validUntil: place.validUntil,
    summary: place.summary,
    description: place.description,
    texts: place.texts,
    organisation: place.organisation,
    source: place.source,
    producer: place.producer,
    licence: place.licence,
    updatedAt: place.updatedAt,
    verifiedAt: place.verifiedAt,
    alsoSaidBy: place.alsoSaidBy,
    besidePlaces: place.besidePlaces,
    approximate: place.approximate,
  }
}

/** What finds a place: words by weight (A counts most), and facets as `facet:code` lexemes. */
export type SearchDocument = { a: string; b: string; c: string; d: string; facets: string[] }

/**
 * The words and facets of a place.
 * @param synonyms further words for its kind and for what it offers, in every language of the screens
 */
export function searchDocument(
  place: PublicPlace,
  synonyms: { kind: string[]; offers: string[] },
): SearchDocument {
  const name = fold(place.name)
  return {
    a: name,
    b: fold([place.commune, place.postalCode, place.address, place.organisation].join(' ')),
    c: fold(
      [
        ...synonyms.kind,
        ...alsoCalled(name),
        ...place.territoryNames,
        ...place.stopNames,
        place.addressComplement,
      ].join(' '),
    ),
    d: fold(
      [
        ...synonyms.offers,
        place.summary,
        ...place.texts.map(({ text }) => text),
        ...place.sessionTitles,
      ].join(' '),
    ),
    facets: facetsOf(place),
  }
}

/** The lexeme of those whose hours nobody knows. */
export const hoursUnknown = 'hours:unknown'

function facetsOf(place: PublicPlace): string[] {
  const facets = [`kind:${place.kind}`, ...place.territories.map((id) => `territory:${id}`)]
  const languages = [...new Set([...place.languages, ...place.sessionLanguages])]
  const known = { ...place, languages, level: place.sessionLevels }
  for (const name of [...listVocabularyNames, 'languages', 'level'] as const) {
    const codes: readonly string[] = known[name]
    facets.push(...(codes.length > 0 ? codes : ['unknown']).map((code) => `${name}:${code}`))
  }
  // Of whom no hour is known, nobody can say that they are closed.
  const isSilent = place.openingWeek === null && place.sessionTitles.length === 0
  if (isSilent || areNeverTellable(place.openingWeek, place, holidaysOf(place.communeCode)))
    facets.push(hoursUnknown)
  return facets
}
