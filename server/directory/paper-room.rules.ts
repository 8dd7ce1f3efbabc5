// Where a map stands on paper, and how large: the templates (`*.typ`) leave that room.
import type { PaperFormat } from './directory-document.rules.ts'
import type { Frame } from './map/map-request.rules.ts'

/** `detail`: room for a second map where places stand close. */
export type MapRoom = { frame: Frame; detailFrame: Frame | null; textPt: number }

const rooms: Record<PaperFormat, MapRoom | null> = {
  a4: { frame: { widthMm: 180, heightMm: 178 }, detailFrame: { widthMm: 180, heightMm: 200 }, textPt: 9 },
  large: { frame: { widthMm: 180, heightMm: 218 }, detailFrame: { widthMm: 180, heightMm: 205 }, textPt: 18 },
  poster: { frame: { widthMm: 190, heightMm: 126 }, detailFrame: null, textPt: 9 },
  list: null,
}

/** The room for a map in a format; `null` where it has none. */
export const mapRoom = (format: PaperFormat): MapRoom | null => rooms[format]
