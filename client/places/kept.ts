// The places that somebody keeps for a sheet: a list of numbers in this browser, which leaves it only when it is shared.

import { mostKept } from '../../server/places/kept-places.rules.ts'

const key = 'kept-places'
/** Languages that were chosen for the sheet of this list: `fr,ar`. */
const printKey = 'kept-print'
/** What is typed for the person of a list, in this tab. */
const noteKey = 'sheet-note'

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
    if (places.length === 0) {
      localStorage.removeItem(key)
      localStorage.removeItem(printKey)
    } else localStorage.setItem(key, JSON.stringify(places))
    return true
  } catch {
    return false
  }
}

/** The languages of the sheet, where others were chosen than the usual ones of the page. */
export function keptPrint(): string | null {
  try {
    return localStorage.getItem(printKey)
  } catch {
    return null
  }
}

/** Keeps them as long as the list, from page to page. */
export function keepPrint(print: string | undefined): void {
  attempt(() => (print ? localStorage.setItem(printKey, print) : localStorage.removeItem(printKey)))
}

/** A note, the list beside which it was typed, and whether that was the list of this browser. */
export type CarriedNote = { note: string; places: string; isOfKept: boolean }

/** Carries a note to the next page of this tab. It is never sent. */
export function carryNote(note: CarriedNote): void {
  attempt(() => sessionStorage.setItem(noteKey, JSON.stringify(note)))
}

/** @returns the note that is under way, which stays so */
export function carriedNote(): Partial<CarriedNote> {
  try {
    return JSON.parse(sessionStorage.getItem(noteKey) ?? '{}')
  } catch {
    return {}
  }
}

/** To be called when it has arrived, or when its list is over. */
export function dropNote(): void {
  attempt(() => sessionStorage.removeItem(noteKey))
}

/** A browser may refuse to keep anything. */
function attempt(work: () => void): void {
  try {
    work()
  } catch {}
}
