// What is changed of single occurrences of a session: cancelled, moved, noted.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Change } from './recurrence.rules.ts'

/** One more version of a session, by the clock of the transaction. */
export const oneMoreVersion = { version: sql<number>`version + 1`, changed_at: sql<Date>`now()` }

/** Says what changes in one occurrence; what was said of it before is replaced. */
export async function changeOccurrence(
  trx: Transaction<Database>,
  sessionId: number,
  change: Change,
): Promise<void> {
  await writeChange(trx, sessionId, change)
  await countChange(trx, sessionId)
}

/** Takes back what was said of one occurrence: to calendars that is a change too. */
export async function forgetChange(
  trx: Transaction<Database>,
  sessionId: number,
  originalStart: string,
): Promise<void> {
  await trx
    .deleteFrom('session_change')
    .where('session_id', '=', sessionId)
    .where('original_start', '=', originalStart)
    .execute()
  await countChange(trx, sessionId)
}

async function countChange(trx: Transaction<Database>, sessionId: number): Promise<void> {
  await trx.updateTable('session').set(oneMoreVersion).where('id', '=', sessionId).execute()
}

/** Says what changes in one occurrence, without counting the version up. */
export async function writeChange(
  trx: Transaction<Database>,
  sessionId: number,
  { originalStart, kind, start, end, note }: Change,
): Promise<void> {
  const said = { kind, starts_at: start, ends_at: end, note }
  await trx
    .insertInto('session_change')
    .values({ session_id: sessionId, original_start: originalStart, ...said })
    .onConflict((conflict) => conflict.columns(['session_id', 'original_start']).doUpdateSet(said))
    .execute()
}
