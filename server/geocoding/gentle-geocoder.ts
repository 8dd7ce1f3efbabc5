import type { AddressQuestion, FoundAddress, Geocoder } from './address-service.ts'

type Limits = { mostAtOnce?: number; mostRemembered?: number }

/**
 * The address service for all readers of the instance: answers are remembered (an address hardly ever moves), and only
 * so many questions run at once. Beyond, it does not answer, as when the service is away: its limit of 50 questions a
 * second belongs to everybody.
 */
export function gentleGeocoder(
  geocoder: Geocoder,
  { mostAtOnce = 4, mostRemembered = 1_000 }: Limits = {},
): Geocoder {
  const remembered = new Map<string, FoundAddress[]>()
  let running = 0

  const ask = async (question: AddressQuestion): Promise<FoundAddress[] | undefined> => {
    running += 1
    try {
      return await geocoder.search(question)
    } finally {
      running -= 1
    }
  }

  return {
    async search(question) {
      const key = JSON.stringify(question)
      const known = remembered.get(key)
      if (known) return known
      if (running >= mostAtOnce) return undefined
      const found = await ask(question)
      if (found) remembered.set(key, found)
      if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value!)
      return found
    },
  }
}
