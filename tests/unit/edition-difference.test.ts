// What changed since a paper was printed, case by case.
import { describe, expect, it } from 'vitest'
import type {
  DatedFact,
  PlaceOfDirectory,
  StopOfDirectory,
} from '../../server/directory/directory-facts.rules.ts'
import { type EditionFacts, placeOfEdition, stopOfEdition } from '../../server/directory/edition.rules.ts'
import { countChanges, editionDifference } from '../../server/directory/edition-difference.rules.ts'
import type { PlaceProperties } from '../../server/places/place-feature.rules.ts'
import type { DatedDay } from '../../server/sessions/dated-week.rules.ts'
import type { WeekHours } from '../../server/sessions/hours.rules.ts'

const at = '2026-11-23T11:00'

function place(
  more: Partial<PlaceProperties> = {},
  events: DatedFact[] = [],
  lonLat = [7.75, 48.58],
  days: DatedDay[] = [],
): PlaceOfDirectory {
  const properties = {
    name: 'Maison du Pont',
    address: '3 rue Kuhn',
    postalCode: '67000',
    commune: 'Strasbourg',
    phone: '+33388000001',
    approximate: false,
    contactModes: [],
    languages: ['tr'],
    openingWeek: null,
    openingHoursGiven: null,
    notices: [],
    validUntil: null,
    ...more,
  } as unknown as PlaceProperties
  const geometry = { type: 'Point' as const, coordinates: lonLat as [number, number] }
  const feature = { type: 'Feature' as const, id: 5, geometry, properties }
  return { place: feature, distanceMetres: null, mayHelp: false, days, events }
}

const dated = (key: string, start: string, state: DatedFact['state'] = 'scheduled', name = 'Marché') =>
  ({
    key,
    start,
    end: `${start.slice(0, 11)}17:00`,
    state,
    session: { titles: { fr: 'La souris' }, stop: { name, commune: 'Strasbourg' } },
    unit: { id: 9, name: 'Le Bus' },
  }) as unknown as StopOfDirectory

function differenceOf(was: PlaceOfDirectory, now: PlaceOfDirectory | null, found = now ? [now] : []) {
  const edition: EditionFacts = {
    day: '2026-11-20',
    area: { kind: 'box' },
    keepsQuestion: true,
    places: [{ number: 3, ...placeOfEdition(was) }],
    stops: [],
  }
  const places = new Map(now ? [[5, now]] : [])
  return editionDifference(edition, { at, places, found, stops: [] })
}

const closure = {
  kind: 'closed',
  from: '2026-11-25',
  until: '2026-12-04',
  reason: 'works',
  text: null,
  language: 'fr',
  changedAt: '2026-11-20T09:00:00.000Z',
} as const

describe('A place of the paper', () => {
  it('that is the same is not named, whatever capitals its address has now', () => {
    const now = place({ address: '3 RUE KÜHN' })
    expect(countChanges(differenceOf(place(), now))).toBe(0)
  })

  it('that is not published any more is gone', () => {
    expect(differenceOf(place(), null)).toMatchObject({ gone: [{ number: 3 }], changed: [] })
  })

  it.each([
    [
      'another address',
      place({ address: '9 quai Neuf' }),
      { isMoved: true, address: '9 quai Neuf, 67000 Strasbourg' },
    ],
    ['another point', place({}, [], [7.76, 48.58]), { isMoved: true, address: null }],
    ['another phone', place({ phone: '+33388000002' }), { phone: 'new' }],
    ['no phone any more', place({ phone: null }), { phone: 'none' }],
    ['another name', place({ name: 'Maison du Quai' }), { name: 'Maison du Quai' }],
    ['lost a language of help', place({ languages: [] }), { lists: [{ name: 'languages', codes: [] }] }],
    [
      'become one that wants an appointment',
      place({ languages: ['tr'], contactModes: ['appointment'] as never }),
      { lists: [{ name: 'contactModes', codes: ['appointment'] }] },
    ],
    ['other hours', place({ openingHoursGiven: 'le matin' }), { hasNewHours: true }],
    ['a closure to come', place({ notices: [closure] }), { closures: [closure] }],
    ['an end that is over', place({ validUntil: '2026-11-22' }), { ended: '2026-11-22' }],
  ])('that has %s says so', (_, now, expected) => {
    const { changed } = differenceOf(place(), now)
    expect(changed).toHaveLength(1)
    expect(changed[0]).toMatchObject({ was: { number: 3 }, ...expected })
  })

  it('of before languages were kept is not compared by them', () => {
    const { more: _, ...was } = placeOfEdition(place())
    const edition: EditionFacts = {
      day: '2026-11-20',
      area: { kind: 'box' },
      keepsQuestion: true,
      places: [{ number: 3, ...was }],
      stops: [],
    }
    const now = place({ languages: [] })
    const difference = editionDifference(edition, {
      at,
      places: new Map([[5, now]]),
      found: [now],
      stops: [],
    })
    expect(countChanges(difference)).toBe(0)
  })

  it('that stands a few metres further has not moved', () => {
    expect(countChanges(differenceOf(place(), place({}, [], [7.7503, 48.58])))).toBe(0)
  })

  it('whose closure stands on the paper, or is over, says nothing', () => {
    const told = place({ notices: [closure] })
    expect(countChanges(differenceOf(told, told))).toBe(0)
    const over = { ...closure, from: '2026-11-21', until: '2026-11-22' }
    expect(countChanges(differenceOf(place(), place({ notices: [over] })))).toBe(0)
  })

  it('whose workshop is cancelled or put off says so, as long as it is to come', () => {
    const was = place({}, [
      dated('1-a', '2026-11-22T14:00'),
      dated('1-b', '2026-11-24T14:00'),
      dated('1-c', '2026-11-25T14:00'),
      dated('1-d', '2026-11-26T14:00', 'cancelled'),
      dated('1-e', '2026-11-27T14:00'),
    ])
    const now = place({}, [
      dated('1-b', '2026-11-24T14:00', 'cancelled'),
      dated('1-c', '2026-11-28T14:00', 'moved'),
      dated('1-e', '2026-11-27T14:00'),
    ])
    const [change] = differenceOf(was, now).changed
    expect(change!.cancelled).toEqual([{ start: '2026-11-24T14:00', title: 'La souris' }])
    expect(change!.moved).toEqual([
      { start: '2026-11-25T14:00', now: '2026-11-28T14:00', title: 'La souris' },
    ])
  })

  it('whose workshop takes place after all, or is new in the weeks of the paper, says so', () => {
    const was = place({}, [dated('1-a', '2026-11-24T14:00', 'cancelled')])
    const now = place({}, [
      dated('1-a', '2026-11-24T14:00'),
      dated('2-a', '2026-11-26T14:00'),
      dated('2-b', '2026-12-17T14:00'),
      dated('2-c', '2026-12-18T14:00'),
      dated('2-d', '2026-11-27T14:00', 'cancelled'),
    ])
    expect(differenceOf(was, now).changed[0]).toMatchObject({
      again: [{ start: '2026-11-24T14:00', title: 'La souris' }],
      announced: [
        { start: '2026-11-26T14:00', title: 'La souris' },
        { start: '2026-12-17T14:00', title: 'La souris' },
      ],
      cancelled: [],
      moved: [],
    })
  })

  it('whose closure on the paper does not hold any more says so', () => {
    const told = place({ notices: [closure] })
    const [change] = differenceOf(told, place()).changed
    expect(change!.reopened).toEqual([{ from: '2026-11-25', until: '2026-12-04' }])
    const longer = place({ notices: [{ ...closure, until: '2026-12-11' }] })
    const [other] = differenceOf(told, longer).changed
    expect([other!.reopened, other!.closures.length]).toEqual([[], 1])
    const over = { ...closure, from: '2026-11-21', until: '2026-11-22' }
    expect(countChanges(differenceOf(place({ notices: [over] }), place()))).toBe(0)
  })

  describe('whose usual week is the same', () => {
    const morning = { from: '09:00', to: '12:00', byAppointment: false }
    const openingWeek = {
      days: [[], [morning], [morning], [morning], [morning], [morning], []],
      notes: [],
      regular: true,
    } as unknown as WeekHours
    const closed = (date: string): DatedDay => ({ date, hours: [], isUsual: false, reason: null })
    const open = (days: DatedDay[], more: Partial<PlaceProperties> = {}) =>
      place({ openingWeek, ...more }, [], [7.75, 48.58], days)

    it('names the days on which other hours hold, and the usual hours of those on which they do not any more', () => {
      const was = open([closed('2026-11-20'), closed('2026-11-25'), closed('2026-12-02')])
      const now = open([closed('2026-12-02'), closed('2026-12-08'), closed('2026-12-18')])
      const [change] = differenceOf(was, now).changed
      expect(change!.days).toEqual([
        { date: '2026-11-25', hours: [morning], isUsual: true, reason: null },
        closed('2026-12-08'),
      ])
    })

    it('says of a closure once what it is', () => {
      const now = open([closed('2026-11-26'), closed('2026-11-27')], { notices: [closure] })
      expect(differenceOf(open([]), now).changed[0]).toMatchObject({ closures: [closure], days: [] })
    })

    it('is not compared day by day with a paper of before days were kept', () => {
      const { days: _, ...was } = placeOfEdition(open([]))
      const edition = {
        day: '2026-11-20',
        area: { kind: 'box' as const },
        keepsQuestion: true,
        places: [{ number: 3, ...was }],
        stops: [],
      }
      const now = open([closed('2026-12-08')])
      const places = new Map([[5, now]])
      expect(countChanges(editionDifference(edition, { at, places, found: [now], stops: [] }))).toBe(0)
    })
  })

  it('that the question finds no more says so; where nobody knows what it finds, nothing is said', () => {
    expect(differenceOf(place(), place(), []).changed[0]).toMatchObject({ isNoMatch: true })
    const edition = {
      day: '2026-11-20',
      area: { kind: 'box' as const },
      keepsQuestion: true,
      places: [{ number: 3, ...placeOfEdition(place()) }],
      stops: [],
    }
    const unknown = editionDifference(edition, {
      at,
      places: new Map([[5, place()]]),
      found: undefined,
      stops: [],
    })
    expect([countChanges(unknown), unknown.knowsAdded]).toEqual([0, false])
  })
})

it('names what the question finds beside the places of the paper', () => {
  const other = place({ name: 'Nouvelle' })
  const added = { ...other, place: { ...other.place, id: 6 } }
  expect(differenceOf(place(), place(), [place(), added]).added).toEqual([added])
})

it('tells of the bus what is cancelled, moved, held after all, or new, and nothing of what is over', () => {
  const was = [
    dated('s-1', '2026-11-20T14:00'),
    dated('s-2', '2026-11-24T14:00'),
    dated('s-3', '2026-11-25T14:00'),
    dated('s-4', '2026-11-26T14:00'),
    dated('s-5', '2026-11-27T14:00', 'cancelled'),
    dated('s-6', '2026-11-28T14:00'),
  ]
  const stops = [
    dated('s-2', '2026-11-24T14:00', 'cancelled'),
    dated('s-4', '2026-11-26T14:00', 'scheduled', 'Gare'),
    dated('s-5', '2026-11-27T14:00'),
    dated('s-6', '2026-11-28T14:00'),
    dated('s-7', '2026-12-01T14:00'),
    dated('s-8', '2026-12-02T14:00', 'cancelled'),
  ]
  const edition = {
    day: '2026-11-20',
    area: { kind: 'box' as const },
    keepsQuestion: true,
    places: [],
    stops: was.map(stopOfEdition),
  }
  const difference = editionDifference(edition, { at, places: new Map(), found: [], stops })
  const keys = ({ was: stop }: { was: { key: string } }) => stop.key
  expect({
    cancelled: difference.stops.cancelled.map(keys),
    moved: difference.stops.moved.map(keys),
    again: difference.stops.again.map(keys),
    added: difference.stops.added.map(({ key }) => key),
  }).toEqual({ cancelled: ['s-2', 's-3'], moved: ['s-4'], again: ['s-5'], added: ['s-7'] })
  expect(countChanges(difference)).toBe(5)
})
