// What is typed into the forms of a place that is there, and what of it is proposed.
import { describe, expect, it } from 'vitest'
import { emptyRecord, type PlaceRecord } from '../../server/places/place-record.rules.ts'
import { emptySession, type SessionSaid } from '../../server/sessions/session.rules.ts'
import { readPlaceForm, typedOfCopy, typedOfRecord } from '../../server/submissions/place-form.rules.ts'
import { sessionsBeside } from '../../server/submissions/place-sessions.rules.ts'
import { readTimes } from '../../server/submissions/proposal-times.actions.ts'
import { mostSessions } from '../../server/submissions/proposal-times.rules.ts'
import type { Typed } from '../../server/submissions/typed.rules.ts'
import { typedOver } from '../../server/submissions/typed-over.rules.ts'

const workshop: SessionSaid = {
  ...emptySession,
  id: 7,
  kind: 'workshop',
  titles: { fr: 'Premiers pas' },
  // As they are kept: where it is, which nobody types.
  territories: ['commune-67482', 'department-67'],
  recurrence: {
    kind: 'dates',
    start: '2026-12-01T14:00',
    durationMinutes: 120,
    rule: null,
    exceptions: [],
    extraDates: [],
    publicHolidays: 'kept',
    schoolHolidays: 'kept',
  },
}
/** With a notice whose words somebody wrote long ago, longer than a form takes. */
const base: PlaceRecord = {
  ...emptyRecord,
  name: 'Maison du Lac',
  kind: 'library',
  openingHours: 'Mo 09:00-12:00',
  contactModes: ['walk-in'],
  sessions: [workshop],
  closures: [
    {
      kind: 'notice',
      from: '2026-11-01',
      until: '2026-12-31',
      reason: null,
      text: 'x'.repeat(501),
      language: 'fr',
    },
  ],
}
const moment = { locale: 'fr', today: '2026-11-20' }
const read = (typed: Typed, of: PlaceRecord = base) =>
  readPlaceForm(
    { ...typedOfRecord(of, moment), ...typed },
    { readTimes, communes: [], base: of, locale: 'fr', parts: ['first', 'more'] },
  )

const newWorkshop = {
  'workshop-2-title': ['Photos'],
  'workshop-2-day': ['2026-12-10'],
  'workshop-2-from': ['10:00'],
  'workshop-2-to': ['12:00'],
}
/** Every Tuesday until June, in two languages; one date is cancelled, one left out, and the title is known in German. */
const series: SessionSaid = {
  ...workshop,
  id: 8,
  titles: { fr: 'Photos', de: 'Fotos' },
  languages: ['tr', 'ar'],
  level: 'beginner',
  recurrence: {
    ...(workshop.recurrence as Extract<SessionSaid['recurrence'], { kind: 'dates' }>),
    rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630',
    exceptions: ['2026-12-15'],
    publicHolidays: 'skipped',
    schoolHolidays: 'skipped',
  },
  changes: [{ originalStart: '2026-12-08T14:00', kind: 'cancelled', start: null, end: null, note: 'Salle' }],
}
const turkish: SessionSaid = {
  ...workshop,
  id: 9,
  kind: 'permanence',
  titles: {},
  languages: ['tr'],
  recurrence: { kind: 'hours', openingHours: 'Tu 09:00-12:00; PH off' },
}
/** No block can say it: every fifth week. */
const odd: SessionSaid = {
  ...series,
  id: 10,
  recurrence: { ...series.recurrence, rule: 'FREQ=WEEKLY;INTERVAL=5;BYDAY=TU' } as SessionSaid['recurrence'],
}
const over: SessionSaid = {
  ...workshop,
  id: 11,
  recurrence: { ...workshop.recurrence, start: '2026-10-01T14:00' } as SessionSaid['recurrence'],
}
const busy: PlaceRecord = { ...base, sessions: [over, series, odd, turkish] }

describe('A form of a place at which something happens', () => {
  it('sent untouched proposes nothing', () => {
    expect(read({})).toEqual({ proposal: {}, faults: [] })
  })

  it('takes one more workshop, and keeps the others as they are', () => {
    const { proposal, faults } = read(newWorkshop)
    expect(faults).toEqual([])
    expect(Object.keys(proposal)).toEqual(['sessions'])
    expect(proposal.sessions).toMatchObject([workshop, { id: null, titles: { fr: 'Photos' } }])
  })

  it('takes a language that is spoken at some hours', () => {
    const { proposal, faults } = read({
      'spoken-1-language': ['tr'],
      'spoken-1-days': ['tu'],
      'spoken-1-from': ['9:00'],
      'spoken-1-to': ['12:00'],
    })
    expect(faults).toEqual([])
    expect(proposal.sessions).toMatchObject([workshop, { kind: 'permanence', languages: ['tr'] }])
  })

  it('takes days on which it is closed, beside a notice that no form could write', () => {
    const { proposal, faults } = read({ 'closure-1-from': ['2026-12-24'], 'closure-1-until': ['2026-12-26'] })
    expect(faults).toEqual([])
    expect(proposal.closures).toMatchObject([base.closures[0]!, { kind: 'closed', from: '2026-12-24' }])
  })

  it('says so where there are too many already', () => {
    const full = {
      ...base,
      sessions: Array.from({ length: mostSessions }, (_, index) => ({ ...over, id: index + 100 })),
    }
    expect(read(newWorkshop, full).faults).toMatchObject([
      { field: 'workshop-2-title', reason: { proposal: 'too-many' }, value: String(mostSessions) },
    ])
  })

  it('says at its own block what is wrong with a workshop or a language, not at the first', () => {
    const fields = (typed: Typed, of = busy) => read(typed, of).faults.map(({ field }) => field)
    const [dated, level] = [{ 'workshop-2-day': ['2199-12-10'] }, { 'workshop-2-level': ['expert'] }]
    expect(fields({ ...newWorkshop, ...dated })).toEqual(['workshop-2-day'])
    expect(fields({ ...newWorkshop, ...level })).toEqual(['workshop-2-title'])
    expect(fields({ 'workshop-1-level': ['expert'] })).toEqual(['workshop-1-title'])
    expect(fields({ 'spoken-1-language': ['türkçe'] })).toEqual(['spoken-1-language'])
    // Beside others that are right.
    const third = { 'workshop-3-title': ['Trois'], 'workshop-3-day': ['2026-12-11'] }
    const times = { 'workshop-3-from': ['10:00'], 'workshop-3-to': ['12:00'] }
    const others = { ...newWorkshop, 'workshop-1-title': ['Images'], ...third, ...times }
    expect(fields({ ...others, 'workshop-3-booking': ['perhaps'] })).toEqual(['workshop-3-title'])
  })

  it('says at its own block which closure is on no day', () => {
    const typed = { 'closure-1-from': ['2026-12-24'], 'closure-3-from': ['2026-02-31'] }
    expect(read(typed).faults).toMatchObject([{ field: 'closure-3-from', reason: { proposal: 'dates' } }])
  })
})

describe('What happens at a place already', () => {
  it('stands in the form, block by block, but for what is over', () => {
    const typed = typedOfRecord(busy, moment)
    expect(typed).toMatchObject({
      'spoken-1-of': ['9'],
      'spoken-1-language': ['tr'],
      'spoken-1-days': ['tu'],
      'spoken-1-from': ['09:00'],
      'spoken-1-to': ['12:00'],
      'workshop-1-of': ['8'],
      'workshop-1-title': ['Photos'],
      'workshop-1-day': ['2026-12-01'],
      'workshop-1-repeat': ['weekly'],
      'workshop-1-until': ['2027-06-30'],
      'workshop-1-languages': ['tr'],
      'workshop-1-level': ['beginner'],
    })
    expect(Object.keys(typed).filter((name) => /^(workshop|spoken)-2/.test(name))).toEqual([])
    expect(sessionsBeside(busy.sessions, moment)).toEqual([{ key: '10', session: odd }])
  })

  it('stays as it is where nothing is typed', () => {
    expect(read({}, busy)).toEqual({ proposal: {}, faults: [] })
  })

  it('is called otherwise without losing its dates, its other titles or its second language', () => {
    const typed = { 'workshop-1-title': ['Images'], 'workshop-1-languages': ['ru'], 'workshop-1-level': [''] }
    const { proposal, faults } = read(typed, busy)
    expect(faults).toEqual([])
    const titles = { fr: 'Images', de: 'Fotos' }
    expect(proposal.sessions).toEqual([
      over,
      { ...series, titles, languages: ['ru', 'ar'], level: null },
      odd,
      turkish,
    ])
  })

  it('goes on for longer, and at another hour, with what was said of single dates', () => {
    const longer = read({ 'workshop-1-until': ['2027-12-31'] }, busy).proposal.sessions![1]!
    expect(longer).toEqual({
      ...series,
      recurrence: { ...series.recurrence, rule: 'FREQ=WEEKLY;UNTIL=20271231' },
    })
    const later = read({ 'workshop-1-from': ['15h'], 'workshop-1-to': ['16h30'] }, busy).proposal
      .sessions![1]!
    expect(later).toEqual({
      ...series,
      recurrence: { ...series.recurrence, start: '2026-12-01T15:00', durationMinutes: 90 },
      changes: [{ ...series.changes[0]!, originalStart: '2026-12-08T15:00' }],
    })
  })

  it('ends at another hour with its dates as they were named', () => {
    const shorter = read({ 'workshop-1-to': ['15h'] }, busy).proposal.sessions![1]!
    expect(shorter).toEqual({ ...series, recurrence: { ...series.recurrence, durationMinutes: 60 } })
  })

  it('keeps a date cancelled, left out or moved where it begins a week later or comes every second week', () => {
    const moved = {
      originalStart: '2026-12-22T14:00',
      kind: 'moved' as const,
      start: '2026-12-23T10:00',
      end: '2026-12-23T12:00',
      note: null,
    }
    const changes = [...series.changes, moved]
    const place = { ...busy, sessions: [{ ...series, changes }] }
    const typed = {
      'workshop-1-day': ['2026-12-08'],
      'workshop-1-from': ['15:00'],
      'workshop-1-to': ['17:00'],
      'workshop-1-repeat': ['fortnightly'],
    }
    expect(read(typed, place).proposal.sessions).toEqual([
      {
        ...series,
        recurrence: {
          ...series.recurrence,
          start: '2026-12-08T15:00',
          rule: 'FREQ=WEEKLY;INTERVAL=2;UNTIL=20270630',
        },
        changes: [
          { ...series.changes[0]!, originalStart: '2026-12-08T15:00' },
          { ...moved, originalStart: '2026-12-22T15:00' },
        ],
      },
    ])
  })

  it('stays cancelled where the hour of its one date is corrected', () => {
    const cancelled = {
      ...workshop,
      changes: [
        { originalStart: '2026-12-01T14:00', kind: 'cancelled' as const, start: null, end: null, note: null },
      ],
    }
    const typed = { 'workshop-1-from': ['13:00'], 'workshop-1-to': ['15:00'] }
    const [after] = read(typed, { ...base, sessions: [cancelled] }).proposal.sessions!
    expect(after!.recurrence).toMatchObject({ start: '2026-12-01T13:00', rule: null })
    expect(after!.changes).toMatchObject([{ originalStart: '2026-12-01T13:00', kind: 'cancelled' }])
  })

  it('is the one date that was just typed where a series becomes one', () => {
    const typed = { 'workshop-1-repeat': ['once'], 'workshop-1-day': ['2026-12-08'] }
    expect(read(typed, busy).proposal.sessions![1]).toMatchObject({
      recurrence: { start: '2026-12-08T14:00', rule: null, exceptions: [] },
      changes: [],
    })
  })

  it('stands beside the blocks where it has dates added by hand, which no block shows', () => {
    const recurrence = {
      ...workshop.recurrence,
      extraDates: ['2026-12-05T14:00'],
    } as typeof workshop.recurrence
    const place = { ...base, sessions: [{ ...workshop, recurrence }] }
    expect(Object.keys(typedOfRecord(place, moment)).filter((name) => name.startsWith('workshop-'))).toEqual(
      [],
    )
    expect(sessionsBeside(place.sessions, moment)).toMatchObject([{ key: '7' }])
    expect(read({}, place)).toEqual({ proposal: {}, faults: [] })
  })

  it('is spoken at other hours, or in another language', () => {
    const hours = read({ 'spoken-1-days': ['we', 'th'], 'spoken-1-to': ['11h30'] }, busy).proposal.sessions!
    expect(hours[3]).toEqual({
      ...turkish,
      recurrence: { kind: 'hours', openingHours: 'We,Th 09:00-11:30; PH off' },
    })
    expect(read({ 'spoken-1-language': ['ar'] }, busy).proposal.sessions![3]!.languages).toEqual(['ar'])
  })

  it('is taken out by a tick, or by emptying it', () => {
    const ticked = read({ 'session-remove': ['9', '10'] }, busy).proposal.sessions
    expect(ticked).toEqual([over, series])
    const empty = { 'workshop-1-title': [], 'workshop-1-day': [], 'workshop-1-from': [], 'workshop-1-to': [] }
    expect(read(empty, busy).proposal.sessions).toEqual([over, odd, turkish])
  })

  it('is not brought back where somebody else took it out meanwhile', () => {
    const typed = { ...typedOfRecord(busy, moment), 'workshop-1-title': ['Images'] }
    const after = { ...busy, sessions: [over, odd, turkish] }
    const context = { readTimes, communes: [], base: after, locale: 'fr', parts: ['more'] as const }
    expect(readPlaceForm(typed, context).proposal).toEqual({})
  })

  it('tells at its own field what is wrong', () => {
    expect(read({ 'workshop-1-until': ['2026-01-01'] }, busy).faults).toMatchObject([
      { field: 'workshop-1-until', reason: 'workshop-until' },
    ])
  })

  it('is not copied into another place', () => {
    const names = Object.keys(typedOfCopy(busy, moment))
    expect(names).toContain('kind')
    expect(names.filter((name) => /^(spoken|workshop|name)/.test(name))).toEqual([])
  })
})

describe('Texts in other languages', () => {
  const told: PlaceRecord = {
    ...base,
    texts: [
      { language: 'de', kind: 'description', text: 'Am See.' },
      { language: 'de', kind: 'summary', text: 'Hilfe' },
    ],
  }

  it('change one by one, and go when they are emptied', () => {
    expect(read({ 'text-1-summary': ['Hilfe am See'] }, told).proposal.texts).toEqual([
      { language: 'de', kind: 'summary', text: 'Hilfe am See' },
      { language: 'de', kind: 'description', text: 'Am See.' },
    ])
    expect(read({ 'text-1-summary': [], 'text-1-description': [] }, told).proposal.texts).toEqual([])
    expect(read({}, told).proposal).toEqual({})
  })

  it('are too long, or in no language, at their own field', () => {
    const typed = { 'text-2-language': ['en'], 'text-2-summary': ['x'.repeat(2000)] }
    expect(read(typed, told).faults).toMatchObject([
      { field: 'text-2-summary', reason: { proposal: 'too-long' } },
    ])
    const none = { 'text-2-language': ['?'], 'text-2-summary': ['Help'] }
    expect(read(none, told).faults).toMatchObject([
      { field: 'text-2-language', reason: { proposal: 'type' } },
    ])
  })

  it('are given once in each language', () => {
    const typed = { 'text-2-language': ['de'], 'text-2-summary': ['Noch einmal'] }
    expect(read(typed, told).faults).toMatchObject([{ field: 'text-2-language', reason: 'text-twice' }])
  })
})

describe('A form that is out of date', () => {
  const shown = {
    name: ['Maison'],
    phone: ['1'],
    hours: ['open'],
    'hours-1-from': ['9:00'],
    services: ['a', 'b'],
  }

  it('keeps what was typed, and takes all else as it is now', () => {
    const typed = { ...shown, phone: ['2'], services: ['b', 'a'] }
    const now = { ...shown, name: ['Maison du Lac'], services: ['c'], website: ['https://example.org'] }
    expect(typedOver({ shown, typed, now })).toEqual({ ...now, phone: ['2'] })
  })

  it('keeps what was typed of one workshop, and takes the others as they are now', () => {
    const block = (number: number, key: string, day: string, until: string) => ({
      [`workshop-${number}-of`]: key ? [key] : [],
      [`workshop-${number}-day`]: [day],
      [`workshop-${number}-until`]: [until],
    })
    const shown = {
      ...block(1, '8', '2026-12-01', '2027-06-30'),
      ...block(2, '9', '2026-12-02', '2027-06-30'),
      ...block(3, '10', '2026-12-03', '2027-06-30'),
    }
    const typed = {
      ...block(1, '8', '2026-12-01', '2027-06-30'),
      ...block(2, '9', '2026-12-09', '2027-06-30'),
      ...block(3, '10', '2026-12-10', '2027-06-30'),
      ...block(4, '', '2026-12-11', ''),
      // As a browser sends what is empty.
      'workshop-5-repeat': ['once'],
    }
    // The first was shifted, the third taken out.
    const now = {
      ...block(1, '8', '2026-12-01', '2027-01-04'),
      ...block(2, '9', '2026-12-02', '2027-05-31'),
      ...block(3, '12', '2027-01-05', '2027-06-30'),
    }
    expect(typedOver({ shown, typed, now })).toEqual({
      ...now,
      'workshop-2-day': ['2026-12-09'],
      'workshop-4-day': ['2026-12-11'],
      'workshop-4-until': [''],
    })
  })

  it('keeps a week whole where a line of it was typed', () => {
    const typed = { ...shown, 'hours-1-from': ['10:00'] }
    const now = { ...shown, 'hours-1-from': ['8:00'], 'hours-2-from': ['14:00'] }
    expect(typedOver({ shown, typed, now })).toEqual(typed)
  })
})
