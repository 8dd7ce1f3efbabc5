// How often one client may ask for what costs others something.
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { Dependencies } from '../dependencies.ts'
import { Problem } from '../problems.ts'
import { clientOf } from './client-of.rules.ts'
import { takeOfHour } from './hourly-limit.queries.ts'

/** The settings of a route whose clients may ask so often in a minute (each process counts its own). */
export const perMinute = (max: number) => ({ rateLimit: { max, timeWindow: '1 minute' } })

/** Papers that one client may have set in a minute: each takes seconds of the machine. */
export const mostPapersInMinute = 30

const minute = 60_000

/**
 * Counts the questions of each client in the running minute and then forgets them all, addresses included: the
 * library's own store keeps the last five thousand addresses until the process ends.
 */
class MinuteStore {
  #counts = new Map<string, number>()
  #since = Number.NEGATIVE_INFINITY
  readonly #forgetting: NodeJS.Timeout

  constructor() {
    this.#forgetting = setInterval(() => this.#counts.clear(), minute)
    this.#forgetting.unref()
  }

  incr(client: string, answer: (error: null, result: { current: number; ttl: number }) => void): void {
    const now = Date.now()
    if (now - this.#since >= minute) {
      this.#since = now
      this.#counts.clear()
    }
    const current = (this.#counts.get(client) ?? 0) + 1
    this.#counts.set(client, current)
    answer(null, { current, ttl: this.#since + minute - now })
  }

  /** Takes one back that was counted. */
  decr(client: string): void {
    const current = this.#counts.get(client)
    if (current !== undefined) this.#counts.set(client, current - 1)
  }

  /** A count of its own for each route. */
  child(): MinuteStore {
    return new MinuteStore()
  }
}

/** Lets the routes of this part of the application say `config: perMinute(…)`; beyond, they answer 429. */
export async function limitRequests(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    store: MinuteStore as never,
    keyGenerator: ({ ip }) => clientOf(ip),
    errorResponseBuilder: () => new Problem('too-many-requests'),
    // Only the one that is needed: when to come back.
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
  })
}

/** Counts what each client does in the running minute, on all routes that share it (each process counts its own). */
export type MinuteLimit = {
  /** Counts one more. @throws Problem `too-many-requests` where it is one too many */
  take(ip: string): void
  /** It was none of those that are counted. */
  giveBack(ip: string): void
}

export function minuteLimit(most: number): MinuteLimit {
  const store = new MinuteStore()
  return {
    take: (ip) =>
      store.incr(clientOf(ip), (_, { current }) => {
        if (current > most) throw new Problem('too-many-requests')
      }),
    giveBack: (ip) => store.decr(clientOf(ip)),
  }
}

/** Counts what each client did in the running hour. */
export type HourlyLimit = {
  /** Counts one more. @returns seconds to wait where it is one too many, `undefined` where it is not */
  take(client: string): Promise<number | undefined>
}

/**
 * At most so many in an hour from one client, on whatever routes and in whatever processes share this limit.
 * @param what is counted
 */
export function hourlyLimit(
  { db, now }: Pick<Dependencies, 'db' | 'now'>,
  what: string,
  most: number,
): HourlyLimit {
  return {
    take: (ip) =>
      db.transaction().execute((trx) => takeOfHour(trx, { what, who: clientOf(ip), most, now: now() })),
  }
}
