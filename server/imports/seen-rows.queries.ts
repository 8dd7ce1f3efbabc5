// Which rows a file holds, remembered in the database for the length of an import: memory does not grow with the file.
import { sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { RowKey } from '../history/sources.queries.ts'
import { keysTable } from './imports.queries.ts'

/** Starts remembering; ends with the transaction. */
export async function startSeeing(trx: Transaction<Database>): Promise<void> {
  await sql`create temporary table seen_row (
    source_id bigint, external_id text, taken boolean not null, primary key (source_id, external_id)
  ) on commit drop`.execute(trx)
}

/** Remembers rows to be taken. @returns for each, was it the first of its key in this file? */
export async function seeRows(trx: Transaction<Database>, keys: readonly RowKey[]): Promise<boolean[]> {
  const { rows } = await sql<{ key: string }>`
    insert into seen_row select source_id, external_id, true from ${keysTable(keys)}
    on conflict (source_id, external_id) do update set taken = true where not seen_row.taken
    returning source_id || ' ' || external_id as key`.execute(trx)
  const fresh = new Set(rows.map(({ key }) => key))
  // Of two rows with one key in the same batch, the first counts.
  return keys.map((key) => fresh.delete(`${key.sourceId} ${key.externalId}`))
}

/** Remembers rows that cannot be taken: their source still has those places. */
export async function seeRefusedRows(trx: Transaction<Database>, keys: readonly RowKey[]): Promise<void> {
  if (keys.length === 0) return
  await sql`insert into seen_row select source_id, external_id, false from ${keysTable(keys)}
    on conflict do nothing`.execute(trx)
}

/** Forgets rows of places that now lie elsewhere: their source no longer has them here. */
export async function forgetRows(trx: Transaction<Database>, keys: readonly RowKey[]): Promise<void> {
  if (keys.length === 0) return
  await sql`delete from seen_row using ${keysTable(keys)}
    where seen_row.source_id = keys.source_id and seen_row.external_id = keys.external_id`.execute(trx)
}

/**
 * Of these sources: the rows inside a territory that the file does not hold. Each is marked gone.
 * @param territory `undefined` for everywhere
 * @returns the places that no other source names
 */
export async function markGone(
  trx: Transaction<Database>,
  sourceIds: number[],
  territory: string | undefined,
  now: Date,
): Promise<number[]> {
  const here = territory === undefined ? sql`true` : sql`place.territories @> array[${territory}]`
  const { rows } = await sql<{ id: number }>`
    with missing as (
      update place_source set gone_at = ${now}
      from place
      where place.id = place_source.place_id and place_source.gone_at is null
        and place_source.source_id = any(${sourceIds}::bigint[]) and ${here}
        and not exists (select from seen_row where seen_row.source_id = place_source.source_id
          and seen_row.external_id = place_source.external_id)
      returning place_source.id, place_source.place_id
    )
    update place set state = 'gone', version = version + 1
    from missing
    where place.id = missing.place_id and place.state = 'published' and not exists (
      select from place_source as other where other.place_id = place.id and other.gone_at is null
        and other.id not in (select id from missing))
    returning place.id`.execute(trx)
  return rows.map(({ id }) => id)
}

/** How many cards stand for several places of which at least one is in the file? */
export async function countTwinGroups(trx: Transaction<Database>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct place.twin_group) as count
    from place join place_source on place_source.place_id = place.id
      join seen_row using (source_id, external_id)`.execute(trx)
  return rows[0]!.count
}
