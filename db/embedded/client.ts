// The application's side of the embedded database: PGlite's interface, the work done in a worker thread.
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { Turns } from '../turns.ts'
import {
  type EmbeddedSource,
  openingReply,
  type QueryResults,
  type TransferredError,
  type WorkerReply,
  type WorkerRequest,
} from './messages.ts'

// Databases of one process share compiled code. When V8 (of Node 24) frees what is no longer used of it while one database ends and
// another is at work, a check of its own may fail, and the process dies. What stays instead are some megabytes.
setFlagsFromString('--no-wasm-code-gc')

type QueryOptions = { rowMode?: 'array' | 'object' }

/** What may be asked inside a transaction. */
export type EmbeddedTransaction = {
  query<T>(sql: string, parameters?: unknown[], options?: QueryOptions): Promise<QueryResults<T>>
  exec(sql: string): Promise<QueryResults[]>
  rollback(): Promise<void>
}

/** Code of PostgreSQL for a statement in a transaction that has already failed (`in_failed_sql_transaction`). */
const abortedTransaction = '25P02'

/**
 * PGlite has one connection. Whole statements, whole multi-statement `exec`s and whole transactions take it in turn,
 * so that a query beside a transaction waits for its end instead of joining it. Errors are `DatabaseError`s of `pg`,
 * as on PostgreSQL.
 */
export class EmbeddedClient {
  ready = false
  closed = false
  readonly waitReady: Promise<void>
  readonly #worker: Worker
  readonly #turns = new Turns()
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  #lastId = openingReply
  #death: Error | undefined

  constructor(source: EmbeddedSource) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: source })
    this.#worker.on('message', (reply: WorkerReply) => this.#receive(reply))
    this.#worker.on('error', (error) => this.#die(error))
    this.#worker.on('exit', () => this.#die())
    this.waitReady = this.#expect<void>(openingReply).then(
      () => {
        this.ready = true
      },
      async (error) => {
        await this.#worker.terminate()
        throw error
      },
    )
  }

  /** One statement, with its parameters. */
  async query<T>(sql: string, parameters?: unknown[], options?: QueryOptions): Promise<QueryResults<T>> {
    const end = await this.#turns.take()
    return this.#query<T>(sql, parameters, options).finally(end)
  }

  /** Any number of statements, without parameters. One that fails undoes a transaction that they had begun. */
  async exec(sql: string): Promise<QueryResults[]> {
    const end = await this.#turns.take()
    try {
      return await this.#exec(sql)
    } catch (error) {
      // Outside a transaction this is only a notice; inside, the next turn would find a poisoned connection.
      await this.#exec('rollback').catch(() => {})
      throw error
    } finally {
      end()
    }
  }

  /**
   * Runs the callback in a transaction: committed when it resolves, rolled back when it rejects.
   * @throws DatabaseError of code 25P02 when a statement inside had failed, although the callback resolved.
   */
  async transaction<T>(callback: (transaction: EmbeddedTransaction) => Promise<T>): Promise<T> {
    const end = await this.#turns.take()
    try {
      return await this.#transaction(callback)
    } finally {
      end()
    }
  }

  /** Writes the whole database into a file, from which another can be opened. */
  async dump(file: string): Promise<void> {
    const end = await this.#turns.take()
    return this.#ask<void>({ kind: 'dump', file }).finally(end)
  }

  /** To be called after `create extension postgis`: from then on geometry is read as GeoJSON. */
  async learnGeometryTypes(): Promise<void> {
    const end = await this.#turns.take()
    return this.#ask<void>({ kind: 'learn-geometry-types' }).finally(end)
  }

  /** Waits for those who came before, then closes. May be called twice. */
  async close(): Promise<void> {
    const end = await this.#turns.take()
    try {
      if (!this.closed && !this.#death) await this.#ask({ kind: 'close' })
    } finally {
      this.closed = true
      this.ready = false
      await this.#worker.terminate()
      end()
    }
  }

  async #transaction<T>(callback: (transaction: EmbeddedTransaction) => Promise<T>): Promise<T> {
    let open = true
    // Not thrown yet: Kysely waits for the callback to be called, and would wait for ever.
    const failedToBegin = await this.#exec('begin').then(
      () => undefined,
      (error: Error) => error,
    )
    const whileOpen = async <R>(ask: () => Promise<R>): Promise<R> => {
      if (failedToBegin) throw failedToBegin
      if (!open) throw new Error('This transaction has already ended.')
      return ask()
    }
    const rollback = () =>
      whileOpen(async () => {
        open = false
        await this.#exec('rollback')
      })
    try {
      const result = await callback({
        query: (sql, parameters, options) => whileOpen(() => this.#query(sql, parameters, options)),
        exec: (sql) => whileOpen(() => this.#exec(sql)),
        rollback,
      })
      if (failedToBegin) throw failedToBegin
      if (open) await this.#commit()
      return result
    } catch (error) {
      if (open && !failedToBegin) await this.#exec('rollback').catch(() => {})
      throw error
    } finally {
      open = false
    }
  }

  async #commit(): Promise<void> {
    const [result] = await this.#exec('commit')
    // PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK, and without an error.
    if (result?.command === 'ROLLBACK') {
      throw databaseError({
        name: 'error',
        severity: 'ERROR',
        code: abortedTransaction,
        message: 'The transaction was rolled back: one of its statements had failed.',
      })
    }
  }

  #query<T>(sql: string, parameters: unknown[] = [], options: QueryOptions = {}): Promise<QueryResults<T>> {
    return this.#ask({ kind: 'query', sql, parameters, rowMode: options.rowMode ?? 'object' })
  }

  #exec(sql: string): Promise<QueryResults[]> {
    return this.#ask({ kind: 'exec', sql })
  }

  async #ask<T>(request: WorkerRequest): Promise<T> {
    await this.waitReady
    if (this.closed) throw new Error('The embedded database is closed.')
    if (this.#death) throw this.#death
    this.#lastId += 1
    const id = this.#lastId
    // First, for this throws when a parameter cannot cross (a function, say).
    this.#worker.postMessage({ id, ...request })
    return this.#expect<T>(id)
  }

  #expect<T>(id: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as T), reject })
    })
  }

  #receive(reply: WorkerReply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if ('error' in reply) waiting?.reject(databaseError(reply.error))
    else waiting?.resolve(reply.result)
  }

  #die(cause?: Error): void {
    // The code of a server that was shut down: readers are told that the database is away.
    const death = new Error('The embedded database has stopped: start the program again.', { cause })
    this.#death ??= Object.assign(death, { code: '57P01' })
    this.ready = false
    for (const { reject } of this.#waiting.values()) reject(this.#death)
    this.#waiting.clear()
  }
}

function databaseError({ message, stack, ...fields }: TransferredError): Error {
  const error = fields.code ? new pg.DatabaseError(message, message.length, 'error') : new Error(message)
  return Object.assign(error, fields, stack ? { stack } : {})
}
