// What cannot be written ahead: of one place, and of all.
import type { Kysely, Transaction } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../db/schema.ts'
import { doInBatches } from '../../server/sessions/due-batches.actions.ts'
import type { Share } from '../../server/sessions/occurrences.queries.ts'

const db = {
  transaction: () => ({
    execute: (work: (trx: Transaction<Database>) => unknown) => work({} as Transaction<Database>),
  }),
} as unknown as Kysely<Database>

/** So many are due, and those of `bad` cannot be written. */
function work(count: number, bad: (id: number) => boolean) {
  const due = new Set(Array.from({ length: count }, (_, index) => index + 1))
  const told: number[] = []
  const done = doInBatches(db, {
    batchSize: 10,
    mayGoOn: () => true,
    failed: (id) => void told.push(id),
    take: async (_, { only, except, limit }: Share) =>
      [...due]
        .filter((id) => (only === undefined ? !except.includes(id) : id === only))
        .slice(0, limit)
        .map((id) => ({ id })),
    write: async (_, taken) => {
      if (taken.some(({ id }) => bad(id))) throw new Error('cannot be written')
      for (const { id } of taken) due.delete(id)
    },
  })
  return { done, told }
}

describe('Dates of many', () => {
  it('are written though those of some cannot be, which are told one by one', async () => {
    const { done, told } = work(35, (id) => id % 9 === 0)
    expect(await done).toBe(32)
    expect(told.toSorted((a, b) => a - b)).toEqual([9, 18, 27])
  })

  it('that nobody can write end the work, and are not told of each', async () => {
    const { done, told } = work(1_000, () => true)
    await expect(done).rejects.toThrow('cannot be written')
    expect(told).toHaveLength(10)
  })
})
