// The QR codes of the paper, as a phone sees them: pages are made into pictures, and read by the library that many phones use.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { openTypesetting } from '../../server/typesetting/typesetting.ts'
import { type Invention, inventedDirectory, workOfDocument } from '../directory/invented-directory.ts'
import { isThere, picturesOf } from '../directory/pdf-programs.ts'

const typesetting = openTypesetting({ longestMs: 120_000 })
afterAll(() => typesetting.close())

/** The addresses in the codes of a paper, from its first page to its last. */
async function codesOf(invention: Invention, ...options: string[]): Promise<string[]> {
  const work = await workOfDocument(inventedDirectory(invention))
  const codes: string[] = []
  for (const picture of picturesOf(await typesetting.pdf(work), 200, ...options)) {
    const found = await readBarcodes(picture, {
      formats: ['QRCode'],
      maxNumberOfSymbols: 255,
      tryHarder: true,
    })
    codes.push(...found.map(({ text }) => text))
  }
  return codes
}

const edition = 'https://reperes.example/fr/editions/4829130572'
const pages = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `https://reperes.example/fr/places/${1_001 + index}/${index + 1}`,
  )

describe.skipIf(!isThere('pdftoppm'))('The codes of a paper, printed at 200 dots to the inch', () => {
  beforeAll(() => {
    const file = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
    prepareZXingModule({ overrides: { wasmBinary: readFileSync(file).buffer as ArrayBuffer } })
  })

  it.each<[string, Invention]>([
    ['a booklet', { places: 6 }],
    ['a booklet in two languages', { places: 6, languages: ['fr', 'ar'] }],
    ['a booklet that saves ink', { places: 6, savesInk: true }],
    ['large print', { places: 4, format: 'large' }],
  ])('of %s lead to the page of each place, and from the cover to the edition', async (_, invention) => {
    const [cover, ...cards] = await codesOf(invention)
    expect(cover).toBe(edition)
    expect(cards.toSorted()).toEqual(pages(invention.places).toSorted())
  })

  it.each(['poster', 'list'] as const)('the one of a %s leads to the edition', async (format) => {
    expect(await codesOf({ places: 18, format })).toEqual([edition])
  })

  it('are read from a copy in black and white', async () => {
    const [cover, ...cards] = await codesOf({ places: 6 }, '-mono')
    expect(cover).toBe(edition)
    expect(cards.toSorted()).toEqual(pages(6).toSorted())
  })
})
