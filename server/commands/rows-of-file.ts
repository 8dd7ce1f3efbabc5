import type { Readable } from 'node:stream'
import { franceCommunes } from '../../seeds/reference.ts'
import { readTable, type TableHeader, type TableRow } from '../files/read-table.ts'
import { type CleanRow, cleanRow } from '../imports/clean-row.rules.ts'
import { type CommuneLookup, makeCommuneLookup } from '../imports/commune-lookup.rules.ts'
import { knownColumns, missingColumns } from '../imports/standard-columns.rules.ts'
import { checkHours } from '../opening-hours/check.ts'

type Listeners = {
  onBytes?: (bytes: number) => void
  onHeader?: (header: TableHeader) => void
  /** Called with each row as it was read and as it was cleaned. */
  onRow?: (given: TableRow, clean: CleanRow) => void
}

/** All communes by name and code; made once. */
let communeLookup: Promise<CommuneLookup> | undefined

/**
 * The cleaned rows of a file of the national standard, one after the other.
 * @throws UnreadableFileError
 */
export async function* rowsOfFile(
  stream: Readable,
  { onBytes, onHeader, onRow }: Listeners = {},
): AsyncGenerator<CleanRow> {
  communeLookup ??= franceCommunes().then(makeCommuneLookup)
  const context = { ...(await communeLookup), checkHours }
  const listening = { ...(onBytes && { onBytes }), ...(onHeader && { onHeader }) }
  for await (const given of readTable(stream, { knownColumns, missing: missingColumns, ...listening })) {
    const clean = cleanRow(given, context)
    onRow?.(given, clean)
    yield clean
  }
}
