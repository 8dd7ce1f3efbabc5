// What only a directory asks of what is published.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { type PlaceSearch, searchCondition } from '../places/place-search.rules.ts'

/** The cards under which these places stand today, by the number that was asked for; who is not published is absent. */
export async function cardsOf(db: Kysely<Database>, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ asked: number; card: number }>`
    select asked, place_id as card from unnest(${[...ids]}::bigint[]) as asked
    join published_place on place_id = asked or twin_ids @> array[asked]`.execute(db)
  return new Map(rows.map(({ asked, card }) => [asked, card]))
}

/** Those of these numbers that are mobile units of the public. */
export async function unitsAmong(db: Kysely<Database>, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('published_unit')
    .select('unit_id')
    .where('unit_id', 'in', [...ids])
    .execute()
  return rows.map(({ unit_id }) => unit_id)
}

/** Mobile units that say these words. */
export async function unitsThatSay(
  db: Kysely<Database>,
  { words }: Pick<PlaceSearch, 'words'>,
): Promise<number[]> {
  const condition = searchCondition({ words, facets: {} }, 'matches')
  const rows = await db
    .selectFrom('published_unit')
    .select('unit_id')
    .$if(condition !== undefined, (query) => query.where(sql<boolean>`search @@ ${condition}::tsquery`))
    .execute()
  return rows.map(({ unit_id }) => unit_id)
}
