import { type Kysely, sql } from 'kysely'

/** Editions of printed directories, remembered when one is first printed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table edition (
    number text collate "C" primary key check (number ~ '^[0-9]{10}$'),
    -- Is this very content known?
    hash text collate "C" not null unique check (hash ~ '^[0-9a-f]{64}$'),
    made_at timestamptz not null,
    parameters jsonb not null,
    facts jsonb not null
  )`,
    )
    .execute(db)
}
