// The dates of one place or one mobile unit, as whoever runs it sees and changes them.
import type { HolidayRegion, SchoolCalendar } from '../sessions/holidays.rules.ts'
import type { LocalTime } from '../sessions/recurrence.rules.ts'
import type { DatedNotice, SessionSaid, StopPlace } from '../sessions/session.rules.ts'

export type ScheduleSubject = { kind: 'unit' | 'place'; id: number }

/** What is changed of it, each as the whole new list. */
export type ScheduleChange = { sessions?: SessionSaid[]; closures?: DatedNotice[] }

export type Schedule = {
  subject: ScheduleSubject
  name: string
  /** Of the place or unit, when it was read. */
  version: number
  sessions: SessionSaid[]
  closures: DatedNotice[]
  /** What the person proposed and nobody decided yet: it is in the lists above. */
  pending: { receipt: string; isAsked: boolean; version: number } | null
  /** Does the person answer for where it is? */
  isAgent: boolean
  /** Is what they say public at once? */
  publishesAtOnce: boolean
  /** Of the commune of a stop, or of the place. */
  regionOf: (session: SessionSaid) => HolidayRegion
  calendar: SchoolCalendar
}

/** One date of a session; times are the wall clock's. */
export type ScheduledDate = {
  key: string
  session: SessionSaid
  originalStart: LocalTime
  start: LocalTime
  end: LocalTime
  state: 'scheduled' | 'moved' | 'cancelled'
  note: string | null
}

/** A place where a unit stops, with what it does there. */
export type KnownStop = { place: StopPlace; keys: string[] }

const placeKey = ({ name, lonLat }: StopPlace) => `${lonLat} ${name}`

/** The stops of a unit, each place once, in the order in which they came. @param keyOf names a session */
export function knownStops(
  sessions: readonly SessionSaid[],
  keyOf: (session: SessionSaid, index: number) => string,
): KnownStop[] {
  const byPlace = new Map<string, KnownStop>()
  sessions.forEach((session, index) => {
    if (!session.stop) return
    const key = placeKey(session.stop)
    const known = byPlace.get(key) ?? { place: session.stop, keys: [] }
    byPlace.set(key, { ...known, keys: [...known.keys, keyOf(session, index)] })
  })
  return [...byPlace.values()]
}

/** A pair of dates at which the unit would be in two places. */
export type Overlap = { date: ScheduledDate; other: ScheduledDate }

/** Where dates that are new would meet others. @param added those of the sessions that change */
export function overlapsOf(added: readonly ScheduledDate[], others: readonly ScheduledDate[]): Overlap[] {
  const takePlace = (each: ScheduledDate) => each.state !== 'cancelled'
  return added.filter(takePlace).flatMap((date) => {
    const other = others.find((each) => takePlace(each) && each.start < date.end && date.start < each.end)
    return other ? [{ date, other }] : []
  })
}

/** What differs between two states of a schedule, date by date: it is told to whoever looked at the first. */
export type DateDifference = { date: ScheduledDate; what: 'added' | 'gone' | 'cancelled' | 'changed' }

export function datesDiffering(
  before: readonly ScheduledDate[],
  after: readonly ScheduledDate[],
): DateDifference[] {
  const nameOf = ({ key, originalStart }: ScheduledDate) => `${key} ${originalStart}`
  const then = new Map(before.map((date) => [nameOf(date), date]))
  const now = new Set(after.map(nameOf))
  const gone = before.filter((date) => !now.has(nameOf(date)))
  return [
    ...gone.map((date) => ({ date, what: 'gone' as const })),
    ...after.flatMap((date): DateDifference[] => {
      const was = then.get(nameOf(date))
      if (!was) return [{ date, what: 'added' }]
      if (was.state !== date.state && date.state === 'cancelled') return [{ date, what: 'cancelled' }]
      const isSame = (['start', 'end', 'state', 'note'] as const).every((name) => was[name] === date[name])
      return isSame ? [] : [{ date, what: 'changed' }]
    }),
  ].toSorted((a, b) => (a.date.start < b.date.start ? -1 : 1))
}
