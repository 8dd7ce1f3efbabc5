// What is wrong after processes died: compares what they said is done with what the database and the mail hold.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type DatabasePlace, openDatabase } from '../../db/connect.ts'

/** What the processes said is done, by the number of the submission. */
export type Acknowledged = {
  sent: Set<number>
  published: Set<number>
  again: Set<number>
  refused: Set<number>
  next: number
}

export const emptyAcknowledged = (): Acknowledged => ({
  sent: new Set(),
  published: new Set(),
  again: new Set(),
  refused: new Set(),
  next: 1,
})

type Found = {
  number: number
  id: number
  state: string
  steps: string[]
  places: number
  cards: number
  created: number
  entries: number
}

/** Each fault in a sentence; empty when nothing was lost, doubled or done by half. */
export async function faultsOf(place: DatabasePlace, told: Acknowledged): Promise<string[]> {
  const database = await openDatabase(place)
  try {
    const { rows } = await sql<Found>`
      select split_part(idempotency_key, '-', 2)::int as number, submission.id, submission.state,
        array(select step from submission_event where submission_id = submission.id order by id) as steps,
        (select count(*) from place where name = 'Lieu ' || split_part(idempotency_key, '-', 2)) as places,
        (select count(*) from published_place where place_id = submission.place_id) as cards,
        (select count(*) from history_event where submission_id = submission.id and action = 'created') as created,
        (select count(*) from history_event where submission_id = submission.id) as entries
      from submission order by 1`.execute(database.db)
    const faults = rows.flatMap((row) =>
      faultsOfOne(row).map((fault) => `submission ${row.number}: ${fault}`),
    )
    const numbers = rows.map(({ number }) => number)
    if (new Set(numbers).size !== numbers.length) faults.push('a submission is there twice')
    for (const number of told.sent) if (!numbers.includes(number)) faults.push(`submission ${number} is lost`)
    const states = new Map(rows.map(({ number, state }) => [number, state]))
    for (const number of told.refused) {
      if (states.get(number) !== 'refused') faults.push(`the refusal of ${number} is lost`)
    }
    for (const number of [...told.published, ...told.again]) {
      // Killed between taking back and publishing again, it waits; the next process then went on with it.
      if (states.get(number) !== 'published' && number !== told.next)
        faults.push(`the publication of ${number} is lost`)
    }
    faults.push(...faultsOfLetters(place.dataDir, rows))
    const { rows: waiting } = await sql`
      select 1 from pgboss.job where name = 'letter' and state in ('created', 'retry', 'active')`.execute(
      database.db,
    )
    if (waiting.length > 0) faults.push(`${waiting.length} letters never left`)
    return faults
  } finally {
    await database.close()
  }
}

/** The steps that were taken must be those that a life allows, and what they made must be there once. */
function faultsOfOne({ state, steps, places, cards, created, entries }: Found): string[] {
  const faults: string[] = []
  const said = steps.join(' ')
  if (!/^send( refuse| publish( undo publish)*( undo)?)?$/.test(said))
    faults.push(`lived an impossible life: ${said}`)
  const isPublic = state === 'published'
  if (Number(places) > 1) faults.push(`made ${places} places`)
  if (Number(cards) !== Number(isPublic)) faults.push(`is ${state} and has ${cards} cards`)
  if (Number(created) !== Number(steps.includes('publish'))) faults.push(`was created ${created} times`)
  const deeds = steps.filter((step) => step === 'publish' || step === 'undo').length
  if (Number(entries) !== deeds) faults.push(`has ${entries} entries in the history for ${deeds} deeds`)
  return faults
}

/** One letter that it came, and one for the decision that stands; what was taken back at once need not have been told. */
function faultsOfLetters(dataDir: string, rows: Found[]): string[] {
  const folder = join(dataDir, 'outbox')
  const letters = readdirSync(folder)
    .filter((file) => file.endsWith('.eml'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
  const byAddress = Map.groupBy(letters, (letter) => /^To: <?([^>\s]+)/m.exec(letter)?.[1] ?? '')
  return rows.flatMap(({ number, state, steps }) => {
    const subjects = (byAddress.get(`person-${number}@example.org`) ?? []).length
    const least = 1 + Number(state === 'refused' || state === 'published')
    const most = 1 + steps.filter((step) => step !== 'send').length
    if (subjects >= least && subjects <= most) return []
    return [`person ${number} got ${subjects} letters instead of ${least}–${most} (${steps.join(' ')})`]
  })
}
