import { describe, expect, it } from 'vitest'
import type { PaperPoint } from '../../server/directory/directory-document.rules.ts'
import { labelPt, markerRadii } from '../../server/directory/map/marker-size.rules.ts'
import { cross, distance, type Line } from '../../server/directory/map/paper-geometry.rules.ts'
import { hereRadiusMm, type Placed, placeMarkers } from '../../server/directory/map/place-markers.rules.ts'
import { needsLeader } from '../../server/directory/map/shorten-leaders.rules.ts'
import { aroundZero, seededChance } from './seeded-chance.ts'

const sheet = { widthMm: 178, heightMm: 240, here: null, closed: null }
const middle: PaperPoint = [89, 120]
const radius = 2.6

function everywhere(count: number, seed: number): PaperPoint[] {
  const chance = seededChance(seed)
  return Array.from({ length: count }, () => [8 + chance() * 162, 8 + chance() * 224] as const)
}

/** As the places of a city: most of them near its middle. */
function city(count: number, seed: number): PaperPoint[] {
  const chance = seededChance(seed)
  const within = (value: number, most: number) => Math.max(8, Math.min(most - 8, value))
  return Array.from({ length: count }, () =>
    chance() < 0.7
      ? [within(89 + aroundZero(chance) * 20, 178), within(120 + aroundZero(chance) * 20, 240)]
      : [8 + chance() * 162, 8 + chance() * 224],
  )
}

const placed = (points: readonly PaperPoint[], given = sheet, radii: readonly number[] = [radius]): Placed =>
  placeMarkers(points, given, radii)

function closest(places: readonly PaperPoint[]): number {
  let least = Number.POSITIVE_INFINITY
  places.forEach((place, index) => {
    for (const other of places.slice(index + 1)) least = Math.min(least, distance(place, other))
  })
  return least
}

function crossings(points: readonly PaperPoint[], { places, radiusMm }: Placed): number {
  const leaders = places.flatMap((at, index): Line[] => {
    const point = points[index]!
    return needsLeader(at, point, radiusMm) ? [[at, point]] : []
  })
  return leaders.reduce(
    (sum, leader, index) => sum + leaders.slice(index + 1).filter((other) => cross(leader, other)).length,
    0,
  )
}

const crowds: [name: string, points: PaperPoint[]][] = [
  ...[1, 2, 3].map((seed): [string, PaperPoint[]] => [`40 in a city (${seed})`, city(40, seed)]),
  ['150 in a city', city(150, 4)],
  ['400 in a city', city(400, 5)],
  ['400 everywhere', everywhere(400, 6)],
  ['90 at one point', Array.from({ length: 90 }, () => middle)],
  ['400 at one point', Array.from({ length: 400 }, () => middle)],
  ['30 in a corner', Array.from({ length: 30 }, () => [0, 0] as const)],
  ['one', [middle]],
  ['none', []],
]

describe.each(crowds)('The numbers of places, %s,', (_, points) => {
  const result = placed(points)
  const { places, radiusMm } = result

  it('are all there, whole on the sheet, none on another', () => {
    expect(places).toHaveLength(points.length)
    expect(closest(places)).toBeGreaterThanOrEqual(2 * radiusMm)
    for (const [x, y] of places) {
      expect(x).toBeGreaterThanOrEqual(radiusMm)
      expect(x).toBeLessThanOrEqual(sheet.widthMm - radiusMm)
      expect(y).toBeGreaterThanOrEqual(radiusMm)
      expect(y).toBeLessThanOrEqual(sheet.heightMm - radiusMm)
    }
  })

  it('stand at the same places whenever they are placed', () => {
    expect(placed(points)).toEqual(result)
  })

  it('have lines that cross no other', () => {
    expect(crossings(points, result)).toBe(0)
  })
})

it('a number with room around it stands on its point', () => {
  const points: PaperPoint[] = [
    [30, 30],
    [60, 30],
    [60, 37],
  ]
  expect(placed(points).places).toEqual(points)
})

it('numbers stay near their points', () => {
  const farthest = (points: readonly PaperPoint[]) => {
    const { places } = placed(points)
    return Math.max(...places.map((at, index) => distance(at, points[index]!)))
  }
  for (const seed of [1, 2, 3, 4, 5]) expect(farthest(city(40, seed))).toBeLessThan(4 * radius)
  // A disc as wide as all of them together, a third of it white.
  const wide = 1.3 * radius * Math.sqrt(90) * 1.1
  expect(farthest(Array.from({ length: 90 }, () => middle))).toBeLessThan(wide)
  const points = everywhere(400, 9)
  const { crowding } = placed(points)
  expect(crowding).toBeLessThan(0.6)
})

it('few places at one point stand in a ring around it, in their order', () => {
  const points = Array.from({ length: 5 }, () => middle)
  const { places } = placed(points)
  const away = places.map((at) => distance(at, middle))
  expect(Math.max(...away) - Math.min(...away)).toBeLessThan(0.2)
  expect(Math.max(...away)).toBeLessThan(2.2 * radius)
  expect(places[0]![1]).toBeLessThan(middle[1])
  const turns = places.map(
    ([x, y]) => (Math.atan2(y - middle[1], x - middle[0]) + 2.5 * Math.PI + 0.01) % (2 * Math.PI),
  )
  expect(turns).toEqual(turns.toSorted((a, b) => a - b))
})

it('no number lies on the sign of where one is, nor in the frame of another map', () => {
  const points = city(80, 11)
  const closed = { left: 100, top: 90, right: 140, bottom: 150 }
  const { places, radiusMm } = placed(points, { ...sheet, here: [60, 120], closed } as never)
  for (const [x, y] of places) {
    expect(distance([x, y], [60, 120])).toBeGreaterThanOrEqual(radiusMm + hereRadiusMm)
    const isInside = x > closed.left && x < closed.right && y > closed.top && y < closed.bottom
    expect(isInside).toBe(false)
  }
})

describe('The size of numbers', () => {
  it('is the size asked for where there is room, and less where there is none', () => {
    const labels = Array.from({ length: 400 }, (_, index) => String(index + 1))
    const radii = markerRadii(labels, 9)
    const roomy = placed(everywhere(100, 1), sheet, markerRadii(labels.slice(0, 99), 9))
    expect(labelPt('57', 2, roomy.radiusMm, 9)).toBe(9)
    const full = placed(city(400, 5), sheet, radii)
    expect(labelPt('357', 3, full.radiusMm, 9)).toBeGreaterThanOrEqual(6.5)
    expect(labelPt('357', 3, full.radiusMm, 9)).toBeLessThan(9)
    expect(labelPt('7', 3, full.radiusMm, 9)).toBeGreaterThan(labelPt('357', 3, full.radiusMm, 9))
  })

  it('goes below what one reads well rather than that a number is left out', () => {
    const points = city(1_000, 3)
    const half = { ...sheet, heightMm: 120 }
    const { places, radiusMm } = placed(points, half, markerRadii(['1000'], 9))
    expect(places).toHaveLength(1_000)
    expect(closest(places)).toBeGreaterThanOrEqual(2 * radiusMm)
    expect(radiusMm).toBeGreaterThan(0.8)
  })

  it('is large in large print', () => {
    expect(labelPt('12', 2, markerRadii(['12'], 18)[0]!, 18)).toBe(18)
  })
})
