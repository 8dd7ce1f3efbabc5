// What is typed into the forms of a place that is there, and what of it is proposed.
import { describe, expect, it } from 'vitest'
import { emptyRecord, type PlaceRecord } from '../../server/places/place-record.rules.ts'
import { emptySession, type SessionSaid } from '../../server/sessions/session.rules.ts'
import { readPlaceForm, typedOfRecord } from '../../server/submissions/place-form.rules.ts'
import { readTimes } from '../../server/submissions/proposal-times.actions.ts'
import { mostSessions } from '../../server/submissions/proposal-times.rules.ts'
import { type Typed, typedOver } from '../../server/submissions/typed.rules.ts'

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
const read = (typed: Typed, of: PlaceRecord = base) =>
  readPlaceForm(
    { ...typedOfRecord(of), ...typed },
    { readTimes, communes: [], base: of, locale: 'fr', parts: ['first', 'more'] },
  )

const newWorkshop = {
  'workshop-1-title': ['Photos'],
  'workshop-1-day': ['2026-12-10'],
  'workshop-1-from': ['10:00'],
  'workshop-1-to': ['12:00'],
}

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
    const full = { ...base, sessions: Array.from({ length: mostSessions }, () => workshop) }
    expect(read(newWorkshop, full).faults).toMatchObject([
      { field: 'workshop-1-title', reason: { proposal: 'too-many' }, value: String(mostSessions) },
    ])
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

  it('keeps a week whole where a line of it was typed', () => {
    const typed = { ...shown, 'hours-1-from': ['10:00'] }
    const now = { ...shown, 'hours-1-from': ['8:00'], 'hours-2-from': ['14:00'] }
    expect(typedOver({ shown, typed, now })).toEqual(typed)
  })
})
