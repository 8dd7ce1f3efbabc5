// As days pass, the dates of each place are written ahead.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Window } from '../recurrence/evaluation.rules.ts'
import { evaluate } from '../recurrence/evaluator.ts'
import {
  type DueCard,
  dueCards,
  forgetPast,
  insertOccurrences,
  setRolledUntil,
} from '../sessions/occurrences.queries.ts'
import { windowAt } from '../sessions/window.rules.ts'
import { readPlaces } from './place-store.queries.ts'
import { timetablesOf } from './place-times.actions.ts'
import { publishPlaces } from './publication.actions.ts'

/**
 * Cards rolled forward in one transaction: few enough that whoever changes one of them does not wait for long, and that
 * their 60 days do not keep this thread long from answering.
 */
const batchSize = 50

/**
 * Writes the next days of every card that lacks them, and forgets the days past. Any number of processes may do so at
 * once; a crash loses nothing, and doing it again changes nothing.
 * @param mayGoOn asked before each batch
 * @returns how many cards were brought forward
 */
export async function rollPlaces(
  db: Kysely<Database>,
  now: () => Date,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  let count = 0
  while (mayGoOn()) {
    const rolled = await db.transaction().execute((trx) => rollBatch(trx, now()))
    if (rolled === 0) break
    count += rolled
  }
  return count
}

async function rollBatch(trx: Transaction<Database>, now: Date): Promise<number> {
  const window = windowAt(now)
  const due = await dueCards(trx, window.until, batchSize)
  const isAnew = ({ rolledUntil, hasMore }: DueCard) =>
    hasMore || rolledUntil === null || rolledUntil < window.from
  const anew = due.filter(isAnew)
  if (anew.length > 0) {
    await publishPlaces(
      trx,
      anew.map(({ placeId }) => placeId),
      now,
    )
  }
  const forward = due.filter((card) => !isAnew(card))
  for (const [from, cards] of Map.groupBy(forward, ({ rolledUntil }) => rolledUntil!)) {
    const ids = cards.map(({ placeId }) => placeId)
    await writeDays(trx, ids, { ...window, from }, now)
  }
  await forgetPast(
    trx,
    forward.map(({ placeId }) => placeId),
    new Date(`${window.from}T00:00:00Z`),
  )
  return due.length
}

/** Writes the days of a window that no earlier one held. Places with hours alone: nothing else of their card changes. */
async function writeDays(
  trx: Transaction<Database>,
  ids: readonly number[],
  window: Window,
  now: Date,
): Promise<void> {
  const cards = (await readPlaces(trx, ids)).map((place) => ({ place }))
  const nothingElse = cards.map(() => ({ sessions: [], notices: [] }))
  const { rows } = await evaluate(await timetablesOf(trx, cards, nothingElse), window, now)
  await insertOccurrences(trx, rows)
  await setRolledUntil(trx, ids, window.until)
}
