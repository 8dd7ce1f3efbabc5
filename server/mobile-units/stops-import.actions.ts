// Takes in a season of stops. All or nothing but for the rows that cannot be read, in one transaction.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { fold } from '../../i18n/fold.ts'
import type { Geocoder } from '../geocoding/address-service.ts'
import { recordHistory } from '../history/history.queries.ts'
import { finishRun, lockImports, startRun } from '../imports/imports.queries.ts'
import { holidayRegions } from '../sessions/holiday-regions.queries.ts'
import type { StoredSession } from '../sessions/session.rules.ts'
import { readSessions } from '../sessions/session-store.queries.ts'
import { placeStops } from './stop-places.actions.ts'
import { type KnownPoints, learnPoints, type Question } from './stop-points.actions.ts'
import type { PlacedStop } from './stop-session.rules.ts'
import { rowsByUnit, type UnitRows } from './stops-by-unit.rules.ts'
import { stopsByKey } from './stops-import.queries.ts'
import { type GivenStop, importKey, type StopRow } from './stops-row.rules.ts'
import { onHolidays, overlaps, type Timed } from './stops-warnings.rules.ts'
import { emptySummary, type Run, type StopsSummary, takeAway, takeStop } from './take-stop.actions.ts'
import { emptyUnitFacts } from './unit-facts.rules.ts'
import { giveToOperator } from './unit-operator.actions.ts'
import { publishUnits } from './unit-publication.actions.ts'
import { countUnitChanges, insertUnit, lockUnitsByName } from './unit-store.queries.ts'

export type StopsOptions = {
  fileName: string
  /** The unit of every row. */
  unit: string | undefined
  /** Who runs that unit, where it is told. */
  organisation?: string | undefined
  /** Does the file hold all stops between its first and its last? */
  complete: boolean
  dryRun: boolean
}

type Needs = { db: Kysely<Database>; geocoder: Geocoder; now: () => Date }
class DryRun extends Error {}

/** Addresses are to be asked for first: nobody waits at the database for an answer from outside. */
class Unasked extends Error {
  readonly questions: readonly Question[]
  constructor(questions: readonly Question[]) {
    super('Addresses of the file have not been asked for.')
    this.questions = questions
  }
}

/**
 * Takes in rows; the same file twice changes nothing. A dry run does all of it and takes it back.
 * @throws ImportRunningError, and whatever reading the rows throws
 */
export async function importStops(
  { db, geocoder, now }: Needs,
  rows: AsyncIterable<GivenStop>,
  options: StopsOptions,
): Promise<StopsSummary> {
  const given: GivenStop[] = []
  for await (const row of rows) given.push(row)
  const points: KnownPoints = new Map()
  for (;;) {
    try {
      return await takeFile({ db, now, points }, given, options)
    } catch (error) {
      if (!(error instanceof Unasked)) throw error
      await learnPoints(points, error.questions, geocoder)
    }
  }
}

/** @throws Unasked before anything of the stops is written */
async function takeFile(
  { db, now, points }: Pick<Needs, 'db' | 'now'> & { points: KnownPoints },
  given: GivenStop[],
  options: StopsOptions,
): Promise<StopsSummary> {
  const summary = emptySummary()
  try {
    await db.transaction().execute(async (trx) => {
      await lockImports(trx)
      const at = now()
      const runId = await startRun(trx, { at, fileName: options.fileName, complete: options.complete })
      const run: Run = { trx, now: at, summary, events: [] }
      const changed = await takeRows(run, given, options, points)
      await countUnitChanges(trx, changed)
      await recordHistory(trx, { kind: 'import', id: runId }, at, run.events)
      await publishUnits(trx, changed, at)
      summary.faults.sort((one, other) => one.line - other.line)
      summary.warnings.sort((one, other) => one.line - other.line)
      summary.refused = summary.faults.length
      await finishRun(trx, runId, now(), summary)
      if (options.dryRun) throw new DryRun()
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return summary
}

/** @returns the units of which something changed */
async function takeRows(
  run: Run,
  given: GivenStop[],
  options: StopsOptions,
  points: KnownPoints,
): Promise<number[]> {
  const units = await lockUnitsByName(run.trx)
  const created = options.unit === undefined ? null : await createIfUnknown(run, units, options.unit)
  const byUnit = rowsByUnit(given, units, options.unit, run.summary)
  const seasons: Season[] = []
  for (const [unitId, those] of byUnit) seasons.push(await seasonOf(run, unitId, those, points))
  const unasked = seasons.flatMap((season) => season.unasked)
  if (unasked.length > 0) throw new Unasked(unasked)
  const changed = new Set(created === null ? [] : [created])
  const { organisation, unit } = options
  const unitId = unit === undefined ? undefined : units.get(fold(unit))
  if (organisation !== undefined && unitId !== undefined) {
    if (await giveToOperator(run, unitId, organisation)) changed.add(unitId)
  }
  for (const season of seasons) {
    if (await takeStops(run, season, options.complete)) changed.add(season.unitId)
  }
  return [...changed]
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

/** The stops of a unit: as they are known, and as the file has them. */
type Season = UnitRows & {
  unitId: number
  /** Numbers of known stops by their keys in files. */
  ids: Map<string, number>
  sessions: Map<number, StoredSession>
} & Awaited<ReturnType<typeof placeStops>>

async function seasonOf(
  { trx, summary }: Run,
  unitId: number,
  those: UnitRows,
  points: KnownPoints,
): Promise<Season> {
  const ids = await stopsByKey(trx, unitId)
  const sessions = new Map((await readSessions(trx, 'unit_id', [unitId])).map((each) => [each.id, each]))
  const before = (row: StopRow) => sessions.get(ids.get(importKey(row)) ?? -1)?.stop ?? null
  const placed = await placeStops(trx, points, onlyOnce(those.stops, summary), before)
  return { ...those, unitId, ids, sessions, ...placed }
}

/** @returns whether anything changed */
async function takeStops(
  run: Run,
  { unitId, stops, refusedKeys, hasUnknown, ids, sessions, placed, faults }: Season,
  complete: boolean,
): Promise<boolean> {
  const { summary } = run
  summary.faults.push(...faults)
  const told = new Set(placed.map(({ row }) => ids.get(importKey(row))))
  await warn(
    run,
    placed,
    [...sessions.values()].filter(({ id }) => !told.has(id)),
  )
  const count = written(summary)
  for (const stop of placed)
    await takeStop(run, unitId, stop, sessions.get(ids.get(importKey(stop.row)) ?? -1))
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
  return written(summary) > count
}

function written({ new: brought, past, later, changed, removed }: StopsSummary): number {
  return brought + past + later + changed + removed
}

/** Compares what is taken in with itself, with the other stops of the unit, and with the holidays of its communes. */
async function warn(
  { trx, summary }: Run,
  placed: PlacedStop[],
  others: readonly StoredSession[],
): Promise<void> {
  const before = others.flatMap(({ recurrence, stop, changes }): Timed[] => {
    if (recurrence.kind !== 'dates' || recurrence.rule || changes.length > 0 || !stop) return []
    return [{ line: null, start: recurrence.start, minutes: recurrence.durationMinutes, name: stop.name }]
  })
  const given = placed.map(({ row }) => row).filter(({ isCancelled }) => !isCancelled)
  const regionOf = await holidayRegions(
    trx,
    placed.flatMap(({ place }) => place.communeCode ?? []),
  )
  summary.warnings.push(...overlaps([...before, ...given]), ...onHolidays(placed, regionOf))
}

function onlyOnce(stops: StopRow[], summary: StopsSummary): StopRow[] {
  const keys = new Set<string>()
  return stops.filter((stop) => {
    const key = importKey(stop)
    if (keys.has(key))
      summary.faults.push({ line: stop.line, reason: 'twice', value: `${stop.start} ${stop.name}` })
    return !keys.has(key) && keys.add(key)
  })
}
