// Where tiles are given: the relay is there for the readers of one territory.
import type { Box } from './tile-position.rules.ts'

/** Places come and go, outlines are brought, seldom and a little. */
const knownForMs = 10 * 60 * 1000
const retryMs = 60 * 1000

/**
 * The box of what the instance serves, remembered; `undefined` where there is no bound, or none is known. An old one is
 * given while the next is fetched, and without a database the last one stays.
 */
export function surroundings(
  find: () => Promise<Box | undefined>,
  now: () => Date,
): () => Promise<Box | undefined> {
  let known: Promise<Box | undefined> | undefined
  let untilMs = 0
  return () => {
    if (now().getTime() >= untilMs) {
      untilMs = now().getTime() + knownForMs
      const last = known
      const next = find().catch(() => {
        untilMs = now().getTime() + retryMs
        return last
      })
      known = last ?? next
      next.then((box) => {
        known = Promise.resolve(box)
      })
    }
    return known!
  }
}
