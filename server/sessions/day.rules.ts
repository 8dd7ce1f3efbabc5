// What a day is where the places are.

/** The time zone of the territory: it decides what a day is. */
export const timeZone = 'Europe/Paris'

const format = new Intl.DateTimeFormat('sv-SE', { timeZone })
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone,
  dateStyle: 'short',
  timeStyle: 'short',
  hourCycle: 'h23',
})

/** The day of an instant in France, `YYYY-MM-DD`. */
export function dayInFrance(instant: Date): string {
  return format.format(instant)
}

/** What a clock on the wall shows at an instant, `YYYY-MM-DDTHH:MM`. */
export function wallClock(instant: Date): string {
  return clock.format(instant).replace(' ', 'T')
}

const dayMs = 24 * 60 * 60 * 1000

/** `YYYY-MM-DD` of the day that is `days` after `date`. Throws a `RangeError` when that is no date. */
export function addDays(date: string, days: number): string {
  return new Date(new Date(date).getTime() + days * dayMs).toISOString().slice(0, 10)
}

/** How many days `to` is after `from`, both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return (new Date(to).getTime() - new Date(from).getTime()) / dayMs
}

/** Does this `YYYY-MM-DD` exist? There is no 31 February. */
export function isDate(date: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return false
  const day = new Date(date)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date)
}

/** 0 = Monday. */
export function weekdayOf(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7
}
