import { type Kysely, sql } from 'kysely'

/** When the mail server refused the last letter to a submitter for good: agents read it beside the address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table submission add column undelivered_at timestamptz`.execute(db)
}
