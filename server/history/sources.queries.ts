// Where facts come from.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { PlaceFacts } from '../places/place-facts.rules.ts'

/** Are invented places shown, which every page must say? */
export async function demonstrationIsShown(db: Kysely<Database>): Promise<boolean> {
  const row = await db
    .selectFrom('source')
    .select('id')
    .where('demonstration', '=', true)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** `producer`: it speaks of itself, here. */
export type SourceToName = {
  name: string
  licence: string | null
  demonstration: boolean
  producer?: boolean
}

/** The number of a source by its name; a new one is made. A licence that is given replaces the one before. */
export async function sourceId(
  trx: Transaction<Database>,
  { producer = false, ...source }: SourceToName,
): Promise<number> {
  await trx
    .insertInto('source')
    .values({ ...source, producer })
    .onConflict((conflict) =>
      conflict
        .columns(['name', 'demonstration', 'producer'])
        .doUpdateSet({ licence: source.licence })
        .where(
          sql<boolean>`excluded.licence is not null and excluded.licence is distinct from source.licence`,
        ),
    )
    .execute()
  const { id } = await trx
    .selectFrom('source')
    .select('id')
    .where('name', '=', source.name)
    .where('demonstration', '=', source.demonstration)
    .where('producer', '=', producer)
    .executeTakeFirstOrThrow()
  return id
}

/** The key of a place in files: its source, and its id there. */
export type RowKey = { sourceId: number; externalId: string }

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
