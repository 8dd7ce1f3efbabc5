// What an import tells of faults: counted by rule with examples, and whole in files where they are asked for.
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { type Stringifier, stringify } from 'csv-stringify'
import { translator } from '../../i18n/translate.ts'
import type { TableHeader, TableRow } from '../files/read-table.ts'
import type { CleanRow } from '../imports/clean-row.rules.ts'
import type { Fault } from '../imports/fault.rules.ts'
import { UsageError } from './usage-error.ts'

const examplesOfARule = 3
// Commands speak English, like their options; the screens speak the reader's language.
const t = translator('en')

/** The sentence of a fault. */
export function faultInWords({ row, column, rule, value, became = '' }: Fault): string {
  return `row ${row}: ${t(`faults:${rule}`, { column, value, became })}`
}

/** Collects faults in memory that does not grow with the file. */
export async function faultReport(files: { refused: string | undefined; faults: string | undefined }) {
  const rules = new Map<string, { count: number; examples: string[] }>()
  const refused = files.refused === undefined ? undefined : await csvFile(files.refused)
  const faults = files.faults === undefined ? undefined : await csvFile(files.faults)
  let columns: string[] = []
  faults?.write(['row', 'column', 'value', 'rule', 'outcome', 'became', 'words'])

  return {
    header(header: TableHeader) {
      columns = header.columns
      refused?.write([...columns, 'reasons'])
    },
    row(given: TableRow, clean: CleanRow) {
      for (const fault of clean.faults) {
        const { row, column, value, rule, outcome, became = '' } = fault
        const known = rules.get(rule) ?? { count: 0, examples: [] }
        known.count += 1
        if (known.examples.length < examplesOfARule) known.examples.push(faultInWords(fault))
        rules.set(rule, known)
        faults?.write([row, column, value, rule, outcome, became, faultInWords(fault)])
      }
      if (!clean.refused) return
      const reasons = clean.faults.filter(({ outcome }) => outcome === 'refused').map(faultInWords)
      refused?.write([...columns.map((column) => given.cells[column] ?? ''), reasons.join(' ')])
    },
    /** Each rule with its count and some examples, the commonest first. */
    inWords(): string[] {
      const sorted = [...rules.entries()].sort(([, a], [, b]) => b.count - a.count)
      return sorted.flatMap(([rule, { count, examples }]) => [
        `${rule}: ${count}`,
        ...examples.map((each) => `  ${each}`),
      ])
    },
    async close(): Promise<void> {
      await Promise.all([refused?.close(), faults?.close()])
    },
  }
}

/** A CSV file that spreadsheets open without running a cell: what begins like a formula gets an apostrophe. */
async function csvFile(path: string) {
  const file = createWriteStream(path)
  await new Promise<void>((resolve, reject) => {
    file.once('open', () => resolve())
    // Listens to the end: what happens later (a full disk) is told when the file is closed.
    file.on('error', (error) =>
      reject(new UsageError(`${path} cannot be written (${error.message}): name another file.`)),
    )
  })
  const csv: Stringifier = stringify({ bom: true, escape_formulas: true })
  csv.pipe(file)
  return {
    write: (cells: (string | number)[]) => void csv.write(cells),
    close: async () => {
      csv.end()
      await finished(file).catch((error: Error) => {
        throw new UsageError(`${path} could not be written (${error.message}), but the import is done.`)
      })
    },
  }
}
