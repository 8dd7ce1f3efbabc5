// Where new and changed places stand: their point, their territories, the keys under which twins meet.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { FoundAddress, Geocoder } from '../geocoding/address-service.ts'
import { communeCentres, territoriesOf } from '../territories/territories.queries.ts'
import { twinKeys } from '../twins/twin-keys.rules.ts'
import type { PlaceFacts } from './place-facts.rules.ts'
import type { PlaceText } from './place-feature.rules.ts'
import type { PlaceToWrite } from './place-store.queries.ts'
import { twinFacts } from './twin-facts.rules.ts'

export type Unsettled = { id: number; facts: PlaceFacts; texts: PlaceText[] }

/** An answer of the address service below this score may be another street. */
const leastScore = 0.7

/**
 * Gives places their point (their own, else the address service's, else the centre of their commune, marked
 * approximate), their territories and their twin keys.
 */
export async function settle(
  db: Kysely<Database>,
  geocoder: Geocoder,
  places: Unsettled[],
): Promise<PlaceToWrite[]> {
  const pointless = places.filter(({ facts }) => facts.lonLat === null)
  const points = await lookUp(geocoder, pointless)
  const codes = pointless.flatMap(({ facts }) => facts.communeCode ?? [])
  const centres = await communeCentres(db, [...new Set(codes)])
  const settled = places.map((place) => {
    const own = place.facts.lonLat ?? points.get(place.id) ?? null
    const centre = (place.facts.communeCode && centres.get(place.facts.communeCode)) || null
    return { ...place, approximate: own === null, facts: { ...place.facts, lonLat: own ?? centre } }
  })
  const territories = await territoriesOf(
    db,
    settled.map(({ facts, approximate }) => ({
      communeCode: facts.communeCode,
      // The centre of a commune tells nothing of its neighbourhoods.
      lonLat: approximate ? null : facts.lonLat,
    })),
  )
  return settled.map((place, index) => ({
    ...place,
    state: 'published',
    territories: territories[index]!,
    twinKeys: twinKeys(twinFacts({ ...place, source: null })),
  }))
}

/** The same geocoder until it does not answer; then it is not asked again, so that no row waits for it. */
export function untilSilent(geocoder: Geocoder): Geocoder {
  let isSilent = false
  return {
    async search(question) {
      const found = isSilent ? undefined : await geocoder.search(question)
      isSilent = found === undefined
      return found
    },
  }
}

/** Points by place, from the address service. */
async function lookUp(geocoder: Geocoder, places: Unsettled[]) {
  const points = new Map<number, [number, number]>()
  for (const { id, facts } of places) {
    if (facts.address === null) continue
    const text = [facts.address, facts.postalCode, facts.commune].filter(Boolean).join(' ')
    const found = await geocoder.search({ text, communeCode: facts.communeCode ?? undefined, limit: 1 })
    if (!found) break
    const [best] = found
    if (best && isExact(best, facts)) points.set(id, best.lonLat)
  }
  return points
}

function isExact(found: FoundAddress, { communeCode }: PlaceFacts): boolean {
  if (found.precision === 'municipality' || found.score < leastScore) return false
  return communeCode === null || found.communeCode === communeCode
}
