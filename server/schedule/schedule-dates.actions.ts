// The dates that come out of the sessions of a schedule, as the public will read them.
import { localTimeOf } from '../recurrence/local-time.ts'
import { occurrencesOf } from '../recurrence/occurrences.ts'
import { closuresOf } from '../sessions/session.rules.ts'
import type { Schedule, ScheduledDate } from './schedule.rules.ts'
import { keyOf } from './session-list.rules.ts'

/** Days of which dates are told: `YYYY-MM-DD`, `until` excluded. */
export type Span = { from: string; until: string }

type Dated = Pick<Schedule, 'sessions' | 'closures' | 'regionOf' | 'calendar'>

/** The dates of all sessions but plain opening hours, in the order in which they begin. */
export function datesOf(schedule: Dated, span: Span): ScheduledDate[] {
  const { regionOf, calendar } = schedule
  const closures = closuresOf(schedule.closures)
  return schedule.sessions
    .flatMap((session, index) => {
      if (session.kind === 'opening') return []
      const { recurrence, changes } = session
      const told = occurrencesOf(
        recurrence,
        span,
        regionOf(session),
        calendar,
        changes,
        closures,
        'cancelled',
      )
      return told.occurrences.map(
        ({ originalStart, start, end, state, note }): ScheduledDate => ({
          key: keyOf(session, index),
          session,
          originalStart,
          start: localTimeOf(start),
          end: localTimeOf(end),
          state,
          note,
        }),
      )
    })
    .toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
}

/** The first day of which school holidays are not published, where a session of these depends on them. */
export function unknownFrom({ sessions, regionOf, calendar }: Dated, span: Span): string | null {
  const days = sessions.flatMap(
    (session) => occurrencesOf(session.recurrence, span, regionOf(session), calendar).tellableUntil ?? [],
  )
  return days.toSorted()[0] ?? null
}
