import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { largestBlock } from './twin-keys.rules.ts'

/** Public places that share one of these keys, the most shared first; a key that too many share says nothing. */
export async function placesUnderKeys(
  db: Kysely<Database>,
  keys: readonly string[],
  limit: number,
): Promise<number[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    with wanted as (select unnest(${[...keys]}::text[]) as key), shared as (
      select wanted.key, found.id from wanted cross join lateral (
        select id from place where twin_keys @> array[wanted.key] and state = 'published' limit ${largestBlock + 1}
      ) as found
    )
    select id from shared
    where key in (select key from shared group by key having count(*) <= ${largestBlock})
    group by id order by count(*) desc, id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
