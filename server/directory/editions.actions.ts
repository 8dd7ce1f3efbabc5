// "Is my paper still right?": an edition and what changed since.
import { readOccurrenceId } from '../agenda/occurrence-id.rules.ts'
import { findOccurrencesNamed } from '../agenda/occurrences.queries.ts'
import type { Dependencies } from '../dependencies.ts'
import { isOpenWord } from '../places/open-window.rules.ts'
import { everything } from '../places/place-search.rules.ts'
import { endedBefore } from '../selections/selection.rules.ts'
import { dayInFrance, wallClock } from '../sessions/day.rules.ts'
import { cardsOf, unitsOfSessions } from './directory.queries.ts'
import { type DirectoryRequest, readDirectoryRequest } from './directory-address.rules.ts'
import type { PlaceOfDirectory } from './directory-facts.rules.ts'
import { type EditionFacts, roundingMetres } from './edition.rules.ts'
import { type EditionDifference, editionDifference, type NowOfEdition } from './edition-difference.rules.ts'
import { type Edition, findEdition, forgetEditionsOfLists } from './editions.queries.ts'
import { datedFact, gatherDirectory, stopOfDirectory, stopsOfSearch } from './gather-directory.actions.ts'
import { understandDirectory } from './understand-directory.actions.ts'

type Needs = Pick<Dependencies, 'db' | 'geocoder' | 'config' | 'now'>

export type ComparedEdition = { edition: Omit<Edition, 'hash'>; difference: EditionDifference }

/** An edition beside what is true now; `undefined` when no paper has the number. */
export async function compareEdition(needs: Needs, number: string): Promise<ComparedEdition | undefined> {
  const edition = await findEdition(needs.db, number)
  if (!edition) return undefined
  const now = needs.now()
  const { request, faults } = readDirectoryRequest('fr', edition.parameters, now)
  const listed = await placesNow(needs, edition.facts, request)
  const asked = widened(request)
  const understood = await understandDirectory(needs, asked, undefined)
  const units = edition.facts.keepsQuestion ? undefined : await unitsOnPaper(needs, edition.facts)
  const inArea =
    'where' in understood ? [] : await stopsOfSearch(needs, understood.search, dayInFrance(now), units)
  const at = wallClock(now)
  const { places, stops } = await withMovedDates(needs.db, edition.facts, at, {
    places: listed,
    stops: inArea,
  })
  // A time that was asked for may be over, and a word means another one now: without it the question would be another one.
  const isOfAnHour = isOpenWord(edition.parameters.open ?? '')
  const canAsk = edition.facts.keepsQuestion && faults.length === 0 && !isOfAnHour
  const again = canAsk ? await gatherDirectory(needs, asked) : undefined
  const found = again?.kind === 'facts' ? again.facts.places : again?.kind === 'none' ? [] : undefined
  return {
    edition,
    difference: editionDifference(edition.facts, { at, places, found, stops }),
  }
}

/** Around a rounded point, all that the exact one may have had. */
function widened(request: DirectoryRequest): DirectoryRequest {
  return { ...request, radius: request.radius && request.radius + roundingMetres }
}

/** The units whose stops the paper tells. */
function unitsOnPaper({ db }: Needs, { stops }: EditionFacts): Promise<number[]> {
  const sessions = stops.flatMap(({ key }) => {
    const name = readOccurrenceId(key)
    return name && 'sessionId' in name ? name.sessionId : []
  })
  return unitsOfSessions(db, [...new Set(sessions)])
}

type DatesNow = Pick<NowOfEdition, 'places' | 'stops'>

/**
 * The same, with those dates of the paper that were moved out of the weeks, or of the area, in which one looks.
 * @param at what is over by then, `YYYY-MM-DDTHH:MM`, is not looked for
 */
async function withMovedDates(
  db: Needs['db'],
  facts: EditionFacts,
  at: string,
  { places, stops }: DatesNow,
): Promise<DatesNow> {
  const seen = new Set([...places.values()].flatMap(({ events }) => events.map(({ key }) => key)))
  for (const { key } of stops) seen.add(key)
  const events = facts.places.flatMap((place) => Object.entries(place.events))
  const toCome = [
    ...events.flatMap(([key, start]) => (start !== null && start > at ? key : [])),
    ...facts.stops.flatMap(({ key, end }) => (end > at ? key : [])),
  ]
  const names = toCome
    .filter((key) => !seen.has(key))
    .map(readOccurrenceId)
    .filter((name) => name !== undefined && 'sessionId' in name)
  const moved = await findOccurrencesNamed(db, names)
  const byPlace = Map.groupBy(moved, ({ placeId }) => placeId)
  const withEvents = (each: PlaceOfDirectory): PlaceOfDirectory => ({
    ...each,
    events: [...each.events, ...(byPlace.get(each.place.id) ?? []).map(datedFact)],
  })
  return {
    places: new Map([...places].map(([id, each]) => [id, withEvents(each)])),
    stops: [...stops, ...moved.filter(({ unitId }) => unitId !== null).map(stopOfDirectory)],
  }
}

/** Called by the nightly job; any number of processes may. @returns how many papers of chosen places were forgotten */
export function forgetOldEditions({ db }: Pick<Needs, 'db'>, now: Date): Promise<number> {
  return forgetEditionsOfLists(db, endedBefore(now))
}

/** The places of an edition as they are now, by the number that they had: some stand under another card since. */
async function placesNow(
  needs: Needs,
  { places }: EditionFacts,
  request: DirectoryRequest,
): Promise<Map<number, PlaceOfDirectory>> {
  const cards = await cardsOf(
    needs.db,
    places.map(({ id }) => id),
  )
  const plain = { ...request, where: undefined, selection: undefined, search: everything, radius: undefined }
  const gathered = await gatherDirectory(needs, plain, [...new Set(cards.values())])
  const known = new Map(
    gathered.kind === 'facts' ? gathered.facts.places.map((each) => [each.place.id, each]) : [],
  )
  return new Map(
    [...cards].flatMap(([id, card]) => {
      const place = known.get(card)
      return place ? [[id, place] as const] : []
    }),
  )
}
