// Which part of the world a map shows.
import type { Bbox, LonLat } from '../../territories/lon-lat.rules.ts'
import { boxAroundPoint } from './projection.rules.ts'

export type Shown = {
  points: readonly LonLat[]
  /** Around the territories that the directory is of, where they are known. */
  area: Bbox | null
  here: LonLat | null
  radiusMetres: number | null
}

/** A few streets: one place alone still stands somewhere. */
const leastMetres = 400

/**
 * All points, the whole circle, and of the area at least such a part of each side.
 * Wants a point or a place to start from.
 */
export function extentOf({ points, area, here, radiusMetres }: Shown, leastOfArea: number): Bbox {
  const around = boxOf(here ? [...points, here] : points)!
  const circle = here && radiusMetres ? boxAroundPoint(here, radiusMetres) : around
  const needed = union(around, circle)
  const middle: LonLat = [(needed[0] + needed[2]) / 2, (needed[1] + needed[3]) / 2]
  const withStreets = union(needed, boxAroundPoint(middle, leastMetres))
  return area ? union(withStreets, partOf(area, needed, leastOfArea)) : withStreets
}

/** Around all points; `undefined` for none. */
export function boxOf(points: readonly LonLat[]): Bbox | undefined {
  const boxes = points.map(([lon, lat]): Bbox => [lon, lat, lon, lat])
  return boxes.length > 0 ? boxes.reduce(union) : undefined
}

function union(a: Bbox, b: Bbox): Bbox {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
}

/** The part of an area around what is needed. */
function partOf(area: Bbox, needed: Bbox, least: number): Bbox {
  const [west, east] = partOfSide([area[0], area[2]], [needed[0], needed[2]], least)
  const [south, north] = partOfSide([area[1], area[3]], [needed[1], needed[3]], least)
  return [west, south, east, north]
}

type Side = [from: number, to: number]

function partOfSide([from, to]: Side, [neededFrom, neededTo]: Side, least: number): Side {
  const length = Math.max((to - from) * least, (neededTo - neededFrom) * 1.25)
  if (length >= to - from) return [from, to]
  const start = Math.max(from, Math.min(to - length, (neededFrom + neededTo - length) / 2))
  return [start, start + length]
}
