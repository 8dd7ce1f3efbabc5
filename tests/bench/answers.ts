// How long answers took, over all turns of one kind.
import { createHistogram } from 'node:perf_hooks'
import type { Measured } from './load.ts'

export type Answers = { count: number; p50Ms: number; p99Ms: number; maxMs: number }

export function answersOf(turns: readonly Measured[]): Answers {
  const times = createHistogram()
  for (const turn of turns) times.add(turn.times)
  const ms = (microseconds: number) => microseconds / 1_000
  return {
    count: times.count,
    p50Ms: ms(times.percentile(50)),
    p99Ms: ms(times.percentile(99)),
    maxMs: ms(times.max),
  }
}
