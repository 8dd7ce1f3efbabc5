import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { PlaceFacts } from '../places/place-facts.rules.ts'

/** One import at a time: a second one is told, instead of waiting or mixing. */
export async function lockImports(trx: Transaction<Database>): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('repères import')) as locked`.execute(trx)
  return rows[0]?.locked ?? false
}

/** The numbers of sources by name; new ones are made. A licence that is given replaces the one before. */
export async function sourceId(
  trx: Transaction<Database>,
  source: { name: string; licence: string | null; demonstration: boolean },
): Promise<number> {
  const { id } = await trx
    .insertInto('source')
    .values(source)
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ licence: sql`coalesce(excluded.licence, source.licence)` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Starts remembering which rows a file holds, for the length of the transaction. */
export async function startSeeing(trx: Transaction<Database>): Promise<void> {
  await sql`create temporary table seen_row (source_id bigint, external_id text, primary key (source_id, external_id))
    on commit drop`.execute(trx)
}

/** Remembers rows. @returns for each, was it the first of its key in this file? */
export async function seeRows(trx: Transaction<Database>, keys: RowKey[]): Promise<boolean[]> {
  const { rows } = await sql<{ key: string }>`
    insert into seen_row select * from ${keysTable(keys)} on conflict do nothing
    returning source_id || ' ' || external_id as key`.execute(trx)
  const fresh = new Set(rows.map(({ key }) => key))
  // Of two rows with one key in the same batch, the first counts.
  return keys.map((key) => fresh.delete(`${key.sourceId} ${key.externalId}`))
}

export type RowKey = { sourceId: number; externalId: string }

function keysTable(keys: RowKey[]) {
  return sql`(select distinct source_id, external_id from
    unnest(${keys.map(({ sourceId: id }) => id)}::bigint[], ${keys.map(({ externalId }) => externalId)}::text[])
    as key(source_id, external_id)) as keys`
}

export type KnownRow = {
  id: number
  sourceId: number
  externalId: string
  placeId: number
  said: Partial<PlaceFacts>
  fingerprint: string
  gone: boolean
}

/** What these sources said before under these ids. */
export async function knownRows(trx: Transaction<Database>, keys: RowKey[]): Promise<KnownRow[]> {
  const { rows } = await sql<KnownRow>`
    select id, source_id as "sourceId", external_id as "externalId", place_id as "placeId", said, fingerprint,
      gone_at is not null as gone
    from place_source join ${keysTable(keys)} using (source_id, external_id)`.execute(trx)
  return rows
}

export type SaidRow = RowKey & {
  placeId: number
  said: PlaceFacts
  given: Record<string, string>
  fingerprint: string
}

/** Keeps what a source said, as said and as given. */
export async function saveSaidRows(
  trx: Transaction<Database>,
  rows: SaidRow[],
  runId: number | null,
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into place_source (source_id, external_id, place_id, said, given, fingerprint, first_run, last_run)
    select "sourceId", "externalId", "placeId", said, given, fingerprint, ${runId}::bigint, ${runId}::bigint
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new(
      "sourceId" bigint, "externalId" text, "placeId" bigint, said jsonb, given jsonb, fingerprint text)
    on conflict (source_id, external_id) do update set said = excluded.said, given = excluded.given,
      fingerprint = excluded.fingerprint, last_run = excluded.last_run, gone_at = null`.execute(trx)
}

/**
 * Of the sources that this file speaks for: the rows inside a territory that it no longer holds. Each is marked gone.
 * @returns the places that no other source names
 */
export async function markGone(
  trx: Transaction<Database>,
  sourceIds: number[],
  territory: string,
  now: Date,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with missing as (
      update place_source set gone_at = ${now}
      from place
      where place.id = place_source.place_id and place_source.gone_at is null
        and place_source.source_id = any(${sourceIds}::bigint[]) and place.territories @> array[${territory}]
        and not exists (select from seen_row where seen_row.source_id = place_source.source_id
          and seen_row.external_id = place_source.external_id)
      returning place_source.id, place_source.place_id
    )
    update place set state = 'gone', twin_group = null, version = version + 1
    from missing
    where place.id = missing.place_id and place.state = 'published' and not exists (
      select from place_source as other where other.place_id = place.id and other.gone_at is null
        and other.id not in (select id from missing))
    returning place.id`.execute(trx)
  return rows.map(({ id }) => id)
}

/** Begins the record of an import. @returns its number */
export async function startRun(
  trx: Transaction<Database>,
  run: { at: Date; fileName: string; complete: boolean },
): Promise<number> {
  const { id } = await trx
    .insertInto('import_run')
    .values({
      started_at: run.at,
      finished_at: run.at,
      file_name: run.fileName,
      complete: run.complete,
      summary: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Ends the record of an import. */
export async function finishRun(
  trx: Transaction<Database>,
  id: number,
  at: Date,
  summary: object,
): Promise<void> {
  await trx
    .updateTable('import_run')
    .set({ finished_at: at, summary: JSON.stringify(summary) })
    .where('id', '=', id)
    .execute()
}

/** Removes invented places, their source and their history's subject. @returns how many places there were */
export async function removeDemonstration(trx: Transaction<Database>): Promise<number> {
  const demonstration = trx.selectFrom('source').select('id').where('demonstration', '=', true)
  const places = trx.selectFrom('place_source').select('place_id').where('source_id', 'in', demonstration)
  const removed = await trx.deleteFrom('place').where('id', 'in', places).returning('id').execute()
  await trx.deleteFrom('source').where('demonstration', '=', true).execute()
  return removed.length
}

/** Is there no place at all? */
export async function isEmpty(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('place').select('id').limit(1).executeTakeFirst()) === undefined
}

/** Tells the planner what has come; the embedded database never does so by itself. */
export async function analyse(db: Kysely<Database>): Promise<void> {
  await sql`analyze place, place_source, published_place, search_word, territory`.execute(db)
}
