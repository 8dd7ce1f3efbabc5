// What a change would do: its dates, how many, and which others they meet.
import { addDays } from '../sessions/day.rules.ts'
import type { Preview } from './confirm.view.ts'
import type { Operation } from './operation.rules.ts'
import { partsOf } from './round.rules.ts'
import { overlapsOf, type Schedule, type ScheduledDate } from './schedule.rules.ts'
import { datesOf, unknownFrom } from './schedule-dates.actions.ts'

/** How far ahead dates are counted: no round may go on longer. */
const daysCounted = 2 * 366
/** And how far others are looked at. */
const daysCompared = 366

/** @param today `YYYY-MM-DD` */
export function previewOf(schedule: Schedule, operation: Operation, today: string): Preview {
  const { told, change, touched } = operation
  const after = { ...schedule, ...change }
  const span = { from: today, until: addDays(today, daysCounted) }
  const isTouched = ({ session }: ScheduledDate) => touched.includes(session)
  const dates = datesOf({ ...after, sessions: touched }, span)
  const isEndless = touched.some(
    ({ recurrence }) => recurrence.kind === 'dates' && recurrence.rule !== null && !hasEnd(recurrence.rule),
  )
  const near = datesOf(after, { from: today, until: addDays(today, daysCompared) })
  const unknown = unknownFrom({ ...after, sessions: touched }, span)
  return {
    told,
    dates,
    count: isEndless ? null : dates.length,
    unknownFrom: unknown && addDays(unknown, -1),
    // A place may do two things at once; a bus is in one place.
    overlaps:
      schedule.subject.kind === 'unit'
        ? overlapsOf(
            near.filter(isTouched),
            near.filter((date) => !isTouched(date)),
          )
        : [],
  }
}

function hasEnd(rule: string): boolean {
  const parts = partsOf(rule)
  return parts.has('UNTIL') || parts.has('COUNT')
}
