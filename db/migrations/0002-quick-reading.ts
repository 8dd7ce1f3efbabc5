import { type Kysely, sql } from 'kysely'

/** What measuring showed (`npm run bench`): how rows of `published_place` lie, and an index that was missing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A usual place has 3.5 kB. Up to 4 kB it now stays in one piece; compressed and kept apart, each place that a walk
  // along an index passes had to be fetched and unpacked: counting took seven times as long, "one place" twice.
  await sql`alter table published_place set (toast_tuple_target = 4080)`.execute(db)
  // Rows that are there already are written anew, which takes them along.
  await sql`
    update published_place set search = search || ''::tsvector, light = light || '', whole = whole || ''`.execute(
    db,
  )
  // Which places without an exact position are near? They follow the exact ones whenever these do not fill a page.
  await sql`
    create index published_place_approximate on published_place using gist ((position::geography))
    where position is null or approximate`.execute(db)
}
