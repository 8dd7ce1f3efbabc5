// How many places match, remembered for as long as no card and no date is written. Counting all matches can take a hundred
// times as long as reading the nearest twenty, and readers ask for the same few filters again and again.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'

/**
 * Names what a statement sees of cards and their dates: the transactions that have changed them (a trigger notes each),
 * how many and the last. None is ever taken away without another that comes last: two statements for which it reads the same
 * see the same cards. A dump that is put back while we run begins to count where it ended, in another file.
 */
export const dataState = sql<string>`(
  select pg_relation_filenode('published_change') || '/' || count(*) || '/' || coalesce(max(id), 0) from published_change)`

/** More changes than these are slower to count than to forget. */
const mostChanges = 500

/** Forgets changes whose number matters no more, when they are many. Any number of processes may. @returns how many */
export async function forgetChanges(db: Kysely<Database>): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { count, last } = await trx
      .selectFrom('published_change')
      .select((e) => [e.fn.countAll<number>().as('count'), e.fn.max<number | null>('id').as('last')])
      .executeTakeFirstOrThrow()
    if (last === null || count <= mostChanges) return 0
    await trx.insertInto('published_change').defaultValues().execute()
    const { numDeletedRows } = await trx
      .deleteFrom('published_change')
      .where('id', '<=', last)
      .executeTakeFirst()
    return Number(numDeletedRows)
  })
}

/** More different searches than this between two changes, and we begin anew. */
const mostRemembered = 2_000
/** So many counts run at once: others need the connections too. */
const mostAtOnce = 4

type Counts = { state: string; bySearch: Map<string, Promise<number>>; running: Set<Promise<unknown>> }
const remembered = new WeakMap<Kysely<Database>, Counts>()

/**
 * A count that was made since the last change, or a new one that all who ask meanwhile wait for. Exact either way.
 * @param state what the reader's own statement saw, from `dataState`
 * @param search names what is counted
 */
export function countOnce(
  db: Kysely<Database>,
  state: string,
  search: string,
  count: () => Promise<number>,
): Promise<number> {
  // A transaction sees its own writes, which its state does not name.
  if (db.isTransaction) return count()
  const counts = countsAt(db, state)
  const known = counts.bySearch.get(search)
  if (known) return known
  const counted = inTurn(counts.running, count)
  counts.bySearch.set(search, counted)
  counted.catch(() => counts.bySearch.delete(search))
  return counted
}

function countsAt(db: Kysely<Database>, state: string): Counts {
  const known = remembered.get(db)
  if (known?.state === state && known.bySearch.size < mostRemembered) return known
  const counts: Counts = { state, bySearch: new Map(), running: known?.running ?? new Set() }
  remembered.set(db, counts)
  return counts
}

async function inTurn(running: Set<Promise<unknown>>, count: () => Promise<number>): Promise<number> {
  while (running.size >= mostAtOnce) await Promise.race(running)
  const counted = count()
  const ended = counted.catch(() => undefined)
  running.add(ended)
  try {
    return await counted
  } finally {
    running.delete(ended)
  }
}
