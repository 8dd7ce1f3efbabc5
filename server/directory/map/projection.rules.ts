// From degrees to millimetres of paper: Web Mercator, as tiles of streets are drawn in it.
import type { Bbox, LonLat } from '../../territories/lon-lat.rules.ts'
import type { PaperPoint } from '../directory-document.rules.ts'
import type { Frame } from './map-request.rules.ts'

/** Where a sheet lies: its upper left corner in the square world, and how wide all of that is on paper. */
export type Ground = Frame & { x: number; y: number; worldMm: number }

/** Part of the world on a sheet. */
export type View = Ground & {
  /** What the sheet shows, edge to edge. */
  box: Bbox
  /** At the middle of the sheet: Mercator grows towards the poles, by 1 % in 60 km at the latitude of Strasbourg. */
  mmPerMetre: number
  toPaper(lonLat: LonLat): PaperPoint
}

/** Circumference of the earth as a sphere, on which distances are told everywhere here. */
export const earthMetres = 2 * Math.PI * 6_371_009

/** Beyond, Mercator has no end. */
const furthestNorth = 85

/** Place in the square world: 0 to 1 from west to east and from north to south. */
export function toWorld([lon, lat]: LonLat): [x: number, y: number] {
  const angle = (Math.max(-furthestNorth, Math.min(furthestNorth, lat)) * Math.PI) / 180
  return [(lon + 180) / 360, (1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2]
}

function fromWorld(x: number, y: number): LonLat {
  return [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI]
}

/** The sheet that shows all of `extent` as large as it goes, `marginMm` from its edges, in the middle. */
export function viewOf(extent: Bbox, frame: Frame, marginMm: number): View {
  const [west, south, east, north] = extent
  const [left, top] = toWorld([west, north])
  const [right, bottom] = toWorld([east, south])
  const [widthMm, heightMm] = [frame.widthMm, frame.heightMm]
  const worldMm = Math.min(
    (widthMm - 2 * marginMm) / (right - left),
    (heightMm - 2 * marginMm) / (bottom - top),
  )
  const x = (left + right) / 2 - widthMm / 2 / worldMm
  const y = (top + bottom) / 2 - heightMm / 2 / worldMm
  return viewOn({ x, y, worldMm, widthMm, heightMm })
}

/** What is seen on a ground: what crosses between threads has no functions. */
export function viewOn({ x, y, worldMm, widthMm, heightMm }: Ground): View {
  const [west, north] = fromWorld(x, y)
  const [east, south] = fromWorld(x + widthMm / worldMm, y + heightMm / worldMm)
  const [, middle] = fromWorld(x, y + heightMm / 2 / worldMm)
  return {
    x,
    y,
    widthMm,
    heightMm,
    box: [west, south, east, north],
    mmPerMetre: worldMm / (earthMetres * Math.cos((middle * Math.PI) / 180)),
    worldMm,
    toPaper(lonLat) {
      const [worldX, worldY] = toWorld(lonLat)
      return [(worldX - x) * worldMm, (worldY - y) * worldMm]
    },
  }
}

/** The box so many metres around a point. */
export function boxAroundPoint([lon, lat]: LonLat, metres: number): Bbox {
  const latitudes = (metres / earthMetres) * 360
  const longitudes = latitudes / Math.max(0.01, Math.cos((lat * Math.PI) / 180))
  return [lon - longitudes, lat - latitudes, lon + longitudes, lat + latitudes]
}

/** The box of the world under a rectangle of a sheet. */
export function boxUnder(view: View, [left, top]: PaperPoint, { widthMm, heightMm }: Frame): Bbox {
  const [x, y] = toWorld([view.box[0], view.box[3]])
  const [west, north] = fromWorld(x + left / view.worldMm, y + top / view.worldMm)
  const [east, south] = fromWorld(x + (left + widthMm) / view.worldMm, y + (top + heightMm) / view.worldMm)
  return [west, south, east, north]
}
