// From what somebody writes under "where" to a point or a territory.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { fold } from '../../i18n/fold.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import { searchTerritories, territoryAlike } from '../territories/named-territories.queries.ts'
import { territoriesOf } from '../territories/territories.queries.ts'
import type { Territory } from '../territories/territory.rules.ts'
import type { Geocoder } from './address-service.ts'

export type Where =
  | { kind: 'territory'; territory: Territory }
  | { kind: 'address'; label: string; lonLat: LonLat }
  /** Several territories are called so. */
  | { kind: 'several'; territories: Territory[] }
  | { kind: 'outside'; label: string; lonLat: LonLat }
  | { kind: 'not-found' }
  /** The address service does not answer, and nothing of our own is called so. */
  | { kind: 'unavailable' }

/** Below this score an answer of the address service has little to do with the question. */
const leastScore = 0.5

/**
 * Understands a commune, a neighbourhood, a postal code (our own names first, which always answer) or an address. A name
 * of ours that is misspelt is understood too, unless the address service knows something that is called just so.
 * @param instance the territory that the instance serves
 */
export async function findWhere(
  { db, geocoder }: { db: Kysely<Database>; geocoder: Geocoder },
  text: string,
  instance: Territory | undefined,
): Promise<Where> {
  const own = await searchTerritories(db, text, 6)
  const [only, second] = own
  const isWhole = (territory: Territory | undefined) => territory && fold(territory.name) === fold(text)
  if (only && (!second || (isWhole(only) && !isWhole(second)))) return { kind: 'territory', territory: only }
  if (own.length > 1) return { kind: 'several', territories: own }

  const found = await geocoder.search({ text, near: instance?.center ?? undefined, limit: 3 })
  const best = found?.find(({ score }) => score >= leastScore)
  const alike = best && saysAll(best.label, text) ? undefined : await territoryAlike(db, text)
  if (alike) return { kind: 'territory', territory: alike }
  if (!found) return { kind: 'unavailable' }
  if (!best) return { kind: 'not-found' }
  const [territories = []] = await territoriesOf(db, [{ communeCode: best.communeCode, lonLat: best.lonLat }])
  const inside = !instance || territories.includes(instance.id)
  return { kind: inside ? 'address' : 'outside', label: best.label, lonLat: best.lonLat }
}

/** Does a label hold every word, as it was written? */
function saysAll(label: string, text: string): boolean {
  const said = new Set(fold(label).split(' '))
  return fold(text)
    .split(' ')
    .every((word) => said.has(word))
}
