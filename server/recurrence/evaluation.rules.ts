// What is asked of the thread that evaluates, and what it answers.

import type { HolidayRegion } from '../sessions/holidays.rules.ts'
import type { Change, Closure, Recurrence } from '../sessions/recurrence.rules.ts'
import type { Level, SessionKind } from '../sessions/session.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'

/** The days of which occurrences are wanted: `YYYY-MM-DD`, `until` and `stopsUntil` excluded. */
export type Window = { from: string; until: string; stopsUntil: string }

/** Something that happens at dated times. */
export type Source = {
  /** `null`: the place's own opening hours. */
  sessionId: number | null
  kind: SessionKind
  recurrence: Recurrence
  changes: Change[]
  byAppointment: boolean
  level: Level | null
  /** Languages of help at that hour. */
  languages: string[]
  stop: { lonLat: LonLat; territories: string[] } | null
}

/** All that happens at one place or one unit. */
export type Timetable = {
  placeId: number | null
  unitId: number | null
  region: HolidayRegion
  closures: Closure[]
  /** Of a temporary place: its first and last day, `null` for an open side. */
  validity: { from: string | null; until: string | null } | null
  sources: Source[]
}

/**
 * One occurrence as it is written; instants are ISO text. What it does not have is left out: JSON is half as long then,
 * which is what the database takes longest to read.
 */
export type OccurrenceRow = {
  place_id: number | undefined
  unit_id: number | undefined
  session_id: number | undefined
  kind: SessionKind
  starts_at: string
  ends_at: string
  /** Wall clock, `YYYY-MM-DDTHH:MM`. */
  original_start: string
  state: 'scheduled' | 'moved' | 'cancelled'
  by_appointment: boolean
  level: Level | undefined
  languages: string[] | undefined
  comment: string | undefined
  note: string | undefined
  territories: string[] | undefined
  lon: number | undefined
  lat: number | undefined
}

export type Evaluation = {
  /**
   * `OccurrenceRow[]` as JSON texts, ready for the database: whoever asks need not build millions of objects. In pieces,
   * because neither a text nor a `jsonb` (256 MB) holds what a few hundred dense timetables can give.
   */
  rows: string[]
  /** Sessions that have an occurrence in the window, and of these, those of which one still comes. */
  dated: number[]
  coming: number[]
}
