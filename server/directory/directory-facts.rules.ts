// What a directory says, before any language and any number: published facts alone, of one day.

import type { OpenWindow } from '../places/open-window.rules.ts'
import type { PlaceFeature, PlaceProperties } from '../places/place-feature.rules.ts'
import type { Facets } from '../places/place-search.rules.ts'
import type { DatedDay } from '../sessions/dated-week.rules.ts'
import type { Level, SessionFacts, Vehicle } from '../sessions/session.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { DirectoryParameters } from './directory-address.rules.ts'

/** More places than this are a file, not a paper. */
export const mostPlaces = 1_000
/** Four weeks: so many days are told one by one, the day of the paper first. */
export const daysAhead = 28

/** Of where the paper is. */
export type DirectoryArea =
  | { kind: 'territories'; territories: { id: string; name: string }[] }
  /** Around an address; `label` is `null` for a point of which nobody said how it is called. */
  | { kind: 'around'; label: string | null; lonLat: LonLat; radiusMetres: number | null }
  | { kind: 'box' }
  /** Places that somebody chose. */
  | { kind: 'chosen' }

/** In which order its places stand: `given` is that of a selection. */
export type DirectoryOrder = 'need' | 'distance' | 'given'

/** One dated visit, workshop or opening; times are the wall clock's, `YYYY-MM-DDTHH:MM`. */
export type DatedFact = {
  /** Names it as long as it exists: it stays when it is moved. */
  key: string
  start: string
  end: string
  /** When it would have begun, had it not been moved. */
  original: string
  state: 'scheduled' | 'moved' | 'cancelled'
  byAppointment: boolean
  level: Level | null
  note: string | null
  kind: SessionFacts['kind']
  session: Omit<SessionFacts, 'version' | 'changedAt'>
}

export type PlaceOfDirectory = {
  place: PlaceFeature<PlaceProperties>
  /** From the address that the directory starts from; `null` for a place without a point of its own. */
  distanceMetres: number | null
  /** Says nothing on what is filtered. */
  mayHelp: boolean
  /** The four weeks, where the hours are known and for the public. */
  days: DatedDay[]
  /** Workshops, permanences and open days of these weeks, cancelled ones among them. */
  events: DatedFact[]
}

export type StopOfDirectory = DatedFact & {
  unit: { id: number; name: string; vehicle: Vehicle | null; source: string | null; licence: string | null }
}

export type DirectoryFacts = {
  /** The day of the paper, `YYYY-MM-DD`. */
  day: string
  /** What leads to the same directory on another day: what was understood, in one place only. */
  parameters: DirectoryParameters
  area: DirectoryArea
  order: DirectoryOrder
  criteria: { facets: Facets; words: string[]; open: OpenWindow | null }
  /** In their order. */
  places: PlaceOfDirectory[]
  /** In the order of time. */
  stops: StopOfDirectory[]
  /** Some of the places are invented. */
  isDemonstration: boolean
}
