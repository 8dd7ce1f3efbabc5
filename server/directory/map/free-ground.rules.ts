// Where on a sheet a mark may still be put.
import type { PaperPoint } from '../directory-document.rules.ts'
import type { MarkShape } from './marker-size.rules.ts'
import { distanceToRectangle, grown, lengthBeside, lengthOf, type Rectangle } from './paper-geometry.rules.ts'

export type Room = MarkShape & {
  widthMm: number
  heightMm: number
  /** Where the middles of marks may stand. */
  field: Rectangle
  /** White between two marks, at least. */
  gapMm: number
  /** What no mark may lie on. */
  taken: { at: PaperPoint; radiusMm: number }[]
  /** Marks stay outside. */
  closed: Rectangle | null
}

/** May a mark stand there, whatever other marks there are? */
export function isOpen(at: PaperPoint, { field, radiusMm, alongMm, gapMm, taken, closed }: Room): boolean {
  const [x, y] = at
  if (x < field.left || x > field.right || y < field.top || y > field.bottom) return false
  if (closed && distanceToRectangle(at, grown(closed, alongMm, 0)) < radiusMm) return false
  return taken.every(
    (each) => lengthBeside(x - each.at[0], y - each.at[1], alongMm) >= radiusMm + gapMm / 2 + each.radiusMm,
  )
}

/** Between two places that are looked at, in radii. */
const stepRadii = 1 / 6

/** A fine grid of places, each free or not: the nearest free one is found by looking, however dense the map. */
export class FreeGround {
  readonly #room: Room
  readonly #step: number
  readonly #columns: number
  readonly #rows: number
  readonly #taken: Uint8Array

  constructor(room: Room) {
    this.#room = room
    this.#step = room.radiusMm * stepRadii
    const { left, top, right, bottom } = room.field
    this.#columns = Math.floor((right - left) / this.#step) + 1
    this.#rows = Math.floor((bottom - top) / this.#step) + 1
    this.#taken = new Uint8Array(this.#columns * this.#rows)
    // Only then is there anything in the field that is not open.
    if (!room.closed && room.taken.length === 0) return
    for (let row = 0; row < this.#rows; row += 1) {
      for (let column = 0; column < this.#columns; column += 1) {
        if (!isOpen([this.#x(column), this.#y(row)], room)) this.#taken[row * this.#columns + column] = 1
      }
    }
  }

  /** A mark stands there. */
  take(at: PaperPoint): void {
    const { radiusMm, alongMm, gapMm } = this.#room
    const apart = 2 * radiusMm + gapMm
    const [column, row] = this.#nearestSquare(at)
    const reach = Math.ceil(apart / this.#step) + 1
    const across = Math.ceil((apart + 2 * alongMm) / this.#step) + 1
    for (let y = Math.max(0, row - reach); y <= Math.min(this.#rows - 1, row + reach); y += 1) {
      for (let x = Math.max(0, column - across); x <= Math.min(this.#columns - 1, column + across); x += 1) {
        if (lengthBeside(this.#x(x) - at[0], this.#y(y) - at[1], 2 * alongMm) < apart)
          this.#taken[y * this.#columns + x] = 1
      }
    }
  }

  /** The nearest place where a mark may stand; `undefined` when there is none. */
  nearestTo(point: PaperPoint): PaperPoint | undefined {
    const [column, row] = this.#nearestSquare(point)
    const [columns, rows] = [this.#columns, this.#rows]
    let [bestColumn, bestRow, bestDistance] = [-1, -1, Number.POSITIVE_INFINITY]
    const look = (x: number, y: number) => {
      if (x < 0 || y < 0 || x >= columns || y >= rows || this.#taken[y * columns + x] === 1) return
      const away = lengthOf(this.#x(x) - point[0], this.#y(y) - point[1])
      if (away >= bestDistance) return
      bestColumn = x
      bestRow = y
      bestDistance = away
    }
    // Squares around squares, until none that is further out can be nearer.
    const furthest = Math.max(columns, rows)
    for (let out = 0; out <= furthest && (out - 1) * this.#step < bestDistance; out += 1) {
      for (let x = column - out; x <= column + out; x += 1) {
        look(x, row - out)
        if (out > 0) look(x, row + out)
      }
      for (let y = row - out + 1; y < row + out; y += 1) {
        look(column - out, y)
        look(column + out, y)
      }
    }
    return bestColumn < 0 ? undefined : [this.#x(bestColumn), this.#y(bestRow)]
  }

  #x(column: number): number {
    return this.#room.field.left + column * this.#step
  }

  #y(row: number): number {
    return this.#room.field.top + row * this.#step
  }

  #nearestSquare([x, y]: PaperPoint): [column: number, row: number] {
    const { left, top } = this.#room.field
    return [
      Math.max(0, Math.min(this.#columns - 1, Math.round((x - left) / this.#step))),
      Math.max(0, Math.min(this.#rows - 1, Math.round((y - top) / this.#step))),
    ]
  }
}
