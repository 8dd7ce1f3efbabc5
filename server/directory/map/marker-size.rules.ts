// How large the discs of a map are, by the letters inside them.

const mmPerPoint = 25.4 / 72
/** Atkinson Hyperlegible bold, in parts of its size. */
const digitWidth = 0.62
const digitHeight = 0.67
/** Black around a label, inside its disc. */
const insideMm = 0.3
/** A number that is smaller is a riddle on paper. */
const leastPt = 7
/** Of the size asked for. */
const smallest = 0.7
/** How much larger short labels may be. */
const mostUneven = 1.15

/** Radius of the disc that holds a label of so many letters, in points. */
export function radiusOf(letters: number, pt: number): number {
  const [width, height] = [letters * digitWidth, digitHeight].map((part) => part * pt * mmPerPoint) as [
    number,
    number,
  ]
  return Math.sqrt((width / 2) ** 2 + (height / 2) ** 2) + insideMm
}

/**
 * The size of a label in its disc, in points: as large as asked for, where that fits. Short labels are hardly larger
 * than the longest of the map, so that all look alike.
 */
export function labelPt(label: string, longest: number, radiusMm: number, textPt: number): number {
  const fitting = (letters: number) => (radiusMm - insideMm) / (radiusOf(letters, 1) - insideMm)
  const size = Math.min(
    textPt,
    fitting(Math.max(2, label.length)),
    fitting(Math.max(2, longest)) * mostUneven,
  )
  // Rounding must not make a size that fits exactly a tenth smaller.
  return Math.floor(size * 10 + 1e-6) / 10
}

/** Radii to try: with labels as large as asked for, and where they crowd each other, as small as still legible. */
export function markerRadii(labels: readonly string[], textPt: number): number[] {
  const letters = Math.max(2, ...labels.map(({ length }) => length))
  return [textPt, Math.max(leastPt, textPt * smallest)].map((pt) => radiusOf(letters, pt))
}
