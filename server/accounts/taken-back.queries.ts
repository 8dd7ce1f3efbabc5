// Roles that were taken back: who took which from whom, and when.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Role } from './roles.rules.ts'

export type LockedRole = { roleId: number; accountId: number; role: Role }

/**
 * A role, held until the transaction ends with all roles of whoever takes it: two who take each other's come one after
 * the other, and the second has none any more. Accounts before roles, as whoever erases an account; all by their number.
 * @param taker `null`: the command line
 */
export async function lockRole(
  trx: Transaction<Database>,
  roleId: number,
  taker: number | null,
): Promise<LockedRole | undefined> {
  await sql`select from account where id = ${taker}::bigint
    or id = (select account_id from account_role where id = ${roleId}) order by id for key share`.execute(trx)
  const rows = await trx
    .selectFrom('account_role')
    .select(['id', 'account_id', 'role', 'organisation_id', 'territory_id'])
    .where((e) =>
      taker === null ? e('id', '=', roleId) : e.or([e('id', '=', roleId), e('account_id', '=', taker)]),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  const row = rows.find(({ id }) => id === roleId)
  if (!row) return undefined
  const role: Role =
    row.role === 'contributor'
      ? { role: row.role, organisationId: row.organisation_id! }
      : { role: row.role, territoryId: row.territory_id! }
  return { roleId, accountId: row.account_id, role }
}

/** Takes a role away and records it. @returns the number of the record */
export async function moveToTakenBack(
  trx: Transaction<Database>,
  roleId: number,
  { takenBy, now }: { takenBy: number | null; now: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with gone as (delete from account_role where id = ${roleId} returning *)
    insert into role_taken_back
      (account_id, role, organisation_id, territory_id, granted_by, granted_at, taken_by, taken_at)
    select account_id, role, organisation_id, territory_id, granted_by, granted_at, ${takenBy}::bigint, ${now}::timestamptz
    from gone returning id`.execute(trx)
  return rows[0]!.id
}

/** The number of a role that somebody has; `undefined` where they do not. */
export async function roleOfEmail(
  db: Kysely<Database>,
  email: string,
  role: Role,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('account_role as own')
    .innerJoin('account', 'account.id', 'own.account_id')
    .select('own.id')
    .where('email', '=', email)
    .where('role', '=', role.role)
    .where(
      'organisation_id',
      'is not distinct from',
      role.role === 'contributor' ? role.organisationId : null,
    )
    .where('territory_id', 'is not distinct from', role.role === 'contributor' ? null : role.territoryId)
    .executeTakeFirst()
  return row?.id
}

/** What a letter tells of a role that was taken back; nothing where they have it again. */
export async function takenBackToTell(db: Kysely<Database>, id: number) {
  return db
    .selectFrom('role_taken_back as gone')
    .innerJoin('account', 'account.id', 'gone.account_id')
    .leftJoin('organisation', 'organisation.id', 'gone.organisation_id')
    .leftJoin('territory', 'territory.id', 'gone.territory_id')
    .select(['account.email', 'account.locale', 'gone.role'])
    .select((e) => e.fn.coalesce('organisation.name', 'territory.name').as('name'))
    .where('gone.id', '=', id)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('account_role as own')
            .select('own.id')
            .whereRef('own.account_id', '=', 'gone.account_id')
            .whereRef('own.role', '=', 'gone.role')
            .whereRef('own.organisation_id', 'is not distinct from', 'gone.organisation_id')
            .whereRef('own.territory_id', 'is not distinct from', 'gone.territory_id'),
        ),
      ),
    )
    .executeTakeFirst()
}
