// What a schedule wants to know beside its sessions: its name, and what its submitter still waits for.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Submission } from '../submissions/submission.rules.ts'
import { submissionOf } from '../submissions/submission-store.queries.ts'
import type { ScheduleSubject } from './schedule.rules.ts'

/** What this account proposed of the dates of a place or unit, and nobody decided yet; the latest. */
export async function pendingDates(
  db: Kysely<Database>,
  { kind, id }: ScheduleSubject,
  accountId: number,
): Promise<Submission | undefined> {
  const rows = await db
    .selectFrom('submission')
    .selectAll()
    .where(kind === 'unit' ? 'unit_id' : 'place_id', '=', id)
    .where('account_id', '=', accountId)
    .where('kind', '=', 'change')
    .where('state', 'in', ['waiting', 'asked'])
    .orderBy('id', 'desc')
    .execute()
  return rows.map(submissionOf).find(({ proposed }) => {
    const names = Object.keys(proposed)
    return names.length > 0 && names.every((name) => name === 'sessions' || name === 'closures')
  })
}

/** The name of a unit; `undefined` where there is none, or it no longer drives. */
export async function unitName(db: Kysely<Database>, id: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('mobile_unit')
    .select('name')
    .where('id', '=', id)
    .where('state', '<>', 'gone')
    .executeTakeFirst()
  return row?.name
}
