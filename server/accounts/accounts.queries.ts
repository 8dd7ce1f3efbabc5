import { type Expression, type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { HeldRole } from './roles.rules.ts'

/** The account of an address; the first time, it is made. @param locale of its letters, where it is new */
export async function accountOfEmail(
  trx: Transaction<Database>,
  email: string,
  locale: string,
  now: Date,
): Promise<number> {
  const { id } = await trx
    .insertInto('account')
    .values({ email, locale, created_at: now, last_seen_at: now })
    .onConflict((conflict) => conflict.column('email').doUpdateSet({ last_seen_at: now, warned_at: null }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The account that somebody is invited to; theirs where they have one, which the invitation does not count as used. */
export async function accountToInvite(
  trx: Transaction<Database>,
  email: string,
  locale: string,
  now: Date,
): Promise<number> {
  const { id } = await trx
    .insertInto('account')
    .values({ email, locale, created_at: now, last_seen_at: now })
    .onConflict((conflict) => conflict.column('email').doUpdateSet({ email }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The roles of an account in the order in which they were given, as JSON in a statement. */
export function rolesOf(accountId: Expression<number>) {
  return sql<HeldRole[]>`(
    select coalesce(json_agg(json_build_object(
        'id', own.id, 'role', own.role, 'name', coalesce(organisation.name, territory.name),
        'organisationId', own.organisation_id, 'territoryId', own.territory_id) order by own.id), '[]')
    from account_role as own
    left join organisation on organisation.id = own.organisation_id
    left join territory on territory.id = own.territory_id
    where own.account_id = ${accountId})`
}

/** The roles of an account in the order in which they were given. */
export async function heldRoles(db: Kysely<Database>, accountId: number): Promise<HeldRole[]> {
  const { rows } = await sql<{ roles: HeldRole[] }>`select ${rolesOf(sql`${accountId}`)} as roles`.execute(db)
  return rows[0]!.roles
}

/** How many roles this account gave since then. */
export async function rolesGivenSince(db: Kysely<Database>, accountId: number, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('account_role')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('granted_by', '=', accountId)
    .where('granted_at', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

/** A territory with all that contain it; none where it is unknown. */
export async function territoryChain(db: Kysely<Database>, id: string): Promise<string[]> {
  const row = await db.selectFrom('territory').select('ancestors').where('id', '=', id).executeTakeFirst()
  return row ? [id, ...row.ancestors] : []
}

/** Does this account decide in some territory? */
export async function isAgentAccount(db: Kysely<Database>, accountId: number): Promise<boolean> {
  const row = await db
    .selectFrom('account_role')
    .select('id')
    .where('account_id', '=', accountId)
    .where('role', '!=', 'contributor')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Changes what somebody says of themselves. */
export async function updateAccount(
  db: Kysely<Database>,
  accountId: number,
  values: { name: string | null; locale: string },
): Promise<void> {
  await db.updateTable('account').set(values).where('id', '=', accountId).execute()
}

export type NewRole = {
  accountId: number
  role: 'contributor' | 'moderator' | 'administrator'
  organisationId: number | null
  territoryId: string | null
  grantedBy: number | null
  now: Date
}

/** Gives a role. @returns its number, and whether the account did not have it before */
export async function insertRole(
  trx: Transaction<Database>,
  given: NewRole,
): Promise<{ id: number; isNew: boolean }> {
  // An update that changes nothing gives the row that stands; xmax tells it from a new one.
  const { rows } = await sql<{ id: number; isNew: boolean }>`
    insert into account_role as own (account_id, role, organisation_id, territory_id, granted_by, granted_at)
    values (${given.accountId}, ${given.role}, ${given.organisationId}, ${given.territoryId}, ${given.grantedBy},
      ${given.now})
    on conflict (account_id, role, organisation_id, territory_id) do update set granted_at = own.granted_at
    returning id, xmax = 0 as "isNew"`.execute(trx)
  return rows[0]!
}

/** A role as its letter tells it; `inviter` is the name, else the address, of who gave it. */
export async function roleToAnnounce(db: Kysely<Database>, roleId: number) {
  return db
    .selectFrom('account_role as own')
    .innerJoin('account', 'account.id', 'own.account_id')
    .leftJoin('account as giver', 'giver.id', 'own.granted_by')
    .leftJoin('organisation', 'organisation.id', 'own.organisation_id')
    .leftJoin('territory', 'territory.id', 'own.territory_id')
    .select(['account.email', 'account.locale', 'own.role'])
    .select((e) => [
      e.fn.coalesce('organisation.name', 'territory.name').as('name'),
      e.fn.coalesce('giver.name', 'giver.email').as('inviter'),
    ])
    .where('own.id', '=', roleId)
    .executeTakeFirst()
}

/** An account as the letter to the idle needs it. */
export async function accountToWarn(db: Kysely<Database>, accountId: number) {
  return db
    .selectFrom('account')
    .select(['email', 'locale', 'last_seen_at as lastSeenAt', 'warned_at as warnedAt'])
    .where('id', '=', accountId)
    .executeTakeFirst()
}
