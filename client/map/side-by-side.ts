// Places of one house, or of one commune whose house is unknown, would hide each other's numbers.
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'

/** Two numbers can be read, and pressed, this far from each other. */
const apartPixels = 30

/** How far each mark is moved sideways, in pixels, so that marks on one point stand in a row. */
export function sideBySide(points: readonly (LonLat | undefined)[]): number[] {
  const rows = new Map<string, number[]>()
  for (const [index, point] of points.entries()) {
    // The fifth digit is a metre.
    const key = point ? point.map((degrees) => degrees.toFixed(5)).join() : `without ${index}`
    rows.set(key, [...(rows.get(key) ?? []), index])
  }
  const shifts = points.map(() => 0)
  for (const row of rows.values()) {
    for (const [rank, index] of row.entries()) shifts[index] = (rank - (row.length - 1) / 2) * apartPixels
  }
  return shifts
}
