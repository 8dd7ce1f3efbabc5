// From what somebody typed to proposals. It changes nothing.
import type { Dependencies } from '../dependencies.ts'
import { noGeocoder } from '../geocoding/address-service.ts'
import { answerWithin } from '../geocoding/answer-within.ts'
import { addressLine } from '../places/place-address.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import { searchTerritories, territoryAlike } from '../territories/named-territories.queries.ts'
import { findTerritory, territoriesOf } from '../territories/territories.queries.ts'
import type { Territory } from '../territories/territory.rules.ts'
import { mergeSuggestions, type Suggestion, type Suggestions, townOfLabel } from './suggestion.rules.ts'
import { placesNamed, territoryContexts } from './suggestions.queries.ts'

/** Somebody who writes does not wait longer; the answer is kept for the next letter (`gentleGeocoder`). */
const patienceMs = 1_000

/** Below this score an answer of the address service has little to do with what was typed. */
const leastScore = 0.3

type Needs = Pick<Dependencies, 'db' | 'geocoder' | 'config'>
type Question = { text: string | undefined; near: LonLat | undefined; limit: number }

/**
 * Communes, neighbourhoods and places of our own, and addresses when their service answers in time. Where there is
 * nothing of all that, the commune or neighbourhood that is called almost so.
 */
export async function suggest(needs: Needs, { text, near, limit }: Question): Promise<Suggestions> {
  if (text === undefined) return { suggestions: [], addressService: 'off' }
  const [territories, places, addresses] = await Promise.all([
    searchTerritories(needs.db, text, limit).then((found) => proposed(needs, found, text)),
    placesCalled(needs, text, near, limit),
    addressesCalled(needs, text, near),
  ])
  const suggestions = mergeSuggestions({ territories, places }, addresses ?? [], limit)
  const alike = suggestions.length === 0 ? await territoryAlike(needs.db, text) : undefined
  return {
    suggestions: alike ? await proposed(needs, [alike], text) : suggestions,
    addressService: needs.geocoder === noGeocoder ? 'off' : addresses ? 'answered' : 'away',
  }
}

async function proposed({ db, config }: Needs, found: Territory[], text: string): Promise<Suggestion[]> {
  const contexts = await territoryContexts(
    db,
    found.map(({ id }) => id),
    text,
  )
  const suggestions = found.map(({ id, kind, name, center }) => ({
    kind: kind as 'commune' | 'neighbourhood',
    label: name,
    detail: contexts.get(id)?.detail ?? '',
    ...(center && { lonLat: center }),
    territory: id,
    isInside: id === config.territory || (contexts.get(id)?.ancestors.includes(config.territory) ?? false),
  }))
  // The commune around an instance for one neighbourhood is known too, but is not what is served here.
  return suggestions
    .toSorted((a, b) => Number(b.isInside) - Number(a.isInside))
    .map(({ isInside: _, ...suggestion }) => suggestion)
}

async function placesCalled(
  { db }: Needs,
  text: string,
  near: LonLat | undefined,
  limit: number,
): Promise<Suggestion[]> {
  const found = await placesNamed(db, text, near, limit)
  return found.map(({ id, geometry, properties }) => ({
    kind: 'place',
    label: properties.name,
    detail: addressLine(properties),
    ...(geometry && { lonLat: geometry.coordinates }),
    place: id,
  }))
}

/** Addresses inside the instance; `undefined` when the service does not answer. */
async function addressesCalled(
  { db, geocoder, config }: Needs,
  text: string,
  near: LonLat | undefined,
): Promise<Suggestion[] | undefined> {
  const middle = near ?? (await findTerritory(db, config.territory))?.center ?? undefined
  // More than are shown: some lie outside.
  const question = { text, near: middle, limit: 10, typing: true }
  const found = await answerWithin(geocoder, patienceMs).search(question)
  if (!found) return undefined
  // Communes are ours to propose.
  const telling = found.filter(({ precision, score }) => precision !== 'municipality' && score >= leastScore)
  const whereabouts = telling.map(({ communeCode, lonLat }) => ({ communeCode, lonLat }))
  const territories = telling.length > 0 ? await territoriesOf(db, whereabouts) : []
  return telling
    .filter((_, index) => territories[index]?.includes(config.territory))
    .map(({ label, lonLat }) => ({ kind: 'address', label, detail: townOfLabel(label), lonLat }))
}
