// What a request for a directory means: where, which places, in which order.

import type { Dependencies } from '../dependencies.ts'
import type { WhereState } from '../finder/find.view.ts'
import { understandWhere } from '../finder/find-where.actions.ts'
import { type ParameterFault, parameterFault } from '../http/parameters.rules.ts'
import { facetNames, type PlaceSearch } from '../places/place-search.rules.ts'
import { middleOf } from '../territories/lon-lat.rules.ts'
import { findTerritory, territoriesInside, territoryNames } from '../territories/territories.queries.ts'
import type { Territory, TerritoryKind } from '../territories/territory.rules.ts'
import { cardsOf } from './directory.queries.ts'
import {
  type DirectoryParameters,
  type DirectoryRequest,
  directoryRadii,
  usualDirectoryRadius,
} from './directory-address.rules.ts'
import type { DirectoryArea, DirectoryOrder } from './directory-facts.rules.ts'

export type GatherNeeds = Pick<Dependencies, 'db' | 'geocoder' | 'config' | 'now'>

export type UnderstoodRequest = {
  search: PlaceSearch
  area: DirectoryArea
  order: DirectoryOrder
  /** Does it start from an address, from which distances are told? */
  fromReader: boolean
  parameters: DirectoryParameters
}

/** The territories of a request that there are; a fault for each that is well written and does not exist. */
export async function knownTerritories(
  { db }: Pick<GatherNeeds, 'db'>,
  { search }: DirectoryRequest,
): Promise<{ known: string[]; faults: ParameterFault[] }> {
  const known: string[] = []
  const faults: ParameterFault[] = []
  for (const id of search.facets.territory ?? [])
    if (await findTerritory(db, id)) known.push(id)
    else faults.push(parameterFault('territory', 'territory', id))
  return { known, faults }
}

/** Understands words and numbers; `where` when words for a place mean nothing here, or several. */
export async function understandDirectory(
  { db, geocoder, config }: GatherNeeds,
  request: DirectoryRequest,
  chosen: readonly number[] | undefined,
): Promise<UnderstoodRequest | { where: WhereState }> {
  const instance = await findTerritory(db, config.territory)
  const asked = request.search
  const { state, lonLat, territory, centre } = await understandWhere(
    { db, geocoder },
    request,
    asked,
    instance,
  )
  if (state.kind !== 'none' && state.kind !== 'point' && state.kind !== 'area' && state.kind !== 'understood')
    return { where: state }
  const facets = territory ? { ...asked.facets, territory: [territory] } : asked.facets
  const near = lonLat ?? asked.near
  const ids = chosen && (await cardNumbers(db, chosen))
  const isBounded = Boolean(facets.territory ?? asked.bbox ?? ids)
  const radius = near && (request.radius ?? (isBounded ? undefined : usualDirectoryRadius))
  const middle = centre ?? (asked.bbox && middleOf(asked.bbox)) ?? instance?.center ?? undefined
  const order = request.order ?? (near ? 'distance' : ids ? 'given' : 'need')
  const search = { ...asked, ids, facets, near: near ?? (order === 'distance' ? middle : undefined), radius }
  const label = near && state.kind === 'understood' ? state.label : null
  return {
    search,
    area: await areaOf(
      db,
      { ids, near, radius, bbox: asked.bbox, label },
      facets.territory ?? [config.territory],
    ),
    order,
    fromReader: near !== undefined,
    parameters: parametersOf(request, { ...search, near }, label),
  }
}

/** Places under the number of their card today, each once; units keep theirs. */
async function cardNumbers(db: GatherNeeds['db'], ids: readonly number[]): Promise<number[]> {
  const cards = await cardsOf(db, ids)
  return [...new Set(ids.map((id) => cards.get(id) ?? id))]
}

type Bounds = Pick<PlaceSearch, 'ids' | 'near' | 'radius' | 'bbox'> & { label: string | null }

async function areaOf(
  db: GatherNeeds['db'],
  { ids, near, radius, bbox, label }: Bounds,
  territories: string[],
): Promise<DirectoryArea> {
  if (ids) return { kind: 'chosen' }
  if (near && radius) return { kind: 'around', label, lonLat: near, radiusMetres: radius }
  if (bbox) return { kind: 'box' }
  const names = await territoryNames(db, territories)
  return {
    kind: 'territories',
    territories: territories.flatMap((id) => ({ id, name: names.get(id) ?? id })),
  }
}

/** What leads to the same search again, with what was understood in one place only. */
function parametersOf(
  { languages, order }: DirectoryRequest,
  { ids, near, radius, bbox, words, open, facets, unknown }: PlaceSearch,
  label: string | null,
): DirectoryParameters {
  return {
    ids: ids?.join(),
    where: label ?? undefined,
    near: near?.join(),
    radius: radius === undefined ? undefined : String(radius),
    bbox: bbox?.join(),
    q: words.join(' ') || undefined,
    open: open?.asked,
    ...Object.fromEntries(facetNames.map((name) => [name, facets[name]?.join()])),
    unknown: unknown ? 'true' : undefined,
    print: languages.join(),
    order,
  }
}

/** What a territory is parted into for a paper. */
const parts: Partial<Record<TerritoryKind, TerritoryKind>> = {
  country: 'region',
  region: 'department',
  department: 'commune',
  epci: 'commune',
  commune: 'neighbourhood',
}

/** Areas inside this one, for which there may be a paper where this one holds too many places. */
export async function smallerAreas(
  db: GatherNeeds['db'],
  area: DirectoryArea,
): Promise<{ territories: Territory[]; radii: number[] }> {
  if (area.kind === 'around')
    return { territories: [], radii: directoryRadii.filter((radius) => radius < (area.radiusMetres ?? 0)) }
  const [only, second] = area.kind === 'territories' ? area.territories : []
  const whole = only && !second ? await findTerritory(db, only.id) : undefined
  const kind = whole && parts[whole.kind]
  return { territories: kind ? await territoriesInside(db, whole.id, kind) : [], radii: [] }
}
