// The pictures of streets that a style names, for paper: where tiles are vectors, there are none.
import { isRecord } from './content.ts'
import type { RelayedStyle } from './relayed-style.ts'

export type RasterGround = {
  /** Id of the source, as the relay wants it. */
  source: string
  /** Of a picture, in dots. */
  tileSize: number
  minzoom: number
  maxzoom: number
  rowsFromSouth: boolean
  /** Plain text. */
  attribution: string
}

/** A source that ends before is a relief or a sketch of countries. */
const leastMaxzoom = 12

/** The first source of pictures that a layer of the style draws, fine enough for streets. */
export function rasterGroundOf(style: RelayedStyle): RasterGround | undefined {
  const { layers, sources } = style.inLanguage('fr') as {
    layers: Record<string, unknown>[]
    sources: unknown
  }
  for (const { type, source } of layers) {
    const ours = isRecord(sources) && typeof source === 'string' ? sources[source] : undefined
    const tiles = style.tiles.get(source as string)
    if (type !== 'raster' || !isRecord(ours) || ours.type !== 'raster' || !tiles) continue
    if (tiles.maxzoom < leastMaxzoom) continue
    return {
      source: source as string,
      tileSize: typeof ours.tileSize === 'number' ? ours.tileSize : 512,
      minzoom: tiles.minzoom,
      maxzoom: tiles.maxzoom,
      rowsFromSouth: tiles.rowsFromSouth,
      attribution: plainText(typeof ours.attribution === 'string' ? ours.attribution : ''),
    }
  }
  return undefined
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  copy: '©',
  nbsp: ' ',
}

/** What a reader of this HTML (text and links) sees. */
function plainText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:#(\d{1,6})|([a-z]+));/gi, (whole, code, name) =>
      code ? String.fromCodePoint(Number(code)) : (entities[name.toLowerCase()] ?? whole),
    )
    .replaceAll(/\s+/g, ' ')
    .trim()
}
