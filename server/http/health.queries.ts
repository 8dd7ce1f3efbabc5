import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'

/** Does the database answer? Never throws. */
export async function databaseAnswers(db: Kysely<Database>): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
}
