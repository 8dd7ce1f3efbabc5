// The dates of invented sessions, counted from the day on which they are loaded: something always comes within days.
import { addDays, weekdayOf } from '../sessions/day.rules.ts'
import type { Change, Recurrence } from '../sessions/recurrence.rules.ts'

/** Dates without a year, as seeds tell them. */
export type SeedDates = {
  /** 0 = Monday. */
  weekday: number
  /** 0: the week in which they are loaded; 1: the next one. */
  week?: number
  /** `HH:MM` */
  time: string
  minutes: number
  /** Absent: once. */
  every?: 'week' | 'fortnight'
  /** Which of the occurrences to come are left out: 0 is the first. */
  skipped?: number[]
  cancelled?: { occurrence: number; note: string }
}

/** @param today `YYYY-MM-DD` */
export function datedFrom(
  dates: SeedDates,
  today: string,
): { recurrence: Recurrence & { kind: 'dates' }; changes: Change[] } {
  const { weekday, week = 0, time, minutes, every, skipped = [], cancelled } = dates
  const days = every === 'fortnight' ? 14 : 7
  const first = addDays(today, weekday - weekdayOf(today) + 7 * week)
  const coming = (count: number): string => {
    let date = first
    while (date <= today) date = addDays(date, days)
    return addDays(date, days * count)
  }
  const rules = { week: 'FREQ=WEEKLY', fortnight: 'FREQ=WEEKLY;INTERVAL=2' }
  return {
    recurrence: {
      kind: 'dates',
      start: `${every ? first : coming(0)}T${time}`,
      durationMinutes: minutes,
      rule: every ? rules[every] : null,
      exceptions: skipped.map(coming),
      extraDates: [],
      publicHolidays: 'skipped',
      schoolHolidays: 'kept',
    },
    changes: cancelled
      ? [
          {
            originalStart: `${coming(cancelled.occurrence)}T${time}`,
            kind: 'cancelled',
            start: null,
            end: null,
            note: cancelled.note,
          },
        ]
      : [],
  }
}
