// The stops of a mobile unit, as they are evaluated into dates.
import { sourceOf } from '../places/place-timetable.rules.ts'
import type { Timetable } from '../recurrence/evaluation.rules.ts'
import type { HolidayRegion } from '../sessions/holidays.rules.ts'
import { closuresOf, type DatedNotice, type StoredSession } from '../sessions/session.rules.ts'
import { hasOtherClock } from '../sessions/tellable-hours.rules.ts'

/**
 * One timetable for each commune in which the unit stops: Good Friday is a holiday in one and not in the next. What
 * closes the unit cancels its stops, wherever they are. A stop where other clocks are has no dates.
 * @param spoken the languages of the unit, where a stop names none of its own
 */
export function unitTimetables(
  unitId: number,
  spoken: string[],
  sessions: readonly StoredSession[],
  notices: readonly DatedNotice[],
  regionOf: (communeCode: string | null) => HolidayRegion,
): Timetable[] {
  const here = sessions.filter(({ stop }) => !hasOtherClock(stop ?? {}))
  const byCommune = Map.groupBy(here, ({ stop }) => stop?.communeCode ?? null)
  return [...byCommune].map(([communeCode, stops]) => ({
    placeId: null,
    unitId,
    region: regionOf(communeCode),
    validity: null,
    closures: closuresOf(notices),
    sources: stops.map((session) => sourceOf(session, spoken)),
  }))
}
