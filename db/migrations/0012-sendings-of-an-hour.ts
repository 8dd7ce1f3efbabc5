import { type Kysely, sql } from 'kysely'

/** What one client or one address did in the last hour, so that all processes count together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // \`who\` is a hash, and a row is forgotten when its hour is over.
  `create table hourly_use (
    who text not null check (length(who) = 43),
    at timestamptz not null
  )`,
  // How often did this one in the last hour?
  'create index hourly_use_who on hourly_use (who, at)',
  // Which are over?
  'create index hourly_use_at on hourly_use (at)',
]
