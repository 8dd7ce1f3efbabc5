// One map put together: outlines, numbers and names on a view, from what was gathered for it.
import type { MapDrawing, PaperPoint } from '../directory-document.rules.ts'
import type { MapRequest, PointOnMap } from './map-request.rules.ts'
import { markShapes } from './marker-size.rules.ts'
import { type Outlined, paperOutlines, rounded } from './outline-drawing.rules.ts'
import type { Line, Rectangle } from './paper-geometry.rules.ts'
import { type Placed, placeMarkers } from './place-markers.rules.ts'
import { placeNames } from './place-names.rules.ts'
import type { View } from './projection.rules.ts'
import { needsLeader } from './shorten-leaders.rules.ts'

/** The part of a drawing that rules make. */
export type Sheet = Pick<
  MapDrawing,
  'widthMm' | 'heightMm' | 'outlines' | 'names' | 'markers' | 'markShape' | 'here' | 'radiusMm'
>

/**
 * Draws points on a view; `null` when it has no room for the numbers of all. `closed`: there nothing is written, since
 * another map shows it.
 */
export function drawSheet(
  view: View,
  points: readonly PointOnMap[],
  { here, radiusMetres, territories, textPt }: MapRequest,
  outlines: readonly Outlined[],
  closed: Rectangle | null,
): Sheet | null {
  const { widthMm, heightMm } = view
  const isOnSheet = ([x, y]: PaperPoint) => x >= 0 && y >= 0 && x <= widthMm && y <= heightMm
  const hereOnPaper = here && view.toPaper(here)
  const hereShown = hereOnPaper && isOnSheet(hereOnPaper) ? rounded(hereOnPaper) : null
  const onPaper = points.map(({ lonLat }) => rounded(view.toPaper(lonLat)))
  const shapes = markShapes(
    points.map(({ label }) => label),
    textPt,
  )
  const placed = placeMarkers(onPaper, { widthMm, heightMm, here: hereShown, closed }, shapes)
  if (!placed) return null
  const markers = markersOf(points, onPaper, placed)
  const leaders = markers.filter((marker) => marker.hasLeader)
  const drawn = paperOutlines(outlines, territories, view)
  const names = placeNames(
    drawn,
    {
      widthMm,
      heightMm,
      marks: markers.map(({ at }) => at),
      shape: placed.shape,
      leaders: leaders.map(({ at, point }): Line => [at, point]),
      dots: [...leaders.map(({ point }) => point), ...(hereShown ? [hereShown] : [])],
      closed,
    },
    textPt,
  )
  return {
    widthMm,
    heightMm,
    outlines: drawn
      .filter(({ rings }) => rings.length > 0)
      .map(({ kind, isArea, rings, lines }) => ({ kind, isArea, rings, lines })),
    names: names.map((name) => ({ ...name, at: rounded(name.at) })),
    markers,
    markShape: {
      radiusMm: Math.floor(placed.shape.radiusMm * 100) / 100,
      alongMm: Math.floor(placed.shape.alongMm * 100) / 100,
      textPt,
    },
    here: hereShown,
    radiusMm: hereShown && radiusMetres ? radiusMetres * view.mmPerMetre : null,
  }
}

function markersOf(
  points: readonly PointOnMap[],
  onPaper: readonly PaperPoint[],
  { places, shape }: Placed,
): MapDrawing['markers'] {
  return points.map(({ label, kind }, index) => {
    const [at, point] = [rounded(places[index]!), onPaper[index]!]
    return { label, kind, at, point, hasLeader: needsLeader(at, point, shape) }
  })
}
