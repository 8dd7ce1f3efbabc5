import { type Kysely, sql } from 'kysely'

/**
 * What stands in a box is asked of outlines or, where there is none, of centres: without an index on both as one, each map
 * on paper read all 36,000 territories.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index territory_ground on territory using gist ((coalesce(boundary, center)))`.execute(db)
}
