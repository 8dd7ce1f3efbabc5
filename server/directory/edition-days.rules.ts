// Days that do not follow the usual week, as a paper tells them and as they are now: "closed on Tuesday 8 December".
import type { DatedDay } from '../sessions/dated-week.rules.ts'
import { addDays, weekdayOf } from '../sessions/day.rules.ts'
import { type DayHours, usualDay, type WeekHours } from '../sessions/hours.rules.ts'

/** What a paper tells of its four weeks beside the usual week. */
export type DaysOfEdition = {
  /** Is a day that is not among these as in the usual week? Else it is closed. */
  isRegular: boolean
  /** Hours by date; an empty text: closed. */
  hours: Record<string, string>
}

type Told = { week: WeekHours; days: readonly DatedDay[] }

export function daysOfEdition({ week, days }: Told): DaysOfEdition {
  const hours = days.map((day) => [day.date, hoursAsText(day.hours)] as const)
  return { isRegular: week.regular, hours: Object.fromEntries(hours) }
}

function hoursAsText(hours: DayHours): string {
  return hours.map(({ from, to, byAppointment }) => `${from}-${to}${byAppointment ? '?' : ''}`).join()
}

/**
 * The days on which other hours hold than the paper says, as they are now. The usual week must be the same.
 * @param period of the paper, from today on, both days included
 * @param isTold days of which something else is said already
 */
export function changedDays(
  was: DaysOfEdition,
  { week, days }: Told,
  { from, until }: { from: string; until: string },
  isTold: (date: string) => boolean,
): DatedDay[] {
  const known = new Map(days.map((day) => [day.date, day]))
  const changed: DatedDay[] = []
  for (let date = from; date <= until; date = addDays(date, 1)) {
    const usual = usualDay(week, weekdayOf(date))
    const now = known.get(date) ?? { date, hours: week.regular ? usual : [], isUsual: true, reason: null }
    const before = was.hours[date] ?? (was.isRegular ? hoursAsText(usual) : '')
    if (before !== hoursAsText(now.hours) && !isTold(date)) changed.push(now)
  }
  return changed
}
