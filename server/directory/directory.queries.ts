// What only a directory asks of what is published.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { asksSilentPlaces, type PlaceSearch, searchCondition } from '../places/place-search.rules.ts'
import { type Part, placeConditions } from '../places/search-conditions.queries.ts'

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

/** The units of the public whose stops these sessions are. */
export async function unitsOfSessions(
  db: Kysely<Database>,
  sessionIds: readonly number[],
): Promise<number[]> {
  if (sessionIds.length === 0) return []
  const rows = await db
    .selectFrom('published_session')
    .select('unit_id')
    .distinct()
    .where('session_id', 'in', [...sessionIds])
    .execute()
  return rows.flatMap(({ unit_id }) => unit_id ?? [])
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

/**
 * How many places of a search a directory of each of these territories would hold; those without any are left out.
 * @param ids territories, in one statement however many
 * @param thereUntil the last day on which a temporary place counts, `YYYY-MM-DD`
 */
export async function placesByTerritory(
  db: Kysely<Database>,
  search: PlaceSearch,
  ids: readonly string[],
  { now, thereUntil }: Pick<Part, 'now' | 'thereUntil'>,
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const { territory: _, ...facets } = search.facets
  const wanted = asksSilentPlaces(search) ? (['matches', 'silent'] as const) : (['matches'] as const)
  const counts = new Map<string, number>()
  for (const each of wanted) {
    const part: Part = {
      search: { ...search, facets, near: undefined, radius: undefined, bbox: undefined },
      ...{ wanted: each, exact: undefined, now, fewOpen: false, thereUntil },
    }
    const conditions = placeConditions(part, true)
    const { rows } = await sql<{ id: string; count: number }>`
      select area.id, count(*)::int as count
      from unnest(${[...ids]}::text[]) as area(id)
      join published_place on search @@ ('''territory:' || area.id || '''')::tsquery
      where ${sql.join([sql`true`, ...conditions], sql` and `)}
      group by area.id`.execute(db)
    for (const { id, count } of rows) counts.set(id, (counts.get(id) ?? 0) + count)
  }
  return counts
}
