// Where a stop that nobody knows yet is: the address service says it, or the form comes back.
import type { Dependencies } from '../dependencies.ts'
import type { FoundAddress } from '../geocoding/address-service.ts'
import type { StopPlace } from '../sessions/session.rules.ts'
import { findTerritory, territoriesOf } from '../territories/territories.queries.ts'
import { fault, type ScheduleFault } from './round-form.rules.ts'

/** An answer of the address service below this score may be another street. */
const leastScore = 0.7

/** The stop of this name at this address, with the territories in which it is. */
export async function findStop(
  { db, geocoder }: Pick<Dependencies, 'db' | 'geocoder'>,
  { name, address }: { name: string; address: string },
): Promise<{ stop: StopPlace; territories: string[] } | ScheduleFault> {
  const found = await geocoder.search({ text: address, limit: 1 })
  if (!found) return fault('where', 'address-away')
  const [best] = found
  if (!best || best.precision === 'municipality' || best.score < leastScore) {
    return fault('where', 'address-unknown')
  }
  const { lonLat, communeCode } = best
  const commune = await findTerritory(db, `commune-${communeCode}`)
  const [territories = []] = await territoriesOf(db, [{ communeCode, lonLat }])
  const stop = { name, ...partsOf(best), commune: commune?.name ?? null, communeCode, lonLat }
  return { stop, territories }
}

/** `4 Rue du Bruckhof 67100 Strasbourg` → the line of the street and the postal code. */
function partsOf({ label }: FoundAddress): Pick<StopPlace, 'address' | 'postalCode'> {
  const [, address, postalCode] = /^(.*?),?\s+(\d{5})\b/.exec(label) ?? []
  return { address: address?.trim() || null, postalCode: postalCode ?? null }
}
