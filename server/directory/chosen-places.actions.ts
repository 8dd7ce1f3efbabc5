// The places of a directory that somebody chose: those of a selection, by its code.
import { readSelectionCode } from '../selections/selection-code.rules.ts'
import { type CodeReader, triedSelection } from '../selections/selections.actions.ts'
import { sheetOf } from '../selections/sheet.actions.ts'
import type { DirectoryRequest } from './directory-address.rules.ts'
import type { DirectoryFacts } from './directory-facts.rules.ts'
import type { GatherNeeds } from './understand-directory.actions.ts'

/** No selection has the code, or the one that had it is over. */
export type NoSelection = { kind: 'no-selection'; state: 'unknown' | 'ended' }

export type Chosen =
  /** It asks for an area. */
  { state: 'none' } | { state: NoSelection['state'] } | { state: 'open'; places: readonly number[] }

export type LookUpNeeds = Pick<GatherNeeds, 'db' | 'now'> & CodeReader

/** The places of the selection that a request names. @throws Problem `too-many-requests` */
export async function chosenBy(
  needs: LookUpNeeds,
  { selection }: Pick<DirectoryRequest, 'selection'>,
): Promise<Chosen> {
  if (selection === undefined) return { state: 'none' }
  const code = readSelectionCode(selection)
  return (code && (await triedSelection(needs, code))) || { state: 'unknown' }
}

/** Chosen places that a paper does not show. */
export type AbsentPlaces = {
  /** So many are no longer there. */
  gone: number
  /** Names of buses, and of what is there for a time, that do not come in the weeks of the paper. */
  withoutDates: string[]
}

/** Which of the chosen places are not among the facts of their paper, and why. */
export async function absentAmong(
  { db, now }: Pick<GatherNeeds, 'db' | 'now'>,
  chosen: readonly number[],
  { places, stops }: Pick<DirectoryFacts, 'places' | 'stops'>,
): Promise<AbsentPlaces> {
  const shown = new Set([...places.map(({ place }) => place.id), ...stops.map(({ unit }) => unit.id)])
  const others = chosen.filter((id) => !shown.has(id))
  const entries = others.length > 0 ? await sheetOf(db, others, now()) : []
  return {
    gone: entries.filter(({ kind }) => kind === 'missing').length,
    // One of two that are one place now is shown by the other.
    withoutDates: entries.flatMap((entry) =>
      entry.kind === 'missing' || shown.has(entry.id) ? [] : [entry.place.properties.name],
    ),
  }
}
