// A pill that lies under the number of a place cannot be read: it moves aside.

type Point = { x: number; y: number }

/** Half of a pill's width and height, in pixels; numbers of four digits are rare and a little wider. */
const [pillX, pillY] = [40, 16]
/** A mark stands on its point: half its width, and its height. */
const [markX, markHeight] = [17, 47]

/** How far a pill moves, in pixels, to be read beside the marks; not at all when there is no room for it. */
export function shiftClear(pill: Point, marks: readonly Point[]): [x: number, y: number] {
  const near = marks.filter(
    ({ x, y }) => Math.abs(x - pill.x) < 2 * (pillX + markX) && Math.abs(y - pill.y) < 2 * markHeight,
  )
  const free = (at: Point) => !near.some((mark) => touches(at, mark))
  if (free(pill)) return [0, 0]
  const places = near
    .filter((mark) => touches(pill, mark))
    .flatMap(({ x, y }) => [
      { x: pill.x, y: y + pillY },
      { x: pill.x, y: y - markHeight - pillY },
      { x: x + markX + pillX, y: pill.y },
      { x: x - markX - pillX, y: pill.y },
    ])
  const far = ({ x, y }: Point) => Math.hypot(x - pill.x, y - pill.y)
  const [best] = places.filter(free).toSorted((a, b) => far(a) - far(b))
  return best ? [best.x - pill.x, best.y - pill.y] : [0, 0]
}

function touches(pill: Point, mark: Point): boolean {
  return (
    Math.abs(pill.x - mark.x) < pillX + markX &&
    pill.y - pillY < mark.y &&
    pill.y + pillY > mark.y - markHeight
  )
}
