import { describe, expect, it } from 'vitest'
import type { PaperPoint } from '../../server/directory/directory-document.rules.ts'
import { type MarkShape, markShapes } from '../../server/directory/map/marker-size.rules.ts'
import { drawnInGroups } from '../../server/directory/map/number-groups.rules.ts'
import { cross, distance, type Line, lengthBeside } from '../../server/directory/map/paper-geometry.rules.ts'
import { hereRadiusMm, type Placed, placeMarkers } from '../../server/directory/map/place-markers.rules.ts'
import { needsLeader } from '../../server/directory/map/shorten-leaders.rules.ts'
import { aroundZero, seededChance } from './seeded-chance.ts'

const sheet = { widthMm: 178, heightMm: 240, here: null, closed: null }
const middle: PaperPoint = [89, 120]
const radius = 2.6
const disc: MarkShape = { radiusMm: radius, alongMm: 0 }
const [, oblong] = markShapes(['400'], 9)

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

const placed = (
  points: readonly PaperPoint[],
  given = sheet,
  shapes: readonly MarkShape[] = [disc],
): Placed => placeMarkers(points, given, shapes)!

/** White between the two marks that are nearest to each other. */
function leastWhite({ places, shape }: Placed): number {
  let least = Number.POSITIVE_INFINITY
  places.forEach(([x, y], index) => {
    for (const other of places.slice(index + 1)) {
      least = Math.min(least, lengthBeside(x - other[0], y - other[1], 2 * shape.alongMm))
    }
  })
  return least - 2 * shape.radiusMm
}

function crossings(points: readonly PaperPoint[], { places, shape }: Placed): number {
  const leaders = places.flatMap((at, index): Line[] => {
    const point = points[index]!
    return needsLeader(at, point, shape) ? [[at, point]] : []
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

const inBothShapes = crowds.flatMap(([name, points]): [string, string, PaperPoint[], MarkShape][] => [
  [name, 'discs', points, disc],
  [name, 'oblong marks', points, oblong],
])

describe.each(inBothShapes)('The numbers of places, %s, in %s,', (_, __, points, shape) => {
  const result = placed(points, sheet, [shape])
  const { places } = result

  it('are all there, whole on the sheet, none on another', () => {
    expect(places).toHaveLength(points.length)
    expect(leastWhite(result)).toBeGreaterThanOrEqual(0)
    const { radiusMm, alongMm } = shape
    for (const [x, y] of places) {
      expect(x).toBeGreaterThanOrEqual(radiusMm + alongMm)
      expect(x).toBeLessThanOrEqual(sheet.widthMm - radiusMm - alongMm)
      expect(y).toBeGreaterThanOrEqual(radiusMm)
      expect(y).toBeLessThanOrEqual(sheet.heightMm - radiusMm)
    }
  })

  it('stand at the same places whenever they are placed', () => {
    expect(placed(points, sheet, [shape])).toEqual(result)
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

it.each([
  ['disc', disc],
  ['oblong mark', oblong],
])('no %s lies on the sign of where one is, nor in the frame of another map', (_, shape) => {
  const points = city(80, 11)
  const closed = { left: 100, top: 90, right: 140, bottom: 150 }
  const { radiusMm, alongMm } = shape
  const { places } = placed(points, { ...sheet, here: [60, 120], closed } as never, [shape])
  for (const [x, y] of places) {
    expect(lengthBeside(x - 60, y - 120, alongMm)).toBeGreaterThanOrEqual(radiusMm + hereRadiusMm)
    const isBeside = x + alongMm + radiusMm <= closed.left || x - alongMm - radiusMm >= closed.right
    const isOverOrUnder = y + radiusMm <= closed.top || y - radiusMm >= closed.bottom
    const isByACorner = [closed.left, closed.right].some((left) =>
      [closed.top, closed.bottom].some((top) => lengthBeside(x - left, y - top, alongMm) >= radiusMm - 1e-6),
    )
    expect(isBeside || isOverOrUnder || isByACorner).toBe(true)
  }
})

describe('The marks of numbers', () => {
  const labels = Array.from({ length: 400 }, (_, index) => String(index + 1))
  const area = ({ radiusMm, alongMm }: MarkShape) => Math.PI * radiusMm ** 2 + 4 * alongMm * radiusMm

  it.each([
    ['12', 9],
    ['400', 9],
    ['12', 18],
    ['400', 18],
    ['1000', 18],
  ])('hold %s in letters of %d points, with black around each corner of it', (label, textPt) => {
    const [width, height] = [label.length * 0.62 * textPt * 0.3528, 0.67 * textPt * 0.3528]
    for (const { radiusMm, alongMm } of markShapes([label], textPt)) {
      expect(lengthBeside(width / 2, height / 2, alongMm)).toBeLessThanOrEqual(radiusMm - 0.29)
    }
  })

  it('are discs where there is room, and oblong where discs would crowd', () => {
    const shapes = markShapes(labels, 9)
    expect(placed(everywhere(100, 1), sheet, shapes).shape).toEqual(shapes[0])
    expect(placed(city(400, 5), sheet, shapes).shape).toEqual(shapes[1])
    for (const textPt of [9, 18]) {
      const [roomy, tight] = markShapes(labels, textPt)
      expect(area(tight)).toBeLessThan(area(roomy) * 0.68)
    }
  })

  it('are never put on a sheet that has no room for all', () => {
    const half = { ...sheet, heightMm: 120 }
    expect(placeMarkers(city(1_000, 3), half, markShapes(['1000'], 9))).toBeUndefined()
  })
})

describe('Numbers that are too many for one sheet', () => {
  const numbers = Array.from({ length: 10 }, (_, index) => index + 1)
  const withRoomFor = (most: number) => (group: readonly number[]) => (group.length <= most ? group : null)

  it('are parted in their order, on as few sheets as it takes', () => {
    expect(drawnInGroups(numbers, withRoomFor(10))).toEqual([numbers])
    expect(drawnInGroups(numbers, withRoomFor(4))).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10],
    ])
  })

  it('are a fault of the sheet where not even one has room', () => {
    expect(() => drawnInGroups(numbers, withRoomFor(0))).toThrow('no room for one number')
  })
})
