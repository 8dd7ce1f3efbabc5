import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { isAgentAccount } from '../accounts/accounts.queries.ts'
import type { Submission } from './submission.rules.ts'
import type { OrganisationStanding } from './submitter-role.rules.ts'

/** How an organisation stands, by the key of its name; one that is not known has nobody and nothing. */
export async function organisationStanding(
  db: Kysely<Database>,
  nameKey: string,
): Promise<OrganisationStanding> {
  const { rows } = await sql<OrganisationStanding>`
    select (select count(*) from account_role where organisation_id = own.id) as contributors,
      (select count(*) from place where organisation_id = own.id) as places
    from organisation as own where name_key = ${nameKey}`.execute(db)
  return rows[0] ?? { contributors: 0, places: 0 }
}

/** Did an agent write this submission, for somebody or under their own address? */
export async function isWrittenByAgent(
  db: Kysely<Database>,
  { accountId, enteredBy }: Pick<Submission, 'accountId' | 'enteredBy'>,
): Promise<boolean> {
  return enteredBy !== null || (accountId !== null && (await isAgentAccount(db, accountId)))
}

/** The organisation for which somebody may speak since a publication; `undefined` where it gave them no right. */
export async function organisationGiven(
  db: Kysely<Database>,
  { email, grantedAt, grantedBy }: { email: string; grantedAt: Date; grantedBy: number | null },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('account_role as own')
    .innerJoin('account', 'account.id', 'own.account_id')
    .innerJoin('organisation', 'organisation.id', 'own.organisation_id')
    .select('organisation.name')
    .where('account.email', '=', email)
    .where('own.granted_at', '=', grantedAt)
    .where('own.granted_by', 'is not distinct from', grantedBy)
    .executeTakeFirst()
  return row?.name
}

/** Takes back the right to speak for an organisation that a publication gave. */
export async function takeRolesBack(
  trx: Transaction<Database>,
  { grantedAt, grantedBy }: { grantedAt: Date; grantedBy: number | null },
): Promise<void> {
  await trx
    .deleteFrom('account_role')
    .where('role', '=', 'contributor')
    .where('granted_at', '=', grantedAt)
    .where('granted_by', 'is not distinct from', grantedBy)
    .execute()
}
