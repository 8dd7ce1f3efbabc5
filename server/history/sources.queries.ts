// Where facts come from.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'

/** Are invented places shown, which every page must say? */
export async function demonstrationIsShown(db: Kysely<Database>): Promise<boolean> {
  const row = await db
    .selectFrom('source')
    .select('id')
    .where('demonstration', '=', true)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
