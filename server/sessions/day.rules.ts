// What a day is where the places are.

/** The time zone of the territory: it decides what a day is. */
export const timeZone = 'Europe/Paris'

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone,
  dateStyle: 'short',
  timeStyle: 'short',
  hourCycle: 'h23',
})

/** The day of an instant in France, `YYYY-MM-DD`. */
export function dayInFrance(instant: Date): string {
  return shown(instant).slice(0, 10)
}

/** What a clock on the wall shows at an instant, `YYYY-MM-DDTHH:MM`. */
export function wallClock(instant: Date): string {
  return shown(instant).slice(0, 16)
}

/** As if the wall's clock were that of UTC. */
function shown(instant: Date): string {
  const at = instant.getTime()
  return new Date(at + offsetMs(Math.floor(at / hourMs))).toISOString()
}

const hourMs = 60 * 60 * 1000
const offsets = new Map<number, number>()
/** Hours of two years. */
const mostOffsets = 20_000

/**
 * How far the wall's clock is ahead of UTC in an hour. It changes on the hour only, so that one hour is asked once: thousands of
 * dates of a paper or a list want it three times each, and `Intl` takes some microseconds.
 */
function offsetMs(hour: number): number {
  const known = offsets.get(hour)
  if (known !== undefined) return known
  const start = hour * hourMs
  const offset = Date.parse(`${clock.format(start).replace(' ', 'T')}Z`) - start
  if (offsets.size >= mostOffsets) offsets.clear()
  offsets.set(hour, offset)
  return offset
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
