// "Is my paper still right?": an edition and what changed since.
import type { Dependencies } from '../dependencies.ts'
import { everything } from '../places/place-search.rules.ts'
import { dayInFrance, wallClock } from '../sessions/day.rules.ts'
import { cardsOf } from './directory.queries.ts'
import { readDirectoryRequest } from './directory-address.rules.ts'
import type { PlaceOfDirectory } from './directory-facts.rules.ts'
import type { EditionFacts } from './edition.rules.ts'
import { type EditionDifference, editionDifference } from './edition-difference.rules.ts'
import { type Edition, findEdition } from './editions.queries.ts'
import { gatherDirectory, stopsOfSearch } from './gather-directory.actions.ts'
import { understandDirectory } from './understand-directory.actions.ts'

type Needs = Pick<Dependencies, 'db' | 'geocoder' | 'config' | 'now'>

export type ComparedEdition = { edition: Omit<Edition, 'hash'>; difference: EditionDifference }

/** An edition beside what is true now; `undefined` when no paper has the number. */
export async function compareEdition(needs: Needs, number: string): Promise<ComparedEdition | undefined> {
  const edition = await findEdition(needs.db, number)
  if (!edition) return undefined
  const now = needs.now()
  const { request, faults } = readDirectoryRequest('fr', edition.parameters, now)
  const places = await placesNow(needs, edition.facts, request)
  const understood = await understandDirectory(needs, request, request.search.ids)
  const stops = 'where' in understood ? [] : await stopsOfSearch(needs, understood.search, dayInFrance(now))
  // A time that was asked for may be over: without it the question would be another one.
  const again = faults.length > 0 || request.search.ids ? undefined : await gatherDirectory(needs, request)
  const found = again?.kind === 'facts' ? again.facts.places : again?.kind === 'none' ? [] : undefined
  return {
    edition,
    difference: editionDifference(edition.facts, { at: wallClock(now), places, found, stops }),
  }
}

/** The places of an edition as they are now, by the number that they had: some stand under another card since. */
async function placesNow(
  needs: Needs,
  { places }: EditionFacts,
  request: Parameters<typeof gatherDirectory>[1],
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
