// Expands a recurrence rule of RFC 5545 into wall-clock times.

import { RRuleTemporal } from 'rrule-temporal'
import { type LocalTime, type RuleParts, untilOf } from '../sessions/recurrence.rules.ts'
import { localTimeOf } from './local-time.ts'

/**
 * Periods that the library steps over at most, more than days from 2000 to 2100: a rule that never matches ends there,
 * within a second.
 */
const maxIterations = 50_000

/**
 * The starts from `from` to `to`, both inclusive. The library is told that the wall clock is in UTC: it would leave out
 * a start in the hour that the clocks jump over, and every day is alike. Throws what the library throws, on parts that
 * do not go together.
 */
export function expandRule(parts: RuleParts, start: LocalTime, from: LocalTime, to: LocalTime): LocalTime[] {
  const values = [...parts].map(([name, value]) =>
    name === 'UNTIL' ? `UNTIL=${compact(lastOf(value))}` : `${name}=${value}`,
  )
  const rruleString = `DTSTART:${compact(start)}\nRRULE:${values.join(';')}`
  const rule = new RRuleTemporal({ rruleString, strict: true, cache: false, maxIterations })
  return rule
    .between(new Date(`${from}Z`), new Date(`${to}Z`), true)
    .map((time) => time.toPlainDateTime().toString({ smallestUnit: 'minute' }))
}

/** The last wall-clock time that an `UNTIL` allows. */
export function lastOf(until: string): LocalTime {
  const end = untilOf(until)!
  return 'local' in end ? end.local : localTimeOf(end.instant)
}

function compact(local: LocalTime): string {
  return `${local.replace(/[-:]/g, '')}00Z`
}
