// Who has which role: read by those who may give it, and so may take it back.
import { type Kysely, sql } from 'kysely'
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
