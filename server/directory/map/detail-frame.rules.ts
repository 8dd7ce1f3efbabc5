// Which part of a map a second one shows larger: there where most numbers have no room.
import type { PaperPoint, Words } from '../directory-document.rules.ts'
import { type DetailLabel, labelShape, placeLabel } from './detail-label.rules.ts'
import type { Frame, MapRequest, PointOnMap } from './map-request.rules.ts'
import { markShapes } from './marker-size.rules.ts'
import type { Rectangle } from './paper-geometry.rules.ts'
import { displacements, isCrowded } from './place-markers.rules.ts'
import { boxUnder, type View, viewOf } from './projection.rules.ts'

/** The dense part of a map, to be shown by a second one. */
export type Part = {
  /** On the first map. */
  rectangle: Rectangle
  label: DetailLabel
  points: PointOnMap[]
  /** Of the second map. */
  view: View
}

/** Sides of the part, of those of the sheet: a larger one is not worth a second map. */
const shares = [0.08, 0.12, 0.18, 0.25, 0.33, 0.42, 0.5]
/** So many of the crowded points lie in it. */
const leastCovered = 0.8
/** In radii, of a number from its point. */
const farAway = 1.5
/** Numbers must come so much nearer to their points for a second map. */
const mostOfBefore = 0.6
/** From the outermost point to the frame. */
const marginMm = 1.5

/** Points on a view, and how far their numbers would stand from them, in radii. */
export type Crowd = { view: View; points: readonly PointOnMap[]; displacements: number[]; isCrowded: boolean }

export function crowdOn(view: View, points: readonly PointOnMap[], { here, textPt }: MapRequest): Crowd {
  const onPaper = points.map(({ lonLat }) => view.toPaper(lonLat))
  const labels = points.map(({ label }) => label)
  const sheet = { ...view, here: here && view.toPaper(here), closed: null }
  const far = displacements(onPaper, sheet, markShapes(labels, textPt))
  return { view, points, displacements: far, isCrowded: isCrowded(mean(far)) }
}

/**
 * The part of a crowded view that wants a second map in a frame of that shape; `null` where there is room for all, where all
 * stand near their points, or where the second would hardly be less crowded: places at one address stay at one address.
 * @param words its name
 */
export function detailOf(crowd: Crowd, shape: Frame, request: MapRequest, words: Words): Part | null {
  const { view, points } = crowd
  if (!crowd.isCrowded) return null
  const far = points.filter((_, index) => crowd.displacements[index]! > farAway)
  if (far.length === 0) return null
  const rectangle = detailFrame(
    far.map(({ lonLat }) => view.toPaper(lonLat)),
    view,
    shape,
  )
  if (!rectangle) return null
  const { left, top, right, bottom } = rectangle
  const isShown = ({ lonLat }: PointOnMap) => {
    const [x, y] = view.toPaper(lonLat)
    return x >= left + 1 && x <= right - 1 && y >= top + 1 && y <= bottom - 1
  }
  const inside = points.filter(isShown)
  const box = boxUnder(view, [left, top], { widthMm: right - left, heightMm: bottom - top })
  const detail = crowdOn(viewOf(box, shape, 0), inside, request)
  const before = mean(crowd.displacements.filter((_, index) => isShown(points[index]!)))
  if (mean(detail.displacements) > before * mostOfBefore) return null
  const label = placeLabel(
    rectangle,
    points.map(({ lonLat }) => view.toPaper(lonLat)),
    labelShape(words, request.textPt, right - left),
    view,
  )
  return { rectangle, label, points: inside, view: detail.view }
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** The rectangle around the part and its label. */
export function labelledPart({
  rectangle,
  label: { rectangle: label },
}: Pick<Part, 'rectangle' | 'label'>): Rectangle {
  return {
    left: Math.min(rectangle.left, label.left),
    top: Math.min(rectangle.top, label.top),
    right: Math.max(rectangle.right, label.right),
    bottom: Math.max(rectangle.bottom, label.bottom),
  }
}

/**
 * The smallest part of the sheet, shaped as `shape`, that holds most of the crowded points; `undefined` when they are
 * all over the sheet.
 */
function detailFrame(crowded: readonly PaperPoint[], sheet: Frame, shape: Frame): Rectangle | undefined {
  for (const share of shares) {
    const scale = Math.min(sheet.widthMm / shape.widthMm, sheet.heightMm / shape.heightMm) * share
    const [width, height] = [shape.widthMm * scale, shape.heightMm * scale]
    const covered = bestCover(crowded, width - 2 * marginMm, height - 2 * marginMm)
    if (covered.length < crowded.length * leastCovered) continue
    return keptOn(sheet, middleOf(covered), { widthMm: width, heightMm: height })
  }
  return undefined
}

/** The most points that a rectangle holds which has one of them in its middle. */
function bestCover(points: readonly PaperPoint[], width: number, height: number): PaperPoint[] {
  let best: PaperPoint[] = []
  for (const [x, y] of points) {
    const covered = points.filter(
      (each) => Math.abs(each[0] - x) <= width / 2 && Math.abs(each[1] - y) <= height / 2,
    )
    if (covered.length > best.length) best = covered
  }
  return best
}

function middleOf(points: readonly PaperPoint[]): PaperPoint {
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
  return [middle(points.map(([x]) => x)), middle(points.map(([, y]) => y))]
}

function keptOn(sheet: Frame, [x, y]: PaperPoint, { widthMm, heightMm }: Frame): Rectangle {
  const left = Math.max(1, Math.min(sheet.widthMm - widthMm - 1, x - widthMm / 2))
  const top = Math.max(1, Math.min(sheet.heightMm - heightMm - 1, y - heightMm / 2))
  return { left, top, right: left + widthMm, bottom: top + heightMm }
}
