// The dated occurrences of a session: its recurrence, with closures taken out and changes applied.

import { addDays } from '../sessions/day.rules.ts'
import type { HolidayRegion, SchoolCalendar } from '../sessions/holidays.rules.ts'
import {
  addMinutes,
  type Change,
  type Closure,
  isLocalTime,
  type LocalTime,
  longestDays,
  minutesBetween,
  type Occurrence,
  type Recurrence,
} from '../sessions/recurrence.rules.ts'
import { instantOf } from './local-time.ts'
import { type Planned, planOf } from './plan.ts'

/** What tells of a session for which dates. Times are those of the clocks where the place is. */
export type Window = {
  /** The first day, `YYYY-MM-DD`. */
  from: string
  /** The day after the last one. */
  until: string
}

export type Occurrences = {
  /** In the order in which they begin. */
  occurrences: Occurrence[]
  /**
   * The first day of the window that cannot be told, `null` when all can: the session depends on school holidays that
   * are not published. What stands from that day on is certain, but there may be more.
   */
  tellableUntil: string | null
}

/**
 * The occurrences that touch a window, wherever they were moved from. Nothing can be told of a recurrence in which
 * `checkRecurrence` finds faults.
 *
 * What lies in a closure, by the day on which it begins, is `gone` for hours (a closed library just is not open), and
 * stands as cancelled for dates: who comes to a workshop or a bus wants to read that there is none.
 * @param changes decisions on single occurrences, by their original start; those on none are ignored
 */
export function occurrencesOf(
  recurrence: Recurrence,
  { from, until }: Window,
  region: HolidayRegion,
  calendar: SchoolCalendar,
  changes: readonly Change[] = [],
  closures: readonly Closure[] = [],
  inClosures: 'gone' | 'cancelled' = recurrence.kind === 'hours' ? 'gone' : 'cancelled',
): Occurrences {
  const plan = planOf(recurrence, { from, until }, region, calendar)
  if (plan === null) return { occurrences: [], tellableUntil: from }
  const byStart = new Map(changes.map((change) => [change.originalStart, change]))
  const known = new Set(plan.planned.map(({ start }) => start))
  const fromElsewhere = [...byStart.values()]
    .filter((change) => !known.has(change.originalStart) && mayMoveInto(change, { from, until }))
    .flatMap(({ originalStart }) => {
      const date = originalStart.slice(0, 10)
      const day = planOf(recurrence, { from: date, until: date }, region, calendar)
      return day?.planned.filter(({ start }) => start === originalStart) ?? []
    })
  const windowStart = instantOf(`${from}T00:00`)
  const windowEnd = instantOf(`${until}T00:00`)
  const occurrences = [...plan.planned, ...fromElsewhere]
    .map((planned) => occurrenceOf(planned, byStart.get(planned.start), closures))
    .filter(({ inClosure }) => !inClosure || inClosures === 'cancelled')
    .map(({ occurrence }) => occurrence)
    .filter(({ start, end }) => start < windowEnd && end > windowStart)
    .sort((a, b) => a.start.getTime() - b.start.getTime())
  return { occurrences, tellableUntil: plan.tellableUntil }
}

function mayMoveInto(change: Change, { from, until }: Window): boolean {
  if (change.kind !== 'moved' || !isLocalTime(change.originalStart)) return false
  const date = change.start.slice(0, 10)
  return date >= addDays(from, -longestDays) && date < until
}

function occurrenceOf(
  planned: Planned,
  change: Change | undefined,
  closures: readonly Closure[],
): { occurrence: Occurrence; inClosure: boolean } {
  const { from, to } =
    change?.kind === 'moved' ? moved(planned, change) : { from: planned.start, to: planned.end }
  const date = from.slice(0, 10)
  const closure = closures.find((each) => each.from <= date && date <= each.until)
  const state =
    closure || change?.kind === 'cancelled' ? 'cancelled' : change?.kind === 'moved' ? 'moved' : 'scheduled'
  const start = instantOf(from)
  const occurrence: Occurrence = {
    originalStart: planned.start,
    start,
    end: endAfter(start, from, to),
    state,
    byAppointment: planned.byAppointment,
    comment: planned.comment,
    note: change?.note ?? closure?.reason ?? null,
  }
  return { occurrence, inClosure: closure !== undefined }
}

/** An end that is not after its start says nothing: then it lasts as long as before. */
function moved(
  { start, end }: Planned,
  change: Extract<Change, { kind: 'moved' }>,
): { from: LocalTime; to: LocalTime } {
  const from = change.start
  return { from, to: change.end > from ? change.end : addMinutes(from, minutesBetween(start, end)) }
}

/**
 * In the hour that the clocks jump over, an end may fall on its start: then the minutes count. A week of seven days is the
 * most, also where clocks go back in it, or where somebody moved the end further away.
 */
function endAfter(start: Date, from: LocalTime, to: LocalTime): Date {
  const end = instantOf(to)
  const length = end > start ? end.getTime() - start.getTime() : minutesBetween(from, to) * 60_000
  return new Date(start.getTime() + Math.min(length, longestDays * 24 * 60 * 60_000))
}
