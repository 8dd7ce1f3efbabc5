import { createExpression, latest, validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import type { StyleSpecification } from 'maplibre-gl'
import { describe, expect, it } from 'vitest'
import { withWholeSprites } from '../../client/map/ground.ts'
import { type Locale, locales } from '../../i18n/languages.ts'
import { attributionOf } from '../../server/basemap/attribution.ts'
import { labelIn } from '../../server/basemap/labels.ts'
import { plainStyle } from '../../server/basemap/plain-style.ts'
import { type Read, relayStyle, tilejsonAddresses } from '../../server/basemap/relayed-style.ts'
import { trustedAddress } from '../../server/basemap/style-addresses.ts'
import { isAround, isGlyphRange, readTilePosition } from '../../server/basemap/tile-position.rules.ts'
import { libertyLike } from '../basemap/loopback-server.ts'

const upstream = 'https://tiles.example.org'
const osm = '<a href="https://www.openstreetmap.org/copyright">© OpenStreetMap contributors</a>'
const planet: Read = {
  address: `${upstream}/planet`,
  json: { tiles: ['https://cdn.example.com/{z}/{x}/{y}.pbf?key=abc'], maxzoom: 14, attribution: osm },
}
const relay = (json: Record<string, unknown>, tilejsons: [string, Read][] = []) =>
  relayStyle({ json, address: `${upstream}/styles/liberty` }, new Map(tilejsons))
const liberty = () => relay(libertyLike(upstream), [['openmaptiles', planet]])

/** What a map writes for a feature. */
function written(label: unknown, properties: Record<string, unknown>, zoom = 14): string {
  if (typeof label === 'string')
    return label.replaceAll(/{(.+?)}/g, (_, name) => String(properties[name] ?? ''))
  const made = createExpression(label, latest.layout_symbol['text-field'] as never)
  if (made.result === 'error') throw new Error(JSON.stringify(made.value))
  return String(made.value.evaluate({ zoom }, { type: 'Point', properties } as never))
}

const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(strings)
      : []

describe('A style through the relay', () => {
  it('names no server but ours, save in the links of who made it', () => {
    const style = liberty().inLanguage('fr') as { sources: Record<string, { attribution?: string }> }
    const addresses = strings(style).filter((text) => /\/\/|example|sprite/.test(text))
    expect(addresses).toEqual([osm, '/basemap/sprite/default'])
    expect(style.sources.openmaptiles).toMatchObject({
      tiles: ['/basemap/tiles/openmaptiles/{z}/{x}/{y}'],
      attribution: osm,
      maxzoom: 14,
    })
    expect(style.sources.openmaptiles).not.toHaveProperty('url')
  })

  it.each(locales)('can be drawn, in %s', (locale) => {
    expect(validateStyleMin(liberty().inLanguage(locale) as never)).toEqual([])
    expect(validateStyleMin(plainStyle as never)).toEqual([])
  })

  it('leaves out what would be asked elsewhere, and the layers on it', () => {
    const { sources, layers, metadata } = liberty().inLanguage('fr') as never
    expect(Object.keys(sources)).toEqual(['relief', 'openmaptiles'])
    expect((layers as { id: string }[]).map(({ id }) => id)).not.toContain('parking')
    expect(metadata).toEqual({
      'reperes:ground': 'style',
      'reperes:fontstacks': ['Noto Sans Regular', 'Noto Sans Italic'],
    })
  })

  it('keeps several sprites apart', () => {
    const sprite = [
      { id: 'default', url: `${upstream}/a` },
      { id: 'roads/é', url: '../b' },
    ]
    const relayed = relay({ ...libertyLike(upstream), sprite }, [['openmaptiles', planet]])
    expect(relayed.inLanguage('fr').sprite).toEqual([
      { id: 'default', url: '/basemap/sprite/default' },
      { id: 'roads/é', url: '/basemap/sprite/roads%2F%C3%A9' },
    ])
    expect([...relayed.sprites.values()]).toEqual([`${upstream}/a`, `${upstream}/b`])
  })

  it('has the addresses of its sprites whole where it is drawn: on the site that the reader is on', () => {
    const origin = 'https://reperes.example.net'
    const drawn = (sprite?: StyleSpecification['sprite']) => {
      const style: StyleSpecification = { version: 8, sources: {}, layers: [] }
      return withWholeSprites(sprite === undefined ? style : { ...style, sprite }, origin).sprite
    }
    expect(drawn('/basemap/sprite/default')).toBe(`${origin}/basemap/sprite/default`)
    expect(drawn([{ id: 'roads', url: '/basemap/sprite/roads%2F%C3%A9' }])).toEqual([
      { id: 'roads', url: `${origin}/basemap/sprite/roads%2F%C3%A9` },
    ])
    expect(drawn()).toBeUndefined()
  })

  it('passes on what it draws itself, and nothing that the browser would read as more than words and links', () => {
    const shape = { type: 'Point', coordinates: [7.75, 48.58] }
    const pond = {
      type: 'geojson',
      data: shape,
      cluster: true,
      attribution: '<form action=/x><a href="https://a.example">A</a>',
      onclick: 'b()',
    }
    const made = (source: object) => relay({ ...libertyLike(upstream), sources: { pond: source } })
    expect(made(pond).inLanguage('fr').sources).toEqual({
      pond: {
        type: 'geojson',
        data: shape,
        cluster: true,
        attribution: '<a href="https://a.example">A</a>',
      },
    })
    expect(made({ ...pond, attribution: { html: '<b>' } }).inLanguage('fr').sources).toEqual({
      pond: { type: 'geojson', data: shape, cluster: true },
    })
  })

  it('is trusted with what it names over https, and with http only where it came so', () => {
    expect(trustedAddress('/a/{z}', `${upstream}/styles/b`)).toBe(`${upstream}/a/{z}`)
    expect(trustedAddress('//cdn.example.com/a', upstream)).toBe('https://cdn.example.com/a')
    for (const address of [
      'http://127.0.0.1/a',
      'file:///etc/passwd',
      'data:,a',
      'pmtiles://a',
      'mapbox://a',
      7,
    ])
      expect(trustedAddress(address, upstream)).toBeUndefined()
    expect(trustedAddress('http://127.0.0.1/a', 'http://127.0.0.1/style')).toBe('http://127.0.0.1/a')
  })

  it('of the IGN: tiles named in the style, names as they are, and the IGN named as their maker', () => {
    const ign = relay({
      version: 8,
      sources: {
        plan_ign: { type: 'vector', tiles: ['https://data.geopf.fr/tms/1.0.0/PLAN.IGN/{z}/{x}/{y}.pbf'] },
      },
      sprite: 'https://data.geopf.fr/annexes/ressources/vectorTiles/styles/PLAN.IGN/sprite/PlanIgn',
      glyphs: 'https://data.geopf.fr/annexes/ressources/vectorTiles/fonts/{fontstack}/{range}.pbf',
      layers: [
        {
          id: 'toponyme localité',
          type: 'symbol',
          source: 'plan_ign',
          'source-layer': 'toponyme_localite_ponc',
          layout: { 'text-field': ['to-string', ['get', 'texte']], 'text-font': ['Source Sans Pro Bold'] },
        },
      ],
    })
    const style = ign.inLanguage('ar') as never as {
      sources: Record<string, object>
      layers: { layout: object }[]
    }
    expect(validateStyleMin(style as never)).toEqual([])
    expect(style.sources.plan_ign).toEqual({
      type: 'vector',
      sparse: true,
      tiles: ['/basemap/tiles/plan_ign/{z}/{x}/{y}'],
      attribution: '<a href="https://www.ign.fr/">© IGN</a>',
    })
    expect(style.layers[0]!.layout).toMatchObject({ 'text-field': ['to-string', ['get', 'texte']] })
    expect(ign.fontstacks).toEqual(new Set(['Source Sans Pro Bold']))
  })

  it('finds the fonts wherever a style chooses them', () => {
    const symbol = (layout: object) => ({ id: 'a', type: 'symbol', layout: { 'text-field': 'a', ...layout } })
    const { fontstacks } = relay({
      ...libertyLike(upstream),
      layers: [
        symbol({ 'text-font': ['A', 'B'] }),
        symbol({ 'text-font': ['step', ['zoom'], ['literal', ['C']], 10, ['literal', ['D', 'E']]] }),
        symbol({
          'text-font': {
            stops: [
              [3, ['F']],
              [9, ['G']],
            ],
          },
        }),
        symbol({
          'text-field': ['format', 'a', { 'text-font': ['literal', ['H']] }],
          'text-font': ['A', 'B'],
        }),
        symbol({}),
        { id: 'icon', type: 'symbol', layout: { 'icon-image': 'bus' } },
      ],
    })
    expect([...fontstacks]).toEqual([
      'A,B',
      'C',
      'D,E',
      'F',
      'G',
      'H',
      'Open Sans Regular,Arial Unicode MS Regular',
    ])
  })

  it('asks for a tilejson only where tiles are not named already', () => {
    const style = libertyLike(upstream)
    expect([...tilejsonAddresses({ json: style, address: upstream })]).toEqual([
      ['openmaptiles', `${upstream}/planet`],
    ])
  })
})

describe('Who made the map', () => {
  it.each([
    [osm, osm],
    [
      '© <a href=https://a.example/?b=1&amp;c target=_blank>A</a> | B',
      '© <a href="https://a.example/?b=1&amp;c">A</a> | B',
    ],
    ['<a href="javascript:alert(1)">A</a>', 'A'],
    ['<img src=x onerror="alert(1)"><script>b</script> © C', 'b © C'],
    ['<a href="https://a.example">A', '<a href="https://a.example">A</a>'],
    ['<a href="https://a.example" onclick="b()">A<b>B</b></a>', '<a href="https://a.example">AB</a>'],
  ])('is told in words and links alone: %s', (given, shown) => {
    expect(attributionOf(given)).toBe(shown)
  })
})

describe('A name on the map', () => {
  const strasbourg = {
    name: 'Strasbourg',
    'name:de': 'Straßburg',
    'name:ar': 'ستراسبورغ',
    'name:latin': 'Strasbourg',
  }
  const athens = { name: 'Αθήνα', 'name:latin': 'Athína', 'name:nonlatin': 'Αθήνα', name_en: 'Athens' }
  const libertyLabel = [
    'case',
    ['has', 'name:nonlatin'],
    ['concat', ['get', 'name:latin'], '\n', ['get', 'name:nonlatin']],
    ['coalesce', ['get', 'name_en'], ['get', 'name']],
  ]

  it.each([
    ['fr', 'Strasbourg', 'Athína'],
    ['de', 'Straßburg', 'Athína'],
    ['tr', 'Strasbourg', 'Athína'],
    ['ar', 'ستراسبورغ', 'Αθήνα'],
  ] as [Locale, string, string][])(
    'for readers of %s: in their language, else in letters they know',
    (locale, ...names) => {
      for (const label of [libertyLabel, '{name:latin}\n{name:nonlatin}', '{name_en}', ['get', 'name']])
        expect([strasbourg, athens].map((place) => written(labelIn(locale, label), place))).toEqual(names)
    },
  )

  it.each([
    [['to-string', ['get', 'ref']]],
    ['{ref}'],
    ['{housenumber}'],
    [['get', 'housenumber']],
    ['Parking'],
    [['match', ['get', 'name'], 'A', ['get', 'ref'], '']],
    [undefined],
    [{ stops: [[8, '{ref}']] }],
  ])('is not put where a number stands: %j', (label) => {
    const isComparison = Array.isArray(label) && label[0] === 'match'
    const changed = labelIn('de', label)
    if (isComparison) expect(changed).toEqual(label)
    else expect(changed).toBe(label)
  })

  it.each([
    { stops: [[8, 7]] },
    {
      stops: [
        [8, '{name}'],
        [10, 7],
      ],
    },
    {
      stops: [
        [8, '{name}'],
        [10, ['get', 'name']],
      ],
    },
    { stops: [[8, '{name}'], null] },
    { stops: [[8, '{name}'], [10]] },
    { stops: [[8, { stops: [[1, '{name}']] }]] },
  ])('is not looked for where a style writes no text: %j', (label) => {
    expect(labelIn('de', label)).toBe(label)
  })

  it.each([
    ['{name} ({ele} m)', 'Straßburg (140 m)'],
    ['{name:latin} {name:nonlatin} {ele}', 'Straßburg  140'],
    [['concat', ['get', 'name'], ' ', ['get', 'ele']], 'Straßburg 140'],
    [['concat', 'Mairie de ', ['get', 'name']], 'Mairie de Straßburg'],
    [['case', ['==', ['get', 'name'], 'Strasbourg'], ['get', 'name'], ['get', 'ref']], 'Straßburg'],
    [['step', ['zoom'], ['get', 'ref'], 10, ['get', 'name_en']], 'Straßburg'],
    [
      {
        stops: [
          [2, '{ref}'],
          [10, '{name_en}'],
        ],
      },
      'Straßburg',
    ],
    [['upcase', ['get', 'name:latin']], 'STRASSBURG'],
    [
      ['format', ['get', 'name:latin'], { 'font-scale': 1.2 }, '\n', {}, ['get', 'ele'], {}],
      'Straßburg\n140',
    ],
  ])('changes alone, and what is written with it stays: %j', (label, shown) => {
    expect(written(labelIn('de', label), { ...strasbourg, ele: '140', ref: 'A35' }, 12)).toBe(shown)
  })
})

describe('An address of a tile', () => {
  const at = (z: string, x: string, y: string) => readTilePosition({ z, x, y })
  it('is three whole numbers inside the world', () => {
    expect(at('14', '8529', '5640')).toEqual({ z: 14, x: 8529, y: 5640 })
    expect(at('0', '0', '0')).toEqual({ z: 0, x: 0, y: 0 })
    const refused = [
      ['1', '2', '0'],
      ['0', '0', '-1'],
      ['01', '0', '0'],
      ['1.0', '0', '0'],
      ['1e1', '0', '0'],
      ['25', '0', '0'],
      ['', '0', '0'],
      ['2', '../1', '0'],
      ['2', '1', '1?a'],
      ['2', '１', '1'],
    ]
    for (const [z, x, y] of refused) expect(at(z!, x!, y!), `${z}/${x}/${y}`).toBeUndefined()
  })

  it('of letters is one of 256 ranges', () => {
    const ranges = Array.from({ length: 256 }, (_, index) => `${index * 256}-${index * 256 + 255}`)
    expect(ranges.filter(isGlyphRange)).toEqual(ranges)
    for (const range of ['1-256', '0-256', '65536-65791', '00-255', '0-0255', '0-255/..', '-256--1', ''])
      expect(isGlyphRange(range), range).toBe(false)
  })

  // The Eurométropole, about.
  const box = [7.5, 48.4, 7.9, 48.7] as const
  /** The tile under a point. */
  const under = (lon: number, lat: number, z: number) => ({
    z,
    x: Math.floor(((lon + 180) / 360) * 2 ** z),
    y: Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z),
  })
  const kmNorth = (km: number) => 48.7 + km / 111.2
  const kmWest = (km: number) => 7.5 - km / (111.3 * Math.cos((48.55 * Math.PI) / 180))

  it.each([11, 12, 14, 16])('is around the instance some 50 km on each side, at zoom %i', (z) => {
    const around = (lon: number, lat: number) => isAround(under(lon, lat, z), box)
    expect([around(7.75, 48.58), around(7.7, kmNorth(45)), around(kmWest(45), 48.55)]).toEqual([
      true,
      true,
      true,
    ])
    const tooFar = 55 + 40_075 / 2 ** z
    expect(around(7.7, kmNorth(tooFar))).toBe(false)
    expect(around(7.7, 48.4 - tooFar / 111.2)).toBe(false)
    expect(around(kmWest(tooFar), 48.55)).toBe(false)
    expect(around(7.5 + 7.9 - kmWest(tooFar), 48.55)).toBe(false)
    expect(around(-150, 0)).toBe(false)
  })

  it.each([8, 9, 10])('is around the instance for a screen of four tiles from its edge, at zoom %i', (z) => {
    const { x, y } = under(7.75, 48.58, z)
    const near = under(7.5, 48.7, z)
    expect(isAround({ z, x: near.x - 4, y }, box)).toBe(true)
    expect(isAround({ z, x, y: near.y - 4 }, box)).toBe(true)
    expect(isAround({ z, x: near.x - 6, y }, box)).toBe(false)
    expect(isAround({ z, x, y: near.y - 6 }, box)).toBe(false)
  })

  it('is anywhere in the world as long as one sees whole countries', () => {
    for (const z of [0, 3, 7]) expect(isAround(under(-150, -17, z), box)).toBe(true)
    expect(isAround(under(-150, -17, 8), box)).toBe(false)
  })
})
