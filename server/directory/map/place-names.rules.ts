// Names of communes and neighbourhoods, each inside its outline where nothing else stands; without room it is left out.
import type { MapDrawing, PaperPoint } from '../directory-document.rules.ts'
import type { MarkShape } from './marker-size.rules.ts'
import { type NameShape, nameShapes } from './name-lines.rules.ts'
import type { PaperOutline } from './outline-drawing.rules.ts'
import {
  around,
  aroundLine,
  distanceToLine,
  distanceToRectangle,
  entersRectangle,
  grown,
  isInside,
  type Line,
  lengthOf,
  overlap,
  type Rectangle,
  Squares,
} from './paper-geometry.rules.ts'

export type Standing = {
  widthMm: number
  heightMm: number
  marks: readonly PaperPoint[]
  shape: MarkShape
  leaders: readonly Line[]
  /** Ends of leaders, signs. */
  dots: readonly PaperPoint[]
  /** The frame of the second map. */
  closed: Rectangle | null
}

type Name = MapDrawing['names'][number]

/** White around a name. */
const apartMm = 0.7
const edgeMm = 1.5
/** So many places across an outline are tried. */
const tries = 16
/** A name that has no room inside its outline may leave it by a third. */
const insideAtLeast = [1, 0.66]

/** The names that have room: of the area first, then of large outlines. */
export function placeNames(outlines: readonly PaperOutline[], standing: Standing, textPt: number): Name[] {
  const ground = new NamedGround(standing)
  const names: Name[] = []
  const parents = new Set(
    outlines.filter(({ kind }) => kind === 'neighbourhood').flatMap(parentsOf(outlines)),
  )
  const wanted = outlines
    .filter(({ id }) => !parents.has(id))
    .map((outline) => ({ outline, size: sizeOf(outline) }))
    .toSorted((a, b) => Number(b.outline.isInArea) - Number(a.outline.isInArea) || b.size - a.size)
  for (const { outline } of wanted) {
    const sizePt = outline.kind === 'commune' ? textPt * 1.1 : textPt
    const found = firstRoom(outline, sizePt, ground)
    if (found) names.push({ text: found.shape.text, kind: outline.kind, at: found.at, sizePt })
  }
  return names
}

/** Communes whose neighbourhoods are named in their stead. */
function parentsOf(outlines: readonly PaperOutline[]) {
  const communes = outlines.filter(({ kind }) => kind === 'commune')
  return (neighbourhood: PaperOutline) =>
    communes.filter(({ id }) => neighbourhood.ancestors.includes(id)).map(({ id }) => id)
}

function firstRoom(outline: PaperOutline, sizePt: number, ground: NamedGround) {
  const shapes = nameShapes(outline.name, sizePt)
  if (outline.rings.length === 0) return outline.middle && firstAround(outline.middle, shapes, ground)
  const places = placesInside(outline, ground)
  for (const share of insideAtLeast) {
    for (const shape of shapes) {
      for (const at of places) {
        if (shareInside(rectangleOf(at, shape), outline.rings) >= share && ground.take(at, shape)) {
          return { at, shape }
        }
      }
    }
  }
  return undefined
}

/** Without an outline: on the middle, or a little beside it. */
function firstAround([x, y]: PaperPoint, shapes: readonly NameShape[], ground: NamedGround) {
  for (const away of [0, 3, 6]) {
    for (const shape of shapes) {
      for (const [right, down] of [
        [0, -1],
        [0, 1],
        [-1, 0],
        [1, 0],
      ] as const) {
        const at: PaperPoint = [x + right * away, y + down * away]
        if (ground.take(at, shape)) return { at, shape }
      }
    }
  }
  return undefined
}

/** Points of a grid inside the rings and the sheet, those farthest from any line first. */
function placesInside({ rings }: PaperOutline, { standing }: NamedGround): PaperPoint[] {
  const box = boxOf(rings)
  const left = Math.max(box.left, 0)
  const top = Math.max(box.top, 0)
  const width = Math.min(box.right, standing.widthMm) - left
  const height = Math.min(box.bottom, standing.heightMm) - top
  const step = Math.max(1, Math.max(width, height) / tries)
  const places: { at: PaperPoint; clearance: number }[] = []
  for (let y = top + step / 2; y < top + height; y += step) {
    for (let x = left + step / 2; x < left + width; x += step) {
      const at: PaperPoint = [x, y]
      if (isInside(at, rings)) places.push({ at, clearance: clearanceOf(at, rings) })
    }
  }
  return places.toSorted((a, b) => b.clearance - a.clearance).map(({ at }) => at)
}

function clearanceOf(at: PaperPoint, rings: readonly PaperPoint[][]): number {
  let clearance = Number.POSITIVE_INFINITY
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index += 1) {
      clearance = Math.min(clearance, distanceToLine(at, [ring[index - 1]!, ring[index]!]))
    }
  }
  return clearance
}

function boxOf(rings: readonly PaperPoint[][]): Rectangle {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const [x, y] of rings.flat()) {
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}

function sizeOf({ rings }: PaperOutline): number {
  if (rings.length === 0) return 0
  const { left, top, right, bottom } = boxOf(rings)
  return lengthOf(right - left, bottom - top)
}

function rectangleOf([x, y]: PaperPoint, { widthMm, heightMm }: NameShape): Rectangle {
  return { left: x - widthMm / 2, top: y - heightMm / 2, right: x + widthMm / 2, bottom: y + heightMm / 2 }
}

/** How much of a rectangle lies inside the rings, by fifteen points of it. */
function shareInside({ left, top, right, bottom }: Rectangle, rings: readonly PaperPoint[][]): number {
  let inside = 0
  for (const down of [0, 0.5, 1]) {
    for (const along of [0, 0.25, 0.5, 0.75, 1]) {
      if (isInside([left + (right - left) * along, top + (bottom - top) * down], rings)) inside += 1
    }
  }
  return inside / 15
}

/** The sheet with all that stands on it, names that were placed among it. */
class NamedGround {
  readonly standing: Standing
  readonly #marks: Squares
  readonly #leaders: Squares
  readonly #dots: Squares
  readonly #names: Rectangle[] = []

  constructor(standing: Standing) {
    this.standing = standing
    const { marks, leaders, dots, shape } = standing
    this.#marks = new Squares(10, standing, marks.length)
    this.#leaders = new Squares(10, standing, leaders.length)
    this.#dots = new Squares(10, standing, dots.length)
    marks.forEach((mark, index) => {
      this.#marks.add(index, around(mark, shape.radiusMm, shape.alongMm))
    })
    leaders.forEach((leader, index) => {
      this.#leaders.add(index, aroundLine(leader))
    })
    dots.forEach((dot, index) => {
      this.#dots.add(index, around(dot, 1))
    })
  }

  /** Takes the room of a name if nothing stands there. */
  take(at: PaperPoint, nameShape: NameShape): boolean {
    const { widthMm, heightMm, marks, leaders, dots, shape, closed } = this.standing
    const name = rectangleOf(at, nameShape)
    const besideMarks = grown(name, shape.alongMm, 0)
    const { left, top, right, bottom } = name
    if (left < edgeMm || top < edgeMm || right > widthMm - edgeMm || bottom > heightMm - edgeMm) return false
    const wide = grown(name, apartMm, apartMm)
    const isTaken =
      (closed && overlap(wide, closed)) ||
      this.#names.some((other) => overlap(wide, other)) ||
      this.#marks.some(
        wide,
        (index) => distanceToRectangle(marks[index]!, besideMarks) < shape.radiusMm + apartMm,
      ) ||
      this.#dots.some(wide, (index) => distanceToRectangle(dots[index]!, name) < 1) ||
      this.#leaders.some(wide, (index) => entersRectangle(leaders[index]!, name))
    if (isTaken) return false
    this.#names.push(name)
    return true
  }
}
