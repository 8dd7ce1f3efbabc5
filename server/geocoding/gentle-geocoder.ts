import type { AddressQuestion, FoundAddress, Geocoder } from './address-service.ts'

type Limits = { mostAtOnce?: number; mostRemembered?: number; restMs?: number; clock?: () => number }

/**
 * The address service for all readers of the instance: answers are remembered (an address hardly ever moves), the same
 * question is asked once for all who wait for it, and only so many run at once. Beyond, it does not answer, as when the
 * service is away: its limit of 50 questions a second belongs to everybody.
 *
 * Questions of somebody who is still typing give way: one place is kept free for whole questions, and after a question
 * without an answer they rest for `restMs` milliseconds, so that nobody waits at each letter for a service that is away.
 */
export function gentleGeocoder(
  geocoder: Geocoder,
  { mostAtOnce = 4, mostRemembered = 1_000, restMs = 5_000, clock = Date.now }: Limits = {},
): Geocoder {
  const remembered = new Map<string, FoundAddress[]>()
  const running = new Map<string, Promise<FoundAddress[] | undefined>>()
  let restsUntil = Number.NEGATIVE_INFINITY

  const ask = async (key: string, question: AddressQuestion): Promise<FoundAddress[] | undefined> => {
    try {
      const found = await geocoder.search(question)
      if (found) remembered.set(key, found)
      if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value!)
      restsUntil = found ? Number.NEGATIVE_INFINITY : clock() + restMs
      return found
    } finally {
      running.delete(key)
    }
  }

  return {
    async search({ typing = false, ...question }) {
      const key = JSON.stringify(question)
      const known = remembered.get(key) ?? running.get(key)
      if (known) return known
      const isFull = running.size >= (typing ? Math.max(1, mostAtOnce - 1) : mostAtOnce)
      if (isFull || (typing && clock() < restsUntil)) return undefined
      const asked = ask(key, question)
      running.set(key, asked)
      return asked
    },
  }
}
