import { type Kysely, sql } from 'kysely'

/** A draft is forgotten some days after it was last written in, not after it was begun. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table submission add column changed_at timestamptz`.execute(db)
  await sql`update submission set changed_at = created_at where state = 'draft'`.execute(db)
}
