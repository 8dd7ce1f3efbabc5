// How wide words are guessed to be, beside how wide they are set.
import { afterAll, describe, expect, it } from 'vitest'
import { guessedEms } from '../../server/directory/paper-document.rules.ts'
import { openTypesetting } from '../../server/typesetting/typesetting.ts'
import { inventedDirectory, workOfDocument } from '../directory/invented-directory.ts'
import { isThere, told } from '../directory/pdf-programs.ts'

const typesetting = openTypesetting({ longestMs: 120_000 })
afterAll(() => typesetting.close())

/** Names as places have them, and as bad as they can be. */
const names = [
  'Médiathèque',
  'ESPACE',
  'Wœlfling',
  'WWWWMMMM',
  'mmmmwwww',
  'l’Îlot-aux-œuvres',
  '20,00',
  'Информация',
  'ИНФОРМАЦИЯ',
  'جمعية',
  'המרכז',
  'ქართული',
  '日本',
]

describe.skipIf(!isThere('pdftotext'))('A word of a name', () => {
  it('is at most as wide as guessed, and of the same order', async () => {
    const { sections, ...document } = inventedDirectory({ places: names.length, hasMap: false })
    const cards = sections.flatMap((section) => section.cards)
    const named = {
      ...document,
      sections: [
        { heading: null, need: null, cards: cards.map((card, i) => ({ ...card, name: names[i]! })) },
      ],
      indexes: {
        needs: [],
        languages: [],
        names: names.map((name, i) => ({ name, commune: null, number: i + 1 })),
      },
    }
    const pdf = await typesetting.pdf(await workOfDocument(named))
    const found = told('pdftotext', pdf, '-bbox').matchAll(
      /<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)<\/word>/g,
    )
    const widths = new Map<string, number>()
    for (const [, from, until, word] of found) {
      // Bold on its card, larger too; in the index as it is guessed.
      const letters = word!.replace(/\p{Bidi_Control}/gu, '').normalize('NFKC')
      widths.set(letters, Math.min(Number(until) - Number(from), widths.get(letters) ?? Infinity))
    }
    for (const name of names) {
      const width = widths.get(name) ?? widths.get([...name].reverse().join(''))
      expect(width, name).toBeDefined()
      expect(width! / 9.2, name).toBeLessThanOrEqual(guessedEms(name))
      expect(width! / 9.2, name).toBeGreaterThan(guessedEms(name) / 2.5)
    }
  })
})
