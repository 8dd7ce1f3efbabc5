// The bar that says how long a stretch of paper is on the ground.

/** Ground and paper: a round length that is `lengthMm` long on a map with so many millimetres to the metre. */
export type ScaleBar = { metres: number; lengthMm: number }

/** The longest of 1, 2 and 5 × 10ⁿ metres whose bar is at most `mostMm` long. */
export function scaleBar(mmPerMetre: number, mostMm = 45): ScaleBar {
  const most = mostMm / mmPerMetre
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power
  return { metres, lengthMm: metres * mmPerMetre }
}
