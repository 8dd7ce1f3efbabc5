// What a source says anew, against what is kept here.
import { same } from '../history/difference.rules.ts'
import { emptyFacts, type PlaceFacts } from '../places/place-facts.rules.ts'

type FactName = keyof PlaceFacts
const factNames = Object.keys(emptyFacts) as FactName[]

/**
 * The facts after a source spoke again. A fact changes only where the source changed its mind, and never where it was
 * corrected here: the correction wins until somebody undoes it.
 * @param kept the facts as they stand here
 * @param before what the source said last
 * @param now what it says now
 * @param corrected names of the facts that were corrected here
 */
export function mergeFacts(
  kept: PlaceFacts,
  before: Partial<PlaceFacts>,
  now: PlaceFacts,
  corrected: readonly string[],
): PlaceFacts {
  const taken = factNames.filter((name) => !corrected.includes(name) && !same(before[name], now[name]))
  return Object.assign({}, kept, Object.fromEntries(taken.map((name) => [name, now[name]])))
}

/** Does the source say something older than what it said before? Such a row is left. */
export function isOlder(before: Partial<PlaceFacts>, now: PlaceFacts): boolean {
  return Boolean(before.updatedAt && now.updatedAt && now.updatedAt < before.updatedAt)
}
