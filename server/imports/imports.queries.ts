import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { RowKey } from '../history/sources.queries.ts'
import type { PlaceFacts } from '../places/place-facts.rules.ts'

/** Another import runs at this moment. */
export class ImportRunningError extends Error {
  constructor() {
    super('Another import is running on this database: wait until it has ended, then start this one again.')
  }
}

/**
 * For the length of the transaction, no other import, and nothing else that gives places their territories, runs.
 * @throws ImportRunningError at once, instead of waiting or mixing
 */
export async function lockImports(trx: Transaction<Database>): Promise<void> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('repères import')) as locked`.execute(trx)
  if (!rows[0]?.locked) throw new ImportRunningError()
}

/** The places of a source that do not say this licence yet. */
export async function placesUnderOtherLicence(
  trx: Transaction<Database>,
  source: { name: string; licence: string },
): Promise<number[]> {
  const rows = await trx
    .selectFrom('place_source')
    .innerJoin('source', 'source.id', 'place_source.source_id')
    .select('place_source.place_id')
    .where('source.name', '=', source.name)
    .where('source.demonstration', '=', false)
    .where('source.producer', '=', false)
    .where(sql<boolean>`source.licence is distinct from ${source.licence}`)
    .execute()
  return rows.map(({ place_id }) => place_id)
}

/** Keys as a table `keys (source_id, external_id)`, each once. */
export function keysTable(keys: readonly RowKey[]): RawBuilder<unknown> {
  return sql`(select distinct source_id, external_id from
    unnest(${keys.map(({ sourceId: id }) => id)}::bigint[], ${keys.map(({ externalId }) => externalId)}::text[])
    as key(source_id, external_id)) as keys`
}

export type KnownRow = RowKey & {
  placeId: number
  said: Partial<PlaceFacts>
  fingerprint: string
  gone: boolean
  /** Territories of the place, and does it stand at the centre of its commune? */
  territories: string[]
  approximate: boolean
}

/** What these sources said before under these ids. */
export async function knownRows(trx: Transaction<Database>, keys: RowKey[]): Promise<KnownRow[]> {
  const { rows } = await sql<KnownRow>`
    select source_id as "sourceId", external_id as "externalId", place_id as "placeId", said, fingerprint,
      gone_at is not null as gone, territories, approximate
    from place_source join ${keysTable(keys)} using (source_id, external_id)
    join place on place.id = place_id`.execute(trx)
  return rows
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

/**
 * Removes invented places, mobile units and their source, with all that happens there.
 * @returns how many places there were, and the real places that shared a card with one of them
 */
export async function removeDemonstration(
  trx: Transaction<Database>,
): Promise<{ removed: number; mates: number[] }> {
  const demonstration = trx.selectFrom('source').select('id').where('demonstration', '=', true)
  const places = trx.selectFrom('place_source').select('place_id').where('source_id', 'in', demonstration)
  const groups = trx.selectFrom('place').select('twin_group').where('id', 'in', places)
  const mates = await trx
    .selectFrom('place')
    .select('id')
    .where('twin_group', 'in', groups)
    .where('id', 'not in', places)
    .execute()
  const removed = await trx.deleteFrom('place').where('id', 'in', places).returning('id').execute()
  await trx.deleteFrom('mobile_unit').where('source_id', 'in', demonstration).execute()
  await trx.deleteFrom('source').where('demonstration', '=', true).execute()
  return { removed: removed.length, mates: mates.map(({ id }) => id) }
}

/** Is there no place and no mobile unit at all? */
export async function isEmpty(db: Kysely<Database>): Promise<boolean> {
  const some = async (table: 'place' | 'mobile_unit') =>
    (await db.selectFrom(table).select('id').limit(1).executeTakeFirst()) !== undefined
  return !(await some('place')) && !(await some('mobile_unit'))
}

/** Tells the planner what has come; the embedded database never does so by itself. */
export async function analyse(db: Kysely<Database>): Promise<void> {
  await sql`analyze place, place_source, published_place, search_word, territory, published_unit, published_session, occurrence`.execute(
    db,
  )
}
