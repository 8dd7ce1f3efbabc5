// What to print instead of an area with too many places: the areas within, and how many each has.
import type { Dependencies } from '../dependencies.ts'
import { everything, type PlaceSearch } from '../places/place-search.rules.ts'
import { findPlaces } from '../places/places.queries.ts'
import { findTerritory, territoriesInside } from '../territories/territories.queries.ts'
import type { Territory } from '../territories/territory.rules.ts'

export type SmallerArea = Pick<Territory, 'id' | 'name'> & { count: number }

/** Of which kind the areas are that divide another; of what is not here, nothing smaller is known. */
const smallerKinds: Partial<Record<Territory['kind'], Territory['kind'][]>> = {
  country: ['region'],
  region: ['department'],
  department: ['epci', 'commune'],
  epci: ['commune'],
  commune: ['neighbourhood'],
}

/** More would be a list that nobody reads to its end. */
const mostAreas = 60

/**
 * The areas within, most places first; those without any are left out.
 * @param within ids of the territories that were asked for
 */
export async function smallerAreas(
  { db, now }: Pick<Dependencies, 'db' | 'now'>,
  search: PlaceSearch,
  within: readonly string[],
): Promise<SmallerArea[]> {
  const candidates: Territory[] = []
  for (const id of within) {
    const container = await findTerritory(db, id)
    const kinds = (container && smallerKinds[container.kind]) ?? []
    for (const kind of kinds) {
      const inside = await territoriesInside(db, id, kind)
      if (inside.length === 0 || inside.length > mostAreas) continue
      candidates.push(...inside)
      break
    }
  }
  const counted: SmallerArea[] = []
  const { near: _, radius: __, bbox: ___, ...asked } = search
  // One after the other: a wide area must not take the connections of all other readers.
  for (const { id, name } of candidates.slice(0, mostAreas)) {
    const inside = { ...everything, ...asked, facets: { ...search.facets, territory: [id] } }
    const page = { limit: 1, offset: 0, detail: 'point', order: 'id', now: now() } as const
    const { matched, silent } = await findPlaces(db, inside, page)
    if (matched + silent > 0) counted.push({ id, name, count: matched + silent })
  }
  return counted.toSorted((a, b) => b.count - a.count)
}
