import { type Kysely, sql } from 'kysely'

/** A form that is no submission of its own is remembered for some days: pressed twice, it is done once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sent_form (
      key text primary key check (length(key) between 8 and 200),
      outcome text not null check (outcome in ('published', 'waiting')),
      at timestamptz not null
    )`.execute(db)
  // Which are forgotten?
  await sql`create index sent_form_at on sent_form (at)`.execute(db)
}
