import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'

/** Forgets questions to sign in that are older. @returns how many */
export async function deleteSignInsBefore(db: Kysely<Database>, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sign_in')
    .where('created_at', '<', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Forgets sessions that are over. @returns how many */
export async function deleteEndedSessions(db: Kysely<Database>, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('account_session')
    .where('expires_at', '<=', now)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Notes that those are warned who were not seen since then. @returns their numbers */
export async function markWarned(
  trx: Transaction<Database>,
  unseenSince: Date,
  now: Date,
): Promise<number[]> {
  const rows = await trx
    .updateTable('account')
    .set({ warned_at: now })
    .where('erased_at', 'is', null)
    .where('warned_at', 'is', null)
    .where('last_seen_at', '<', unseenSince)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Accounts that are idle and whose warning is old enough. */
export async function accountsToErase(
  db: Kysely<Database>,
  unseenSince: Date,
  warnedBefore: Date,
): Promise<number[]> {
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where('erased_at', 'is', null)
    .where('last_seen_at', '<', unseenSince)
    .where('warned_at', '<', warnedBefore)
    .orderBy('id')
    .limit(1_000)
    .execute()
  return rows.map(({ id }) => id)
}

/** Is it still to be erased? Held until the transaction ends. */
export async function isStillIdle(
  trx: Transaction<Database>,
  accountId: number,
  unseenSince: Date,
): Promise<boolean> {
  const row = await trx
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .where('erased_at', 'is', null)
    .where('last_seen_at', '<', unseenSince)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}
