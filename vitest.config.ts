import { defineConfig } from 'vitest/config'

const api = {
  include: ['tests/api/**/*.test.ts'],
  // Making the first database of a run, or waiting for one's turn on two busy cores.
  hookTimeout: 120_000,
  testTimeout: 30_000,
}

export default defineConfig({
  test: {
    projects: [
      // Some read whole national files: no limit that a busy machine could reach.
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'] } },
      // The same tests on both databases.
      { test: { name: 'postgresql', ...api, globalSetup: 'tests/databases/postgresql.setup.ts' } },
      {
        test: {
          name: 'embedded',
          ...api,
          globalSetup: 'tests/databases/embedded.setup.ts',
          // Each database takes a gigabyte of memory: one file after the other, and after the other projects.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
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
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
