// The tables of time: sessions of places and of mobile units, and the dated occurrences that the public reads.
import type { Point } from 'geojson'
import type { Generated } from 'kysely'
import type { Json, PlaceTextTable, WrittenOnce } from './schema.ts'

export interface MobileUnitTable {
  id: Generated<number>
  state: 'published' | 'hidden' | 'gone'
  name: string
  vehicle: 'bus' | 'truck' | 'van' | 'cargo-bike'
  /** Who operates it. */
  organisation_id: number | null
  source_id: number | null
  services: Generated<string[]>
  procedures: Generated<string[]>
  audiences: Generated<string[]>
  care: Generated<string[]>
  languages: Generated<string[]>
  equipment: Generated<string[]>
  equipment_amounts: Json<Record<string, number>>
  accessibility: Generated<string[]>
  contact_modes: Generated<string[]>
  support_modes: Generated<string[]>
  fee: Generated<string[]>
  programmes: Generated<string[]>
  phone: string | null
  email: string | null
  website: string | null
  booking_url: string | null
  updated_at: string | null
  verified_at: Date | null
  version: Generated<number>
  created_at: WrittenOnce<Date>
}

export interface MobileUnitTextTable extends Omit<PlaceTextTable, 'place_id'> {
  unit_id: number
}

/** Dates without a zone are those of the wall clock where the session is; they are read as text, `YYYY-MM-DDTHH:MM`. */
export interface SessionTable {
  id: Generated<number>
  place_id: number | null
  unit_id: number | null
  kind: 'opening' | 'workshop' | 'permanence' | 'open-day' | 'stop'
  /** Its dates are these OpenStreetMap opening hours, or the rule that starts at `starts_at`. */
  opening_hours: string | null
  starts_at: string | null
  duration_minutes: number | null
  /** RFC 5545 recurrence rule; `null`: once. */
  rule: string | null
  exceptions: Generated<string[]>
  extra_dates: Generated<string[]>
  public_holidays: Generated<'kept' | 'skipped'>
  school_holidays: Generated<'kept' | 'skipped' | 'only'>
  by_appointment: Generated<boolean>
  languages: Generated<string[]>
  level: 'excluded' | 'beginner' | 'intermediate' | 'nearly-autonomous' | null
  audiences: Generated<string[]>
  services: Generated<string[]>
  booking: 'none' | 'advised' | 'required' | null
  booking_url: string | null
  fee: 'free' | 'free-with-conditions' | 'paid' | null
  /** The price in words. */
  price: string | null
  stop_name: string | null
  address: string | null
  postal_code: string | null
  commune: string | null
  commune_code: string | null
  position: Point | null
  territories: Generated<string[]>
  /** Names a session of a unit in the files that bring it. */
  import_key: string | null
  version: Generated<number>
  created_at: WrittenOnce<Date>
  /** Of the session, its texts, or one of its occurrences. */
  changed_at: Generated<Date>
}

export interface SessionTextTable extends Omit<PlaceTextTable, 'place_id' | 'kind'> {
  session_id: number
  kind: 'title' | 'description'
}

/** What changes in one occurrence of a session, named by when it would have begun (wall clock). */
export interface SessionChangeTable {
  session_id: number
  original_start: string
  kind: 'cancelled' | 'moved' | 'noted'
  starts_at: string | null
  ends_at: string | null
  note: string | null
}

export interface ClosureTable {
  id: Generated<number>
  place_id: number | null
  unit_id: number | null
  kind: 'closed' | 'notice'
  from_date: string
  /** The last day, included. */
  until_date: string
  reason: 'holidays' | 'works' | 'staff' | 'weather' | 'event' | 'other' | null
  text: string | null
  text_language: Generated<string>
  created_at: WrittenOnce<Date>
}

/** What the public reads of a mobile unit. */
export interface PublishedUnitTable {
  unit_id: number
  sort_name: string
  search: string
  light: string
  whole: string
  rolled_until: string | null
  shape: number
}

/** What the public reads of a session: stored JSON. */
export interface PublishedSessionTable {
  session_id: number
  place_id: number | null
  unit_id: number | null
  facts: string
}

/** One dated interval in which help is given; public. */
export interface OccurrenceTable {
  place_id: number | null
  unit_id: number | null
  /** `null`: an opening by the place's own hours. */
  session_id: number | null
  /** Read through SQL only. */
  during: string
  /** When it would have begun; names it within its session. */
  original_start: Date
  by_appointment: Generated<boolean>
  kind: SessionTable['kind']
  state: Generated<'scheduled' | 'moved' | 'cancelled'>
  level: SessionTable['level']
  /** Languages of help at that hour: the session's, else the place's; `null` when nobody said. */
  languages: string[] | null
  /** What the hours say of it, in their own words. */
  comment: string | null
  /** What is said of this one date. */
  note: string | null
  /** Of a stop. */
  territories: string[] | null
  position: Point | null
}
