import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { organisationKey } from '../places/place-organisations.queries.ts'

/** An organisation by its name; `undefined` where nobody named it before. */
export async function organisationCalled(
  db: Kysely<Database>,
  name: string,
): Promise<{ id: number; trusted: boolean } | undefined> {
  return db
    .selectFrom('organisation')
    .select(['id', 'trusted'])
    .where('name_key', '=', organisationKey(name))
    .executeTakeFirst()
}

/** Where an organisation is at work: the territories of each of its places, and of each stop of its units. */
export async function whereAtWork(db: Kysely<Database>, organisation: string): Promise<string[][]> {
  const { rows } = await sql<{ territories: string[] }>`
    with own as (select id from organisation where name_key = ${organisationKey(organisation)})
    select territories from place join own on own.id = place.organisation_id where place.state <> 'gone'
    union
    select session.territories from session join mobile_unit on mobile_unit.id = session.unit_id
      join own on own.id = mobile_unit.organisation_id where mobile_unit.state <> 'gone'`.execute(db)
  return rows.map(({ territories }) => territories)
}

/** Where a unit stops: the territories of each of its sessions. */
export async function whereUnitStops(db: Kysely<Database>, unitId: number): Promise<string[][]> {
  const rows = await db.selectFrom('session').select('territories').where('unit_id', '=', unitId).execute()
  return rows.map(({ territories }) => territories)
}

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
