// Between what the clocks on the wall show where the places are, and instants.

import { Temporal } from 'temporal-polyfill'
import { addDays, timeZone } from '../sessions/day.rules.ts'
import type { LocalTime } from '../sessions/recurrence.rules.ts'

/**
 * How far the clocks of a day are ahead of UTC, in milliseconds; `null` on the two days of a year on which that changes.
 * Temporal takes 10 µs to tell, a night's work asks millions of times: days are remembered.
 */
const offsets = new Map<string, number | null>()
const mostDays = 5_000

/**
 * The instant of a wall-clock time. As Temporal's `compatible` has it, an hour that the clocks jump over is read as the
 * one after (02:30 → 03:30), and of one that comes twice the first is taken.
 */
export function instantOf(local: LocalTime): Date {
  const offset = offsetOn(local.slice(0, 10))
  if (offset !== null) return new Date(new Date(`${local}Z`).getTime() - offset)
  const { epochMilliseconds } = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, {
    disambiguation: 'compatible',
  })
  return new Date(epochMilliseconds)
}

/** What the clocks show at an instant, to the minute. */
export function localTimeOf(instant: Date): LocalTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
}

function offsetOn(date: string): number | null {
  const known = offsets.get(date)
  if (known !== undefined) return known
  const [begins, ends] = [date, addDays(date, 1)].map(
    (day) => Temporal.PlainDate.from(day).toZonedDateTime(timeZone).offsetNanoseconds / 1e6,
  )
  const offset = begins === ends ? begins! : null
  if (offsets.size >= mostDays) offsets.clear()
  offsets.set(date, offset)
  return offset
}
