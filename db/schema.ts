import type { MultiPolygon, Point, Polygon } from 'geojson'
import type { ColumnType, Generated } from 'kysely'
import type * as accounts from './account-tables.ts'
import type * as directories from './directory-tables.ts'
import type { SelectionTable } from './selection-tables.ts'
import type * as submissions from './submission-tables.ts'
import type * as time from './time-tables.ts'

/** JSON written as text and read as a value. */
export type Json<T> = ColumnType<T, string, string>
export type JsonOrNull = ColumnType<object | null, string | null, string | null>
export type WrittenOnce<T> = ColumnType<T, T, never>

export interface TerritoryTable {
  id: string
  kind: 'country' | 'region' | 'department' | 'epci' | 'commune' | 'neighbourhood' | 'area'
  code: string
  name: string
  /** Folded, for search as one types. */
  search_name: string
  /** Ids of all territories that contain this one. */
  ancestors: Generated<string[]>
  population: number | null
  postal_codes: Generated<string[]>
  center: Point | null
  boundary: MultiPolygon | Polygon | null
  boundary_source: string | null
  boundary_approximate: Generated<boolean>
  /** Is Good Friday a holiday here? Asked in Bas-Rhin, Haut-Rhin and Moselle only. */
  good_friday: Generated<boolean>
}

export interface OrganisationTable {
  id: Generated<number>
  name: string
  name_key: string
  /** Agents trust it: its hours, sessions and closures are published without waiting for a decision. */
  trusted: Generated<boolean>
}

export interface SourceTable {
  id: Generated<number>
  name: string
  licence: string | null
  demonstration: Generated<boolean>
  /** Does the source speak of itself, here? */
  producer: Generated<boolean>
}

export interface ImportRunTable {
  id: Generated<number>
  started_at: Date
  finished_at: Date
  file_name: string
  complete: boolean
  summary: Json<object>
}

export interface PlaceTable {
  id: Generated<number>
  /** `hidden`: by a decision here. `gone`: its source no longer has it. */
  state: 'published' | 'hidden' | 'gone'
  name: string
  kind: string
  typologies: Generated<string[]>
  pivot: string | null
  organisation_id: number | null
  address: string | null
  address_complement: string | null
  postal_code: string | null
  commune: string | null
  commune_code: string | null
  position: Point | null
  /** The position is the centre of the commune, not the place's own. */
  approximate: Generated<boolean>
  territories: Generated<string[]>
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
  labels: Generated<string[]>
  phone: string | null
  emails: Generated<string[]>
  websites: Generated<string[]>
  booking_url: string | null
  accessibility_url: string | null
  opening_hours: string | null
  opening_hours_given: string | null
  itinerant: boolean | null
  /** `YYYY-MM-DD` */
  updated_at: string | null
  verified_at: Date | null
  /** Names of the facts corrected here: a source never overwrites them. */
  corrected: Generated<string[]>
  /** Blocking keys under which possible twins meet. */
  twin_keys: Generated<string[]>
  /** Places with the same number are shown as one card. */
  twin_group: number | null
  /** The days on which a temporary place is there, `YYYY-MM-DD`, both included; `null`: without an end of that side. */
  valid_from: string | null
  valid_until: string | null
  version: Generated<number>
  created_at: WrittenOnce<Date>
}

export interface PlaceTextTable {
  place_id: number
  language: string
  kind: 'summary' | 'description'
  text: string
  origin: 'author' | 'person' | 'machine'
  /** Version of the original that a translation was made from. */
  of_version: number | null
}

export interface PlaceSourceTable {
  id: Generated<number>
  source_id: number
  external_id: string
  place_id: number
  /** The facts as the source last said them, cleaned. */
  said: Json<object>
  /** The cells as given, where cleaning changed or dropped them. */
  given: Json<Record<string, string>>
  fingerprint: string
  first_run: number | null
  last_run: number | null
  gone_at: Date | null
}

export interface TwinPairTable {
  place_a: number
  place_b: number
  verdict: 'same' | 'likely'
  score: number
  reasons: string[]
  decision: 'same' | 'different' | null
  decided_at: Date | null
  /** Decided as different by somebody who runs one of them: they stand at one address. */
  beside: Generated<boolean>
}

/** What the public reads, and nothing else: public facts only. */
export interface PublishedPlaceTable {
  place_id: number
  /** Other places that this card stands for. */
  twin_ids: Generated<number[]>
  sort_name: string
  position: Point | null
  approximate: boolean
  /** Words, and facets such as `services:work` or `languages:unknown`. */
  search: string
  /** GeoJSON feature as text: what a card shows. */
  light: string
  /** GeoJSON feature as text: everything. */
  whole: string
  /** Of the card: see `cardShape`. */
  shape: Generated<number>
  /** The days on which a temporary place is there; `null` for always. Read through SQL only. */
  valid: string | null
  /** The first day of which the occurrences are not yet written, `YYYY-MM-DD`. */
  rolled_until: string | null
}

export interface HistoryEventTable {
  id: Generated<number>
  at: Date
  actor_kind: 'import' | 'demonstration' | 'person' | 'system'
  actor_id: number | null
  place_id: number
  action: string
  before: JsonOrNull
  after: JsonOrNull
  /** The submission that was decided so. */
  submission_id: number | null
  /** For agents only. */
  note: string | null
}

export interface Database {
  territory: TerritoryTable
  organisation: OrganisationTable
  source: SourceTable
  import_run: ImportRunTable
  place: PlaceTable
  place_text: PlaceTextTable
  place_source: PlaceSourceTable
  twin_pair: TwinPairTable
  published_place: PublishedPlaceTable
  published_change: { id: Generated<number> }
  search_word: { word: string }
  history_event: HistoryEventTable
  mobile_unit: time.MobileUnitTable
  mobile_unit_text: time.MobileUnitTextTable
  session: time.SessionTable
  session_text: time.SessionTextTable
  session_change: time.SessionChangeTable
  closure: time.ClosureTable
  published_unit: time.PublishedUnitTable
  published_session: time.PublishedSessionTable
  occurrence: time.OccurrenceTable
  edition: directories.EditionTable
  selection: SelectionTable
  submission: submissions.SubmissionTable
  submission_event: submissions.SubmissionEventTable
  sent_form: submissions.SentFormTable
  hourly_use: { who: string; at: Date }
  account: accounts.AccountTable
  account_role: accounts.AccountRoleTable
  role_taken_back: accounts.RoleTakenBackTable
  sign_in: accounts.SignInTable
  account_session: accounts.AccountSessionTable
}
