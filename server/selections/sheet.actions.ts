// What a sheet says of each place of a selection, at this moment. Read from what is published only.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { UnitStop } from '../mobile-units/unit-stops.rules.ts'
import { comingStops, findUnit } from '../mobile-units/units.queries.ts'
import { territoriesOfGonePlace } from '../places/gone-place.queries.ts'
import type { ShownPlace } from '../places/place.view.ts'
import { type PlaceTimes, timesOfPlaces } from '../places/place-times-now.actions.ts'
import { findPlace } from '../places/places.queries.ts'

export type SheetEntry =
  | { kind: 'place'; id: number; place: ShownPlace; times: PlaceTimes }
  | { kind: 'unit'; id: number; place: ShownPlace; stops: UnitStop[] }
  /** Gone since it was chosen, or never there. `territories`: where it was, the smallest first. */
  | { kind: 'missing'; id: number; territories: { id: string; name: string }[] }

/** Paper is read for some weeks: so far the stops of a unit are told. */
const stopsAheadMs = 28 * 24 * 3_600_000
const mostStops = 6

type Found = Exclude<SheetEntry, { kind: 'place' }> | { kind: 'place'; id: number; place: ShownPlace }

/** An entry for each of these numbers, in their order; two that are one place now have one. */
export async function sheetOf(
  db: Kysely<Database>,
  ids: readonly number[],
  now: Date,
): Promise<SheetEntry[]> {
  const found: Found[] = []
  // One after the other: a sheet must not take the connections of all other readers.
  for (const id of ids) {
    const entry = await entryOf(db, id, now)
    if (!found.some((each) => each.kind === entry.kind && each.id === entry.id)) found.push(entry)
  }
  const places = found.flatMap((entry) => (entry.kind === 'place' ? [entry.place] : []))
  const times = await timesOfPlaces(db, places, now)
  return found.map((entry) =>
    entry.kind === 'place' ? { ...entry, times: times.get(entry.place.id)! } : entry,
  )
}

async function entryOf(db: Kysely<Database>, id: number, now: Date): Promise<Found> {
  const found = await findPlace(db, id)
  if (found && 'shownAs' in found) return entryOf(db, found.shownAs, now)
  if (found) return { kind: 'place', id, place: JSON.parse(found.feature) }
  const unit = await findUnit(db, id)
  if (unit) return { kind: 'unit', id, place: JSON.parse(unit), stops: await nextStops(db, id, now) }
  return { kind: 'missing', id, territories: (await territoriesOfGonePlace(db, id)) ?? [] }
}

async function nextStops(db: Kysely<Database>, id: number, now: Date): Promise<UnitStop[]> {
  const until = now.getTime() + stopsAheadMs
  const stops = await comingStops(db, id, now)
  return stops.filter(({ start }) => start.getTime() < until).slice(0, mostStops)
}
