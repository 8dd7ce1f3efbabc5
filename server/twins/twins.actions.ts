import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { compareTraits, keepsApart } from './compare-twins.rules.ts'
import { type TwinTraits, twinTraits } from './twin.rules.ts'
import { groupTwins } from './twin-groups.rules.ts'
import {
  candidatePairs,
  type FoundPair,
  readTwinFacts,
  saveGroups,
  savePairs,
  settledPairs,
} from './twins.queries.ts'

/**
 * Looks for twins of these places and groups anew, in the transaction that wrote them.
 * @returns the groups, and the places whose group changed and whose card must be written again
 */
export async function groupTwinsOf(
  trx: Transaction<Database>,
  ids: readonly number[],
): Promise<{ groups: number[][]; changed: number[] }> {
  if (ids.length === 0) return { groups: [], changed: [] }
  const candidates = await candidatePairs(trx, ids)
  const found = comparePairs(candidates, await readTraits(trx, candidates.flat()))
  await savePairs(trx, ids, found)

  const { same, apart } = await settledPairs(trx)
  const traits = await readTraits(trx, same.flat())
  const keptApart = new Set(apart.map(pairKey))
  const groups = groupTwins(same, (a, b) => {
    if (keptApart.has(pairKey([Math.min(a, b), Math.max(a, b)]))) return true
    return keepsApart(compareTraits(traits.get(a)!, traits.get(b)!))
  })
  return { groups, changed: await saveGroups(trx, groups) }
}

const pairKey = ([a, b]: [number, number]) => `${a} ${b}`

async function readTraits(trx: Transaction<Database>, ids: number[]): Promise<Map<number, TwinTraits>> {
  const facts = await readTwinFacts(trx, [...new Set(ids)])
  return new Map([...facts].map(([id, each]) => [id, twinTraits(each)]))
}

function comparePairs(pairs: [number, number][], traits: Map<number, TwinTraits>): FoundPair[] {
  return pairs.flatMap(([a, b]) => {
    const verdict = compareTraits(traits.get(a)!, traits.get(b)!)
    return verdict.verdict === 'different' ? [] : [{ a, b, ...verdict }]
  })
}
