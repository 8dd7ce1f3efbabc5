import { type Kysely, sql } from 'kysely'

/**
 * Dates of a place go with its card, told once for all cards that go: a foreign key is asked for each date that is
 * written, which took half of the writing. Cards whose days are to be written are found in their order. What is open
 * at a moment is told by an index alone, which quadrants of time fill faster than boxes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table occurrence drop constraint occurrence_place_id_fkey`.execute(db)
  await sql`
    create function forget_dates_of_cards() returns trigger language plpgsql as $$
    begin
      if tg_op = 'TRUNCATE' then
        delete from occurrence where place_id is not null;
      else
        delete from occurrence where place_id in (select place_id from gone);
      end if;
      return null;
    end $$`.execute(db)
  await sql`
    create trigger forget_dates after delete on published_place
    referencing old table as gone for each statement execute function forget_dates_of_cards()`.execute(db)
  await sql`
    create trigger forget_all_dates after truncate on published_place
    for each statement execute function forget_dates_of_cards()`.execute(db)
  await sql`drop index occurrence_during`.execute(db)
  await sql`
    create index occurrence_open on occurrence using spgist (during) include (place_id)
    where place_id is not null and not by_appointment and state <> 'cancelled'`.execute(db)
  await sql`
    create index published_place_due on published_place ((coalesce(rolled_until, '-infinity'::date)), place_id)
  `.execute(db)
}
