// Dated openings, for hours that no single week can tell.

import type { HolidayRegion, SchoolCalendar } from '../sessions/holidays.rules.ts'
import type { DatedHours } from '../sessions/hours.rules.ts'
import { datedOpenings } from './dated-openings.ts'

/**
 * The openings of `days` days (400 at most) from `fromDate` (`YYYY-MM-DD`) on, closed days left out. Times are those of
 * the wall clock where the place is. `null` when nothing can be told of `fromDate`: the text is no schedule, or it asks
 * for school holidays outside the calendar. Where the calendar ends on the way, so does the answer.
 */
export function upcoming(
  text: string,
  fromDate: string,
  days: number,
  region: HolidayRegion,
  calendar: SchoolCalendar,
): DatedHours[] | null {
  const told = datedOpenings(text, fromDate, days, region, calendar)
  return told && told.tellableUntil !== fromDate ? told.dates : null
}
