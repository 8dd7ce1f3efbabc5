// Searches while the dates of places are written ahead, beside the same searches while nothing else happens.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { type Answers, answersOf } from './answers.ts'
import { type Measured, type Request, steadyLoad } from './load.ts'
import type { Order, Written } from './server.ts'

export const datesAhead = 'dates written ahead'

/** So many places are meant by the goals. */
export const goalPlaces = 20_000
export const goals = { secondsAtMost: 120, p99AtMost: 2 }

export type DatesAhead = {
  /** Places of which all 60 days were evaluated and written anew; each has hours, nearly each in words of its own. */
  places: number
  texts: number
  seconds: number
  /** What 20,000 places take at this pace. */
  secondsForGoal: number
  searchesPerSecond: number
  /** Searches meanwhile, and between. */
  writing: Answers
  idle: Answers
}

/** Few for this server, as on a good day. */
const perSecond = 50
/** By turns, so that what disturbs the machine for a while falls on both. */
const turnSeconds = 3

/**
 * Lets the server forget until when dates are written, and write them again: at full length and with nothing remembered,
 * which a night does not ask of it, but the first start of a new version does.
 */
export async function measureDatesAhead(
  db: Kysely<Database>,
  server: ChildProcess,
  port: number,
  requests: readonly Request[],
): Promise<DatesAhead> {
  const texts = await forgetDates(db)
  const ask = (seconds: number) => steadyLoad(port, requests, { perSecond, seconds })
  const tell = (order: Order) => server.send(order)
  await ask(turnSeconds)
  const idle: Measured[] = []
  const writing: Measured[] = []
  let cards = 0
  let seconds = 0
  for (let isDone = false; !isDone; ) {
    idle.push(await ask(turnSeconds))
    const written = once(server, 'message') as Promise<[Written]>
    tell('write')
    writing.push(await ask(turnSeconds))
    tell('pause')
    const [turn] = await written
    cards += turn.cards
    seconds += turn.seconds
    isDone = turn.isDone
  }
  return {
    // More than were forgotten when midnight passed meanwhile.
    places: cards,
    texts,
    seconds,
    secondsForGoal: (seconds * goalPlaces) / cards,
    searchesPerSecond: perSecond,
    writing: answersOf(writing),
    idle: answersOf(idle),
  }
}

/** @returns how many texts of hours the places have */
async function forgetDates(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ texts: number }>`
    with forgotten as (
      update published_place set rolled_until = null where place_id in (
        select id from place join published_place on place_id = id
        where opening_hours is not null order by id limit ${goalPlaces}
      ) returning place_id
    )
    select count(distinct opening_hours) as texts
    from forgotten join place on id = place_id`.execute(db)
  await sql`vacuum analyze published_place`.execute(db)
  return rows[0]!.texts
}
