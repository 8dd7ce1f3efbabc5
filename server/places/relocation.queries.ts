import { sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'

export type Placed = { id: number; communeCode: string | null; lonLat: LonLat | null; approximate: boolean }

const batchSize = 1_000

/** Every place with what says where it lies, batch by batch. */
export async function* placesInTurn(trx: Transaction<Database>): AsyncGenerator<Placed[]> {
  for (let after = 0; ; ) {
    const rows = await trx
      .selectFrom('place')
      .select(['id', 'commune_code', 'position', 'approximate'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(batchSize)
      .execute()
    if (rows.length === 0) return
    after = rows.at(-1)!.id
    yield rows.map(({ id, commune_code, position, approximate }) => ({
      id,
      approximate,
      communeCode: commune_code,
      lonLat: position && (position.coordinates as LonLat),
    }))
  }
}

/** Writes where places lie. @returns those for which it differs from what stood there */
export async function savePlacements(
  trx: Transaction<Database>,
  placements: { id: number; territories: string[]; lonLat: LonLat | null }[],
): Promise<number[]> {
  const rows = placements.map(({ lonLat, ...rest }) => ({
    ...rest,
    // PostGIS reads GeoJSON as the text of a geometry.
    position: lonLat && { type: 'Point', coordinates: lonLat },
  }))
  const { rows: changed } = await sql<{ id: number }>`
    update place set territories = new.territories, position = new.position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new(id bigint, territories text[], position geometry(Point, 4326))
    where place.id = new.id and (place.territories, place.position) is distinct from (new.territories, new.position)
    returning place.id`.execute(trx)
  return changed.map(({ id }) => id)
}
