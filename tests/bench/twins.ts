// How long the search for twins takes while somebody types: the function alone, as the page calls it.
import { createHistogram } from 'node:perf_hooks'
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { placesAlike } from '../../server/twins/twin-search.actions.ts'
import { readTwinFacts } from '../../server/twins/twins.queries.ts'
import { type Answers, answersOf } from './answers.ts'

export const twins = 'twins while typing'

/** Of 100 searches 95, among so many places at most. */
export const twinsGoal = { p95Ms: 30, places: 20_000 }

export type TwinsReport = {
  typed: { name: string; p95Ms: number; answers: Answers }[]
  /** Places that were typed, and of how many of them the place itself was found. */
  asked: number
  found: number
}

const searches = 200

/** What is typed of a place that is there already, from little to all. */
const typed = {
  'its name': (facts: Facts) => ({ ...facts, address: null, lonLat: null, phone: null, emails: [] }),
  'its name and address': (facts: Facts) => ({ ...facts, lonLat: null, phone: null, emails: [] }),
  everything: (facts: Facts) => facts,
}
type Facts = Parameters<typeof placesAlike>[1]

export async function measureTwins(db: Kysely<Database>): Promise<TwinsReport> {
  const rows = await db
    .selectFrom('place')
    .select('id')
    .where('state', '=', 'published')
    .orderBy('id')
    .execute()
  const step = Math.max(1, Math.floor(rows.length / searches))
  const ids = rows.filter((_, index) => index % step === 0).map(({ id }) => id)
  const known = [...(await readTwinFacts(db, ids))]
  const report: TwinsReport = { typed: [], asked: known.length, found: 0 }
  for (const [name, partOf] of Object.entries(typed)) {
    const times = createHistogram()
    report.found = 0
    for (const each of [false, true]) {
      // The first time warms up.
      for (const [id, facts] of known) {
        const start = performance.now()
        const alike = await placesAlike(db, partOf(facts))
        if (!each) continue
        times.record(Math.max(1, Math.round((performance.now() - start) * 1_000)))
        if (alike.some((found) => found.id === id)) report.found += 1
      }
    }
    const answers = answersOf([{ answers: times.count, refused: 0, seconds: 0, times }])
    report.typed.push({ name, p95Ms: times.percentile(95) / 1_000, answers })
  }
  return report
}
