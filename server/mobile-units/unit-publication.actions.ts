// Puts mobile units before the public, with the dates of their stops.
import type { Kysely, Transaction } from 'kysely'
import { takeTime } from '../../db/pace.ts'
import type { Database } from '../../db/schema.ts'
import { fold } from '../../i18n/fold.ts'
import { documentOf } from '../places/card-words.view.ts'
import { lightFeature, type PublicPlace, wholeFeature } from '../places/place-feature.rules.ts'
import { noticesToTell } from '../places/place-times.actions.ts'
import { localNames } from '../places/publication.actions.ts'
import { evaluate } from '../recurrence/evaluator.ts'
import { doInBatches, type Rolling, throwFailure } from '../sessions/due-batches.actions.ts'
import { holidayRegions } from '../sessions/holiday-regions.queries.ts'
import { readNotices } from '../sessions/notices.queries.ts'
import { clearTimes, dueUnits, insertOccurrences, publishSessions } from '../sessions/occurrences.queries.ts'
import { type StoredSession, sessionFacts, type ToldNotice } from '../sessions/session.rules.ts'
import { readSessions } from '../sessions/session-store.queries.ts'
import { windowAt } from '../sessions/window.rules.ts'
import { territoryNames } from '../territories/territories.queries.ts'
import { asPlaceFacts, type StoredUnit } from './unit-facts.rules.ts'
import { lockUnits, publishUnitCards, unitsOfOlderShape, withdrawUnits } from './unit-publication.queries.ts'
import { readUnits } from './unit-store.queries.ts'
import { unitTimetables } from './unit-timetable.rules.ts'

/**
 * Writes what the public reads of these units: their cards, found by the words of the stops that still come, and the
 * dates of their stops. Units that are not public are taken off. Called in the transaction that changed them.
 */
export async function publishUnits(
  trx: Transaction<Database>,
  ids: readonly number[],
  now: Date,
): Promise<void> {
  await lockUnits(trx, ids)
  const units = (await readUnits(trx, ids)).filter(({ state }) => state === 'published')
  const shown = units.map(({ id }) => id)
  await withdrawUnits(
    trx,
    ids.filter((id) => !shown.includes(id)),
  )
  if (units.length === 0) return
  const all = await readSessions(trx, 'unit_id', shown)
  const sessions = Map.groupBy(all, ({ unitId }) => unitId!)
  const notices = await readNotices(trx, 'unit_id', shown)
  const regionOf = await holidayRegions(
    trx,
    all.flatMap(({ stop }) => stop?.communeCode ?? []),
  )
  const window = windowAt(now)
  const timetables = units.flatMap(({ id, facts }) =>
    unitTimetables(id, facts.languages, sessions.get(id) ?? [], notices.get(id) ?? [], regionOf),
  )
  const evaluation = await evaluate(timetables, window, now)
  const [coming, dated] = [new Set(evaluation.coming), new Set(evaluation.dated)]
  const names = await territoryNames(trx, [...new Set(all.flatMap(({ territories }) => territories))])
  const cards = units.map((unit) => {
    const told = (sessions.get(unit.id) ?? []).filter(({ id }) => coming.has(id))
    return publicUnit(unit, told, noticesToTell(notices.get(unit.id) ?? [], now), names)
  })
  await publishUnitCards(
    trx,
    cards.map((card) => ({
      unitId: card.id,
      sortName: fold(card.name),
      document: documentOf(card),
      light: JSON.stringify(lightFeature(card)),
      whole: JSON.stringify(wholeFeature(card)),
      rolledUntil: window.stopsUntil,
    })),
  )
  const published = all.filter(({ id }) => dated.has(id))
  await clearTimes(trx, 'unit_id', shown, [])
  await publishSessions(
    trx,
    published.map((session) => ({ placeId: null, unitId: session.unitId, facts: sessionFacts(session) })),
  )
  await insertOccurrences(trx, evaluation.rows)
}

/** Units published in one transaction: their operators' season of stops is some hundred dates each. */
const batchSize = 20

/**
 * Writes the next days of the units that lack them, and forgets the days past. Units are few: each is published anew,
 * so that the words of stops that are over no longer find it.
 * @param failed is told of a unit whose dates cannot be written; the others are. By itself it throws
 * @returns how many there were
 */
export async function rollUnits(
  db: Kysely<Database>,
  now: Date,
  { mayGoOn = () => true, failed = throwFailure }: Partial<Rolling> = {},
): Promise<number> {
  return doInBatches(db, {
    batchSize,
    take: (trx, share) => dueUnits(trx, windowAt(now).stopsUntil, share),
    write: (trx, due) =>
      publishUnits(
        trx,
        due.map(({ id }) => id),
        now,
      ),
    mayGoOn,
    failed,
  })
}

/** Writes anew the cards of units that an older version of this code wrote. */
export async function renewUnits(db: Kysely<Database>, now: Date): Promise<void> {
  const ids = await unitsOfOlderShape(db)
  if (ids.length === 0) return
  await db.transaction().execute(async (trx) => {
    await takeTime(trx)
    await publishUnits(trx, ids, now)
  })
}

/** @param coming the sessions of which a stop still comes */
function publicUnit(
  unit: StoredUnit,
  coming: StoredSession[],
  notices: ToldNotice[],
  names: Map<string, string>,
): PublicPlace {
  const stops = coming.flatMap(({ stop }) => stop ?? [])
  const territories = [...new Set(coming.flatMap((session) => session.territories))]
  return {
    ...asPlaceFacts(unit.facts),
    id: unit.id,
    approximate: false,
    // Where it is depends on the date: its stops say it.
    territories: [],
    territoryNames: localNames(territories, names),
    source: unit.source?.name ?? null,
    licence: unit.source?.licence ?? null,
    producer: null,
    verifiedAt: unit.verifiedAt?.toISOString() ?? null,
    openingWeek: null,
    texts: unit.texts,
    vehicle: unit.facts.vehicle,
    stopNames: [
      ...new Set(
        stops.flatMap(({ name, address, postalCode, commune }) =>
          [name, address, postalCode, commune].flatMap((words) => words ?? []),
        ),
      ),
    ],
    validFrom: null,
    validUntil: null,
    notices,
    sessionLanguages: [...new Set(coming.flatMap(({ languages }) => languages))],
    sessionLevels: [...new Set(coming.flatMap(({ level }) => level ?? []))],
    sessionTitles: coming.flatMap(({ titles }) => Object.values(titles)),
    alsoSaidBy: [],
    besidePlaces: [],
  }
}
