// Which tiles of streets lie behind a map on paper, and where.
import type { PaperPoint } from '../directory-document.rules.ts'
import { toWorld, type View } from './projection.rules.ts'

export type GroundTile = { z: number; x: number; y: number; at: PaperPoint; sizeMm: number }

/** Lines of a picture are thin enough and its letters large enough at this many dots to the inch. */
const dotsPerInch = 150
/** Below, streets are smudges. */
const leastDotsPerInch = 50
/** As many go into one file and through the relay at once. */
const mostTiles = 48

/** The tiles under a view, rows from the north; none where the source has none that are fine enough. */
export function groundTiles(
  view: View,
  { tileSize, minzoom, maxzoom }: { tileSize: number; minzoom: number; maxzoom: number },
): GroundTile[] {
  const zoomOf = (dots: number) => Math.log2((dots * view.worldMm) / (25.4 * tileSize))
  const wanted = Math.max(minzoom, Math.min(maxzoom, Math.round(zoomOf(dotsPerInch))))
  for (let z = wanted; z >= minzoom && z >= zoomOf(leastDotsPerInch); z -= 1) {
    const tiles = tilesUnder(view, z)
    if (tiles.length <= mostTiles) return tiles
  }
  return []
}

function tilesUnder(view: View, z: number): GroundTile[] {
  const count = 2 ** z
  const sizeMm = view.worldMm / count
  const [left, top] = toWorld([view.box[0], view.box[3]]).map((part) => part * count) as [number, number]
  const [right, bottom] = [left + view.widthMm / sizeMm, top + view.heightMm / sizeMm]
  const tiles: GroundTile[] = []
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(count, bottom); y += 1) {
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(count, right); x += 1) {
      tiles.push({ z, x, y, at: [(x - left) * sizeMm, (y - top) * sizeMm], sizeMm })
    }
  }
  return tiles
}
