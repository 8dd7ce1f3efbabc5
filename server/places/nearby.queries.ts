// What stands around a place.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { cardsOfPlaces } from '../twins/twin-search.queries.ts'
import type { LightProperties, PlaceFeature, PlaceProperties } from './place-feature.rules.ts'
import { everything } from './place-search.rules.ts'
import { findPlaces } from './places.queries.ts'

/** Twenty-five minutes on foot: further, it is no longer "here". */
const radiusMetres = 2_000
const mostShown = 5

/**
 * The places nearest to this one that receive people, itself left out, each with its `distanceMetres`. None around a
 * place, or of places, that have no exact position.
 */
export async function placesNearby(
  db: Kysely<Database>,
  { id, geometry, properties }: PlaceFeature<PlaceProperties>,
  now: Date,
): Promise<PlaceFeature<LightProperties>[]> {
  if (!geometry || properties.approximate) return []
  const search = { ...everything, near: geometry.coordinates, radius: radiusMetres }
  const found = await findPlaces(db, search, {
    limit: 3 * mostShown,
    offset: 0,
    detail: 'light',
    order: 'id',
    now,
  })
  return found.places
    .map(({ feature, distanceMetres }) => {
      const place: PlaceFeature<LightProperties> = JSON.parse(feature)
      return { ...place, properties: { ...place.properties, distanceMetres: distanceMetres ?? 0 } }
    })
    .filter((place) => place.id !== id && isWorthGoing(place.properties))
    .slice(0, mostShown)
}

/** The other public places at the address of this one, as people said. */
export async function placesAtSameAddress(
  db: Kysely<Database>,
  { id, properties: { besidePlaces } }: PlaceFeature<PlaceProperties>,
): Promise<PlaceFeature<LightProperties>[]> {
  const cards = await cardsOfPlaces(db, besidePlaces)
  const others = new Map([...cards.values()].map((card) => [card.id, card.light]))
  others.delete(id)
  return [...others.values()].map((light) => JSON.parse(light))
}

/** A bus that comes another day is not near now. */
function isWorthGoing({ approximate, vehicle, contactModes = [] }: LightProperties): boolean {
  return !approximate && !vehicle && !contactModes.includes('not-public')
}
