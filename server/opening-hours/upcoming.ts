// Dated openings, for hours that no single week can tell.

import type { HolidayRegion } from '../sessions/holidays.rules.ts'
import type { DatedHours, DayHours } from '../sessions/hours.rules.ts'
import { checkHours } from './check.ts'
import { readSchedule, type Schedule } from './library.ts'
import { addDays, openingsByDate, wallDay } from './openings.ts'
import { partsOf, selectorsOf } from './syntax.ts'

const mostDays = 400

/**
 * The openings of `days` days (400 at most) from `fromDate` (`YYYY-MM-DD`) on, closed days left out. Times are those of
 * the wall clock where the place is. `null` when it cannot be told: the text is no schedule, or it asks for school
 * holidays beyond the library's calendar.
 */
export function upcoming(
  text: string,
  fromDate: string,
  days: number,
  region: HolidayRegion,
): DatedHours[] | null {
  const check = checkHours(text)
  if (!check.valid) return null
  const { main } = partsOf(check.text)
  const selectors = selectorsOf(main)
  const length = Math.min(days, mostDays)
  try {
    const national = readSchedule(main, region.schoolZone ? `Zone ${region.schoolZone}` : 'Bas-Rhin')
    const byDate = openingsByDate(national, fromDate, length)
    if (selectors.publicHolidays) {
      for (const date of localHolidays(fromDate, length, region)) {
        const hours = hoursOfLocalHoliday(main, date, selectors.schoolHolidays !== null)
        if (hours.length > 0) byDate.set(date, hours)
        else byDate.delete(date)
      }
    }
    return [...byDate].map(([date, hours]) => ({ date, hours })).sort((a, b) => (a.date < b.date ? -1 : 1))
  } catch {
    return null
  }
}

/** Public holidays of the region that the rest of France does not have. */
function localHolidays(fromDate: string, days: number, region: HolidayRegion): string[] {
  const dates = Array.from({ length: days }, (_, day) => addDays(fromDate, day))
  return dates.filter(
    (date) =>
      (region.saintStephensDay && date.endsWith('-12-26')) || (region.goodFriday && isGoodFriday(date)),
  )
}

let holidaysOfAlsace: Schedule | undefined
let holidaysOfFrance: Schedule | undefined

/** The one holiday of Alsace in March or April that the rest of France does not have. */
function isGoodFriday(date: string): boolean {
  if (!/-0[34]-/.test(date)) return false
  holidaysOfAlsace ??= readSchedule('PH off', 'Bas-Rhin')
  holidaysOfFrance ??= readSchedule('PH off', 'Zone B')
  const day = wallDay(date)
  return (
    holidaysOfAlsace.hours.getPublicHolidayContext(day).isHoliday &&
    !holidaysOfFrance.hours.getPublicHolidayContext(day).isHoliday
  )
}

/**
 * The library cannot know the school holidays and Alsace's own public holidays at once. A schedule that names both is
 * taken as closed on these two days: wrong only for a place that opens on public holidays and closes for school ones.
 */
function hoursOfLocalHoliday(main: string, date: string, namesSchoolHolidays: boolean): DayHours {
  if (namesSchoolHolidays) return []
  return openingsByDate(readSchedule(main, 'Bas-Rhin'), date, 1).get(date) ?? []
}
