// What part of the world the map shows.
import type { FitBoundsOptions, LngLatBoundsLike } from 'maplibre-gl'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'

/** Closer, and nothing more is to be seen. */
export const closestZoom = 18
/** Closer by itself, and one would not know where that is. */
const closestFit = 15

export type View =
  | { bounds: LngLatBoundsLike; fitBoundsOptions: FitBoundsOptions }
  | { center: LonLat; zoom: number }

/** Degrees. */
export type Box = [west: number, south: number, east: number, north: number]

/** The box around points; `undefined` without any. */
export function boxAround(points: readonly LonLat[]): Box | undefined {
  const [first, ...others] = points
  if (!first) return undefined
  const box: Box = [...first, ...first]
  for (const [lon, lat] of others) {
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  }
  return box
}

/** The marks stand above their points; at the end of the map stand its buttons, which must not cover them. */
const roomForMark = { above: 96, around: 48, besideButtons: 92 }

/** Room for the marks, as far as the map has it. */
export function fitOptions(container: HTMLElement): FitBoundsOptions {
  const { clientWidth, clientHeight } = container
  const { above, around, besideButtons } = roomForMark
  const start = Math.min(around, clientWidth / 8)
  const end = Math.min(besideButtons, clientWidth / 4)
  const isFromRight = getComputedStyle(container).direction === 'rtl'
  const [left, right] = isFromRight ? [end, start] : [start, end]
  const [top, bottom] = [Math.min(above, clientHeight / 5), Math.min(around, clientHeight / 8)]
  return { padding: { top, bottom, left, right }, maxZoom: closestFit }
}

/** Metropolitan France, when nothing at all is known. */
export const everywhere: Box = [-5, 42, 8.5, 51.2]

/** The view on the first points that there are. */
export function viewOf(container: HTMLElement, ...choices: (readonly LonLat[])[]): View {
  const points = choices.find(({ length }) => length > 0) ?? []
  return { bounds: boxAround(points) ?? everywhere, fitBoundsOptions: fitOptions(container) }
}

/** West, south, east, north in degrees, as the API reads a box: to the metre, and never around the world. */
export function boxForSearch(box: Box): Box {
  const [west, south, east, north] = box.map((degrees) => Math.round(degrees * 1e5) / 1e5) as Box
  return [Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north)]
}

/** `lon,lat` of the middle, as the API reads a point. */
export function middleOf([west, south, east, north]: Box): string {
  return `${((west + east) / 2).toFixed(5)},${((south + north) / 2).toFixed(5)}`
}
