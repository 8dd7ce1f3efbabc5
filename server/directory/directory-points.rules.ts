// What a directory puts on its map: its places by number, the stops by letter, and where it starts from.
import { type LonLat, parseLonLat } from '../territories/lon-lat.rules.ts'
import type { DirectoryFacts, StopOfDirectory } from './directory-facts.rules.ts'
import type { DirectorySection } from './directory-order.rules.ts'

/**
 * `label`: the number of a card, or the letter of a stop. `lonLat` is `null` for a place without a point of its own, or that
 * has but the middle of its commune.
 */
export type DirectoryPoint = { label: string; kind: 'place' | 'stop'; lonLat: LonLat | null }

/** What a map of the paper is asked for, beside the room that it has. */
export type DirectoryPoints = {
  points: DirectoryPoint[]
  /** The territories that the directory is of; none around an address or for chosen places. */
  territories: string[]
  /** The address that it starts from. */
  here: LonLat | null
  /** Metres around `here`; `null` without such a bound. */
  radiusMetres: number | null
}

export function pointsOf(
  sections: readonly DirectorySection[],
  { stops, area, parameters }: Pick<DirectoryFacts, 'stops' | 'area' | 'parameters'>,
): DirectoryPoints {
  const letters = stopLetters(stops)
  const standing = new Map(stops.map((stop) => [pointKey(lonLatOf(stop)), lonLatOf(stop)]))
  return {
    points: [
      ...sections.flatMap(({ places }) =>
        places.map(({ number, place }) => ({
          label: String(number),
          kind: 'place' as const,
          lonLat: place.properties.approximate ? null : (place.geometry?.coordinates ?? null),
        })),
      ),
      ...[...letters].map(([key, label]) => ({ label, kind: 'stop' as const, lonLat: standing.get(key)! })),
    ],
    territories: area.kind === 'territories' ? area.territories.map(({ id }) => id) : [],
    here: parseLonLat(parameters.near ?? '') ?? null,
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
