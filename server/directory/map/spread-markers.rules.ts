// Marks moved apart so that none lies on another, each as near as it can be to its point.
import type { PaperPoint } from '../directory-document.rules.ts'
import { FreeGround, isOpen, type Room } from './free-ground.rules.ts'
import { around, grown, lengthBeside, lengthOf, type Rectangle, Squares } from './paper-geometry.rules.ts'

const rounds = 100
/** Until then marks are drawn back to where they would stand alone, ever less. */
const roundsWithPull = 60
const strongestPull = 0.12
/** Less is not seen, and comes from rounding. */
const touchMm = 0.001
/** Of the field, so much can be covered by marks and the white around them; more takes long to pack, and hides the map. */
const fullest = 0.5
/** As many on one point stand in one ring around it. */
const mostInRing = 12
/** From one seed of a sunflower to the next. */
const goldenAngle = 2.399963

/**
 * A place for each mark. `undefined` when there is no room for all.
 * The same points give the same places.
 */
export function spreadMarkers(points: readonly PaperPoint[], room: Room): PaperPoint[] | undefined {
  if (!hasRoomFor(points.length, room)) return undefined
  const homes = fannedOut(points, room)
  const places = homes.map(([x, y]): Moving => [x, y])
  const neighbours = new Neighbours(room, places)
  for (let round = 0; round < rounds; round += 1) {
    const pull = strongestPull * Math.max(0, 1 - round / roundsWithPull)
    for (let index = 0; index < places.length; index += 1) {
      const [place, home] = [places[index]!, homes[index]!]
      place[0] += (home[0] - place[0]) * pull
      place[1] += (home[1] - place[1]) * pull
    }
    const overlap = neighbours.pushApart()
    for (const place of places) keepInside(place, room)
    if (pull === 0 && overlap < touchMm) break
  }
  return settled(places, points, room)
}

type Moving = [x: number, y: number]

function hasRoomFor(count: number, { field, radiusMm, alongMm, gapMm, closed }: Room): boolean {
  const areaOf = (box: Rectangle) => (box.right - box.left) * (box.bottom - box.top)
  const withMarks = (box: Rectangle) => areaOf(grown(box, radiusMm + alongMm, radiusMm))
  const radius = radiusMm + gapMm / 2
  const covered = count * (Math.PI * radius ** 2 + 4 * alongMm * radius)
  return covered <= (withMarks(field) - (closed ? withMarks(closed) : 0)) * fullest
}

/** Points that are one on paper have a ring around it, in their order, the first on top (two: side by side). */
function fannedOut(points: readonly PaperPoint[], { radiusMm, alongMm, gapMm }: Room): Moving[] {
  const wider = 1 + alongMm / radiusMm
  const together = Map.groupBy(points.keys(), (index) =>
    points[index]!.map((value) => Math.round(value * 10)).join(' '),
  )
  const places = points.map(([x, y]): Moving => [x, y])
  for (const indexes of together.values()) {
    const count = indexes.length
    if (count === 1) continue
    const isRing = count <= mostInRing
    const ring = Math.max(radiusMm + 0.8, (radiusMm + gapMm / 2) / Math.sin(Math.PI / count) + touchMm)
    const start = count === 2 ? -Math.PI : -Math.PI / 2
    indexes.forEach((index, position) => {
      const angle = start + (isRing ? (2 * Math.PI * position) / count : position * goldenAngle)
      const radius = isRing ? ring : (2 * radiusMm + gapMm) * 0.55 * Math.sqrt(position + 1)
      places[index]![0] += radius * Math.cos(angle) * wider
      places[index]![1] += radius * Math.sin(angle)
    })
  }
  return places
}

/** Marks by squares as wide as two marks are apart: who is too close is in the same square or one beside it. */
class Neighbours {
  readonly #apart: number
  readonly #along: number
  readonly #side: number
  readonly #places: Moving[]
  readonly #columns: number
  readonly #first: Int32Array
  readonly #next: Int32Array
  readonly #square: Int32Array

  constructor({ widthMm, heightMm, radiusMm, alongMm, gapMm }: Room, places: Moving[]) {
    this.#apart = 2 * radiusMm + gapMm
    this.#along = 2 * alongMm
    this.#side = this.#apart + this.#along
    this.#places = places
    // One empty square all around, so that every square has eight others.
    this.#columns = Math.ceil(widthMm / this.#side) + 2
    this.#first = new Int32Array(this.#columns * (Math.ceil(heightMm / this.#side) + 2))
    this.#next = new Int32Array(places.length)
    this.#square = new Int32Array(places.length)
  }

  /** Pushes each pair that is too close half the way apart. Returns by how much the closest one was too close. */
  pushApart(): number {
    this.#first.fill(-1)
    for (let index = 0; index < this.#places.length; index += 1) {
      const [x, y] = this.#places[index]!
      const square = this.#squareOf(x, y)
      this.#square[index] = square
      this.#next[index] = this.#first[square]!
      this.#first[square] = index
    }
    let worst = 0
    for (let index = 0; index < this.#places.length; index += 1) {
      for (let row = -1; row <= 1; row += 1) {
        const middle = this.#square[index]! + row * this.#columns
        for (let near = middle - 1; near <= middle + 1; near += 1) {
          for (let other = this.#first[near]!; other > index; other = this.#next[other]!) {
            worst = Math.max(worst, this.#pushPair(index, other))
          }
        }
      }
    }
    return worst
  }

  #squareOf(x: number, y: number): number {
    const rows = this.#first.length / this.#columns
    const column = Math.max(1, Math.min(this.#columns - 2, 1 + Math.floor(x / this.#side)))
    const row = Math.max(1, Math.min(rows - 2, 1 + Math.floor(y / this.#side)))
    return row * this.#columns + column
  }

  #pushPair(index: number, other: number): number {
    const [a, b] = [this.#places[index]!, this.#places[other]!]
    const beside = b[0] - a[0]
    const dx = Math.sign(beside) * Math.max(0, Math.abs(beside) - this.#along)
    const dy = b[1] - a[1]
    const length = lengthOf(dx, dy)
    const lack = this.#apart - length
    if (lack <= 0) return 0
    // A little more than half, so that rounding does not leave them touching for ever.
    const push = (lack + touchMm) / 2
    const [unitX, unitY] = length > 1e-9 ? [dx / length, dy / length] : this.#anyWay(index)
    a[0] -= unitX * push
    a[1] -= unitY * push
    b[0] += unitX * push
    b[1] += unitY * push
    return lack
  }

  /** Oblong marks on one line part up and down, where the way is short. */
  #anyWay(index: number): Moving {
    return this.#along > 0 ? [0, index % 2 === 0 ? 1 : -1] : [Math.cos(index), Math.sin(index)]
  }
}

function keepInside(place: Moving, { field, radiusMm, alongMm, gapMm, taken, closed }: Room): void {
  for (const { at, radiusMm: takenMm } of taken) {
    const apart = radiusMm + gapMm + takenMm
    const [right, dy] = [place[0] - at[0], place[1] - at[1]]
    const dx = Math.sign(right) * Math.max(0, Math.abs(right) - alongMm)
    const length = lengthOf(dx, dy)
    if (length >= apart) continue
    const [unitX, unitY] = length > 1e-9 ? [dx / length, dy / length] : [0, -1]
    place[0] += unitX * (apart - length)
    place[1] += unitY * (apart - length)
  }
  if (closed) leaveRectangle(place, grown(closed, radiusMm + gapMm + alongMm, radiusMm + gapMm), field)
  place[0] = Math.max(field.left, Math.min(field.right, place[0]))
  place[1] = Math.max(field.top, Math.min(field.bottom, place[1]))
}

/** By the nearest side that is not the edge of the sheet. */
function leaveRectangle(place: Moving, { left, top, right, bottom }: Rectangle, field: Rectangle): void {
  const [x, y] = place
  if (x <= left || x >= right || y <= top || y >= bottom) return
  const ways: [cost: number, to: Moving][] = []
  if (left >= field.left) ways.push([x - left, [left, y]])
  if (right <= field.right) ways.push([right - x, [right, y]])
  if (top >= field.top) ways.push([y - top, [x, top]])
  if (bottom <= field.bottom) ways.push([bottom - y, [x, bottom]])
  const [nearest] = ways.toSorted(([a], [b]) => a - b)
  if (nearest) [place[0], place[1]] = nearest[1]
}

/** Marks that still lie on another go to the nearest free place. */
function settled(places: Moving[], points: readonly PaperPoint[], room: Room): PaperPoint[] | undefined {
  const apart = 2 * room.radiusMm + room.gapMm - 2 * touchMm
  const along = 2 * room.alongMm
  const squares = new Squares(apart, room, places.length)
  const isOver = ([x, y]: PaperPoint, other: number) =>
    lengthBeside(places[other]![0] - x, places[other]![1] - y, along) < apart
  const isFree = (at: PaperPoint) =>
    isOpen(at, room) && !squares.some(around(at, apart, along), (other) => isOver(at, other))
  const homeless: number[] = []
  places.forEach((place, index) => {
    if (isFree(place)) squares.add(index, around(place, 0))
    else homeless.push(index)
  })
  const kept: PaperPoint[] = [...places]
  // Looked at square by square, the sheet takes longer than all else: only for those who need it.
  if (homeless.length === 0) return kept
  const ground = new FreeGround(room)
  const without = new Set(homeless)
  places.forEach((place, index) => {
    if (!without.has(index)) ground.take(place)
  })
  for (const index of homeless) {
    const free = ground.nearestTo(points[index]!)
    if (!free) return undefined
    kept[index] = free
    ground.take(free)
  }
  return kept
}
