// Where the numbers of a map stand: on their points, or beside them at the end of a short line.
import type { PaperPoint } from '../directory-document.rules.ts'
import type { Room } from './free-ground.rules.ts'
import { distance, type Rectangle } from './paper-geometry.rules.ts'
import { shortenLeaders } from './shorten-leaders.rules.ts'
import { spreadMarkers } from './spread-markers.rules.ts'

export type Placed = {
  radiusMm: number
  places: PaperPoint[]
  /** How far discs are from their points in the mean, in radii. */
  crowding: number
}

export type Sheet = {
  widthMm: number
  heightMm: number
  /** What no disc may lie on: where the reader is. */
  here: PaperPoint | null
  /** Discs stay outside: the frame of the second map. */
  closed: Rectangle | null
}

/** White around a disc, which also keeps squares apart that meet by their corners. */
const gapMm = 0.4
/** From the edge of a disc to the edge of the sheet. */
const edgeMm = 1.2
/** Of the sign "you are here". */
export const hereRadiusMm = 2.6
/** In the mean; beyond, one looks for the point of a number. */
const mostCrowding = 1
/** What the last resort covers of the sheet. */
const fullest = 0.4

/**
 * Places discs of the first radius that leaves room enough, else of the last. Where even those do not fit on the
 * sheet, discs are as small as it takes: no number is left out.
 * @param radiiMm from the most legible on
 */
export function placeMarkers(
  points: readonly PaperPoint[],
  sheet: Sheet,
  radiiMm: readonly number[],
): Placed {
  for (const [index, radiusMm] of radiiMm.entries()) {
    const spread = spreadMarkers(points, roomOn(sheet, radiusMm))
    if (!spread) continue
    const isLast = index === radiiMm.length - 1
    if (isLast || !isCrowded(crowdingOf(points, spread, radiusMm))) {
      return shortened(points, spread, sheet, radiusMm)
    }
  }
  const area = sheet.widthMm * sheet.heightMm
  for (let share = fullest; ; share /= 1.5) {
    const radiusMm = Math.sqrt((area * share) / points.length / Math.PI) - gapMm / 2
    const spread = spreadMarkers(points, roomOn(sheet, radiusMm))
    if (spread) return shortened(points, spread, sheet, radiusMm)
  }
}

function shortened(
  points: readonly PaperPoint[],
  spread: readonly PaperPoint[],
  sheet: Sheet,
  radiusMm: number,
): Placed {
  const places = shortenLeaders(points, spread, roomOn(sheet, radiusMm))
  return { radiusMm, places, crowding: crowdingOf(points, places, radiusMm) }
}

/** How far a disc of each point would stand from it, in radii, before anything is rearranged. */
export function displacements(points: readonly PaperPoint[], sheet: Sheet, radiusMm: number): number[] {
  const spread = spreadMarkers(points, roomOn(sheet, radiusMm))
  return points.map((point, index) =>
    spread ? distance(point, spread[index]!) / radiusMm : Number.POSITIVE_INFINITY,
  )
}

export const isCrowded = (crowding: number) => crowding > mostCrowding

function crowdingOf(points: readonly PaperPoint[], places: readonly PaperPoint[], radiusMm: number): number {
  if (points.length === 0) return 0
  const sum = points.reduce((total, point, index) => total + distance(point, places[index]!), 0)
  return sum / points.length / radiusMm
}

function roomOn({ widthMm, heightMm, here, closed }: Sheet, radiusMm: number): Room {
  const edge = radiusMm + edgeMm
  return {
    widthMm,
    heightMm,
    field: { left: edge, top: edge, right: widthMm - edge, bottom: heightMm - edge },
    radiusMm,
    gapMm,
    taken: here ? [{ at: here, radiusMm: hereRadiusMm }] : [],
    closed,
  }
}
