// What happens at a place or a unit as one list, and what is changed in it by hand. Nothing that is not named is touched.
import { addDays } from '../sessions/day.rules.ts'
import type { Change, LocalTime } from '../sessions/recurrence.rules.ts'
import type { SessionSaid } from '../sessions/session.rules.ts'
import { type Dates, partsOf } from './round.rules.ts'

/** Names a session in forms: by its number, or by its rank where it waits for one. */
export const keyOf = (session: SessionSaid, index: number): string =>
  session.id === null ? `n${index}` : String(session.id)

/** The session of this name; `undefined` where there is none (any more). */
export function sessionAt(sessions: readonly SessionSaid[], key: string): SessionSaid | undefined {
  return sessions.find((session, index) => keyOf(session, index) === key)
}

/** The list with other sessions in the place of one. */
export function withInstead(
  sessions: readonly SessionSaid[],
  session: SessionSaid,
  instead: readonly SessionSaid[],
): SessionSaid[] {
  return sessions.flatMap((each) => (each === session ? instead : [each]))
}

/** The session with a decision on one date, in the place of what was said of it. */
export function withChange(session: SessionSaid, change: Change): SessionSaid {
  const others = session.changes.filter(({ originalStart }) => originalStart !== change.originalStart)
  return {
    ...session,
    changes: [...others, change].toSorted((a, b) => (a.originalStart < b.originalStart ? -1 : 1)),
  }
}

/** The session as if nothing had been said of this date. */
export function withoutChange(session: SessionSaid, originalStart: LocalTime): SessionSaid {
  return {
    ...session,
    changes: session.changes.filter((change) => change.originalStart !== originalStart),
  }
}

/** The session on one more date; one that had been left out takes place again. */
export function withExtraDate(session: SessionSaid, start: LocalTime): SessionSaid {
  const recurrence = session.recurrence as Dates
  const day = start.slice(0, 10)
  const { exceptions, extraDates } = recurrence
  return withoutChange(
    {
      ...session,
      recurrence: {
        ...recurrence,
        exceptions: exceptions.filter((each) => each !== start && each !== day),
        extraDates: [...new Set([...extraDates, start])].toSorted(),
      },
    },
    start,
  )
}

/** Can this be ended by hand? A number of dates cannot be cut without counting them; hours have no end. */
export function canEnd({ recurrence }: SessionSaid): boolean {
  return recurrence.kind === 'dates' && (recurrence.rule === null || !partsOf(recurrence.rule).has('COUNT'))
}

/**
 * The session without its dates from a day on: those before keep their identity.
 * @returns `null` where none remains
 */
export function endedBefore(session: SessionSaid, day: string): SessionSaid | null {
  const recurrence = session.recurrence as Dates
  const isBefore = (each: string) => each.slice(0, 10) < day
  const changes = session.changes.filter(({ originalStart }) => isBefore(originalStart))
  const exceptions = recurrence.exceptions.filter(isBefore)
  const extraDates = recurrence.extraDates.filter(isBefore)
  if (recurrence.rule !== null && isBefore(recurrence.start)) {
    const rule = endingBefore(recurrence.rule, day)
    return { ...session, changes, recurrence: { ...recurrence, rule, exceptions, extraDates } }
  }
  const given = recurrence.rule === null ? [recurrence.start].filter(isBefore) : []
  const [start, ...more] = [...given, ...extraDates].toSorted()
  if (start === undefined) return null
  return {
    ...session,
    changes,
    recurrence: { ...recurrence, start, rule: null, exceptions, extraDates: more },
  }
}

function endingBefore(rule: string, day: string): string {
  const parts = partsOf(rule)
  const last = addDays(day, -1).replaceAll('-', '')
  const until = parts.get('UNTIL')
  if (until !== undefined && until.slice(0, 8) <= last) return rule
  return [...parts.set('UNTIL', last)].map(([name, value]) => `${name}=${value}`).join(';')
}

/**
 * The session that goes on otherwise from a day on. The dates before are the session's own still, the others a new
 * one's; what was said of single dates from that day on, and dates added by hand, go along to the hour that is new.
 */
export function splitAt(session: SessionSaid, day: string, next: SessionSaid): SessionSaid[] {
  const old = session.recurrence as Dates
  const isAfter = (each: string) => each.slice(0, 10) >= day
  const recurrence = {
    ...(next.recurrence as Dates),
    exceptions: old.exceptions.filter(isAfter),
    extraDates: old.extraDates.filter(isAfter),
  }
  const changes = session.changes.filter(
    ({ originalStart, kind }) => isAfter(originalStart) && kind !== 'moved',
  )
  const following: SessionSaid = {
    ...next,
    id: null,
    ...datesAtHour(recurrence.start.slice(11), recurrence, changes),
  }
  const before = endedBefore(session, day)
  return before ? [before, following] : [{ ...following, id: session.id }]
}

/**
 * What was said of single dates, for the same days at another hour. Those that were moved stay where they were moved to.
 * @param hour `HH:MM`
 */
export function datesAtHour(
  hour: string,
  recurrence: Dates,
  changes: readonly Change[],
): { recurrence: Dates; changes: Change[] } {
  const atHour = (each: LocalTime) => `${each.slice(0, 10)}T${hour}`
  return {
    recurrence: {
      ...recurrence,
      exceptions: recurrence.exceptions.map((each) => each.slice(0, 10)),
      extraDates: recurrence.extraDates.map(atHour),
    },
    changes: changes.map((change) => ({ ...change, originalStart: atHour(change.originalStart) })),
  }
}

/** Are all dates of a session before this day? What goes on without end is never over. */
export function isOver({ recurrence, changes }: SessionSaid, today: string): boolean {
  if (recurrence.kind === 'hours') return false
  const { start, rule, extraDates } = recurrence
  const until = rule === null ? start.slice(0, 10) : partsOf(rule).get('UNTIL')?.slice(0, 8)
  if (until === undefined) return false
  const last = until.includes('-') ? until : until.replace(/^(\d{4})(\d\d)/, '$1-$2-')
  const moved = changes.map((change) => change.start ?? '')
  return [last, ...extraDates, ...moved].every((each) => each.slice(0, 10) < today)
}
