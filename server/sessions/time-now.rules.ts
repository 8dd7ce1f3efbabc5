// "Can I go now?": what a card says of time, from the dated occurrences of the days around.
import { addDays, dayInFrance, wallClock } from './day.rules.ts'
import type { HolidayReason } from './holidays.rules.ts'
import { hasNote, type WeekHours } from './hours.rules.ts'
import type { DatedNotice, Level, SessionFacts } from './session.rules.ts'

/** One occurrence, as far as these rules look at it. */
export type Told = {
  kind: SessionFacts['kind']
  start: Date
  end: Date
  state: 'scheduled' | 'moved' | 'cancelled'
  byAppointment: boolean
  level: Level | null
  languages: string[] | null
  note: string | null
  session: SessionFacts | null
}

/** Why a place is closed on a day on which it is usually open. */
export type ClosedReason = HolidayReason | { kind: 'closure'; notice: DatedNotice }

/** A workshop, a permanence, an open day: on a card, the next of them. */
export type NextEvent = Omit<Told, 'start' | 'end' | 'session'> & {
  /** Wall clock, `YYYY-MM-DDTHH:MM`. */
  start: string
  end: string
  session: SessionFacts
}

/** Times are the wall clock's, `YYYY-MM-DDTHH:MM`, so that the same words can be made anywhere. */
export type TimeNow = {
  /** `YYYY-MM-DD` and the wall clock, of which all this is said. */
  at: string
  state:
    | { kind: 'open'; until: string }
    /** Somebody is there, for those who have an appointment. */
    | { kind: 'appointment'; until: string | null }
    | { kind: 'closed'; next: { start: string; byAppointment: boolean } | null; reason: ClosedReason | null }
    /** Nobody knows the hours. */
    | { kind: 'unknown' }
    /** A temporary place that is not there now. */
    | { kind: 'away'; returns: string | null; ended: string | null }
  event: NextEvent | null
  /** The last day of a temporary place that is there now, `YYYY-MM-DD`. */
  lastDay: string | null
  /** Closures to come or just over, and notices of these days. */
  notices: DatedNotice[]
}

export type TimeFacts = {
  occurrences: readonly Told[]
  /** `null`: the hours are unknown. */
  week: WeekHours | null
  notices: readonly DatedNotice[]
  validity: { from: string | null; until: string | null } | null
  /** The holiday for which a place that would be open on a date is closed. */
  holidayOn: (date: string) => HolidayReason | null
  /** Can it be told of a date when the place is open? */
  tellableOn: (date: string) => boolean
}

/** So many days before it begins a closure is announced. */
const announcedDays = 21
/** So many days after its end one still reads that a place is open again. */
const recalledDays = 7

/** What can be said at this moment. `occurrences` hold those of the days from today on, in order. */
export function timeNow(facts: TimeFacts, now: Date): TimeNow {
  const today = dayInFrance(now)
  const happening = facts.occurrences.filter(({ kind, state }) => kind !== 'stop' && state !== 'cancelled')
  return {
    at: wallClock(now),
    state: stateOf(facts, happening, now),
    event: nextEvent(facts.occurrences, now),
    lastDay: lastDayOf(facts.validity, today),
    notices: facts.notices.filter(
      ({ from, until }) => from <= addDays(today, announcedDays) && until >= addDays(today, -recalledDays),
    ),
  }
}

function lastDayOf(validity: TimeFacts['validity'], today: string): string | null {
  const until = validity?.until ?? null
  return until !== null && today <= until && today >= (validity?.from ?? today) ? until : null
}

function stateOf(facts: TimeFacts, happening: readonly Told[], now: Date): TimeNow['state'] {
  const today = dayInFrance(now)
  const { validity, week } = facts
  if (validity?.from && today < validity.from) return { kind: 'away', returns: validity.from, ended: null }
  if (validity?.until && today > validity.until) return { kind: 'away', returns: null, ended: validity.until }
  const running = happening.filter(({ start, end }) => start <= now && now < end)
  if (running.some(({ byAppointment }) => !byAppointment))
    return { kind: 'open', until: endOf(happening, now) }
  const [appointment] = running
  if (appointment)
    return { kind: 'appointment', until: isWholeDays(appointment) ? null : wallClock(appointment.end) }
  const reason = reasonToday(facts, today)
  if (!reason && !facts.tellableOn(today)) return { kind: 'unknown' }
  const coming = happening.filter(({ start }) => start > now)
  const next = coming.find(({ byAppointment }) => !byAppointment) ?? coming[0]
  if (!next && week === null && !reason) return { kind: 'unknown' }
  // Where one comes by appointment only, the door that is closed at this hour tells nothing.
  if (next?.byAppointment && !reason) return { kind: 'appointment', until: null }
  if (!next && week !== null && hasNote(week, 'by-appointment') && !reason)
    return { kind: 'appointment', until: null }
  return {
    kind: 'closed',
    // An appointment on any day has no hour from which one may come.
    next:
      next && !(next.byAppointment && isWholeDays(next))
        ? { start: wallClock(next.start), byAppointment: next.byAppointment }
        : null,
    reason,
  }
}

/** From midnight to midnight: said of a day, not of an hour. */
function isWholeDays({ start, end }: Told): boolean {
  return [start, end].every((moment) => wallClock(moment).endsWith('T00:00'))
}

/** Until when one may come without a pause: openings that touch are one. */
function endOf(happening: readonly Told[], now: Date): string {
  let end = now
  for (const each of happening) {
    if (!each.byAppointment && each.start <= end && each.end > end) end = each.end
  }
  return wallClock(end)
}

function reasonToday(facts: TimeFacts, today: string): ClosedReason | null {
  const isOpenToday = facts.occurrences.some(
    ({ start, kind, state }) => kind !== 'stop' && state !== 'cancelled' && dayInFrance(start) === today,
  )
  return isOpenToday ? null : reasonOn(facts, today)
}

/** Why a place is closed on a date: a closure of its own, else a holiday. */
export function reasonOn(
  { notices, holidayOn }: Pick<TimeFacts, 'notices' | 'holidayOn'>,
  date: string,
): ClosedReason | null {
  const closure = notices.find(({ kind, from, until }) => kind === 'closed' && from <= date && date <= until)
  return closure ? { kind: 'closure', notice: closure } : holidayOn(date)
}

function nextEvent(occurrences: readonly Told[], now: Date): NextEvent | null {
  const isEvent = ({ kind, session, end }: Told) =>
    session !== null && kind !== 'opening' && kind !== 'stop' && end > now
  const events = occurrences.filter(isEvent)
  // One that is cancelled is told when it would have been the next, or nobody would hear of it.
  const next = events[0]
  if (!next) return null
  const { start, end, session, ...rest } = next
  return { ...rest, session: session!, start: wallClock(start), end: wallClock(end) }
}
