// The language-neutral week of a schedule, as stored at publication.

import { addDays } from '../sessions/day.rules.ts'
import type { DayHours, HoursNote, WeekHours } from '../sessions/hours.rules.ts'
import { isWholeDay } from '../sessions/hours.rules.ts'
import { readSchedule, type Schedule } from './library.ts'
import { asksForAppointment, openingsByDate, saysMoreThanAppointment } from './openings.ts'
import { type Parts, type Selectors, selectorsOf, withoutComments, withoutYears } from './syntax.ts'

/** A Monday whose week has no public holiday, no school holiday in any zone and no change of clocks. */
const ordinaryMonday = '2026-01-12'

/** A Monday whose week lies in the summer holidays of every zone and has no public holiday. */
const schoolHolidayMonday = '2026-07-20'

/** The first Monday of a year of 52 weeks in which schedules with seasons or alternate weeks are compared. */
const yearMonday = '2026-01-05'
const weeksInYear = 52

/** Fewer weeks than this that differ from the others are exceptions (August, Christmas), not a season. */
const weeksOfSeason = 9

const noDays = (): DayHours[] => Array.from({ length: 7 }, () => [])

/**
 * Sums a schedule up. Throws what the library throws when it cannot be evaluated: `checkHours` turns that into a fault.
 */
export function summarise(parts: Parts, selectors: Selectors): WeekHours {
  const schedule = scheduleOf(parts.main, selectors)
  const { days, notes, regular } = selectors.years
    ? besideDates(parts.main, schedule, selectors)
    : daysAndSeasons(schedule, selectors)
  notes.push(...holidayNotes(selectors))
  if (/\bunknown\b(?!\s*"")/i.test(withoutComments(parts.main))) notes.push({ kind: 'to-confirm' })
  if (parts.otherwise !== null) notes.push(...remarkNotes(parts.otherwise))
  return liftWords({ days, notes, regular })
}

const scheduleOf = (main: string, { schoolHolidays }: Selectors): Schedule =>
  readSchedule(main, schoolHolidays ? 'Zone B' : 'Bas-Rhin')

function daysAndSeasons(schedule: Schedule, selectors: Selectors): WeekHours {
  if (selectors.weeks || selectors.months) return commonestWeek(schedule, selectors)
  const days = weekFrom(schedule, ordinaryMonday)
  if (selectors.schoolHolidays !== 'open') return { days, notes: [], regular: true }
  if (days.some((day) => day.length > 0))
    return { days, notes: [{ kind: 'other-hours-school-holidays' }], regular: false }
  return {
    days: weekFrom(schedule, schoolHolidayMonday),
    notes: [{ kind: 'only-school-holidays' }],
    regular: true,
  }
}

function weekFrom(schedule: Schedule, monday: string): DayHours[] {
  const byDate = openingsByDate(schedule, monday, 7)
  return noDays().map((_, day) => byDate.get(addDays(monday, day)) ?? [])
}

/**
 * A schedule that names years: as it is without these rules, where they leave most weeks as they are. What they say of single
 * dates (`2026 Dec 05 off`) is told with those days, and a note says that there are some. Else it holds at these dates only.
 */
function besideDates(main: string, schedule: Schedule, selectors: Selectors): WeekHours {
  const atDates = commonestWeek(schedule, selectors)
  const usual = withoutYears(main)
  // Two kinds of weeks, told with the school holidays, are more than one can compare.
  if (usual !== '' && !selectors.schoolHolidays) {
    const week = daysAndSeasons(scheduleOf(usual, selectors), selectorsOf(usual))
    if (JSON.stringify(week.days) === JSON.stringify(atDates.days)) return withDates(week, selectors)
  }
  return { ...atDates, notes: [{ kind: 'only-some-dates' }], regular: false }
}

function withDates(week: WeekHours, { years }: Selectors): WeekHours {
  const note: HoursNote = { kind: years === 'closed' ? 'closed-some-dates' : 'changes-some-dates' }
  const isSaid = week.notes.some(({ kind }) => kind === note.kind)
  return isSaid ? week : { ...week, notes: [...week.notes, note] }
}

/** Looks at a whole year: the commonest week with hours stands for it, and notes say how the others differ. */
function commonestWeek(schedule: Schedule, selectors: Selectors): WeekHours {
  const byDate = openingsByDate(schedule, yearMonday, weeksInYear * 7)
  const counts = new Map<string, { days: DayHours[]; count: number }>()
  let emptyWeeks = 0
  for (let week = 0; week < weeksInYear; week++) {
    const days = noDays().map((_, day) => byDate.get(addDays(yearMonday, week * 7 + day)) ?? [])
    if (days.every((day) => day.length === 0)) {
      emptyWeeks++
      continue
    }
    const seen = counts.get(JSON.stringify(days))
    if (seen) seen.count++
    else counts.set(JSON.stringify(days), { days, count: 1 })
  }
  const commonest = [...counts.values()].sort((a, b) => b.count - a.count)[0]
  if (!commonest) return { days: noDays(), notes: [{ kind: 'only-some-dates' }], regular: false }
  if (commonest.count === weeksInYear) return { days: commonest.days, notes: [], regular: true }
  return {
    days: commonest.days,
    notes: seasonNotes(selectors, emptyWeeks, weeksInYear - commonest.count),
    regular: false,
  }
}

function seasonNotes({ weeks, months }: Selectors, emptyWeeks: number, otherWeeks: number): HoursNote[] {
  if (weeks) return [{ kind: emptyWeeks > 0 ? 'only-some-weeks' : 'changes-with-weeks' }]
  if (otherWeeks < weeksOfSeason)
    return [{ kind: months === 'closed' ? 'closed-some-dates' : 'changes-some-dates' }]
  return [{ kind: emptyWeeks > 0 ? 'only-some-months' : 'changes-with-months' }]
}

function holidayNotes(selectors: Selectors): HoursNote[] {
  const notes: HoursNote[] = []
  if (selectors.publicHolidays === 'closed') notes.push({ kind: 'closed-public-holidays' })
  if (selectors.publicHolidays === 'open') notes.push({ kind: 'open-public-holidays' })
  if (selectors.schoolHolidays === 'closed') notes.push({ kind: 'closed-school-holidays' })
  // Else told with the week, unless seasons are told in its place.
  const { weeks, months, years, schoolHolidays } = selectors
  if (schoolHolidays === 'open' && (weeks || months || years))
    notes.push({ kind: 'other-hours-school-holidays' })
  return notes
}

/** What a remark on the rest of the time says (`… || "sur rdv"`). */
function remarkNotes(remark: string): HoursNote[] {
  const notes: HoursNote[] = []
  if (asksForAppointment(remark)) notes.push({ kind: 'otherwise-by-appointment' })
  if (notes.length === 0 || saysMoreThanAppointment(remark)) notes.push({ kind: 'comment', text: remark })
  return notes
}

/** What is true of every opening of the week is said once, as a note, and not beside each. */
function liftWords(week: WeekHours): WeekHours {
  const all = week.days.flat()
  const [first] = all
  if (!first) return week
  const everyDay = week.days.every((day) => day.length === 1 && isWholeDay(day[0]!))
  // "Saturday: by appointment": here the words belong to their day.
  if (all.some(isWholeDay) && !everyDay) return week

  const { byAppointment, comment } = first
  const sameComment = all.every((hours) => hours.comment === comment)
  const sameWords = sameComment && all.every((hours) => hours.byAppointment === byAppointment)
  if (everyDay && sameWords && !byAppointment && comment === undefined)
    return { ...week, notes: [{ kind: 'always-open' }, ...week.notes] }

  const notes = [...week.notes]
  if (all.every((hours) => hours.byAppointment)) notes.push({ kind: 'by-appointment' })
  if (comment === undefined || !sameComment)
    return everyDay && sameWords ? { ...week, days: noDays(), notes } : { ...week, notes }
  notes.push({ kind: 'comment', text: comment })
  const days = week.days.map((day) => day.map(({ comment: _said, ...hours }) => hours))
  return { ...week, days: everyDay ? noDays() : days, notes }
}
