// Verbs on territories: keep those of the instance, bring real outlines.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import {
  communeCentres,
  franceCommunes,
  franceDepartments,
  franceGroupings,
  franceRegions,
  neighbourhoods,
} from '../../seeds/reference.ts'
import { allDivisions, divisionsFor } from './divisions.rules.ts'
import type { Outline } from './outlines.rules.ts'
import { neighbourhoodByName, saveDivisions, saveOutline } from './territories.queries.ts'

/** The instance's territory is none that the administrative division of France knows. */
export class UnknownTerritoryError extends Error {}

/**
 * Keeps the territories that an instance needs: its own, all inside it, and all that contain it. Repeated at each
 * start; changes only what the division changed.
 * @throws UnknownTerritoryError
 */
export async function keepTerritories(db: Kysely<Database>, territoryId: string): Promise<void> {
  const [communes, groupings, departments, regions, centres, outlines] = await Promise.all([
    franceCommunes(),
    franceGroupings(),
    franceDepartments(),
    franceRegions(),
    communeCentres(),
    neighbourhoods(),
  ])
  const records = { communes, groupings, departments, regions, centres, neighbourhoods: outlines }
  const divisions = divisionsFor(territoryId, allDivisions(records))
  if (divisions.length === 0) {
    throw new UnknownTerritoryError(
      `TERRITORY is "${territoryId}", which is no territory of France: look the code up at https://geo.api.gouv.fr, ` +
        'and write for example epci-246700488 or commune-67482.',
    )
  }
  await db.transaction().execute((trx) => saveDivisions(trx, divisions))
}

/**
 * Replaces outlines by real ones, all or nothing.
 * @param source who drew them, shown with them
 * @returns how many were taken, and the names or codes of those that are no territory of this instance
 */
export async function bringOutlines(
  db: Kysely<Database>,
  outlines: Outline[],
  source: string,
): Promise<{ taken: number; unknown: string[] }> {
  return db.transaction().execute(async (trx) => {
    const unknown: string[] = []
    for (const { kind, code, name, geometry } of outlines) {
      const ids =
        kind === 'commune' && code !== null
          ? [`commune-${code}`]
          : name === null
            ? []
            : await neighbourhoodByName(trx, name)
      const saved = ids.length === 1 && (await saveOutline(trx, { id: ids[0]!, geoJson: geometry, source }))
      if (!saved) unknown.push(code ?? name ?? '?')
    }
    return { taken: outlines.length - unknown.length, unknown }
  })
}
