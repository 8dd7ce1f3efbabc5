// What a recurrence plans, on the clocks of the wall, before anybody changes it.

import { datedOpenings } from '../opening-hours/dated-openings.ts'
import { addDays, daysBetween } from '../sessions/day.rules.ts'
import {
  type HolidayRegion,
  knowsSchoolHolidays,
  publicHoliday,
  type SchoolCalendar,
  schoolHoliday,
} from '../sessions/holidays.rules.ts'
import { minutesOf } from '../sessions/hours.rules.ts'
import {
  addMinutes,
  isLocalTime,
  type LocalTime,
  longestDays,
  type Recurrence,
  readRule,
} from '../sessions/recurrence.rules.ts'
import { instantOf } from './local-time.ts'
import { expandRule } from './rule.ts'

export type Planned = { start: LocalTime; end: LocalTime; byAppointment: boolean; comment: string | null }
export type Plan = { planned: Planned[]; tellableUntil: string | null }

type Dates = Extract<Recurrence, { kind: 'dates' }>
type Span = { from: string; until: string }

/**
 * All that may touch the days from `from` to before `until`: what begins on them, and what begins so shortly before that
 * it may last. `null` for a recurrence that cannot be computed.
 */
export function planOf(
  recurrence: Recurrence,
  span: Span,
  region: HolidayRegion,
  calendar: SchoolCalendar,
): Plan | null {
  return recurrence.kind === 'hours'
    ? planOfHours(recurrence.openingHours, span, region, calendar)
    : planOfDates(recurrence, span, region, calendar)
}

/** Nights end on the day after they began. */
function planOfHours(
  text: string,
  { from, until }: Span,
  region: HolidayRegion,
  calendar: SchoolCalendar,
): Plan | null {
  const eve = addDays(from, -1)
  const told = datedOpenings(text, eve, Math.max(daysBetween(eve, until), 2), region, calendar)
  if (!told) return null
  const planned = told.dates.flatMap(({ date, hours }) =>
    hours.map((opening) => ({
      start: `${date}T${opening.from}`,
      end: endOf(date, opening.to),
      byAppointment: opening.byAppointment,
      comment: opening.comment ?? null,
    })),
  )
  return { planned, tellableUntil: within(told.tellableUntil, { from, until }) }
}

/** `24:00` and later is the next day. */
function endOf(date: string, time: string): LocalTime {
  return time < '24:00' ? `${date}T${time}` : addMinutes(`${date}T00:00`, minutesOf(time))
}

function planOfDates(
  session: Dates,
  { from, until }: Span,
  region: HolidayRegion,
  calendar: SchoolCalendar,
): Plan | null {
  const { start, durationMinutes, rule, exceptions, extraDates } = session
  if (!(durationMinutes > 0 && durationMinutes <= longestDays * 24 * 60)) return null
  const first = `${addDays(from, -longestDays)}T00:00`
  const last = `${until}T23:59`
  const ruled = rule === null ? [] : ruledStarts(rule, start, first, last)
  if (ruled === null) return null
  const left = new Set(exceptions)
  const given = rule === null ? [start, ...extraDates] : extraDates
  const starts = [...ruled.filter((each) => isKept(each.slice(0, 10), session, region, calendar)), ...given]
  const kept = starts
    .filter((each) => isLocalTime(each) && each >= first && each <= last)
    .filter((each) => !left.has(each) && !left.has(each.slice(0, 10)))
  const planned = onceEach(kept).map((each) => ({
    start: each,
    end: addMinutes(each, durationMinutes),
    byAppointment: false,
    comment: null,
  }))
  const asksForSchool = rule !== null && session.schoolHolidays !== 'kept'
  return { planned, tellableUntil: asksForSchool ? endOfKnown({ from, until }, region, calendar) : null }
}

/** At one moment it begins once: where clocks jump from 02:00 to 03:00, 02:30 and 03:30 are the same. */
function onceEach(starts: LocalTime[]): LocalTime[] {
  return [...new Map(starts.map((start) => [instantOf(start).getTime(), start])).values()]
}

function ruledStarts(rule: string, start: LocalTime, first: LocalTime, last: LocalTime): LocalTime[] | null {
  const parts = readRule(rule)
  if ('reason' in parts || !isLocalTime(start)) return null
  try {
    return expandRule(parts, start, first, last)
  } catch {
    return null
  }
}

/** Does the rule hold on this day, for what it says of holidays? Not where that cannot be told. */
function isKept(date: string, session: Dates, region: HolidayRegion, calendar: SchoolCalendar): boolean {
  if (session.publicHolidays === 'skipped' && publicHoliday(date, region) !== null) return false
  if (session.schoolHolidays === 'kept') return true
  if (!knowsSchoolHolidays(date, region.schoolZone, calendar)) return false
  const isHoliday = schoolHoliday(date, region.schoolZone, calendar) !== null
  return isHoliday === (session.schoolHolidays === 'only')
}

function endOfKnown({ from, until }: Span, region: HolidayRegion, calendar: SchoolCalendar): string | null {
  if (!knowsSchoolHolidays(from, region.schoolZone, calendar)) return from
  return within(addDays(calendar.known.last, 1), { from, until })
}

/** The date, where it is before the end of the span; never before its start. */
function within(date: string | null, { from, until }: Span): string | null {
  if (date === null || date >= until) return null
  return date < from ? from : date
}
