// What is known of a mobile unit: a bus, a truck or a bike that helps at dated stops.
import { type CodeLists, emptyFacts, type PlaceFacts } from '../places/place-facts.rules.ts'
import type { PlaceText } from '../places/place-feature.rules.ts'
import { listVocabularyNames } from '../places/vocabularies.rules.ts'
import type { Vehicle } from '../sessions/session.rules.ts'

/** Everything known about a unit but its stops; `null` and an empty list mean unknown. */
export type UnitFacts = CodeLists &
  Pick<
    PlaceFacts,
    | 'name'
    | 'languages'
    | 'equipmentAmounts'
    | 'phone'
    | 'bookingUrl'
    | 'organisation'
    | 'summary'
    | 'description'
    | 'updatedAt'
  > & { vehicle: Vehicle; email: string | null; website: string | null }

export const emptyUnitFacts: UnitFacts = {
  ...(Object.fromEntries(listVocabularyNames.map((name) => [name, []])) as unknown as CodeLists),
  name: '',
  vehicle: 'bus',
  languages: [],
  equipmentAmounts: {},
  phone: null,
  email: null,
  website: null,
  bookingUrl: null,
  organisation: null,
  summary: null,
  description: null,
  updatedAt: null,
}

/** A unit as it is kept. */
export type StoredUnit = {
  id: number
  state: 'published' | 'hidden' | 'gone'
  facts: UnitFacts
  /** Texts in languages other than French. */
  texts: PlaceText[]
  verifiedAt: Date | null
  source: { name: string; licence: string | null } | null
}

/** A unit in the words in which places are told; where it stands is told by its stops. */
export function asPlaceFacts({ vehicle: _, email, website, ...facts }: UnitFacts): PlaceFacts {
  return {
    ...emptyFacts,
    ...facts,
    kind: 'mobile',
    typologies: ['ENM'],
    emails: email === null ? [] : [email],
    websites: website === null ? [] : [website],
    itinerant: true,
  }
}
