// A style of somebody else's servers, made one of ours: what of it may be asked through the relay, and under which
// address. Style: https://maplibre.org/maplibre-style-spec; tilejson: https://github.com/mapbox/tilejson-spec.
import type { Locale } from '../../i18n/languages.ts'
import { attributionOf, attributionOfServer } from './attribution.ts'
import { isRecord } from './content.ts'
import { fontstacksOf } from './fontstacks.ts'
import { labelIn } from './labels.ts'
import { asksOnlyFor, trustedAddress } from './style-addresses.ts'

type Json = Record<string, unknown>

/** Tiles that the style names. */
export type TileSource = {
  templates: string[]
  minzoom: number
  maxzoom: number
  kind: 'vector-tile' | 'image'
  /** Do rows count from the south (TMS) rather than from the north? */
  rowsFromSouth: boolean
}

export type RelayedStyle = {
  /** In the reader's language. Addresses are paths of our own; MapLibre wants the sprite's whole, which its reader does. */
  inLanguage(locale: Locale): Json
  tiles: ReadonlyMap<string, TileSource>
  /** Addresses of sprites, without their endings, by id. */
  sprites: ReadonlyMap<string, string>
  glyphs: string | undefined
  fontstacks: ReadonlySet<string>
}

/** A document, and where it was read: addresses in it may be relative. */
export type Read = { json: Json; address: string }

/** Of the style's own lines, those that need no server, and no other than the relay. */
const ownLines = [
  'version',
  'name',
  'light',
  'sky',
  'projection',
  'transition',
  'center',
  'zoom',
  'bearing',
  'pitch',
]
const sourceLines = [
  'tileSize',
  'minzoom',
  'maxzoom',
  'bounds',
  'scheme',
  'encoding',
  'sparse',
  'promoteId',
  'redFactor',
  'greenFactor',
  'blueFactor',
  'baseShift',
]
const inlineLines = [
  'type',
  'data',
  'maxzoom',
  'buffer',
  'tolerance',
  'filter',
  'cluster',
  'clusterRadius',
  'clusterMaxZoom',
  'clusterMinPoints',
  'clusterProperties',
  'lineMetrics',
  'generateId',
  'promoteId',
]
const tileKinds: Record<string, TileSource['kind']> = {
  vector: 'vector-tile',
  raster: 'image',
  'raster-dem': 'image',
}

/** Addresses of the tilejson documents that the style names, by source. */
export function tilejsonAddresses({ json, address }: Read): Map<string, string> {
  const found = Object.entries(json.sources as Json).flatMap(([id, source]) => {
    const url = isTiled(source) && !Array.isArray(source.tiles) && trustedAddress(source.url, address)
    return url ? [[id, url] as const] : []
  })
  return new Map(found)
}

/** Makes the style ours. What the relay cannot serve (other kinds of sources) is left out, with the layers on it. */
export function relayStyle(style: Read, tilejsons: ReadonlyMap<string, Read>): RelayedStyle {
  const sources = readSources(style, tilejsons)
  const layers = (style.json.layers as unknown[])
    .filter(isRecord)
    .filter(({ source }) => source === undefined || sources.has(source as string))
    .map(({ metadata, ...layer }) => layer)
  const sprites = spritesOf(style)
  const glyphs = trustedAddress(style.json.glyphs, style.address)
  const fontstacks = fontstacksOf(layers)
  const lines = {
    ...pick(style.json, ownLines),
    metadata: { 'reperes:ground': 'style', 'reperes:fontstacks': [...fontstacks] },
    sources: Object.fromEntries([...sources].map(([id, { ours }]) => [id, ours])),
    ...(glyphs && { glyphs: '/basemap/glyphs/{fontstack}/{range}.pbf' }),
  }
  return {
    inLanguage: (locale) => ({
      ...lines,
      ...(sprites.size > 0 && { sprite: ourSprites(sprites) }),
      layers: layers.map((layer) => layerIn(locale, layer)),
    }),
    tiles: new Map([...sources].flatMap(([id, { tiles }]) => (tiles ? [[id, tiles] as const] : []))),
    sprites,
    glyphs: glyphs && asksOnlyFor(glyphs, 'fontstack', 'range') ? glyphs : undefined,
    fontstacks,
  }
}

type Source = { ours: Json; tiles: TileSource | undefined }

function readSources(style: Read, tilejsons: ReadonlyMap<string, Read>): Map<string, Source> {
  const sources = new Map<string, Source>()
  for (const [id, source] of Object.entries(style.json.sources as Json)) {
    const read = isTiled(source)
      ? tiledSource(id, source, tilejsons.get(id), style.address)
      : inlineSource(source)
    if (read) sources.set(id, read)
  }
  const tiled = [...sources.values()].filter(({ tiles }) => tiles)
  // Whoever made the map is named, always: where no source says it, each says where it comes from.
  if (!tiled.some(({ ours }) => ours.attribution)) {
    for (const { ours, tiles } of tiled) ours.attribution = attributionOfServer(tiles!.templates[0]!)
  }
  return sources
}

function tiledSource(id: string, source: Json, tilejson: Read | undefined, base: string): Source | undefined {
  // What the style says wins over the tilejson, as in MapLibre.
  const lines = { ...tilejson?.json, ...source }
  const from = Array.isArray(source.tiles) ? base : (tilejson?.address ?? base)
  const templates = (Array.isArray(lines.tiles) ? lines.tiles : [])
    .map((template) => trustedAddress(template, from))
    .filter((template) => template !== undefined && asksOnlyFor(template, 'z', 'x', 'y', 'ratio'))
  if (templates.length === 0) return undefined
  const isVector = source.type === 'vector'
  return {
    ours: {
      type: source.type,
      // A style that does not say how far its tiles go: past the end, the last ones are drawn larger.
      ...(isVector && lines.maxzoom === undefined && { sparse: true }),
      ...pick(lines, sourceLines),
      tiles: [`/basemap/tiles/${encodeURIComponent(id)}/{z}/{x}/{y}`],
      ...attributionIn(lines),
    },
    tiles: {
      templates: templates as string[],
      minzoom: zoomOr(lines.minzoom, 0),
      maxzoom: zoomOr(lines.maxzoom, 22),
      kind: tileKinds[source.type as string]!,
      rowsFromSouth: lines.scheme === 'tms',
    },
  }
}

/** GeoJSON that stands in the style itself asks nobody. */
function inlineSource(source: unknown): Source | undefined {
  const isInline = isRecord(source) && source.type === 'geojson' && isRecord(source.data)
  if (!isInline) return undefined
  return { ours: { ...pick(source, inlineLines), ...attributionIn(source) }, tiles: undefined }
}

/** MapLibre reads it as HTML. */
function attributionIn({ attribution }: Json): { attribution?: string } {
  const shown = typeof attribution === 'string' ? attributionOf(attribution) : ''
  return shown ? { attribution: shown } : {}
}

function isTiled(source: unknown): source is Json {
  return isRecord(source) && Object.hasOwn(tileKinds, String(source.type))
}

function spritesOf({ json: { sprite }, address }: Read): Map<string, string> {
  const several: unknown[] = Array.isArray(sprite) ? sprite : [{ id: 'default', url: sprite }]
  const found = several.filter(isRecord).flatMap(({ id, url }) => {
    const trusted = trustedAddress(url, address)
    return typeof id === 'string' && trusted ? [[id, trusted] as const] : []
  })
  return new Map(found)
}

function ourSprites(sprites: ReadonlyMap<string, string>): unknown {
  const ours = [...sprites.keys()].map((id) => ({
    id,
    url: `/basemap/sprite/${encodeURIComponent(id)}`,
  }))
  return ours.length === 1 && ours[0]!.id === 'default' ? ours[0]!.url : ours
}

function layerIn(locale: Locale, layer: Json): Json {
  const { layout } = layer
  if (layer.type !== 'symbol' || !isRecord(layout) || !('text-field' in layout)) return layer
  return { ...layer, layout: { ...layout, 'text-field': labelIn(locale, layout['text-field']) } }
}

function pick(record: Json, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)))
}

function zoomOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 0 && value <= 24 ? Math.floor(value) : otherwise
}
