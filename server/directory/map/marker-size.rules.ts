// How large the marks of a map are, by the letters inside them.

/** A disc drawn along a level line: a disc where the line has no length. */
export type MarkShape = {
  radiusMm: number
  /** From the middle of a mark to the middle of either round end; 0 for a disc. */
  alongMm: number
}

const mmPerPoint = 25.4 / 72
/** Atkinson Hyperlegible bold, in parts of its size. */
const digitWidth = 0.62
const digitHeight = 0.67
/** Black around a label, inside its mark. */
const insideMm = 0.3
/** Black above and below the label of an oblong mark: less and its round ends would cut the outermost digits. */
const aboveMm = 0.5

/**
 * Shapes to try, with labels of that size in each: discs, and where these crowd each other, oblong marks, which take
 * a third less of the map with three digits. All marks of a map are as large as its longest label wants, so that they look alike.
 */
export function markShapes(labels: readonly string[], textPt: number): [disc: MarkShape, oblong: MarkShape] {
  const letters = Math.max(2, ...labels.map(({ length }) => length))
  const size = textPt * mmPerPoint
  const [halfWidth, halfHeight] = [(letters * digitWidth * size) / 2, (digitHeight * size) / 2]
  const radiusMm = halfHeight + aboveMm
  const roundEnd = Math.sqrt((radiusMm - insideMm) ** 2 - halfHeight ** 2)
  return [
    { radiusMm: Math.sqrt(halfWidth ** 2 + halfHeight ** 2) + insideMm, alongMm: 0 },
    { radiusMm, alongMm: Math.max(0, halfWidth - roundEnd) },
  ]
}
