// One map put together: outlines, numbers and names on a view, from what was gathered for it.
import type { MapDrawing, PaperPoint } from '../directory-document.rules.ts'
import type { MapRequest, PointOnMap } from './map-request.rules.ts'
import { labelPt, markerRadii } from './marker-size.rules.ts'
import { type Outlined, paperOutlines, rounded } from './outline-drawing.rules.ts'
import type { Line, Rectangle } from './paper-geometry.rules.ts'
import { type Placed, placeMarkers } from './place-markers.rules.ts'
import { placeNames } from './place-names.rules.ts'
import type { View } from './projection.rules.ts'
import { needsLeader } from './shorten-leaders.rules.ts'

/** The part of a drawing that rules make. */
export type Sheet = Pick<
  MapDrawing,
  'widthMm' | 'heightMm' | 'outlines' | 'names' | 'markers' | 'markerRadiusMm' | 'here' | 'radiusMm'
>

/** Draws points on a view. `closed`: there nothing is written, since another map shows it. */
export function drawSheet(
  view: View,
  points: readonly PointOnMap[],
  { here, radiusMetres, territories, textPt }: MapRequest,
  outlines: readonly Outlined[],
  closed: Rectangle | null,
): Sheet {
  const { widthMm, heightMm } = view
  const isOnSheet = ([x, y]: PaperPoint) => x >= 0 && y >= 0 && x <= widthMm && y <= heightMm
  const hereOnPaper = here && view.toPaper(here)
  const hereShown = hereOnPaper && isOnSheet(hereOnPaper) ? rounded(hereOnPaper) : null
  const onPaper = points.map(({ lonLat }) => rounded(view.toPaper(lonLat)))
  const radii = markerRadii(
    points.map(({ label }) => label),
    textPt,
  )
  const placed = placeMarkers(onPaper, { widthMm, heightMm, here: hereShown, closed }, radii)
  const markers = markersOf(points, onPaper, placed, textPt)
  const leaders = markers.filter((marker) => marker.hasLeader)
  const drawn = paperOutlines(outlines, territories, view)
  const names = placeNames(
    drawn,
    {
      widthMm,
      heightMm,
      discs: markers.map(({ at }) => at),
      radiusMm: placed.radiusMm,
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
    markerRadiusMm: Math.floor(placed.radiusMm * 100) / 100,
    here: hereShown,
    radiusMm: hereShown && radiusMetres ? radiusMetres * view.mmPerMetre : null,
  }
}

function markersOf(
  points: readonly PointOnMap[],
  onPaper: readonly PaperPoint[],
  { places, radiusMm }: Placed,
  textPt: number,
): MapDrawing['markers'] {
  const longest = Math.max(...points.map(({ label }) => label.length))
  return points.map(({ label, kind }, index) => {
    const [at, point] = [rounded(places[index]!), onPaper[index]!]
    const sizePt = labelPt(label, longest, radiusMm, textPt)
    return { label, kind, at, point, hasLeader: needsLeader(at, point, radiusMm), sizePt }
  })
}
