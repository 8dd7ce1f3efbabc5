import { type Kysely, sql } from 'kysely'

/** Short lists of places that somebody put together for one person, each under a code. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Which places, in which languages: nothing on whoever made it or whom it is for. What has ended keeps its code alone,
  // so that its page can say so and no other list ever stands under it.
  `create table selection (
    code text primary key check (code ~ '^[2-9AFHKLMRTWXYZ]{8}$'),
    places bigint[] not null check (cardinality(places) <= 20),
    languages text[] not null check (cardinality(languages) <= 2),
    created_at timestamptz not null,
    forgotten_at timestamptz,
    check ((cardinality(places) = 0) = (forgotten_at is not null)),
    check ((cardinality(languages) = 0) = (forgotten_at is not null))
  )`,
  // Which lists are old enough to be forgotten?
  'create index selection_remembered on selection (created_at) where forgotten_at is null',
]
