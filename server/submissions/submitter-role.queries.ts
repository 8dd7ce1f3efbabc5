import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
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
