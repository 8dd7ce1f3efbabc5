// The places that somebody keeps for a sheet: a list of numbers in this browser, which leaves it only when it is shared.

import { mostKept } from '../../server/places/kept-places.rules.ts'

const key = 'kept-places'

/** The places that are kept, in their order. */
export function keptPlaces(): number[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter(Number.isSafeInteger).slice(0, mostKept) : []
  } catch {
    // Nothing can be read: another page of ours wrote it, or the reader wants nothing kept.
    return []
  }
}

/** @returns could it be kept? A browser may be told to keep nothing. */
export function keepPlaces(places: readonly number[]): boolean {
  try {
    if (places.length === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(places))
    return true
  } catch {
    return false
  }
}
