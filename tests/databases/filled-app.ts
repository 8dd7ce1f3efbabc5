// The application over a test's database, and places to fill that with.
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyServerOptions } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { buildApp } from '../../server/app.ts'
import { noBasemap } from '../../server/basemap/basemap.ts'
import { rowsOfFile } from '../../server/commands/rows-of-file.ts'
import { readConfig } from '../../server/config.ts'
import type { Dependencies } from '../../server/dependencies.ts'
import { noGeocoder } from '../../server/geocoding/address-service.ts'
import { type ClientAssets, stylesheetOf } from '../../server/http/client-build.ts'
import { loadDemonstration } from '../../server/imports/demonstration.actions.ts'
import { importRows } from '../../server/imports/import.actions.ts'
import type { Letters } from '../../server/mail/letters.ts'
import { emptyFacts, type PlaceFacts } from '../../server/places/place-facts.rules.ts'
import type {
  LightProperties,
  PlaceFeature,
  PlaceProperties,
} from '../../server/places/place-feature.rules.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { openTypesetting } from '../../server/typesetting/typesetting.ts'

export const strasbourg = 'epci-246700488'
/** The clock of these tests: a Friday in winter. */
export const now = () => new Date('2026-11-20T10:00:00Z')

const realFile = join(import.meta.dirname, '../../../shared/data/places/strasbourg-dev.csv')
/** The 29 real places of Strasbourg stand beside the project, where they are at all. */
export const hasStrasbourgFile = existsSync(realFile)

/** Whoever tests a letter opens a post office (`post-office.ts`). */
export const noLetters: Letters = {
  queue: async () => {
    throw new Error('This test has no post office: give the application the letters of one.')
  },
}

/** As if the browser's part were built. */
export const assetsUnbuilt: ClientAssets = {
  stylesheet: stylesheetOf('/assets/site.css', 'main { color: inherit }'),
  writingStylesheet: stylesheetOf('/assets/writing.css', 'form { color: inherit }'),
  paperStylesheet: stylesheetOf('/assets/paper.css', 'figure { color: inherit }'),
  directoryStylesheet: stylesheetOf('/assets/directory.css', 'ol { color: inherit }'),
  script: '/assets/after-style.js',
  islands: '/assets/islands.js',
}

/** The application, silent, without an address service and without a ground for the map. */
export function appOn(
  db: Kysely<Database>,
  { logger = false, ...more }: Partial<Dependencies> & { logger?: FastifyServerOptions['logger'] } = {},
) {
  return buildApp(
    {
      db,
      now,
      geocoder: noGeocoder,
      basemap: noBasemap,
      letters: noLetters,
      // Begins no process before a paper is asked for; without work, its processes keep nobody.
      typesetting: openTypesetting(),
      config: readConfig({}),
      assets: assetsUnbuilt,
      ...more,
    },
    logger,
  )
}
export type App = Awaited<ReturnType<typeof appOn>>

/** The invented places, mobile units and sessions of the demonstration. */
export async function fillWithWholeDemonstration(db: Kysely<Database>): Promise<void> {
  await keepTerritories(db, strasbourg)
  await loadDemonstration(db, strasbourg, now())
}

/** The 78 invented places, and what happens there. A bus, which is now here and now there, has tests of its own. */
export async function fillWithDemonstration(db: Kysely<Database>): Promise<void> {
  await fillWithWholeDemonstration(db)
  await db.deleteFrom('mobile_unit').execute()
}

const importing = {
  fileName: 'test',
  source: undefined,
  licence: undefined,
  complete: false,
  dryRun: false,
  keepDemonstration: true,
}

/** The 29 real places of Strasbourg; only where `hasStrasbourgFile`. */
export async function fillWithStrasbourg(db: Kysely<Database>): Promise<void> {
  await keepTerritories(db, strasbourg)
  const rows = rowsOfFile(createReadStream(realFile))
  await importRows({ db, geocoder: noGeocoder, now }, rows, { ...importing, territory: strasbourg })
}

type Known = Partial<PlaceFacts> & { name: string }

/** Places made by hand, as one source says them; without a commune they stand at an address somewhere in Strasbourg. */
export async function bringPlaces(
  db: Kysely<Database>,
  places: Known[],
  options: { source?: string; complete?: boolean } = {},
): Promise<void> {
  async function* rows() {
    for (const place of places) {
      yield {
        externalId: place.name,
        facts: { ...emptyFacts, commune: 'Strasbourg', communeCode: '67482', ...place },
        given: {},
        source: options.source ?? 'hand',
        faults: [],
        refused: false,
      }
    }
  }
  const { complete = false } = options
  await importRows({ db, geocoder: noGeocoder, now }, rows(), { ...importing, complete, territory: 'france' })
}

type Collection<P> = {
  numberMatched: number
  numberReturned: number
  numberMayHelp?: number
  correctedWords?: string[]
  features: PlaceFeature<P>[]
  links: { rel: string; href: string; type?: string }[]
}
export type Whole = PlaceFeature<PlaceProperties>

/** The answer of the API to a search, as a query string. */
export async function search<P = PlaceProperties>(app: App, query: string): Promise<Collection<P>> {
  const response = await app.inject(`/api/collections/places/items${query && `?${query}`}`)
  if (response.statusCode !== 200) throw new Error(`${query}: ${response.statusCode} ${response.body}`)
  return response.json()
}

/** Every public place, by number. */
export async function allPlaces(app: App): Promise<Whole[]> {
  return (await search(app, 'limit=1000')).features
}

export type Light = PlaceFeature<LightProperties>
