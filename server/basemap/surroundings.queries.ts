import { type Kysely, sql } from 'kysely'
import { extent } from '../../db/geo.ts'
import type { Database } from '../../db/schema.ts'
import { groundOfTerritory } from '../territories/territories.queries.ts'
import type { Box } from './tile-position.rules.ts'

/** The box around a territory, as far as outlines, centres and public places tell; `undefined` when nothing does. */
export async function boxAround(db: Kysely<Database>, territoryId: string): Promise<Box | undefined> {
  const { rows } = await sql<{ box: number[] | null }>`
    select ${extent(sql`known.position`)} as box from (
      select ${groundOfTerritory} as position from territory
      where ancestors @> array[${territoryId}] or id = ${territoryId}
      union all
      select position from published_place
    ) as known`.execute(db)
  const [west, south, east, north] = rows[0]?.box ?? []
  return west === undefined ? undefined : [west, south!, east!, north!]
}
