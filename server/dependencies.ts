// What the application is built from: one plain object, made for real in `main.ts` and by hand in tests.
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Basemap } from './basemap/basemap.ts'
import type { Config } from './config.ts'
import type { Geocoder } from './geocoding/address-service.ts'
import type { ClientAssets } from './http/client-build.ts'
import type { Letters } from './mail/letters.ts'
import type { Outbox } from './mail/outbox.ts'
import type { Typesetting } from './typesetting/typesetting.ts'

export type Dependencies = {
  db: Kysely<Database>
  /** The clock. */
  now: () => Date
  geocoder: Geocoder
  /** The map's ground. */
  basemap: Basemap
  /** Orders what we write to people. */
  letters: Letters
  /** Where letters are read on an instance without a mail server. */
  outbox?: Outbox | undefined
  /** Sets paper. */
  typesetting: Typesetting
  config: Config
  assets: ClientAssets
}
