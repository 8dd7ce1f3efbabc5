import { type Kysely, sql } from 'kysely'
import { covers, distanceMetres, point } from '../../db/geo.ts'
import type { Database } from '../../db/schema.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { Whereabouts } from './checks.rules.ts'

/** In which commune a point lies by the outlines that we have, and how far from the centre of the one that is named. */
export async function whereaboutsOf(
  db: Kysely<Database>,
  lonLat: LonLat,
  communeCode: string | null,
): Promise<Whereabouts> {
  const { rows } = await sql<{ id: string; name: string; covers: boolean | null; metres: number | null }>`
    select id, name, ${covers(sql`boundary`, point(lonLat))} as covers, ${distanceMetres(sql`center`, lonLat)} as metres
    from territory
    where kind = 'commune' and (id = ${`commune-${communeCode}`} or ${covers(sql`boundary`, point(lonLat))})`.execute(
    db,
  )
  const named = rows.find(({ id }) => id === `commune-${communeCode}`)
  return {
    coveredBy: rows.find((row) => row.covers)?.name ?? null,
    isNamed: named?.covers === true,
    centreMetres: named?.metres ?? null,
  }
}
