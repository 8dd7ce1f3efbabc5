// As days pass, the dates of each place are written ahead.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Window } from '../recurrence/evaluation.rules.ts'
import { evaluate } from '../recurrence/evaluator.ts'
import { doInBatches, type Rolling, throwFailure } from '../sessions/due-batches.actions.ts'
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
 * Cards rolled forward in one transaction: about a second's work. Whoever changes one of them waits no longer, and
 * counts of matches, which are made anew after each such transaction, are remembered meanwhile.
 */
const batchSize = 200

/**
 * Writes the next days of every card that lacks them, and forgets the days past. Any number of processes may do so at
 * once; a crash loses nothing, and doing it again changes nothing.
 * @param failed is told of a place whose dates cannot be written; the others are. By itself it throws
 * @returns how many cards were brought forward
 */
export async function rollPlaces(
  db: Kysely<Database>,
  now: () => Date,
  { mayGoOn = () => true, failed = throwFailure }: Partial<Rolling> = {},
): Promise<number> {
  return doInBatches(db, {
    batchSize,
    take: (trx, share) => dueCards(trx, windowAt(now()).until, share),
    write: (trx, due) => rollBatch(trx, due, now()),
    mayGoOn,
    failed,
  })
}

async function rollBatch(trx: Transaction<Database>, due: DueCard[], now: Date): Promise<void> {
  const window = windowAt(now)
  const isAnew = ({ rolledUntil, hasMore }: DueCard) =>
    hasMore || rolledUntil === null || rolledUntil < window.from
  const anew = due.filter(isAnew)
  if (anew.length > 0) {
    await publishPlaces(
      trx,
      anew.map(({ id }) => id),
      now,
    )
  }
  const forward = due.filter((card) => !isAnew(card))
  for (const [from, cards] of Map.groupBy(forward, ({ rolledUntil }) => rolledUntil!)) {
    const ids = cards.map(({ id }) => id)
    await writeDays(trx, ids, { ...window, from }, now)
  }
  await forgetPast(
    trx,
    forward.map(({ id }) => id),
    new Date(`${window.from}T00:00:00Z`),
  )
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
