// What a test file needs to run on a database of its own, migrated and otherwise empty.
import { afterAll, beforeAll, describe, inject } from 'vitest'
import type { OpenDatabase } from '../../db/connect.ts'
import { type Copied, copyOf, type Holding } from './templates.ts'

/** Where the databases of a project's tests come from, or why they cannot run; made once per run. */
export type DatabaseSource = Copied | { skip: string }

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
export function describeWithDatabase(name: string, tests: Tests): void {
  describeHolding('nothing', name, tests)
}

/**
 * The same, and at first the 78 invented places are there, with what happens at them: copied,
 * not filled in anew. A bus, which is now here and now there, has tests of its own.
 */
export function describeWithDemonstration(name: string, tests: Tests): void {
  describeHolding('demonstration', name, tests)
}

type Tests = (given: { database: TestDatabase }) => void

function describeHolding(holding: Holding, name: string, tests: Tests): void {
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
      opened = await copyOf(source, holding)
    })
    afterAll(() => opened?.close())
    tests({ database })
  })
}
