// The map of a directory: points, outlines and streets gathered, then drawn by rules, in a thread of its own.
import { formatDistance } from '../../../i18n/format.ts'
import type { Locale } from '../../../i18n/languages.ts'
import { translator } from '../../../i18n/translate.ts'
import type { Dependencies } from '../../dependencies.ts'
import type { MapDrawing, Words } from '../directory-document.rules.ts'
import type { Part } from './detail-frame.rules.ts'
import { drawGrounds, drawSheets } from './drawing-thread.actions.ts'
import type { MapRequest, PointOnMap } from './map-request.rules.ts'
import type { Sheet } from './map-sheet.rules.ts'
import { footOf } from './map-sheets.rules.ts'
import { boxOfTerritories, type KnownOutline, outlinesFor } from './outlines.queries.ts'
import { boxAroundPoint, earthMetres, type View, viewOn } from './projection.rules.ts'
import { scaleBar } from './scale-bar.rules.ts'
import { noStreets, type Streets, streetsUnder } from './streets.actions.ts'

export type DrawnMap = {
  /** `null` when nothing has a point. */
  map: MapDrawing | null
  /** Pictures that the map names, to be put beside the document. */
  files: { name: string; bytes: Buffer }[]
}

type Needs = Pick<Dependencies, 'db' | 'basemap'>

/** Finer than this is not seen on paper. */
const finestMm = 0.1
/** Lines reach so far over the edge, so that none runs along it. */
const overEdgeMm = 2
/** Where a kilometre is shorter, neighbourhoods, and then communes, are too small to be told apart. */
const leastMmOfKilometre = { neighbourhood: 6, commune: 0.8 }

/**
 * Draws the map, with a second one of its dense part where that makes it clearer. Never fails for want of streets or
 * outlines.
 */
export async function drawMap(needs: Needs, request: MapRequest): Promise<DrawnMap> {
  const points = request.points.filter((point): point is PointOnMap => point.lonLat !== null)
  if (points.length === 0) return { map: null, files: [] }
  const area = (await boxOfTerritories(needs.db, request.territories)) ?? null
  const name = request.languages.map((locale) => translator(locale)('drawn-map:detail'))
  const { ground, part } = await drawGrounds({ points, area, request, words: name })
  const [view, partView] = [viewOn(ground), part && viewOn(part.ground)]
  const [surroundings, partSurroundings] = await Promise.all([
    surroundingsOf(needs, view, request),
    partView ? surroundingsOf(needs, partView, request) : nothingAround,
  ])
  const [outlines, partOutlines] = [surroundings.outlines, partSurroundings.outlines]
  const drawn = await drawSheets({ points, request, ground, part, outlines, partOutlines })
  const at = (indexes: readonly number[]) => indexes.map((index) => points[index]!)
  const [first, ...further] = drawn.map(
    ({ group, inside, sheet, detail }): MapDrawing => ({
      ...drawingOf(view, sheet, surroundings, request),
      detail:
        part && partView && detail && inside.length > 0
          ? detailDrawing(
              view,
              { ...part, points: at(inside) },
              drawingOf(partView, detail, partSurroundings, request),
              name,
            )
          : null,
      numbers: drawn.length > 1 ? numbersOf(at(group), request) : null,
    }),
  )
  const unplaced = request.points.filter(({ kind, lonLat }) => kind === 'place' && lonLat === null)
  const streets = [surroundings.streets, partSurroundings.streets]
  return {
    map: { ...first!, further, unplaced: unplaced.map(({ label }) => Number(label)) },
    files: streets.flatMap(({ files }) => files),
  }
}

type Surroundings = { outlines: KnownOutline[]; streets: Streets }

const nothingAround: Surroundings = { outlines: [], streets: noStreets }

async function surroundingsOf(
  { db, basemap }: Needs,
  view: View,
  { savesInk }: MapRequest,
): Promise<Surroundings> {
  const mmOfKilometre = view.mmPerMetre * 1000
  const kinds = (['commune', 'neighbourhood'] as const).filter(
    (kind) => mmOfKilometre >= leastMmOfKilometre[kind],
  )
  const [west, south, east, north] = view.box
  const [overWest, overSouth] = boxAroundPoint([west, south], overEdgeMm / view.mmPerMetre)
  const [, , overEast, overNorth] = boxAroundPoint([east, north], overEdgeMm / view.mmPerMetre)
  const box = [overWest, overSouth, overEast, overNorth] as const
  const [outlines, streets] = await Promise.all([
    kinds.length > 0
      ? outlinesFor(db, { box, tolerance: (finestMm / view.mmPerMetre / earthMetres) * 360, kinds })
      : [],
    savesInk ? noStreets : streetsUnder(basemap, view),
  ])
  return { outlines, streets }
}

function drawingOf(
  view: View,
  sheet: Sheet,
  { outlines, streets }: Surroundings,
  request: MapRequest,
): MapDrawing {
  const { metres, lengthMm } = scaleBar(view.mmPerMetre)
  return {
    ...sheet,
    footMm: footOf(request.textPt),
    scale: { lengthMm, words: request.languages.map((locale) => formatDistance(locale, metres)) },
    detail: null,
    numbers: null,
    further: [],
    tiles: streets.tiles,
    attribution: attributionOf(outlines, streets, request.languages[0]!),
    unplaced: [],
  }
}

/** From the first to the last number of a place; `null` for stops alone. */
function numbersOf(points: readonly PointOnMap[], { languages }: MapRequest): Words | null {
  const numbers = points.filter(({ kind }) => kind === 'place').map(({ label }) => label)
  const [from, to] = [numbers[0], numbers.at(-1)]
  if (!from || !to) return null
  return languages.map((locale) => translator(locale)('drawn-map:numbers', { from, to }))
}

function attributionOf(outlines: readonly KnownOutline[], streets: Streets, locale: Locale): string | null {
  const known = outlines.flatMap(({ rings, source }) => (rings.length > 0 && source ? [source] : []))
  const makers = [...new Set(known)].join(', ')
  const parts = [streets.attribution, makers && translator(locale)('drawn-map:outlines', { makers })]
  return parts.filter(Boolean).join(' · ') || null
}

function detailDrawing(
  view: View,
  part: Pick<Part, 'rectangle' | 'label' | 'points'>,
  map: MapDrawing,
  words: Words,
): MapDrawing['detail'] {
  const { left, top, right, bottom } = part.rectangle
  const { lines, rectangle: label } = part.label
  return {
    at: [left, top],
    widthMm: right - left,
    heightMm: bottom - top,
    points: part.points.map(({ lonLat }) => view.toPaper(lonLat)),
    words,
    label: {
      lines,
      at: [label.left, label.top],
      widthMm: label.right - label.left,
      heightMm: label.bottom - label.top,
    },
    map,
  }
}
