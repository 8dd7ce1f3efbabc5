import { NoPlacesError } from './all-places.ts'
import { CannotDrawError } from './draw-map.ts'

/** Why there is no map: the browser cannot draw, the places did not come, or something unforeseen. */
export type MapFailure = 'webgl' | 'places' | 'script'

export function reasonOf(error: unknown): MapFailure {
  if (error instanceof CannotDrawError) return 'webgl'
  return error instanceof NoPlacesError ? 'places' : 'script'
}
