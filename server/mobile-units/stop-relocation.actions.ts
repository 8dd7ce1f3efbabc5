import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { territoriesOf } from '../territories/territories.queries.ts'
import { locatedStops, saveStopTerritories } from './stop-relocation.queries.ts'
import { publishUnits } from './unit-publication.actions.ts'

/**
 * Finds anew in which territories every stop lies, after outlines changed. Called in the transaction that changed them.
 * @returns how many stops lie elsewhere than was thought
 */
export async function relocateStops(trx: Transaction<Database>, now: Date): Promise<number> {
  const stops = await locatedStops(trx)
  if (stops.length === 0) return 0
  const territories = await territoriesOf(trx, stops)
  const changed = new Set(
    await saveStopTerritories(
      trx,
      stops.map(({ id }, index) => ({ id, territories: territories[index]! })),
    ),
  )
  const units = stops.filter(({ id }) => changed.has(id)).map(({ unitId }) => unitId)
  await publishUnits(trx, [...new Set(units)], now)
  return changed.size
}
