// Every match of a search, page by page from our own API: what the list shows in pages stands on the map at once.
import type { PlaceFeature, PointProperties } from '../../server/places/place-feature.rules.ts'

import type { LonLat } from '../../server/territories/lon-lat.rules.ts'

export type PlaceOnMap = PlaceFeature<PointProperties>

/** As many as a phone can cluster and pan; beyond, the nearest. */
export const mostPlaces = 5_000
const pageSize = 1_000

/** Where places stand; a place of which that is unknown is left out. */
export function positionsOf(places: readonly PlaceOnMap[]): LonLat[] {
  return places.flatMap(({ geometry }) => (geometry ? [geometry.coordinates] : []))
}

type Page = { numberMatched: number; features: PlaceOnMap[]; links: { rel: string; href: string }[] }

export type AllPlaces = {
  places: PlaceOnMap[]
  /** Are there more matches than the map shows? */
  more: boolean
}

/** An answer of the API that is no list of places. */
export class NoPlacesError extends Error {}

/**
 * Fetches all matches, at most the nearest `mostPlaces`.
 * @param address of the search on our API, without paging
 * @param middle `lon,lat` from which the nearest are taken when there are too many and the search names no point
 * @throws NoPlacesError, or the reason of the signal when that ends it
 */
export async function fetchAllPlaces(
  address: string,
  middle: (places: PlaceOnMap[]) => string,
  signal: AbortSignal,
): Promise<AllPlaces> {
  const url = new URL(address, location.href)
  url.searchParams.set('detail', 'point')
  url.searchParams.set('limit', String(pageSize))
  url.searchParams.delete('offset')
  let page = await fetchPage(url.pathname + url.search, signal)
  if (page.numberMatched > mostPlaces && !url.searchParams.has('near')) {
    url.searchParams.set('near', middle(page.features))
    page = await fetchPage(url.pathname + url.search, signal)
  }
  const places = [...page.features]
  for (let next = nextOf(page); next && places.length < mostPlaces; next = nextOf(page)) {
    page = await fetchPage(next, signal)
    places.push(...page.features)
  }
  return { places: places.slice(0, mostPlaces), more: page.numberMatched > mostPlaces }
}

async function fetchPage(address: string, signal: AbortSignal): Promise<Page> {
  try {
    const answer = await fetch(address, { signal })
    if (answer.ok) return (await answer.json()) as Page
  } catch (error) {
    signal.throwIfAborted()
    throw new NoPlacesError('the API did not answer', { cause: error })
  }
  throw new NoPlacesError('the API refused the search')
}

/** The next page at our own origin: the API may name itself as others reach it. */
function nextOf({ links, features }: Page): string | undefined {
  const next = links.find(({ rel }) => rel === 'next')?.href
  if (!next || features.length === 0) return undefined
  const { pathname, search } = new URL(next, location.href)
  return pathname + search
}
