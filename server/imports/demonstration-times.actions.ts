// What happens at the invented places, and the invented mobile units: dated from the day on which they are loaded.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { demonstrationTimes, demonstrationUnits } from '../../seeds/reference.ts'
import { emptyUnitFacts, type UnitFacts } from '../mobile-units/unit-facts.rules.ts'
import { insertUnit } from '../mobile-units/unit-store.queries.ts'
import type { PlaceText } from '../places/place-feature.rules.ts'
import { setValidity } from '../places/place-store.queries.ts'
import { addDays, dayInFrance } from '../sessions/day.rules.ts'
import { insertNotice } from '../sessions/notices.queries.ts'
import { type DatedNotice, emptySession, type StopPlace } from '../sessions/session.rules.ts'
import { insertSession, type NewSession } from '../sessions/session-store.queries.ts'
import { territoriesOf } from '../territories/territories.queries.ts'
import { datedFrom, type SeedDates } from './demonstration-dates.rules.ts'

type SeedSession = Partial<NewSession> & Pick<NewSession, 'kind'> & { place: string; dates: SeedDates }
/** Days are counted from the day of loading. */
type SeedDays = { place: string; from: number; until: number }
export type SeedTimes = {
  sessions: SeedSession[]
  notices: (Omit<DatedNotice, 'from' | 'until'> & SeedDays)[]
  validities: SeedDays[]
}
type SeedStop = StopPlace & { dates: SeedDates; languages?: string[] }
export type SeedUnit = Partial<UnitFacts> & {
  id: string
  name: string
  texts?: PlaceText[]
  stops: SeedStop[]
}

/**
 * Adds sessions, closures, notices and dates of validity to those of the invented places that were loaded.
 * @param placeIds their numbers by their names in the seeds
 */
export async function addDemonstrationTimes(
  trx: Transaction<Database>,
  placeIds: Map<string, number>,
  now: Date,
): Promise<void> {
  const today = dayInFrance(now)
  const { sessions, notices, validities } = (await demonstrationTimes()) as SeedTimes
  for (const { place, dates, ...session } of sessions) {
    const placeId = placeIds.get(place)
    if (placeId === undefined) continue
    const dated = datedFrom(dates, today)
    await insertSession(trx, { placeId }, { ...emptySession, ...dated, ...session }, now)
  }
  for (const { place, from, until, ...notice } of notices) {
    const placeId = placeIds.get(place)
    if (placeId === undefined) continue
    const days = { from: addDays(today, from), until: addDays(today, until) }
    await insertNotice(trx, { placeId }, { ...notice, ...days }, now)
  }
  for (const { place, from, until } of validities) {
    const placeId = placeIds.get(place)
    if (placeId === undefined) continue
    await setValidity(trx, placeId, { from: addDays(today, from), until: addDays(today, until) })
  }
}

/** Adds the invented mobile units that stop in a territory, with their stops there. @returns their numbers */
export async function addDemonstrationUnits(
  trx: Transaction<Database>,
  territory: string,
  sourceId: number,
  now: Date,
): Promise<number[]> {
  const ids: number[] = []
  for (const { id: _, texts = [], stops, ...facts } of (await demonstrationUnits()) as SeedUnit[]) {
    const territories = await territoriesOf(trx, stops)
    const inside = stops
      .map((stop, index) => ({ stop, territories: territories[index]! }))
      .filter((each) => each.territories.includes(territory))
    if (inside.length === 0) continue
    const unit = { state: 'published' as const, facts: { ...emptyUnitFacts, ...facts }, texts }
    const unitId = await insertUnit(trx, unit, sourceId, now)
    for (const each of inside) await insertSession(trx, { unitId }, stopSession(each, dayInFrance(now)), now)
    ids.push(unitId)
  }
  return ids
}

function stopSession(
  { stop: { dates, languages = [], ...stop }, territories }: { stop: SeedStop; territories: string[] },
  today: string,
): NewSession {
  return { ...emptySession, ...datedFrom(dates, today), kind: 'stop', languages, territories, stop }
}
