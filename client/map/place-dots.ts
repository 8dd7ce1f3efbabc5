// The places that the list does not show on this page: dots on the graphics card, thousands at a time.
import type { FeatureCollection, Point } from 'geojson'
import type { Map as DrawnMap, GeoJSONSource } from 'maplibre-gl'
import type { PlaceOnMap } from './all-places.ts'
import type { Drawing } from './ground.ts'
import type { Look } from './look.ts'
import { closestZoom } from './view.ts'

export const dotsSource = 'places'
const marksSource = 'marks'
export const dotsLayer = 'place-dots'

type Dots = FeatureCollection<Point, { mayHelp: boolean }>

export function dotsOf(places: readonly PlaceOnMap[]): Dots {
  return {
    type: 'FeatureCollection',
    features: places.flatMap(({ id, geometry, properties }) =>
      geometry
        ? [{ type: 'Feature' as const, id, geometry, properties: { mayHelp: properties.mayHelp === true } }]
        : [],
    ),
  }
}

/**
 * Dots, gathered where they would touch. Clusters and the places of the list are drawn as buttons (`cluster-pills.ts`,
 * `place-marks.ts`); here they only keep their room free of names.
 */
export function dotsDrawing(dots: Dots, marks: Dots, look: Look): Drawing {
  return {
    sources: {
      [dotsSource]: {
        type: 'geojson',
        data: dots,
        cluster: true,
        clusterRadius: 76,
        // As far as one can go: places of one house stay one button, which opens all their cards.
        clusterMaxZoom: closestZoom,
        maxzoom: closestZoom + 1,
        // How many of them are matches, rather than places to ask.
        clusterProperties: { matches: ['+', ['case', ['get', 'mayHelp'], 0, 1]] },
      },
      [marksSource]: { type: 'geojson', data: marks },
    },
    under: [],
    over: [
      {
        id: dotsLayer,
        type: 'circle',
        source: dotsSource,
        filter: ['!', ['has', 'point_count']],
        paint: {
          'circle-radius': ['case', ['get', 'mayHelp'], 6, 8],
          'circle-color': ['case', ['get', 'mayHelp'], look.surface, look.sea],
          'circle-stroke-color': ['case', ['get', 'mayHelp'], look.soft, look.surface],
          'circle-stroke-width': 2.5,
        },
      },
      { ...room('pill'), id: 'pill-room', source: dotsSource, filter: ['has', 'point_count'] },
      { ...room('mark'), id: 'mark-room', source: marksSource },
    ],
  }
}

/** Width and height in pixels of what the buttons cover. */
const rooms = { pill: [72, 30], mark: [32, 44] } as const

function room(name: keyof typeof rooms) {
  const layout = {
    'icon-image': `room-${name}`,
    'icon-allow-overlap': true,
    'icon-anchor': name === 'mark' ? ('bottom' as const) : ('center' as const),
    'icon-padding': 2,
  }
  return { type: 'symbol' as const, layout }
}

/** Gives the map the pictures of nothing that keep names away. */
export function keepRoom(map: DrawnMap): void {
  for (const [name, [width, height]] of Object.entries(rooms))
    map.addImage(`room-${name}`, { width, height, data: new Uint8Array(width * height * 4) })
}

/** Brings other places. */
export function setDots(map: DrawnMap, dots: Dots, marks: Dots): void {
  map.getSource<GeoJSONSource>(dotsSource)?.setData(dots)
  map.getSource<GeoJSONSource>(marksSource)?.setData(marks)
}
