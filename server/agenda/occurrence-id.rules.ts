// The name of a dated occurrence in addresses and calendars: it stays when the occurrence is moved or cancelled.
import { isDate, wallClock } from '../sessions/day.rules.ts'

/** Of which session, or of which place's own hours, and when it would have begun (wall clock, `YYYY-MM-DDTHH:MM`). */
export type OccurrenceName = ({ sessionId: number } | { placeId: number }) & { originalStart: string }

/** `12-20261126T1400` of session 12, `place-7-20261126T0900` of the hours of place 7. */
export function occurrenceId({
  sessionId,
  placeId,
  originalStart,
}: {
  sessionId: number | null
  placeId: number | null
  originalStart: Date
}): string {
  const start = wallClock(originalStart).replaceAll(/[-:]/g, '')
  return sessionId === null ? `place-${placeId}-${start}` : `${sessionId}-${start}`
}

const pattern = /^(place-)?([1-9]\d{0,14})-(\d{4})(\d\d)(\d\d)T([01]\d|2[0-3])([0-5]\d)$/

/** What an id names, or `undefined`. */
export function readOccurrenceId(id: string): OccurrenceName | undefined {
  const [, place, number, year, month, day, hour, minute] = pattern.exec(id) ?? []
  const date = `${year}-${month}-${day}`
  if (number === undefined || !isDate(date)) return undefined
  const originalStart = `${date}T${hour}:${minute}`
  return place === undefined
    ? { sessionId: Number(number), originalStart }
    : { placeId: Number(number), originalStart }
}
