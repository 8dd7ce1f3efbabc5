import { sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'

export type LocatedStop = { id: number; unitId: number; communeCode: string | null; lonLat: LonLat }

/** Every stop of every unit, with what says where it lies. */
export async function locatedStops(trx: Transaction<Database>): Promise<LocatedStop[]> {
  const rows = await trx
    .selectFrom('session')
    .select(['id', 'unit_id', 'commune_code', 'position'])
    .where('kind', '=', 'stop')
    .orderBy('id')
    .execute()
  return rows.map(({ id, unit_id, commune_code, position }) => ({
    id,
    unitId: unit_id!,
    communeCode: commune_code,
    lonLat: position!.coordinates as LonLat,
  }))
}

/** Writes in which territories stops lie. @returns those for which it differs from what stood there */
export async function saveStopTerritories(
  trx: Transaction<Database>,
  stops: { id: number; territories: string[] }[],
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update session set territories = new.territories
    from jsonb_to_recordset(${JSON.stringify(stops)}::jsonb) as new(id bigint, territories text[])
    where session.id = new.id and session.territories is distinct from new.territories
    returning session.id`.execute(trx)
  return rows.map(({ id }) => id)
}
