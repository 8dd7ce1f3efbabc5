// Verbs on territories: keep those of the instance, bring real outlines.
import type { Kysely, Transaction } from 'kysely'
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
import { type Outline, shapeFault } from './outlines.rules.ts'
import { knownTerritories, neighbourhoodByName, saveDivisions, saveOutline } from './territories.queries.ts'

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

/** An outline cannot be used; the message says whose, why, and what to do. */
export class UnusableOutlineError extends Error {}

/**
 * Replaces outlines by real ones. Called in the transaction in which places then learn anew where they lie.
 * @param source who drew them, shown with them
 * @returns how many were taken, and the names or codes of those that are no territory of this instance
 * @throws UnusableOutlineError for the first outline of a territory of this instance that cannot be used
 */
export async function bringOutlines(
  trx: Transaction<Database>,
  outlines: Outline[],
  source: string,
): Promise<{ taken: number; unknown: string[] }> {
  const codes = outlines.flatMap(({ kind, code }) => (kind === 'commune' ? `commune-${code}` : []))
  const communes = await knownTerritories(trx, codes)
  const unknown: string[] = []
  for (const outline of outlines) {
    const id = await territoryOf(trx, outline, communes)
    if (id === undefined) {
      unknown.push(nameOf(outline))
      continue
    }
    refuseUnusable(outline)
    await saveOutline(trx, { id, geoJson: outline.geometry, source })
  }
  return { taken: outlines.length - unknown.length, unknown }
}

const nameOf = ({ code, name }: Outline) => code ?? name ?? '?'

async function territoryOf(
  trx: Transaction<Database>,
  { kind, code, name }: Outline,
  communes: ReadonlySet<string>,
): Promise<string | undefined> {
  if (kind === 'commune') return communes.has(`commune-${code}`) ? `commune-${code}` : undefined
  const [only, ...others] = name === null ? [] : await neighbourhoodByName(trx, name)
  return others.length === 0 ? only : undefined
}

function refuseUnusable(outline: Outline): void {
  const fault = shapeFault(outline.geometry)
  if (fault === undefined) return
  throw new UnusableOutlineError(
    `The outline of ${nameOf(outline)} cannot be used (${fault}): export it as GeoJSON polygons in longitude and latitude, and try again.`,
  )
}
