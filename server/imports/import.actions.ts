// The import: reads rows, keeps what their sources say, publishes. All or nothing, in one transaction.
import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Geocoder } from '../geocoding/address-service.ts'
import { type Actor, type HistoryEvent, recordHistory } from '../history/history.queries.ts'
import type { PlaceFacts } from '../places/place-facts.rules.ts'
import type { PlaceText } from '../places/place-feature.rules.ts'
import {
  insertPlaces,
  type PlaceToWrite,
  readPlaces,
  reservePlaceIds,
  updatePlaces,
} from '../places/place-store.queries.ts'
import { publishPlaces } from '../places/publication.actions.ts'
import { territoriesInside } from '../territories/territories.queries.ts'
import { groupTwinsOf } from '../twins/twins.actions.ts'
import type { CleanRow } from './clean-row.rules.ts'
import {
  finishRun,
  type KnownRow,
  knownRows,
  lockImports,
  markGone,
  removeDemonstration,
  type SaidRow,
  saveSaidRows,
  seeRows,
  sourceId,
  startRun,
  startSeeing,
} from './imports.queries.ts'
import { difference, isOlder, mergeFacts } from './merge.rules.ts'
import { settle, type Unsettled } from './settle.actions.ts'

/** What an import did, by row (`repaired` and `warned`: by cell). */
export type ImportSummary = {
  read: number
  new: number
  changed: number
  unchanged: number
  gone: number
  outside: number
  repaired: number
  warned: number
  refused: number
  /** Groups of places that the public now sees as one card, with a place of this file in them. */
  twins: number
}

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

/** A row ready to be taken in, cleaned; `texts` in languages other than French. */
export type Incoming = Pick<CleanRow, 'facts' | 'given' | 'source' | 'faults' | 'refused'> & {
  externalId: string | null
  texts?: PlaceText[]
}

/** Another import runs at this moment. */
export class ImportRunningError extends Error {
  constructor() {
    super('Another import is running on this database: wait until it has ended, then start this one again.')
  }
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
      summary = await new Import(trx, needs, options).run(rows)
      if (options.dryRun) throw new DryRun()
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return summary!
}

class Import {
  readonly trx: Transaction<Database>
  readonly needs: Needs
  readonly options: ImportOptions
  readonly at: Date
  readonly sources = new Map<string, number>()
  readonly touched: number[] = []
  /** INSEE codes of the communes served; `undefined`: any. */
  communes: Set<string> | undefined
  readonly summary: ImportSummary = {
    read: 0,
    new: 0,
    changed: 0,
    unchanged: 0,
    gone: 0,
    outside: 0,
    repaired: 0,
    warned: 0,
    refused: 0,
    twins: 0,
  }
  actor: Actor = { kind: 'system', id: null }

  constructor(trx: Transaction<Database>, needs: Needs, options: ImportOptions) {
    this.trx = trx
    this.needs = needs
    this.options = options
    this.at = needs.now()
  }

  async run(rows: AsyncIterable<Incoming>): Promise<ImportSummary> {
    const { trx, options, at, summary } = this
    if (!(await lockImports(trx))) throw new ImportRunningError()
    const runId = await startRun(trx, { at, fileName: options.fileName, complete: options.complete })
    this.actor = { kind: 'import', id: runId }
    await startSeeing(trx)
    if (options.territory !== 'france') {
      const communes = await territoriesInside(trx, options.territory, 'commune')
      if (communes.length > 0) this.communes = new Set(communes.map(({ code }) => code))
    }
    for await (const batch of batches(rows)) await this.takeBatch(batch, runId)
    if (!options.keepDemonstration && this.touched.length > 0) await removeDemonstration(trx)
    if (options.complete) await this.takeGone()
    const { groups, changed } = await groupTwinsOf(trx, this.touched)
    const touched = new Set(this.touched)
    summary.twins = groups.filter((group) => group.some((id) => touched.has(id))).length
    await publishPlaces(trx, [...new Set([...this.touched, ...changed])])
    await finishRun(trx, runId, this.needs.now(), summary)
    return summary
  }

  async takeBatch(batch: Incoming[], runId: number): Promise<void> {
    const { summary } = this
    for (const { faults, refused } of batch) {
      summary.read += 1
      if (refused) summary.refused += 1
      summary.repaired += faults.filter(({ outcome }) => outcome === 'repaired').length
      summary.warned += faults.filter(({ outcome }) => outcome === 'dropped' || outcome === 'kept').length
    }
    const keyed = await this.withKeys(batch.filter(({ refused }) => !refused))
    const fresh = await seeRows(this.trx, keyed)
    const rows = keyed.filter((_, index) => fresh[index])
    // The second of two rows with one key says nothing new that can be trusted over the first.
    summary.warned += keyed.length - rows.length
    const known = new Map((await knownRows(this.trx, rows)).map((row) => [keyOf(row), row]))
    const isNew = (row: KeyedRow) => !known.has(keyOf(row))
    await this.takeNew(rows.filter(isNew), runId)
    await this.takeKnown(
      rows.filter((row) => !isNew(row)).map((row) => ({ row, before: known.get(keyOf(row))! })),
      runId,
    )
  }

  async withKeys(rows: Incoming[]): Promise<KeyedRow[]> {
    const keyed: KeyedRow[] = []
    for (const row of rows) {
      const name = this.options.source ?? row.source ?? unnamedSource
      keyed.push({
        ...row,
        externalId: row.externalId!,
        sourceId: await this.sourceNumber(name),
        fingerprint: fingerprintOf(row),
      })
    }
    return keyed
  }

  async sourceNumber(name: string): Promise<number> {
    const known = this.sources.get(name)
    if (known !== undefined) return known
    const licence = this.options.licence ?? null
    const id = await sourceId(this.trx, { name, licence, demonstration: false })
    this.sources.set(name, id)
    return id
  }

  async takeNew(rows: KeyedRow[], runId: number): Promise<void> {
    const near = rows.filter(({ facts }) => this.canBeInside(facts))
    const settled = await this.settleAll(
      near.map(({ facts, texts = [] }, index) => ({ id: index, facts, texts })),
    )
    const inside = settled.filter((place) => this.isInside(place))
    this.summary.outside += rows.length - inside.length
    this.summary.new += inside.length
    const ids = await reservePlaceIds(this.trx, inside.length)
    const said = inside.map(({ id: index }, order) => saidRow(near[index]!, ids[order]!))
    const places = inside.map((place, order) => ({ ...place, id: ids[order]! }))
    await insertPlaces(this.trx, places, this.at)
    await saveSaidRows(this.trx, said, runId)
    await this.record(
      places.map(({ id, facts }) => ({ placeId: id, action: 'created', before: null, after: facts })),
    )
    this.touched.push(...ids)
  }

  async takeKnown(pairs: { row: KeyedRow; before: KnownRow }[], runId: number): Promise<void> {
    const speaking = pairs.filter(
      ({ row, before }) =>
        before.gone || (row.fingerprint !== before.fingerprint && !isOlder(before.said, row.facts)),
    )
    this.summary.unchanged += pairs.length - speaking.length
    const kept = new Map(
      (
        await readPlaces(
          this.trx,
          speaking.map(({ before }) => before.placeId),
        )
      ).map((place) => [place.id, place]),
    )
    const merged = speaking.map(({ row, before }) => {
      const place = kept.get(before.placeId)!
      const facts = mergeFacts(place.facts, before.said, row.facts, place.corrected)
      // A point that was looked up stands for the same address as long as the address does; the centre of a commune
      // is no point, so it is looked up again.
      const keepsPoint =
        place.corrected.includes('lonLat') || (!place.approximate && sameAddress(facts, place.facts))
      const lonLat = keepsPoint ? facts.lonLat : row.facts.lonLat
      return { id: place.id, texts: place.texts, facts: { ...facts, lonLat }, place, row, before }
    })
    const places = await this.settleAll(merged)
    await updatePlaces(
      this.trx,
      places.map((place, index) => ({ ...place, state: stateAfter(merged[index]!) })),
    )
    await saveSaidRows(
      this.trx,
      merged.map(({ row, id }) => saidRow(row, id)),
      runId,
    )
    const events = places.map((place, index): HistoryEvent => {
      const { before, place: was } = merged[index]!
      const differing = difference(was.facts, place.facts)
      return {
        placeId: place.id,
        action: before.gone ? 'returned' : 'changed',
        before: differing?.before ?? null,
        after: differing?.after ?? null,
      }
    })
    await this.record(events)
    this.summary.changed += places.length
    this.touched.push(...places.map(({ id }) => id))
  }

  async takeGone(): Promise<void> {
    const gone = await markGone(this.trx, [...this.sources.values()], this.options.territory, this.at)
    this.summary.gone = gone.length
    await this.record(gone.map((placeId) => ({ placeId, action: 'gone', before: null, after: null })))
    this.touched.push(...gone)
  }

  settleAll(places: Unsettled[]): Promise<PlaceToWrite[]> {
    return settle(this.trx, this.needs.geocoder, places)
  }

  /** A row without a point, in a commune that is not ours, need not be looked up. */
  canBeInside({ lonLat, communeCode }: PlaceFacts): boolean {
    return !this.communes || lonLat !== null || communeCode === null || this.communes.has(communeCode)
  }

  isInside(place: PlaceToWrite): boolean {
    const { territory } = this.options
    return territory === 'france' || place.territories.includes(territory)
  }

  record(events: HistoryEvent[]): Promise<void> {
    return recordHistory(this.trx, this.actor, this.at, events)
  }
}

type KeyedRow = Incoming & { externalId: string; sourceId: number; fingerprint: string }

const keyOf = ({ sourceId, externalId }: { sourceId: number; externalId: string }) =>
  `${sourceId} ${externalId}`

function saidRow({ sourceId, externalId, facts, given, fingerprint }: KeyedRow, placeId: number): SaidRow {
  return { sourceId, externalId, placeId, said: facts, given, fingerprint }
}

function fingerprintOf({ facts, given, texts = [] }: Incoming): string {
  return createHash('sha256')
    .update(JSON.stringify([facts, given, texts]))
    .digest('base64url')
}

/** Would a point be looked up from the same words? */
function sameAddress(a: PlaceFacts, b: PlaceFacts): boolean {
  return a.address === b.address && a.postalCode === b.postalCode && a.communeCode === b.communeCode
}

/** A place that was hidden by a decision here stays hidden; one that was gone is back. */
function stateAfter({ place }: { place: { state: PlaceToWrite['state'] } }): PlaceToWrite['state'] {
  return place.state === 'hidden' ? 'hidden' : 'published'
}

async function* batches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
