// Places that words find, to be added to a selection.
import type { Dependencies } from '../dependencies.ts'
import type { ListedPlace } from '../places/place-card.view.ts'
import { readSearch } from '../places/place-search.rules.ts'
import { findPlaces } from '../places/places.queries.ts'

/** Whoever sees more would rather write another word. */
const mostFound = 8

/** The places that these words find best; none for words that nobody can look for. */
export async function addablePlaces(
  { db }: Pick<Dependencies, 'db'>,
  q: string,
  now: Date,
): Promise<ListedPlace[]> {
  const { search } = readSearch({ q }, now)
  if (search.words.length === 0) return []
  const page = { limit: mostFound, offset: 0, detail: 'light', order: 'name', now } as const
  const { places } = await findPlaces(db, search, page)
  return places.map(({ feature }) => JSON.parse(feature))
}
