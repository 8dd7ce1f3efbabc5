// What rows are cleaned against in these tests: the real communes of France and the real check of opening hours.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { openInput } from '../../server/files/open-input.ts'
import { readTable } from '../../server/files/read-table.ts'
import { type CleanRow, cleanRow, type RowContext } from '../../server/imports/clean-row.rules.ts'
import { type CommuneRecord, makeCommuneLookup } from '../../server/imports/commune-lookup.rules.ts'
import { knownColumns, missingColumns } from '../../server/imports/standard-columns.rules.ts'
import { checkHours } from '../../server/opening-hours/check.ts'

const communesFile = createRequire(import.meta.url).resolve(
  '@etalab/decoupage-administratif/data/communes.json',
)

export const communes = JSON.parse(readFileSync(communesFile, 'utf8')) as CommuneRecord[]
export const lookup = makeCommuneLookup(communes)
export const context: RowContext = { ...lookup, checkHours }

/** A place of which nothing is wrong, changed by `cells`. */
export function clean(cells: Record<string, string> = {}): CleanRow {
  return cleanRow({ row: 1, cells: { ...wellGiven, ...cells } }, context)
}

const wellGiven: Record<string, string> = {
  id: 'meinau-1',
  pivot: '43493312300029',
  nom: 'Centre socio-culturel',
  commune: 'Strasbourg',
  code_postal: '67100',
  code_insee: '67482',
  adresse: '1 rue de Bourgogne',
  date_maj: '2024-05-17',
}

/** `rule outcome` of each fault of a column. */
export function faultsOf(row: CleanRow, column: string): string[] {
  return row.faults
    .filter((fault) => fault.column === column)
    .map(({ rule, outcome }) => `${rule} ${outcome}`)
}

const dataFolder = join(import.meta.dirname, '../../../shared/data')

/** Real files stand beside the project, where they are at all. */
export const hasRealFiles = existsSync(dataFolder)
export const realFile = (name: string) => join(dataFolder, name)

export async function cleanFile(name: string): Promise<CleanRow[]> {
  const rows: CleanRow[] = []
  const { stream } = await openInput(realFile(name))
  for await (const row of readTable(stream, { knownColumns, missing: missingColumns })) {
    rows.push(cleanRow(row, context))
  }
  return rows
}
