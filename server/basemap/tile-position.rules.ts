// What an address of a tile or of letters may say; nothing else reaches another server.
import type { TilePosition } from './style-addresses.ts'

const wholeNumber = /^(0|[1-9]\d{0,7})$/

/** A tile of the square world: at zoom `z` there are 2^z columns and rows. `undefined` for any other text. */
export function readTilePosition(parts: Record<'z' | 'x' | 'y', string>): TilePosition | undefined {
  if (![parts.z, parts.x, parts.y].every((text) => wholeNumber.test(text))) return undefined
  const [z, x, y] = [Number(parts.z), Number(parts.x), Number(parts.y)]
  return z <= 24 && x < 2 ** z && y < 2 ** z ? { z, x, y } : undefined
}

/** Is it one of the ranges of 256 letters in which fonts are cut: `0-255` … `65280-65535`? */
export function isGlyphRange(text: string): boolean {
  const [, first] = /^(\d{1,5})-\d{1,5}$/.exec(text) ?? []
  const start = Number(first)
  return start % 256 === 0 && start <= 65_280 && text === `${start}-${start + 255}`
}
