import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { describe, expect, it } from 'vitest'
import { darkColour, darkLayers } from '../../client/map/dark-colours.ts'
import { fontOf, type Ground, styleOf } from '../../client/map/ground.ts'
import { labelPoint } from '../../client/map/label-point.ts'
import type { Look } from '../../client/map/look.ts'
import { outlinesDrawing, outlinesOf } from '../../client/map/territory-outlines.ts'
import { translator } from '../../i18n/translate.ts'

const look = {
  dark: false,
  sand: 'sand',
  paper: 'paper',
  surface: 'surface',
  edge: 'edge',
  ink: 'ink',
  soft: 'soft',
} as Look
const layer = (layer: object) => layer as LayerSpecification
const style: StyleSpecification = {
  version: 8,
  sources: { streets: { type: 'vector', tiles: ['/basemap/tiles/streets/{z}/{x}/{y}'] } },
  layers: [
    layer({ id: 'land', type: 'background', paint: { 'background-color': '#f8f4f0' } }),
    layer({ id: 'wood', type: 'fill', source: 'streets', paint: { 'fill-pattern': 'wood' } }),
    layer({
      id: 'town',
      type: 'symbol',
      source: 'streets',
      layout: { 'text-font': ['Noto Sans Regular'] },
      paint: { 'text-color': ['step', ['zoom'], '#333', 10, 'hsl(0,0%,20%)'] },
    }),
  ],
}
const streets: Ground = { kind: 'style', style }
const paper: Ground = { kind: 'outlines', style: { version: 8, sources: {}, layers: [] } }

/** `hsla(…)` as numbers. */
const numbers = (colour: string) => colour.match(/[\d.]+/g)!.map(Number)

describe('A map at night', () => {
  it('turns light ground dark and dark words light, in every notation, and keeps hues', () => {
    for (const white of [
      '#fff',
      '#ffffff',
      'white',
      'rgb(255, 255, 255)',
      'hsl(0, 0%, 100%)',
      'rgb(100% 100% 100%)',
    ])
      expect(numbers(darkColour(white))[2], white).toBe(10)
    for (const black of ['#000', 'rgba(0,0,0,1)', 'hsl(120 0% 0%)'])
      expect(numbers(darkColour(black))[2], black).toBe(82)
    const [hue, saturation, , alpha] = numbers(darkColour('rgba(160, 200, 240, 0.5)'))
    expect([hue, alpha]).toEqual([210, 0.5])
    expect(saturation).toBeGreaterThan(0)
  })

  it('leaves alone what is no colour', () => {
    for (const text of ['linear', 'zoom', '#12345', 'hsl(a, b, c)', 'class', ''])
      expect(darkColour(text)).toBe(text)
  })

  it('reaches colours inside expressions, and drops patterns made for light ground', () => {
    const layers = darkLayers(style.layers)
    expect(layers.map(({ id }) => id)).toEqual(['land', 'town'])
    const colour = (layers[1]!.paint as Record<string, unknown[]>)['text-color']!
    expect(colour.slice(0, 2)).toEqual(['step', ['zoom']])
    expect(numbers(String(colour[2]))[2]).toBeGreaterThan(60)
    expect(numbers(String(colour[4]))[2]).toBeGreaterThan(60)
  })
})

describe('The ground', () => {
  const drawing = {
    sources: { own: { type: 'geojson' as const, data: '' } },
    under: [layer({ id: 'lines', type: 'line', source: 'own' })],
    over: [layer({ id: 'dots', type: 'circle', source: 'own' })],
  }

  it('takes outlines under its first name, and places over everything', () => {
    const whole = styleOf(streets, look, [drawing])
    expect(whole.layers.map(({ id }) => id)).toEqual(['land', 'wood', 'lines', 'town', 'dots'])
    expect(Object.keys(whole.sources)).toEqual(['streets', 'own'])
    expect(style.layers.length).toBe(3)
  })

  it('is paper in the colour of the page where there are no streets', () => {
    const [first] = styleOf(paper, look, [drawing]).layers
    expect(first).toMatchObject({ type: 'background', paint: { 'background-color': 'sand' } })
  })

  it('writes names in a font that its own labels use', () => {
    expect(fontOf(streets)).toEqual(['Noto Sans Regular'])
    expect(fontOf(paper).at(-1)).toBe('sans-serif')
  })
})

describe('Outlines', () => {
  const square = (west: number, south: number, side: number) => [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ]
  const territory = (
    kind: string,
    name: string,
    geometry: object | null,
    outlineSource: string | null = null,
  ) => ({
    type: 'Feature' as const,
    geometry: geometry as null,
    properties: { kind, name, outlineSource },
  })
  const outlines = outlinesOf({
    type: 'FeatureCollection',
    features: [
      territory('commune', 'Kehl', { type: 'Point', coordinates: [7.8, 48.57] }),
      territory(
        'neighbourhood',
        'Neudorf',
        { type: 'MultiPolygon', coordinates: [[square(7, 48, 0.001)], [square(7.5, 48.5, 0.2)]] },
        'Bob & <b>',
      ),
      territory('commune', 'Nowhere', null),
    ],
  })
  const names = (ground: Ground) =>
    outlinesDrawing(outlines, ground, look, translator('fr')).over.map(({ layout }) => layout?.visibility)

  it('give each territory one name, in the middle of its largest part', () => {
    expect(outlines.areas.features.length).toBe(1)
    expect(outlines.names.features.map(({ properties }) => properties?.name)).toEqual(['Kehl', 'Neudorf'])
    const [lon, lat] = labelPoint({
      type: 'MultiPolygon',
      coordinates: [[square(7, 48, 0.001)], [square(7.5, 48.5, 0.2)]],
    })
    expect([lon.toFixed(6), lat.toFixed(6)]).toEqual(['7.600000', '48.600000'])
    expect(labelPoint({ type: 'Polygon', coordinates: [[[1, 2]]] })).toEqual([1, 2])
  })

  it('say their names where streets do not', () => {
    expect(names(paper)).toEqual(['visible', 'visible'])
    expect(names(streets)).toEqual(['none', 'none'])
  })

  it('name who drew them, as text', () => {
    const { sources } = outlinesDrawing(outlines, paper, look, translator('en'))
    expect(sources['territory-areas']).toMatchObject({ attribution: 'Outlines: Bob &amp; &lt;b>' })
  })
})
