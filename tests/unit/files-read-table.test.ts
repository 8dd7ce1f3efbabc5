import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  type ReadTableOptions,
  readTable,
  type TableHeader,
  type TableRow,
} from '../../server/files/read-table.ts'
import { UnreadableFileError } from '../../server/files/unreadable-file-error.ts'

const knownColumns = ['id', 'nom', 'commune', '__proto__']

/** Bytes of text in Windows-1252, for what these tests write. */
const windows1252 = (text: string) =>
  Buffer.from(text.replaceAll('’', '\u0092').replaceAll('œ', '\u009c').replaceAll('€', '\u0080'), 'latin1')

async function read(
  chunks: Iterable<string | Buffer>,
  options: Partial<ReadTableOptions> = {},
): Promise<{ rows: TableRow[]; header: TableHeader | undefined }> {
  let header: TableHeader | undefined
  const rows: TableRow[] = []
  const stream = Readable.from([...chunks].map((chunk) => Buffer.from(chunk as Buffer)))
  const onHeader = (found: TableHeader) => {
    header = found
  }
  for await (const row of readTable(stream, { knownColumns, onHeader, ...options })) rows.push(row)
  return { rows, header }
}

async function readAll(rows: AsyncIterable<TableRow>): Promise<TableRow[]> {
  const all: TableRow[] = []
  for await (const row of rows) all.push(row)
  return all
}

const names = async (...chunks: (string | Buffer)[]) => (await read(chunks)).rows.map((row) => row.cells.nom)

async function failure(...chunks: (string | Buffer)[]): Promise<UnreadableFileError> {
  const error = await read(chunks).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(UnreadableFileError)
  return error as UnreadableFileError
}

describe('A table is read', () => {
  it('with rows counted from 1 under the header, blank lines counted but not given', async () => {
    const { rows } = await read(['id,nom\n1,Mairie\n\n,\n4,École\n'])
    expect(rows).toEqual([
      { row: 1, line: 2, cells: { id: '1', nom: 'Mairie' } },
      { row: 4, line: 5, cells: { id: '4', nom: 'École' } },
    ])
  })

  it.each([
    ['with a comma', 'id,nom\n1,A\n', ','],
    ['with a semicolon', 'id;nom\n1;A\n', ';'],
    ['with a comma inside the quotes of a header with semicolons', '"id";"a,b,c,d";nom\n1;;A\n', ';'],
  ])('%s', async (_, text, separator) => {
    const { rows, header } = await read([text])
    expect(header?.separator).toBe(separator)
    expect(rows[0]?.cells).toMatchObject({ id: '1', nom: 'A' })
  })

  it.each(['\n', '\r\n', '\r'])('with lines that end in %j', async (end) => {
    expect(await names(['id,nom', '1,A', '2,B'].join(end))).toEqual(['A', 'B'])
  })

  it('with line breaks, separators and quotation marks in quotes', async () => {
    expect(await names('id,nom\n1,"A, ""B""\nC"\n')).toEqual(['A, "B"\nC'])
  })

  it('with a quotation mark left inside a bare cell', async () => {
    expect(await names('id,nom\n1,PeersON "Innovation"\n')).toEqual(['PeersON "Innovation"'])
  })

  it('with header names in any case and with blanks, and unknown columns listed', async () => {
    const { rows, header } = await read([' ID ,Nom,Couleur,\n1,A,bleu,\n'])
    expect(header).toMatchObject({ columns: ['id', 'nom'], unknownColumns: ['Couleur'] })
    expect(rows).toEqual([{ row: 1, line: 2, cells: { id: '1', nom: 'A' } }])
  })

  it('with the line on which each row begins, whatever its cells hold', async () => {
    const { rows } = await read(['\nid,nom\r\n1,"A\nB"\r\n\r\n2,"C\r\nD"\r\n3,E\r\n'])
    expect(rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 3],
      [3, 6],
      [4, 8],
    ])
  })

  it('with rows of another length kept and marked', async () => {
    const { rows } = await read(['id,nom,commune\n1,A\n2,B,C,D\n3,A,B,\n'])
    expect(rows).toEqual([
      { row: 1, line: 2, cells: { id: '1', nom: 'A', commune: '' }, ragged: { expected: 3, found: 2 } },
      { row: 2, line: 3, cells: { id: '2', nom: 'B', commune: 'C' }, ragged: { expected: 3, found: 4 } },
      { row: 3, line: 4, cells: { id: '3', nom: 'A', commune: 'B' } },
    ])
  })

  it.each(['=1+1', '+33388000000', '-5', '@here'])(
    'without the apostrophe that keeps a spreadsheet from running %s',
    async (formula) => {
      expect(await names(`id,nom\n1,'${formula}\n`)).toEqual([formula])
    },
  )

  it('with an apostrophe that belongs to the text', async () => {
    expect(await names("id,nom\n1,'Ndrangheta\n")).toEqual(["'Ndrangheta"])
  })

  it('without NUL characters', async () => {
    expect(await names('id,nom\n1,A\0B\n')).toEqual(['AB'])
  })

  it('with a column named like the prototype of objects', async () => {
    const { rows } = await read(['id,nom,__proto__\n1,A,polluted\n'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Object.getOwnPropertyNames(rows[0]?.cells)).toContain('__proto__')
  })

  it('as it comes, never waiting for the end', async () => {
    let closed = false
    async function* endless() {
      try {
        yield Buffer.from('id,nom\n')
        for (let row = 1; ; row += 1) yield Buffer.from(`${row},${'x'.repeat(1000)}\n`)
      } finally {
        closed = true
      }
    }
    const stream = Readable.from(endless())
    for await (const row of readTable(stream, { knownColumns })) if (row.row === 500) break
    expect(stream.destroyed).toBe(true)
    await new Promise((resolve) => setImmediate(resolve))
    expect(closed).toBe(true)
  })

  it('with its bytes counted', async () => {
    let bytes = 0
    await read(['id,nom\n', '1,École\n'], {
      onBytes: (read) => {
        bytes += read
      },
    })
    expect(bytes).toBe(Buffer.byteLength('id,nom\n1,École\n'))
  })
})

describe('The encoding', () => {
  const text = 'id,nom\n1,Médiathèque\n2,L’œuvre à 5 €\n'
  const expected = ['Médiathèque', 'L’œuvre à 5 €']

  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['Windows-1252', windows1252(text), 'windows-1252'],
  ])('%s is found, wherever the chunks are cut', async (_, bytes, encoding) => {
    for (let size = 1; size < 20; size += 1) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      )
      const { rows, header } = await read(chunks)
      expect(header).toMatchObject({ encoding, columns: ['id', 'nom'] })
      expect(rows.map((row) => row.cells.nom)).toEqual(expected)
    }
  })

  const plain = '1,Mairie\n'.repeat(20_000)

  it('is Windows-1252 when the first accent comes late and says so', async () => {
    const late = await names(windows1252(`id,nom\n${plain}`), windows1252('2,Médiathèque\n3,L’œuvre\n'))
    expect(late.slice(-2)).toEqual(['Médiathèque', 'L’œuvre'])
  })

  it('is that of each letter when two files were joined', async () => {
    const joined = await names(
      Buffer.from(`id,nom\n0,École\n${plain}`),
      windows1252('2,Médiathèque\n'),
      Buffer.from('3,Bibliothèque – Café\n'),
    )
    expect([joined[0], ...joined.slice(-2)]).toEqual(['École', 'Médiathèque', 'Bibliothèque – Café'])
  })

  it('is UTF-8 although one letter among many is broken', async () => {
    const broken = await names(Buffer.from('id,nom\n1,École à côté\n'), windows1252('2,Côté\n'))
    expect(broken).toEqual(['École à côté', 'Côté'])
  })

  it('keeps a last letter that was cut', async () => {
    expect(await names(Buffer.from('id,nom\n1,École\n2,caf'), Buffer.from([0xc3]))).toEqual(['École', 'cafÃ'])
  })
})

describe('A file that cannot be read is told in one sentence', () => {
  it.each([
    ['nothing', '', 'empty', 'The file is empty'],
    ['blank lines', '\n\n\n', 'empty', 'The file is empty'],
    ['a workbook', Buffer.from('PK\u0003\u0004id,nom'), 'not-csv', 'Excel or LibreOffice workbook'],
    ['gzip', gzipSync('id,nom\n1,A\n'), 'not-csv', 'gzip archive'],
    ['a web page', '<!doctype html><html><title>404</title>', 'not-csv', 'an HTML page'],
    ['XML', '<?xml version="1.0"?><a/>', 'not-csv', 'an XML document'],
    ['JSON', '[{"id": 1, "nom": "A"}]', 'not-csv', 'a JSON document'],
    ['bytes', Buffer.from([7, 0, 1, 2, 3, 0, 9]), 'not-csv', 'a binary file'],
    ['UTF-16', Buffer.from('\ufeffid,nom\n1,A\n', 'utf16le'), 'not-csv', 'UTF-16'],
    ['another table', 'name,colour\nA,blue\n', 'unknown-header', '“name,colour”'],
    ['prose', 'Bonjour à tous.\nVoici le fichier.\n', 'unknown-header', '“Bonjour à tous.”'],
    ['a column twice', 'id,nom,ID\n1,A,2\n', 'duplicate-column', 'column id twice'],
    ['a quotation mark left open', 'id,nom\n1,"A\n2,B\n', 'quote-not-closed', 'never closed'],
  ] as const)('%s', async (_, content, code, words) => {
    const error = await failure(content)
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
    expect(error.message).not.toContain('\n')
  })

  it('10 MiB on one line', async () => {
    const error = await failure('id,nom\n1,A\n', ...Array.from({ length: 160 }, () => 'x'.repeat(65_536)))
    expect(error).toMatchObject({ code: 'record-too-long', parameters: { limit: '1 MiB' } })
    expect(error.message).toContain('longer than 1 MiB')
  })

  it('a quotation mark left open in a large file', async () => {
    const error = await failure(
      'id,nom\n1,"A\n',
      ...Array.from({ length: 160 }, () => '2,B\n'.repeat(10_000)),
    )
    expect(error.code).toBe('record-too-long')
    expect(error.message).toContain('quotation mark')
  })

  it('without the columns that it must have', async () => {
    const missing = (columns: readonly string[]) => ['id', 'nom'].filter((name) => !columns.includes(name))
    const error = await read(['nom,commune\nA,B\n'], { missing }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      code: 'missing-columns',
      message: 'The file lacks required columns: id.',
    })
  })

  it('that stops before its end', async () => {
    async function* broken() {
      yield Buffer.from(`id,nom\n${'1,A\n'.repeat(30_000)}`)
      throw new Error('terminated')
    }
    const rows = readTable(Readable.from(broken()), { knownColumns })
    await expect(readAll(rows)).rejects.toMatchObject({
      code: 'connection-lost',
      message: 'Reading stopped before the end (terminated): nothing was kept, try again.',
    })
  })
})
