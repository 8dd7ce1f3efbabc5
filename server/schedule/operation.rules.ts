// One change of a schedule: what it makes of the lists, and what is told of it before it is sent.
import { same } from '../history/difference.rules.ts'
import type { Change } from '../sessions/recurrence.rules.ts'
import type { DatedNotice, SessionSaid } from '../sessions/session.rules.ts'
import { emptySession } from '../sessions/session.rules.ts'
import { type Round, recurrenceOf, roundOf } from './round.rules.ts'
import type { Schedule, ScheduleChange, ScheduledDate } from './schedule.rules.ts'
import {
  endedBefore,
  splitAt,
  withChange,
  withExtraDate,
  withInstead,
  withoutChange,
} from './session-list.rules.ts'

/** What a change does. */
export type Told =
  | { kind: 'cancelled' | 'noted'; date: ScheduledDate; note: string }
  | { kind: 'restored'; date: ScheduledDate }
  | { kind: 'moved'; date: ScheduledDate; start: string; end: string }
  | { kind: 'extra'; session: SessionSaid; start: string; end: string }
  | { kind: 'round' | 'details' | 'hours' | 'removed'; session: SessionSaid }
  | { kind: 'changed' | 'ended'; session: SessionSaid; day: string }
  | { kind: 'closed' | 'reopened'; closure: DatedNotice }

export type Operation = {
  told: Told
  change: ScheduleChange
  /** The sessions whose dates are new: they are told, and may meet others. */
  touched: SessionSaid[]
}

type Lists = Pick<Schedule, 'sessions' | 'closures'>

function replacing({ sessions }: Lists, session: SessionSaid, instead: SessionSaid[]) {
  return { change: { sessions: withInstead(sessions, session, instead) } }
}

/** A date is cancelled, or something is to know of it; where it was moved to stays known when it is noted. */
export function sayOfDate(
  lists: Lists,
  date: ScheduledDate,
  kind: 'cancelled' | 'noted',
  note: string,
): Operation {
  const { session, originalStart } = date
  const moved = session.changes.find(
    (change) => change.originalStart === originalStart && change.kind === 'moved',
  )
  const unmoved = { originalStart, start: null, end: null }
  const change: Change =
    kind === 'cancelled'
      ? { ...unmoved, kind, note: note || null }
      : moved
        ? { ...moved, note }
        : { ...unmoved, kind, note }
  const instead = [withChange(session, change)]
  return { told: { kind, date, note }, ...replacing(lists, session, instead), touched: [] }
}

/** A date takes place after all, as it was planned. */
export function restoreDate(lists: Lists, date: ScheduledDate): Operation {
  const instead = [withoutChange(date.session, date.originalStart)]
  return { told: { kind: 'restored', date }, ...replacing(lists, date.session, instead), touched: [] }
}

/** A date takes place at another time. */
export function moveDate(
  lists: Lists,
  date: ScheduledDate,
  { start, end, note }: { start: string; end: string; note: string | null },
): Operation {
  const { session, originalStart } = date
  const moved = withChange(session, { originalStart, kind: 'moved', start, end, note })
  return {
    told: { kind: 'moved', date, start, end },
    ...replacing(lists, session, [moved]),
    touched: [moved],
  }
}

/** One more date of a session: its own where it lasts as long, else a session beside it. */
export function addDate(
  lists: Lists,
  session: SessionSaid,
  { start, end, minutes }: { start: string; end: string; minutes: number },
): Operation {
  const { recurrence } = session
  const told = { kind: 'extra' as const, session, start, end }
  if (recurrence.kind === 'dates' && recurrence.durationMinutes === minutes) {
    const added = withExtraDate(session, start)
    return { told, ...replacing(lists, session, [added]), touched: [added] }
  }
  const round: Round = {
    first: start.slice(0, 10),
    from: start.slice(11),
    to: end.slice(11),
    rhythm: { kind: 'once' },
    until: null,
    publicHolidays: 'kept',
    schoolHolidays: 'kept',
  }
  const beside = { ...session, id: null, changes: [], recurrence: recurrenceOf(round) }
  return { told, change: { sessions: [...lists.sessions, beside] }, touched: [beside] }
}

/** A session that was not there. */
export function addSession(
  lists: Lists,
  said: Partial<SessionSaid> & Pick<SessionSaid, 'kind'>,
  round: Round,
): Operation {
  const session: SessionSaid = { ...emptySession, ...said, id: null, recurrence: recurrenceOf(round) }
  return {
    told: { kind: 'round', session },
    change: { sessions: [...lists.sessions, session] },
    touched: [session],
  }
}

/** No more dates from a day on. */
export function endSession(lists: Lists, session: SessionSaid, day: string): Operation {
  const remains = endedBefore(session, day)
  const told = { kind: 'ended' as const, session, day }
  return { told, ...replacing(lists, session, remains ? [remains] : []), touched: [] }
}

/**
 * A session as it is from now on. What is said of it holds for all of its dates; another round holds from a day on, and
 * the dates before keep their identity.
 */
export function changeSession(
  lists: Lists,
  session: SessionSaid,
  said: Partial<SessionSaid>,
  { round, day }: { round: Round; day: string },
): Operation {
  const isSameRound = same(roundOf(session.recurrence), round)
  const described = { ...session, ...said }
  if (isSameRound) {
    const told = { kind: 'details' as const, session: described }
    return { told, ...replacing(lists, session, [described]), touched: [] }
  }
  const split = splitAt(described, day, { ...described, recurrence: recurrenceOf(round) })
  const touched = split.at(-1)!
  return {
    told: { kind: 'changed', session: touched, day },
    ...replacing(lists, session, split),
    touched: [touched],
  }
}

/** A session at hours of the week: what is said of it, and its hours. */
export function changeHoursSession(lists: Lists, session: SessionSaid, after: SessionSaid): Operation {
  const kind = same(session.recurrence, after.recurrence) ? ('details' as const) : ('hours' as const)
  return { told: { kind, session: after }, ...replacing(lists, session, [after]), touched: [] }
}

/** A session is there no more, its past dates neither: one at hours of the week has no end to be set. */
export function removeSession(lists: Lists, session: SessionSaid): Operation {
  return { told: { kind: 'removed', session }, ...replacing(lists, session, []), touched: [] }
}

/** Closed for some days, or something is to know on them. */
export function addClosure({ closures }: Lists, closure: DatedNotice): Operation {
  return { told: { kind: 'closed', closure }, change: { closures: [...closures, closure] }, touched: [] }
}

/** Open on those days after all, or nothing to know. */
export function removeClosure({ closures }: Lists, closure: DatedNotice): Operation {
  const others = closures.filter((each) => each !== closure)
  return { told: { kind: 'reopened', closure }, change: { closures: others }, touched: [] }
}
