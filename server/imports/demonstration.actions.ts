// Invented places and mobile units: loaded into an empty database, removed by the first real import or by command.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { demonstrationPlaces } from '../../seeds/reference.ts'
import { noGeocoder } from '../geocoding/address-service.ts'
import { recordHistory } from '../history/history.queries.ts'
import { demonstrationIsShown, saveSaidRows, sourceId } from '../history/sources.queries.ts'
import { publishUnits } from '../mobile-units/unit-publication.actions.ts'
import { emptyFacts, type PlaceFacts } from '../places/place-facts.rules.ts'
import type { PlaceText } from '../places/place-feature.rules.ts'
import { insertPlaces, reservePlaceIds } from '../places/place-store.queries.ts'
import { publishPlaces } from '../places/publication.actions.ts'
import { settle } from '../places/settle.actions.ts'
import { groupTwinsOf } from '../twins/twins.actions.ts'
import { addDemonstrationTimes, addDemonstrationUnits } from './demonstration-times.actions.ts'
import { analyse, ImportRunningError, isEmpty, lockImports, removeDemonstration } from './imports.queries.ts'

/** Loads the invented places if there is no place at all. @returns what is there now */
export async function keepDemonstration(
  db: Kysely<Database>,
  territory: string,
  now: Date,
): Promise<'loaded' | 'present' | 'none'> {
  if (await demonstrationIsShown(db)) return 'present'
  if (!(await isEmpty(db))) return 'none'
  try {
    return (await loadDemonstration(db, territory, now)) > 0 ? 'loaded' : 'none'
  } catch (error) {
    // Another process fills the database: that is its matter.
    if (error instanceof ImportRunningError) return 'none'
    throw error
  }
}

/**
 * Loads those of the invented places that lie in the territory, if there is no place at all.
 * @returns how many
 * @throws ImportRunningError
 */
export async function loadDemonstration(db: Kysely<Database>, territory: string, now: Date): Promise<number> {
  const given = (await demonstrationPlaces()).map(invented)
  const count = await db.transaction().execute(async (trx) => {
    await lockImports(trx)
    if (!(await isEmpty(trx))) return 0
    const settled = await settle(
      trx,
      noGeocoder,
      given.map((place, index) => ({ ...place, id: index })),
    )
    const inside = settled.filter(({ territories }) => territories.includes(territory))
    const ids = await reservePlaceIds(trx, inside.length)
    const places = inside.map((place, order) => ({ ...place, id: ids[order]! }))
    await insertPlaces(trx, places, now)
    const source = await sourceId(trx, {
      name: 'Repères (démonstration)',
      licence: 'Licence Ouverte 2.0',
      demonstration: true,
    })
    const said = inside.map(({ id: index, facts }, order) => ({
      sourceId: source,
      externalId: given[index]!.id,
      placeId: ids[order]!,
      said: facts,
      given: {},
      fingerprint: given[index]!.id,
    }))
    await saveSaidRows(trx, said, null)
    await addDemonstrationTimes(trx, new Map(said.map((row) => [row.externalId, row.placeId])), now)
    const units = await addDemonstrationUnits(trx, territory, source, now)
    const events = [...ids, ...units].map((placeId) => ({
      placeId,
      action: 'created' as const,
      before: null,
      after: null,
    }))
    await recordHistory(trx, { kind: 'demonstration', id: null }, now, events)
    await publishPlaces(trx, ids, now)
    await publishUnits(trx, units, now)
    return ids.length
  })
  await analyse(db)
  return count
}

/** Takes the invented places away. @returns how many there were @throws ImportRunningError */
export async function dropDemonstration(db: Kysely<Database>, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await lockImports(trx)
    const { removed, mates } = await removeDemonstration(trx)
    // An invented place may have stood on the card of a real one.
    await publishPlaces(trx, [...new Set([...mates, ...(await groupTwinsOf(trx, mates))])], now)
    return removed
  })
}

function invented({ id, texts = [], ...facts }: { id: string; texts?: PlaceText[] } & Partial<PlaceFacts>) {
  return { id, texts, facts: { ...emptyFacts, ...facts } }
}
