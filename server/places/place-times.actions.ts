// What happens at places, evaluated into dates: when a card is published, and as days pass.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Evaluation, Timetable, Window } from '../recurrence/evaluation.rules.ts'
import { evaluate } from '../recurrence/evaluator.ts'
import { addDays, dayInFrance } from '../sessions/day.rules.ts'
import { holidayRegions } from '../sessions/holiday-regions.queries.ts'
import { readNotices } from '../sessions/notices.queries.ts'
import { clearTimes, insertOccurrences, publishSessions } from '../sessions/occurrences.queries.ts'
import { type StoredSession, sessionFacts, type ToldNotice } from '../sessions/session.rules.ts'
import { readSessions } from '../sessions/session-store.queries.ts'
import { windowAt } from '../sessions/window.rules.ts'
import type { StoredPlace } from './place-store.queries.ts'
import { placeTimetable } from './place-timetable.rules.ts'

/** The place that is shown, and those that stand behind it. */
export type Card = { place: StoredPlace; twins: StoredPlace[] }

/** What a card tells of time: sessions that still come, closures and notices that are not long over. */
export type CardTimes = { sessions: StoredSession[]; notices: ToldNotice[] }

export type EvaluatedCards = {
  cards: Card[]
  /** For each card, in their order. */
  told: CardTimes[]
  sessions: { placeId: number; session: StoredSession }[]
  evaluation: Evaluation
  window: Window
}

/** So many days a closure is told after its end: "open again since Monday". */
const daysToldAfter = 14

/** Closures and notices that are not long over. */
export function noticesToTell(notices: ToldNotice[], now: Date): ToldNotice[] {
  const earliest = addDays(dayInFrance(now), -daysToldAfter)
  return notices.filter(({ until }) => until >= earliest)
}

/** Evaluates what happens at the places of these cards. */
export async function evaluateCards(
  trx: Transaction<Database>,
  cards: Card[],
  now: Date,
): Promise<EvaluatedCards> {
  const members = cards.map(({ place, twins }) => [place.id, ...twins.map(({ id }) => id)])
  const sessions = Map.groupBy(await readSessions(trx, 'place_id', members.flat()), (each) => each.placeId!)
  const notices = await readNotices(trx, 'place_id', members.flat())
  const all = members.map((ids) => ({
    sessions: ids.flatMap((id) => sessions.get(id) ?? []),
    notices: ids.flatMap((id) => notices.get(id) ?? []),
  }))
  const window = windowAt(now)
  const evaluation = await evaluate(await timetablesOf(trx, cards, all), window, now)
  const coming = new Set(evaluation.coming)
  const dated = new Set(evaluation.dated)
  return {
    cards,
    told: all.map((card) => ({
      sessions: card.sessions.filter(({ id }) => coming.has(id)),
      notices: noticesToTell(card.notices, now),
    })),
    sessions: cards.flatMap(({ place: { id: placeId } }, index) =>
      all[index]!.sessions.filter(({ id }) => dated.has(id)).map((session) => ({ placeId, session })),
    ),
    evaluation,
    window,
  }
}

/** The hours of each card, with the sessions and closures given for it. */
export async function timetablesOf(
  trx: Transaction<Database>,
  cards: Pick<Card, 'place'>[],
  times: CardTimes[],
): Promise<Timetable[]> {
  const codes = cards.flatMap(({ place }) => place.facts.communeCode ?? [])
  const regionOf = await holidayRegions(trx, codes)
  return cards.map(({ place: { id, facts, validity } }, index) =>
    placeTimetable(
      id,
      facts,
      regionOf(facts.communeCode),
      times[index]!.sessions,
      times[index]!.notices,
      validity,
    ),
  )
}

/** Writes the dates of cards that are published. */
export async function writeTimes(trx: Transaction<Database>, evaluated: EvaluatedCards): Promise<void> {
  const ids = evaluated.cards.map(({ place }) => place.id)
  const sessionIds = evaluated.sessions.map(({ session }) => session.id)
  await clearTimes(trx, 'place_id', ids, sessionIds)
  await publishSessions(
    trx,
    evaluated.sessions.map(({ placeId, session }) => ({
      placeId,
      unitId: null,
      facts: sessionFacts(session),
    })),
  )
  await insertOccurrences(trx, evaluated.evaluation.rows)
}
