// Forms that were sent, by the key that each carries, and what came of them: pressed twice, they are done once.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'

/** Was it published, or does it wait for an agent? */
export type FormOutcome = 'published' | 'waiting'

/** What came of the form with this key; `undefined` where none was sent, or days ago. */
export async function outcomeOfForm(db: Kysely<Database>, key: string): Promise<FormOutcome | undefined> {
  const row = await db.selectFrom('sent_form').select('outcome').where('key', '=', key).executeTakeFirst()
  return row?.outcome
}

/**
 * Remembers what comes of a form, in the transaction that does it. The same form sent at the same moment waits for that.
 * @returns `false`: it was sent before, and is not to be done again
 */
export async function rememberForm(
  trx: Transaction<Database>,
  form: { key: string; outcome: FormOutcome; now: Date },
): Promise<boolean> {
  const { key, outcome, now } = form
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('sent_form')
    .values({ key, outcome, at: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0) > 0
}

/** Forgets forms that were sent before this moment. @returns how many */
export async function forgetForms(db: Kysely<Database>, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('sent_form').where('at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}

/** What is sent at once by one address, or under one key, is taken in one after the other. */
export async function lockSending(trx: Transaction<Database>, by: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`submission ${by}`}))`.execute(trx)
}
