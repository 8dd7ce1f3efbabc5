import { sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { organisationKey } from '../places/place-organisations.queries.ts'

/** @returns did that change anything? */
export async function setTrust(
  trx: Transaction<Database>,
  organisation: string,
  trusted: boolean,
): Promise<boolean> {
  const { rows } = await sql`
    update organisation set trusted = ${trusted}
    where name_key = ${organisationKey(organisation)} and trusted <> ${trusted} returning id`.execute(trx)
  return rows.length > 0
}
