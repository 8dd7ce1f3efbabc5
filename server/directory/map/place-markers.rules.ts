// Where the numbers of a map stand: on their points, or beside them at the end of a short line.
import type { PaperPoint } from '../directory-document.rules.ts'
import type { Room } from './free-ground.rules.ts'
import type { MarkShape } from './marker-size.rules.ts'
import { distance, type Rectangle } from './paper-geometry.rules.ts'
import { shortenLeaders } from './shorten-leaders.rules.ts'
import { spreadMarkers } from './spread-markers.rules.ts'

export type Placed = {
  shape: MarkShape
  places: PaperPoint[]
  /** How far marks are from their points in the mean, in radii. */
  crowding: number
}

export type Sheet = {
  widthMm: number
  heightMm: number
  /** What no mark may lie on: where the reader is. */
  here: PaperPoint | null
  /** Marks stay outside: the frame of the second map. */
  closed: Rectangle | null
}

/** White around a mark, which also keeps squares apart that meet by their corners. */
const gapMm = 0.4
/** From the edge of a mark to the edge of the sheet. */
const edgeMm = 1.2
/** Of the sign "you are here". */
export const hereRadiusMm = 2.6
/** In the mean; beyond, one looks for the point of a number. */
const mostCrowding = 1

/**
 * Places marks of the first shape that leaves room enough, else of the last that they all fit in. `undefined` when the
 * sheet has no room for all of them.
 * @param shapes from the most legible on
 */
export function placeMarkers(
  points: readonly PaperPoint[],
  sheet: Sheet,
  shapes: readonly MarkShape[],
): Placed | undefined {
  let tightest: Placed | undefined
  for (const shape of shapes) {
    const places = spreadMarkers(points, roomOn(sheet, shape))
    if (!places) continue
    tightest = { shape, places, crowding: crowdingOf(points, places, shape.radiusMm) }
    if (!isCrowded(tightest.crowding)) break
  }
  if (!tightest) return undefined
  const { shape } = tightest
  const places = shortenLeaders(points, tightest.places, roomOn(sheet, shape))
  return { shape, places, crowding: crowdingOf(points, places, shape.radiusMm) }
}

/**
 * How far a mark of each point would stand from it, in radii of the first shape, before anything is rearranged; without
 * end where there is no room for all.
 */
export function displacements(
  points: readonly PaperPoint[],
  sheet: Sheet,
  shapes: readonly [MarkShape, ...MarkShape[]],
): number[] {
  for (const shape of shapes) {
    const places = spreadMarkers(points, roomOn(sheet, shape))
    if (places) return points.map((point, index) => distance(point, places[index]!) / shapes[0].radiusMm)
  }
  return points.map(() => Number.POSITIVE_INFINITY)
}

export const isCrowded = (crowding: number) => crowding > mostCrowding

function crowdingOf(points: readonly PaperPoint[], places: readonly PaperPoint[], radiusMm: number): number {
  if (points.length === 0) return 0
  const sum = points.reduce((total, point, index) => total + distance(point, places[index]!), 0)
  return sum / points.length / radiusMm
}

function roomOn({ widthMm, heightMm, here, closed }: Sheet, shape: MarkShape): Room {
  const down = shape.radiusMm + edgeMm
  const across = down + shape.alongMm
  return {
    ...shape,
    widthMm,
    heightMm,
    field: { left: across, top: down, right: widthMm - across, bottom: heightMm - down },
    gapMm,
    taken: here ? [{ at: here, radiusMm: hereRadiusMm }] : [],
    closed,
  }
}
