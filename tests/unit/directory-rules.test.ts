// What a directory is made by: order, numbers, indexes, points, words on one line, and the number of an edition.
import { describe, expect, it, test } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { workshopsInWords } from '../../server/directory/directory-dates.view.ts'
import type {
  DatedFact,
  PlaceOfDirectory,
  StopOfDirectory,
} from '../../server/directory/directory-facts.rules.ts'
import { indexesOf, sectionsOf } from '../../server/directory/directory-order.rules.ts'
import { pointsOf, stopLetters } from '../../server/directory/directory-points.rules.ts'
import {
  editionNumber,
  readEditionNumber,
  writtenNumber,
} from '../../server/directory/edition-number.rules.ts'
import { nationalPhones } from '../../server/directory/national-phones.rules.ts'
import {
  longest,
  paperAddressOrNone,
  paperText,
  withoutTurning,
} from '../../server/directory/paper-text.rules.ts'
import type { PlaceProperties } from '../../server/places/place-feature.rules.ts'

type Said = Partial<Omit<PlaceProperties, 'mayHelp'>> & { lonLat?: [number, number]; mayHelp?: boolean }

const place = (id: number, { lonLat, mayHelp = false, ...properties }: Said = {}): PlaceOfDirectory => ({
  place: {
    type: 'Feature',
    id,
    geometry: lonLat ? { type: 'Point', coordinates: lonLat } : null,
    properties: {
      name: `Lieu ${id}`,
      services: [],
      languages: [],
      approximate: false,
      ...properties,
    } as unknown as PlaceProperties,
  },
  distanceMetres: null,
  mayHelp,
  days: [],
  events: [],
})

const event = (key: string, start: string, more: Partial<DatedFact> = {}): DatedFact => ({
  key,
  start,
  end: `${start.slice(0, 11)}16:00`,
  original: start,
  state: 'scheduled',
  byAppointment: false,
  level: null,
  note: null,
  kind: 'workshop',
  session: {
    id: 1,
    kind: 'workshop',
    titles: { fr: 'La souris' },
    descriptions: {},
    languages: ['ar'],
    level: null,
    audiences: [],
    services: [],
    booking: null,
    bookingUrl: null,
    fee: 'free',
    price: null,
    stop: null,
  },
  ...more,
})

describe('The order of a directory', () => {
  const places = [
    place(1, { services: ['safety', 'work'] }),
    place(2, { services: ['administrative-procedures', 'work'] }),
    place(3),
    place(4, { services: ['everyday-skills'], mayHelp: true }),
    place(5, { services: ['work'] }),
  ]

  it('puts each place under its first need once, those without one later, silent ones last', () => {
    const sections = sectionsOf({ places, order: 'need' })
    expect(
      sections.map(({ of, places: those }) => [of, those.map(({ place: { id }, number }) => [id, number])]),
    ).toEqual([
      ['paperwork', [[2, 1]]],
      [
        'work',
        [
          [1, 2],
          [5, 3],
        ],
      ],
      ['none', [[3, 4]]],
      ['ask', [[4, 5]]],
    ])
  })

  it('keeps the order in which they come where it is not by need', () => {
    const sections = sectionsOf({ places, order: 'distance' })
    expect(sections.map(({ of, places: those }) => [of, those.map(({ place: { id } }) => id)])).toEqual([
      ['all', [1, 2, 3, 5]],
      ['ask', [4]],
    ])
  })

  it('names under a need every place that answers it, wherever its card stands', () => {
    const { needs } = indexesOf(sectionsOf({ places, order: 'need' }))
    expect(needs.find(({ id }) => id === 'work')?.numbers).toEqual([1, 2, 3])
    expect(needs.find(({ id }) => id === 'safety')?.numbers).toEqual([2])
    expect(needs.find(({ id }) => id === 'equipment')).toBeUndefined()
  })

  it('sorts names as a French reader looks them up', () => {
    const named = ['Zoé', 'école', 'Atelier 10', 'Ecole', 'Atelier 9', 'Œuvre'].map((name, index) =>
      place(index + 1, { name }),
    )
    const { names } = indexesOf(sectionsOf({ places: named, order: 'distance' }))
    expect(names.map(({ place: { properties } }) => properties.name)).toEqual([
      'Atelier 9',
      'Atelier 10',
      'Ecole',
      'école',
      'Œuvre',
      'Zoé',
    ])
  })

  it('finds a language that only a workshop speaks, unless it is cancelled', () => {
    const spoken = [
      { ...place(1), events: [event('a', '2026-11-26T14:00')] },
      { ...place(2), events: [event('b', '2026-11-26T14:00', { state: 'cancelled' })] },
    ]
    const { languages } = indexesOf(sectionsOf({ places: spoken, order: 'distance' }))
    expect(languages).toEqual([{ code: 'ar', numbers: [1] }])
  })
})

describe('The points of a directory', () => {
  const stop = (name: string, lonLat: [number, number], state: StopOfDirectory['state'] = 'scheduled') =>
    ({ state, session: { stop: { name, lonLat } } }) as unknown as StopOfDirectory

  it('bear the numbers of the cards; a place at the middle of its commune has none', () => {
    const places = [
      place(7, { lonLat: [7.7, 48.5] }),
      place(8, { lonLat: [7.8, 48.6], approximate: true }),
      place(9),
    ]
    const sections = sectionsOf({ places, order: 'distance' })
    const area = { kind: 'territories' as const, territories: [{ id: 'commune-67482', name: 'Strasbourg' }] }
    const { points, territories, here } = pointsOf(sections, { stops: [], area, parameters: {} })
    expect(points.map(({ label, lonLat }) => [label, lonLat])).toEqual([
      ['1', [7.7, 48.5]],
      ['2', null],
      ['3', null],
    ])
    expect([territories, here]).toEqual([['commune-67482'], null])
  })

  it('have one letter for all dates at one point, and none where all are cancelled', () => {
    const stops = [
      stop('Gare', [7.7, 48.5], 'cancelled'),
      stop('Marché', [7.75, 48.55]),
      stop('Parc', [7.8, 48.6], 'cancelled'),
      stop('Gare', [7.7, 48.5]),
    ]
    expect([...stopLetters(stops)]).toEqual([
      ['7.75,48.55', 'A'],
      ['7.7,48.5', 'B'],
    ])
  })

  it('go on with two letters after Z', () => {
    const stops = Array.from({ length: 53 }, (_, index) => stop('x', [7 + index / 100, 48]))
    const letters = [...stopLetters(stops).values()]
    expect([letters[25], letters[26], letters[51], letters[52]]).toEqual(['Z', 'AA', 'AZ', 'BA'])
  })
})

describe('Workshops on paper', () => {
  const fr = translator('fr')
  const plain = (text: string) => text.replaceAll(/\s/g, ' ')

  it('tell the dates of one session together, and on its own what is cancelled or moved', () => {
    const lines = workshopsInWords(
      [
        event('1-a', '2026-11-26T14:00'),
        event('1-b', '2026-12-03T14:00', { state: 'cancelled', note: 'L’animatrice est malade' }),
        event('1-c', '2026-12-10T14:00'),
        event('1-d', '2026-12-18T10:00', { state: 'moved', original: '2026-12-17T14:00' }),
      ],
      [fr],
    )
    expect(
      lines.map(({ when, isCancelled, note }) => [plain(when[0]!), isCancelled, note && plain(note[0]!)]),
    ).toEqual([
      ['Jeudi 26 novembre et jeudi 10 décembre : 14 h – 16 h', false, null],
      ['Jeudi 3 décembre, 14 h – 16 h', true, 'L’animatrice est malade.'],
      ['Vendredi 18 décembre, 10 h – 16 h', false, 'Déplacé : prévu d’abord jeudi 17 décembre, 14 h.'],
    ])
    expect(lines[0]).toMatchObject({ what: 'La souris', more: ['Atelier · Gratuit · en arabe'] })
  })
})

describe('The number of an edition', () => {
  const hash = 'ab'.repeat(32)

  it('is ten digits from the end of its hash; another turn takes the ten before', () => {
    const decimal = BigInt(`0x${hash}`).toString()
    expect(editionNumber(hash, 0)).toBe(decimal.slice(-10))
    expect(editionNumber(hash, 1)).toBe(decimal.slice(-20, -10))
    expect(editionNumber('0'.repeat(64), 0)).toBe('0000000000')
    expect(() => editionNumber(hash, 7)).toThrow(RangeError)
  })

  test.each([
    ['4829130572', '4829130572'],
    [' 4829 1305 72 ', '4829130572'],
    ['4829.1305-72', '4829130572'],
    ['٤٨٢٩ ١٣٠٥ ٧٢', '4829130572'],
    ['482913057', undefined],
    ['48291305721', undefined],
    ['48291305a2', undefined],
    ['', undefined],
  ])('reads %j as %j', (typed, number) => {
    expect(readEditionNumber(typed)).toBe(number)
  })

  it('is written in groups that are read aloud', () => {
    expect(writtenNumber('0829130572')).toBe('0829 1305 72')
    expect(readEditionNumber(writtenNumber('0829130572'))).toBe('0829130572')
  })
})

describe('A text on paper', () => {
  it('stays on one line and loses no sign that means something', () => {
    expect(paperText(' a\n b\u0007 #[]*$"<> ', longest.line)).toBe('a b #[]*$"<>')
  })

  it('is shortened at a word, never inside a character', () => {
    expect(paperText('un deux trois quatre', 14)).toBe('un deux trois…')
    expect(paperText('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`)
    expect(paperText('😀'.repeat(50), 10)).toBe(`${'😀'.repeat(4)}…`)
  })

  it('may go on in the next line within what nobody parted, and reads as before', () => {
    const url = 'https://exemple.fr/aide/numerique/accueil?jour=lundi'
    for (const long of [url, 'a'.repeat(90), 'é'.normalize('NFD').repeat(45)]) {
      const said = paperText(`Voir ${long}`, longest.line)
      expect(said.replaceAll('\u200B', '')).toBe(`Voir ${long}`)
      for (const part of said.split(/[\s\u200B]/)) expect(part.length).toBeLessThan(21)
      expect(said).not.toMatch(/\u200B\p{M}/u)
      expect(paperText(said, longest.line)).toBe(said)
    }
    expect(paperText('l’intercommunalité', longest.line)).not.toContain('\u200B')
    expect(paperAddressOrNone(url)).toBe(url)
  })

  it('has no marks that turn what follows, however deep they lie', () => {
    expect(withoutTurning({ a: ['x\u202Ey'], b: 'مرحبا' })).toEqual({ a: ['xy'], b: 'مرحبا' })
  })
})

it('prints each national number once', () => {
  const numbers = nationalPhones.map(({ number }) => number)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(numbers).toEqual(expect.arrayContaining(['112', '114', '39 19', '0 805 805 817']))
})
