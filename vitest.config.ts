import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const api = {
  include: ['tests/api/**/*.test.ts'],
  // Making the first database of a run, or waiting for one's turn on two busy cores.
  hookTimeout: 120_000,
  // A test that evaluates hours first begins a thread for it: on a busy machine one has not ended within 30 s.
  testTimeout: 60_000,
}

/**
 * PGlite can differ in what it makes of a statement, of values, of transactions and of a process that ends; not in what a
 * page says of the same answers. These files have no query of their own: writing down what each file sends, all that was
 * theirs alone were other conditions and limits of the one search. They make hundreds of pages in five languages, for
 * which PostgreSQL is enough. Any other file runs on both.
 */
const aboutPages = ['basemap', 'information', 'mobile-page', 'pages', 'place-page', 'start']

/**
 * Vitest's own default leaves a core to itself: on two cores one file would run after the other. More than four would
 * take more memory than most machines have: each embedded database takes a gigabyte.
 */
const maxWorkers = Math.min(availableParallelism(), 4)

/**
 * One worker runs many files without loading the application anew for each: of the unit tests, loading was a third of the
 * time. Files may not lean on what a module remembers.
 */
const isolate = false

export default defineConfig({
  test: {
    projects: [
      // Some read whole national files: no limit that a busy machine could reach.
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: 60_000,
          maxWorkers,
          isolate,
        },
      },
      { test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'], maxWorkers, isolate } },
      {
        test: {
          name: 'postgresql',
          ...api,
          globalSetup: 'tests/databases/postgresql.setup.ts',
          maxWorkers,
          isolate,
        },
      },
      {
        test: {
          name: 'embedded',
          ...api,
          exclude: aboutPages.map((name) => `tests/api/${name}.test.ts`),
          globalSetup: 'tests/databases/embedded.setup.ts',
          maxWorkers,
          isolate,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/databases/browser.setup.ts',
          hookTimeout: 120_000,
          testTimeout: 60_000,
          // A busy machine answers late; a state that never comes fails all the same.
          expect: { poll: { timeout: 20_000 } },
          // Two maps drawn by the processor at once starve each other: one after the other, when the rest is done.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          isolate,
        },
      },
    ],
  },
})
