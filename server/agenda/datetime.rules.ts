// The parameter `datetime` of collections whose features have dates.
// Source: OGC API – Features, Part 1, 7.15.4; RFC 3339.
import { datetimeFaults, type ParameterFault, parameterFault } from '../http/parameters.rules.ts'
import { addDays, isDate } from '../sessions/day.rules.ts'

/**
 * From when until when; `null`: without an end of that side. Ends are instants (`Z` or an offset), or the wall clock's
 * (`YYYY-MM-DDTHH:MM`). The end is in it when both are instants that somebody named, as OGC asks.
 */
export type Period = { from: string | null; until: string | null; untilIncluded: boolean }

/** Reads an instant, a day (the whole of it, by the clock of the territory) or an interval, `..` or nothing for open ends. */
export function readDatetime(given: string): { period: Period } | { fault: ParameterFault } {
  // In an address a plus sign that nobody encoded arrives as a space.
  const text = given.trim().replaceAll(/ (?=\d\d:\d\d(\/|$))/g, '+')
  const fault = { fault: parameterFault('datetime', 'datetime', given) }
  if (datetimeFaults(text).length > 0) return fault
  const [first = '', last = first] = text.split('/')
  const from = readEnd(first, 'from')
  const until = readEnd(last, 'until')
  if (from === undefined || until === undefined) return fault
  // Within a day the zones would decide: the database then finds nothing, which is true.
  if (from && until && first.slice(0, 10) > last.slice(0, 10))
    return { fault: parameterFault('datetime', 'open-order', given) }
  return {
    period: { from: from?.at ?? null, until: until?.at ?? null, untilIncluded: until?.included ?? true },
  }
}

type End = { at: string; included: boolean }

/** Nothing is dated before or after; in years further away databases and programs do not write dates alike. */
const [earliest, latest] = ['1000-01-01', '9998-12-31']

/** @returns `null` for an open end, `undefined` for what does not exist */
function readEnd(text: string, end: 'from' | 'until'): End | null | undefined {
  if (text === '' || text === '..') return null
  const [day = '', time] = text.split('T')
  if (!isDate(day)) return undefined
  if (day < earliest) return { at: `${earliest}T00:00`, included: false }
  if (day > latest) return { at: `${latest}T00:00`, included: false }
  if (time === undefined) return { at: `${end === 'from' ? day : addDays(day, 1)}T00:00`, included: false }
  const instant = new Date(text)
  return Number.isNaN(instant.getTime()) ? undefined : { at: instant.toISOString(), included: true }
}
