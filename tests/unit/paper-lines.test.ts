// Where lines of a paper end: what belongs together stays in one line.
import { afterAll, describe, expect, it } from 'vitest'
import { formatDate } from '../../i18n/format.ts'
import type { Locale } from '../../i18n/languages.ts'
import type { DirectoryDocument, PaperFormat } from '../../server/directory/directory-document.rules.ts'
import { openTypesetting } from '../../server/typesetting/typesetting.ts'
import { inventedDirectory, workOfDocument } from '../directory/invented-directory.ts'
import { isThere, plain, told, withoutTurns } from '../directory/pdf-programs.ts'

const typesetting = openTypesetting({ longestMs: 120_000 })
afterAll(() => typesetting.close())

async function linesOf(document: DirectoryDocument, ...options: string[]): Promise<string[]> {
  const pdf = await typesetting.pdf(await workOfDocument(document))
  return told('pdftotext', pdf, '-raw', ...options)
    .split('\n')
    .map((line) => withoutTurns(line).trim())
}

/** How often a text stands in one line. */
const timesIn = (lines: readonly string[], text: string) =>
  lines.reduce((times, line) => times + line.split(plain(text)).length - 1, 0)

const papers: [PaperFormat, Locale[]][] = [
  ['large', ['de']],
  ['large', ['fr', 'de']],
  ['large', ['fr', 'tr']],
  ['large', ['fr', 'ar']],
  ['large', ['tr', 'ar']],
  ['a4', ['fr', 'de']],
  ['a4', ['tr', 'ar']],
]

describe.skipIf(!isThere('pdftotext'))('A line of a paper', () => {
  it.each(papers)(
    'of a cover (%s, %s) does not begin with a dot, and holds its date whole',
    async (format, languages) => {
      const document = inventedDirectory({ places: 2, languages, format })
      document.cover.date = languages.map((locale) => formatDate(locale, '2026-11-26'))
      const lines = await linesOf(document, '-l', '1')
      // Poppler tells a line of Arabic in pieces, some of them from its end.
      const leftToRight = lines.filter((line) => !/\p{Script=Arabic}|^·$/u.test(line))
      expect(leftToRight.filter((line) => line.startsWith('·'))).toEqual([])
      for (const [index, date] of document.cover.date.entries()) {
        if (languages[index] === 'ar') continue
        const parts = [...plain(date).split(' '), document.labels.directory[index]!.split(' ')[0]!]
        expect(
          lines.some((line) => parts.every((part) => line.includes(part))),
          date,
        ).toBe(true)
      }
    },
  )

  it('holds the number of its page whole, beside the longest notice', async () => {
    const lines = await linesOf(
      inventedDirectory({ places: 2, languages: ['de'], format: 'large' }),
      '-l',
      '1',
    )
    expect(lines.some((line) => /Seite 1 \/ \d+$/.test(line))).toBe(true)
  })

  it.each<[PaperFormat, Locale[]]>([
    ['list', ['fr']],
    ['list', ['fr', 'ar']],
    ['a4', ['fr']],
    ['a4', ['fr', 'ar']],
    ['large', ['fr', 'tr']],
    ['poster', ['fr']],
  ])('holds a phone number whole (%s, %s), wherever it stands', async (format, languages) => {
    const document = inventedDirectory({ places: 18, languages, format, areLong: format !== 'poster' })
    const cards = document.sections.flatMap((section) => section.cards)
    // Addresses of all lengths, so that some line ends at each digit.
    for (const card of cards)
      card.address = `${'Rue du Polygone '.repeat(2)}${'n'.repeat(card.number)}, Strasbourg`
    const lines = await linesOf(document)
    for (const { phone } of cards) expect(timesIn(lines, phone!), phone!).toBe(1)
    for (const { number } of format === 'poster' ? [] : document.phones)
      expect(timesIn(lines, number), number).toBeGreaterThanOrEqual(1)
  })

  it.each<[PaperFormat, Locale[]]>([
    ['a4', ['fr', 'tr']],
    ['large', ['fr', 'ar']],
    ['poster', ['fr', 'ar']],
    ['list', ['de', 'tr']],
  ])('holds the number of its edition and of the help desk whole (%s, %s)', async (format, languages) => {
    const document = inventedDirectory({ places: 4, languages, format })
    const lines = await linesOf(document)
    expect(timesIn(lines, document.cover.edition)).toBeGreaterThanOrEqual(1)
    expect(timesIn(lines, document.cover.helpPhone!)).toBeGreaterThanOrEqual(1)
    const [first] = document.cover.edition.split(' ')
    const begun = lines.filter((line) => new RegExp(`(?<!\\d)${first}(?!\\d)`).test(line))
    expect(begun).toHaveLength(timesIn(lines, document.cover.edition))
  })

  it.each<Locale[]>([['fr'], ['de']])('holds an amount whole, with its separators (%s)', async (locale) => {
    const document = inventedDirectory({ places: 40, languages: [locale] })
    const cards = document.sections.flatMap((section) => section.cards)
    const amount = '1\u202f234,50\u00a0€'
    // It comes at each place of a line.
    for (const card of cards)
      card.facts = [[`${'n'.repeat(card.number % 20)} ${'a '.repeat(card.number)}${amount}`]]
    const lines = await linesOf(document)
    // So narrow a space is none to poppler.
    const whole = lines.filter((line) => /(?<!\d)1 ?234,50/.test(line) && line.includes('€'))
    expect(whole).toHaveLength(cards.length)
  })
})
