// What an address of a tile or of letters may say; nothing else reaches another server.
import type { TilePosition } from './style-addresses.ts'

/** `[west, south, east, north]` in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

const wholeNumber = /^(0|[1-9]\d{0,7})$/

/** A tile of the square world: at zoom `z` there are 2^z columns and rows. `undefined` for any other text. */
export function readTilePosition(parts: Record<'z' | 'x' | 'y', string>): TilePosition | undefined {
  if (![parts.z, parts.x, parts.y].every((text) => wholeNumber.test(text))) return undefined
  const [z, x, y] = [Number(parts.z), Number(parts.x), Number(parts.y)]
  return z <= 24 && x < 2 ** z && y < 2 ** z ? { z, x, y } : undefined
}

/** Up to this zoom the whole world is given: some twenty thousand tiles, where the next zooms have a million. */
const zoomOfWorld = 7
const marginKm = 50
/** A wide screen around a place at the edge, when a tile is larger than the margin. */
const marginTiles = 4
const equatorKm = 40_075

/** Is the tile one that readers of what lies in the box look at, some way around it? Rows count from the north. */
export function isAround({ z, x, y }: TilePosition, [west, south, east, north]: Box): boolean {
  if (z <= zoomOfWorld) return true
  const tiles = 2 ** z
  const column = (lon: number) => ((lon + 180) / 360) * tiles
  // https://en.wikipedia.org/wiki/Web_Mercator_projection
  const row = (lat: number) => ((1 - Math.asinh(Math.tan(radians(lat))) / Math.PI) / 2) * tiles
  const furthest = Math.max(Math.abs(south), Math.abs(north))
  const tileKm = (equatorKm * Math.cos(radians(furthest))) / tiles
  const margin = Math.max(marginTiles, marginKm / tileKm)
  return (
    x + 1 > column(west) - margin &&
    x < column(east) + margin &&
    y + 1 > row(north) - margin &&
    y < row(south) + margin
  )
}

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Is it one of the ranges of 256 letters in which fonts are cut: `0-255` … `65280-65535`? */
export function isGlyphRange(text: string): boolean {
  const [, first] = /^(\d{1,5})-\d{1,5}$/.exec(text) ?? []
  const start = Number(first)
  return start % 256 === 0 && start <= 65_280 && text === `${start}-${start + 255}`
}
