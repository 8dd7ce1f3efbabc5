// How often one client may ask for what costs others something.
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../problems.ts'

/** The settings of a route whose clients may ask so often in a minute (each process counts its own). */
export const perMinute = (max: number) => ({ rateLimit: { max, timeWindow: '1 minute' } })

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

const hour = 60 * minute

/** Counts what each client did in the running hour. */
export type HourlyLimit = {
  /** Counts one more. @returns seconds to wait where it is one too many, `undefined` where it is not */
  take(client: string): number | undefined
}

/**
 * At most so many in an hour from one client, on whatever routes share this limit. Each process counts its own, and
 * forgets all addresses when the hour is over.
 */
export function hourlyLimit(max: number, now: () => number = Date.now): HourlyLimit {
  const counts = new Map<string, number>()
  let since = Number.NEGATIVE_INFINITY
  const forgetting = setInterval(() => counts.clear(), hour)
  forgetting.unref()
  return {
    take(client) {
      const time = now()
      if (time - since >= hour) {
        since = time
        counts.clear()
      }
      const count = (counts.get(client) ?? 0) + 1
      if (count > max) return Math.ceil((since + hour - time) / 1000)
      counts.set(client, count)
      return undefined
    },
  }
}
