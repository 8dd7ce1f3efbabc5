import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { HistoryEntry } from '../history/history.queries.ts'

/** What is known beside the history of a place: who did what, and who sent the submissions that were decided. */
export type BesideEntry = {
  id: number
  /** For agents: name or address of the person. */
  who: string | null
  /** Did whoever sent it publish it, without an agent between? */
  isDirect: boolean
}

/** @returns by number of the entry */
export async function besideEntries(
  db: Kysely<Database>,
  entries: readonly Pick<HistoryEntry, 'id'>[],
): Promise<Map<number, BesideEntry>> {
  if (entries.length === 0) return new Map()
  const ids = entries.map(({ id }) => id)
  const { rows } = await sql<BesideEntry>`
    select entry.id, coalesce(account.name, account.email) as who,
      coalesce(submission.account_id = entry.actor_id, false) as "isDirect"
    from history_event as entry
    left join account on account.id = entry.actor_id and entry.actor_kind = 'person'
    left join submission on submission.id = entry.submission_id
    where entry.id = any(${ids}::bigint[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
