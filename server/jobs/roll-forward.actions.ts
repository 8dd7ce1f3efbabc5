// The nightly work: dates are written ahead as days pass.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { rollUnits } from '../mobile-units/unit-publication.actions.ts'
import { rollPlaces } from '../places/roll-forward.actions.ts'
import { everyHalfHour } from './half-hourly.ts'

type Log = { info(message: object, text: string): void; warn(message: object, text: string): void }

/**
 * Looks at once and then every half hour whether a day has passed and dates want to be written: the first look after
 * midnight finds the work, and processes share it.
 * @returns ends the looking, once the batch of the moment is written
 */
export function keepRolling(db: Kysely<Database>, now: () => Date, log: Log): () => Promise<void> {
  return everyHalfHour((mayGoOn) => roll(db, now, mayGoOn, log))
}

async function roll(db: Kysely<Database>, now: () => Date, mayGoOn: () => boolean, log: Log): Promise<void> {
  try {
    const units = mayGoOn() ? await rollUnits(db, now()) : 0
    const places = await rollPlaces(db, now, mayGoOn)
    if (places + units > 0) log.info({ places, units }, 'dates were written ahead')
  } catch (error) {
    // The next look tries again; readers meanwhile find the days that are written.
    log.warn({ error: (error as Error).message }, 'dates could not be written ahead')
  }
}
