import { type Kysely, sql } from 'kysely'

/** When a session, its texts or one of its occurrences last changed: calendars tell a newer event from an older one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table session add column changed_at timestamptz not null default now()`.execute(db)
}
