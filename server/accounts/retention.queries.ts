import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'

/** Accounts of one look: the others are found by the next. */
const mostAtOnce = 1_000

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

/** Accounts that will be idle and are not warned. */
export async function accountsToWarn(db: Kysely<Database>, unseenSince: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where('erased_at', 'is', null)
    .where('warned_at', 'is', null)
    .where('last_seen_at', '<', unseenSince)
    .orderBy('id')
    .limit(mostAtOnce)
    .execute()
  return rows.map(({ id }) => id)
}

/** Notes that one of them is warned. @returns `false` where it was seen or warned meanwhile */
export async function markWarned(
  trx: Transaction<Database>,
  accountId: number,
  unseenSince: Date,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('account')
    .set({ warned_at: now })
    .where('id', '=', accountId)
    .where('erased_at', 'is', null)
    .where('warned_at', 'is', null)
    .where('last_seen_at', '<', unseenSince)
    .executeTakeFirst()
  return numUpdatedRows > 0n
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
    .limit(mostAtOnce)
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
