// How many places match, remembered for as long as nothing is written. Counting all matches can take a hundred times
// as long as reading the nearest twenty, and readers ask for the same few filters again and again.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'

/**
 * Names what a statement sees: the transactions that have ended for it. Two statements for which it reads the same see
 * the same rows.
 */
export const dataState = sql<string>`(select pg_current_snapshot()::text)`

/** More different searches than this between two writes, and we begin anew. */
const mostRemembered = 2_000

const remembered = new WeakMap<Kysely<Database>, { state: string; counts: Map<string, number> }>()

/**
 * A count of this state of the data: the remembered one, or a new one. Exact either way.
 * @param state what the statement saw for which the count is wanted, from `dataState`
 * @param search names what is counted
 * @param count counts, and says what it saw
 */
export async function countOnce(
  db: Kysely<Database>,
  state: string,
  search: string,
  count: () => Promise<{ count: number; state: string }>,
): Promise<number> {
  // A transaction sees its own writes, which its state does not name.
  if (db.isTransaction) return (await count()).count
  const known = remembered.get(db)
  const own = known?.state === state ? known.counts.get(search) : undefined
  if (own !== undefined) return own
  const counted = await count()
  const latest = remembered.get(db)
  const isSame = latest?.state === counted.state && latest.counts.size < mostRemembered
  const counts = isSame ? latest.counts : new Map<string, number>()
  counts.set(search, counted.count)
  if (!isSame) remembered.set(db, { state: counted.state, counts })
  return counted.count
}
