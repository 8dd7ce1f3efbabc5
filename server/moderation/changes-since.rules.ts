// What happened to a place or a unit since something was proposed of it, as agents read it beside the proposal.
import type { HistoryAction, HistoryEntry } from '../history/history.queries.ts'
import { type PlaceRecord, recordNames } from '../places/place-record.rules.ts'

/** One thing that happened, and the fields that it changed. */
export type ChangeSince = { at: Date; action: HistoryAction; fields: (keyof PlaceRecord)[] }

/** Not told: they follow from the others. */
const silent: readonly (keyof PlaceRecord)[] = ['corrected', 'updatedAt']

type Entry = Pick<HistoryEntry, 'at' | 'action' | 'actor' | 'actorId' | 'before' | 'after'>

/** @param entries of the history. A file of stops has one for each stop: they are told as one change of the dates. */
export function changesSince(entries: readonly Entry[]): ChangeSince[] {
  const files = Map.groupBy(entries, (entry) =>
    isOfStop(entry) ? `file ${entry.actorId} ${entry.at.getTime()}` : entry,
  )
  return [...files.values()].map(([first]) => {
    const { at, action } = first!
    return { at, action, fields: isOfStop(first!) ? ['sessions'] : fieldsOf(first!) }
  })
}

/** A stop of a file is kept as itself, and not as the list that it stands in. */
const isOfStop = ({ before, after, actor }: Entry) =>
  actor === 'import' && [before, after].some((said) => said !== null && 'stop' in said)

function fieldsOf({ before, after }: Entry): (keyof PlaceRecord)[] {
  const said = { ...before, ...after }
  return recordNames.filter((name) => name in said && !silent.includes(name))
}
