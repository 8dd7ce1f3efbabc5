import { describe, expect, it } from 'vitest'
import { schoolCalendar } from '../../seeds/reference.ts'
import { closedDay } from '../../server/opening-hours/closed-day.ts'
import { datedOpenings } from '../../server/opening-hours/dated-openings.ts'
import { holidayWordsOf, settleHolidays } from '../../server/opening-hours/holiday-variants.ts'
import { readSchedule } from '../../server/opening-hours/library.ts'
import { openingsByDate } from '../../server/opening-hours/openings.ts'
import { weekOf } from '../../server/opening-hours/week.ts'
import { addDays, daysBetween } from '../../server/sessions/day.rules.ts'
import {
  alsace,
  type HolidayRegion,
  publicHoliday,
  restOfFrance,
  type SchoolCalendar,
  schoolHoliday,
} from '../../server/sessions/holidays.rules.ts'

const calendar = await schoolCalendar()

describe('a schedule whose holidays are settled', () => {
  const cases: [text: string, holidays: string[], settled: string][] = [
    ['Mo-Fr 09:00-12:00; PH off', [], 'Mo-Fr 09:00-12:00'],
    ['Mo-Fr 09:00-12:00; PH off', ['PH'], 'Mo-Fr 09:00-12:00; Mo-Su off'],
    ['PH,SH off', [], ''],
    ['PH,SH off', ['SH'], 'Mo-Su off'],
    ['Mo-Fr,PH 10:00-12:00', [], 'Mo-Fr 10:00-12:00'],
    ['Mo-Fr,PH 10:00-12:00', ['PH'], 'Mo-Su 10:00-12:00'],
    ['SH Mo-Fr 10:00-12:00', [], ''],
    ['SH Mo-Fr 10:00-12:00', ['SH'], 'Mo-Fr 10:00-12:00'],
    ['SH Sa,Su,PH 10:00-12:00', ['SH'], 'Sa,Su 10:00-12:00'],
    ['SH: Mo 10:00-12:00', ['SH'], 'Mo 10:00-12:00'],
    ['Mo 9-12, PH 10-11', [], 'Mo 9-12'],
    ['Mo 9-12, PH 10-11', ['PH'], 'Mo 9-12, Mo-Su 10-11'],
    ['PH 10:00-11:00, Mo 09:00-12:00,14:00-15:00', [], 'Mo 09:00-12:00,14:00-15:00'],
    ['PH09:00-10:00', ['PH'], 'Mo-Su 09:00-10:00'],
    ['PH - 1 day 10:00-12:00', ['PH-1'], 'Mo-Su 10:00-12:00'],
    ['Mo "PH, SH off"; PH "sur rdv"', ['PH'], 'Mo "PH, SH off"; Mo-Su "sur rdv"'],
    ['Mo[1] 09:00-12:00; PH off', ['PH'], 'Mo[1] 09:00-12:00; Mo-Su off'],
  ]
  it.each(cases)('%s with %j is %s', (text, holidays, settled) => {
    expect(settleHolidays(text, new Set(holidays as never))).toBe(settled)
  })

  it('names no holiday any more', () => {
    for (const [text] of cases) {
      const words = holidayWordsOf(text)
      expect(words.length).toBeGreaterThan(0)
      for (const held of [[], words]) expect(holidayWordsOf(settleHolidays(text, new Set(held)))).toEqual([])
    }
  })
})

describe('dated openings', () => {
  const texts = [
    'Mo-Fr 09:00-12:00; PH off',
    'Mo-Su 09:00-12:00,14:00-17:00; PH off',
    'Mo-Su,PH 10:00-18:00',
    'PH,Mo-Fr 10:00-12:00',
    'Mo-Fr 09:00-12:00; PH 10:00-11:00',
    'Mo-Fr 09:00-12:00, PH 10:00-11:00',
    'PH off; Mo-Fr 09:00-12:00',
    'Mo-Fr 09:00-12:00; PH Mo-Fr 10:00-11:00',
    'Mo-Fr 09:00-12:00; PH "sur rdv"',
    'Mo-Fr 08:00-17:00; PH,Sa off',
    'PH 14:00-16:00',
    'PH -1 day 10:00-12:00; Mo 09:00-10:00',
    '24/7; PH off',
    'week 1-53/2 We 14:00-17:00; PH off',
    'Apr-Sep Mo-Fr 09:00-12:00; Oct-Mar Mo-Fr 10:00-12:00; PH off',
    'Mo[1] 09:00-12:00; PH 10:00-11:00',
    'Dec 24 09:00-11:00; PH off; Mo 09:00-12:00',
  ]
  const schoolTexts = [
    'Mo-Fr 09:00-12:00; SH off',
    'Mo-Su 09:00-12:00; PH,SH off',
    'Mo-Su 09:00-12:00; PH off; SH off',
    'SH Mo-Fr 10:00-12:00',
    'Mo-Fr 09:00-12:00; SH Mo-Fr 10:00-12:00; PH off',
    'Mo,SH 10:00-12:00',
    'SH Sa,Su,PH 10:00-12:00',
    'Mo-Fr 09:00-12:00; SH Mo,We 14:00-16:00, Sa 10:00-11:00',
    'Jul-Aug SH Mo 10:00-12:00; We 09:00-10:00',
    'Mo-Fr 09:00-12:00; SH week 1-10 10:00-11:00',
    ...texts.slice(0, 8),
  ]
  const first = '2025-12-01'
  const days = 399

  function differences(text: string, state: 'Bas-Rhin' | 'Zone B', region: HolidayRegion, but: string[]) {
    const library = openingsByDate(readSchedule(text, state), first, days)
    const own = new Map(
      datedOpenings(text, first, days, region, calendar)!.dates.map((day) => [day.date, day.hours]),
    )
    const dates = Array.from({ length: days }, (_, day) => addDays(first, day))
    return dates.filter(
      (date) => !but.includes(date) && JSON.stringify(own.get(date)) !== JSON.stringify(library.get(date)),
    )
  }

  it.each(texts)('are those of the library with the public holidays of Bas-Rhin: %s', (text) => {
    expect(differences(text, 'Bas-Rhin', alsace, [])).toEqual([])
  })

  it.each(schoolTexts)('are those of the library with the school holidays of zone B: %s', (text) => {
    // First Saturdays and the Ascension bridge: see the test of the calendars.
    const named = ['2025-12-20', '2026-02-14', '2026-04-11', '2026-05-15', '2026-05-16', '2026-07-04']
    expect(differences(text, 'Zone B', restOfFrance, [...named, '2026-10-17', '2026-12-19'])).toEqual([])
  })

  it('take public and school holidays together, which the library cannot', () => {
    const dates = (text: string) =>
      datedOpenings(text, '2026-12-18', 21, alsace, calendar)!.dates.map(({ date }) => date.slice(5))
    expect(dates('SH Mo-Sa 10:00-12:00; PH off')).toEqual([
      '12-19',
      '12-21',
      '12-22',
      '12-23',
      '12-24',
      '12-28',
      '12-29',
      '12-30',
      '12-31',
      '01-02',
    ])
    // 26 December 2026 is a Saturday of the school holidays: the later rule closes it.
    expect(dates('PH 10:00-12:00; SH Sa off')).toEqual(['12-25', '01-01'])
  })

  it('close the whole night that begins on a holiday, and leave the one before', () => {
    const nights = datedOpenings('Mo-Su 22:00-02:00; PH off', '2026-12-23', 6, alsace, calendar)!.dates
    expect(
      nights.map(({ date, hours }) => `${date} ${hours.map(({ from, to }) => `${from}-${to}`)}`),
    ).toEqual([
      '2026-12-23 22:00-26:00',
      '2026-12-24 22:00-26:00',
      '2026-12-27 22:00-26:00',
      '2026-12-28 22:00-26:00',
    ])
  })

  it('are told up to the end of the calendar where they depend on school holidays, for ever where not', () => {
    const told = (text: string, region = alsace) => datedOpenings(text, '2028-07-01', 10, region, calendar)!
    expect(told('Mo-Su 09:00-12:00; SH off')).toMatchObject({ tellableUntil: '2028-07-05' })
    expect(told('Mo-Su 09:00-12:00; SH off').dates).toHaveLength(4)
    expect(told('Mo-Su 09:00-12:00; PH off')).toMatchObject({ tellableUntil: null })
    expect(told('Mo-Su 09:00-12:00; PH off').dates).toHaveLength(10)
    const corsica = { ...restOfFrance, schoolZone: null }
    expect(told('Mo-Su 09:00-12:00; SH off', corsica)).toEqual({ dates: [], tellableUntil: '2028-07-01' })
    expect(datedOpenings('Mo-Su 09:00-12:00; PH off', '2059-12-25', 2, alsace, calendar)!.dates).toEqual([])
  })

  it('know nothing of holidays but what the calendar says', () => {
    const invented: SchoolCalendar = {
      known: { first: '2050-01-01', last: '2050-12-31' },
      holidays: [{ code: 'winter', zones: 'B', first: '2050-02-07', last: '2050-02-08' }],
    }
    const { dates } = datedOpenings('Mo-Su 09:00-12:00; SH off', '2050-02-06', 4, alsace, invented)!
    expect(dates.map(({ date }) => date)).toEqual(['2050-02-06', '2050-02-09'])
  })

  it('are null for a sentence and for what is no date', () => {
    expect(datedOpenings('du lundi au vendredi', '2026-01-01', 7, alsace, calendar)).toBeNull()
    expect(datedOpenings('Mo 09:00-12:00', '2026-02-31', 7, alsace, calendar)).toBeNull()
  })
})

describe('the reason for which a place is closed', () => {
  const school = 'Mo-Sa 09:00-12:00; PH off; SH off'
  const cases: [text: string, date: string, reason: string | null][] = [
    ['Mo-Sa 09:00-12:00; PH off', '2026-12-26', 'saint-stephen'],
    ['Mo-Fr 09:00-12:00; PH off', '2026-12-26', null],
    ['Mo-Sa 09:00-12:00', '2026-12-26', null],
    ['Mo-Sa 09:00-12:00; PH 10:00-11:00', '2026-12-26', null],
    [school, '2026-12-26', 'saint-stephen'],
    [school, '2026-12-28', 'christmas'],
    [school, '2026-12-27', null],
    [school, '2026-11-30', null],
    [school, '2028-07-20', null],
    ['Mo-Sa 09:00-12:00; SH off', '2026-12-26', 'christmas'],
    ['week 2-53/2 Sa 09:00-12:00; PH off', '2026-12-26', 'saint-stephen'],
    ['week 1-53/2 Sa 09:00-12:00; PH off', '2026-12-26', null],
    ['du lundi au vendredi', '2026-12-26', null],
  ]
  it.each(cases)('of %s on %s is %s', (text, date, reason) => {
    expect(closedDay(text, date, alsace, calendar)?.code ?? null).toBe(reason)
  })

  it('is told of the week alone when the week is regular', () => {
    const week = weekOf(school)!
    expect(closedDay(week, '2026-12-26', alsace, calendar)).toEqual({
      kind: 'public-holiday',
      code: 'saint-stephen',
    })
    expect(closedDay(week, '2026-12-28', alsace, calendar)).toEqual({
      kind: 'school-holiday',
      code: 'christmas',
    })
    expect(closedDay(week, '2026-12-27', alsace, calendar)).toBeNull()
    expect(closedDay(weekOf('Mo-Sa 09:00-12:00')!, '2026-12-26', alsace, calendar)).toBeNull()
  })

  it('is never told of a day that is open', () => {
    for (let date = '2026-01-01'; daysBetween(date, '2026-12-31') >= 0; date = addDays(date, 1)) {
      const isOpen = datedOpenings(school, date, 1, alsace, calendar)!.dates.length > 0
      const isHoliday = publicHoliday(date, alsace) ?? schoolHoliday(date, 'B', calendar)
      const isSunday = new Date(date).getUTCDay() === 0
      expect(closedDay(school, date, alsace, calendar) !== null, date).toBe(
        !isOpen && !isSunday && isHoliday !== null,
      )
    }
  })
})
