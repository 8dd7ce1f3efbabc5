import type { TwinFacts } from '../twins/twin.rules.ts'
import type { PlaceFacts } from './place-facts.rules.ts'
import type { PlaceRecord, Proposal } from './place-record.rules.ts'

/** What the comparison of twins looks at, of a place as it is kept. */
export function twinFacts(place: {
  id: number
  facts: PlaceFacts
  approximate: boolean
  source: { name: string } | null
}): TwinFacts {
  const {
    name,
    kind,
    address,
    postalCode,
    commune,
    communeCode,
    lonLat,
    pivot,
    phone,
    emails,
    websites,
    itinerant,
  } = place.facts
  return {
    id: place.id,
    name,
    kind,
    address,
    postalCode,
    commune,
    communeCode,
    lonLat,
    approximate: place.approximate,
    pivot,
    phone,
    emails,
    websites,
    itinerant,
    source: place.source?.name ?? null,
  }
}

/** What changes nothing of these changes no twin. */
const compared: readonly (keyof PlaceRecord)[] = [
  'state',
  'name',
  'kind',
  'address',
  'postalCode',
  'commune',
  'communeCode',
  'lonLat',
  'pivot',
  'phone',
  'emails',
  'websites',
  'itinerant',
]

/** May a place have other twins after this change? */
export const mayMeetTwins = (changed: Proposal): boolean => compared.some((name) => name in changed)
