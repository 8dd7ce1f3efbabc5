// Takes in a season of stops. All or nothing but for the rows that cannot be read, in one transaction.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { fold } from '../../i18n/fold.ts'
import type { Geocoder } from '../geocoding/address-service.ts'
import { type HistoryEvent, recordHistory } from '../history/history.queries.ts'
import { finishRun, lockImports, startRun } from '../imports/imports.queries.ts'
import type { StoredSession } from '../sessions/session.rules.ts'
import {
  changeOccurrence,
  deleteSession,
  forgetChange,
  insertSession,
  readSessions,
  updateSession,
} from '../sessions/session-store.queries.ts'
import { placeStops } from './stop-places.actions.ts'
import { changeOf, type PlacedStop, sessionOf, told } from './stop-session.rules.ts'
import { stopsByKey } from './stops-import.queries.ts'
import { importKey, readStopRow, type StopFault, type StopRow } from './stops-row.rules.ts'
import { emptyUnitFacts } from './unit-facts.rules.ts'
import { publishUnits } from './unit-publication.actions.ts'
import { insertUnit, lockUnitsByName } from './unit-store.queries.ts'

export type StopsSummary = {
  new: number
  unchanged: number
  changed: number
  removed: number
  refused: number
  /** Of a complete file: stops that stayed because a refused row may have been theirs. */
  kept: number
  createdUnit: string | null
  faults: StopFault[]
}

export type StopsOptions = {
  fileName: string
  /** The unit of every row. */
  unit: string | undefined
  /** Does the file hold all stops between its first and its last? */
  complete: boolean
  dryRun: boolean
}

type Needs = { db: Kysely<Database>; geocoder: Geocoder; now: () => Date }
type GivenRow = { row: number; cells: Record<string, string> }
type Run = {
  trx: Transaction<Database>
  geocoder: Geocoder
  now: Date
  summary: StopsSummary
  events: HistoryEvent[]
}

class DryRun extends Error {}

/**
 * Takes in rows; the same file twice changes nothing. A dry run does all of it and takes it back.
 * @throws ImportRunningError, and whatever reading the rows throws
 */
export async function importStops(
  { db, geocoder, now }: Needs,
  rows: AsyncIterable<GivenRow>,
  options: StopsOptions,
): Promise<StopsSummary> {
  const summary: StopsSummary = {
    new: 0,
    unchanged: 0,
    changed: 0,
    removed: 0,
    refused: 0,
    kept: 0,
    createdUnit: null,
    faults: [],
  }
  const given: GivenRow[] = []
  for await (const row of rows) given.push(row)
  try {
    await db.transaction().execute(async (trx) => {
      await lockImports(trx)
      const at = now()
      const runId = await startRun(trx, { at, fileName: options.fileName, complete: options.complete })
      const run: Run = { trx, geocoder, now: at, summary, events: [] }
      const changed = await takeRows(run, given, options)
      await recordHistory(trx, { kind: 'import', id: runId }, at, run.events)
      await publishUnits(trx, changed, at)
      summary.faults.sort((one, other) => one.row - other.row)
      summary.refused = summary.faults.length
      await finishRun(trx, runId, now(), summary)
      if (options.dryRun) throw new DryRun()
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return summary
}

type UnitRows = { stops: StopRow[]; refusedKeys: Set<string>; hasUnknown: boolean }

/** @returns the units of which something changed */
async function takeRows(run: Run, given: GivenRow[], options: StopsOptions): Promise<number[]> {
  const units = await lockUnitsByName(run.trx)
  const created = options.unit === undefined ? null : await createIfUnknown(run, units, options.unit)
  const byUnit = new Map<number, UnitRows>()
  for (const row of given) {
    const name = options.unit ?? unitNamed(row.cells)
    const unitId = name === null ? undefined : units.get(fold(name))
    if (unitId === undefined) {
      const reason = name === null ? 'unit-missing' : 'unit-unknown'
      run.summary.faults.push({ row: row.row, reason, value: name ?? '' })
      continue
    }
    const those = byUnit.get(unitId) ?? { stops: [], refusedKeys: new Set(), hasUnknown: false }
    byUnit.set(unitId, those)
    readInto(those, row, run.summary)
  }
  const changed = created === null ? [] : [created]
  for (const [unitId, those] of byUnit) {
    if ((await takeStops(run, unitId, those, options.complete)) && unitId !== created) changed.push(unitId)
  }
  return changed
}

function readInto(those: UnitRows, row: GivenRow, summary: StopsSummary): void {
  const read = readStopRow(row)
  if ('stop' in read) {
    those.stops.push(read.stop)
    return
  }
  summary.faults.push(read.fault)
  if (read.key === null) those.hasUnknown = true
  else those.refusedKeys.add(read.key)
}

function unitNamed(cells: Record<string, string>): string | null {
  return cells.unit || cells.unité || cells.unite || null
}

/** A unit of which nothing is known but its name: its operator completes it. */
async function createIfUnknown(
  { trx, now, summary, events }: Run,
  units: Map<string, number>,
  name: string,
): Promise<number | null> {
  if (units.has(fold(name))) return null
  const facts = { ...emptyUnitFacts, name }
  const id = await insertUnit(trx, { state: 'published', facts, texts: [] }, null, now)
  units.set(fold(name), id)
  summary.createdUnit = name
  events.push({ placeId: id, action: 'created', before: null, after: { name, vehicle: facts.vehicle } })
  return id
}

/** @returns whether anything changed */
async function takeStops(
  run: Run,
  unitId: number,
  { stops, refusedKeys, hasUnknown }: UnitRows,
  complete: boolean,
): Promise<boolean> {
  const { trx, summary } = run
  const ids = await stopsByKey(trx, unitId)
  const sessions = new Map((await readSessions(trx, 'unit_id', [unitId])).map((each) => [each.id, each]))
  const known = (key: string) => sessions.get(ids.get(key) ?? -1)
  const rows = onlyOnce(stops, summary)
  const before = (row: StopRow) => known(importKey(row))?.stop ?? null
  const { placed, faults } = await placeStops(trx, run.geocoder, rows, before)
  summary.faults.push(...faults)
  const count = summary.new + summary.changed + summary.removed
  for (const stop of placed) await takeStop(run, unitId, stop, known(importKey(stop.row)))
  if (complete && stops.length > 0) {
    const seen = new Set([...stops.map(importKey), ...refusedKeys])
    const starts = stops.map(({ start }) => start).sort()
    const gone = [...ids].filter(
      ([key]) => !seen.has(key) && key.slice(0, 16) >= starts[0]! && key.slice(0, 16) <= starts.at(-1)!,
    )
    // A row that cannot be read may be any of those that seem to be missing.
    if (hasUnknown) summary.kept += gone.length
    else for (const [, id] of gone) await takeAway(run, unitId, sessions.get(id)!)
  }
  return summary.new + summary.changed + summary.removed > count
}

function onlyOnce(stops: StopRow[], summary: StopsSummary): StopRow[] {
  const keys = new Set<string>()
  return stops.filter((stop) => {
    const key = importKey(stop)
    if (keys.has(key))
      summary.faults.push({ row: stop.row, reason: 'twice', value: `${stop.start} ${stop.name}` })
    return !keys.has(key) && keys.add(key)
  })
}

async function takeStop(
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
    summary.new += 1
    events.push({ placeId: unitId, action: 'changed', before: null, after: told(session, change) })
    return
  }
  const isOther = JSON.stringify(told(known, null)) !== JSON.stringify(told(session, null))
  const isSaidOtherwise = JSON.stringify(said) !== JSON.stringify(change)
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

async function takeAway({ trx, summary, events }: Run, unitId: number, known: StoredSession): Promise<void> {
  await deleteSession(trx, known.id)
  summary.removed += 1
  events.push({ placeId: unitId, action: 'changed', before: told(known, null), after: null })
}
