// Which places are worth comparing: twins share at least one key, so only places with a common key are compared.

import { compareTraits, keepsApart } from './compare-twins.rules.ts'
import { type TwinFacts, type TwinTraits, type TwinVerdict, twinTraits } from './twin.rules.ts'
import { groupTwins } from './twin-groups.rules.ts'
import { distinctiveWords } from './twin-name.rules.ts'

/**
 * A key that more places share says too little and is skipped: the twins in it also share a rarer one (a telephone
 * of a whole department, the word of a valley in every name). 60 places are at most 1,770 comparisons.
 */
export const largestBlock = 60

/** About 330 m north to south and 220 m east to west in France; see `cellKeys`. */
const cellDegrees = 0.003

/** Four grids shifted by half a cell: two points within half a cell of each other share one, whatever the borders. */
function cellKeys({ lonLat }: TwinTraits): string[] {
  if (!lonLat) return []
  const [x, y] = [lonLat[0] / cellDegrees, lonLat[1] / cellDegrees]
  const shifts = [
    [0, 0],
    [0.5, 0],
    [0, 0.5],
    [0.5, 0.5],
  ] as const
  return shifts.map(([dx, dy], grid) => `cell${grid}:${Math.floor(x + dx)}:${Math.floor(y + dy)}`)
}

/** Commune and postal code: one record lacks the code, another has an old one. */
const areasOf = ({ city, facts }: TwinTraits): string[] =>
  [city && `c${city}`, facts.postalCode && `p${facts.postalCode}`].filter(
    (area) => area !== null && area !== '',
  ) as string[]

/**
 * The keys of a place whose traits are read. Inside its commune and its postal code: SIRET, telephone, each street
 * number with the last word of its street, each distinctive word of the name (its first five letters, so that
 * endings may differ), its service when the name has no such word. Everywhere: the cells of its exact position.
 */
export function traitKeys(traits: TwinTraits): string[] {
  const { name, address, siret, phone } = traits
  const distinctive = distinctiveWords(name)
  const inArea = [
    siret && `siret:${siret}`,
    phone && `phone:${phone}`,
    ...(address?.numbers ?? []).map(
      (number) => `street:${Number.parseInt(number, 10)} ${address!.street.at(-1) ?? ''}`,
    ),
    ...distinctive.map((word) => `word:${word.slice(0, 5)}`),
    distinctive.length === 0 && `service:${name.services.join('+') || (name.kind ?? name.folded)}`,
  ].filter((key) => typeof key === 'string')
  const keys = areasOf(traits).flatMap((area) => inArea.map((key) => `${area} ${key}`))
  return [...new Set([...keys, ...cellKeys(traits)])]
}

/** The keys of a place, to be kept beside it: its possible twins are the places that share one. See `traitKeys`. */
export const twinKeys = (facts: TwinFacts): string[] => traitKeys(twinTraits(facts))

export type TwinPair = { a: number; b: number } & TwinVerdict
export type FoundTwins = { pairs: TwinPair[]; groups: number[][] }

function blocksOf(all: TwinTraits[]): Map<string, number[]> {
  const blocks = new Map<string, number[]>()
  all.forEach((traits, index) => {
    for (const key of traitKeys(traits)) {
      const block = blocks.get(key)
      if (block) block.push(index)
      else blocks.set(key, [index])
    }
  })
  return blocks
}

/** All pairs of places that share a key, each once; `ids[i] < ids[j]` in the pair's `a` and `b`. */
function* comparedPairs(all: TwinTraits[]): Generator<[TwinTraits, TwinTraits]> {
  const seen = new Set<number>()
  for (const block of blocksOf(all).values()) {
    if (block.length > largestBlock) continue
    for (const [position, i] of block.entries())
      for (const j of block.slice(position + 1)) {
        const pair = i * all.length + j
        if (seen.has(pair)) continue
        seen.add(pair)
        yield all[i]!.facts.id < all[j]!.facts.id ? [all[i]!, all[j]!] : [all[j]!, all[i]!]
      }
  }
}

/**
 * All twins among places: the pairs that are `same` or `likely`, best first, and the groups of those that are
 * `same`. Every call compares all that share a key: 8,000 places take about a second.
 */
export function findTwins(places: TwinFacts[]): FoundTwins {
  const all = places.map(twinTraits)
  const byId = new Map(all.map((traits) => [traits.facts.id, traits]))
  const pairs: TwinPair[] = []
  for (const [a, b] of comparedPairs(all)) {
    const verdict = compareTraits(a, b)
    if (verdict.verdict !== 'different') pairs.push({ a: a.facts.id, b: b.facts.id, ...verdict })
  }
  pairs.sort((left, right) => right.score - left.score || left.a - right.a || left.b - right.b)
  const same = pairs.filter(({ verdict }) => verdict === 'same')
  const apart = (a: number, b: number): boolean => keepsApart(compareTraits(byId.get(a)!, byId.get(b)!))
  return {
    pairs,
    groups: groupTwins(
      same.map(({ a, b }) => [a, b]),
      apart,
    ),
  }
}
