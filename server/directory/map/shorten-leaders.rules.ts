// Marks that were moved apart, rearranged until lines to their points are short, cross none and pass under none.
import type { PaperPoint } from '../directory-document.rules.ts'
import { isOpen, type Room } from './free-ground.rules.ts'
import type { MarkShape } from './marker-size.rules.ts'
import {
  around,
  aroundLine,
  cross,
  distance,
  distanceToLineBeside,
  grown,
  type Line,
  lengthBeside,
  Squares,
} from './paper-geometry.rules.ts'

/** Does the mark no longer lie on its point, so that a line must lead there? */
export function needsLeader(at: PaperPoint, point: PaperPoint, { radiusMm, alongMm }: MarkShape): boolean {
  return lengthBeside(at[0] - point[0], at[1] - point[1], alongMm) > onPoint * radiusMm
}

/** As far from the line that it is drawn along, in radii, a mark still lies on its point. */
const onPoint = 0.9

// What is worse than a longer line, in radii of a mark.
const leaderCost = 0.8
const crossingCost = 4
const passingUnderCost = 3
const coveredPointCost = 3

/** Below, a mark stays. */
const enoughCost = 0.3
/** Each makes all lines together shorter; few are needed. */
const mostSwapRounds = 60
/** More of one kind is as bad. */
const mostFaults = 6
const directions = 16
const mostSteps = 10

/** Better places for the marks, none on another. */
export function shortenLeaders(
  points: readonly PaperPoint[],
  places: readonly PaperPoint[],
  room: Room,
): PaperPoint[] {
  const now = [...places]
  swapCrossed(points, now)
  const board = new Board(points, now, room)
  for (let sweep = 0; sweep < sweepsFor(points.length); sweep += 1) {
    if (!improveEach(board)) break
  }
  swapCrossed(points, now)
  return now
}

/** With many marks each has less to win from a further look. */
const sweepsFor = (count: number) => (count <= 150 ? 4 : count <= 500 ? 2 : 1)

/**
 * Two marks change places wherever that makes their lines shorter together: afterwards no two lines cross, since lines
 * that cross are longer than the same pair uncrossed.
 */
function swapCrossed(points: readonly PaperPoint[], places: PaperPoint[]): void {
  const lengths = Float64Array.from(places, (place, index) => distance(place, points[index]!))
  let swapped = true
  for (let round = 0; swapped && round < mostSwapRounds; round += 1) {
    swapped = false
    for (let a = 0; a < places.length; a += 1) {
      for (let b = a + 1; b < places.length; b += 1) {
        const both = lengths[a]! + lengths[b]!
        const [placeA, placeB] = [places[a]!, places[b]!]
        // Two marks that are farther from each other than from their points cannot gain.
        if (Math.abs(placeA[0] - placeB[0]) >= both || Math.abs(placeA[1] - placeB[1]) >= both) continue
        const [toA, toB] = [distance(placeB, points[a]!), distance(placeA, points[b]!)]
        if (toA + toB >= both - 1e-9) continue
        places[a] = placeB
        places[b] = placeA
        lengths[a] = toA
        lengths[b] = toB
        swapped = true
      }
    }
  }
}

/** Where marks and lines are, by squares of paper. */
class Board {
  readonly points: readonly PaperPoint[]
  readonly places: PaperPoint[]
  readonly room: Room
  readonly #apart: number
  readonly #discs: Squares
  readonly #lines: Squares
  readonly #ends: Squares

  constructor(points: readonly PaperPoint[], places: PaperPoint[], room: Room) {
    this.points = points
    this.places = places
    this.room = room
    this.#apart = 2 * room.radiusMm + room.gapMm
    this.#discs = new Squares(this.#apart, room, points.length)
    this.#lines = new Squares(2 * this.#apart, room, points.length)
    this.#ends = new Squares(this.#apart, room, points.length)
    for (const index of places.keys()) this.#put(index)
  }

  hasLeader(index: number): boolean {
    return needsLeader(this.places[index]!, this.points[index]!, this.room)
  }

  move(index: number, to: PaperPoint): void {
    this.#discs.remove(index, around(this.places[index]!, 0))
    if (this.hasLeader(index)) {
      this.#lines.remove(index, aroundLine(this.#line(index)))
      this.#ends.remove(index, around(this.points[index]!, 0))
    }
    this.places[index] = to
    this.#put(index)
  }

  isFree(index: number, at: PaperPoint): boolean {
    return (
      isOpen(at, this.room) &&
      !this.#discs.some(
        around(at, this.#apart, 2 * this.room.alongMm),
        (other) => other !== index && this.#isOver(this.places[other]!, at),
      )
    )
  }

  /** Without looking at others. */
  leastCost(index: number, at: PaperPoint): number {
    const point = this.points[index]!
    const leader = needsLeader(at, point, this.room) ? leaderCost * this.room.radiusMm : 0
    return distance(at, point) + leader
  }

  /** What it costs, in millimetres, that the mark stands there; from `most` on it is not looked at further. */
  cost(index: number, at: PaperPoint, most: number): number {
    const { radiusMm } = this.room
    const point = this.points[index]!
    const hasLeader = needsLeader(at, point, this.room)
    let cost = this.leastCost(index, at)
    const add = (faultCost: number, count: (most: number) => number) => {
      const each = faultCost * radiusMm
      if (cost < most) cost += each * count(Math.min(mostFaults, Math.ceil((most - cost) / each)))
    }
    add(coveredPointCost, (upTo) => this.#coveredEnds(index, at, upTo))
    add(passingUnderCost, (upTo) => this.#linesUnder(index, at, upTo))
    if (!hasLeader) return cost
    add(passingUnderCost, (upTo) => this.#discsOver(index, [at, point], upTo))
    add(crossingCost, (upTo) => this.#crossings(index, [at, point], upTo))
    return cost
  }

  #line(index: number): Line {
    return [this.places[index]!, this.points[index]!]
  }

  #isOver(a: PaperPoint, b: PaperPoint): boolean {
    return lengthBeside(a[0] - b[0], a[1] - b[1], 2 * this.room.alongMm) < this.#apart
  }

  /** Does a line pass under a mark that stands there? */
  #isUnder(line: Line, at: PaperPoint): boolean {
    return distanceToLineBeside(at, line, this.room.alongMm) < this.room.radiusMm
  }

  #put(index: number): void {
    this.#discs.add(index, around(this.places[index]!, 0))
    if (!this.hasLeader(index)) return
    this.#lines.add(index, aroundLine(this.#line(index)))
    this.#ends.add(index, around(this.points[index]!, 0))
  }

  #coveredEnds(index: number, at: PaperPoint, most: number): number {
    const { radiusMm, alongMm } = this.room
    const isCovered = ([x, y]: PaperPoint) => lengthBeside(x - at[0], y - at[1], alongMm) < radiusMm
    return this.#ends.count(
      around(at, radiusMm, alongMm),
      most,
      (other) => other !== index && isCovered(this.points[other]!),
    )
  }

  #linesUnder(index: number, at: PaperPoint, most: number): number {
    const { radiusMm, alongMm } = this.room
    return this.#lines.count(
      around(at, radiusMm, alongMm),
      most,
      (other) => other !== index && this.#isUnder(this.#line(other), at),
    )
  }

  #discsOver(index: number, line: Line, most: number): number {
    const { radiusMm, alongMm } = this.room
    return this.#discs.count(
      grown(aroundLine(line), radiusMm + alongMm, radiusMm),
      most,
      (other) => other !== index && this.#isUnder(line, this.places[other]!),
    )
  }

  #crossings(index: number, line: Line, most: number): number {
    return this.#lines.count(
      aroundLine(line),
      most,
      (other) => other !== index && cross(line, this.#line(other)),
    )
  }
}

/** Each mark goes where it costs least. Returns whether one moved. */
function improveEach(board: Board): boolean {
  let moved = false
  for (const index of board.places.keys()) {
    const at = board.places[index]!
    const point = board.points[index]!
    let best = { at, cost: board.cost(index, at, Number.POSITIVE_INFINITY) }
    if (best.cost < enoughCost * board.room.radiusMm) continue
    for (const candidate of candidates(point, board.room, best.cost)) {
      if (board.leastCost(index, candidate) >= best.cost || !board.isFree(index, candidate)) continue
      const cost = board.cost(index, candidate, best.cost)
      if (cost < best.cost - 0.05) best = { at: candidate, cost }
    }
    if (best.at === at) continue
    board.move(index, best.at)
    moved = true
  }
  return moved
}

/** The point itself, and rings around it, from near to far. */
function* candidates(
  point: PaperPoint,
  { radiusMm, alongMm }: MarkShape,
  furthest: number,
): Generator<PaperPoint> {
  const wider = 1 + alongMm / radiusMm
  yield point
  for (let step = 1; step <= mostSteps && step * radiusMm * 0.5 < furthest; step += 1) {
    for (let direction = 0; direction < directions; direction += 1) {
      const angle = (2 * Math.PI * (direction + (step % 2) / 2)) / directions
      const radius = step * radiusMm * 0.5
      yield [point[0] + radius * Math.cos(angle) * wider, point[1] + radius * Math.sin(angle)]
    }
  }
}
