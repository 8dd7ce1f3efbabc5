// The process that is measured: the real application, and beside it, on the same connections to the database, the
// least that Fastify can do.
import Fastify from 'fastify'
import { type Kysely, sql } from 'kysely'
import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/schema.ts'
import { buildApp } from '../../server/app.ts'
import { noBasemap } from '../../server/basemap/basemap.ts'
import { readConfig } from '../../server/config.ts'
import type { Dependencies } from '../../server/dependencies.ts'
import { noGeocoder } from '../../server/geocoding/address-service.ts'
import { rollPlaces } from '../../server/places/roll-forward.actions.ts'
import { openTypesetting } from '../../server/typesetting/typesetting.ts'
import { assetsUnbuilt, noLetters } from '../databases/filled-app.ts'
import { benchTerritory } from './fill-database.ts'
import { trigramSearch } from './trigrams.ts'

export type Ports = { app: number; comparison: number }

/** The application as `npm start` makes it, without log and address service. */
export function benchApp(databaseUrl: string, db: Kysely<Database>) {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    TERRITORY: benchTerritory,
    GEOCODER_URL: 'none',
    // Those who ask say that they are many: one alone gets 30 papers a minute.
    TRUST_PROXY: '127.0.0.1',
  })
  const dependencies: Dependencies = {
    db,
    now: () => new Date(),
    geocoder: noGeocoder,
    basemap: noBasemap,
    typesetting: openTypesetting(),
    letters: noLetters,
    config,
    assets: assetsUnbuilt,
  }
  return buildApp(dependencies)
}

function comparisonApp(db: Kysely<Database>) {
  const app = Fastify()
  app.get('/hello', async () => ({ hello: 'world' }))
  app.get('/select-1', async () => (await sql`select 1 as one`.execute(db)).rows[0])
  app.get<{ Querystring: { q: string } }>('/trigrams', async ({ query }) => trigramSearch(db, query.q))
  return app
}

/** What is said to the process: to write dates ahead, as it does at night, or to leave it for now. */
export type Order = 'write' | 'pause'
/** What it answers when it has left it, or when nothing is left to write. */
export type Written = { cards: number; seconds: number; isDone: boolean }

function answerToWriting(db: Kysely<Database>): (order: Order) => Promise<void> {
  let mayGoOn = false
  return async (order) => {
    mayGoOn = order === 'write'
    if (!mayGoOn) return
    const start = performance.now()
    const cards = await rollPlaces(db, () => new Date(), { mayGoOn: () => mayGoOn })
    const seconds = (performance.now() - start) / 1_000
    process.send!({ cards, seconds, isDone: mayGoOn } satisfies Written)
  }
}

async function serve(databaseUrl: string): Promise<void> {
  const database = await openDatabase({ databaseUrl, dataDir: '' })
  await database.learnGeometryTypes()
  const apps = [await benchApp(databaseUrl, database.db), comparisonApp(database.db)]
  const [app, comparison] = await Promise.all(
    apps.map(async (each) => {
      await each.listen({ host: '127.0.0.1', port: 0 })
      return (each.server.address() as { port: number }).port
    }),
  )
  process.send!({ app, comparison } satisfies Partial<Record<keyof Ports, number | undefined>>)
  process.on('message', answerToWriting(database.db))
  process.once('disconnect', async () => {
    await Promise.all(apps.map((each) => each.close()))
    await database.close()
  })
}

const [, , databaseUrl] = process.argv
if (process.send && databaseUrl) await serve(databaseUrl)
