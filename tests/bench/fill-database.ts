// Fills an empty database with invented places, written and published by the code that serves real ones.
import { type Kysely, sql } from 'kysely'
import { type OpenDatabase, openDatabase } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { franceCommunes } from '../../seeds/reference.ts'
import { noGeocoder } from '../../server/geocoding/address-service.ts'
import { type SaidRow, saveSaidRows, sourceId } from '../../server/history/sources.queries.ts'

import { insertPlaces, reservePlaceIds } from '../../server/places/place-store.queries.ts'
import { publishPlaces } from '../../server/places/publication.actions.ts'
import { settle } from '../../server/places/settle.actions.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { seededRandom } from './random.ts'
import { placeMaker } from './synthetic-places.ts'

/** The database holds tables already: whoever named it may have meant another. */
export class NotEmptyError extends Error {}

const batchSize = 2_000
/** An instance that serves the whole country. */
export const benchTerritory = 'france'

/**
 * Migrates an empty database and fills it.
 * @param onProgress told how many places are written so far; publishing them takes as long again
 * @throws NotEmptyError
 */
export async function fillDatabase(
  databaseUrl: string,
  places: number,
  onProgress: (done: number) => void,
): Promise<void> {
  const database = await openDatabase({ databaseUrl, dataDir: '', statementTimeoutMs: 0 })
  try {
    await refuseUnlessEmpty(database)
    await migrate(database)
    const { db } = database
    await keepTerritories(db, benchTerritory)
    const restoreIndexes = await withoutIndexes(db)
    await publishAll(db, places, onProgress)
    await restoreIndexes()
    await sql`vacuum analyze`.execute(db)
  } finally {
    await database.close()
  }
}

async function refuseUnlessEmpty({ db }: OpenDatabase): Promise<void> {
  const { rows } = await sql`
    select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname <> 'spatial_ref_sys' limit 1`.execute(db)
  if (rows.length > 0)
    throw new NotEmptyError('DATABASE_URL names a database that is not empty: give an empty one.')
}

async function publishAll(
  db: Kysely<Database>,
  places: number,
  onProgress: (done: number) => void,
): Promise<void> {
  const makePlace = placeMaker(await franceCommunes(), seededRandom(20_260_101))
  const source = await db
    .transaction()
    .execute((trx) => sourceId(trx, { name: 'bench', licence: 'Licence Ouverte 2.0', demonstration: false }))
  const ids: number[] = []
  while (ids.length < places) {
    const batch = Array.from({ length: Math.min(batchSize, places - ids.length) }, makePlace)
    await db.transaction().execute(async (trx) => {
      const own = await reservePlaceIds(trx, batch.length)
      const settled = await settle(
        trx,
        noGeocoder,
        batch.map((facts, index) => ({ id: own[index]!, facts, texts: [] })),
      )
      await insertPlaces(trx, settled, new Date('2026-01-01T00:00:00Z'))
      const said = settled.map(({ id }): SaidRow => saidBy(source, id))
      await saveSaidRows(trx, said, null)
      ids.push(...own)
    })
    onProgress(ids.length)
  }
  // All at once, as an import does.
  await db.transaction().execute((trx) => publishPlaces(trx, ids, new Date()))
}

/** What the source said is read by imports only: here it just leads from the place to its source. */
function saidBy(source: number, placeId: number): SaidRow {
  return {
    sourceId: source,
    externalId: String(placeId),
    placeId,
    said: {} as SaidRow['said'],
    given: {},
    fingerprint: '',
  }
}

/** Takes the indexes off that only searches need: made again at the end, a million places take minutes less. */
async function withoutIndexes(db: Kysely<Database>): Promise<() => Promise<void>> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and (tablename = 'published_place' or indexname like 'place\\_t%')
      and indexname not like '%\\_pkey' and indexname <> 'place_twin_group'`.execute(db)
  for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(db)
  return async () => {
    for (const { definition } of rows) await sql.raw(definition).execute(db)
  }
}
