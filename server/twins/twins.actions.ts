import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { compareTraits, keepsApart } from './compare-twins.rules.ts'
import { type TwinTraits, twinTraits } from './twin.rules.ts'
import { partsOf } from './twin-components.rules.ts'
import { groupTwins } from './twin-groups.rules.ts'
import {
  candidatePairs,
  endComparing,
  type FoundPair,
  forgetPairs,
  type IdPair,
  lockGrouping,
  readTwinFacts,
  saveDecision,
  saveGroups,
  savePairs,
  settledPairs,
  startComparing,
} from './twins.queries.ts'

/** Places compared together: what is read of them and their candidates fits into little memory. */
const batchSize = 500

/**
 * Looks for twins of these places and groups anew, in the transaction that wrote them.
 * @param ids places that are new or changed, also those that are public no longer
 * @returns the places whose group changed in any way: their cards must be written again
 */
export async function groupTwinsOf(trx: Transaction<Database>, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  await lockGrouping(trx)
  await forgetPairs(trx, ids)
  await startComparing(trx, ids)
  for (let start = 0; start < ids.length; start += batchSize) {
    const candidates = await candidatePairs(trx, ids.slice(start, start + batchSize))
    await savePairs(trx, comparePairs(candidates, await readTraits(trx, candidates.flat())))
  }
  await endComparing(trx)

  const { same, together, apart } = await settledPairs(trx)
  const isApart = new Map(apart.map((pair) => [pairKey(pair), true]))
  for (const pair of together) isApart.set(pairKey(pair), false)
  const groups: number[][] = []
  for (const pairs of partsOf(same, batchSize)) groups.push(...(await groupPairs(trx, pairs, isApart)))
  return saveGroups(trx, groups)
}

/**
 * Says of two places what a person decided: one place, or two. Groups and cards are the caller's to renew
 * (`groupTwinsOf`, `publishPlaces`).
 * @param decision `null` takes the decision back
 */
export async function decidePair(
  trx: Transaction<Database>,
  [a, b]: IdPair,
  decision: 'same' | 'different' | null,
  now: Date,
): Promise<void> {
  if (a === b) return
  const ids: IdPair = [Math.min(a, b), Math.max(a, b)]
  const traits = await readTraits(trx, ids)
  if (traits.size < 2) return
  const verdict = compareTraits(traits.get(ids[0])!, traits.get(ids[1])!)
  await saveDecision(trx, { a: ids[0], b: ids[1], ...verdict }, decision, now)
}

/** @param decided by `pairKey`, what people said: are these two different places? It goes before what is known. */
async function groupPairs(
  trx: Transaction<Database>,
  pairs: IdPair[],
  decided: ReadonlyMap<string, boolean>,
): Promise<number[][]> {
  const traits = await readTraits(trx, pairs.flat())
  return groupTwins(pairs, (a, b) => {
    const isApart = decided.get(pairKey([Math.min(a, b), Math.max(a, b)]))
    if (isApart !== undefined) return isApart
    return keepsApart(compareTraits(traits.get(a)!, traits.get(b)!))
  })
}

const pairKey = ([a, b]: IdPair) => `${a} ${b}`

async function readTraits(trx: Transaction<Database>, ids: number[]): Promise<Map<number, TwinTraits>> {
  const facts = await readTwinFacts(trx, [...new Set(ids)])
  return new Map([...facts].map(([id, each]) => [id, twinTraits(each)]))
}

function comparePairs(pairs: IdPair[], traits: Map<number, TwinTraits>): FoundPair[] {
  return pairs.flatMap(([a, b]) => {
    const verdict = compareTraits(traits.get(a)!, traits.get(b)!)
    return verdict.verdict === 'different' ? [] : [{ a, b, ...verdict }]
  })
}
