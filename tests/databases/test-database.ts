// What a test file needs to run on a database of its own, migrated and otherwise empty.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { embeddedDatabase, type OpenDatabase, openDatabase } from '../../db/connect.ts'
import { EmbeddedClient } from '../../db/embedded/client.ts'

/** Where the databases of a project's tests come from, or why they cannot run; made once per run. */
export type DatabaseSource = { templateUrl: string } | { dumpFile: string } | { skip: string }

declare module 'vitest' {
  export interface ProvidedContext {
    database: DatabaseSource
  }
}

/** The database of the tests; `db` is there from `beforeAll` on. */
export type TestDatabase = Pick<OpenDatabase, 'db' | 'kind' | 'runStatements'>

/**
 * `describe` with a real database, the same tests on PostgreSQL and on the embedded one. All tests inside share it,
 * in order, and it goes with them. Where the project has no database they are skipped, and the name says why.
 * Take `database.db` inside tests and hooks, not while they are being declared.
 */
export function describeWithDatabase(name: string, tests: (given: { database: TestDatabase }) => void): void {
  const source = inject('database')
  let opened: OpenDatabase | undefined
  const whenOpen = () => {
    if (!opened) throw new Error('Ask for the database inside a test or a hook: before, there is none.')
    return opened
  }
  const database: TestDatabase = {
    get db() {
      return whenOpen().db
    },
    get kind() {
      return whenOpen().kind
    },
    get runStatements() {
      return whenOpen().runStatements
    },
  }
  if ('skip' in source) {
    describe.skip(`${name} (skipped: ${source.skip})`, () => tests({ database }))
    return
  }
  describe(name, () => {
    beforeAll(async () => {
      opened = 'dumpFile' in source ? await restore(source.dumpFile) : await clone(source.templateUrl)
    })
    afterAll(() => opened?.close())
    tests({ database })
  })
}

function restore(dumpFile: string): Promise<OpenDatabase> {
  return embeddedDatabase(new EmbeddedClient({ dumpFile }))
}

/** A copy of the template, dropped when it is closed. */
async function clone(templateUrl: string): Promise<OpenDatabase> {
  const template = new URL(templateUrl).pathname.slice(1)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const url = inDatabase(templateUrl, name)
  await onServer(templateUrl, async (server) => {
    const { rows } = await server.query(`select current_setting('server_version_num')::int as version`)
    // Copying files takes a third of the time of the other strategy, which is the only one before version 15.
    const strategy = rows[0].version >= 150_000 ? 'strategy file_copy' : ''
    await server.query(`create database ${name} template ${template} ${strategy}`)
  })
  const opened = await openDatabase({ databaseUrl: url, dataDir: '' })
  return {
    ...opened,
    async close() {
      await opened.close()
      await onServer(templateUrl, (server) => server.query(`drop database if exists ${name} with (force)`))
    },
  }
}

async function onServer(url: string, work: (server: pg.Client) => Promise<unknown>): Promise<void> {
  const server = new pg.Client(inDatabase(url, 'postgres'))
  await server.connect()
  try {
    await work(server)
  } finally {
    await server.end()
  }
}

/** The same server, another database. */
function inDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
