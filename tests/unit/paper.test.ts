// Directories as paper, set for real and read back: is it all there, in order, and for everybody?
import { afterAll, describe, expect, it } from 'vitest'
import { paperText } from '../../server/directory/paper-text.rules.ts'
import { openTypesetting, type Pdf } from '../../server/typesetting/typesetting.ts'
import { type Invention, inventedDirectory, workOfDocument } from '../directory/invented-directory.ts'
import { isThere, plain, told, withoutTurns } from '../directory/pdf-programs.ts'

const typesetting = openTypesetting({ longestMs: 120_000 })
afterAll(() => typesetting.close())

const work = (invention: Invention) => workOfDocument(inventedDirectory(invention))
const set = async (invention: Invention) => typesetting.pdf(await work(invention))

const hasPoppler = isThere('pdftotext')
const hasQpdf = isThere('qpdf')

describe.skipIf(!hasPoppler)('A printed directory, read by poppler', () => {
  it('is tagged, has a title, an author and the day of its edition, and holds all its fonts', async () => {
    const pdf = await set({ places: 3, languages: ['fr', 'ar'] })
    const info = told('pdfinfo', pdf)
    expect(info).toMatch(/Title:\s+Annuaire de l’aide numérique — Neudorf/)
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(info).toMatch(/Pages:\s+\d+/)
    expect(told('pdfinfo', pdf, '-isodates')).toContain('2026-11-26T00:00:00Z')
    const fonts = told('pdffonts', pdf).split('\n').slice(2).filter(Boolean)
    expect(fonts.length).toBeGreaterThan(2)
    for (const font of fonts) expect(font).toMatch(/yes yes yes\s+\d+\s+\d+$/)
    expect(fonts.join('\n')).toMatch(/AtkinsonHyperlegibleNext-Bold/)
    expect(fonts.join('\n')).toMatch(/Vazirmatn/)
  })

  it('tells whoever hears it what is a heading, a list, a table with its head, a picture', async () => {
    const structure = told('pdfinfo', await set({ places: 3, languages: ['fr', 'ar'] }), '-struct')
    for (const tag of ['H1', 'H2', 'H3', 'Table', 'TH', 'TD', 'L', 'LI', 'Figure', 'Link'])
      expect(structure).toMatch(new RegExp(`^ *${tag}\\b`, 'm'))
  })

  it.each<[string, Invention]>([
    ['booklet', { places: 40 }],
    ['booklet from near to far', { places: 40, order: 'distance' }],
    ['booklet in two languages', { places: 12, languages: ['fr', 'ar'] }],
    ['list', { places: 40, format: 'list' }],
    ['large print', { places: 6, format: 'large' }],
  ])('the cards of a %s come in the order of their numbers, each once', async (_, invention) => {
    const text = withoutTurns(told('pdftotext', await set(invention), '-raw'))
    const { sections } = inventedDirectory(invention)
    const cards = sections.flatMap(({ cards: each }) => each)
    let at = 0
    for (const { phone, name } of cards) {
      const next = text.indexOf(plain(phone!), at)
      expect(next, `${name} after ${text.slice(at, at + 40)}`).toBeGreaterThan(-1)
      at = next
      expect(text.split(plain(phone!))).toHaveLength(2)
    }
  })

  it('the poster has every name of the area on one page', async () => {
    const invention: Invention = { places: 18, format: 'poster', languages: ['fr', 'tr'] }
    const pdf = await set(invention)
    expect(pdf.pages).toBe(1)
    const text = withoutTurns(told('pdftotext', pdf, '-raw'))
    for (const { name } of inventedDirectory(invention).indexes.names) expect(text).toContain(plain(name))
  })

  it('a poster of 28 places in French and Arabic has all names on its page, and stops beside them', async () => {
    expect((await set({ places: 28, format: 'poster', languages: ['fr', 'ar'] })).pages).toBe(1)
  })

  it('a poster of more places than it holds goes on over the page', async () => {
    const invention: Invention = { places: 120, format: 'poster' }
    const pdf = await set(invention)
    expect(pdf.pages).toBeGreaterThan(1)
    const text = withoutTurns(told('pdftotext', pdf, '-raw'))
    for (const { name } of inventedDirectory(invention).indexes.names) expect(text).toContain(plain(name))
  })

  it('the list of a selection has a line for the way to each place, lines for a note, and says who is missing', async () => {
    const pdf = await set({ places: 5, format: 'list', order: 'given', languages: ['fr', 'tr'] })
    const text = withoutTurns(told('pdftotext', pdf, '-raw'))
    expect(text.match(/Tram, bus, arrêt : Tramvay, otobüs, durak:/g)).toHaveLength(5)
    for (const words of ['Mot pour vous', '2 lieux de la sélection ne sont plus', 'Seçimdeki 2 yer artık'])
      expect(text).toContain(words)
    const other = withoutTurns(told('pdftotext', await set({ places: 5, format: 'list' }), '-raw'))
    for (const words of ['Tram, bus, arrêt', 'Mot pour vous']) expect(other).not.toContain(words)
  })

  it.each([40, 90, 160])(
    'a poster of %i places with long names says what its letters mean, and nothing is on its foot',
    async (places) => {
      const invention: Invention = { places, format: 'poster', areLong: true }
      const pdf = await set(invention)
      const { indexes, stops } = inventedDirectory(invention)
      const [first, ...others] = told('pdftotext', pdf, '-raw').split('\f').map(withoutTurns)
      for (const { letter, unit, where } of stops)
        if (letter) expect(first).toContain(plain(`${letter} ${unit} ${where}`))
      const all = [first, ...others].join(' ')
      for (const { name } of indexes.names) expect(all).toContain(plain(name))
      const words = wordsOn(pdf, 1)
      const top = words.find(({ word }) => word === 'Scannez,')!.top
      const below = words.filter((word) => word.bottom > top).map(({ word }) => word)
      expect(below).not.toContain('antenne')
      expect(below).not.toContain('habitants,')
    },
  )

  it('long names are all on their pages: beside the map, on the cards, in the index', async () => {
    const invention: Invention = { places: 100, areLong: true, languages: ['fr', 'tr'] }
    const text = withoutTurns(told('pdftotext', await set(invention), '-raw'))
    for (const { name } of inventedDirectory(invention).indexes.names)
      expect(text.split(plain(name)).length - 1, name).toBeGreaterThanOrEqual(3)
  })

  it.each(['a4', 'large', 'list', 'poster'] as const)(
    'a name without spaces stays on its page in %s',
    async (format) => {
      const document = inventedDirectory({ places: 4, format })
      const name = paperText('Accueil/numérique/des/habitants_de_tous_les_quartiers'.repeat(3), 160)
      document.indexes.names[0]!.name = name
      document.sections[0]!.cards[0]!.name = name
      document.stops[0]!.unit = name
      const boxes = told('pdftotext', await typesetting.pdf(await workOfDocument(document)), '-bbox')
      const edges = [...boxes.matchAll(/xMin="([\d.-]+)" yMin="[\d.]+" xMax="([\d.]+)"/g)]
      expect(edges.length).toBeGreaterThan(40)
      for (const [, left, right] of edges) {
        expect(Number(left)).toBeGreaterThan(0)
        expect(Number(right)).toBeLessThan(595)
      }
    },
  )

  it('an area in words is read in the direction of its language', async () => {
    const area = '\u20682\u00A0كم\u2069 حول النقطة المختارة'
    for (const format of ['a4', 'large', 'list', 'poster'] as const) {
      const pdf = await set({ places: 2, languages: ['ar'], format, area, areaIsName: false })
      const words = [
        ...told('pdftotext', pdf, '-bbox', '-l', '1').matchAll(
          /xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</g,
        ),
      ].map(([, left, top, word]) => ({ left: Number(left), top: Number(top), word: word! }))
      // Letters stand as they are seen, from left to right.
      const point = words.find(({ word }) => word.includes('ةطقنلا'))!
      const distance = words.find(({ word, top }) => word.includes('مك') && Math.abs(top - point.top) < 1)!
      expect(distance.left, format).toBeGreaterThan(point.left)
    }
  })

  it.each(['a4', 'large'] as const)(
    'the word for the north stands apart from the next in %s',
    async (format) => {
      const document = inventedDirectory({ places: 2, languages: ['ar'], format })
      document.labels.north = ['شمال']
      document.map!.attribution = 'الحدود: Repères'
      const pdf = await typesetting.pdf(await workOfDocument(document))
      const words = [
        ...told('pdftotext', pdf, '-bbox').matchAll(/xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>([^<]*)</g),
      ].map(([, left, right, word]) => ({ left: Number(left), right: Number(right), word: word! }))
      const found = (letters: string) => words.find(({ word }) => word.includes(letters))!
      const north = found('لامش')
      const here = words.filter(({ word, left }) => word.includes('انه') && left > north.left)
      expect(Math.min(...here.map(({ left }) => left)) - north.right).toBeGreaterThan(20)
      const boundaries = words.findIndex(({ word }) => word.includes('دودحلا'))
      const makers = words.slice(boundaries - 2, boundaries + 3).find(({ word }) => word.includes('Repères'))!
      expect(words[boundaries]!.left).toBeGreaterThan(makers.left)
    },
  )

  it.each(['a4', 'large'] as const)(
    'the cover of %s has room for the longest area and for many criteria',
    async (format) => {
      const area =
        'Cronenbourg – Hautepierre – Poteries – Hohberg, Neudorf – Schluthfeld – Port du Rhin – Musau und 2 weitere Gebiete'
      const document = inventedDirectory({ places: 2, languages: ['de'], format, area, hasMap: false })
      const linesOf = async () => {
        const boxes = told(
          'pdftotext',
          await typesetting.pdf(await workOfDocument(document)),
          '-bbox',
          '-l',
          '1',
        )
        return [...boxes.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</g)].map(
          ([, top, bottom, word]) => ({ top: Number(top), bottom: Number(bottom), word: word! }),
        )
      }
      const bottomOf = async (words: Awaited<ReturnType<typeof linesOf>>) =>
        words.find(({ word }) => word === '2026')!.bottom
      for (const criteria of ['Auf Türkisch', 'Auf Türkisch, ohne Stufen, kostenlos, '.repeat(12)]) {
        document.cover.criteria = [criteria]
        const words = await linesOf()
        const tops = words.map(({ top }) => top)
        // In the order in which they are read, one under the other.
        const at = (word: string) => words.findIndex((each) => each.word === word)
        for (const [before, after] of [
          ['Gebiete', 'Orte'],
          ['Orte', 'Auf'],
          ['Auf', '2026'],
        ] as const)
          expect(words[at(after)]!.top, `${before} ${after}`).toBeGreaterThan(words[at(before)]!.bottom - 6)
        const after = words.findIndex(
          ({ top }, index) => index > at('2026') && top > words[at('2026')]!.top + 4,
        )
        expect(tops[after]).toBeGreaterThan((await bottomOf(words)) + 20)
      }
    },
  )

  it('an area in words is in their language, one that is a name in French', async () => {
    const inFrench = async (areaIsName: boolean) => {
      const pdf = await set({ places: 1, languages: ['en'], hasMap: false, format: 'list', areaIsName })
      const file = told('qpdf', pdf, '--qdf', '--object-streams=disable')
      return file.match(/\/Lang \(fr\)/g)!.length
    }
    expect(await inFrench(false)).toBeLessThan(await inFrench(true))
  })

  it('Arabic can be copied out as it was written', async () => {
    const text = withoutTurns(told('pdftotext', await set({ places: 2, languages: ['ar'] }), '-raw'))
    for (const words of ['كيفية', 'الخريطة', 'حسب', 'مكتب', 'لغات', 'البطاقة']) expect(text).toContain(words)
    expect(text).not.toMatch(/ﻣ|ﻛ|ﺔ/)
  })

  it('long days of a week are broken rather than a time', async () => {
    const document = inventedDirectory({ places: 2 })
    const days = 'lundi, mercredi, jeudi et vendredi, sauf en juillet'
    const times = ['9\u00A0h\u00A005 – 12\u00A0h\u00A035', '13\u00A0h\u00A035 – 17\u00A0h\u00A005']
    for (const card of document.sections.flatMap(({ cards }) => cards))
      card.week = [{ days: [days], times: times.map((time) => [time]) }]
    const pdf = await typesetting.pdf(await workOfDocument(document))
    const text = told('pdftotext', pdf, '-layout').replaceAll('\u00A0', ' ')
    for (const time of times) expect(text).toContain(plain(time).replaceAll('\u00A0', ' '))
  })

  it('a date that does not take place is struck and said to be cancelled', async () => {
    const pdf = await set({ places: 2 })
    expect(withoutTurns(told('pdftotext', pdf, '-raw'))).toMatch(
      /mardi 8 décembre .{0,80}annulé \(vacances scolaires\)/,
    )
    expect(told('pdfinfo', pdf, '-struct')).toContain('/TextDecorationType /LineThrough')
  })

  it('says on each page of an invented directory that it is invented', async () => {
    const pdf = await set({ places: 12 })
    const pages = told('pdftotext', pdf)
      .split('\f')
      .filter((page) => page.trim())
    expect(pages).toHaveLength(pdf.pages)
    for (const page of pages) expect(page).toContain('Lieux inventés')
  })

  it('sets the worst that data can hold, and all of it', async () => {
    const invention: Invention = { places: 10, isHard: true, languages: ['fr', 'ar'] }
    const text = withoutTurns(told('pdftotext', await set(invention), '-raw'))
    for (const part of [
      '#[lieu] *dit* $x^2$ "le `bon`" <coin> @ici',
      '<script>alert(1)</script>',
      'Espace',
      'جمعية',
      'voilà tout',
      'École',
      '#import "x"',
    ])
      expect(text).toContain(part)
  })

  it.each(['a4', 'large'] as const)('leaves no dot hanging before a framed year in %s', async (format) => {
    const invention: Invention = { places: 9, format }
    const { checked, kind } = inventedDirectory(invention)
      .sections.flatMap(({ cards }) => cards)
      .find(({ isUnchecked }) => isUnchecked)!
    const lines = told('pdftotext', await set(invention), '-raw')
      .split('\n')
      .map(plain)
    const framed = lines.findIndex((line) => checked[0]!.startsWith(line) && line.length > 8)
    expect(lines[framed - 1]).toBe(plain(kind[0]!))
  })

  it('the list asks in each language on a line of its own whether it is right', async () => {
    const invention: Invention = { places: 3, format: 'list', languages: ['fr', 'de'] }
    const [french, german] = inventedDirectory(invention).labels.isItRight
    const lines = told('pdftotext', await set(invention), '-raw')
      .split('\n')
      .map(plain)
    expect(lines).toContain(plain(french!))
    expect(lines).toContain(plain(german!))
  })

  it('is A4 on every page, with text of 9 pt at least, 18 pt in large print', async () => {
    for (const [format, least] of [
      ['a4', 9],
      ['list', 9],
      ['poster', 9],
      ['large', 18],
    ] as const) {
      const pdf = await set({ places: 6, format, languages: ['fr', 'ar'] })
      const sizes = told('pdfinfo', pdf, '-l', '99').matchAll(/^Page +\d+ size: +(.*) pts/gm)
      expect(new Set(Array.from(sizes, ([, size]) => size))).toEqual(new Set(['595.276 x 841.89']))
      expect(smallestLetters(pdf), format).toBeGreaterThanOrEqual(least)
    }
  })
})

/** Words of a page, in points from its upper edge. */
function wordsOn(pdf: Pdf, page: number): { word: string; top: number; bottom: number }[] {
  const boxes = told('pdftotext', pdf, '-bbox', '-f', String(page), '-l', String(page))
  return [...boxes.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</g)].map(
    ([, top, bottom, word]) => ({ word: word!, top: Number(top), bottom: Number(bottom) }),
  )
}

/** Points of the smallest letters. poppler tells three times the size, in whole numbers. */
function smallestLetters(pdf: Pdf): number {
  const xml = told('pdftohtml', pdf, '-xml', '-i', '-stdout', '-zoom', '3')
  const fonts = [...xml.matchAll(/<fontspec id="(\d+)" size="(\d+)"/g)]
  const points = new Map(fonts.map(([, font, size]) => [font, Number(size) / 3]))
  const texts = [...xml.matchAll(/<text [^>]*font="(\d+)">(.*?)<\/text>/g)]
    .map(([, font, text]) => ({ font, words: text!.replaceAll(/<[^>]+>/g, '').trim() }))
    .filter(({ words }) => words !== '')
  expect(texts.length).toBeGreaterThan(20)
  return Math.min(...texts.map(({ font }) => points.get(font)!))
}

describe.skipIf(!hasQpdf)('A printed directory, read by qpdf', () => {
  it.each<Invention>([
    { places: 5, languages: ['fr', 'ar'] },
    { places: 5, languages: ['ar'], savesInk: true },
    { places: 5, languages: ['de', 'tr'], format: 'large' },
    { places: 5, languages: ['fr', 'ar'], format: 'list' },
    { places: 5, languages: ['en'], format: 'poster', hasMap: false },
    { places: 0, languages: ['fr'] },
  ])('has no fault: %o', async (invention) => {
    expect(told('qpdf', await set(invention), '--check')).toContain('No syntax or stream encoding errors')
  })

  it('says its language, and that of each part of another', async () => {
    const file = told(
      'qpdf',
      await set({ places: 3, languages: ['fr', 'ar'] }),
      '--qdf',
      '--object-streams=disable',
    )
    expect(file).toMatch(/\/Lang \(fr\)/)
    expect(file).toMatch(/\/Lang \(ar\)/)
    expect(file).toMatch(/pdfuaid:part>1</)
  })

  it.each(['en', 'de', 'tr', 'ar'] as const)(
    'marks as French what somebody wrote, in a paper in %s',
    async (code) => {
      const document = inventedDirectory({ places: 1, languages: [code], hasMap: false, format: 'list' })
      const inFrench = async () => {
        const pdf = await typesetting.pdf(await workOfDocument(document))
        const file = told('qpdf', pdf, '--qdf', '--object-streams=disable')
        return file.match(/\/Lang \(fr\)/g)!.length
      }
      const [card] = document.sections[0]!.cards
      expect(card!.quotations).toEqual(['Sonnez deux fois au portail.'])
      const marked = await inFrench()
      card!.quotations = []
      expect(await inFrench()).toBeLessThan(marked)
    },
  )

  it('has bookmarks for parts, needs and places', async () => {
    const json = JSON.parse(told('qpdf', await set({ places: 3 }), '--json', '--json-key=outlines'))
    type Outline = { title: string; kids: Outline[] }
    const titles = (all: Outline[]): string[] => all.flatMap(({ title, kids }) => [title, ...titles(kids)])
    const all = titles(json.outlines)
    for (const title of [
      'La carte',
      'Les lieux',
      'Démarches en ligne',
      'CSC du Polygone',
      'Par nom',
      'Mes notes',
    ])
      expect(all).toContain(title)
  })
})

it('the same facts give the same bytes, in another process too', async () => {
  const [one, other] = [openTypesetting(), openTypesetting()]
  const pdfs = await Promise.all(
    [one, other].map(async (each) => each.pdf(await work({ places: 4, languages: ['fr', 'ar'] }))),
  )
  await Promise.all([one.close(), other.close()])
  expect(pdfs[0]!.bytes.equals(pdfs[1]!.bytes)).toBe(true)
})

it('a booklet of 40 places has 12 pages and 2 MB at most', async () => {
  const { pages, bytes } = await set({ places: 40 })
  expect(pages).toBeLessThanOrEqual(12)
  expect(bytes.length).toBeLessThanOrEqual(2_000_000)
})

it('a booklet of 40 places in two languages has 15 pages at most', async () => {
  expect((await set({ places: 40, languages: ['fr', 'ar'] })).pages).toBeLessThanOrEqual(15)
  expect((await set({ places: 40, languages: ['de', 'tr'] })).pages).toBeLessThanOrEqual(15)
})

it('the picture of the first page is the first page alone, and the count of pages is that of all', async () => {
  const { svg, pages } = await typesetting.preview(await work({ places: 12 }))
  expect(pages).toBe((await set({ places: 12 })).pages)
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!
  expect(Number(height) / Number(width)).toBeCloseTo(297 / 210, 2)
  const defined = new Set(Array.from(svg.matchAll(/<symbol id="([^"]+)"/g), ([, id]) => id))
  for (const [, id] of svg.matchAll(/<use xlink:href="#([^"]+)"/g)) expect(defined).toContain(id)
  expect(svg).not.toMatch(/<script|javascript:/)
  expect(svg.length).toBeLessThan(500_000)
})

it('the picture of the first page says how many pages there are in all', async () => {
  const document = inventedDirectory({ places: 12, format: 'large' })
  const { cover, map, stops } = document
  // Another directory behind the same cover.
  const shorter = { ...inventedDirectory({ places: 2, format: 'large' }), cover, map, stops }
  const [long, short] = await Promise.all(
    [document, shorter].map(async (each) => typesetting.preview(await workOfDocument(each))),
  )
  expect(short!.pages).toBeLessThan(long!.pages)
  // All else on it is the same.
  expect(short!.svg).not.toBe(long!.svg)
})
