import { type Kysely, sql } from 'kysely'

/** Which shape of card a row holds: those of an older one are written anew (`renewCards`). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table published_place add column shape smallint not null default 1`.execute(db)
}
