// Collects what is found while one row is cleaned: its faults, and the cells as they were given.
import { cut } from '../../i18n/cut.ts'
import type { Fault, FaultOutcome, FaultRule } from './fault.rules.ts'
import { columnIn, type FileColumn, type StandardColumn, standardVersion } from './standard-columns.rules.ts'

/** A cell is kept as given up to this length: enough for the longest real description, and not for a mistake of 1 MiB. */
const longestGiven = 20_000
const longestReported = 300

/** Cells that stand for "nothing", as exports of spreadsheets and databases write them. */
const placeholders = new Set([
  '-',
  '--',
  '/',
  '?',
  'null',
  'none',
  'nan',
  'undefined',
  'n/a',
  '#n/a',
  'non renseigné',
  'nc.',
])

export class RowReport {
  readonly row: number
  readonly faults: Fault[] = []
  /** Column of the file → its cell as given. */
  readonly given: Record<string, string> = {}
  readonly version: 0 | 1
  readonly #cells: Readonly<Record<string, string>>

  constructor(row: number, cells: Readonly<Record<string, string>>) {
    this.row = row
    this.#cells = cells
    this.version = standardVersion(Object.keys(cells))
  }

  /** The trimmed cell of a column, by its v1 name whatever the file's version; `''` when it says nothing. */
  cell(column: StandardColumn): string {
    const raw = this.#raw(column).trim()
    return placeholders.has(raw.toLowerCase()) ? '' : raw
  }

  /** Reports a cell that only holds a sign for "nothing". */
  reportPlaceholder(column: StandardColumn): void {
    const raw = this.#raw(column).trim()
    if (raw !== '' && this.cell(column) === '') this.dropped(column, 'placeholder', raw)
  }

  refused(column: StandardColumn, rule: FaultRule, value = this.cell(column)): void {
    this.#add(column, rule, 'refused', value)
  }

  dropped(column: StandardColumn, rule: FaultRule, value = this.cell(column)): void {
    this.keepGiven(column)
    this.#add(column, rule, 'dropped', value)
  }

  repaired(column: StandardColumn, rule: FaultRule, became: string, value = this.cell(column)): void {
    this.keepGiven(column)
    this.#add(column, rule, 'repaired', value, became)
  }

  kept(column: StandardColumn, rule: FaultRule, value = this.cell(column)): void {
    this.#add(column, rule, 'kept', value)
  }

  /** Keeps a cell as it was given, beside what becomes of it. */
  keepGiven(column: StandardColumn): void {
    const raw = this.#raw(column)
    if (raw !== '') this.given[columnIn(this.#cells, column)] = cut(raw, longestGiven)
  }

  #raw(column: StandardColumn): string {
    const name = columnIn(this.#cells, column)
    return Object.hasOwn(this.#cells, name) ? (this.#cells[name] ?? '') : ''
  }

  #add(column: StandardColumn, rule: FaultRule, outcome: FaultOutcome, value: string, became?: string): void {
    const name: FileColumn = columnIn(this.#cells, column)
    const fault: Fault = { row: this.row, column: name, value: shortened(value), rule, outcome }
    if (became !== undefined) fault.became = shortened(became)
    this.faults.push(fault)
  }
}

function shortened(text: string): string {
  return text.length > longestReported ? `${cut(text, longestReported)}…` : text
}
