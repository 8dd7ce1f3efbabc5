// The only reader of the environment: settings checked once, at start.
import { resolve } from 'node:path'
import { territoryId } from './territories/territory.rules.ts'

export type Config = {
  host: string
  port: number
  /** Folder of the embedded database and of caches. */
  dataDir: string
  /** PostgreSQL, or `undefined` for the embedded database. */
  databaseUrl: string | undefined
  /** Id of the territory that this instance serves. */
  territory: string
  /** May demonstration data be loaded into an empty database? */
  demonstration: boolean
  /** Where readers reach the site, without a slash at the end; `undefined`: as each request says. */
  publicUrl: string | undefined
  /** The national address service, or `undefined` for none. */
  geocoderUrl: string | undefined
  logLevel: string
  /** Was the process started by an npm script, with a shell between npm and itself? */
  startedByNpm: boolean
}

/** A setting that cannot be used; the message says which and what is expected. */
export class ConfigError extends Error {}

/**
 * Reads the settings (table in the README).
 * @throws ConfigError for the first setting that cannot be used.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const text = (name: string) => environment[name]?.trim() || undefined
  return {
    host: text('HOST') ?? '127.0.0.1',
    port: portOf(text('PORT') ?? '3000'),
    dataDir: resolve(text('DATA_DIR') ?? 'data'),
    databaseUrl: databaseUrlOf(text('DATABASE_URL')),
    territory: territoryOf(text('TERRITORY') ?? 'epci-246700488'),
    demonstration: switchOf('DEMO', text('DEMO') ?? '1'),
    publicUrl: webAddressOf('PUBLIC_URL', text('PUBLIC_URL')),
    geocoderUrl:
      text('GEOCODER_URL') === 'none'
        ? undefined
        : webAddressOf('GEOCODER_URL', text('GEOCODER_URL') ?? 'https://data.geopf.fr/geocodage'),
    logLevel: oneOf('LOG_LEVEL', text('LOG_LEVEL') ?? 'info', logLevels),
    startedByNpm: text('npm_lifecycle_event') !== undefined,
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new ConfigError(`PORT is "${text}": give a number from 0 to 65535, for example PORT=3000.`)
}

function databaseUrlOf(text: string | undefined): string | undefined {
  if (text === undefined || /^postgres(ql)?:\/\//.test(text)) return text
  // The value is not repeated: it may hold a password.
  throw new ConfigError(
    'DATABASE_URL is not a PostgreSQL address: write postgresql://user:password@host:5432/database, or leave it out for the embedded database.',
  )
}

function territoryOf(text: string): string {
  const id = territoryId(text)
  if (id) return id
  throw new ConfigError(
    `TERRITORY is "${text}": write france, region-44, department-67, epci-246700488, commune-67482 or neighbourhood-67482-neudorf.`,
  )
}

function switchOf(name: string, text: string): boolean {
  if (text === '1' || text === '0') return text === '1'
  throw new ConfigError(`${name} is "${text}": write 1 for yes or 0 for no.`)
}

function webAddressOf(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (/^https?:\/\/[^\s]+$/.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '')
  throw new ConfigError(`${name} is "${text}": write a whole address that begins with http:// or https://.`)
}

function oneOf(name: string, text: string, allowed: string[]): string {
  if (allowed.includes(text)) return text
  throw new ConfigError(`${name} is "${text}": write one of ${allowed.join(', ')}.`)
}
