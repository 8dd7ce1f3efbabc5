// Which public places could be the one that somebody proposes?
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { placesUnderKeys } from './alike-places.queries.ts'
import { compareTraits } from './compare-twins.rules.ts'
import { type TwinFacts, type TwinVerdict, twinTraits } from './twin.rules.ts'
import { distanceMetres } from './twin-address.rules.ts'
import { twinKeys } from './twin-keys.rules.ts'
import { readTwinFacts } from './twins.queries.ts'

export type AlikePlace = { facts: TwinFacts; verdict: TwinVerdict; distanceMetres: number | null }

/** Compared with each other place, these are enough: a place shares keys with few others. */
const mostCompared = 80

/** The likeliest first; those that are certainly others are left out. @param facts `id`: not compared with itself */
export async function alikePlaces(
  db: Kysely<Database>,
  facts: TwinFacts,
  limit: number,
): Promise<AlikePlace[]> {
  const ids = await placesUnderKeys(db, twinKeys(facts), mostCompared)
  const others = await readTwinFacts(
    db,
    ids.filter((id) => id !== facts.id),
  )
  const own = twinTraits(facts)
  const compared = [...others.values()].map((other): AlikePlace => {
    const [from, to] = [own.lonLat, other.lonLat]
    return {
      facts: other,
      verdict: compareTraits(own, twinTraits(other)),
      distanceMetres: from && to ? distanceMetres(from, to) : null,
    }
  })
  return compared
    .filter(({ verdict }) => verdict.verdict !== 'different')
    .toSorted((a, b) => b.verdict.score - a.verdict.score || a.facts.id - b.facts.id)
    .slice(0, limit)
}
