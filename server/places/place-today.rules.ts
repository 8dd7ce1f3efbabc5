// What can be said of today without a look at the clock: the hours of the date, and when the place opens next.
import type { DatedHours, DayHours, WeekHours } from '../sessions/hours.rules.ts'

export type Today = {
  /** `YYYY-MM-DD` */
  date: string
  /** 0 = Monday. */
  weekday: number
  /** Empty: closed. `undefined`: it cannot be told. */
  hours: DayHours | undefined
  /** Does the week's own line say the same, so that it can be marked? */
  isUsual: boolean
  /** The next date on which the place opens, for a day on which it does not. */
  next: DatedHours | undefined
}

/**
 * Today at a place.
 * @param dates what `upcoming` tells from today on: public and school holidays are in it, the week knows neither
 */
export function todayAt(week: WeekHours, dates: readonly DatedHours[] | null, date: string): Today {
  const weekday = (new Date(date).getUTCDay() + 6) % 7
  if (!dates) return { date, weekday, hours: undefined, isUsual: week.regular, next: undefined }
  const hours = dates.find((each) => each.date === date)?.hours ?? []
  const next = hours.length > 0 ? undefined : dates.find((each) => each.date > date)
  return { date, weekday, hours, isUsual: sameTimes(hours, week.days[weekday] ?? []), next }
}

/** The words beside an opening may stand under the week instead: only times tell whether two days are alike. */
function sameTimes(one: DayHours, other: DayHours): boolean {
  const times = (hours: DayHours) => hours.map(({ from, to }) => `${from}–${to}`).join()
  return times(one) === times(other)
}
