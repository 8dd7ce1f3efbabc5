// What a map of the paper is asked for.
import type { Locale } from '../../../i18n/languages.ts'
import type { LonLat } from '../../territories/lon-lat.rules.ts'

/** The whole room of a map, its foot included. */
export type Frame = { widthMm: number; heightMm: number }

export type MapPoint = {
  /** Number of a place's card, letter of a stop. */
  label: string
  kind: 'place' | 'stop'
  /** `null`: it has no point of its own, or only the middle of its commune. */
  lonLat: LonLat | null
}

export type PointOnMap = MapPoint & { lonLat: LonLat }

export type MapRequest = {
  points: readonly MapPoint[]
  /** Ids of the territories that the directory is of; none for a distance or a selection. */
  territories: readonly string[]
  /** Where the directory starts from. */
  here: LonLat | null
  /** How far around `here` it goes; `null` without such a bound. */
  radiusMetres: number | null
  frame: Frame
  /** Room for a second map of the part where places stand close; `null` for none. */
  detailFrame: Frame | null
  /** One or two, the first leads. */
  languages: readonly Locale[]
  /** Letters of numbers and names are that large where there is room: 9 on A4, 18 in large print. */
  textPt: number
  /** No grounds of colour, no streets. */
  savesInk: boolean
}
