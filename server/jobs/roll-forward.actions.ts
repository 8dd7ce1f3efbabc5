// The nightly work: dates are written ahead as days pass.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { rollUnits } from '../mobile-units/unit-publication.actions.ts'
import { rollPlaces } from '../places/roll-forward.actions.ts'
import { type Attempt, attemptsToldTo } from './attempt.ts'
import { everyHalfHour } from './half-hourly.ts'

type Log = { info(message: object, text: string): void; warn(message: object, text: string): void }

/**
 * Looks at once and then every half hour whether a day has passed and dates want to be written: the first look after
 * midnight finds the work, and processes share it.
 * @returns ends the looking, once the batch of the moment is written
 */
export function keepRolling(db: Kysely<Database>, now: () => Date, log: Log): () => Promise<void> {
  // Readers meanwhile find the days that are written.
  const attempt = attemptsToldTo(log, 'dates could not be written ahead')
  return everyHalfHour(async (mayGoOn) => {
    const written = await roll(db, now, mayGoOn, attempt)
    if (written.places + written.units > 0) log.info(written, 'dates were written ahead')
  })
}

async function roll(db: Kysely<Database>, now: () => Date, mayGoOn: () => boolean, attempt: Attempt) {
  const units = mayGoOn() ? await attempt('units', () => rollUnits(db, now())) : 0
  const places = mayGoOn() ? await attempt('places', () => rollPlaces(db, now, mayGoOn)) : 0
  return { places, units }
}
