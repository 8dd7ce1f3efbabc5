// Positions and boxes as they are written in an address: degrees, WGS 84, longitude first.

export type LonLat = [longitude: number, latitude: number]

/** `[west, south, east, north]` in degrees; west > east when the box crosses the date line. */
export type Bbox = [west: number, south: number, east: number, north: number]

function numbers(text: string, count: number): number[] | undefined {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.length !== count || !parts.every((part) => /^-?\d{1,5}(\.\d{1,20})?$/.test(part)))
    return undefined
  return parts.map(Number)
}

/** `lon,lat` in degrees, or `undefined`. */
export function parseLonLat(text: string): LonLat | undefined {
  const [lon, lat] = numbers(text, 2) ?? []
  if (lon === undefined || lat === undefined || Math.abs(lon) > 180 || Math.abs(lat) > 90) return undefined
  return [lon, lat]
}

/** `west,south,east,north` in degrees (six numbers, with heights, are read without the heights), or `undefined`. */
export function parseBbox(text: string): Bbox | undefined {
  const six = numbers(text, 6)
  const four = six ? [six[0]!, six[1]!, six[3]!, six[4]!] : numbers(text, 4)
  if (!four) return undefined
  const [west, south, east, north] = four as Bbox
  const onEarth =
    Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90
  return onEarth && south <= north ? [west, south, east, north] : undefined
}

/** The middle of a box that does not cross the date line. */
export function middleOf([west, south, east, north]: Bbox): LonLat {
  return [(west + east) / 2, (south + north) / 2]
}

/** A box as one or, across the date line, two boxes that do not cross it. */
export function boxesOf([west, south, east, north]: Bbox): Bbox[] {
  if (west <= east) return [[west, south, east, north]]
  return [
    [west, south, 180, north],
    [-180, south, east, north],
  ]
}
