// Where a map stands on paper, and how large: the templates (`*.typ`) leave that room.
import type { PaperFormat } from './directory-document.rules.ts'
import type { Frame, MapPoint } from './map/map-request.rules.ts'

/** `detail`: room for a second map where places stand close. */
export type MapRoom = { frame: Frame; detailFrame: Frame | null; textPt: number }

const rooms: Record<PaperFormat, MapRoom | null> = {
  a4: { frame: { widthMm: 180, heightMm: 236 }, detailFrame: { widthMm: 180, heightMm: 200 }, textPt: 9 },
  large: { frame: { widthMm: 180, heightMm: 218 }, detailFrame: { widthMm: 180, heightMm: 205 }, textPt: 18 },
  poster: { frame: { widthMm: 190, heightMm: 126 }, detailFrame: null, textPt: 9 },
  list: null,
}

/** Does paper of this format have a map, where its places have points? */
export const drawsMap = (format: PaperFormat): boolean => rooms[format] !== null

/** What a page of the booklet has for the map and the names of its numbers, below its title. */
const pageMm = 241
/** A line of names: three of them, some of which go on in another line. */
const namesMm = (places: number) => Math.ceil((places * 1.25) / 3) * 3.85
/** Where names would leave less to the map, they stand on a page of their own, and the map has all of its page. */
const lowestMm = 130
/** Of one with few names: it fills the width, and looks like a map and not like a strip. */
const usualMm = 182
/** Two lines of large print: which places are not on the map. */
const largeLinesMm = 22

/**
 * The room for a map in a format; `null` where it has none. In the booklet it leaves room for the names of its numbers,
 * as long as these are not so many that they fill another page.
 */
export function mapRoom(format: PaperFormat, points: readonly MapPoint[]): MapRoom | null {
  const room = rooms[format]
  if (!room || format === 'poster') return room
  const places = points.filter(({ kind }) => kind === 'place').length
  const hasUnplaced = points.some(({ kind, lonLat }) => kind === 'place' && lonLat === null)
  if (format === 'large') {
    const heightMm = room.frame.heightMm - (hasUnplaced ? largeLinesMm : 0)
    return { ...room, frame: { ...room.frame, heightMm } }
  }
  const left = Math.floor(pageMm - namesMm(places))
  const heightMm = left < lowestMm ? room.frame.heightMm : Math.min(usualMm, left)
  return { ...room, frame: { ...room.frame, heightMm } }
}
