import { type RawBuilder, sql } from 'kysely'
import { timeZone } from './day.rules.ts'

/**
 * The instant at which the clocks of the territory show this (an SQL `timestamp`). An hour that they jump over is read
 * as the one after; of one that comes twice the first is meant, as when hours are evaluated (`instantOf`): PostgreSQL by
 * itself takes the second.
 */
export function instantShown(local: RawBuilder<unknown>): RawBuilder<Date> {
  return sql`least(${local} at time zone ${timeZone}, (${local} - interval '1 hour') at time zone ${timeZone} + interval '1 hour')`
}
