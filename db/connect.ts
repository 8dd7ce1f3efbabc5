// Opens the database: PostgreSQL where an address is set, otherwise the embedded one in the data folder.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { EmbeddedClient } from './embedded/client.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import {
  builtIn,
  geometryTypesQuery,
  parseGeometry,
  scalarParsers,
  type ValueParsers,
} from './geometry-parser.ts'
import { connectionsHeldOnce } from './held-connections.ts'
import type { Database } from './schema.ts'
import { type RunStatements, statementsEmbedded, statementsOnPool } from './statements.ts'

export type OpenDatabase = {
  db: Kysely<Database>
  kind: 'postgresql' | 'embedded'
  /** For the job queue: whatever else asks goes through `db`. Not inside a transaction, which it would wait for. */
  runStatements: RunStatements
  /** To be called after `create extension postgis` (`migrate` does): from then on geometry is read as GeoJSON. */
  learnGeometryTypes(): Promise<void>
  /** Waits for what runs, then closes; gives the data folder free. May be called twice. */
  close(): Promise<void>
}

export type DatabasePlace = {
  /** PostgreSQL, or `undefined` for the embedded database. */
  databaseUrl: string | undefined
  /** Folder of the embedded database; created when absent, used by one process at a time. */
  dataDir: string
  /**
   * Milliseconds after which PostgreSQL gives a statement up; 0 for never, 5 seconds unless told. The embedded
   * database has no such limit.
   */
  statementTimeoutMs?: number
  /** What the user started, told to whoever finds the folder in use; the command line unless told. */
  holder?: string
}

/** The database cannot be reached or opened. The message is one sentence that says what to do, without a password. */
export class DatabaseAwayError extends Error {}

/**
 * Opens the database and sees that it answers. Values are read the same on both kinds: `bigint` as number, `date` as
 * `YYYY-MM-DD`, `timestamptz` as `Date`, geometry as GeoJSON; the session's time zone is UTC.
 * @throws DatabaseAwayError, FolderLockedError
 */
export async function openDatabase(place: DatabasePlace): Promise<OpenDatabase> {
  return place.databaseUrl === undefined
    ? openFolder(place.dataDir, place.holder ?? commandLine())
    : openPostgresql(place.databaseUrl, place.statementTimeoutMs ?? 5_000)
}

async function openFolder(dataDir: string, holder: string): Promise<OpenDatabase> {
  const lock = makeAndLock(dataDir, holder)
  try {
    return await embeddedDatabase(new EmbeddedClient({ folder: join(dataDir, 'database') }), lock)
  } catch (error) {
    lock.release()
    throw new DatabaseAwayError(
      `The embedded database in ${dataDir} does not open (${(error as Error).message}): put a copy of that folder back, or move it away to begin again.`,
      { cause: error },
    )
  }
}

function makeAndLock(dataDir: string, holder: string): FolderLock {
  try {
    makeFolder(dataDir)
    return lockFolder(dataDir, holder)
  } catch (error) {
    if (!('code' in (error as object))) throw error
    throw new DatabaseAwayError(
      `The folder ${dataDir} cannot be written (${(error as Error).message}): allow this user to write there, or set DATA_DIR to another folder.`,
      { cause: error },
    )
  }
}

/** In two steps: where nothing can be made, as in /proc, Node's recursive way tries for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  mkdirSync(dirname(folder), { recursive: true })
  mkdirSync(folder)
}

/** The embedded database behind a client; the lock, if any, is released when it closes. */
export async function embeddedDatabase(client: EmbeddedClient, lock?: FolderLock): Promise<OpenDatabase> {
  await client.waitReady
  return {
    db: await connectionsHeldOnce(new PGliteDialect({ pglite: client })),
    kind: 'embedded',
    runStatements: statementsEmbedded(client),
    learnGeometryTypes: () => client.learnGeometryTypes(),
    async close() {
      try {
        await client.close()
      } finally {
        lock?.release()
      }
    },
  }
}

async function openPostgresql(databaseUrl: string, statementTimeoutMs: number): Promise<OpenDatabase> {
  const parsers: ValueParsers = { ...scalarParsers, ...arrayParsers() }
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'reperes',
    // Our statements are short: compiling one (on by default) takes a hundred times as long as answering it.
    options: `-c TimeZone=UTC -c jit=off -c statement_timeout=${statementTimeoutMs}`,
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        (format !== 'binary' && parsers[type]) || parserOfPg(type, format),
    },
  })
  // A connection that is lost has nobody to tell: without these listeners the error would end the process. Whoever
  // asks next gets a new connection, or the error.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  const learnGeometryTypes = async () => {
    const { rows } = await pool.query<{ oid: number }>(geometryTypesQuery)
    for (const { oid } of rows) parsers[oid] = parseGeometry
  }
  try {
    await learnGeometryTypes()
  } catch (error) {
    await pool.end()
    throw new DatabaseAwayError(whyAway(databaseUrl, error as Error & { code?: string }))
  }
  let closing: Promise<void> | undefined
  return {
    db: await connectionsHeldOnce(new PostgresDialect({ pool })),
    kind: 'postgresql',
    runStatements: statementsOnPool(pool),
    learnGeometryTypes,
    close() {
      closing ??= pool.end()
      return closing
    },
  }
}

/** The types of `pg` leave arrays out. */
const parserOfPg: (type: number, format?: 'text' | 'binary') => (text: string) => unknown =
  pg.types.getTypeParser

/** Arrays of the types that we read in our own way; the others are read by `pg`. */
function arrayParsers(): ValueParsers {
  const words = parserOfPg(builtIn.textArray) as (text: string) => (string | null)[]
  return {
    [builtIn.int8Array]: (text) => words(text).map((word) => (word === null ? null : Number(word))),
    [builtIn.dateArray]: words,
  }
}

function whyAway(databaseUrl: string, error: Error & { code?: string }): string {
  const place = placeOf(databaseUrl)
  switch (error.code) {
    case '28P01':
    case '28000':
      return `PostgreSQL at ${place} refuses this user or password: correct DATABASE_URL.`
    case '3D000':
      return `PostgreSQL at ${place} has no database of that name: create it (createdb), or correct DATABASE_URL.`
    case '57P03':
      return `PostgreSQL at ${place} is starting or stopping: try again in a moment.`
    case 'ERR_INVALID_URL':
      return 'DATABASE_URL is not an address: write postgresql://user:password@host:5432/database.'
    default:
      return `PostgreSQL at ${place} does not answer (${error.code ?? error.message}): start it, or correct DATABASE_URL.`
  }
}

/** Host, port and database: all that may be told of the address. */
function placeOf(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'the address of DATABASE_URL'
  const { hostname, port, pathname, searchParams } = new URL(databaseUrl)
  const host = decodeURIComponent(hostname) || searchParams.get('host') || 'localhost'
  return `${host}${port ? `:${port}` : ''}${pathname}`
}

function commandLine(): string {
  return process.argv.slice(1).join(' ') || 'node'
}
