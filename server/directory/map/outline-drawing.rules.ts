// Outlines on paper: which are drawn as the directory's own area, and in which order.
import type { LonLat } from '../../territories/lon-lat.rules.ts'
import type { MapDrawing, PaperPoint } from '../directory-document.rules.ts'
import { distanceToLine, type Line } from './paper-geometry.rules.ts'
import type { View } from './projection.rules.ts'

/** A commune or neighbourhood on the map. */
export type Outlined = {
  id: string
  kind: 'commune' | 'neighbourhood'
  name: string
  ancestors: readonly string[]
  center: LonLat | null
  /** Empty where no outline is known. */
  rings: readonly LonLat[][]
  /** Drawn by eye. */
  isApproximate: boolean
}

/** On paper, with what names need. */
export type PaperOutline = MapDrawing['outlines'][number] & {
  id: string
  name: string
  ancestors: readonly string[]
  isInArea: boolean
  middle: PaperPoint | null
}

/**
 * Neighbourhoods after communes, so that their lines stand before. The area is the outermost outlines inside the
 * territories: a commune whole, or where its outline is unknown, its neighbourhoods.
 */
export function paperOutlines(
  outlines: readonly Outlined[],
  territories: readonly string[],
  view: View,
): PaperOutline[] {
  const own = new Set(territories)
  const isInArea = ({ id, ancestors }: Outlined) => own.has(id) || ancestors.some((each) => own.has(each))
  const drawn = new Set(
    outlines.filter((each) => each.rings.length > 0 && isInArea(each)).map(({ id }) => id),
  )
  const ringsOf = ({ rings }: Outlined) =>
    rings.map((ring) => ring.map((lonLat) => rounded(view.toPaper(lonLat))))
  const linesOf = (outline: Outlined) => {
    const metres = outline.isApproximate ? leastMetresApart.approximate : leastMetresApart.real
    const parents = outlines.filter(({ id }) => outline.ancestors.includes(id)).flatMap(ringsOf)
    const borders = parents.flatMap((ring) => bordersOf(ring, view))
    return ringsOf(outline).flatMap((ring) => stretchesApart(ring, borders, metres * view.mmPerMetre))
  }
  const paper = outlines.map((outline) => {
    const inArea = isInArea(outline)
    return {
      id: outline.id,
      kind: outline.kind,
      name: outline.name,
      ancestors: outline.ancestors,
      isInArea: inArea,
      isArea: inArea && !outline.ancestors.some((each) => drawn.has(each)),
      rings: ringsOf(outline),
      lines: linesOf(outline),
      middle: outline.center && view.toPaper(outline.center),
    }
  })
  return paper.toSorted((a, b) => rank(a) - rank(b))
}

const rank = ({ kind, isArea }: PaperOutline) => (kind === 'commune' ? 0 : 2) + (isArea ? 1 : 0)

/** A neighbourhood's line that is nearer to the line of its commune is the same border, drawn twice. */
const leastMetresApart = { approximate: 250, real: 20 }

/** The lines of a ring, without those beyond the sheet, where it was cut. */
function bordersOf(ring: PaperPoint[], { widthMm, heightMm }: View): Line[] {
  const lines = ring.slice(1).map((to, index): Line => [ring[index]!, to])
  return lines.filter(([[ax, ay], [bx, by]]) => {
    const isBeyond = (a: number, b: number, end: number) => (a < 0 && b < 0) || (a > end && b > end)
    return !isBeyond(ax, bx, widthMm) && !isBeyond(ay, by, heightMm)
  })
}

/** The stretches of a ring that do not run along one of the borders. */
function stretchesApart(ring: PaperPoint[], borders: Line[], apartMm: number): PaperPoint[][] {
  const runsAlong = (point: PaperPoint) => borders.some((border) => distanceToLine(point, border) < apartMm)
  const stretches: PaperPoint[][] = []
  let stretch: PaperPoint[] = []
  for (let index = 1; index < ring.length; index += 1) {
    const [from, to] = [ring[index - 1]!, ring[index]!]
    const middle: PaperPoint = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
    if ([from, middle, to].every(runsAlong)) {
      if (stretch.length > 0) stretches.push(stretch)
      stretch = []
    } else stretch.push(...(stretch.length === 0 ? [from, to] : [to]))
  }
  return stretch.length > 0 ? [...stretches, stretch] : stretches
}

/** To a hundredth of a millimetre, which no printer draws. */
export function rounded([x, y]: PaperPoint): PaperPoint {
  return [Math.round(x * 100) / 100, Math.round(y * 100) / 100]
}
