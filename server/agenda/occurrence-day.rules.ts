// On which day of an agenda an occurrence stands, and how its times are told.
import { addDays, dayInFrance, wallClock } from '../sessions/day.rules.ts'

type Times = { start: Date; end: Date }

/** The day on which it begins; of what began before the first day shown, that first day. */
export function dayOfOccurrence({ start }: Pick<Times, 'start'>, first: string): string {
  const day = dayInFrance(start)
  return day < first ? first : day
}

/** The last day on which it lasts: what ends at midnight does not last on the next. */
export function lastDayOf({ end }: Pick<Times, 'end'>): string {
  return dayInFrance(new Date(end.getTime() - 1))
}

/** Does it last over several days, rather than past midnight? */
export function isOverDays(times: Times): boolean {
  const first = dayInFrance(times.start)
  const last = lastDayOf(times)
  return last > addDays(first, 1) || (last > first && wallClock(times.end).slice(11) > '06:00')
}

/** An instant as RFC 3339 with the offset of the territory: `2026-11-26T14:00:00+01:00`. */
export function withOffset(instant: Date): string {
  const wall = wallClock(instant)
  const seconds = instant.toISOString().slice(17, 19)
  const minutes = Math.round(
    (Date.parse(`${wall}:${seconds}Z`) - Math.floor(instant.getTime() / 1000) * 1000) / 60_000,
  )
  const sign = minutes < 0 ? '-' : '+'
  const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((each) =>
    String(each).padStart(2, '0'),
  )
  return `${wall}:${seconds}${sign}${hour}:${minute}`
}
