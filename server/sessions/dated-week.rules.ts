// The days that come, one by one, as the occurrences tell them, beside the week that is usual.
import { addDays, daysBetween, wallClock, weekdayOf } from './day.rules.ts'
import { type DayHours, minutesOf, timeOf, usualDay, type WeekHours } from './hours.rules.ts'
import { type ClosedReason, reasonOn, type TimeFacts, type Told } from './time-now.rules.ts'

/** One day to come. */
export type DatedDay = {
  /** `YYYY-MM-DD` */
  date: string
  /** Empty: closed. */
  hours: DayHours
  /** Does the usual week say the same of this day? */
  isUsual: boolean
  /** Why it is closed although it would usually be open. */
  reason: ClosedReason | null
}

type Opening = Pick<Told, 'kind' | 'start' | 'end' | 'state' | 'byAppointment'> & { comment: string | null }

/**
 * The openings of so many days from a date on; they end before the first of which nothing can be told. Days on which a
 * temporary place is not there are no closed days: they are left out.
 */
export function datedDays(
  openings: readonly Opening[],
  week: WeekHours,
  { from, days }: { from: string; days: number },
  facts: Pick<TimeFacts, 'notices' | 'holidayOn' | 'tellableOn' | 'validity'>,
): DatedDay[] {
  const byDate = Map.groupBy(
    openings.filter(({ kind, state }) => kind === 'opening' && state !== 'cancelled'),
    ({ start }) => wallClock(start).slice(0, 10),
  )
  const dates = Array.from({ length: days }, (_, index) => addDays(from, index))
  const untold = dates.findIndex((date) => !facts.tellableOn(date))
  const told = (untold < 0 ? dates : dates.slice(0, untold)).filter((date) => isThere(facts.validity, date))
  return told.map((date) => {
    const hours = (byDate.get(date) ?? []).map(hoursOf)
    const isUsual = sameTimes(hours, usualDay(week, weekdayOf(date)))
    return { date, hours, isUsual, reason: hours.length === 0 ? reasonOn(facts, date) : null }
  })
}

function isThere(validity: TimeFacts['validity'], date: string): boolean {
  return (validity?.from ?? date) <= date && date <= (validity?.until ?? date)
}

/** Wall-clock hours of one opening; an end after midnight counts on: `26:00`. */
function hoursOf({ start, end, byAppointment, comment }: Opening): DayHours[number] {
  const [from, to] = [wallClock(start), wallClock(end)]
  const minutes = minutesOf(to.slice(11)) + daysBetween(from.slice(0, 10), to.slice(0, 10)) * 24 * 60
  const hours = { from: from.slice(11), to: timeOf(minutes), byAppointment }
  return comment === null ? hours : { ...hours, comment }
}

/** The words beside an opening may stand under the week instead: only times tell whether two days are alike. */
function sameTimes(one: DayHours, other: DayHours): boolean {
  const times = (hours: DayHours) => hours.map(({ from, to }) => `${from}–${to}`).join()
  return times(one) === times(other)
}
