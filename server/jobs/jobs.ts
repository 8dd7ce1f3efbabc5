// Work that outlives a request and a crash: pg-boss behind words of ours. Nothing else knows it.
import type { Transaction } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { OpenDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/schema.ts'
import { type Orders, type QueueName, queueSettings, supervision } from './queues.ts'
import { saidOnce } from './said-once.ts'

export type Job<Order> = {
  /** Stays the same however often it is tried. */
  id: string
  order: Order
}

export type Jobs = {
  /** Puts a job in the queue when the transaction is committed; rolled back, it never was. */
  send<Name extends QueueName>(trx: Transaction<Database>, queue: Name, order: Orders[Name]): Promise<void>
  /**
   * Takes jobs from now on, each in one process at a time. One whose work throws is tried again later; what was thrown is
   * kept in the database, so it must say nothing about anybody. A process that dies between the end of its work and
   * the note of it leaves the job to another, which does it once more.
   */
  work<Name extends QueueName>(queue: Name, work: (job: Job<Orders[Name]>) => Promise<void>): Promise<void>
  /** Looks into the queues without waiting for the next time. */
  lookNow(): void
  /** Takes no more jobs and waits for those in hand, 25 seconds at most: what takes longer is tried again. */
  close(): Promise<void>
}

export type JobsLog = { warn(message: object, text: string): void }

type Options = {
  /** How often the queues are looked into; half a second is the least. */
  lookEverySeconds?: number
  /** Jobs of a queue that one process does at the same time. */
  atOnce?: number
} & Partial<typeof supervision>

/**
 * Opens the queues, and makes them where they are missing: any number of processes may start at the same moment. Takes
 * no jobs before `work` is called.
 */
export async function openJobs(
  { kind, runStatements }: Pick<OpenDatabase, 'kind' | 'runStatements'>,
  log: JobsLog,
  { lookEverySeconds = 1, atOnce = 2, ...intervals }: Options = {},
): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: runStatements },
    createSchema: false,
    backend: kind === 'embedded' ? 'pglite' : 'postgres',
    schedule: false,
    registerInstance: false,
    ...supervision,
    ...intervals,
  })
  const warn = saidOnce(log)
  boss.on('error', (error) => warn('the queue of jobs is in trouble', error.message))
  boss.on('warning', ({ message }) => warn('the queue of jobs gives warning', message))
  await runStatements(makeSchema)
  await boss.start()
  for (const [name, settings] of Object.entries(queueSettings)) {
    await boss.createQueue(name, settings)
    await boss.updateQueue(name, settings)
  }
  const workers: string[] = []
  return {
    async send(trx, queue, order) {
      await boss.send(queue, order, { db: inTransaction(trx) }).catch((error) => {
        throw error instanceof StatementError ? error.cause : error
      })
    },
    async work(queue, work) {
      for (let number = 0; number < atOnce; number += 1) {
        const worker = await boss.work<Orders[typeof queue]>(
          queue,
          { pollingIntervalSeconds: lookEverySeconds },
          async ([job]) => {
            // Whoever has found one looks for the next at once.
            boss.notifyWorker(worker)
            if (job) await work({ id: job.id, order: job.data })
          },
        )
        workers.push(worker)
      }
    },
    lookNow: () => workers.forEach((worker) => void boss.notifyWorker(worker)),
    close: () => boss.stop({ timeout: 25_000 }),
  }
}

/** Two that make a schema at once are not kept apart by `if not exists`, and pg-boss stumbles over that. */
const makeSchema = `
  begin;
  select pg_advisory_xact_lock(hashtext('pgboss'));
  create schema if not exists pgboss;
  commit`

/** A statement that failed in the application's transaction; its cause is what the database said. */
class StatementError extends Error {}

/**
 * Answers to some codes of errors with questions to the database outside the transaction, and on the embedded one they
 * would wait for its end for ever: pg-boss sees no code.
 */
function inTransaction(trx: Transaction<Database>): ReturnType<typeof fromKysely> {
  const { executeSql } = fromKysely(trx)
  return {
    executeSql: (text, values) =>
      executeSql(text, values).catch((cause) => {
        throw new StatementError('A job could not be put in its queue.', { cause })
      }),
  }
}
