// Who has which role: read by those who may give it, and so may take it back.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { isNamedBy, type Member, type Members, mostMembers } from './members.rules.ts'

type Row = Member & { email: string }

const members = (condition: ReturnType<typeof sql<boolean>>, most: number | null) => sql<Row>`
  select own.id as "roleId", account.id as "accountId", own.role, account.email,
    coalesce(organisation.name, territory.name) as "of", coalesce(account.name, account.email) as person
  from account_role as own join account on account.id = own.account_id
    left join organisation on organisation.id = own.organisation_id
    left join territory on territory.id = own.territory_id
  where account.email is not null and ${condition}
  order by "of", own.role, person, own.id limit ${most}`

/**
 * Who speaks for these organisations, and who decides in these territories and inside them: at most `mostMembers`.
 * @param words a part of a name or address, or of what their role is for, with or without accents; empty for everybody
 */
export async function membersOf(
  db: Kysely<Database>,
  { organisations, territories }: { organisations: readonly number[]; territories: readonly string[] },
  words = '',
): Promise<Members> {
  if (organisations.length + territories.length === 0) return { members: [], isCut: false }
  const condition = sql<boolean>`(own.organisation_id = any(${[...organisations]}::bigint[])
    or own.territory_id = any(${[...territories]}::text[]) or territory.ancestors && ${[...territories]}::text[])`
  const { rows } = await members(condition, words === '' ? mostMembers + 1 : null).execute(db)
  const found = rows.filter((row) => isNamedBy(words, row))
  return {
    members: found.slice(0, mostMembers).map(({ email: _, ...member }) => member),
    isCut: found.length > mostMembers,
  }
}
