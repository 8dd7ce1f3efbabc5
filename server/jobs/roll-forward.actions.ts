// The nightly work: dates are written ahead as days pass.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { schoolCalendar } from '../../seeds/reference.ts'
import { failureForLog } from '../http/failure.ts'
import { rollUnits } from '../mobile-units/unit-publication.actions.ts'
import { rollPlaces } from '../places/roll-forward.actions.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { calendarEnding } from '../sessions/holidays.rules.ts'
import { type Attempt, attemptsToldTo } from './attempt.ts'
import { everyHalfHour } from './half-hourly.ts'

type Log = { info(message: object, text: string): void; warn(message: object, text: string): void }

/**
 * Looks at once and then every half hour whether a day has passed and dates want to be written: the first look after
 * midnight finds the work, and processes share it. Once a day it says whether the school calendar comes to its end.
 * @returns ends the looking, once the batch of the moment is written
 */
export function keepRolling(db: Kysely<Database>, now: () => Date, log: Log): () => Promise<void> {
  // What hinders one kind is no reason to leave the other; readers meanwhile find the days that are written.
  const attempt = attemptsToldTo(log, 'dates could not be written ahead')
  let warnedOn: string | undefined
  return everyHalfHour(async (mayGoOn) => {
    const today = dayInFrance(now())
    const ending = calendarEnding(await schoolCalendar(), today)
    if (ending && warnedOn !== today) log.warn({ calendar: 'seeds/calendars.json' }, ending)
    warnedOn = today
    await roll(db, now, { mayGoOn, log, attempt })
  })
}

type Turn = { mayGoOn: () => boolean; log: Log; attempt: Attempt }

async function roll(db: Kysely<Database>, now: () => Date, { mayGoOn, log, attempt }: Turn): Promise<void> {
  const told = (kind: 'place' | 'unit') => ({
    mayGoOn,
    failed: (id: number, error: Error) =>
      log.warn(
        { [kind]: id, failure: failureForLog(error) },
        `the dates of a ${kind} could not be written ahead`,
      ),
  })
  const units = await attempt('units', () => rollUnits(db, now(), told('unit')))
  const places = await attempt('places', () => rollPlaces(db, now, told('place')))
  if (places + units > 0) log.info({ places, units }, 'dates were written ahead')
}
