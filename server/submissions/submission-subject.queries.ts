// Of what a submission speaks: whose place or unit it is.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { StandingOrganisation } from './direct-publication.rules.ts'
import type { SubmissionSubject } from './submission.rules.ts'

export type OfPlace = { version: number; organisation: StandingOrganisation }

/** Whose a place is; `undefined` where there is none. */
export const placeStanding = (db: Kysely<Database>, id: number) => standing(db, 'place', id)

/** Whose a mobile unit is; `undefined` where there is none, or it no longer drives. */
export const unitStanding = (db: Kysely<Database>, id: number) => standing(db, 'mobile_unit', id)

async function standing(
  db: Kysely<Database>,
  table: 'place' | 'mobile_unit',
  id: number,
): Promise<OfPlace | undefined> {
  const { rows } = await sql<{ version: number; organisation: number | null; trusted: boolean | null }>`
    select own.version, organisation.id as organisation, organisation.trusted
    from ${sql.table(table)} as own left join organisation on organisation.id = own.organisation_id
    where own.id = ${id} and own.state <> 'gone'`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { version, organisation, trusted } = row
  return { version, organisation: organisation === null ? null : { id: organisation, trusted: trusted! } }
}

/** The version of the place or unit, which nobody else changes until the transaction ends. */
export async function lockVersion(
  trx: Transaction<Database>,
  { placeId, unitId }: SubmissionSubject,
): Promise<number | undefined> {
  const row = await trx
    .selectFrom(unitId === null ? 'place' : 'mobile_unit')
    .select('version')
    .where('id', '=', (unitId ?? placeId)!)
    .forUpdate()
    .executeTakeFirst()
  return row?.version
}
