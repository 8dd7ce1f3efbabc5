// Which public places may be the one that somebody is typing in? One question per sign by which twins are told.
import { type Kysely, sql } from 'kysely'
import { nearestFirst, within } from '../../db/geo.ts'
import type { Database } from '../../db/schema.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import { largestBlock } from './twin-keys.rules.ts'

/** Places that share a key with these; a key that many share says too little and is passed over. */
export async function placesWithKeys(db: Kysely<Database>, keys: readonly string[]): Promise<number[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ ids: number[] }>`
    select array_agg(found.id) as ids
    from unnest(${[...keys]}::text[]) as asked(key)
      cross join lateral (
        select id from place where state = 'published' and twin_keys @> array[asked.key]
        limit ${largestBlock + 1}
      ) as found
    group by asked.key having count(*) <= ${largestBlock}`.execute(db)
  return [...new Set(rows.flatMap(({ ids }) => ids.map(Number)))]
}

/** Public places with an exact point within so many metres, nearest first. */
export async function placesWithin(
  db: Kysely<Database>,
  lonLat: LonLat,
  metres: number,
  most: number,
): Promise<number[]> {
  const position = sql`published_place.position`
  const rows = await db
    .selectFrom('published_place')
    .select('place_id')
    .where('approximate', '=', false)
    .where('position', 'is not', null)
    .where(within(position, lonLat, metres))
    .orderBy(nearestFirst(position, lonLat))
    .limit(most)
    .execute()
  return rows.map(({ place_id }) => place_id)
}

/** Public places whose name holds all these words (folded), at least their beginnings. */
export async function placesCalled(
  db: Kysely<Database>,
  words: readonly string[],
  most: number,
): Promise<number[]> {
  if (words.length === 0) return []
  // Weight A is the name.
  const begun = words.map((word) => `'${word.replaceAll("'", '')}':*A`).join(' & ')
  const { rows } = await sql<{ place_id: number }>`
    select place_id from published_place where search @@ ${begun}::tsquery limit ${most}`.execute(db)
  return rows.map(({ place_id }) => place_id)
}

/** The cards behind which these places stand, by the place: its own, or that of its group. */
export async function cardsOfPlaces(
  db: Kysely<Database>,
  ids: readonly number[],
): Promise<Map<number, { id: number; light: string }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ asked: number; place_id: number; light: string }>`
    select asked.id as asked, card.place_id, card.light
    from unnest(${[...ids]}::bigint[]) as asked(id)
      join published_place as card
        on card.place_id = asked.id or card.twin_ids @> array[asked.id]`.execute(db)
  return new Map(rows.map(({ asked, place_id, light }) => [asked, { id: place_id, light }]))
}
