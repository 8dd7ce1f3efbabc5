// How long the search for twins takes while somebody types, on a database that the bench filled: the function alone, as
// the page calls it. `node tests/bench/alike.ts postgresql://…` (goal: 30 ms at 20,000 places, 95 of 100).
import { openDatabase } from '../../db/connect.ts'
import { placesAlike } from '../../server/twins/twin-search.actions.ts'
import { readTwinFacts } from '../../server/twins/twins.queries.ts'

const [databaseUrl] = process.argv.slice(2)
if (!databaseUrl) throw new Error('Give the address of a database that the bench filled.')
const { db, close } = await openDatabase({ databaseUrl, dataDir: '' })
const rows = await db
  .selectFrom('place')
  .select('id')
  .where('state', '=', 'published')
  .orderBy('id')
  .execute()
const ids = rows
  .filter((_, index) => index % Math.max(1, Math.floor(rows.length / 200)) === 0)
  .map(({ id }) => id)
const facts = [...(await readTwinFacts(db, ids)).values()]

const typed = {
  'the name alone': (each: (typeof facts)[number]) => ({
    ...each,
    address: null,
    lonLat: null,
    phone: null,
    emails: [],
  }),
  'name and address': (each: (typeof facts)[number]) => ({ ...each, lonLat: null, phone: null, emails: [] }),
  everything: (each: (typeof facts)[number]) => each,
}
for (const [what, partOf] of Object.entries(typed)) {
  const times: number[] = []
  let found = 0
  for (const each of facts) {
    const start = performance.now()
    const alike = await placesAlike(db, partOf(each))
    times.push(performance.now() - start)
    if (alike.some(({ id }) => id === each.id)) found += 1
  }
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.floor(times.length * part)]!.toFixed(1)
  process.stdout.write(
    `${what}: median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms, the slowest ${times.at(-1)!.toFixed(1)} ms; ` +
      `itself among the answers in ${found} of ${facts.length} (${rows.length} places)\n`,
  )
}
await close()
