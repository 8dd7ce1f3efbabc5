// "Closed today: St Stephen's Day": the holiday because of which a place does not open.

import { weekdayOf } from '../sessions/day.rules.ts'
import {
  type HolidayReason,
  type HolidayRegion,
  knowsSchoolHolidays,
  publicHoliday,
  type SchoolCalendar,
  schoolHoliday,
} from '../sessions/holidays.rules.ts'
import { type HoursNote, hasNote, usualDay, type WeekHours } from '../sessions/hours.rules.ts'
import { holidaysHeld, openingsWith, settledSchedule } from './dated-openings.ts'
import type { HolidayWord } from './holiday-variants.ts'

/**
 * The holiday because of which a place that would be open on a date is not; `null` when it is open, when it is closed
 * on such a day anyhow, and when that cannot be told. Where a public holiday lies in school holidays and each closes
 * the place, the public one is the reason.
 * @param hours the text of a schedule, or its week (then only what its notes say of holidays is known)
 */
export function closedDay(
  hours: string | WeekHours,
  date: string,
  region: HolidayRegion,
  calendar: SchoolCalendar,
): HolidayReason | null {
  const code = publicHoliday(date, region)
  const holiday = schoolHoliday(date, region.schoolZone, calendar)
  if (!code && !holiday) return null
  const closes =
    typeof hours === 'string' ? closingWords(hours, date, region, calendar) : closingNotes(hours, date)
  if (code && closes.has('PH')) return { kind: 'public-holiday', code }
  if (holiday && closes.has('SH')) return { kind: 'school-holiday', code: holiday }
  return null
}

/** The holidays without which the place would open. */
function closingWords(
  text: string,
  date: string,
  region: HolidayRegion,
  calendar: SchoolCalendar,
): ReadonlySet<HolidayWord> {
  const words = settledSchedule(text)?.words ?? []
  const asksForSchool = words.includes('SH') && !knowsSchoolHolidays(date, region.schoolZone, calendar)
  const held = holidaysHeld(words, date, region, calendar)
  const opensWith = (rest: ReadonlySet<HolidayWord>) => (openingsWith(text, date, rest)?.length ?? 0) > 0
  if (asksForSchool || held.size === 0 || opensWith(held)) return new Set()
  const alone = [...held].filter((word) => opensWith(new Set([...held].filter((each) => each !== word))))
  // Closed twice over: neither is the reason alone, both are.
  return new Set(alone.length > 0 ? alone : opensWith(new Set()) ? held : [])
}

function closingNotes(week: WeekHours, date: string): ReadonlySet<HolidayWord> {
  const opens = week.regular && usualDay(week, weekdayOf(date)).length > 0
  const closing: [HolidayWord, HoursNote['kind']][] = [
    ['PH', 'closed-public-holidays'],
    ['SH', 'closed-school-holidays'],
  ]
  return new Set(opens ? closing.flatMap(([word, note]) => (hasNote(week, note) ? [word] : [])) : [])
}
