// A map of invented places: markers on a grid that nobody would take for a town.
import type {
  DirectoryStop,
  MapDrawing,
  PaperFormat,
  PaperPoint,
  Words,
} from '../../server/directory/directory-document.rules.ts'
import { mapFootMm } from '../../server/directory/directory-document.rules.ts'

const frames: Record<PaperFormat, { widthMm: number; heightMm: number }> = {
  a4: { widthMm: 180, heightMm: 165 },
  list: { widthMm: 180, heightMm: 120 },
  large: { widthMm: 180, heightMm: 200 },
  poster: { widthMm: 180, heightMm: 165 },
}

/** Numbers and letters of stops, none over another. */
export function inventedMap(
  numbers: number[],
  stops: DirectoryStop[],
  format: PaperFormat,
  scale: Words,
): MapDrawing {
  const { widthMm, heightMm: whole } = frames[format]
  const heightMm = whole - mapFootMm
  const letters = [...new Set(stops.flatMap(({ letter }) => letter ?? []))]
  const all = [...numbers.map(String), ...letters]
  const columns = Math.ceil(Math.sqrt((all.length * widthMm) / heightMm))
  const rows = Math.ceil(all.length / columns)
  const [stepX, stepY] = [widthMm / (columns + 1), heightMm / (rows + 1)]
  return {
    widthMm,
    heightMm,
    outlines: [
      outlined('commune', false, ring(widthMm * 0.2, heightMm * 0.4, widthMm * 0.45)),
      outlined('neighbourhood', true, ring(widthMm * 0.55, heightMm * 0.52, widthMm * 0.36)),
    ],
    names: [
      { text: 'Neudorf', kind: 'neighbourhood', at: [widthMm * 0.5, heightMm * 0.94], sizePt: 11 },
      { text: 'Illkirch-\nGraffenstaden', kind: 'commune', at: [widthMm * 0.13, heightMm * 0.9], sizePt: 9 },
    ],
    markers: all.map((label, index) => {
      const at: PaperPoint = [
        ((index % columns) + 1) * stepX,
        (Math.floor(index / columns) + 1) * stepY + (index % 2 ? 2 : -2),
      ]
      const hasLeader = index % 9 === 4
      const point: PaperPoint = hasLeader ? [at[0] + 5, at[1] + 4] : at
      return { label, kind: index < numbers.length ? 'place' : 'stop', at, point, hasLeader, sizePt: 8.5 }
    }),
    markerRadiusMm: format === 'large' ? 4.6 : Math.min(2.7, stepX / 2.3),
    scale: { lengthMm: 32, words: scale },
    here: [widthMm * 0.47, heightMm * 0.47],
    radiusMm: null,
    detail: null,
    tiles: [],
    attribution: '© OpenStreetMap',
    unplaced: [],
  }
}

function outlined(kind: 'commune' | 'neighbourhood', isArea: boolean, whole: PaperPoint[]) {
  return { kind, isArea, rings: [whole], lines: [whole] }
}

function ring(x: number, y: number, radius: number): PaperPoint[] {
  const points = Array.from({ length: 24 }, (_, index): PaperPoint => {
    const angle = (index / 24) * 2 * Math.PI
    const reach = radius * (0.8 + 0.2 * Math.sin(index * 2.3))
    return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach]
  })
  return [...points, points[0]!]
}
