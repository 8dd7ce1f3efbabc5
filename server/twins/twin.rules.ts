// Twins: two records of one place. What is known of a place, read once for many comparisons.
import type { LonLat } from '../places/place-facts.rules.ts'
import type { Kind } from '../places/vocabularies.rules.ts'
import { type ReadAddress, readAddress } from './twin-address.rules.ts'
import { foldCommune, type ReadName, readName } from './twin-name.rules.ts'

/** What is known of a place by which a twin is told. Shapes as in `PlaceFacts`. */
export type TwinFacts = {
  id: number
  name: string
  kind: Kind
  address: string | null
  postalCode: string | null
  /** Name of the commune: it tells no two places of one commune apart, so it is taken out of names. */
  commune: string | null
  /** INSEE code. */
  communeCode: string | null
  lonLat: LonLat | null
  /** Is the position only the centre of the commune, or guessed? Then it counts for nothing. */
  approximate: boolean
  pivot: string | null
  phone: string | null
  emails: string[]
  websites: string[]
  itinerant: boolean | null
  source: string | null
}

/** Closed list of what speaks for and against. */
export type TwinReason =
  | 'same-name'
  | 'similar-name'
  | 'partly-same-name'
  | 'same-service'
  | 'same-street-number'
  | 'same-street'
  | 'near'
  | 'same-siret'
  | 'same-phone'
  | 'same-email'
  | 'same-website'
  | 'missing-service-word'
  | 'other-service-words'
  | 'other-name'
  | 'other-number'
  | 'other-street'
  | 'other-commune'
  | 'another-stop'
  | 'far'

/**
 * `same`: one card for the public until somebody decides otherwise. `likely`: shown to those who decide.
 * `score`, 0 to 1, orders pairs inside a verdict and never contradicts it: `same` from 0.8, `likely` from 0.5.
 */
export type TwinVerdict = { verdict: 'same' | 'likely' | 'different'; score: number; reasons: TwinReason[] }

/** Facts made ready once, compared many times. */
export type TwinTraits = {
  facts: TwinFacts
  name: ReadName
  address: ReadAddress | null
  /** INSEE code of the commune, an arrondissement counted as its city. */
  city: string | null
  commune: string | null
  lonLat: LonLat | null
  siret: string | null
  phone: string | null
  emails: string[]
}

/** Paris, Lyon and Marseille: the city's INSEE code for that of an arrondissement. */
const cityOf = (code: string): string => {
  if (/^751(?:0[1-9]|1\d|20)$/.test(code)) return '75056'
  if (/^6938[1-9]$/.test(code)) return '69123'
  return /^132(?:0[1-9]|1[0-6])$/.test(code) ? '13055' : code
}

/** A number of one line: not a short number (3646), nor one shared by a whole country (08 …). */
const ownPhone = (phone: string | null): string | null => {
  const digits = phone?.replace(/\D/g, '') ?? ''
  return digits.length >= 9 && !/^(?:33|0)8/.test(digits) ? digits : null
}

/** Reads names, addresses and numbers of a place for comparison. */
export function twinTraits(facts: TwinFacts): TwinTraits {
  const { commune, communeCode, pivot } = facts
  return {
    facts,
    name: readName(facts.name, commune, facts.kind),
    address: readAddress(facts.address, commune),
    city: communeCode ? cityOf(communeCode) : null,
    commune: commune ? foldCommune(commune) : null,
    lonLat: facts.approximate ? null : facts.lonLat,
    siret: pivot && !/^0*$/.test(pivot) ? pivot : null,
    phone: ownPhone(facts.phone),
    emails: facts.emails.map((email) => email.toLowerCase()),
  }
}
