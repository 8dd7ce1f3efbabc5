// Rounds as people say them, and the rules that they are.
import { describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { schoolCalendar } from '../../seeds/reference.ts'
import { type Round, recurrenceOf, roundOf } from '../../server/schedule/round.rules.ts'
import { fieldsOfRound, type RoundFields, readRound } from '../../server/schedule/round-form.rules.ts'
import { datesDiffering, overlapsOf } from '../../server/schedule/schedule.rules.ts'
import { datesOf } from '../../server/schedule/schedule-dates.actions.ts'
import { recurrenceInWords, roundInWords, toldInWords } from '../../server/schedule/schedule-words.view.ts'
import {
  canEnd,
  endedBefore,
  isOver,
  splitAt,
  withExtraDate,
} from '../../server/schedule/session-list.rules.ts'
import { typedDay, typedHour } from '../../server/schedule/typed-times.rules.ts'
import { usualEnd } from '../../server/schedule/usual-end.rules.ts'
import { alsace } from '../../server/sessions/holidays.rules.ts'
import { emptySession, type SessionSaid } from '../../server/sessions/session.rules.ts'

const calendar = await schoolCalendar()

/** Every second Tuesday from 1 December 2026 until 30 June 2027, not on public holidays. */
const fortnightly: Round = {
  first: '2026-12-01',
  from: '14:00',
  to: '16:00',
  rhythm: { kind: 'weeks', every: 2 },
  until: '2027-06-30',
  publicHolidays: 'skipped',
  schoolHolidays: 'kept',
}
const sessionOf = (round: Round, more: Partial<SessionSaid> = {}): SessionSaid => ({
  ...emptySession,
  id: 7,
  kind: 'stop',
  recurrence: recurrenceOf(round),
  ...more,
})
const datesFrom = (sessions: SessionSaid[], from = '2026-12-01', until = '2027-07-01') =>
  datesOf({ sessions, closures: [], regionOf: () => alsace, calendar }, { from, until })
const days = (sessions: SessionSaid[], from?: string, until?: string) =>
  datesFrom(sessions, from, until).map(({ start }) => start.slice(0, 10))
const spaced = (text: string) => text.replaceAll(/\s/g, ' ').replaceAll(/[\u2068\u2069]/g, '')

describe('A round', () => {
  it.each<[string, Partial<Round>, string | null]>([
    ['once', { rhythm: { kind: 'once' }, until: null, publicHolidays: 'kept' }, null],
    ['each week', { rhythm: { kind: 'weeks', every: 1 } }, 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630'],
    ['every second week', {}, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270630'],
    ['each first Tuesday', { rhythm: { kind: 'month', nth: 1 } }, 'FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270630'],
    ['without an end', { until: null }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
    ['in school holidays only', { schoolHolidays: 'only' }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270630'],
  ])('%s is a rule, and that rule is the round again', (_, more, rule) => {
    const round = { ...fortnightly, ...more }
    const recurrence = recurrenceOf(round)
    expect(recurrence.rule).toBe(rule)
    expect(roundOf(recurrence)).toEqual(round)
    expect(readRound(fieldsOfRound(round), '2026-11-20')).toEqual(round)
  })

  it.each([
    'FREQ=WEEKLY;BYDAY=MO,WE',
    'FREQ=WEEKLY;COUNT=10',
    'FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=20',
    'FREQ=MONTHLY;BYDAY=2TU',
    'FREQ=MONTHLY;BYMONTHDAY=1',
    'FREQ=WEEKLY;UNTIL=20270630T120000Z',
    'FREQ=WEEKLY;BYDAY=WE',
  ])('is not what %s says from that Tuesday on, which the form leaves alone', (rule) => {
    expect(roundOf({ ...recurrenceOf(fortnightly), rule })).toBeNull()
  })

  it('is not a night, nor hours of a week', () => {
    expect(roundOf({ ...recurrenceOf(fortnightly), durationMinutes: 11 * 60 })).toBeNull()
    expect(roundOf({ kind: 'hours', openingHours: 'Mo 09:00-12:00' })).toBeNull()
  })

  it('falls away on public holidays, and on no other day', () => {
    const weekly: Round = { ...fortnightly, first: '2026-12-12', rhythm: { kind: 'weeks', every: 1 } }
    // 26 December 2026, a Saturday, is a holiday in Alsace.
    expect(days([sessionOf(weekly)], '2026-12-12', '2027-01-10')).toEqual([
      '2026-12-12',
      '2026-12-19',
      '2027-01-02',
      '2027-01-09',
    ])
  })

  it('has as many dates as its words say', () => {
    expect(days([sessionOf(fortnightly)])).toHaveLength(16)
  })
})

describe('A round in words', () => {
  it.each<[Locale, string]>([
    ['fr', 'un mardi sur deux, 14 h – 16 h, du 1er décembre 2026 au 30 juin 2027, sauf les jours fériés'],
    [
      'en',
      'every second Tuesday, 14:00–16:00, from 1 December 2026 until 30 June 2027, not on public holidays',
    ],
    [
      'de',
      'jeden zweiten Dienstag, 14 – 16 Uhr, vom 1. Dezember 2026 bis 30. Juni 2027, nicht an Feiertagen',
    ],
  ])('is said in %s', (locale, words) => {
    expect(spaced(roundInWords(fortnightly, translator(locale)))).toBe(words)
  })

  it.each(locales)('says in %s what no form can', (locale) => {
    const t = translator(locale)
    const weekly = sessionOf(fortnightly)
    const recurrence = { ...recurrenceOf(fortnightly), rule: 'FREQ=WEEKLY;BYDAY=MO,WE' }
    expect(recurrenceInWords({ ...weekly, recurrence }, t)).toContain(
      t('schedule:words.everyWeek', { weekday: '' }).trim().slice(0, 3),
    )
    const odd = { ...recurrence, rule: 'FREQ=YEARLY;BYWEEKNO=20' }
    expect(recurrenceInWords({ ...weekly, recurrence: odd }, t)).toContain(t('schedule:words.other'))
    expect(recurrenceInWords({ ...weekly, recurrence: odd }, t)).not.toContain('FREQ')
  })

  it('reads from right to left in Arabic, also where a sentence is made of isolated parts', () => {
    const t = translator('ar')
    const told = toldInWords({ kind: 'round', session: sessionOf(fortnightly) }, { kind: 'unit' }, 16, t)
    // A first-strong isolate skips those inside it: without a mark of its own it would read from left to right.
    const outside = told.replaceAll(/^.*?: \u2068/gs, '').replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, '')
    expect(outside).toMatch(/^\u200f/)
  })

  it('says the last weekday of a month, and dates added by hand', () => {
    const monthly: Round = {
      ...fortnightly,
      first: '2026-12-29',
      rhythm: { kind: 'month', nth: -1 },
      until: null,
    }
    const session = withExtraDate(sessionOf(monthly), '2026-12-30T14:00')
    expect(spaced(recurrenceInWords(session, translator('fr')))).toBe(
      'le dernier mardi de chaque mois, 14 h – 16 h, à partir du 29 décembre 2026, sauf les jours fériés, et 1 date de plus',
    )
  })
})

describe('A round that changes', () => {
  const changes = [
    { originalStart: '2026-12-15T14:00', kind: 'cancelled' as const, start: null, end: null, note: 'Neige' },
    { originalStart: '2027-01-26T14:00', kind: 'cancelled' as const, start: null, end: null, note: 'Congé' },
  ]

  it('keeps the dates before under the same number, and what was said of the others', () => {
    const old = withExtraDate(sessionOf(fortnightly, { changes }), '2027-02-01T14:00')
    const next = sessionOf({ ...fortnightly, first: '2027-01-12', from: '10:00', to: '12:00' })
    const [before, after] = splitAt(old, '2027-01-12', next)
    expect(before).toMatchObject({ id: 7, changes: [changes[0]] })
    expect(after).toMatchObject({ id: null, changes: [{ ...changes[1], originalStart: '2027-01-26T10:00' }] })
    expect(after!.recurrence).toMatchObject({ extraDates: ['2027-02-01T10:00'] })
    expect(days([before!, after!]).toSorted()).toEqual(days([old]).toSorted())
  })

  it('is the same session still where no date is before', () => {
    const next = sessionOf({ ...fortnightly, from: '10:00', to: '12:00' })
    expect(splitAt(sessionOf(fortnightly), '2026-12-01', next)).toMatchObject([{ id: 7 }])
  })

  it('ends the day before, and is gone where nothing was before', () => {
    const ended = endedBefore(sessionOf(fortnightly), '2027-01-12')!
    expect(days([ended])).toEqual(['2026-12-01', '2026-12-15', '2026-12-29'])
    expect(endedBefore(ended, '2027-03-01')).toEqual(ended)
    expect(endedBefore(sessionOf(fortnightly), '2026-12-01')).toBeNull()
  })

  it('of single dates keeps those before', () => {
    const once = withExtraDate(
      sessionOf({ ...fortnightly, rhythm: { kind: 'once' }, until: null }),
      '2026-12-20T14:00',
    )
    expect(days([endedBefore(once, '2026-12-10')!])).toEqual(['2026-12-01'])
    expect(isOver(once, '2026-12-20')).toBe(false)
    expect(isOver(once, '2026-12-21')).toBe(true)
  })

  it('cannot be cut where it counts its dates', () => {
    const counted = { ...recurrenceOf(fortnightly), rule: 'FREQ=WEEKLY;COUNT=5' }
    expect(canEnd(sessionOf(fortnightly, { recurrence: counted }))).toBe(false)
    expect(canEnd(sessionOf(fortnightly))).toBe(true)
  })
})

describe('What is typed of a round', () => {
  const typed: RoundFields = fieldsOfRound(fortnightly)
  it.each<[string, Partial<RoundFields>, [string, string]]>([
    ['no first date', { first: '' }, ['first', 'required']],
    ['a day that does not exist', { first: '31/02/2027' }, ['first', 'day']],
    ['a day that is over', { first: '2026-11-19' }, ['first', 'past']],
    ['a mistyped year', { first: '2062-12-01', until: '' }, ['first', 'too-far']],
    ['no hour', { from: '' }, ['from', 'required']],
    ['an hour that is none', { to: '25:00' }, ['to', 'hour']],
    ['an end before the start', { to: '13:00' }, ['to', 'end-before-start']],
    ['an end before the first date', { until: '2026-11-30' }, ['until', 'until-before-first']],
    ['an end that is no day', { until: 'juin' }, ['until', 'day']],
    ['an end far away', { until: '2099-01-01' }, ['until', 'too-far']],
    ['a rhythm that is none', { rhythm: 'w99' }, ['rhythm', 'choice']],
    ['holidays that are none', { schoolHolidays: 'FREQ' }, ['schoolHolidays', 'choice']],
  ])('is told: %s', (_, more, [field, reason]) => {
    expect(readRound({ ...typed, ...more }, '2026-11-20')).toEqual([{ field, reason }])
  })

  it('is read as people write days and hours', () => {
    expect(['1/12/2026', '01.12.2026', '2026-12-01', '1er'].map(typedDay)).toEqual([
      '2026-12-01',
      '2026-12-01',
      '2026-12-01',
      undefined,
    ])
    expect(['9h', '9 h 30', '14:00', '9.15', '24:00', 'neuf', '9'].map(typedHour)).toEqual([
      '09:00',
      '09:30',
      '14:00',
      '09:15',
      undefined,
      undefined,
      '09:00',
    ])
  })

  it('ends with a school year unless told', () => {
    expect(['2026-11-20', '2027-05-20', '2027-04-01'].map(usualEnd)).toEqual([
      '2027-06-30',
      '2028-06-30',
      '2027-06-30',
    ])
  })
})

it('Two stops at one time are seen, also where one ends as the other begins: they do not meet', () => {
  const [date] = datesFrom([sessionOf(fortnightly)])
  const at = (start: string, end: string) => ({ ...date!, start, end })
  const others = [at('2026-12-01T12:00', '2026-12-01T14:00'), at('2026-12-01T15:59', '2026-12-01T17:00')]
  expect(overlapsOf([date!], others.slice(0, 1))).toEqual([])
  expect(overlapsOf([date!], others)).toEqual([{ date, other: others[1] }])
  expect(overlapsOf([date!], [{ ...others[1]!, state: 'cancelled' }])).toEqual([])
})

it('What others changed is told date by date', () => {
  const [first, second, third] = datesFrom([sessionOf(fortnightly)])
  const moved = { ...second!, start: '2026-12-16T14:00', state: 'moved' as const }
  const after = [{ ...first!, state: 'cancelled' as const }, moved, { ...third!, key: '8' }]
  expect(
    datesDiffering([first!, second!, third!], after).map(({ what, date }) => `${what} ${date.start}`),
  ).toEqual([
    'cancelled 2026-12-01T14:00',
    'changed 2026-12-16T14:00',
    'gone 2026-12-29T14:00',
    'added 2026-12-29T14:00',
  ])
})
