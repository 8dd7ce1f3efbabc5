// Work of many pieces during which others are answered.
import { setImmediate as othersTurn } from 'node:timers/promises'

/** So long one stays at it, in milliseconds: less than anybody notices. */
const mostMs = 8

/** The same as `items.map(make)`, with a pause whenever others have waited for some milliseconds. */
export async function inTurns<T, R>(items: readonly T[], make: (item: T, index: number) => R): Promise<R[]> {
  const made: R[] = []
  let since = performance.now()
  for (const [index, item] of items.entries()) {
    made.push(make(item, index))
    if (performance.now() - since < mostMs) continue
    await othersTurn()
    since = performance.now()
  }
  return made
}
