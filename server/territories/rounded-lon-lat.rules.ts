import type { LonLat } from './lon-lat.rules.ts'

/** Metres of one degree of latitude, on a sphere with the mean radius of the earth. */
const metresOfDegree = 111_195

/**
 * A position to the nearest crossing of a grid of 100 metres, so that an address of ours never says in which house
 * somebody stands. It moves by at most 71 metres.
 */
export function roundedLonLat([longitude, latitude]: LonLat, gridMetres = 100): LonLat {
  const latitudeStep = gridMetres / metresOfDegree
  const rounded = Math.round(latitude / latitudeStep) * latitudeStep
  // Meridians close in towards the poles, where any step is as good as another.
  const shrink = Math.max(0.01, Math.cos((rounded * Math.PI) / 180))
  const longitudeStep = latitudeStep / shrink
  const fiveDecimals = (degrees: number, most: number) =>
    Math.max(-most, Math.min(most, Number(degrees.toFixed(5))))
  return [fiveDecimals(Math.round(longitude / longitudeStep) * longitudeStep, 180), fiveDecimals(rounded, 90)]
}
