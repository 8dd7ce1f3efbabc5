// The long part of drawing a map: which part of the world it shows, and where its numbers and names stand.
import type { Bbox } from '../../territories/lon-lat.rules.ts'
import type { Words } from '../directory-document.rules.ts'
import { type Crowd, crowdOn, detailOf, labelledPart, type Part } from './detail-frame.rules.ts'
import { extentOf } from './extent.rules.ts'
import type { Frame, MapRequest, PointOnMap } from './map-request.rules.ts'
import { drawSheet, type Sheet } from './map-sheet.rules.ts'
import { drawnInGroups } from './number-groups.rules.ts'
import type { Outlined } from './outline-drawing.rules.ts'
import { type Ground, viewOf, viewOn } from './projection.rules.ts'

/** From the outermost point to the edge of the sheet. */
const marginMm = 7
/** Of a wide area whose places stand together, so much of each side is shown at least. */
const leastOfArea = 0.6

/** `points`: of the request, those that have one. `area`: the box of its territories. */
export type GroundsQuestion = {
  points: readonly PointOnMap[]
  area: Bbox | null
  request: MapRequest
  /** Name of a second map. */
  words: Words
}

/** What a map shows, and a second one of its dense part where that makes it clearer, of the points with these indexes. */
export type Grounds = { ground: Ground; part: PartGround | null }
export type PartGround = Pick<Part, 'rectangle' | 'label'> & { ground: Ground; points: number[] }

export function groundsOf({ points, area, request, words }: GroundsQuestion): Grounds {
  const crowd = clearestView(points, area, request)
  const { detailFrame, textPt } = request
  const part = detailFrame && detailOf(crowd, bodyOf(detailFrame, textPt), request, words)
  return {
    ground: groundUnder(crowd.view),
    part: part && {
      rectangle: part.rectangle,
      label: part.label,
      ground: groundUnder(part.view),
      points: indexesOf(part.points, points),
    },
  }
}

const groundUnder = ({ x, y, worldMm, widthMm, heightMm }: Ground): Ground => ({
  ...{ x, y, worldMm, widthMm, heightMm },
})

function indexesOf<T>(some: readonly T[], all: readonly T[]): number[] {
  const wanted = new Set(some)
  return all.flatMap((each, index) => (wanted.has(each) ? index : []))
}

/** All of the area, unless its places would stand too close: then as much of it as leaves them legible. */
function clearestView(points: readonly PointOnMap[], area: Bbox | null, request: MapRequest): Crowd {
  const { here, radiusMetres, frame } = request
  const shown = { points: points.map(({ lonLat }) => lonLat), area, here, radiusMetres }
  const crowdWith = (share: number) =>
    crowdOn(viewOf(extentOf(shown, share), bodyOf(frame, request.textPt), marginMm), points, request)
  const whole = crowdWith(1)
  return whole.isCrowded && area ? crowdWith(leastOfArea) : whole
}

/** Height of the foot, for letters of 9 points. */
const footMm = 8

/** What the foot leaves of a frame. */
function bodyOf({ widthMm, heightMm }: Frame, textPt: number): Frame {
  return { widthMm, heightMm: heightMm - footOf(textPt) }
}

/** Its letters grow with all others; who drew the map then has two lines of its own below. */
export const footOf = (textPt: number) => footMm * (textPt / 9) * (textPt > 9 ? 2 : 1)

export type SheetsQuestion = Grounds & {
  points: readonly PointOnMap[]
  request: MapRequest
  outlines: readonly Outlined[]
  partOutlines: readonly Outlined[]
}

/** Numbers that stand on one sheet: the indexes of its points, and of those that its second map shows. */
export type DrawnGroup = { group: number[]; inside: number[]; sheet: Sheet; detail: Sheet | null }

/** As many sheets as all numbers want. */
export function sheetsOf(question: SheetsQuestion): DrawnGroup[] {
  const { points, request, outlines, partOutlines, part } = question
  const view = viewOn(question.ground)
  const partView = part && viewOn(part.ground)
  const inPart = new Set(part?.points)
  const closed = part && labelledPart(part)
  const at = (indexes: readonly number[]) => indexes.map((index) => points[index]!)
  return drawnInGroups([...points.keys()], (group) => {
    const inside = group.filter((index) => inPart.has(index))
    const outside = group.filter((index) => !inPart.has(index))
    const sheet = drawSheet(view, at(outside), request, outlines, closed)
    const detail = partView && drawSheet(partView, at(inside), request, partOutlines, null)
    return sheet && (!part || detail) ? { group: [...group], inside, sheet, detail } : null
  })
}
