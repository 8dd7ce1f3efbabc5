// One stop of a file: brought, changed or taken away, counted and told to history.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { same } from '../history/difference.rules.ts'
import type { HistoryEvent } from '../history/history.queries.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import type { StoredSession } from '../sessions/session.rules.ts'
import { changeOccurrence, forgetChange } from '../sessions/session-changes.queries.ts'
import { deleteSession, insertSession, updateSession } from '../sessions/session-store.queries.ts'
import { windowAt } from '../sessions/window.rules.ts'
import { changeOf, type PlacedStop, sessionOf, told } from './stop-session.rules.ts'
import type { StopFault, StopRow } from './stops-row.rules.ts'
import type { StopWarning } from './stops-warnings.rules.ts'

export type StopsSummary = {
  /** Brought, and shown from now on. */
  new: number
  /** Brought, though their day is over: nobody is shown them. */
  past: number
  /** Brought, and shown when their day is less than a year ahead. */
  later: number
  unchanged: number
  changed: number
  removed: number
  refused: number
  /** Of a complete file: stops that stayed because a refused row may have been theirs. */
  kept: number
  createdUnit: string | null
  faults: StopFault[]
  /** Of stops that were taken in. */
  warnings: StopWarning[]
}

/** Before the first row. */
export function emptySummary(): StopsSummary {
  const counts = { new: 0, past: 0, later: 0, unchanged: 0, changed: 0, removed: 0, refused: 0, kept: 0 }
  return { ...counts, createdUnit: null, faults: [], warnings: [] }
}

/** One import of a file. */
export type Run = {
  trx: Transaction<Database>
  now: Date
  summary: StopsSummary
  events: HistoryEvent[]
}

/** Has the day of a stop passed, or is it so far ahead that no dates are written of it yet? */
function whenSeen({ start }: Pick<StopRow, 'start'>, now: Date): 'new' | 'past' | 'later' {
  const day = start.slice(0, 10)
  if (day < dayInFrance(now)) return 'past'
  return day >= windowAt(now).stopsUntil ? 'later' : 'new'
}

/** Takes in one stop: new, changed or as it was. */
export async function takeStop(
  { trx, now, summary, events }: Run,
  unitId: number,
  stop: PlacedStop,
  known: StoredSession | undefined,
): Promise<void> {
  const session = sessionOf(stop, known)
  const said = known?.changes.find(({ originalStart }) => originalStart === stop.row.start) ?? null
  const change = changeOf(stop.row, said)
  if (!known) {
    await insertSession(trx, { unitId }, { ...session, changes: change ? [change] : [] }, now)
    summary[whenSeen(stop.row, now)] += 1
    events.push({ placeId: unitId, action: 'changed', before: null, after: told(session, change) })
    return
  }
  const isOther = !same(told(known, null), told(session, null))
  const isSaidOtherwise = !same(said, change)
  if (!isOther && !isSaidOtherwise) {
    summary.unchanged += 1
    return
  }
  if (isOther) await updateSession(trx, known.id, session)
  if (isSaidOtherwise && change) await changeOccurrence(trx, known.id, change)
  if (isSaidOtherwise && !change) await forgetChange(trx, known.id, stop.row.start)
  summary.changed += 1
  events.push({
    placeId: unitId,
    action: 'changed',
    before: told(known, said),
    after: told(session, change),
  })
}

/** Takes away a stop that its file no longer has. */
export async function takeAway(
  { trx, summary, events }: Run,
  unitId: number,
  known: StoredSession,
): Promise<void> {
  await deleteSession(trx, known.id)
  summary.removed += 1
  events.push({ placeId: unitId, action: 'changed', before: told(known, null), after: null })
}
