// "Where", as the form of the finder and whoever asks like it understand it, and the territories that they offer.
import { cut } from '../../i18n/cut.ts'
import { fold } from '../../i18n/fold.ts'
import type { Dependencies } from '../dependencies.ts'
import { noGeocoder } from '../geocoding/address-service.ts'
import { findWhere } from '../geocoding/where.ts'
import { parameterFault } from '../http/parameters.rules.ts'
import type { PlaceSearch } from '../places/place-search.rules.ts'
import { Problem, refuse } from '../problems.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import { findTerritory, territoriesInside } from '../territories/territories.queries.ts'
import { isTooWideToList, type Territory } from '../territories/territory.rules.ts'
import type { Finding, WhereState } from './find.view.ts'
import type { FindParameters } from './find-address.rules.ts'

type Needs = Pick<Dependencies, 'db' | 'geocoder'>

/** The territories that the form lists. In a region or a country they are thousands: there one types the name. */
export async function offeredTerritories(
  db: Needs['db'],
  instance: Territory | undefined,
  chosen: readonly string[] = [],
): Promise<Pick<Finding, 'communes' | 'neighbourhoods'>> {
  if (!instance || isTooWideToList(instance)) {
    const found = await Promise.all(chosen.map((id) => findTerritory(db, id)))
    return { communes: found.filter((territory) => territory !== undefined), neighbourhoods: [] }
  }
  const [communes, neighbourhoods] = await Promise.all([
    territoriesInside(db, instance.id, 'commune'),
    territoriesInside(db, instance.id, 'neighbourhood'),
  ])
  return { communes, neighbourhoods }
}

/** What was understood of "where". */
export type Understood = {
  state: WhereState
  lonLat?: LonLat
  territory?: string
  /** Of the territory that is meant. */
  centre?: LonLat | undefined
}

/** No address is longer; what is longer would fill the page that answers that nobody knows it. */
const longestWhere = 200

/** Understands "where" and the territories of a search: in words, as a point, or as chosen from the list. */
export async function understandWhere(
  needs: Needs,
  { where }: Pick<FindParameters, 'where'>,
  search: Pick<PlaceSearch, 'near' | 'bbox' | 'facets'>,
  instance: Territory | undefined,
): Promise<Understood> {
  const [chosen] = search.facets.territory ?? []
  const text = cut(where?.trim() ?? '', longestWhere)
  const territory = chosen ? await findTerritory(needs.db, chosen) : undefined
  if (territory && fold(territory.name) === fold(text)) return inTerritory(territory)
  if (territory && text === '') {
    // It stays with the others that the address may name.
    const { state, centre } = inTerritory(territory)
    return { state, centre }
  }
  if (text !== '') {
    return search.near
      ? { state: { kind: 'understood', label: text } }
      : understandWords(needs, text, instance)
  }
  return { state: { kind: search.near ? 'point' : search.bbox ? 'area' : 'none' } }
}

function inTerritory({ id, name, center }: Territory): Understood {
  return { state: { kind: 'understood', label: name }, territory: id, centre: center ?? undefined }
}

async function understandWords(
  needs: Needs,
  text: string,
  instance: Territory | undefined,
): Promise<Understood> {
  const found = await findWhere(needs, text, instance)
  switch (found.kind) {
    case 'territory':
      return inTerritory(found.territory)
    case 'address':
      return { state: { kind: 'understood', label: found.label }, lonLat: found.lonLat }
    case 'several':
      return { state: { kind: 'several', text, territories: found.territories } }
    case 'outside':
      return { state: { kind: 'outside', label: found.label, instance: instance?.name ?? '' } }
    case 'not-found':
      return { state: { kind: 'notUnderstood', text } }
    case 'unavailable':
      return { state: { kind: 'unavailable', text } }
  }
}

/**
 * Refuses a "where" that names nothing here, for an answer on which nobody reads that it was left out.
 * @throws Problem of the parameter; or that the service is away: what was made before stays good until it answers
 */
export function refuseWhere(needs: Pick<Needs, 'geocoder'>, where: WhereState): void {
  if (mayBeUnderstoodLater(needs, where)) throw new Problem('addresses-away')
  if (where.kind === 'unavailable' || where.kind === 'notUnderstood')
    refuse([parameterFault('where', 'where', where.text)])
  if (where.kind === 'several') refuse([parameterFault('where', 'where-several', where.text)])
  if (where.kind === 'outside') refuse([parameterFault('where', 'where', where.label)])
}

/** Is it an address service that keeps silent? Where there is none, waiting does not help. */
export function mayBeUnderstoodLater({ geocoder }: Pick<Needs, 'geocoder'>, where: WhereState): boolean {
  return where.kind === 'unavailable' && geocoder !== noGeocoder
}
