import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { heldRoles } from './accounts.queries.ts'
import type { Person } from './personal-data.actions.ts'

/** What this part keeps on a person; secrets are kept as hashes only, and tell nothing. */
export async function everythingOfAccount(db: Kysely<Database>, { accountId, email }: Person) {
  const account = await db
    .selectFrom('account')
    .select(['id', 'email', 'name', 'locale', 'created_at as createdAt', 'last_seen_at as lastSeenAt'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  const roles = await heldRoles(db, accountId)
  const given = await db
    .selectFrom('account_role')
    .select(['role', 'account_id as accountId', 'granted_at as grantedAt'])
    .where('granted_by', '=', accountId)
    .orderBy('id')
    .execute()
  const takenBack = db
    .selectFrom('role_taken_back')
    .select(['role', 'organisation_id as organisationId', 'territory_id as territoryId'])
    .select(['granted_at as grantedAt', 'taken_at as takenAt'])
    .orderBy('id')
  const rolesLost = await takenBack.where('account_id', '=', accountId).execute()
  const rolesTakenBack = await takenBack
    .select('account_id as accountId')
    .where('taken_by', '=', accountId)
    .execute()
  const sessions = await db
    .selectFrom('account_session')
    .select(['device', 'created_at as createdAt', 'last_seen_at as lastSeenAt', 'expires_at as expiresAt'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute()
  const signIns = await db
    .selectFrom('sign_in')
    .select(['email', 'locale', 'next', 'created_at as createdAt', 'used_at as usedAt'])
    .where('email', '=', email)
    .orderBy('id')
    .execute()
  return { account, roles, rolesGiven: given, rolesLost, rolesTakenBack, sessions, signIns }
}

/** The account, held until the transaction ends. */
export async function lockAccount(trx: Transaction<Database>, accountId: number) {
  return trx
    .selectFrom('account')
    .select(['id', 'email'])
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
}

/** Empties the row of a person, whose number stays in the history, and takes all else of them away. */
export async function emptyAccount(
  trx: Transaction<Database>,
  { accountId, email }: Person,
  now: Date,
): Promise<void> {
  await trx.deleteFrom('account_session').where('account_id', '=', accountId).execute()
  await trx.deleteFrom('account_role').where('account_id', '=', accountId).execute()
  await trx.deleteFrom('role_taken_back').where('account_id', '=', accountId).execute()
  await trx.deleteFrom('sign_in').where('email', '=', email).execute()
  await trx
    .updateTable('account')
    .set({ email: null, name: null, erased_at: now })
    .where('id', '=', accountId)
    .execute()
}
