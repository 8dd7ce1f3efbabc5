// Looks for the places that may be the one that somebody is typing in. It changes nothing.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { fold } from '../../i18n/fold.ts'
import { compareTraits } from './compare-twins.rules.ts'
import { type TwinFacts, type TwinVerdict, twinTraits } from './twin.rules.ts'
import { traitKeys } from './twin-keys.rules.ts'
import { distinctiveWords } from './twin-name.rules.ts'
import { cardsOfPlaces, placesCalled, placesWithin, placesWithKeys } from './twin-search.queries.ts'
import { isWorthAsking } from './twin-search.rules.ts'
import { readTwinFacts } from './twins.queries.ts'

/** One door, or the next: the neighbours of a point are asked about. */
const neighbourMetres = 60
const mostNeighbours = 12
const mostCalled = 20
/** More than these are no question any more. */
const mostAsked = 4

/** A card, as text, and how much its place is like the other. */
export type AlikePlace = TwinVerdict & { id: number; light: string }

/** Public places that may be this one, the likeliest first; `id` of what is given is not used. */
export async function placesAlike(
  db: Kysely<Database>,
  facts: Omit<TwinFacts, 'id' | 'source'>,
): Promise<AlikePlace[]> {
  const traits = twinTraits({ ...facts, id: 0, source: null })
  const words = fold(distinctiveWords(traits.name).join(' '))
    .split(' ')
    .filter((word) => word.length > 2)
  const [byKey, near, called] = await Promise.all([
    placesWithKeys(db, traitKeys(traits)),
    traits.lonLat ? placesWithin(db, traits.lonLat, neighbourMetres, mostNeighbours) : [],
    placesCalled(db, words.slice(0, 6), mostCalled),
  ])
  const known = await readTwinFacts(db, [...new Set([...byKey, ...near, ...called])])
  const alike = [...known.values()]
    .map((other) => ({ id: other.id, ...compareTraits(traits, twinTraits(other)) }))
    .filter(isWorthAsking)
    .toSorted((a, b) => b.score - a.score || a.id - b.id)
  return onePerCard(db, alike.slice(0, 3 * mostAsked))
}

/** Twins stand behind one card: it is asked about once. */
async function onePerCard(
  db: Kysely<Database>,
  alike: (TwinVerdict & { id: number })[],
): Promise<AlikePlace[]> {
  const cards = await cardsOfPlaces(
    db,
    alike.map(({ id }) => id),
  )
  const asked = new Map<number, AlikePlace>()
  for (const { id, ...verdict } of alike) {
    const card = cards.get(id)
    if (card && !asked.has(card.id)) asked.set(card.id, { ...verdict, ...card })
  }
  return [...asked.values()].slice(0, mostAsked)
}
