import { describe, expect, it } from 'vitest'
import type { MapDrawing, PaperPoint } from '../../server/directory/directory-document.rules.ts'
import { extentOf } from '../../server/directory/map/extent.rules.ts'
import { groundTiles } from '../../server/directory/map/ground-tiles.rules.ts'
import type { MapRequest } from '../../server/directory/map/map-request.rules.ts'
import { drawSheet } from '../../server/directory/map/map-sheet.rules.ts'
import { nameShapes } from '../../server/directory/map/name-lines.rules.ts'
import type { Outlined } from '../../server/directory/map/outline-drawing.rules.ts'
import {
  distance,
  distanceToRectangle,
  entersRectangle,
  grown,
  isInside,
} from '../../server/directory/map/paper-geometry.rules.ts'
import { type View, viewOf } from '../../server/directory/map/projection.rules.ts'
import { scaleBar } from '../../server/directory/map/scale-bar.rules.ts'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import { seededChance } from './seeded-chance.ts'

const frame = { widthMm: 178, heightMm: 240 }
const strasbourg = viewOf([7.69, 48.53, 7.83, 48.65], frame, 7)

/** Metres between two points on a sphere with the mean radius of the earth. */
function haversine([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const half =
    Math.sin(radians(latB - latA) / 2) ** 2 +
    Math.cos(radians(latA)) * Math.cos(radians(latB)) * Math.sin(radians(lonB - lonA) / 2) ** 2
  return 2 * 6_371_009 * Math.asin(Math.sqrt(half))
}

describe('A view', () => {
  it('shows all that it is asked for, with white around, as large as it goes', () => {
    const corners = [strasbourg.toPaper([7.69, 48.65]), strasbourg.toPaper([7.83, 48.53])]
    for (const [x, y] of corners) {
      expect(x).toBeGreaterThanOrEqual(7 - 1e-6)
      expect(x).toBeLessThanOrEqual(171 + 1e-6)
      expect(y).toBeGreaterThanOrEqual(7 - 1e-6)
      expect(y).toBeLessThanOrEqual(233 + 1e-6)
    }
    expect(corners[0]![0]).toBeCloseTo(7, 6)
  })

  it.each([-21.1, 4.9, 43.3, 48.6, 51])('has a scale bar that is true at latitude %d', (latitude) => {
    const view = viewOf([7.7, latitude - 0.03, 7.8, latitude + 0.03], frame, 7)
    const { metres, lengthMm } = scaleBar(view.mmPerMetre)
    const [from, to]: LonLat[] = [
      [7.7, latitude],
      [7.8, latitude],
    ]
    const mm = distance(view.toPaper(from!), view.toPaper(to!))
    expect(lengthMm / metres / (mm / haversine(from!, to!))).toBeCloseTo(1, 3)
  })

  it('has a scale bar of a round length, as long as there is room for', () => {
    const lengths = [0.3, 0.02, 0.009, 0.0045, 0.0002].map((mmPerMetre) => scaleBar(mmPerMetre).metres)
    expect(lengths).toEqual([100, 2_000, 5_000, 10_000, 200_000])
    for (const mmPerMetre of [0.3, 0.02, 0.0111, 0.0002]) {
      const { lengthMm } = scaleBar(mmPerMetre)
      expect(lengthMm).toBeLessThanOrEqual(45)
      expect(lengthMm).toBeGreaterThan(17)
    }
  })
})

describe('What a map shows', () => {
  const nothing = { points: [], area: null, here: null, radiusMetres: null }
  const point: LonLat = [7.75, 48.58]

  it('is some streets around one place alone', () => {
    const [west, south, east, north] = extentOf({ ...nothing, points: [point] }, 1)
    expect(haversine([west, 48.58], [east, 48.58])).toBeCloseTo(800, -1)
    expect(haversine([7.75, south], [7.75, north])).toBeCloseTo(800, -1)
  })

  it('is the whole circle around an address', () => {
    const [west, , east] = extentOf({ ...nothing, here: point, radiusMetres: 2_000 }, 1)
    expect(haversine([west, 48.58], [east, 48.58])).toBeCloseTo(4_000, -2)
  })

  it('is all of an area, and what lies beside it', () => {
    const shown = {
      ...nothing,
      points: [point, [7.9, 48.6] as LonLat],
      area: [7.7, 48.5, 7.8, 48.6] as const,
    }
    expect(extentOf({ ...shown, area: [...shown.area] }, 1)).toEqual([7.7, 48.5, 7.9, 48.6])
  })

  it('is a part of an area whose places stand together, when that is asked for', () => {
    const [west, south, east, north] = extentOf(
      { ...nothing, points: [point], area: [7.6, 48.4, 7.8, 48.6] },
      0.5,
    )
    expect([west, east].map((each) => each.toFixed(3))).toEqual(['7.700', '7.800'])
    expect([south, north].map((each) => each.toFixed(3))).toEqual(['48.500', '48.600'])
  })
})

const square = (west: number, south: number, side: number): LonLat[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
]
const outlined = (id: string, name: string, more: Partial<Outlined> = {}): Outlined => ({
  id,
  kind: id.startsWith('commune') ? 'commune' : 'neighbourhood',
  name,
  ancestors: [],
  center: null,
  rings: [],
  isApproximate: false,
  ...more,
})
const request: MapRequest = {
  points: [],
  territories: [],
  here: null,
  radiusMetres: null,
  frame,
  detailFrame: null,
  languages: ['fr'],
  textPt: 9,
  savesInk: false,
}
const sheetOf = (
  points: LonLat[],
  outlines: Outlined[],
  more: Partial<MapRequest> = {},
  view: View = strasbourg,
) =>
  drawSheet(
    view,
    points.map((lonLat, index) => ({ label: String(index + 1), kind: 'place' as const, lonLat })),
    { ...request, ...more },
    outlines,
    null,
  )!

describe('Outlines', () => {
  const commune = outlined('commune-1', 'Ville', { rings: [square(7.7, 48.54, 0.1)] })
  const half = (id: string, name: string, west: number) =>
    outlined(id, name, {
      ancestors: ['commune-1', 'epci-1'],
      rings: [
        [
          [west, 48.54],
          [west + 0.05, 48.54],
          [west + 0.05, 48.64],
          [west, 48.64],
          [west, 48.54],
        ],
      ],
    })
  const halves = [half('neighbourhood-a', 'Ouest', 7.7), half('neighbourhood-b', 'Est', 7.75)]

  it('tint the area once: a commune whole, its neighbourhoods where its own outline is unknown', () => {
    const areas = (territories: string[], outlines: Outlined[]) =>
      sheetOf([], outlines, { territories })
        .outlines.filter(({ isArea }) => isArea)
        .map(({ kind }) => kind)
    expect(areas(['commune-1'], [...halves, commune])).toEqual(['commune'])
    expect(areas(['commune-1'], halves)).toEqual(['neighbourhood', 'neighbourhood'])
    expect(areas(['neighbourhood-a'], [...halves, commune])).toEqual(['neighbourhood'])
    expect(areas([], [...halves, commune])).toEqual([])
  })

  it('of neighbourhoods are not drawn a second time along the border of their commune', () => {
    const { outlines } = sheetOf([], [commune, ...halves])
    expect(outlines.map(({ kind }) => kind)).toEqual(['commune', 'neighbourhood', 'neighbourhood'])
    expect(outlines[0]!.lines).toEqual(outlines[0]!.rings)
    const shared = strasbourg.toPaper([7.75, 48.54])[0]
    for (const { lines } of outlines.slice(1)) {
      expect(lines).toHaveLength(1)
      for (const [x] of lines[0]!) expect(x).toBeCloseTo(shared, 1)
    }
  })
})

describe('Names', () => {
  const chance = seededChance(5)
  const points = Array.from({ length: 60 }, (): LonLat => [7.7 + chance() * 0.12, 48.54 + chance() * 0.1])
  const outlines = Array.from({ length: 9 }, (_, index) =>
    outlined(`neighbourhood-${index}`, `Quartier ${index} – Le Parc`, {
      rings: [square(7.695 + (index % 3) * 0.043, 48.535 + Math.floor(index / 3) * 0.038, 0.04)],
    }),
  )
  const { names, markers, markShape } = sheetOf(points, outlines)
  const boxOf = ({ text, at: [x, y], sizePt }: MapDrawing['names'][number]) => {
    const lines = text.split('\n')
    // Half as wide as high at least: what the letters surely cover.
    const width = Math.max(...lines.map(({ length }) => length)) * 0.42 * sizePt * 0.353
    const height = lines.length * sizePt * 0.353
    return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 }
  }

  it('stand inside their outlines, where no number, no line and no other name stands', () => {
    expect(names.length).toBeGreaterThan(5)
    for (const name of names) {
      const box = boxOf(name)
      const own = outlines.find((each) => name.text.startsWith(`Quartier ${each.id.at(-1)}`))!
      expect(isInside(name.at, [own.rings[0]!.map((lonLat) => strasbourg.toPaper(lonLat))])).toBe(true)
      for (const { at, point, hasLeader } of markers) {
        expect(distanceToRectangle(at, box)).toBeGreaterThan(markShape.radiusMm)
        if (hasLeader) expect(entersRectangle([at, point], box)).toBe(false)
      }
      for (const other of names.filter((each) => each !== name)) {
        expect(distanceToRectangle(other.at, box)).toBeGreaterThan(1)
      }
    }
  })

  it('are left out rather than written over numbers', () => {
    const grid = Array.from({ length: 600 }, (_, index): LonLat => {
      return [7.696 + (index % 25) * 0.005, 48.536 + Math.floor(index / 25) * 0.0048]
    })
    const crowded = sheetOf(grid, outlines)
    expect(crowded.names.length).toBeLessThan(names.length)
    for (const name of crowded.names) {
      const { radiusMm, alongMm } = crowded.markShape
      expect(alongMm).toBeGreaterThan(0)
      for (const { at } of crowded.markers) {
        expect(distanceToRectangle(at, grown(boxOf(name), alongMm, 0))).toBeGreaterThan(radiusMm)
      }
    }
  })

  it('stand at the middle where no outline is known', () => {
    const { names: alone, outlines: drawn } = sheetOf(
      [],
      [outlined('commune-9', 'Ostwald', { center: [7.76, 48.6] })],
    )
    expect(drawn).toEqual([])
    expect(alone).toHaveLength(1)
    const [right, down] = strasbourg.toPaper([7.76, 48.6])
    expect(alone[0]!.at[0]).toBeCloseTo(right, 1)
    expect(alone[0]!.at[1]).toBeCloseTo(down, 1)
  })

  it('are parted between quarters, never inside a word', () => {
    const texts = nameShapes('Gare – Tribunal – Porte de Schirmeck', 9).map(({ text }) => text)
    expect(texts[0]).toBe('Gare – Tribunal –\nPorte de Schirmeck')
    expect(texts.at(-1)).toBe('Gare')
    expect(nameShapes('Illkirch-Graffenstaden', 9).map(({ text }) => text)).toContain(
      'Illkirch-\nGraffenstaden',
    )
    expect(nameShapes('Centre-ville', 9).map(({ text }) => text)).toEqual(['Centre-ville'])
  })
})

it('where the reader is, is shown with the circle around it', () => {
  const here: LonLat = [7.76, 48.59]
  const { here: at, radiusMm } = sheetOf([], [], { here, radiusMetres: 1_000 })
  const [right, down] = strasbourg.toPaper(here)
  expect(distance(at!, [right, down])).toBeLessThan(0.02)
  const edge: LonLat = [7.76, 48.59 + 1_000 / 111_195]
  expect(radiusMm! / distance([right, down], strasbourg.toPaper(edge))).toBeCloseTo(1, 2)
})

describe('Tiles of streets', () => {
  const source = { tileSize: 256, minzoom: 0, maxzoom: 19 }
  const tiles = groundTiles(strasbourg, source)

  it('cover the sheet, at about 150 dots to the inch', () => {
    expect(tiles.length).toBeGreaterThan(5)
    expect(tiles.length).toBeLessThanOrEqual(48)
    const dots = (256 / tiles[0]!.sizeMm) * 25.4
    expect(dots).toBeGreaterThan(75)
    expect(dots).toBeLessThan(215)
    const corners: PaperPoint[] = [
      [0, 0],
      [177.9, 0],
      [0, 239.9],
      [177.9, 239.9],
    ]
    for (const [x, y] of corners) {
      expect(
        tiles.some(({ at, sizeMm }) => x >= at[0] && x < at[0] + sizeMm && y >= at[1] && y < at[1] + sizeMm),
      ).toBe(true)
    }
  })

  it('lie where their ground is', () => {
    const [{ z, x, y, at, sizeMm }] = tiles as [(typeof tiles)[number]]
    const west = (x / 2 ** z) * 360 - 180
    const north = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI
    expect(distance(strasbourg.toPaper([west, north]), at)).toBeLessThan(0.01)
    const east = ((x + 1) / 2 ** z) * 360 - 180
    expect(strasbourg.toPaper([east, north])[0] - at[0]).toBeCloseTo(sizeMm, 3)
  })

  it('are none where the source is too coarse', () => {
    expect(groundTiles(strasbourg, { ...source, maxzoom: 8 })).toEqual([])
  })
})
