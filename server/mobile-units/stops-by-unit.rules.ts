// The rows of a file of stops, each with its unit.
import { fold } from '../../i18n/fold.ts'
import { type GivenStop, raggedFault, readStopRow, type StopFault, type StopRow } from './stops-row.rules.ts'

export type UnitRows = { stops: StopRow[]; refusedKeys: Set<string>; hasUnknown: boolean }

type Faults = { faults: StopFault[] }

/** The rows that can be read, by the number of their unit; what is wrong with others goes into the summary. */
export function rowsByUnit(
  given: GivenStop[],
  units: ReadonlyMap<string, number>,
  unit: string | undefined,
  summary: Faults,
): Map<number, UnitRows> {
  const byUnit = new Map<number, UnitRows>()
  for (const row of given) {
    const name = unit ?? unitNamed(row.cells)
    const unitId = name === null ? undefined : units.get(fold(name))
    if (unitId === undefined) {
      const missing = { reason: 'unit-missing' as const, value: '' }
      const fault =
        name === null ? (raggedFault(row, true) ?? missing) : { reason: 'unit-unknown' as const, value: name }
      summary.faults.push({ line: row.line, ...fault })
      continue
    }
    const those = byUnit.get(unitId) ?? { stops: [], refusedKeys: new Set(), hasUnknown: false }
    byUnit.set(unitId, those)
    readInto(those, row, summary)
  }
  return byUnit
}

function readInto(those: UnitRows, row: GivenStop, summary: Faults): void {
  const read = readStopRow(row)
  if ('stop' in read) {
    those.stops.push(read.stop)
    return
  }
  summary.faults.push(read.fault)
  if (read.key === null) those.hasUnknown = true
  else those.refusedKeys.add(read.key)
}

function unitNamed(cells: GivenStop['cells']): string | null {
  return cells.unit || cells.unité || cells.unite || null
}
