// Gathers what a directory says: every place of its search with what it does in four weeks, and the stops there.
import { occurrenceId } from '../agenda/occurrence-id.rules.ts'
import { findOccurrences, type PlacedOccurrence } from '../agenda/occurrences.queries.ts'
import type { WhereState } from '../finder/find.view.ts'
import { demonstrationIsShown } from '../history/sources.queries.ts'
import { timeFacts } from '../places/card-times.actions.ts'
import type { ShownPlace } from '../places/place.view.ts'
import type { PlaceSearch } from '../places/place-search.rules.ts'
import { type FoundPlace, findPlaces } from '../places/places.queries.ts'
import { type DatedDay, datedDays } from '../sessions/dated-week.rules.ts'
import { addDays, dayInFrance, wallClock } from '../sessions/day.rules.ts'
import type { ToldOccurrence } from '../sessions/occurrences.queries.ts'
import type { Territory } from '../territories/territory.rules.ts'
import { unitsAmong, unitsThatSay } from './directory.queries.ts'
import type { DirectoryParameters, DirectoryRequest } from './directory-address.rules.ts'
import {
  type DatedFact,
  type DirectoryArea,
  type DirectoryFacts,
  type DirectoryOrder,
  daysAhead,
  mostPlaces,
  type PlaceOfDirectory,
  type StopOfDirectory,
} from './directory-facts.rules.ts'
import { byName } from './directory-order.rules.ts'
import { inTurns, oneAtATime } from './in-turns.actions.ts'
import { withoutTurning } from './paper-text.rules.ts'
import {
  type GatherNeeds,
  smallerAreas,
  type UnderstoodRequest,
  understandDirectory,
} from './understand-directory.actions.ts'

/** What there is to print, or why nothing is. `parameters` and `area`: what was understood. */
export type Gathered =
  | { kind: 'facts'; facts: DirectoryFacts }
  | { kind: 'none'; parameters: DirectoryParameters; area: DirectoryArea }
  /** `count` places match, more than `mostPlaces`. */
  | {
      kind: 'too-many'
      count: number
      parameters: DirectoryParameters
      area: DirectoryArea
      /** Smaller areas to choose from: what lies inside, or metres around the same address. */
      smaller: { territories: Territory[]; radii: number[] }
    }
  /** The words for a place are not understood. */
  | { kind: 'where'; where: WhereState }

/**
 * Gathers a directory. It changes nothing.
 * @param chosen the places of a selection, in its order; mobile units among them give their stops
 */
export async function gatherDirectory(
  needs: GatherNeeds,
  request: DirectoryRequest,
  chosen: readonly number[] | undefined = request.search.ids,
): Promise<Gathered> {
  const understood = await understandDirectory(needs, request, chosen)
  return 'where' in understood
    ? { kind: 'where', where: understood.where }
    : oneAtATime(() => gatherUnderstood(needs, understood))
}

async function gatherUnderstood(needs: GatherNeeds, understood: UnderstoodRequest): Promise<Gathered> {
  const { search, area, order, fromReader, parameters } = understood
  const now = needs.now()
  const day = dayInFrance(now)
  const found = await findPlaces(needs.db, search, {
    limit: mostPlaces,
    offset: 0,
    detail: 'whole',
    order: 'name',
    now,
    withoutUnits: true,
    thereUntil: addDays(day, daysAhead - 1),
  })
  const count = found.matched + found.silent
  if (count > mostPlaces) {
    return { kind: 'too-many', count, parameters, area, smaller: await smallerAreas(needs.db, area) }
  }
  const places = await withTimes(needs, found.places, { day, fromReader })
  const stops = await stopsOfSearch(needs, search, day)
  if (places.length + stops.length === 0) return { kind: 'none', parameters, area }
  const words = found.correctedWords ?? search.words
  return {
    kind: 'facts',
    facts: {
      day,
      parameters: { ...parameters, q: words.join(' ') || undefined },
      area,
      order,
      criteria: { facets: withoutTerritory(search.facets), words, open: search.open ?? null },
      places: inOrder(places, order, search.ids, fromReader),
      stops,
      isDemonstration: await demonstrationIsShown(needs.db),
    },
  }
}

function withoutTerritory({ territory: _, ...facets }: PlaceSearch['facets']): PlaceSearch['facets'] {
  return facets
}

function inOrder(
  places: PlaceOfDirectory[],
  order: DirectoryOrder,
  ids: number[] | undefined,
  fromReader: boolean,
): PlaceOfDirectory[] {
  if (order === 'given' && ids)
    return places.toSorted((a, b) => ids.indexOf(a.place.id) - ids.indexOf(b.place.id))
  // Found from near to far, from the reader's address or from the middle of the area.
  return order === 'distance' || fromReader ? places : places.toSorted(byName)
}

const dayMs = 86_400_000

async function withTimes(
  { db, now }: GatherNeeds,
  found: readonly FoundPlace[],
  { day, fromReader }: { day: string; fromReader: boolean },
): Promise<PlaceOfDirectory[]> {
  const places = await inTurns(found, ({ feature }) => withoutTurning(JSON.parse(feature) as ShownPlace))
  const facts = await timeFacts(db, places, now(), (daysAhead + 1) * dayMs)
  return inTurns(found, ({ distanceMetres, mayHelp }, index) => {
    const place = places[index]!
    const { occurrences, week, ...closing } = facts.get(place.id)!
    const range = { from: day, days: daysAhead }
    const days = week ? datedDays(occurrences, week, range, closing) : []
    // Of hours that change from week to week each day is its own rule.
    const isTold = ({ isUsual, hours }: DatedDay) => !isUsual || (!week?.regular && hours.length > 0)
    return {
      place,
      distanceMetres: fromReader && !place.properties.approximate ? distanceMetres : null,
      mayHelp,
      days: days.filter(isTold),
      events: occurrences.filter((each) => isEvent(each) && isWithin(each, day)).map(datedFact),
    }
  })
}

const isEvent = ({ session, kind }: ToldOccurrence) => session !== null && kind !== 'opening'

function isWithin({ start }: Pick<ToldOccurrence, 'start'>, day: string): boolean {
  const date = dayInFrance(start)
  return date >= day && date < addDays(day, daysAhead)
}

/** What a directory says of a date of a session. */
export function datedFact(occurrence: ToldOccurrence): DatedFact {
  const { state, kind, byAppointment, level, note } = occurrence
  const { version: _, changedAt: __, ...session } = occurrence.session!
  return withoutTurning({
    key: occurrenceId(occurrence),
    start: wallClock(occurrence.start),
    end: wallClock(occurrence.end),
    original: wallClock(occurrence.originalStart),
    ...{ state, byAppointment, level, note, kind, session },
  })
}

/** Beyond, it is a timetable of its own. */
const mostStops = 1_000

/**
 * Stops in the area of a search in the four weeks from a day on, cancelled ones among them; a bus that says nothing on a filter
 * is not there.
 * @param only of these units, instead of those that the search names
 */
export async function stopsOfSearch(
  { db }: GatherNeeds,
  search: PlaceSearch,
  day: string,
  only?: readonly number[],
): Promise<StopOfDirectory[]> {
  const { near, radius, bbox, facets, words, ids } = search
  if (facets.kind && !facets.kind.includes('mobile')) return []
  const period = { from: `${day}T00:00`, until: `${addDays(day, daysAhead)}T00:00`, untilIncluded: false }
  const named = ids ? unitsAmong(db, ids) : words.length > 0 ? unitsThatSay(db, search) : undefined
  const unitIds = only ?? (await named)
  if (unitIds?.length === 0) return []
  const where = { near, radius, bbox, facets, unitIds }
  const found = await findOccurrences(db, { kinds: ['stop'], period, ...where }, { limit: mostStops })
  return found.filter((each) => isWithin(each, day)).map(stopOfDirectory)
}

/** What it says of a stop. */
export function stopOfDirectory(occurrence: PlacedOccurrence): StopOfDirectory {
  const { id, properties } = occurrence.owner
  const { name, vehicle = null, source = null, licence = null } = properties
  return { ...datedFact(occurrence), unit: { id, name, vehicle, source, licence } }
}
