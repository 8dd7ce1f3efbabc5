// What a directory puts on its map: its places by number, the stops by letter, and where it starts from.
import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { DirectoryFacts, StopOfDirectory } from './directory-facts.rules.ts'
import type { DirectorySection } from './directory-order.rules.ts'

/** `label`: the number of a card, or the letter of a stop. */
export type DirectoryPoint = { label: string; kind: 'place' | 'stop'; lonLat: LonLat }

export type DirectoryPoints = {
  points: DirectoryPoint[]
  /** Numbers of the places that have no point of their own. */
  unplaced: number[]
  /** The address that the directory starts from. */
  here: LonLat | null
  /** The territories that it is of; none around an address or for chosen places. */
  territories: string[]
  /** Metres around `here`. */
  radiusMetres: number | null
}

export function pointsOf(
  sections: readonly DirectorySection[],
  { stops, area, parameters }: Pick<DirectoryFacts, 'stops' | 'area' | 'parameters'>,
): DirectoryPoints {
  const places = sections.flatMap((section) => section.places)
  const placed = places.filter(({ place }) => place.geometry !== null && !place.properties.approximate)
  const letters = stopLetters(stops)
  const standing = new Map(stops.map((stop) => [pointKey(lonLatOf(stop)), lonLatOf(stop)]))
  const [lon, lat] = (parameters.near ?? '').split(',').map(Number)
  return {
    points: [
      ...placed.map(({ number, place }) => ({
        label: String(number),
        kind: 'place' as const,
        lonLat: place.geometry!.coordinates,
      })),
      ...[...letters].map(([key, label]) => ({ label, kind: 'stop' as const, lonLat: standing.get(key)! })),
    ],
    unplaced: places.filter((place) => !placed.includes(place)).map(({ number }) => number),
    here: lon !== undefined && lat !== undefined ? [lon, lat] : null,
    territories: area.kind === 'territories' ? area.territories.map(({ id }) => id) : [],
    radiusMetres: area.kind === 'around' ? area.radiusMetres : null,
  }
}

const lonLatOf = ({ session }: StopOfDirectory) => session.stop!.lonLat

/** What makes two stops one point. */
export const pointKey = (lonLat: LonLat) => lonLat.join()

/** A letter for each point at which a stop takes place, in the order of time; of what is cancelled nobody looks on a map. */
export function stopLetters(stops: readonly StopOfDirectory[]): Map<string, string> {
  const held = stops.filter(({ state }) => state !== 'cancelled')
  const keys = [...new Set(held.map((stop) => pointKey(lonLatOf(stop))))]
  return new Map(keys.map((key, index) => [key, letter(index)]))
}

/** A … Z, AA, AB … */
function letter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? letter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
