// A permanence at hours of the week ("in Turkish on Tuesday morning"), between its form and what is kept.
import type { SentForm } from '../http/form.rules.ts'
import type { SessionSaid } from '../sessions/session.rules.ts'
import { gridOfHours, type HoursGrid, hoursOfGrid } from '../submissions/hours-grid.rules.ts'
import { type LineFault, lineFields, linesOfWeek, readLines } from '../submissions/hours-lines.rules.ts'
import { linesTyped, type Typed, typedIn, typedLines, typedList } from '../submissions/typed.rules.ts'
import { fault, type ScheduleFault, type ScheduleReason } from './round-form.rules.ts'

/** Its hours, where lines of days and times can say them. */
export function gridOfSession({ recurrence }: SessionSaid): HoursGrid | undefined {
  const grid = recurrence.kind === 'hours' ? gridOfHours(recurrence.openingHours) : undefined
  return grid && !Array.isArray(grid.schoolHolidays) ? grid : undefined
}

/** What stands in the lines: what was typed, or what is known as long as nothing was. */
export function typedHours(form: SentForm, grid: HoursGrid, isSent: boolean): Typed {
  if (isSent) return typedIn(form, 'first')
  const { week, publicHolidays } = grid
  return {
    ...linesTyped('hours', linesOfWeek(week)),
    ...(publicHolidays === 'closed' && { publicHolidays: ['closed'] }),
  }
}

const reasons: Record<LineFault['reason'], ScheduleReason> = {
  days: 'required',
  missing: 'required',
  time: 'hour',
  length: 'end-before-start',
  overlap: 'overlap',
}

/** The hours that were typed, or what is wrong with them. What the lines do not ask for stays. */
export function readHoursTyped(typed: Typed, grid: HoursGrid): string | ScheduleFault[] {
  const { week, faults } = readLines(typedLines(typed, 'hours'))
  if (faults.length > 0)
    return faults.map(({ line, part, reason }) => {
      const { days, times } = lineFields('hours', line)
      return fault(part === 'days' ? days : times[part], reasons[reason])
    })
  const isShut = typedList(typed, 'publicHolidays').includes('closed')
  const hours = hoursOfGrid({ ...grid, week, publicHolidays: isShut ? 'closed' : 'unsaid' })
  return hours ?? [fault('hours-1-days', 'required')]
}
