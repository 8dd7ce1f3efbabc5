// Is this a recurrence that can be computed? Each thing that is wrong is told.

import { checkHours } from '../opening-hours/check.ts'
import { addDays, isDate } from '../sessions/day.rules.ts'
import {
  isLocalTime,
  longestDays,
  mostDates,
  type Recurrence,
  type RecurrenceFault,
  type RuleParts,
  readRule,
} from '../sessions/recurrence.rules.ts'
import { expandRule, lastOf } from './rule.ts'

type Dates = Extract<Recurrence, { kind: 'dates' }>
type Field = RecurrenceFault['field']
type Reason = RecurrenceFault['reason']

const longestValue = 60

function fault(field: Field, reason: Reason, value: string | number = ''): RecurrenceFault {
  return { field, reason, value: String(value).slice(0, longestValue) }
}

/**
 * What is wrong with a recurrence, field by field; empty when nothing is. A rule needs no end: occurrences are only
 * ever computed for a window of dates, which bounds it.
 */
export function checkRecurrence(recurrence: Recurrence): RecurrenceFault[] {
  if (recurrence.kind === 'hours') {
    const check = checkHours(recurrence.openingHours)
    return check.valid ? [] : [fault('openingHours', `hours-${check.reason}`, recurrence.openingHours)]
  }
  const start = startFault(recurrence.start)
  return [
    start,
    durationFault(recurrence.durationMinutes),
    recurrence.rule === null ? null : ruleFault(recurrence.rule, start ? null : recurrence.start),
    ...datesFaults(recurrence),
  ].filter((each) => each !== null)
}

/** Years between which starts and their rules lie. */
const years = { first: 2000, last: 2100 }

function startFault(start: string): RecurrenceFault | null {
  const [, time, zone = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(.*)$/s.exec(start) ?? []
  if (time === undefined) return fault('start', 'start-format', start)
  // `Z`, `+01:00`, `[Mars/Olympus]`: times are those of the clocks where the place is.
  if (/^(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d|\[|;?TZID)/i.test(zone)) return fault('start', 'time-zone', zone)
  if (zone !== '') return fault('start', 'start-format', start)
  if (!isLocalTime(start)) return fault('start', 'start-nonexistent', start)
  const year = Number(start.slice(0, 4))
  return year < years.first || year > years.last ? fault('start', 'start-out-of-range', start) : null
}

function durationFault(minutes: number): RecurrenceFault | null {
  if (!Number.isInteger(minutes)) return fault('durationMinutes', 'duration-format', minutes)
  if (minutes < 0) return fault('durationMinutes', 'end-before-start', minutes)
  if (minutes === 0) return fault('durationMinutes', 'no-duration', minutes)
  return minutes > longestDays * 24 * 60 ? fault('durationMinutes', 'duration-too-long', minutes) : null
}

/** @param start `null` when it is wrong itself: then the rule is looked at alone */
function ruleFault(rule: string, start: string | null): RecurrenceFault | null {
  const read = readRule(rule)
  if ('reason' in read) return fault('rule', read.reason, read.value)
  if (start === null) return null
  const until = read.get('UNTIL')
  if (until !== undefined && lastOf(until) < start) return fault('rule', 'rule-until-before-start', until)
  return neverFault(read, rule, start)
}

/** The longest wait that a calendar knows: from 29 February 2096 to 2104; with an interval, as many times longer. */
const daysOfEightYears = 8 * 366
const longestInterval = 12

function neverFault(parts: RuleParts, rule: string, start: string): RecurrenceFault | null {
  const interval = Math.min(Number(parts.get('INTERVAL') ?? 1), longestInterval)
  const happensWithin = (days: number) =>
    expandRule(parts, start, start, `${addDays(start.slice(0, 10), days)}T23:59`).length > 0
  try {
    // Most rules happen within a month; only the others are looked at for years.
    if (happensWithin(31) || happensWithin(daysOfEightYears * interval)) return null
    return fault('rule', 'rule-never', rule)
  } catch {
    return fault('rule', 'rule-combination', rule)
  }
}

function datesFaults({ exceptions, extraDates }: Dates): RecurrenceFault[] {
  const faults: RecurrenceFault[] = []
  if (exceptions.length > mostDates)
    faults.push(fault('exceptions', 'too-many-exceptions', exceptions.length))
  if (extraDates.length > mostDates)
    faults.push(fault('extraDates', 'too-many-extra-dates', extraDates.length))
  const badException = exceptions.find((each) => !isDate(each) && !isLocalTime(each))
  if (badException !== undefined) faults.push(fault('exceptions', 'exception-format', badException))
  const badDate = extraDates.find((each) => !isLocalTime(each))
  if (badDate !== undefined) faults.push(fault('extraDates', 'extra-date-format', badDate))
  return faults
}
