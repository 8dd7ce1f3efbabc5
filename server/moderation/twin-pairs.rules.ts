// Pairs of places that may be one, as the worklist shows them.
import type { TwinReason } from '../twins/twin.rules.ts'

export const pairStates = ['likely', 'same', 'decided'] as const
/** `likely`: nobody knows. `same`: joined by the machine, nobody looked. `decided`: by a person. */
export type PairState = (typeof pairStates)[number]

export type TwinDecision = 'same' | 'different'

export type TwinPair = {
  a: number
  b: number
  score: number
  reasons: TwinReason[]
  decision: TwinDecision | null
  names: [string, string]
  commune: string | null
}

/** Where one pair stands in the order of the worklist: the likeliest first. */
export type PairPosition = Pick<TwinPair, 'score' | 'a' | 'b'>

export type PairFilter = { state: PairState; after: PairPosition | null }

export function readPairFilter(query: Readonly<Record<string, unknown>>): PairFilter {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  const [, score, a, b] = /^(0(?:\.\d{1,2})?|1)-(\d{1,15})-(\d{1,15})$/.exec(text('after')) ?? []
  return {
    state: pairStates.find((state) => state === text('state')) ?? 'likely',
    after: score && a && b ? { score: Number(score), a: Number(a), b: Number(b) } : null,
  }
}

export function pairQuery({ state, after }: PairFilter): string {
  const query = new URLSearchParams()
  if (state !== 'likely') query.set('state', state)
  if (after) query.set('after', `${after.score}-${after.a}-${after.b}`)
  return query.size > 0 ? `?${query}` : ''
}
