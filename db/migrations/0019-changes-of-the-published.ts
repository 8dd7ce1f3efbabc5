import { type Kysely, sql } from 'kysely'

/**
 * A row for each transaction that changed cards or dates, once it has ended: as long as a reader sees the same rows, what
 * it counts is the same. What else is written (a form, a job, the edition of a paper) changes no count.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table published_change (id bigint generated always as identity primary key)`.execute(db)
  await sql`
    create function note_change_of_published() returns trigger language plpgsql as $$
    begin
      -- Once in each transaction; a savepoint that is taken back takes both back.
      if current_setting('reperes.noted_by', true) is distinct from pg_current_xact_id()::text then
        insert into published_change default values;
        perform set_config('reperes.noted_by', pg_current_xact_id()::text, true);
      end if;
      return null;
    end $$`.execute(db)
  for (const table of ['published_place', 'occurrence'])
    await sql`
      create trigger note_change after insert or update or delete or truncate on ${sql.table(table)}
      for each statement execute function note_change_of_published()`.execute(db)
}
