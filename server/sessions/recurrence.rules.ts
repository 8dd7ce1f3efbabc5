// When a session happens: its recurrence, what is changed of it by hand, and what comes out of both.

import type { HoursFault } from '../opening-hours/check.ts'
import { isDate } from './day.rules.ts'

/** Wall-clock time where the places are, `YYYY-MM-DDTHH:MM`. */
export type LocalTime = string

export type Recurrence =
  | { kind: 'hours'; openingHours: string }
  | {
      kind: 'dates'
      start: LocalTime
      durationMinutes: number
      /** The value of an RRULE (RFC 5545), without `RRULE:`; `null`: once. */
      rule: string | null
      /** Left out, as days or as single starts. */
      exceptions: string[]
      /** More starts. They stand as given, on holidays too. */
      extraDates: LocalTime[]
      publicHolidays: 'kept' | 'skipped'
      schoolHolidays: 'kept' | 'skipped' | 'only'
    }

/** A decision on one occurrence. Of several on the same one, the last holds. Only what is moved has a new time. */
export type Change = { originalStart: LocalTime } & (
  | { kind: 'moved'; start: LocalTime; end: LocalTime; note: string | null }
  | { kind: 'cancelled'; start: null; end: null; note: string | null }
  | { kind: 'noted'; start: null; end: null; note: string }
)

/** Days on which nothing takes place, `YYYY-MM-DD`, both inclusive; `reason` in somebody's words. */
export type Closure = { from: string; until: string; reason: string | null }

export type Occurrence = {
  /** Names the occurrence for ever, wherever it is moved. */
  originalStart: LocalTime
  start: Date
  end: Date
  state: 'scheduled' | 'moved' | 'cancelled'
  byAppointment: boolean
  comment: string | null
  note: string | null
}

/** Reasons for which a recurrence is refused; each has a sentence in `i18n/…/errors.json`. */
export const recurrenceFaultReasons = [
  'start-format',
  'start-nonexistent',
  'start-out-of-range',
  'time-zone',
  'end-before-start',
  'no-duration',
  'duration-format',
  'duration-too-long',
  'rule-empty',
  'rule-too-long',
  'rule-syntax',
  'rule-frequency',
  'rule-too-often',
  'rule-unknown-part',
  'rule-repeated-part',
  'rule-value',
  'rule-count-and-until',
  'rule-until-before-start',
  'rule-combination',
  'rule-never',
  'too-many-exceptions',
  'exception-format',
  'too-many-extra-dates',
  'extra-date-format',
] as const

export type RecurrenceFault = {
  field: 'openingHours' | 'start' | 'durationMinutes' | 'rule' | 'exceptions' | 'extraDates'
  reason: (typeof recurrenceFaultReasons)[number] | `hours-${HoursFault}`
  /** What was found, cut to a length that can be shown. */
  value: string
}

export const longestRule = 500
export const mostDates = 1000
/** No occurrence lasts longer. */
export const longestDays = 7

/** Is it a wall-clock time, and of a day that exists? (An hour that the clocks jump over is read as the one after.) */
export function isLocalTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d$/.test(text) && isDate(text.slice(0, 10))
}

/** The wall-clock time `minutes` later. Clocks that change on the way do not count: 22:00 and 4 hours are 02:00. */
export function addMinutes(local: LocalTime, minutes: number): LocalTime {
  return new Date(new Date(`${local}Z`).getTime() + minutes * 60_000).toISOString().slice(0, 16)
}

/** Minutes from one wall-clock time to another. */
export function minutesBetween(from: LocalTime, to: LocalTime): number {
  return (new Date(`${to}Z`).getTime() - new Date(`${from}Z`).getTime()) / 60_000
}

/** The parts of a rule by name, in capitals: `FREQ` → `WEEKLY`. */
export type RuleParts = ReadonlyMap<string, string>
type RuleFault = Pick<RecurrenceFault, 'reason' | 'value'>

const weekdays = 'MO|TU|WE|TH|FR|SA|SU'
const signed = (from: number, to: number) => (value: string) =>
  /^[+-]?\d{1,3}$/.test(value) && inRange(Math.abs(Number(value)), from, to)
const unsigned = (from: number, to: number) => (value: string) =>
  /^\d{1,5}$/.test(value) && inRange(Number(value), from, to)
const inRange = (value: number, from: number, to: number) => value >= from && value <= to

/** What a part may say, value by value (RFC 5545, 3.3.10). Seconds, and calendars other than ours, are refused. */
const knownParts: Readonly<Record<string, (value: string) => boolean>> = {
  INTERVAL: unsigned(1, 1000),
  COUNT: unsigned(1, 10_000),
  UNTIL: (value) => untilOf(value) !== null,
  BYDAY: (value) => {
    const ordinal = new RegExp(`^([+-]?\\d{1,2})?(?:${weekdays})$`).exec(value)
    return ordinal !== null && (ordinal[1] === undefined || signed(1, 53)(ordinal[1]))
  },
  BYMONTH: unsigned(1, 12),
  BYMONTHDAY: signed(1, 31),
  BYYEARDAY: signed(1, 366),
  BYWEEKNO: signed(1, 53),
  BYSETPOS: signed(1, 366),
  BYHOUR: unsigned(0, 23),
  BYMINUTE: unsigned(0, 59),
  WKST: (value) => new RegExp(`^(?:${weekdays})$`).test(value),
}

/** Takes a rule apart, or says what is wrong with it on its own, without its start. */
export function readRule(text: string): RuleParts | RuleFault {
  if (text.trim() === '') return { reason: 'rule-empty', value: text }
  if (text.length > longestRule) return { reason: 'rule-too-long', value: String(text.length) }
  const zone = /TZID[=:]([^;:\s]*)/i.exec(text)
  if (zone) return { reason: 'time-zone', value: zone[1]! }
  const parts = new Map<string, string>()
  for (const part of text.trim().toUpperCase().split(';')) {
    const [, name, value] = /^([A-Z-]+)=([A-Z0-9,+-]+)$/.exec(part) ?? []
    if (name === undefined || value === undefined) return { reason: 'rule-syntax', value: part }
    if (parts.has(name)) return { reason: 'rule-repeated-part', value: name }
    parts.set(name, value)
  }
  return faultOfParts(parts) ?? parts
}

function faultOfParts(parts: RuleParts): RuleFault | null {
  const frequency = parts.get('FREQ') ?? ''
  if (/^(?:HOUR|MINUTE|SECOND)LY$/.test(frequency)) return { reason: 'rule-too-often', value: frequency }
  if (!/^(?:DAI|WEEK|MONTH|YEAR)LY$/.test(frequency)) return { reason: 'rule-frequency', value: frequency }
  for (const [name, list] of parts) {
    if (name === 'FREQ') continue
    const allows = knownParts[name]
    if (!allows) return { reason: 'rule-unknown-part', value: name }
    const values = name.startsWith('BY') ? list.split(',') : [list]
    if (!values.every(allows)) return { reason: 'rule-value', value: `${name}=${list}` }
  }
  if (parts.has('COUNT') && parts.has('UNTIL')) return { reason: 'rule-count-and-until', value: '' }
  const timesADay = ['BYHOUR', 'BYMINUTE'].map((name) => new Set(parts.get(name)?.split(',') ?? ['']).size)
  if (timesADay[0]! * timesADay[1]! > 24) return { reason: 'rule-too-often', value: 'BYHOUR, BYMINUTE' }
  return null
}

/** The end of a rule: the last wall-clock time, inclusive, or an instant in UTC. `null` when it is neither. */
export function untilOf(value: string): { local: LocalTime } | { instant: Date } | null {
  const [, year, month, day, hour = '23', minute = '59', utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z)?)?$/.exec(value) ?? []
  const local = `${year}-${month}-${day}T${hour}:${minute}`
  if (!isLocalTime(local)) return null
  return utc ? { instant: new Date(`${local}Z`) } : { local }
}
