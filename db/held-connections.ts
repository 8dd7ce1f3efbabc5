// One connection for each piece of work: inside a transaction there is only the transaction.
import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type ConnectionProvider,
  DefaultConnectionProvider,
  DefaultQueryExecutor,
  type Dialect,
  Kysely,
} from 'kysely'
import type { Database } from './schema.ts'
import { Turns } from './turns.ts'

/** The code asks `db` while it stands in a transaction. */
export class BesideTransactionError extends Error {
  constructor() {
    super('This code stands in a transaction: ask the transaction (trx), not the database (db).')
  }
}

/**
 * Kysely over a dialect, with one rule more: code that holds a connection (in a transaction, in `connection()`) may
 * not ask `db` for another. On the embedded database, which has one connection, it would wait for ever; on PostgreSQL
 * it would read outside its own transaction, and wait for ever when all connections are held so. It is refused with a
 * BesideTransactionError, on both alike, so that no test passes on one and hangs on the other. A transaction begun by
 * `startTransaction()` is not noticed: use `transaction().execute()`.
 */
export async function connectionsHeldOnce(dialect: Dialect): Promise<Kysely<Database>> {
  const driver = dialect.createDriver()
  await driver.init()
  const adapter = dialect.createAdapter()
  const connections = new DefaultConnectionProvider(driver)
  // In place of the mutex of Kysely's own constructor, which would be waited for before we could refuse.
  const turns = adapter.supportsMultipleConnections === false ? new Turns() : undefined
  const holds = new AsyncLocalStorage<{ held: boolean }>()
  const provider: ConnectionProvider = {
    async provideConnection(consumer, options) {
      if (holds.getStore()?.held) throw new BesideTransactionError()
      const hold = { held: true }
      const end = await turns?.take()
      try {
        return await connections.provideConnection(
          (connection) => holds.run(hold, () => consumer(connection)),
          options,
        )
      } finally {
        // Work that outlives the transaction which started it may ask again.
        hold.held = false
        end?.()
      }
    },
  }
  const executor = new DefaultQueryExecutor(dialect.createQueryCompiler(), adapter, provider)
  return new Kysely<Database>({ config: { dialect }, dialect, driver, executor })
}
