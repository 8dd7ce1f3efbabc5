// Dates on which opening hours go wrong in Alsace, each with what is true of it and why.
import { createReadStream, existsSync } from 'node:fs'
import { parse } from 'csv-parse'
import { describe, expect, it } from 'vitest'
import { schoolCalendar } from '../../seeds/reference.ts'
import { checkHours } from '../../server/opening-hours/check.ts'
import { closedDay } from '../../server/opening-hours/closed-day.ts'
import { localTimeOf } from '../../server/recurrence/local-time.ts'
import { occurrencesOf, type Window } from '../../server/recurrence/occurrences.ts'
import { addDays } from '../../server/sessions/day.rules.ts'
import { type HolidayRegion, holidaysOf } from '../../server/sessions/holidays.rules.ts'
import type { Change, Closure, Occurrence, Recurrence } from '../../server/sessions/recurrence.rules.ts'

const calendar = await schoolCalendar()

const strasbourg = holidaysOf('67482', true)
/** A commune of Bas-Rhin without a protestant temple. */
const village = holidaysOf('67003', false)
const nancy = holidaysOf('54395')
const lyon = holidaysOf('69123')
const paris = holidaysOf('75056')
const ajaccio = holidaysOf('2A004')

/** `10:00–12:00`, and after midnight `22:00–+02:00`; `?` by appointment. */
function timesOf({ start, end, byAppointment }: Occurrence): string {
  const [from, to] = [localTimeOf(start), localTimeOf(end)]
  const nextDay = to.slice(0, 10) > from.slice(0, 10) && to.slice(11) !== '00:00' ? '+' : ''
  return `${from.slice(11)}–${nextDay}${to.slice(11)}${byAppointment ? '?' : ''}`
}

/** What begins on a date. */
function hoursOn(openingHours: string, date: string, region: HolidayRegion): string {
  const recurrence = { kind: 'hours', openingHours } as const
  const { occurrences } = occurrencesOf(recurrence, { from: date, until: addDays(date, 1) }, region, calendar)
  return occurrences
    .filter(({ originalStart }) => originalStart.startsWith(date))
    .map(timesOf)
    .join()
}

const library = 'Tu-Sa 10:00-18:00; PH off'
const everyDay = 'Mo-Su 10:00-12:00; PH off'
const inTerm = 'Mo-Su 10:00-12:00; SH off'
const holidayClub = 'SH Mo-Fr 14:00-17:00'
const both = 'Mo-Su 10:00-12:00; PH,SH off'
const open = '10:00–12:00'
const closed = ''

describe('the hours of one day', () => {
  type Case = [because: string, hours: string, date: string, region: HolidayRegion, told: string]
  const publicHolidays: Case[] = [
    ['26 December is a holiday in Strasbourg', library, '2026-12-26', strasbourg, closed],
    ['26 December is a Saturday like any other in Nancy', library, '2026-12-26', nancy, '10:00–18:00'],
    [
      '26 December is a holiday in Metz, which is in Moselle',
      library,
      '2026-12-26',
      holidaysOf('57463'),
      closed,
    ],
    ['26 December is a holiday in Mulhouse', library, '2026-12-26', holidaysOf('68224'), closed],
    [
      'a village of Alsace has no Good Friday, but it has 26 December',
      library,
      '2026-12-26',
      village,
      closed,
    ],
    ['26 December 2027 is a Sunday: closed on both counts', library, '2027-12-26', strasbourg, closed],
    [
      'who names no holiday says nothing of 26 December',
      'Sa 10:00-18:00',
      '2026-12-26',
      strasbourg,
      '10:00–18:00',
    ],
    [
      '26 December has the hours of holidays',
      'Sa 10:00-18:00; PH 10:00-12:00',
      '2026-12-26',
      strasbourg,
      open,
    ],
    [
      '26 December has no hours of holidays in Nancy',
      'Sa 10:00-18:00; PH 10:00-12:00',
      '2026-12-26',
      nancy,
      '10:00–18:00',
    ],
    ['"every day and holidays" is open', 'Mo-Su,PH 10:00-18:00', '2026-12-26', strasbourg, '10:00–18:00'],
    [
      '"weekdays and holidays" is open on a Saturday that is one',
      'Mo-Fr,PH 10:00-12:00',
      '2026-12-26',
      strasbourg,
      open,
    ],
    [
      '"weekdays and holidays" is closed on that Saturday in Nancy',
      'Mo-Fr,PH 10:00-12:00',
      '2026-12-26',
      nancy,
      closed,
    ],
    ['25 December is a holiday everywhere', everyDay, '2026-12-25', paris, closed],
    ['24 December is none', everyDay, '2026-12-24', strasbourg, open],
    ['27 December is none', everyDay, '2026-12-27', strasbourg, open],
    ['Good Friday is a holiday in Strasbourg', everyDay, '2026-04-03', strasbourg, closed],
    ['Good Friday is none in a commune without a temple', everyDay, '2026-04-03', village, open],
    ['Good Friday is none in Paris', everyDay, '2026-04-03', paris, open],
    ['Good Friday moves: 26 March 2027', everyDay, '2027-03-26', strasbourg, closed],
    ['26 March 2027 is a Friday in a commune without a temple', everyDay, '2027-03-26', village, open],
    [
      'Good Friday 2031 lies after every published school calendar',
      everyDay,
      '2031-04-11',
      strasbourg,
      closed,
    ],
    ['the Thursday before Good Friday is open', everyDay, '2026-04-02', strasbourg, open],
    ['Easter Saturday is open', everyDay, '2026-04-04', strasbourg, open],
    ['Easter Sunday is no public holiday in French law', everyDay, '2026-04-05', strasbourg, open],
    ['Easter Monday is one', everyDay, '2026-04-06', strasbourg, closed],
    ['1 May is a holiday', everyDay, '2026-05-01', strasbourg, closed],
    ['1 May has the hours of holidays', 'Mo-Fr 09:00-17:00; PH 10:00-12:00', '2026-05-01', strasbourg, open],
    ['8 May is a holiday', everyDay, '2026-05-08', strasbourg, closed],
    ['Ascension 2026 is 14 May', everyDay, '2026-05-14', strasbourg, closed],
    ['the Friday after Ascension is no public holiday', everyDay, '2026-05-15', strasbourg, open],
    ['Whit Monday 2026 is 25 May', everyDay, '2026-05-25', strasbourg, closed],
    [
      '14 July is a holiday (for the library alone it was German and open)',
      everyDay,
      '2026-07-14',
      strasbourg,
      closed,
    ],
    [
      '3 October is no holiday (for the library alone it was German and closed)',
      everyDay,
      '2026-10-03',
      strasbourg,
      open,
    ],
    ['15 August is a holiday', everyDay, '2026-08-15', strasbourg, closed],
    ['1 November is a holiday', everyDay, '2026-11-01', strasbourg, closed],
    ['11 November is a holiday', everyDay, '2026-11-11', strasbourg, closed],
    ['1 January 2027 is a holiday', everyDay, '2027-01-01', strasbourg, closed],
    ['2 January is none, whatever banks do', everyDay, '2027-01-02', strasbourg, open],
    [
      'the eve of a holiday has hours of its own',
      'Mo-Su 10:00-18:00; PH -1 day 10:00-12:00',
      '2026-12-24',
      strasbourg,
      open,
    ],
  ]

  const schoolHolidays: Case[] = [
    ['autumn 2025 begins on Saturday 18 October', inTerm, '2025-10-18', strasbourg, closed],
    ['the day before autumn 2025 is a day of school', inTerm, '2025-10-17', strasbourg, open],
    ['autumn 2025 ends on Sunday 2 November', inTerm, '2025-11-02', strasbourg, closed],
    ['school begins again on Monday 3 November 2025', inTerm, '2025-11-03', strasbourg, open],
    ['Christmas 2025 begins on Saturday 20 December', inTerm, '2025-12-20', strasbourg, closed],
    ['Christmas 2025 ends on Sunday 4 January', inTerm, '2026-01-04', strasbourg, closed],
    ['school begins again on Monday 5 January 2026', inTerm, '2026-01-05', strasbourg, open],
    ['winter 2026 is zone A’s before it is ours', inTerm, '2026-02-10', strasbourg, open],
    ['winter 2026 has begun in Lyon', inTerm, '2026-02-10', lyon, closed],
    ['winter 2026 begins on Saturday 14 February', inTerm, '2026-02-14', strasbourg, closed],
    ['winter 2026 ends on Sunday 1 March', inTerm, '2026-03-01', strasbourg, closed],
    ['on 2 March 2026 Strasbourg is at school', inTerm, '2026-03-02', strasbourg, open],
    ['on 2 March 2026 Paris is still on holiday', inTerm, '2026-03-02', paris, closed],
    ['spring 2026 begins after Easter, on 11 April', inTerm, '2026-04-11', strasbourg, closed],
    ['on 10 April 2026 there is school', inTerm, '2026-04-10', strasbourg, open],
    ['spring 2026 ends on Sunday 26 April', inTerm, '2026-04-26', strasbourg, closed],
    ['school begins again on Monday 27 April 2026', inTerm, '2026-04-27', strasbourg, open],
    ['there is no school on the Friday after Ascension 2026', inTerm, '2026-05-15', strasbourg, closed],
    ['Ascension itself is a public holiday and not a school one', inTerm, '2026-05-14', strasbourg, open],
    ['summer 2026 begins on Saturday 4 July', inTerm, '2026-07-04', strasbourg, closed],
    ['summer 2026 lasts all of August', inTerm, '2026-08-31', strasbourg, closed],
    ['school begins on Tuesday 1 September 2026', inTerm, '2026-09-01', strasbourg, open],
    ['autumn 2026 begins on Saturday 17 October', inTerm, '2026-10-17', strasbourg, closed],
    ['school begins again on Monday 2 November 2026', inTerm, '2026-11-02', strasbourg, open],
    ['Christmas 2026 begins on Saturday 19 December', inTerm, '2026-12-19', strasbourg, closed],
    ['school begins again on Monday 4 January 2027', inTerm, '2027-01-04', strasbourg, open],
    ['winter 2027 begins on Saturday 20 February', inTerm, '2027-02-20', strasbourg, closed],
    ['school begins again on Monday 8 March 2027', inTerm, '2027-03-08', strasbourg, open],
    ['spring 2027 begins on Saturday 17 April', inTerm, '2027-04-17', strasbourg, closed],
    ['school begins again on Monday 3 May 2027', inTerm, '2027-05-03', strasbourg, open],
    [
      'summer 2027, which the library does not know, begins on 3 July',
      inTerm,
      '2027-07-03',
      strasbourg,
      closed,
    ],
    ['summer 2027 ends on Wednesday 1 September', inTerm, '2027-09-01', strasbourg, closed],
    ['school begins on Thursday 2 September 2027', inTerm, '2027-09-02', strasbourg, open],
    ['autumn 2027 begins on Saturday 23 October', inTerm, '2027-10-23', strasbourg, closed],
    ['Christmas 2027 ends on Sunday 2 January', inTerm, '2028-01-02', strasbourg, closed],
    ['winter 2028 begins on Saturday 5 February', inTerm, '2028-02-05', strasbourg, closed],
    ['spring 2028 ends on Sunday 23 April', inTerm, '2028-04-23', strasbourg, closed],
    ['on 4 July 2028 there is school', inTerm, '2028-07-04', strasbourg, open],
    ['nobody has published 5 July 2028: not told', inTerm, '2028-07-05', strasbourg, closed],
    ['Corsica has holidays of its own: not told', inTerm, '2026-11-30', ajaccio, closed],
    ['public holidays of Corsica are told all the same', everyDay, '2026-11-30', ajaccio, open],
    ['a holiday club opens in the holidays', holidayClub, '2026-10-20', strasbourg, '14:00–17:00'],
    ['a holiday club is closed in term', holidayClub, '2026-11-10', strasbourg, closed],
    [
      'a holiday club that names no public holiday opens on 25 December',
      holidayClub,
      '2026-12-25',
      strasbourg,
      '14:00–17:00',
    ],
    [
      'a holiday club closed on public holidays is not',
      `${holidayClub}; PH off`,
      '2026-12-25',
      strasbourg,
      closed,
    ],
    [
      'the hours of the holidays replace the usual ones',
      'Mo-Fr 09:00-18:00; SH Mo-Fr 10:00-12:00',
      '2026-10-20',
      strasbourg,
      open,
    ],
    ['closed on both: in the holidays', both, '2026-12-28', strasbourg, closed],
    ['closed on both: on a public holiday in term', both, '2026-11-11', strasbourg, closed],
    ['closed on both: on 26 December, which is both', both, '2026-12-26', strasbourg, closed],
    ['closed on both: on Good Friday, which is in term', both, '2026-04-03', strasbourg, closed],
    ['closed on both: Good Friday in a commune without a temple', both, '2026-04-03', village, open],
    [
      'open on public holidays, closed in school ones: the later rule wins',
      'PH 10:00-12:00; SH off',
      '2026-12-26',
      strasbourg,
      closed,
    ],
    [
      'closed in school holidays, open on public ones: the later rule wins',
      'SH off; PH 10:00-12:00',
      '2026-12-26',
      strasbourg,
      open,
    ],
  ]

  const otherHours: Case[] = [
    ['day and night is all day', '24/7', '2026-12-26', strasbourg, '00:00–00:00'],
    ['day and night but on holidays', '24/7; PH off', '2026-12-26', strasbourg, closed],
    ['by appointment is a third state', '"sur rdv"', '2026-11-30', strasbourg, '00:00–00:00?'],
    [
      'some hours by appointment',
      'Mo 09:00-12:00; Mo 14:00-16:00 "sur rdv"',
      '2026-11-30',
      strasbourg,
      '14:00–16:00?',
    ],
    [
      'an appointment on holidays alone',
      'Mo-Fr 09:00-12:00; PH "sur rdv"',
      '2026-12-25',
      strasbourg,
      '00:00–00:00?',
    ],
    [
      'an opening at night belongs to its evening',
      'Mo-Fr 22:00-02:00',
      '2026-11-27',
      strasbourg,
      '22:00–+02:00',
    ],
    ['there is no evening on Saturday', 'Mo-Fr 22:00-02:00', '2026-11-28', strasbourg, closed],
    [
      'the night before a holiday is open to its end',
      'Mo-Su 22:00-02:00; PH off',
      '2026-12-24',
      strasbourg,
      '22:00–+02:00',
    ],
    [
      'the night of a holiday is closed to its end',
      'Mo-Su 22:00-02:00; PH off',
      '2026-12-26',
      strasbourg,
      closed,
    ],
    ['the night after it is open', 'Mo-Su 22:00-02:00; PH off', '2026-12-27', strasbourg, '22:00–+02:00'],
    [
      'odd weeks: 30 December 2026 is in week 53',
      'week 1-53/2 We 14:00-17:00',
      '2026-12-30',
      strasbourg,
      '14:00–17:00',
    ],
    [
      'odd weeks: 6 January 2027 is in week 1',
      'week 1-53/2 We 14:00-17:00',
      '2027-01-06',
      strasbourg,
      '14:00–17:00',
    ],
    [
      'odd weeks: 13 January 2027 is in week 2',
      'week 1-53/2 We 14:00-17:00',
      '2027-01-13',
      strasbourg,
      closed,
    ],
    ['a first Saturday that is a holiday', 'Sa[1] 10:00-12:00; PH off', '2027-05-01', strasbourg, closed],
    ['a summer closure written as a month', 'Mo-Su 10:00-12:00; Aug off', '2026-08-20', strasbourg, closed],
  ]

  const cases = [...publicHolidays, ...schoolHolidays, ...otherHours]
  it.each(cases)('%s: %s on %s', (_because, hours, date, region, told) => {
    expect(hoursOn(hours, date, region)).toBe(told)
  })

  it('make more than eighty cases, each said once', () => {
    expect(new Set(cases.map(([because]) => because)).size).toBe(cases.length)
    expect(cases.length).toBeGreaterThan(80)
  })
})

describe('the nights on which the clocks change', () => {
  type Case = [because: string, hours: string, date: string, start: string, end: string, hoursLong: number]
  const cases: Case[] = [
    [
      'a night before the change',
      'Sa 22:00-02:00',
      '2026-03-21',
      '2026-03-21T21:00Z',
      '2026-03-22T01:00Z',
      4,
    ],
    [
      '02:00 is 03:00 on 29 March: the same instant',
      'Sa 22:00-02:00',
      '2026-03-28',
      '2026-03-28T21:00Z',
      '2026-03-29T01:00Z',
      4,
    ],
    [
      'a night to 06:00 is an hour shorter',
      'Sa 22:00-06:00',
      '2026-03-28',
      '2026-03-28T21:00Z',
      '2026-03-29T04:00Z',
      7,
    ],
    ['Sunday 29 March has 23 hours', '24/7', '2026-03-29', '2026-03-28T23:00Z', '2026-03-29T22:00Z', 23],
    [
      'a Sunday morning after the change',
      'Su 10:00-12:00',
      '2026-03-29',
      '2026-03-29T08:00Z',
      '2026-03-29T10:00Z',
      2,
    ],
    [
      'of the two 02:00 on 25 October the first is meant',
      'Sa 22:00-02:00',
      '2026-10-24',
      '2026-10-24T20:00Z',
      '2026-10-25T00:00Z',
      4,
    ],
    [
      'a night to 06:00 is an hour longer',
      'Sa 22:00-06:00',
      '2026-10-24',
      '2026-10-24T20:00Z',
      '2026-10-25T05:00Z',
      9,
    ],
    ['Sunday 25 October has 25 hours', '24/7', '2026-10-25', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 25],
    [
      'a Sunday morning after that change',
      'Su 10:00-12:00',
      '2026-10-25',
      '2026-10-25T09:00Z',
      '2026-10-25T11:00Z',
      2,
    ],
  ]
  it.each(cases)('%s: %s on %s', (_because, openingHours, date, start, end, hoursLong) => {
    const window = { from: date, until: addDays(date, 1) }
    const { occurrences } = occurrencesOf({ kind: 'hours', openingHours }, window, strasbourg, calendar)
    expect(occurrences.map(({ start, end }) => [start, end])).toEqual([[new Date(start), new Date(end)]])
    expect((new Date(end).getTime() - new Date(start).getTime()) / 3_600_000).toBe(hoursLong)
  })

  it('a night is told of the day on which it ends, too', () => {
    const window = { from: '2026-10-25', until: '2026-10-26' }
    const { occurrences } = occurrencesOf(
      { kind: 'hours', openingHours: 'Sa 22:00-02:00' },
      window,
      strasbourg,
      calendar,
    )
    expect(occurrences.map(({ originalStart }) => originalStart)).toEqual(['2026-10-24T22:00'])
  })
})

type Dates = Extract<Recurrence, { kind: 'dates' }>
const bus: Dates = {
  kind: 'dates',
  start: '2026-12-02T14:00',
  durationMinutes: 180,
  rule: 'FREQ=WEEKLY;INTERVAL=2',
  exceptions: [],
  extraDates: [],
  publicHolidays: 'kept',
  schoolHolidays: 'kept',
}
const winter: Window = { from: '2026-12-01', until: '2027-01-31' }

describe('what happens on dates', () => {
  type SomeOfChange = { [Key in keyof Change]?: Change[Key] }
  type Told = { region?: HolidayRegion; changes?: SomeOfChange[]; closures?: Closure[] }
  type Case = [because: string, session: Partial<Dates>, window: Window, around: Told, told: string[]]
  const december: Window = { from: '2026-12-16', until: '2026-12-17' }
  const change = (kind: Change['kind'], more: SomeOfChange = {}): SomeOfChange => ({
    originalStart: '2026-12-16T14:00',
    kind,
    ...more,
  })
  const closure = (from: string, until: string, reason: string | null = null): Closure => ({
    from,
    until,
    reason,
  })
  const once = { rule: null, start: '2026-12-16T14:00' }

  const cases: Case[] = [
    [
      'every other week goes on in a year of 53 weeks',
      {},
      winter,
      {},
      [
        '12-02 14:00–17:00',
        '12-16 14:00–17:00',
        '12-30 14:00–17:00',
        '01-13 14:00–17:00',
        '01-27 14:00–17:00',
      ],
    ],
    [
      'the bus of even weeks comes on 6 January',
      { start: '2026-12-09T14:00' },
      winter,
      {},
      ['12-09 14:00–17:00', '12-23 14:00–17:00', '01-06 14:00–17:00', '01-20 14:00–17:00'],
    ],
    [
      'a rule without an end is bound by the window',
      { rule: 'FREQ=DAILY' },
      { from: '2030-01-01', until: '2030-01-03' },
      {},
      ['01-01 14:00–17:00', '01-02 14:00–17:00'],
    ],
    ['nothing is told of days before its start', {}, { from: '2026-11-01', until: '2026-12-02' }, {}, []],
    [
      'a rule ends with its last day, that day included',
      { rule: 'FREQ=WEEKLY;UNTIL=20261216' },
      winter,
      {},
      ['12-02 14:00–17:00', '12-09 14:00–17:00', '12-16 14:00–17:00'],
    ],
    [
      'an end in UTC is one hour earlier than our clocks',
      { rule: 'FREQ=WEEKLY;UNTIL=20261209T130000Z' },
      winter,
      {},
      ['12-02 14:00–17:00', '12-09 14:00–17:00'],
    ],
    [
      'an end in UTC a minute too early',
      { rule: 'FREQ=WEEKLY;UNTIL=20261209T125900Z' },
      winter,
      {},
      ['12-02 14:00–17:00'],
    ],
    [
      'three times, of which the exception is one',
      { rule: 'FREQ=WEEKLY;COUNT=3', exceptions: ['2026-12-09'] },
      winter,
      {},
      ['12-02 14:00–17:00', '12-16 14:00–17:00'],
    ],
    [
      'every other week with an exception and one date more',
      { exceptions: ['2026-12-30'], extraDates: ['2026-12-22T10:00'] },
      winter,
      {},
      [
        '12-02 14:00–17:00',
        '12-16 14:00–17:00',
        '12-22 10:00–13:00',
        '01-13 14:00–17:00',
        '01-27 14:00–17:00',
      ],
    ],
    [
      'an exception of one start leaves the other of the day',
      { rule: 'FREQ=DAILY;BYHOUR=10,14', exceptions: ['2026-12-16T10:00'] },
      december,
      {},
      ['12-16 14:00–17:00'],
    ],
    [
      'an exception of a day takes both',
      { rule: 'FREQ=DAILY;BYHOUR=10,14', exceptions: ['2026-12-16'] },
      december,
      {},
      [],
    ],
    [
      'a date given twice happens once',
      { extraDates: ['2026-12-16T14:00'] },
      december,
      {},
      ['12-16 14:00–17:00'],
    ],
    [
      'the first Saturday of the month is 2 January',
      { rule: 'FREQ=MONTHLY;BYDAY=1SA', start: '2026-12-05T10:00' },
      winter,
      {},
      ['12-05 10:00–13:00', '01-02 10:00–13:00'],
    ],
    ['once is once', once, winter, {}, ['12-16 14:00–17:00']],
    [
      'once and two dates more',
      { ...once, extraDates: ['2026-12-18T14:00', '2027-01-08T14:00'] },
      winter,
      {},
      ['12-16 14:00–17:00', '12-18 14:00–17:00', '01-08 14:00–17:00'],
    ],
    [
      '10:00 stays 10:00 when the clocks go forward',
      { rule: 'FREQ=WEEKLY', start: '2026-03-22T10:00' },
      { from: '2026-03-22', until: '2026-04-01' },
      {},
      ['03-22 10:00–13:00', '03-29 10:00–13:00'],
    ],
    [
      '10:00 stays 10:00 when the clocks go back',
      { rule: 'FREQ=WEEKLY', start: '2026-10-18T10:00' },
      { from: '2026-10-18', until: '2026-10-26' },
      {},
      ['10-18 10:00–13:00', '10-25 10:00–13:00'],
    ],
    [
      '02:30 does not exist on 29 March: 03:30',
      { rule: 'FREQ=DAILY', start: '2026-03-28T02:30', durationMinutes: 120 },
      { from: '2026-03-28', until: '2026-03-30' },
      {},
      ['03-28 02:30–04:30', '03-29 03:30–04:30'],
    ],
    [
      'an hour that falls into the gap keeps its length',
      { rule: null, start: '2026-03-29T02:30', durationMinutes: 60 },
      { from: '2026-03-29', until: '2026-03-30' },
      {},
      ['03-29 03:30–04:30'],
    ],
    [
      'a stop on 26 December is left out in Strasbourg',
      { rule: 'FREQ=WEEKLY', start: '2026-12-19T10:00', publicHolidays: 'skipped' },
      winter,
      {},
      [
        '12-19 10:00–13:00',
        '01-02 10:00–13:00',
        '01-09 10:00–13:00',
        '01-16 10:00–13:00',
        '01-23 10:00–13:00',
        '01-30 10:00–13:00',
      ],
    ],
    [
      'a stop on 26 December stands in Nancy',
      { rule: 'FREQ=WEEKLY;COUNT=2', start: '2026-12-19T10:00', publicHolidays: 'skipped' },
      winter,
      { region: nancy },
      ['12-19 10:00–13:00', '12-26 10:00–13:00'],
    ],
    [
      'a date that is given stands on a holiday too',
      { ...once, extraDates: ['2026-12-26T10:00'], publicHolidays: 'skipped' },
      winter,
      {},
      ['12-16 14:00–17:00', '12-26 10:00–13:00'],
    ],
    [
      'a school’s computer room is closed in the holidays',
      { rule: 'FREQ=WEEKLY;COUNT=6', schoolHolidays: 'skipped' },
      winter,
      {},
      ['12-02 14:00–17:00', '12-09 14:00–17:00', '12-16 14:00–17:00', '01-06 14:00–17:00'],
    ],
    [
      'a holiday workshop is on in the holidays only',
      { rule: 'FREQ=WEEKLY;COUNT=6', schoolHolidays: 'only' },
      winter,
      {},
      ['12-23 14:00–17:00', '12-30 14:00–17:00'],
    ],
    [
      'winter holidays of zone B are not those of Paris',
      { rule: 'FREQ=WEEKLY', schoolHolidays: 'only' },
      { from: '2027-02-01', until: '2027-03-01' },
      {},
      ['02-24 14:00–17:00'],
    ],
    [
      'winter holidays of Paris are not those of zone B',
      { rule: 'FREQ=WEEKLY', schoolHolidays: 'only' },
      { from: '2027-02-01', until: '2027-03-01' },
      { region: paris },
      ['02-10 14:00–17:00', '02-17 14:00–17:00'],
    ],
    [
      'a cancelled stop is struck through, not gone',
      {},
      december,
      { changes: [change('cancelled', { note: 'panne' })] },
      ['12-16 14:00–17:00 cancelled (panne)'],
    ],
    [
      'a note stands beside it',
      {},
      december,
      { changes: [change('noted', { note: 'place du marché' })] },
      ['12-16 14:00–17:00 (place du marché)'],
    ],
    [
      'moved to the evening',
      {},
      december,
      { changes: [change('moved', { start: '2026-12-16T18:00', end: '2026-12-16T20:00' })] },
      ['12-16 18:00–20:00 moved'],
    ],
    [
      'only its end is moved',
      {},
      december,
      { changes: [change('moved', { start: '2026-12-16T14:00', end: '2026-12-16T15:00' })] },
      ['12-16 14:00–15:00 moved'],
    ],
    [
      'an end before its start is not believed',
      {},
      december,
      { changes: [change('moved', { start: '2026-12-16T14:00', end: '2026-12-16T13:00' })] },
      ['12-16 14:00–17:00 moved'],
    ],
    [
      'moved out of the window',
      {},
      december,
      { changes: [change('moved', { start: '2026-12-17T14:00', end: '2026-12-17T17:00' })] },
      [],
    ],
    [
      'moved into the window',
      {},
      { from: '2027-03-01', until: '2027-03-02' },
      { changes: [change('moved', { start: '2027-03-01T09:00', end: '2027-03-01T12:00' })] },
      ['03-01 09:00–12:00 moved'],
    ],
    [
      'moved into the window from after it',
      {},
      { from: '2026-12-03', until: '2026-12-04' },
      { changes: [change('moved', { start: '2026-12-03T09:00', end: '2026-12-03T12:00' })] },
      ['12-03 09:00–12:00 moved'],
    ],
    [
      'what never was cannot be moved',
      {},
      { from: '2027-03-01', until: '2027-03-02' },
      {
        changes: [
          change('moved', {
            originalStart: '2026-12-17T14:00',
            start: '2027-03-01T09:00',
            end: '2027-03-01T12:00',
          }),
        ],
      },
      [],
    ],
    [
      'an exception cannot be moved',
      { exceptions: ['2026-12-16'] },
      december,
      { changes: [change('moved', { start: '2026-12-16T18:00', end: '2026-12-16T21:00' })] },
      [],
    ],
    [
      'of two decisions the last holds',
      {},
      december,
      {
        changes: [
          change('moved', { start: '2026-12-16T18:00', end: '2026-12-16T21:00' }),
          change('cancelled'),
        ],
      },
      ['12-16 14:00–17:00 cancelled'],
    ],
    [
      'a closure before it',
      {},
      december,
      { closures: [closure('2026-12-01', '2026-12-15')] },
      ['12-16 14:00–17:00'],
    ],
    [
      'a closure whose last day is its day',
      {},
      december,
      { closures: [closure('2026-12-01', '2026-12-16', 'travaux')] },
      ['12-16 14:00–17:00 cancelled (travaux)'],
    ],
    [
      'a closure whose first day is its day',
      {},
      december,
      { closures: [closure('2026-12-16', '2026-12-31')] },
      ['12-16 14:00–17:00 cancelled'],
    ],
    [
      'a closure after it',
      {},
      december,
      { closures: [closure('2026-12-17', '2026-12-31')] },
      ['12-16 14:00–17:00'],
    ],
    [
      'moved out of a closure, it takes place',
      {},
      december,
      {
        closures: [closure('2026-12-17', '2026-12-31')],
        changes: [
          change('moved', {
            originalStart: '2026-12-30T14:00',
            start: '2026-12-16T09:00',
            end: '2026-12-16T12:00',
          }),
        ],
      },
      ['12-16 09:00–12:00 moved', '12-16 14:00–17:00'],
    ],
    [
      'moved into a closure, it does not',
      {},
      december,
      {
        closures: [closure('2026-12-16', '2026-12-16')],
        changes: [change('moved', { start: '2026-12-16T18:00', end: '2026-12-16T21:00' })],
      },
      ['12-16 18:00–21:00 cancelled'],
    ],
    [
      'of two notes the one on the occurrence is told',
      {},
      december,
      {
        closures: [closure('2026-12-16', '2026-12-16', 'travaux')],
        changes: [change('noted', { note: 'à l’école' })],
      },
      ['12-16 14:00–17:00 cancelled (à l’école)'],
    ],
    [
      'an open day of three days is told on its last',
      { rule: null, start: '2026-12-14T10:00', durationMinutes: 3 * 24 * 60 },
      december,
      {},
      ['12-14 10:00–+10:00'],
    ],
    [
      'what ends as the window begins does not touch it',
      { rule: null, start: '2026-12-15T22:00', durationMinutes: 120 },
      december,
      {},
      [],
    ],
    [
      'what begins as the window ends does not touch it',
      { rule: null, start: '2026-12-17T00:00' },
      december,
      {},
      [],
    ],
    [
      '29 February comes in 2028',
      { rule: 'FREQ=YEARLY', start: '2024-02-29T10:00' },
      { from: '2027-01-01', until: '2028-12-31' },
      {},
      ['02-29 10:00–13:00'],
    ],
  ]

  it.each(cases)(
    '%s',
    (_because, session, window, { region = strasbourg, changes = [], closures = [] }, told) => {
      const whole = changes.map((each) => ({ start: null, end: null, note: null, ...each }) as Change)
      const { occurrences } = occurrencesOf({ ...bus, ...session }, window, region, calendar, whole, closures)
      const inWords = occurrences.map((each) => {
        const state = each.state === 'scheduled' ? '' : ` ${each.state}`
        return `${localTimeOf(each.start).slice(5, 10)} ${timesOf(each)}${state}${each.note ? ` (${each.note})` : ''}`
      })
      expect(inWords).toEqual(told)
    },
  )

  it('each is said once', () => {
    expect(new Set(cases.map(([because]) => because)).size).toBe(cases.length)
  })

  it('and weeks by their parity do not make a bus: it would come twice in a row', () => {
    const byParity = { kind: 'hours', openingHours: 'week 1-53/2 We 14:00-17:00' } as const
    const starts = (recurrence: Recurrence) =>
      occurrencesOf(recurrence, winter, strasbourg, calendar).occurrences.map((each) =>
        each.originalStart.slice(5, 10),
      )
    expect(starts({ ...bus, start: '2026-12-16T14:00' })).toEqual(['12-16', '12-30', '01-13', '01-27'])
    expect(starts(byParity)).toEqual(['12-02', '12-16', '12-30', '01-06', '01-20'])
  })
})

describe('a library that closes', () => {
  const hours = { kind: 'hours', openingHours: 'Mo-Su 10:00-18:00' } as const
  const week: Window = { from: '2026-08-10', until: '2026-08-15' }
  const closure: Closure = { from: '2026-08-11', until: '2026-08-12', reason: 'inventaire' }
  const starts = (told: { occurrences: Occurrence[] }) =>
    told.occurrences.map(({ originalStart, state }) => `${originalStart.slice(8, 10)} ${state}`)

  it('is just not open', () => {
    expect(starts(occurrencesOf(hours, week, strasbourg, calendar, [], [closure]))).toEqual([
      '10 scheduled',
      '13 scheduled',
      '14 scheduled',
    ])
  })

  it('shows its openings as cancelled where that is asked for', () => {
    const told = occurrencesOf(hours, week, strasbourg, calendar, [], [closure], 'cancelled')
    expect(starts(told)).toEqual([
      '10 scheduled',
      '11 cancelled',
      '12 cancelled',
      '13 scheduled',
      '14 scheduled',
    ])
  })

  it('finishes the night that began before', () => {
    const night = { kind: 'hours', openingHours: 'Mo-Su 22:00-02:00' } as const
    expect(starts(occurrencesOf(night, week, strasbourg, calendar, [], [closure]))).toEqual([
      '09 scheduled',
      '10 scheduled',
      '13 scheduled',
      '14 scheduled',
    ])
  })

  it('may cancel one opening, and move another', () => {
    const changes: Change[] = [
      { originalStart: '2026-08-10T10:00', kind: 'cancelled', start: null, end: null, note: 'malade' },
      {
        originalStart: '2026-08-13T10:00',
        kind: 'moved',
        start: '2026-08-13T12:00',
        end: '2026-08-13T20:00',
        note: null,
      },
    ]
    const { occurrences } = occurrencesOf(hours, week, strasbourg, calendar, changes, [closure])
    expect(occurrences.map((each) => `${timesOf(each)} ${each.state} ${each.note}`)).toEqual([
      '10:00–18:00 cancelled malade',
      '12:00–20:00 moved null',
      '10:00–18:00 scheduled null',
    ])
  })
})

describe('how far can be told', () => {
  const window: Window = { from: '2028-06-01', until: '2028-08-01' }
  const tellable = (recurrence: Recurrence, region = strasbourg) =>
    occurrencesOf(recurrence, window, region, calendar).tellableUntil
  const hours = (openingHours: string): Recurrence => ({ kind: 'hours', openingHours })

  it('ends with the school calendar for what depends on it, and for nothing else', () => {
    expect(tellable(hours(inTerm))).toBe('2028-07-05')
    expect(tellable(hours(everyDay))).toBeNull()
    expect(tellable({ ...bus, schoolHolidays: 'only' })).toBe('2028-07-05')
    expect(tellable({ ...bus, publicHolidays: 'skipped' })).toBeNull()
    expect(tellable({ ...bus, rule: null, schoolHolidays: 'skipped' })).toBeNull()
  })

  it('ends at once where school holidays are not those of a zone', () => {
    expect(tellable(hours(inTerm), ajaccio)).toBe('2028-06-01')
    expect(tellable({ ...bus, schoolHolidays: 'skipped' }, ajaccio)).toBe('2028-06-01')
  })
})

describe('the reason that is named', () => {
  it.each([
    ['2026-12-26', library, 'saint-stephen'],
    ['2026-04-03', library, 'good-friday'],
    ['2026-05-01', library, 'labour-day'],
    ['2026-10-20', inTerm, 'autumn'],
    ['2026-05-15', inTerm, 'ascension-bridge'],
    ['2026-12-28', both, 'christmas'],
    ['2026-12-27', library, undefined],
  ])('on %s for %s is %s', (date, hours, code) => {
    expect(closedDay(hours, date, strasbourg, calendar)?.code).toBe(code)
  })
})

it('every text of the national file opens some day, or is closed in so many words', async ({ skip }) => {
  const file = new URL('../../../shared/data/places/france-dev.csv', import.meta.url)
  if (!existsSync(file)) skip('the national file is not beside this project (../shared/data)')
  const texts = new Set<string>()
  const rows = createReadStream(file).pipe(parse({ columns: true, bom: true }))
  for await (const { horaires } of rows as AsyncIterable<{ horaires: string }>) {
    const check = checkHours(horaires)
    if (check.valid) texts.add(check.text)
  }
  const window: Window = { from: '2026-12-01', until: '2027-02-06' }
  const silent = [...texts].filter((openingHours) => {
    const told = occurrencesOf({ kind: 'hours', openingHours }, window, strasbourg, calendar)
    return told.occurrences.length === 0
  })
  expect({ texts: texts.size, withOccurrences: texts.size - silent.length, silent }).toEqual({
    texts: 3618,
    withOccurrences: 3618,
    silent: [],
  })
})
