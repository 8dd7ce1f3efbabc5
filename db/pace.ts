// How long a piece of work may take, and whether others wait for it. The server's limit on statements is for readers.
import { sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** For the length of the transaction, statements may take as long as they need. */
export async function takeTime(trx: Transaction<Database>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(trx)
}

/** The same, but whoever writes the same rows waits for nobody here: this work gives up first. */
export async function giveWay(trx: Transaction<Database>): Promise<void> {
  await takeTime(trx)
  // Shorter than the second after which PostgreSQL looks for deadlocks.
  await sql`set local lock_timeout = '500ms'`.execute(trx)
}
