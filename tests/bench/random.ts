// The same numbers at each run, so that two runs measure the same work.

export type Random = {
  /** A number from 0 up to, not including, 1. */
  unit(): number
  /** Around 0 with a standard deviation of 1, at most 3. */
  normal(): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** Each item with its own probability, in the order given. */
  some<T extends string>(probabilities: Partial<Record<T, number>>): T[]
  /** One item; the numbers say how much more often one comes than another. */
  weighted<T extends string>(weights: Record<T, number>): T
}

/** Seeded pseudo-random numbers (mulberry32): not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const chance = (probability: number) => unit() < probability
  return {
    unit,
    normal: () => {
      const value = Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
      return Math.max(-3, Math.min(3, value))
    },
    chance,
    pick: (items) => items[Math.floor(unit() * items.length)]!,
    some: (probabilities) =>
      (Object.entries(probabilities) as [never, number][]).flatMap(([item, probability]) =>
        chance(probability) ? [item] : [],
      ),
    weighted: (weights) => {
      const entries = Object.entries(weights) as [never, number][]
      let left = unit() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      const found = entries.find(([, weight]) => {
        left -= weight
        return left < 0
      })
      return (found ?? entries.at(-1)!)[0]
    },
  }
}
