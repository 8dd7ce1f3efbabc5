// Where the name of an area stands.
import type { MultiPolygon, Polygon, Position } from 'geojson'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'

/** The centre of gravity of the largest part: tiles cut polygons, and a name would stand in each piece. */
export function labelPoint(area: Polygon | MultiPolygon): LonLat {
  const parts = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  const weighed = parts.map((rings) => centreOf(rings[0] ?? []))
  const largest = weighed.reduce((best, each) => (each.size > best.size ? each : best))
  return largest.centre
}

/** Centre and size (square degrees) of a ring: enough to compare the parts of one area. */
function centreOf(ring: Position[]): { centre: LonLat; size: number } {
  const [originX = 0, originY = 0] = ring[0] ?? []
  let [doubled, x, y] = [0, 0, 0]
  for (const [index, [ax = 0, ay = 0]] of ring.entries()) {
    const [bx = 0, by = 0] = ring[(index + 1) % ring.length] ?? []
    // Counted from the first corner: far from zero, small areas would lose their digits.
    const cross = (ax - originX) * (by - originY) - (bx - originX) * (ay - originY)
    doubled += cross
    x += (ax + bx - 2 * originX) * cross
    y += (ay + by - 2 * originY) * cross
  }
  if (doubled === 0) return { centre: [originX, originY], size: 0 }
  return { centre: [originX + x / (3 * doubled), originY + y / (3 * doubled)], size: Math.abs(doubled / 2) }
}
