import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { Code, Kind, ListVocabulary } from './vocabularies.rules.ts'

export type { LonLat }

/** One list of codes per vocabulary. An empty list means *unknown*, never *none*. */
export type CodeLists = { [V in ListVocabulary]: Code<V>[] }

/**
 * Everything the project knows about a place, whoever said it: an import, an organisation, an agent.
 * `null` and an empty list mean unknown. The names are those of the wire where the wire has them.
 */
export type PlaceFacts = CodeLists & {
  name: string
  kind: Kind
  /** National codes of `typologie` as given, kept for the export. */
  typologies: string[]
  /** SIRET (14 digits), RNA (W + 9) or RIDET; never the all-zero SIRET. */
  pivot: string | null
  address: string | null
  addressComplement: string | null
  postalCode: string | null
  commune: string | null
  /** INSEE code. */
  communeCode: string | null
  lonLat: LonLat | null
  /** BCP 47 codes of the languages in which help is given. */
  languages: string[]
  /** How many of a piece of equipment, by its code. */
  equipmentAmounts: Partial<Record<Code<'equipment'>, number>>
  /** National training labels and free labels, as given. */
  labels: string[]
  /** E.164, e.g. `+33388000000`. */
  phone: string | null
  emails: string[]
  websites: string[]
  bookingUrl: string | null
  /** Page of the building on acceslibre. */
  accessibilityUrl: string | null
  /** OpenStreetMap opening hours that parse. */
  openingHours: string | null
  /** Hours as somebody wrote them, when they do not parse. */
  openingHoursGiven: string | null
  summary: string | null
  description: string | null
  /** Name of the organisation that runs the place. */
  organisation: string | null
  /** Does it travel (national `itinerance`)? */
  itinerant: boolean | null
  /** Day of the source's last change, `YYYY-MM-DD`. */
  updatedAt: string | null
}

/** Facts about nothing: the start of a row, a form or a test. */
export const emptyFacts: PlaceFacts = {
  name: '',
  kind: 'other',
  typologies: [],
  pivot: null,
  address: null,
  addressComplement: null,
  postalCode: null,
  commune: null,
  communeCode: null,
  lonLat: null,
  services: [],
  procedures: [],
  audiences: [],
  care: [],
  languages: [],
  equipment: [],
  equipmentAmounts: {},
  accessibility: [],
  contactModes: [],
  supportModes: [],
  fee: [],
  programmes: [],
  labels: [],
  phone: null,
  emails: [],
  websites: [],
  bookingUrl: null,
  accessibilityUrl: null,
  openingHours: null,
  openingHoursGiven: null,
  summary: null,
  description: null,
  organisation: null,
  itinerant: null,
  updatedAt: null,
}
