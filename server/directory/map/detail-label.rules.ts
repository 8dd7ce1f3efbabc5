// The name of a second map, written at its frame on the first: how large it is, and where it hides nothing.
import type { PaperPoint, Words } from '../directory-document.rules.ts'
import { distanceToRectangle, type Rectangle } from './paper-geometry.rules.ts'

/** Its lines, and the black ground that they stand on. */
export type DetailLabel = { lines: string[]; rectangle: Rectangle }

type LabelShape = { lines: string[]; widthMm: number; heightMm: number }

const mmPerPoint = 25.4 / 72
/** In parts of the size of its letters, which are bold, and rather too much. */
const letterWidth = 0.62
const lineHeight = 1.25
const aboveAndBelow = 0.35
const besideMm = 3
/** From a point of the frame to a label inside it. */
const clearMm = 1
/** From a label to the edge of the sheet. */
const edgeMm = 1

/** Two languages stand side by side where the frame is wide enough, else one over the other. */
export function labelShape(words: Words, textPt: number, frameMm: number): LabelShape {
  const said = [...new Set(words)]
  const size = textPt * mmPerPoint
  const shapeOf = (lines: string[]): LabelShape => ({
    lines,
    widthMm: Math.max(...lines.map((line) => [...line].length)) * letterWidth * size + besideMm,
    heightMm: (lines.length * lineHeight + aboveAndBelow) * size,
  })
  const inOneLine = shapeOf([said.join(' · ')])
  return inOneLine.widthMm <= frameMm ? inOneLine : shapeOf(said)
}

/**
 * In a corner of the frame, else over or under it: there where it hides the fewest points of the whole map.
 * Over the frame, it may leave it to a side.
 */
export function placeLabel(
  frame: Rectangle,
  points: readonly PaperPoint[],
  { lines, widthMm, heightMm }: LabelShape,
  sheet: { widthMm: number; heightMm: number },
): DetailLabel {
  const at = (left: number, top: number): Rectangle => ({
    left,
    top,
    right: left + widthMm,
    bottom: top + heightMm,
  })
  const isInside = widthMm <= frame.right - frame.left && heightMm <= frame.bottom - frame.top
  const corners = isInside
    ? [frame.top, frame.bottom - heightMm].flatMap((top) => [
        at(frame.left, top),
        at(frame.right - widthMm, top),
      ])
    : []
  const onSheet = (left: number) => Math.max(edgeMm, Math.min(left, sheet.widthMm - edgeMm - widthMm))
  const outside = [frame.top - heightMm, frame.bottom].flatMap((top) => [
    at(onSheet(frame.left), top),
    at(onSheet(frame.right - widthMm), top),
  ])
  const ways = [...corners, ...outside].filter(
    ({ top, bottom }) => top >= edgeMm && bottom <= sheet.heightMm - edgeMm,
  )
  const hidden = (way: Rectangle) =>
    points.filter((point) => distanceToRectangle(point, way) < clearMm).length
  return { lines, rectangle: ways.reduce((best, way) => (hidden(way) < hidden(best) ? way : best)) }
}
