import { type Kysely, sql } from 'kysely'

/**
 * Takes out of editions what told of whoever printed them: the address and its exact point, the words, the chosen list.
 * What was printed from a list is found by its day, to be forgotten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update edition set
      facts = facts || jsonb_build_object(
        'keepsQuestion', facts -> 'area' ->> 'kind' <> 'chosen' and parameters -> 'q' is null),
      parameters = case
        when facts -> 'area' ->> 'kind' = 'chosen' then
          jsonb_strip_nulls(jsonb_build_object('print', parameters -> 'print'))
        else parameters - 'where' - 'q' - 'ids'
      end
    where facts -> 'keepsQuestion' is null`.execute(db)
  // As text, as the address of a search writes a point.
  await sql`
    update edition set parameters = parameters || jsonb_build_object('near', (
      select string_agg(round(degrees::numeric, 3)::float8::text, ',' order by place)
      from unnest(string_to_array(parameters ->> 'near', ',')) with ordinality as of_point(degrees, place)))
    where parameters -> 'near' is not null`.execute(db)
  await sql`
    update edition set facts = jsonb_set(facts, '{area}', facts -> 'area' || jsonb_build_object(
      'label', null,
      'lonLat', jsonb_build_array(
        round((facts #>> '{area,lonLat,0}')::numeric, 3)::float8,
        round((facts #>> '{area,lonLat,1}')::numeric, 3)::float8)))
    where facts -> 'area' ->> 'kind' = 'around'`.execute(db)
  await sql`create index if not exists edition_of_list on edition (made_at)
    where facts -> 'area' ->> 'kind' = 'chosen'`.execute(db)
}
