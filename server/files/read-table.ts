// Reads a CSV file row by row, in memory that does not grow with the file.
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { decodeText, guessEncoding, sampleBytes, type TextEncoding } from './decode-text.ts'
import { kindOtherThanCsv, separatorOf } from './recognise-file.ts'
import { UnreadableFileError } from './unreadable-file-error.ts'

/** One data row. The first row under the header is 1; blank rows are counted but not given. */
export type TableRow = {
  row: number
  /** The line of the file on which the row begins, the first being 1. */
  line: number
  /** By the names of `knownColumns`. A column the file has is always there, empty or not. */
  cells: Record<string, string>
  /** Only where the row has not as many cells as the header: the missing are empty, the surplus is lost. */
  ragged?: { expected: number; found: number }
}

export type TableHeader = {
  /** The known columns that the file has, in its order. */
  columns: string[]
  /** Columns that are not known, as the file spells them: they are not read. */
  unknownColumns: string[]
  separator: ',' | ';'
  encoding: TextEncoding
}

export type ReadTableOptions = {
  /** The columns that a file may have; the file's header is compared without regard to case and blanks. */
  knownColumns: readonly string[]
  /** What the header should have been, in English, for who gives another. */
  wantedHeader?: string
  /** Names what is missing among the columns found; the file is refused when anything is. */
  missing?: (columns: readonly string[]) => readonly string[]
  onHeader?: (header: TableHeader) => void
  /** Called with the length of each chunk read, in bytes: the sum is how far the reading is. */
  onBytes?: (bytes: number) => void
}

/** The longest row, in characters. Real ones have 2,000. */
export const longestRecord = 1024 * 1024

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * The rows of a CSV file: with or without byte order mark, separated by comma or semicolon, in UTF-8 or Windows-1252 (see
 * `decode-text.ts`). Cells are trimmed, NUL characters removed, and the apostrophe that keeps spreadsheets from running a
 * cell as a formula is taken off.
 * @throws {UnreadableFileError} when the file as a whole cannot be read. A row that is merely odd is given, never thrown.
 */
export async function* readTable(stream: Readable, options: ReadTableOptions): AsyncGenerator<TableRow> {
  const chunks = countedChunks(stream, options.onBytes)
  try {
    const { sample, all } = await sampled(chunks)
    if (sample.length === 0) throw new UnreadableFileError('empty')
    const kind = kindOtherThanCsv(sample)
    if (kind) throw new UnreadableFileError('not-csv', { kind })
    const encoding = guessEncoding(sample)
    const separator = separatorOf(sample.toString('latin1'))
    const parser = parse({
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: longestRecord,
    })
    const text = Readable.from(decodeText(all, encoding))
    text.on('error', (error) => parser.destroy(error))
    text.pipe(parser)
    try {
      yield* rowsOf(parser, options, { separator, encoding })
    } finally {
      text.destroy()
    }
  } catch (error) {
    throw asUnreadable(error)
  } finally {
    stream.destroy()
  }
}

async function* rowsOf(
  records: AsyncIterable<string[]>,
  options: ReadTableOptions,
  format: Pick<TableHeader, 'separator' | 'encoding'>,
): AsyncGenerator<TableRow> {
  let columns: (string | null)[] | null = null
  let row = 0
  let nextLine = 1
  for await (const record of records) {
    const line = nextLine
    nextLine += 1 + breaksIn(record)
    if (!columns) {
      if (isBlank(record)) continue
      columns = readHeader(record, options, format)
      continue
    }
    row += 1
    if (isBlank(record)) continue
    const cells: Record<string, string> = Object.create(null)
    for (const [index, column] of columns.entries()) {
      if (column !== null) cells[column] = cleanCell(record[index] ?? '')
    }
    // A separator at the end of every line is a habit of some spreadsheets, not a fault.
    const surplus = record.slice(columns.length).some((cell) => cell.trim() !== '')
    const odd = record.length < columns.length || surplus
    const ragged = odd && { expected: columns.length, found: record.length }
    yield { row, line, cells, ...(ragged && { ragged }) }
  }
  if (!columns) throw new UnreadableFileError('empty')
}

/** The known column at each position of the header, `null` where it is not known. */
function readHeader(
  record: readonly string[],
  options: ReadTableOptions,
  format: Pick<TableHeader, 'separator' | 'encoding'>,
): (string | null)[] {
  const known = new Map(options.knownColumns.map((column) => [column.toLowerCase(), column]))
  const names = record.map((cell) => cleanCell(cell))
  const found = names.map((name) => known.get(name.toLowerCase()) ?? null)
  const columns = found.filter((column) => column !== null)
  if (columns.length === 0) {
    const wanted = options.wantedHeader ?? 'the header of the national standard'
    throw new UnreadableFileError('unknown-header', {
      header: shortened(names.join(format.separator)),
      wanted,
    })
  }
  const twice = columns.find((column, index) => columns.indexOf(column) !== index)
  if (twice) throw new UnreadableFileError('duplicate-column', { column: twice })
  const missing = options.missing?.(columns) ?? []
  if (missing.length > 0) throw new UnreadableFileError('missing-columns', { columns: missing.join(', ') })
  const unknownColumns = names.filter((name, index) => found[index] === null && name !== '')
  options.onHeader?.({ columns, unknownColumns, ...format })
  return found
}

function cleanCell(cell: string): string {
  const text = (cell.includes('\0') ? cell.replaceAll('\0', '') : cell).replace(/^\ufeff/, '')
  return (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text).trim()
}

/** A cell may go over several lines. The parser counts them too, but `\r\n` in a cell as two. */
function breaksIn(record: readonly string[]): number {
  return record.reduce((count, cell) => count + (cell.match(/\r\n?|\n/g)?.length ?? 0), 0)
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '')
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

async function* countedChunks(stream: Readable, onBytes?: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk)
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    onBytes?.(bytes.length)
    yield bytes
  }
}

/** The first bytes, without byte order mark, and a way to read everything from them on. */
async function sampled(
  chunks: AsyncGenerator<Buffer>,
): Promise<{ sample: Buffer; all: AsyncGenerator<Buffer> }> {
  const read: Buffer[] = []
  let length = 0
  while (length < sampleBytes) {
    const next = await chunks.next()
    if (next.done) break
    read.push(next.value)
    length += next.value.length
  }
  const joined = Buffer.concat(read)
  const start = joined.subarray(0, 3).equals(byteOrderMark) ? joined.subarray(3) : joined
  async function* all(): AsyncGenerator<Buffer> {
    yield start
    yield* chunks
  }
  return { sample: start.subarray(0, sampleBytes), all: all() }
}

function asUnreadable(error: unknown): unknown {
  if (error instanceof UnreadableFileError) return error
  if (error instanceof CsvError) {
    const line = Number(error.lines ?? 0)
    if (error.code === 'CSV_MAX_RECORD_SIZE') {
      return new UnreadableFileError('record-too-long', { line, limit: '1 MiB' }, error)
    }
    if (error.code === 'CSV_QUOTE_NOT_CLOSED')
      return new UnreadableFileError('quote-not-closed', { line }, error)
    return new UnreadableFileError('malformed', { line, reason: error.code }, error)
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EISDIR') return new UnreadableFileError('directory', { from: 'The input' }, error)
  const reason = error instanceof Error ? error.message : String(error)
  return new UnreadableFileError('connection-lost', { reason }, error)
}
