import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { communeCentres, territoriesOf } from '../territories/territories.queries.ts'
import { publishPlaces } from './publication.actions.ts'
import { placesInTurn, savePlacements } from './relocation.queries.ts'

/**
 * Finds anew where every place lies, after outlines or centres changed: its territories, and its point where it stands
 * at the centre of its commune. Called in the transaction that changed them.
 * @returns how many places lie elsewhere than was thought
 */
export async function relocatePlaces(trx: Transaction<Database>, now: Date): Promise<number> {
  let moved = 0
  for await (const places of placesInTurn(trx)) {
    const centres = await communeCentres(trx, [
      ...new Set(places.flatMap(({ communeCode }) => communeCode ?? [])),
    ])
    const territories = await territoriesOf(
      trx,
      places.map((place) => (place.approximate ? { ...place, lonLat: null } : place)),
    )
    const placements = places.map((place, index) => ({
      id: place.id,
      territories: territories[index]!,
      lonLat: place.approximate ? (centres.get(place.communeCode ?? '') ?? place.lonLat) : place.lonLat,
    }))
    const changed = await savePlacements(trx, placements)
    await publishPlaces(trx, changed, now)
    moved += changed.length
  }
  return moved
}
