// Two things at the same moment, in an order that a test knows.
import { setTimeout as pause } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { TestDatabase } from './test-database.ts'

type Trx = Transaction<Database>

/**
 * Holds a transaction open while something else is begun, until that waits for it or is done. On the embedded database
 * one follows the other: there is nothing to wait for.
 * @param first what the transaction does before the other begins
 * @param meanwhile the other; it asks for a connection of its own
 * @param then what the transaction does after that, before it ends
 * @returns what came of both
 */
export async function atOnce<A, B>(
  database: Pick<TestDatabase, 'db' | 'kind'>,
  first: (trx: Trx) => Promise<A>,
  meanwhile: () => Promise<B>,
  then: (trx: Trx) => Promise<unknown> = async () => {},
): Promise<[A, B]> {
  const held = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<{ other: Promise<B> }>()
  const one = database.db.transaction().execute(async (trx) => {
    const done = await first(trx)
    held.resolve()
    const { other } = await begun.promise
    if (database.kind === 'postgresql') await untilHeldUp(trx, other)
    await then(trx)
    return done
  })
  // Not inside the transaction: whatever is begun there would belong to it.
  await Promise.race([held.promise, one])
  const other = meanwhile()
  other.catch(() => undefined)
  begun.resolve({ other })
  return [await one, await other]
}

async function untilHeldUp(trx: Trx, other: Promise<unknown>): Promise<void> {
  let isDone = false
  const end = () => {
    isDone = true
  }
  other.then(end, end)
  while (!isDone) {
    const { rows } = await sql`
      select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(trx)
    if (rows.length > 0) return
    await pause(20)
  }
}
