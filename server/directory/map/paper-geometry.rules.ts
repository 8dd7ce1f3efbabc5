// Points, lines and neighbours on paper, in millimetres.
import type { PaperPoint } from '../directory-document.rules.ts'

export type Line = readonly [from: PaperPoint, to: PaperPoint]
/** Corners. */
export type Rectangle = { left: number; top: number; right: number; bottom: number }

/** `Math.hypot` takes ten times as long, which is most of the time of placing. */
export function lengthOf(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy)
}

export function distance(a: PaperPoint, b: PaperPoint): number {
  return lengthOf(a[0] - b[0], a[1] - b[1])
}

/** How far something is, over there by `dx` and `dy`, from a level line that reaches `along` to either side. */
export function lengthBeside(dx: number, dy: number, along: number): number {
  return lengthOf(Math.max(0, Math.abs(dx) - along), dy)
}

/** How far a point is from a line between two points. */
export function distanceToLine([px, py]: PaperPoint, [[ax, ay], [bx, by]]: Line): number {
  const [dx, dy] = [bx - ax, by - ay]
  const squared = dx * dx + dy * dy
  const share = squared === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / squared))
  return lengthOf(px - ax - share * dx, py - ay - share * dy)
}

const turn = ([ax, ay]: PaperPoint, [bx, by]: PaperPoint, [cx, cy]: PaperPoint) =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))

/** Do two lines cross between their ends? Lines that only touch do not. */
export function cross([a, b]: Line, [c, d]: Line): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

/** How far a line is from the level line that reaches `along` to either side of a point. */
export function distanceToLineBeside(point: PaperPoint, line: Line, along: number): number {
  if (along === 0) return distanceToLine(point, line)
  const [x, y] = point
  return distanceBetweenLines(
    [
      [x - along, y],
      [x + along, y],
    ],
    line,
  )
}

/** How far two lines are from each other; 0 where they cross. */
function distanceBetweenLines(a: Line, b: Line): number {
  if (cross(a, b)) return 0
  return Math.min(
    distanceToLine(a[0], b),
    distanceToLine(a[1], b),
    distanceToLine(b[0], a),
    distanceToLine(b[1], a),
  )
}

/** Does a line come into a rectangle? */
export function entersRectangle([from, to]: Line, { left, top, right, bottom }: Rectangle): boolean {
  const isInside = ([x, y]: PaperPoint) => x >= left && x <= right && y >= top && y <= bottom
  if (isInside(from) || isInside(to)) return true
  const diagonals: Line[] = [
    [
      [left, top],
      [right, bottom],
    ],
    [
      [left, bottom],
      [right, top],
    ],
  ]
  return diagonals.some((diagonal) => cross(diagonal, [from, to]))
}

/** How far a point is from a rectangle; 0 inside. */
export function distanceToRectangle([x, y]: PaperPoint, { left, top, right, bottom }: Rectangle): number {
  return lengthOf(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom))
}

export function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** Is the point inside the rings (those inside others are holes)? */
export function isInside([x, y]: PaperPoint, rings: readonly (readonly PaperPoint[])[]): boolean {
  let inside = false
  for (const ring of rings) {
    let [beforeX, beforeY] = ring.at(-1)!
    for (const [hereX, hereY] of ring) {
      if (hereY > y !== beforeY > y && x < ((beforeX - hereX) * (y - hereY)) / (beforeY - hereY) + hereX) {
        inside = !inside
      }
      beforeX = hereX
      beforeY = hereY
    }
  }
  return inside
}

/** Things by the squares of paper that they touch, so that only neighbours are compared. */
export class Squares {
  readonly #side: number
  readonly #columns: number
  readonly #rows: number
  readonly #squares: number[][]
  /** When each thing was last seen: one that touches several squares is visited once. */
  readonly #seen: Int32Array
  #visit = 0

  /** @param count things have the numbers below it */
  constructor(sideMm: number, { widthMm, heightMm }: { widthMm: number; heightMm: number }, count: number) {
    this.#side = sideMm
    this.#columns = Math.ceil(widthMm / sideMm) + 1
    this.#rows = Math.ceil(heightMm / sideMm) + 1
    this.#squares = Array.from({ length: this.#columns * this.#rows }, () => [])
    this.#seen = new Int32Array(count)
  }

  add(id: number, around: Rectangle): void {
    this.#some(around, (square) => {
      square.push(id)
      return false
    })
  }

  remove(id: number, around: Rectangle): void {
    this.#some(around, (square) => {
      const index = square.indexOf(id)
      if (index >= 0) square.splice(index, 1)
      return false
    })
  }

  /** Is it so for one of the things that touch the same squares? */
  some(around: Rectangle, isSo: (id: number) => boolean): boolean {
    this.#visit += 1
    const visit = this.#visit
    return this.#some(around, (square) => {
      for (const id of square) {
        if (this.#seen[id] === visit) continue
        this.#seen[id] = visit
        if (isSo(id)) return true
      }
      return false
    })
  }

  /** For how many is it so? Counts no further than `most`. */
  count(around: Rectangle, most: number, isSo: (id: number) => boolean): number {
    let count = 0
    this.some(around, (id) => {
      if (isSo(id)) count += 1
      return count >= most
    })
    return count
  }

  /** Things beyond the sheet are in its outermost squares. */
  #some({ left, top, right, bottom }: Rectangle, isSo: (square: number[]) => boolean): boolean {
    const column = (x: number) => Math.max(0, Math.min(this.#columns - 1, Math.floor(x / this.#side)))
    const row = (y: number) => Math.max(0, Math.min(this.#rows - 1, Math.floor(y / this.#side)))
    const [lastColumn, lastRow] = [column(right), row(bottom)]
    for (let y = row(top); y <= lastRow; y += 1) {
      for (let x = column(left); x <= lastColumn; x += 1) {
        if (isSo(this.#squares[y * this.#columns + x]!)) return true
      }
    }
    return false
  }
}

/** The rectangle around a disc, or around one that is drawn along a level line. */
export function around([x, y]: PaperPoint, radius: number, along = 0): Rectangle {
  return { left: x - radius - along, top: y - radius, right: x + radius + along, bottom: y + radius }
}

/** The rectangle with so much around it. */
export function grown({ left, top, right, bottom }: Rectangle, across: number, down: number): Rectangle {
  return { left: left - across, top: top - down, right: right + across, bottom: bottom + down }
}

/** The rectangle around a line. */
export function aroundLine([[ax, ay], [bx, by]]: Line): Rectangle {
  return {
    left: Math.min(ax, bx),
    top: Math.min(ay, by),
    right: Math.max(ax, bx),
    bottom: Math.max(ay, by),
  }
}
