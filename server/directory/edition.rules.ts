// An edition: what a printed directory said, as far as one must know it to tell later what changed.
import type { Locale } from '../../i18n/languages.ts'
import { isOpenWord } from '../places/open-window.rules.ts'
import { addressLine } from '../places/place-address.rules.ts'
import type { PlaceProperties } from '../places/place-feature.rules.ts'
import { type LonLat, parseLonLat } from '../territories/lon-lat.rules.ts'
import type {
  DirectoryArea,
  DirectoryFacts,
  PlaceOfDirectory,
  StopOfDirectory,
} from './directory-facts.rules.ts'
import type { DirectorySection } from './directory-order.rules.ts'
import { type DaysOfEdition, daysOfEdition } from './edition-days.rules.ts'

export type PlaceOfEdition = {
  /** Its number on the paper. */
  number: number
  id: number
  name: string
  address: string | null
  phone: string | null
  lonLat: LonLat | null
  /** The usual week, as text that is the same as long as the week is. */
  hours: string
  /** Closures that the paper tells: `2026-12-21/2027-01-02`. */
  closures: string[]
  /** Workshops and the like: when each begins, by its key; `null` when the paper strikes it. */
  events: Record<string, string | null>
  /** Days that do not follow the week, where there is one; papers of before do not have them. */
  days?: DaysOfEdition | null
  /** What else helps to decide whether to go; papers of before do not have it. */
  more?: Record<ComparedList, string[]>
}

/** Lists of codes that a paper tells. */
export const comparedLists = ['languages', 'services', 'contactModes', 'fee', 'accessibility'] as const
export type ComparedList = (typeof comparedLists)[number]

export type StopOfEdition = Pick<StopOfDirectory, 'key' | 'start' | 'end'> & {
  unit: string
  where: string
  isCancelled: boolean
}

export type EditionFacts = {
  /** The day of the paper, `YYYY-MM-DD`. */
  day: string
  /** Its point is rounded, and has no name. */
  area: DirectoryArea
  /** Can the same question be asked again? Words and chosen lists are not kept. */
  keepsQuestion: boolean
  places: PlaceOfEdition[]
  stops: StopOfEdition[]
}

/** What is kept of a directory. */
export function editionFacts(facts: DirectoryFacts, sections: readonly DirectorySection[]): EditionFacts {
  const places = sections.flatMap((section) => section.places)
  return {
    day: facts.day,
    area: keptArea(facts.area),
    keepsQuestion: facts.area.kind !== 'chosen' && facts.criteria.words.length === 0,
    places: places.map((place) => ({ number: place.number, ...placeOfEdition(place) })),
    stops: facts.stops.map(stopOfEdition),
  }
}

/** No point of an edition says in which house somebody lives: about 100 metres. */
const keptDecimals = 3
/** A point moves by no more when it is rounded so. */
export const roundingMetres = 100

const rounded = ([longitude, latitude]: LonLat): LonLat => [
  Number(longitude.toFixed(keptDecimals)),
  Number(latitude.toFixed(keptDecimals)),
]

function keptArea(area: DirectoryArea): DirectoryArea {
  return area.kind === 'around' ? { ...area, label: null, lonLat: rounded(area.lonLat) } : area
}

/** What is kept of the question: neither an address, nor words, nor a list that somebody chose. */
export function keptParameters({ parameters, area }: Pick<DirectoryFacts, 'parameters' | 'area'>) {
  const { where: _, q: __, ids: ___, near, ...kept } = parameters
  if (area.kind === 'chosen') return { print: parameters.print }
  const point = near === undefined ? undefined : parseLonLat(near)
  return { ...kept, near: point && rounded(point).join() }
}

/** What a paper says of a place, without its number. */
export function placeOfEdition({ place, days, events }: PlaceOfDirectory): Omit<PlaceOfEdition, 'number'> {
  const { properties, geometry, id } = place
  return {
    id,
    name: properties.name,
    address: addressLine(properties) || null,
    phone: properties.phone,
    lonLat: geometry && !properties.approximate ? geometry.coordinates : null,
    hours: hoursAsText(properties),
    closures: properties.notices
      .filter(({ kind }) => kind === 'closed')
      .map(({ from, until }) => `${from}/${until}`),
    events: Object.fromEntries(
      events.map(({ key, start, state }) => [key, state === 'cancelled' ? null : start]),
    ),
    days: properties.openingWeek && daysOfEdition({ week: properties.openingWeek, days }),
    more: Object.fromEntries(
      comparedLists.map((name) => [name, [...(properties[name] ?? [])].sort()]),
    ) as Record<ComparedList, string[]>,
  }
}

/** Do both hours, as text, have the same usual week, whatever is noted beside it? */
export function isSameWeek(one: string, other: string): boolean {
  const weekOf = (hours: string): string => canonicalJson((JSON.parse(hours) as { week: unknown }).week)
  return weekOf(one) === weekOf(other)
}

/** Hours as somebody reads them: other words for the same week are the same week. */
function hoursAsText({ openingWeek, openingHoursGiven, contactModes }: PlaceProperties): string {
  return canonicalJson({
    week:
      openingWeek?.days.map((day) => day.map(({ from, to, byAppointment }) => [from, to, byAppointment])) ??
      null,
    notes: openingWeek?.notes ?? [],
    given: openingHoursGiven,
    isForPublic: !contactModes.includes('not-public'),
  })
}

export function stopOfEdition({ key, start, end, state, unit, session }: StopOfDirectory): StopOfEdition {
  const { name, commune } = session.stop!
  const where = [name, commune].filter(Boolean).join(', ')
  return { key, start, end, unit: unit.name, where, isCancelled: state === 'cancelled' }
}

/**
 * All that an edition says, as one text: the same facts give the same text. What only looks otherwise (the format, the ink)
 * is not in it, nor what no paper says.
 */
export function editionText(facts: DirectoryFacts, languages: readonly Locale[]): string {
  const places = facts.places.map((place) => ({
    ...place,
    place: { ...place.place, properties: printed(place.place.properties) },
  }))
  return canonicalJson({ ...facts, criteria: withoutMinute(facts.criteria), places, languages })
}

/** Of `now` and the like a paper says the word: whoever asks a minute later holds the same. */
function withoutMinute({ open, ...criteria }: DirectoryFacts['criteria']): object {
  return { ...criteria, open: open && isOpenWord(open.asked) ? open.asked : open }
}

function printed(properties: PlaceProperties): object {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !onPageOnly.has(name)))
}

const onPageOnly = new Set([
  'territories',
  'supportModes',
  'programmes',
  'labels',
  'accessibilityUrl',
  'bookingUrl',
  'openingHours',
  'summary',
  'description',
  'texts',
  'organisation',
  'producer',
])

/** JSON whose keys stand in one order; what is undefined is left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
