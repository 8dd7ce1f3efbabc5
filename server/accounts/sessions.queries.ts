import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { rolesOf } from './accounts.queries.ts'

/** The session of a cookie with its account and roles, ended or not; `undefined` when there is none. */
export async function findSession(db: Kysely<Database>, tokenHash: string) {
  const row = await db
    .selectFrom('account_session')
    .innerJoin('account', 'account.id', 'account_session.account_id')
    .select([
      'account_session.id as sessionId',
      'account_session.created_at',
      'account_session.last_seen_at',
      'account_session.expires_at',
      'account.id',
      'account.email',
      'account.name',
      'account.locale',
      rolesOf(sql.ref('account.id')).as('roles'),
    ])
    .where('account_session.token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row
}

/** Begins a session. */
export async function insertSession(
  trx: Transaction<Database>,
  session: { accountId: number; tokenHash: string; device: string; now: Date; expiresAt: Date },
): Promise<void> {
  await trx
    .insertInto('account_session')
    .values({
      account_id: session.accountId,
      token_hash: session.tokenHash,
      device: session.device,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** Writes down that somebody is here: their session goes on, their account is used. */
export async function noteVisit(
  db: Kysely<Database>,
  visit: { sessionId: number; accountId: number; now: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    with session as (
      update account_session set last_seen_at = ${visit.now}, expires_at = ${visit.expiresAt}
      where id = ${visit.sessionId})
    update account set last_seen_at = ${visit.now}, warned_at = null where id = ${visit.accountId}`.execute(
    db,
  )
}

/** Where somebody is signed in, the latest visit first. */
export async function sessionsOf(db: Kysely<Database>, accountId: number, now: Date) {
  return db
    .selectFrom('account_session')
    .select(['id', 'device', 'created_at as createdAt', 'last_seen_at as lastSeenAt'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Ends one session of an account. @returns was there one? */
export async function deleteSession(
  db: Kysely<Database>,
  accountId: number,
  sessionId: number,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('account_session')
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends the session of a cookie, whoever's it is. */
export async function deleteSessionByToken(db: Kysely<Database>, tokenHash: string): Promise<void> {
  await db.deleteFrom('account_session').where('token_hash', '=', tokenHash).execute()
}
