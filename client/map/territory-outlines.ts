// Outlines and names of communes and neighbourhoods: what remains when no tile answers.
import type { FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson'
import type { Map as DrawnMap } from 'maplibre-gl'
import type { Translate } from '../../i18n/translate.ts'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import type { Drawing, Ground } from './ground.ts'
import { fontOf } from './ground.ts'
import { labelPoint } from './label-point.ts'
import type { Look } from './look.ts'

const address = '/api/collections/territories/items?kind=commune,neighbourhood&limit=1000'
/** The map does not wait longer for them. */
const patienceMs = 8_000

type Territories = FeatureCollection<
  Point | Polygon | MultiPolygon | null,
  { kind: string; name: string; outlineSource: string | null }
>

/** Outlines as they come, and a point for each name. */
export type Outlines = { areas: FeatureCollection; names: FeatureCollection; sources: string[] }

export const noOutlines: Outlines = { areas: collection([]), names: collection([]), sources: [] }

function collection(features: FeatureCollection['features']): FeatureCollection {
  return { type: 'FeatureCollection', features }
}

/** Asks our own API; an answer that does not come leaves the map without outlines. */
export async function fetchOutlines(): Promise<Outlines> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) })
    if (!answer.ok) return noOutlines
    return outlinesOf((await answer.json()) as Territories)
  } catch {
    return noOutlines
  }
}

/** Sorts what the API says: an outline is drawn, and every territory gets one point for its name. */
export function outlinesOf({ features }: Territories): Outlines {
  const areas: FeatureCollection['features'] = []
  const names: FeatureCollection['features'] = []
  for (const { geometry, properties } of features) {
    if (!geometry) continue
    const { kind, name } = properties
    if (geometry.type !== 'Point') areas.push({ type: 'Feature', geometry, properties: { kind } })
    const coordinates = geometry.type === 'Point' ? (geometry.coordinates as LonLat) : labelPoint(geometry)
    names.push({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { kind, name } })
  }
  const sources = features.flatMap(({ properties }) => properties.outlineSource ?? [])
  return { areas: collection(areas), names: collection(names), sources: [...new Set(sources)] }
}

/** The layers, discreet over streets and strong over paper. */
export function outlinesDrawing(outlines: Outlines, ground: Ground, look: Look, t: Translate): Drawing {
  const strong = ground.kind === 'outlines'
  const sources = outlines.sources.map(withoutMarkup).join(', ')
  const attribution = sources === '' ? {} : { attribution: t('map:outlines', { sources }) }
  return {
    sources: {
      'territory-areas': { type: 'geojson', data: outlines.areas, ...attribution },
      'territory-names': { type: 'geojson', data: outlines.names },
    },
    under: [
      {
        id: 'territory-areas',
        type: 'fill',
        source: 'territory-areas',
        paint: { 'fill-color': look.surface, 'fill-opacity': areaOpacity(strong) },
      },
      {
        id: 'territory-lines',
        type: 'line',
        source: 'territory-areas',
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': look.edge,
          'line-width': lineWidth(strong),
          'line-opacity': lineOpacity(strong),
        },
      },
    ],
    over: [nameLayer('commune', 0, ground, look), nameLayer('neighbourhood', 11.5, ground, look)],
  }
}

const areaOpacity = (strong: boolean) => (strong ? 0.7 : 0)
const lineOpacity = (strong: boolean) => (strong ? 0.8 : 0.35)
const lineWidth = (strong: boolean) => (strong ? 1.5 : 1)
const visibility = (strong: boolean) => (strong ? 'visible' : 'none')

const anchors: ('center' | 'top' | 'bottom' | 'left' | 'right')[] = [
  'center',
  'top',
  'bottom',
  'left',
  'right',
]

function nameLayer(kind: 'commune' | 'neighbourhood', minzoom: number, ground: Ground, look: Look) {
  const commune = kind === 'commune'
  return {
    id: `territory-names-${kind}`,
    type: 'symbol' as const,
    source: 'territory-names',
    minzoom,
    filter: ['==', ['get', 'kind'], kind] as ['==', ['get', string], string],
    layout: {
      // Streets come with names of their own: twice the same name would be noise.
      visibility: visibility(ground.kind === 'outlines') as 'visible' | 'none',
      'text-field': ['get', 'name'] as ['get', string],
      'text-font': fontOf(ground),
      'text-size': commune ? 15 : 13,
      'text-max-width': 8,
      // Aside rather than not at all, where a mark stands in the middle.
      'text-variable-anchor': anchors,
      'text-radial-offset': 0.8,
      'text-padding': 6,
    },
    paint: {
      'text-color': commune ? look.ink : look.soft,
      'text-halo-color': look.paper,
      'text-halo-width': 1.5,
    },
  }
}

/** Strong where tiles fail, discreet when they come again. */
export function strengthenOutlines(map: DrawnMap, strong: boolean): void {
  if (!map.getLayer('territory-lines')) return
  map.setPaintProperty('territory-areas', 'fill-opacity', areaOpacity(strong))
  map.setPaintProperty('territory-lines', 'line-opacity', lineOpacity(strong))
  map.setPaintProperty('territory-lines', 'line-width', lineWidth(strong))
  for (const kind of ['commune', 'neighbourhood'])
    map.setLayoutProperty(`territory-names-${kind}`, 'visibility', visibility(strong))
}

/** Attributions are read as HTML by the map's library. */
const withoutMarkup = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
