// What the organisations of somebody run.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'

export type OwnPlace = { kind: 'place' | 'unit'; id: number; name: string; commune: string | null }

/** Places and mobile units that are before the public, units first, by their names. */
export async function placesOfOrganisations(
  db: Kysely<Database>,
  organisations: readonly number[],
  limit: number,
): Promise<OwnPlace[]> {
  if (organisations.length === 0) return []
  const { rows } = await sql<OwnPlace>`
    select 'unit' as kind, id, name, null as commune from mobile_unit
    where organisation_id = any(${[...organisations]}::bigint[]) and state = 'published'
    union all
    select 'place', id, name, commune from place
    where organisation_id = any(${[...organisations]}::bigint[]) and state = 'published'
    order by kind desc, name, id limit ${limit}`.execute(db)
  return rows
}
