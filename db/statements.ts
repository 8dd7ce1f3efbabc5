// SQL as text beside Kysely, for the job queue, which writes its own.
import type pg from 'pg'
import type { EmbeddedClient } from './embedded/client.ts'

/**
 * Runs one statement with its values, or any number of them without, and gives the rows of all. Several that begin a
 * transaction of their own and fail leave nothing of it behind.
 */
export type RunStatements = (sql: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>

/** The pool closes a connection on which a statement failed: an open transaction goes with it. */
export function statementsOnPool(pool: pg.Pool): RunStatements {
  return async (sql, values) => {
    const results: pg.QueryResult | pg.QueryResult[] = await pool.query(sql, values)
    return { rows: [results].flat().flatMap(({ rows }) => rows) }
  }
}

/** Whole texts take turns with the application's transactions, of which there can be one at a time. */
export function statementsEmbedded(client: EmbeddedClient): RunStatements {
  return async (sql, values) => {
    if (values?.length) return client.query(sql, values)
    return { rows: (await client.exec(sql)).flatMap(({ rows }) => rows) }
  }
}
