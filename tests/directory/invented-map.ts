// A map of invented places: markers on a grid that nobody would take for a town.
import type {
  DirectoryStop,
  MapDrawing,
  PaperFormat,
  PaperPoint,
  Words,
} from '../../server/directory/directory-document.rules.ts'

const frames: Record<PaperFormat, { widthMm: number; heightMm: number }> = {
  a4: { widthMm: 180, heightMm: 178 },
  list: { widthMm: 180, heightMm: 120 },
  large: { widthMm: 180, heightMm: 222 },
  poster: { widthMm: 190, heightMm: 126 },
}

/** Numbers and letters of stops, none over another. */
export function inventedMap(
  numbers: number[],
  stops: DirectoryStop[],
  format: PaperFormat,
  scale: Words,
): MapDrawing {
  const { widthMm, heightMm: whole } = frames[format]
  const textPt = format === 'large' ? 18 : 9
  const footMm = format === 'large' ? 32 : 8
  const heightMm = whole - footMm
  const letters = [...new Set(stops.flatMap(({ letter }) => letter ?? []))]
  const all = [...numbers.map(String), ...letters]
  const columns = Math.ceil(Math.sqrt((all.length * widthMm) / heightMm))
  const rows = Math.ceil(all.length / columns)
  const [stepX, stepY] = [widthMm / (columns + 1), heightMm / (rows + 1)]
  return {
    widthMm,
    heightMm,
    footMm,
    outlines: [
      { kind: 'commune', isArea: false, ...ring(widthMm * 0.2, heightMm * 0.4, widthMm * 0.45) },
      { kind: 'neighbourhood', isArea: true, ...ring(widthMm * 0.55, heightMm * 0.52, widthMm * 0.36) },
    ],
    names: [
      { text: 'Neudorf', kind: 'neighbourhood', at: [widthMm * 0.5, heightMm * 0.94], sizePt: textPt + 2 },
      {
        text: 'Illkirch-\nGraffenstaden',
        kind: 'commune',
        at: [widthMm * 0.13, heightMm * 0.9],
        sizePt: textPt,
      },
    ],
    markers: all.map((label, index) => {
      const at: PaperPoint = [
        ((index % columns) + 1) * stepX,
        (Math.floor(index / columns) + 1) * stepY + (index % 2 ? 2 : -2),
      ]
      const hasLeader = index % 9 === 4
      const point: PaperPoint = hasLeader ? [at[0] + 5, at[1] + 4] : at
      return { label, kind: index < numbers.length ? 'place' : 'stop', at, point, hasLeader }
    }),
    markShape: { radiusMm: format === 'large' ? 4.6 : 2.7, alongMm: 0, textPt },
    scale: { lengthMm: 32, words: scale },
    here: [widthMm * 0.47, heightMm * 0.47],
    radiusMm: null,
    detail: null,
    numbers: null,
    further: [],
    tiles: [],
    attribution: '© OpenStreetMap',
    unplaced: [],
  }
}

function ring(x: number, y: number, radius: number): { rings: PaperPoint[][]; lines: PaperPoint[][] } {
  const points = Array.from({ length: 24 }, (_, index): PaperPoint => {
    const angle = (index / 24) * 2 * Math.PI
    const reach = radius * (0.8 + 0.2 * Math.sin(index * 2.3))
    return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach]
  })
  const closed = [...points, points[0]!]
  return { rings: [closed], lines: [closed] }
}
