// A row of a file of stops as the session that it becomes.
import type { Change } from '../sessions/recurrence.rules.ts'
import { emptySession, type StopPlace, type StoredSession } from '../sessions/session.rules.ts'
import type { NewSession } from '../sessions/session-store.queries.ts'
import { importKey, type StopRow } from './stops-row.rules.ts'

/** A row with the place where it is. */
export type PlacedStop = { row: StopRow; place: StopPlace; territories: string[] }

/** What is kept of a stop; what was added to it here stays. */
export function sessionOf(
  { row, place, territories }: PlacedStop,
  known: StoredSession | undefined,
): NewSession {
  return {
    ...emptySession,
    ...known,
    kind: 'stop',
    recurrence: {
      kind: 'dates',
      start: row.start,
      durationMinutes: row.minutes,
      rule: null,
      exceptions: [],
      extraDates: [],
      publicHolidays: 'kept',
      schoolHolidays: 'kept',
    },
    stop: place,
    territories,
    importKey: importKey(row),
  }
}

/** What the row says of its date; that it was moved here is not for a file to take back. */
export function changeOf({ start, isCancelled, note }: StopRow, said: Change | null): Change | null {
  if (isCancelled) return { originalStart: start, kind: 'cancelled', start: null, end: null, note }
  if (said?.kind === 'moved') return note === null ? said : { ...said, note }
  return note === null ? null : { originalStart: start, kind: 'noted', start: null, end: null, note }
}

/** A stop as history tells it, and as two of them are compared. */
export function told({ recurrence, stop, territories }: NewSession, change: Change | null): object {
  const dates = recurrence.kind === 'dates' ? recurrence : null
  const { name, address, postalCode, commune, communeCode, lonLat } = stop!
  return {
    stop: { name, address, postalCode, commune, communeCode, lonLat },
    start: dates?.start,
    minutes: dates?.durationMinutes,
    territories: territories.toSorted(),
    ...(change && { change: change.kind, note: change.note }),
  }
}
