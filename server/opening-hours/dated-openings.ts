// The openings of dates, with holidays looked up in our own calendars.

import { addDays, daysBetween, isDate, weekdayOf } from '../sessions/day.rules.ts'
import {
  type HolidayRegion,
  knowsSchoolHolidays,
  publicHoliday,
  type SchoolCalendar,
  schoolHoliday,
} from '../sessions/holidays.rules.ts'
import type { DatedHours, DayHours } from '../sessions/hours.rules.ts'
import { checkHours } from './check.ts'
import { type HolidayWord, holidayWordsOf, settleHolidays } from './holiday-variants.ts'
import { readSchedule } from './library.ts'
import { openingsByDate } from './openings.ts'
import { partsOf, selectorsOf } from './syntax.ts'

/**
 * The days with openings, in order; closed days are left out. `tellableUntil` is the first day (`YYYY-MM-DD`) that
 * cannot be told any more, because the hours depend on school holidays that are not published, or because it is too far
 * away; `null` when all can.
 */
export type DatedOpenings = { dates: DatedHours[]; tellableUntil: string | null }

/** More days are not looked at. */
export const mostDays = 400

/**
 * The openings of `days` days (400 at most) from `fromDate` (`YYYY-MM-DD`) on. Times are those of the wall clock where
 * the place is. `null` for what is no schedule or no date. The openings are shared by all who ask: do not change them.
 */
export function datedOpenings(
  text: string,
  fromDate: string,
  days: number,
  region: HolidayRegion,
  calendar: SchoolCalendar,
): DatedOpenings | null {
  const schedule = settledSchedule(text)
  if (!schedule || !isDate(fromDate)) return null
  const dates = datesFrom(fromDate, Math.min(days, mostDays))
  const asksForSchool = schedule.words.includes('SH')
  const unknown = dates.findIndex(
    (date) => asksForSchool && !knowsSchoolHolidays(date, region.schoolZone, calendar),
  )
  const known = unknown < 0 ? dates : dates.slice(0, unknown)
  try {
    const told = openingsOn(known, (date) =>
      variantOf(schedule, holidaysHeld(schedule.words, date, region, calendar)),
    )
    const tooFar = days > mostDays ? addDays(fromDate, mostDays) : null
    return { dates: told, tellableUntil: dates[unknown] ?? tooFar }
  } catch {
    // A text that the library reads with its own holidays, and not with ours: nothing can be told.
    return null
  }
}

let lastDates: { name: string; dates: readonly string[] } | undefined

/** The same days are asked of one place after the other. */
function datesFrom(date: string, days: number): readonly string[] {
  const name = `${date} ${days}`
  if (lastDates?.name !== name)
    lastDates = { name, dates: Array.from({ length: days }, (_, day) => addDays(date, day)) }
  return lastDates.dates
}

function openingsOn(dates: readonly string[], variantOn: (date: string) => Variant): DatedHours[] {
  const byVariant = Map.groupBy(dates, variantOn)
  const told = [...byVariant].flatMap(([{ text, week }, own]) =>
    week ? own.map((date) => ({ date, hours: week[weekdayOf(date)]! })) : openingsOf(text, own),
  )
  const open = told.filter(({ hours }) => hours.length > 0)
  return byVariant.size > 1 ? open.sort((a, b) => (a.date < b.date ? -1 : 1)) : open
}

/** The openings of one date as if only these holidays fell on it; `null` for what is no schedule. */
export function openingsWith(text: string, date: string, held: ReadonlySet<HolidayWord>): DayHours | null {
  const schedule = settledSchedule(text)
  if (!schedule) return null
  try {
    return openingsOn([date], () => variantOf(schedule, held))[0]?.hours ?? []
  } catch {
    return null
  }
}

/** Those of the holidays that fall on a date. */
export function holidaysHeld(
  words: readonly HolidayWord[],
  date: string,
  region: HolidayRegion,
  calendar: SchoolCalendar,
): ReadonlySet<HolidayWord> {
  if (words.length === 0) return none
  return new Set(
    words.filter((word) => {
      if (word === 'SH') return schoolHoliday(date, region.schoolZone, calendar) !== null
      // `PH-1` is the eve: the public holiday is a day later.
      return publicHoliday(addDays(date, -Number(word.slice(2))), region) !== null
    }),
  )
}

const none: ReadonlySet<HolidayWord> = new Set()

/** A text on days of one kind. `week` has seven days, Monday first, where every week is the same. */
type Variant = { text: string; week: DayHours[] | null }
type SettledSchedule = { main: string; words: HolidayWord[]; variants: Map<string, Variant> }

/**
 * Schedules by their text: most of them are evaluated for one week and never again, which makes the two months of
 * 9,000 texts a matter of seconds. The oldest goes first.
 */
const schedules = new Map<string, SettledSchedule | null>()
const mostSchedules = 20_000

export function settledSchedule(text: string): SettledSchedule | null {
  const known = schedules.get(text)
  if (known !== undefined) return known
  const check = checkHours(text)
  const main = check.valid ? partsOf(check.text).main : null
  const schedule = main === null ? null : { main, words: holidayWordsOf(main), variants: new Map() }
  if (schedules.size >= mostSchedules) schedules.delete(schedules.keys().next().value!)
  schedules.set(text, schedule)
  return schedule
}

function variantOf({ main, variants }: SettledSchedule, held: ReadonlySet<HolidayWord>): Variant {
  const name = [...held].join()
  const known = variants.get(name)
  if (known) return known
  const text = settleHolidays(main, held)
  const { weeks, months, years } = selectorsOf(text)
  const variant = { text, week: weeks || months || years ? null : everyWeek(text) }
  variants.set(name, variant)
  return variant
}

/** Any Monday: these texts know no date. */
const someMonday = '2026-01-12'

function everyWeek(text: string): DayHours[] {
  const byDate = evaluate(text, someMonday, 7)
  return Array.from({ length: 7 }, (_, day) => byDate.get(addDays(someMonday, day)) ?? [])
}

/** @param dates in order */
function openingsOf(variant: string, dates: readonly string[]): DatedHours[] {
  const [first] = dates
  const byDate = evaluate(variant, first!, daysBetween(first!, dates.at(-1)!) + 1)
  return dates.map((date) => ({ date, hours: byDate.get(date) ?? [] }))
}

/** The common cases need no library: no rule applies, or the last one (`PH off`) closes every day. */
function evaluate(text: string, fromDate: string, days: number): Map<string, DayHours> {
  const closed = text === '' || /(?:^|;)\s*Mo-Su (?:off|closed)$/i.test(text)
  return closed ? new Map() : openingsByDate(readSchedule(text, 'Bas-Rhin'), fromDate, days)
}
