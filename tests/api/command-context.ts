// What tests of the commands share: an instance of its own (PostgreSQL or an embedded folder), and processes on it.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { type OpenDatabase, openDatabase } from '../../db/connect.ts'

/** What Node has compiled once, the next process only reads: that is nearly half of its start. */
const compileCache = process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'reperes-compile-cache')

const project = join(import.meta.dirname, '../..')

export type Ended = { code: number | null; output: string; errors: string }

export type Started = {
  process: ChildProcess
  /** What it has written so far. */
  said: Ended
  ended: Promise<Ended>
}

/** Settings by name; `undefined` takes one away. */
type Settings = Record<string, string | undefined>

export type Instance = {
  kind: 'postgresql' | 'embedded'
  /** A folder for files of the tests. */
  folder: string
  settings: Settings
  /** Starts `server/…` with arguments. */
  start(script: string, args?: string[], settings?: Settings): Started
  /** Runs it to its end. */
  run(script: string, args?: string[], settings?: Settings): Promise<Ended>
  /** Writes a file of the folder. @returns its path */
  file(name: string, content: string | Buffer): string
  /** Opens the database, which no process may use meanwhile where it is embedded. */
  inDatabase<T>(work: (db: OpenDatabase['db']) => Promise<T>): Promise<T>
}

/** `describe` with an instance on which nothing has run yet; its tests share it, in order. */
export function describeWithInstance(name: string, tests: (instance: Instance) => void): void {
  const source = inject('database')
  if ('skip' in source) {
    describe.skip(`${name} (skipped: ${source.skip})`, () => tests(newInstance('postgresql', '', {})))
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'reperes-commands-'))
  const database = `test_${randomUUID().replaceAll('-', '')}`
  const onServer = 'templateUrl' in source
  const databaseUrl = onServer ? inPlaceOf(source.templateUrl, database) : undefined
  const settings = { DATABASE_URL: databaseUrl, DATA_DIR: join(folder, 'data'), GEOCODER_URL: 'none' }
  describe(name, () => {
    beforeAll(async () => {
      if (onServer) await onPostgresql(source.templateUrl, `create database ${database}`)
    })
    afterAll(async () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
      if (onServer) await onPostgresql(source.templateUrl, `drop database ${database} with (force)`)
    })
    tests(newInstance(onServer ? 'postgresql' : 'embedded', folder, settings))
  })
}

function newInstance(kind: Instance['kind'], folder: string, settings: Settings): Instance {
  const start: Instance['start'] = (script, args = [], more = {}) => {
    const { PATH, HOME, TMPDIR } = process.env
    const child = spawn(process.execPath, [join('server', script), ...args], {
      cwd: project,
      env: { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE: compileCache, ...settings, ...more },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const said: Ended = { code: null, output: '', errors: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said.output += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said.errors += text
    })
    // A process that is killed no longer reads.
    child.stdin.on('error', () => {})
    const ended = new Promise<Ended>((resolve) => {
      child.on('close', (code) => resolve(Object.assign(said, { code })))
    })
    return { process: child, said, ended }
  }
  return {
    kind,
    folder,
    settings,
    start,
    run: (script, args, more) => {
      const started = start(script, args, more)
      started.process.stdin?.end()
      return started.ended
    },
    file: (name, content) => {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    inDatabase: async (work) => {
      const database = await openDatabase({
        databaseUrl: settings.DATABASE_URL,
        dataDir: settings.DATA_DIR ?? '',
        statementTimeoutMs: 0,
      })
      try {
        await database.learnGeometryTypes()
        return await work(database.db)
      } finally {
        await database.close()
      }
    },
  }
}

function inPlaceOf(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

async function onPostgresql(url: string, statement: string): Promise<void> {
  const server = new pg.Client(inPlaceOf(url, 'postgres'))
  await server.connect()
  await server.query(statement).finally(() => server.end())
}
