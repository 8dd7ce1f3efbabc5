// Work of many pieces during which others are answered.
import { setImmediate as othersTurn } from 'node:timers/promises'
import { Turns } from '../../db/turns.ts'
import { Problem } from '../problems.ts'

/** So long one stays at it, in milliseconds. An answer to somebody takes several steps, and may wait so long before each. */
const mostMs = 2

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

const line = new Turns()
let waiting = 0
/** Who comes then would wait for seconds, and those who search with them. */
const mostWaiting = 50

/**
 * Does work that asks much of the database when all that came before is done: one piece at a time leaves a processor to whoever
 * searches.
 * @throws Problem when too many wait
 */
export async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= mostWaiting) throw new Problem('paper-busy')
  waiting += 1
  const end = await line.take()
  waiting -= 1
  try {
    return await work()
  } finally {
    end()
  }
}
