// The stops of a mobile unit as its page tells them: where it is, where it comes next, and the months to come.
import { addDays, dayInFrance } from '../sessions/day.rules.ts'
import type { StopPlace } from '../sessions/session.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'

/** One dated visit. */
export type UnitStop = {
  place: StopPlace
  start: Date
  end: Date
  /** When it would have begun, had it not been moved. */
  originalStart: Date
  state: 'scheduled' | 'moved' | 'cancelled'
  note: string | null
}

/** A stop with the number of its place on the map; without one when nobody waits there. */
export type NumberedStop = UnitStop & { number: number | null }

/** `YYYY-MM` */
type Month = string

export type UnitTimes = {
  /** Where it is: at two places at once only when two vehicles go by one name. */
  here: UnitStop[]
  next: UnitStop | null
  /** What was announced to come before that, and does not. */
  cancelledBefore: UnitStop[]
  months: { month: Month; stops: NumberedStop[] }[]
  /** Months with stops that are not shown, and how many take place. */
  otherMonths: { month: Month; count: number }[]
  /** The places of the stops shown; each has the number of its rank, from 1 on. */
  points: { lonLat: LonLat; name: string }[]
  /** The month that was asked for. */
  chosen: Month | null
  /** Was a month asked for that is none? */
  unreadMonth: boolean
}

/** More lines than this would hide where the unit comes next. */
const mostCancelledBefore = 3

/**
 * @param stops in the order in which they begin
 * @param month shown alone; otherwise this month and the next are, or the first in which the unit comes
 */
export function unitTimes(stops: readonly UnitStop[], now: Date, month: Month | undefined): UnitTimes {
  const ahead = stops.filter(({ end }) => end > now)
  const coming = ahead.filter(takesPlace)
  const next = coming.find(({ start }) => start > now) ?? null
  const chosen = month !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null
  const byMonth = Map.groupBy(ahead, monthOf)
  const shown = monthsShown([...byMonth.keys()], dayInFrance(now), chosen)
  const numbers = numbersOf(shown.flatMap((each) => byMonth.get(each)!))
  return {
    here: coming.filter(({ start }) => start <= now),
    next,
    cancelledBefore: ahead
      .filter((stop) => !takesPlace(stop) && (next === null || stop.start < next.start))
      .slice(0, mostCancelledBefore),
    months: shown.map((each) => ({
      month: each,
      stops: byMonth.get(each)!.map((stop) => ({ ...stop, number: numberOf(stop, numbers) })),
    })),
    otherMonths: [...byMonth]
      .filter(([each]) => !shown.includes(each))
      .map(([each, those]) => ({ month: each, count: those.filter(takesPlace).length }))
      .filter(({ count }) => count > 0),
    points: [...numbers.values()].map(({ lonLat, name }) => ({ lonLat, name })),
    chosen,
    unreadMonth: chosen === null && month !== undefined && month !== '',
  }
}

const takesPlace = ({ state }: UnitStop) => state !== 'cancelled'
const monthOf = ({ start }: UnitStop): Month => dayInFrance(start).slice(0, 7)

function monthsShown(months: readonly Month[], today: string, chosen: Month | null): Month[] {
  if (chosen !== null) return months.filter((month) => month === chosen)
  // From the first of a month, 31 days lead into the next one.
  const nextMonth = addDays(`${today.slice(0, 7)}-01`, 31).slice(0, 7)
  const soon = months.filter((month) => month <= nextMonth)
  return soon.length > 0 ? soon : months.slice(0, 1)
}

/** A place is one, however often the unit comes there. */
const placeKey = ({ place: { name, lonLat } }: UnitStop) => `${lonLat} ${name}`

function numbersOf(stops: readonly UnitStop[]): Map<string, StopPlace> {
  return new Map(stops.filter(takesPlace).map((stop) => [placeKey(stop), stop.place]))
}

function numberOf(stop: UnitStop, numbers: Map<string, StopPlace>): number | null {
  const rank = takesPlace(stop) ? [...numbers.keys()].indexOf(placeKey(stop)) : -1
  return rank < 0 ? null : rank + 1
}
