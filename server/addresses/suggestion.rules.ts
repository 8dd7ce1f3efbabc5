// What is proposed while somebody writes under "where".
import { cut } from '../../i18n/cut.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'

export const suggestionKinds = ['address', 'commune', 'neighbourhood', 'place'] as const
export type SuggestionKind = (typeof suggestionKinds)[number]

/** One proposal. `label` is what stands in the field once it is chosen; `detail` tells it from others of that name. */
export type Suggestion = {
  kind: SuggestionKind
  label: string
  detail: string
  lonLat?: LonLat
  /** Id of the territory, of a commune or a neighbourhood. */
  territory?: string
  /** Number of the place, of a place. */
  place?: number
}

/** Did the address service take part? `away`: it should have; `off`: it was not asked, or there is none. */
export type AddressServiceState = 'answered' | 'away' | 'off'

export type Suggestions = { suggestions: Suggestion[]; addressService: AddressServiceState }

/** Letters and digits below which nothing is proposed (the address service wants three characters too). */
export const fewestLetters = 3
/** What is longer is no address. */
export const longestText = 200
export const mostSuggestions = 10

/**
 * What somebody typed, as it may be asked: letters, digits and the signs of addresses, in composed form, single
 * spaces. All else (control characters, marks of direction, pictures) becomes a space. `undefined` when too little
 * is left to propose anything.
 */
export function typedText(text: string): string | undefined {
  const kept = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}'’.,/()&-]+/gu, ' ')
    .trim()
  const letters = kept.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return letters < fewestLetters ? undefined : cut(kept, longestText)
}

/** `67100 Strasbourg` at the end of the address service's labels; empty when it is not there. */
export function townOfLabel(label: string): string {
  return /\s(\d{5}\s\S.*)$/.exec(label)?.[1] ?? ''
}

/**
 * The proposals as they are shown: our own first, at most three communes and neighbourhoods and three places where
 * addresses want room too.
 */
export function mergeSuggestions(
  own: { territories: Suggestion[]; places: Suggestion[] },
  addresses: Suggestion[],
  limit: number,
): Suggestion[] {
  const roomForAddresses = Math.min(addresses.length, Math.max(1, limit - 6))
  const territories = own.territories.slice(0, addresses.length > 0 ? 3 : limit)
  const places = own.places.slice(0, Math.max(0, Math.min(3, limit - roomForAddresses - territories.length)))
  return [...territories, ...places, ...addresses].slice(0, limit)
}
