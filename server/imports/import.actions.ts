// The import: reads rows, keeps what their sources say, publishes. All or nothing, in one transaction.
import { setImmediate as turn } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Geocoder } from '../geocoding/address-service.ts'
import { recordHistory } from '../history/history.queries.ts'
import { type RowKey, sourceId } from '../history/sources.queries.ts'
import { publishPlaces } from '../places/publication.actions.ts'
import { untilSilent } from '../places/settle.actions.ts'
import { communesAround } from '../territories/territories.queries.ts'
import { groupTwinsOf } from '../twins/twins.actions.ts'
import { emptySummary, type ImportSummary } from './import-summary.rules.ts'
import {
  finishRun,
  lockImports,
  placesUnderOtherLicence,
  removeDemonstration,
  startRun,
} from './imports.queries.ts'
import { countTwinGroups, markGone, seeRefusedRows, seeRows, startSeeing } from './seen-rows.queries.ts'
import { type Incoming, keyed, type Run, takeRows } from './take-rows.actions.ts'

export type ImportOptions = {
  fileName: string
  /** Wins over the `source` column. */
  source: string | undefined
  licence: string | undefined
  /** Does the file hold all that its sources have in this territory? */
  complete: boolean
  dryRun: boolean
  keepDemonstration: boolean
  /** Id of the territory that the instance serves; rows elsewhere are left. */
  territory: string
}

/** Rows handled together: large enough for few statements, small enough for little memory. */
const batchSize = 500
const unnamedSource = 'unnamed'

class DryRun extends Error {}

type Needs = { db: Kysely<Database>; geocoder: Geocoder; now: () => Date }

/**
 * Takes in rows. A crash half-way leaves everything as it was; a dry run does all of it and takes it back.
 * @throws ImportRunningError, and whatever reading the rows throws
 */
export async function importRows(
  needs: Needs,
  rows: AsyncIterable<Incoming>,
  options: ImportOptions,
): Promise<ImportSummary> {
  let summary: ImportSummary | undefined
  try {
    await needs.db.transaction().execute(async (trx) => {
      await lockImports(trx)
      const run = await begin(trx, needs, options)
      summary = run.summary
      const sources = await takeAll(run, rows, options)
      await end(run, sources, options)
      await finishRun(trx, run.id, needs.now(), run.summary)
      if (options.dryRun) throw new DryRun()
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return summary!
}

async function begin(trx: Transaction<Database>, needs: Needs, options: ImportOptions): Promise<Run> {
  const at = needs.now()
  const id = await startRun(trx, { at, fileName: options.fileName, complete: options.complete })
  await startSeeing(trx)
  const territory = options.territory === 'france' ? undefined : options.territory
  const communes = territory && new Set(await communesAround(trx, territory))
  const geocoder = untilSilent(needs.geocoder)
  const summary = { ...emptySummary }
  return { trx, geocoder, at, id, territory, communes: communes || undefined, summary, touched: new Set() }
}

/** Takes the rows in, batch by batch. @returns the numbers of their sources */
async function takeAll(run: Run, rows: AsyncIterable<Incoming>, options: ImportOptions): Promise<number[]> {
  const sources = new Sources(run, options)
  for await (const batch of readAhead(batches(rows))) {
    count(batch, run.summary)
    const usable = batch.filter(hasId).filter(({ refused }) => !refused)
    const keys = await sources.keysOf(usable)
    const fresh = await seeRows(run.trx, keys)
    // The second of two rows with one key says nothing new that can be trusted over the first.
    run.summary.warned += fresh.filter((isFresh) => !isFresh).length
    const taken = usable.flatMap((row, index) => (fresh[index] ? keyed(row, keys[index]!.sourceId) : []))
    await takeRows(run, taken)
    const refused = batch.filter(hasId).filter(({ refused }) => refused)
    if (options.complete) await seeRefusedRows(run.trx, await sources.keysOf(refused))
  }
  return sources.ids
}

const hasId = (row: Incoming): row is Incoming & { externalId: string } => row.externalId !== null

function count(batch: Incoming[], summary: ImportSummary): void {
  for (const { faults, refused } of batch) {
    summary.read += 1
    if (refused) summary.refused += 1
    summary.repaired += faults.filter(({ outcome }) => outcome === 'repaired').length
    summary.warned += faults.filter(({ outcome }) => outcome === 'dropped' || outcome === 'kept').length
  }
}

/** The sources that the rows name, each looked up once. */
class Sources {
  readonly #run: Run
  readonly #options: ImportOptions
  readonly #byName = new Map<string, number>()

  constructor(run: Run, options: ImportOptions) {
    this.#run = run
    this.#options = options
  }

  get ids(): number[] {
    return [...this.#byName.values()]
  }

  async keysOf(rows: (Incoming & { externalId: string })[]): Promise<RowKey[]> {
    const keys: RowKey[] = []
    for (const { source, externalId } of rows) {
      const name = this.#options.source ?? source ?? unnamedSource
      keys.push({ sourceId: this.#byName.get(name) ?? (await this.#lookUp(name)), externalId })
    }
    return keys
  }

  async #lookUp(name: string): Promise<number> {
    const { trx, touched } = this.#run
    const { licence = null } = this.#options
    // Cards name the licence: they are written again.
    if (licence !== null)
      for (const id of await placesUnderOtherLicence(trx, { name, licence })) touched.add(id)
    const id = await sourceId(trx, { name, licence, demonstration: false })
    this.#byName.set(name, id)
    return id
  }
}

/** What follows once all rows are known: who is gone, who is one, what the public reads. */
async function end(run: Run, sources: number[], options: ImportOptions): Promise<void> {
  const { trx, at, summary, touched } = run
  const isKept = summary.new + summary.changed + summary.unchanged > 0
  if (isKept && !options.keepDemonstration) {
    const { mates } = await removeDemonstration(trx)
    for (const id of mates) touched.add(id)
  }
  if (options.complete) {
    const gone = await markGone(trx, sources, run.territory, at)
    summary.gone = gone.length
    const events = gone.map((placeId) => ({ placeId, action: 'gone' as const, before: null, after: null }))
    await recordHistory(trx, { kind: 'import', id: run.id }, at, events)
    for (const id of gone) touched.add(id)
  }
  const regrouped = await groupTwinsOf(trx, [...touched])
  await publishPlaces(trx, [...new Set([...touched, ...regrouped])], at)
  summary.twins = await countTwinGroups(trx)
}

/** Rows between which other work has its turn: the database is then asked while rows are read. */
const rowsInOneGo = 25

async function* batches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length % rowsInOneGo === 0) await turn()
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Reads the next batch while one is taken in: the one costs this process, the other the database. */
async function* readAhead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  const ask = () => {
    const asked = items.next()
    // Told where it is awaited.
    asked.catch(() => undefined)
    return asked
  }
  let next = ask()
  try {
    for (;;) {
      const { done, value } = await next
      if (done) return
      next = ask()
      yield value
    }
  } finally {
    // Not awaited: a source that is silent would keep the reason for the end from being told.
    items.return(undefined).catch(() => undefined)
  }
}
