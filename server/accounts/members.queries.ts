// Who has which role: read by those who may give it, and so may take it back.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Role } from './roles.rules.ts'

/** `of`: name of the organisation or territory; `person`: a name where they gave one, else their address. */
export type Member = { roleId: number; accountId: number; role: Role['role']; of: string; person: string }

const members = (condition: ReturnType<typeof sql<boolean>>) => sql<Member>`
  select own.id as "roleId", account.id as "accountId", own.role,
    coalesce(organisation.name, territory.name) as "of", coalesce(account.name, account.email) as person
  from account_role as own join account on account.id = own.account_id
    left join organisation on organisation.id = own.organisation_id
    left join territory on territory.id = own.territory_id
  where account.email is not null and ${condition}
  order by "of", own.role, person, own.id limit 200`

/** Who speaks for these organisations, and who decides in these territories and inside them. */
export async function membersOf(
  db: Kysely<Database>,
  { organisations, territories }: { organisations: readonly number[]; territories: readonly string[] },
): Promise<Member[]> {
  if (organisations.length + territories.length === 0) return []
  const condition = sql<boolean>`(own.organisation_id = any(${[...organisations]}::bigint[])
    or own.territory_id = any(${[...territories]}::text[]) or territory.ancestors && ${[...territories]}::text[])`
  return (await members(condition).execute(db)).rows
}

/** A role as it is held, and nobody else takes it back until the transaction ends. */
export async function lockRole(
  trx: Transaction<Database>,
  roleId: number,
): Promise<{ accountId: number; role: Role } | undefined> {
  const row = await trx
    .selectFrom('account_role')
    .select(['account_id', 'role', 'organisation_id', 'territory_id'])
    .where('id', '=', roleId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const role: Role =
    row.role === 'contributor'
      ? { role: row.role, organisationId: row.organisation_id! }
      : { role: row.role, territoryId: row.territory_id! }
  return { accountId: row.account_id, role }
}

/** Takes a role back. */
export async function deleteHeldRole(trx: Transaction<Database>, roleId: number): Promise<void> {
  await trx.deleteFrom('account_role').where('id', '=', roleId).execute()
}
