import { type Kysely, sql } from 'kysely'
import { extent } from '../../db/geo.ts'
import type { Database } from '../../db/schema.ts'

/** The box around all public places, `[west, south, east, north]` in degrees; the whole earth when there is none. */
export async function placesExtent(db: Kysely<Database>): Promise<number[]> {
  const row = await db
    .selectFrom('published_place')
    .select(extent(sql`position`).as('box'))
    .executeTakeFirstOrThrow()
  return row.box ?? [-180, -90, 180, 90]
}
