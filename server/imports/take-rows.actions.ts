// Takes in rows of one file: places that are new here, and places that their source speaks of again.
import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Geocoder } from '../geocoding/address-service.ts'
import { difference } from '../history/difference.rules.ts'
import { type Actor, type HistoryEvent, recordHistory } from '../history/history.queries.ts'
import { type RowKey, type SaidRow, saveSaidRows } from '../history/sources.queries.ts'
import type { PlaceFacts } from '../places/place-facts.rules.ts'
import {
  insertPlaces,
  lockPlaces,
  type PlaceToWrite,
  readPlaces,
  reservePlaceIds,
  type StoredPlace,
  updatePlaces,
} from '../places/place-store.queries.ts'
import { settle } from '../places/settle.actions.ts'
import type { CleanRow } from './clean-row.rules.ts'
import type { ImportSummary } from './import-summary.rules.ts'
import { type KnownRow, knownRows } from './imports.queries.ts'
import { isOlder, mergeFacts } from './merge.rules.ts'
import { forgetRows } from './seen-rows.queries.ts'

/** A row ready to be taken in, cleaned. */
export type Incoming = Pick<CleanRow, 'externalId' | 'facts' | 'given' | 'source' | 'faults' | 'refused'>

/** A row under its key. `fingerprint` changes with anything that the row says. */
export type KeyedRow = RowKey & Pick<Incoming, 'facts' | 'given'> & { fingerprint: string }

/** One import as its rows see it; `summary` and `touched` grow while it runs. */
export type Run = {
  trx: Transaction<Database>
  geocoder: Geocoder
  at: Date
  id: number
  /** The territory that the instance serves, `undefined` for everywhere; rows elsewhere are left. */
  territory: string | undefined
  /** INSEE codes of the communes where a row of this territory may lie; `undefined`: any. */
  communes: ReadonlySet<string> | undefined
  summary: ImportSummary
  /** Places that are new or changed. */
  touched: Set<number>
}

/** Takes in rows that are neither refused nor repeated: what is new, what changed; and counts what is neither. */
export async function takeRows(run: Run, rows: KeyedRow[]): Promise<void> {
  const known = new Map((await knownRows(run.trx, rows)).map((said) => [keyOf(said), said]))
  const pairs = rows.map((row) => ({ row, said: known.get(keyOf(row)) }))
  await takeNew(
    run,
    pairs.filter(({ said }) => said === undefined).map(({ row }) => row),
  )
  await takeKnown(
    run,
    pairs.filter((pair): pair is Known => pair.said !== undefined),
  )
}

async function takeNew(run: Run, rows: KeyedRow[]): Promise<void> {
  const near = rows.filter(({ facts }) => mayLieInside(run, facts))
  const settled = await settle(
    run.trx,
    run.geocoder,
    near.map(({ facts }, index) => ({ id: index, facts, texts: [] })),
  )
  const inside = settled.filter((place) => isInside(run, place))
  run.summary.outside += rows.length - inside.length
  run.summary.new += inside.length
  const ids = await reservePlaceIds(run.trx, inside.length)
  const places = inside.map((place, order) => ({ ...place, id: ids[order]! }))
  await insertPlaces(run.trx, places, run.at)
  const said = inside.map(({ id: index }, order) => saidRow(near[index]!, ids[order]!))
  await saveSaidRows(run.trx, said, run.id)
  await record(
    run,
    places.map((place) => ({ placeId: place.id, action: 'created', before: null, after: known(place) })),
  )
  for (const id of ids) run.touched.add(id)
}

type Known = { row: KeyedRow; said: KnownRow }

async function takeKnown(run: Run, pairs: Known[]): Promise<void> {
  for (const { said } of pairs.filter((pair) => !saysSomethingNew(pair)))
    run.summary[isInside(run, said) ? 'unchanged' : 'outside'] += 1
  const merged = await mergeAll(run, pairs.filter(saysSomethingNew))
  const inside = merged.filter(({ place }) => isInside(run, place))
  const left = merged.filter(({ place }) => !isInside(run, place))
  run.summary.outside += left.length
  await forgetRows(
    run.trx,
    left.map(({ row }) => row),
  )
  const anew = inside.filter(({ row, said }) => said.gone || row.fingerprint !== said.fingerprint)
  await saveSaidRows(
    run.trx,
    anew.map(({ row, place }) => saidRow(row, place.id)),
    run.id,
  )
  const changed = inside.filter(isChange)
  run.summary.unchanged += inside.length - changed.length
  run.summary.changed += changed.length
  await updatePlaces(
    run.trx,
    changed.map(({ place }) => place),
  )
  await record(run, changed.map(changeEvent))
  for (const { place } of changed) run.touched.add(place.id)
}

/**
 * Does the row say other things than last time, or is its place back? What is older says nothing new. A place at the
 * centre of its commune is looked up once more: the address service may answer today.
 */
function saysSomethingNew({ row, said }: Known): boolean {
  const isHopeful = said.approximate && row.facts.lonLat === null && row.facts.address !== null
  const isOther = row.fingerprint !== said.fingerprint || isHopeful
  return said.gone || (isOther && !isOlder(said.said, row.facts))
}

type Merged = Known & { was: StoredPlace; place: PlaceToWrite }

async function mergeAll(run: Run, pairs: Known[]): Promise<Merged[]> {
  const ids = pairs.map(({ said }) => said.placeId)
  await lockPlaces(run.trx, ids)
  const stored = await readPlaces(run.trx, ids)
  const byId = new Map(stored.map((place) => [place.id, place]))
  const places = await settle(
    run.trx,
    run.geocoder,
    pairs.map(({ row, said }) => {
      const { id, texts, ...was } = byId.get(said.placeId)!
      const facts = mergeFacts(was.facts, said.said, row.facts, was.corrected)
      // A point that was looked up stands for the same address as long as the address does; the centre of a commune
      // is no point, so it is looked up again.
      const keepsPoint =
        was.corrected.includes('lonLat') || (!was.approximate && sameAddress(facts, was.facts))
      return { id, texts, facts: { ...facts, lonLat: keepsPoint ? facts.lonLat : row.facts.lonLat } }
    }),
  )
  return pairs.map((pair, index) => {
    const was = byId.get(pair.said.placeId)!
    // A place that was hidden by a decision here stays hidden; one that was gone is back.
    const state = was.state === 'hidden' ? 'hidden' : 'published'
    return { ...pair, was, place: { ...places[index]!, state } }
  })
}

/** Would a point be looked up from the same words? */
function sameAddress(a: PlaceFacts, b: PlaceFacts): boolean {
  return a.address === b.address && a.postalCode === b.postalCode && a.communeCode === b.communeCode
}

/** What a source says anew may be known here already, or be overruled by a correction. */
function isChange({ said, was, place }: Merged): boolean {
  return (
    said.gone || was.approximate !== place.approximate || difference(was.facts, place.facts) !== undefined
  )
}

function changeEvent({ said, was, place }: Merged): HistoryEvent {
  const { before = null, after = null } = difference(known(was), known(place)) ?? {}
  return { placeId: place.id, action: said.gone ? 'returned' : 'changed', before, after }
}

/** What the history keeps of a place: the centre of its commune is no point that anybody gave. */
const known = ({ facts, approximate }: Pick<StoredPlace, 'facts' | 'approximate'>): PlaceFacts =>
  approximate ? { ...facts, lonLat: null } : facts

/** A row without a point, in a commune that is not ours, need not be looked up. */
function mayLieInside({ communes }: Run, { lonLat, communeCode }: PlaceFacts): boolean {
  return !communes || lonLat !== null || communeCode === null || communes.has(communeCode)
}

function isInside({ territory }: Run, { territories }: { territories: string[] }): boolean {
  return territory === undefined || territories.includes(territory)
}

function record({ trx, id, at }: Run, events: HistoryEvent[]): Promise<void> {
  const actor: Actor = { kind: 'import', id }
  return recordHistory(trx, actor, at, events)
}

const keyOf = ({ sourceId, externalId }: RowKey) => `${sourceId} ${externalId}`

export function keyed(row: Incoming & { externalId: string }, sourceId: number): KeyedRow {
  const { externalId, facts, given } = row
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([facts, given]))
    .digest('base64url')
  return { sourceId, externalId, facts, given, fingerprint }
}

function saidRow({ facts, ...row }: KeyedRow, placeId: number): SaidRow {
  return { ...row, said: facts, placeId }
}
