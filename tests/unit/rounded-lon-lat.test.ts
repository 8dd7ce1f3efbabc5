import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import { roundedLonLat } from '../../server/territories/rounded-lon-lat.rules.ts'

/** Metres between two points that are near each other. */
function metresBetween([west, south]: LonLat, [east, north]: LonLat): number {
  const radians = Math.PI / 180
  const x = (east - west) * radians * Math.cos(((south + north) / 2) * radians)
  return 6_371_008.8 * Math.hypot(x, (north - south) * radians)
}

const kleber: LonLat = [7.745612, 48.583401]
/** 121 points around a square, 40 m from one to the next. */
const around = Array.from({ length: 121 }, (_, index): LonLat => {
  const [lon, lat] = kleber
  return [lon + (index % 11) * 0.000543, lat + Math.floor(index / 11) * 0.00036]
})

describe('The position of somebody in Strasbourg', () => {
  it('moves by at most half the diagonal of a square of 100 metres', () => {
    const moved = around.map((point) => metresBetween(point, roundedLonLat(point)))
    expect(Math.max(...moved)).toBeLessThan(71.5)
    expect(Math.max(...moved)).toBeGreaterThan(50)
  })

  it('stands on a grid whose points are 100 metres apart', () => {
    const points = [...new Map(around.map(roundedLonLatWithKey)).values()]
    expect(points.length).toBeLessThan(36)
    for (const point of points) {
      const nearest = Math.min(
        ...points.filter((other) => other !== point).map((other) => metresBetween(point, other)),
      )
      expect(nearest).toBeGreaterThan(98)
      expect(nearest).toBeLessThan(102)
    }
  })

  it('is the same for all who stand there, and stays where it is', () => {
    const rounded = roundedLonLat(kleber)
    expect(roundedLonLat([kleber[0] + 0.00001, kleber[1] + 0.00001])).toEqual(rounded)
    expect(metresBetween(roundedLonLat(rounded), rounded)).toBeLessThan(2)
    for (const degrees of rounded) expect(String(degrees)).toMatch(/^-?\d+(\.\d{1,5})?$/)
  })

  it('stays on earth at its ends', () => {
    for (const point of [
      [180, 90],
      [-180, -90],
      [179.99999, 0],
      [0, 0],
    ] as LonLat[]) {
      const [lon, lat] = roundedLonLat(point)
      expect(Math.abs(lon)).toBeLessThanOrEqual(180)
      expect(Math.abs(lat)).toBeLessThanOrEqual(90)
    }
  })
})

function roundedLonLatWithKey(point: LonLat): [string, LonLat] {
  const rounded = roundedLonLat(point)
  return [rounded.join(), rounded]
}
