// How cards stand on the pages of a paper: none is broken, unless it is longer than a page; then readers are told.
import { afterAll, describe, expect, it } from 'vitest'
import type { DirectoryDocument } from '../../server/directory/directory-document.rules.ts'
import { openTypesetting } from '../../server/typesetting/typesetting.ts'
import { type Invention, inventedDirectory, workOfDocument } from '../directory/invented-directory.ts'
import { isThere, told, withoutTurns } from '../directory/pdf-programs.ts'

const typesetting = openTypesetting({ longestMs: 120_000 })
afterAll(() => typesetting.close())

const pdfOf = async (document: DirectoryDocument) => typesetting.pdf(await workOfDocument(document))

type Pdf = Awaited<ReturnType<typeof pdfOf>>

/** The text of each page. */
const pagesOf = (pdf: Pdf): string[] => told('pdftotext', pdf, '-raw').split('\f').map(withoutTurns)

/** The words of each page, and how far from its top they begin and end, in points. */
function wordsOf(pdf: Pdf): { word: string; top: number; bottom: number }[][] {
  const word = /<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)<\/word>/g
  return told('pdftotext', pdf, '-bbox')
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(word)].map(([, top, bottom, said]) => ({
        word: said!,
        top: Number(top),
        bottom: Number(bottom),
      })),
    )
}

type Card = DirectoryDocument['sections'][number]['cards'][number]

/** A directory whose cards are changed. */
function directoryWith(invention: Invention, change: (card: Card) => Partial<Card>): DirectoryDocument {
  const document = inventedDirectory(invention)
  const sections = document.sections.map((section) => ({
    ...section,
    cards: section.cards.map((card) => ({ ...card, ...change(card) })),
  }))
  return { ...document, sections }
}

describe.skipIf(!isThere('pdftotext'))('The cards of a paper', () => {
  it.each<[string, Invention]>([
    ['a booklet', { places: 30 }],
    ['a booklet in two languages', { places: 20, languages: ['fr', 'ar'] }],
    ['a booklet in German and Turkish', { places: 20, languages: ['de', 'tr'] }],
    ['a list', { places: 40, format: 'list' }],
    ['large print', { places: 12, format: 'large' }],
  ])('in %s are whole, each on one page', async (_, invention) => {
    // The first thing that each says, and the last.
    const document = directoryWith(invention, ({ number }) => {
      const end = ['', ''].map(() => `fin${number}x`)
      return {
        phone: `début${number}x`,
        mayHelp: null,
        workshops: [],
        ...(invention.format === 'list' ? { isUnchecked: true, checked: end } : { equipment: end }),
      }
    })
    const pages = pagesOf(await pdfOf(document))
    const timesOn = (text: string) => pages.map((page) => page.split(text).length - 1)
    for (let number = 1; number <= invention.places; number++) {
      const begins = timesOn(`début${number}x`)
      expect(begins.filter(Boolean), `card ${number}`).toEqual([1])
      const languages = invention.languages?.length ?? 1
      expect(timesOn(`fin${number}x`), `card ${number}`).toEqual(begins.map((times) => times * languages))
    }
  })

  it.each<[string, Invention, string]>([
    ['a booklet', { places: 6 }, 'suite'],
    ['a booklet in two languages', { places: 6, languages: ['de', 'tr'] }, 'Fortsetzung · devamı'],
    ['large print', { places: 6, format: 'large' }, 'suite'],
  ])('longer than a page of %s begin at its top, and say their name again', async (_, invention, words) => {
    const long = Array.from({ length: 900 }, (_, index) => `Mot${index}`).join(' ')
    const last = `${long} Motfin.`
    const document = directoryWith(invention, ({ number }) =>
      number === 4
        ? {
            name: 'Le roman',
            hoursNotes: [
              [long, long],
              [last, last],
            ],
          }
        : {},
    )
    const pdf = await pdfOf(document)
    const pages = pagesOf(pdf)
    const on = (text: string) => pages.flatMap((page, index) => (page.includes(text) ? [index] : []))
    const [first] = on('03 00 00 00 04')
    const end = on('Motfin').at(-1)!
    expect(end).toBeGreaterThan(first!)
    for (let page = first! + 1; page <= end; page++) expect(pages[page]).toContain(`Le roman (${words})`)
    for (const words of wordsOf(pdf).slice(first! + 1, end + 1)) {
      const again = words.find(({ word }) => word === 'roman')!
      const text = words.filter(({ word }) => /^Mot\d/.test(word))
      expect(Math.min(...text.map(({ top }) => top))).toBeGreaterThan(again.bottom)
      const foot = words.find(({ word }) => /^(page|Seite)$/.test(word))!
      expect(Math.max(...text.map(({ bottom }) => bottom))).toBeLessThan(foot.top - 10)
    }
    expect(pages[first!]!.indexOf('Le roman')).toBeLessThan(pages[first!]!.indexOf('Mot0'))
    // A booklet in one language has two columns: the card before may end in the first.
    if (invention.languages || invention.format) expect(on('03 00 00 00 03')).not.toContain(first)
  })
})

describe.skipIf(!isThere('pdftotext'))('The index of names', () => {
  it('that fills more than a page stands with its title from the first name on', async () => {
    const document = inventedDirectory({ places: 200, languages: ['fr', 'ar'] })
    const pages = pagesOf(await pdfOf(document))
    const page = pages.find((text) => text.includes('Par nom'))!
    const [first] = document.indexes.names
    expect(page.slice(page.indexOf('Par nom'))).toContain(first!.name)
  })
})
