// A card that stands above the map must not hide the place of which it tells.

type Point = { x: number; y: number }
type Size = { width: number; height: number }
/** In pixels of the map, from its corner at the top left. */
export type Covered = { left: number; right: number; top: number; bottom: number }

/** A mark stands on its point: half its width, its height, and the ring around a dot. */
const [aside, above, below] = [24, 52, 16]

/** Where a point is to stand so that its mark is seen beside the card, else above it; itself when it is clear. */
export function clearOfCard(point: Point, card: Covered, map: Size): Point {
  const isCovered =
    point.x + aside > card.left &&
    point.x - aside < card.right &&
    point.y + below > card.top &&
    point.y - above < card.bottom
  if (!isCovered) return point
  const [before, after] = [card.left, map.width - card.right]
  if (Math.max(before, after) >= 4 * aside)
    return { x: after >= before ? card.right + after / 2 : before / 2, y: point.y }
  // Where there is no room at all, the card can be closed.
  return card.top >= above + below ? { x: point.x, y: (card.top + above - below) / 2 } : point
}

/** What of a map a card covers; `undefined` when it stands beside the map or is not shown. */
export function coveredBy(card: HTMLElement, map: HTMLElement): Covered | undefined {
  const [over, under] = [card.getBoundingClientRect(), map.getBoundingClientRect()]
  const covers =
    over.width > 0 && over.left < under.right && over.right > under.left && over.top < under.bottom - 1
  if (!covers || over.bottom <= under.top) return undefined
  return {
    left: over.left - under.left,
    right: over.right - under.left,
    top: over.top - under.top,
    bottom: over.bottom - under.top,
  }
}
