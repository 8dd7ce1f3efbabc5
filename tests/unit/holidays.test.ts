import { describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { franceDepartments, schoolCalendar } from '../../seeds/reference.ts'
import { readSchedule } from '../../server/opening-hours/library.ts'
import { openingsByDate, wallDay } from '../../server/opening-hours/openings.ts'
import { addDays, isDate } from '../../server/sessions/day.rules.ts'
import {
  alsace,
  calendarEnding,
  easterSunday,
  type HolidayReason,
  holidaysOf,
  knowsSchoolHolidays,
  publicHoliday,
  publicHolidayCodes,
  restOfFrance,
  schoolHoliday,
  schoolHolidayCodes,
  schoolZoneOf,
} from '../../server/sessions/holidays.rules.ts'
import { closedForInWords, closedTodayInWords, holidayName } from '../../server/sessions/holidays.view.ts'

const calendar = await schoolCalendar()

function* datesFrom(first: string, last: string): Generator<string> {
  for (let date = first; date <= last; date = addDays(date, 1)) yield date
}

describe('Easter', () => {
  it('is the Sunday that the almanac says', () => {
    const years = [1961, 2000, 2008, 2011, 2024, 2025, 2026, 2027, 2028, 2038, 2049, 2076]
    expect(years.map(easterSunday)).toEqual([
      '1961-04-02',
      '2000-04-23',
      '2008-03-23',
      '2011-04-24',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2028-04-16',
      '2038-04-25',
      '2049-04-18',
      '2076-04-19',
    ])
  })
})

describe('public holidays', () => {
  it('are eleven in France and thirteen in Strasbourg', () => {
    const of2026 = (region: typeof alsace) =>
      [...datesFrom('2026-01-01', '2026-12-31')].flatMap((date) => {
        const code = publicHoliday(date, region)
        return code ? [`${date} ${code}`] : []
      })
    expect(of2026(alsace)).toEqual([
      '2026-01-01 new-year',
      '2026-04-03 good-friday',
      '2026-04-06 easter-monday',
      '2026-05-01 labour-day',
      '2026-05-08 victory-day',
      '2026-05-14 ascension',
      '2026-05-25 whit-monday',
      '2026-07-14 bastille-day',
      '2026-08-15 assumption',
      '2026-11-01 all-saints',
      '2026-11-11 armistice',
      '2026-12-25 christmas',
      '2026-12-26 saint-stephen',
    ])
    expect(of2026(restOfFrance)).toHaveLength(11)
  })

  it('do not have Good Friday in a commune of Alsace without a protestant temple', () => {
    const region = holidaysOf('67001', false)
    expect(publicHoliday('2027-03-26', region)).toBeNull()
    expect(publicHoliday('2027-12-26', region)).toBe('saint-stephen')
    expect(publicHoliday('2027-03-26', holidaysOf('67482'))).toBe('good-friday')
  })

  it('of 1 May and Ascension on one day, tell the one that has a date of its own', () => {
    expect(publicHoliday('2008-05-01', alsace)).toBe('labour-day')
  })

  it.each([
    ['Bas-Rhin', alsace],
    ['Zone B', restOfFrance],
  ] as const)('are those of the library in %s, from 2000 to 2060', (state, region) => {
    const { hours } = readSchedule('PH off', state)
    const differing = [...datesFrom('2000-01-01', '2060-12-31')].filter(
      (date) =>
        hours.getPublicHolidayContext(wallDay(date)).isHoliday !== (publicHoliday(date, region) !== null),
    )
    expect(differing).toEqual([])
  })
})

describe('school holidays', () => {
  it('come from a file whose periods are in order, of known codes, inside what it knows', () => {
    const { first, last } = calendar.known
    for (const period of calendar.holidays) {
      expect([period.first, period.last].every(isDate), JSON.stringify(period)).toBe(true)
      expect(period.first >= first && period.last <= last && period.first <= period.last).toBe(true)
      expect(schoolHolidayCodes).toContain(period.code)
      expect(period.zones).toMatch(/^A?B?C?$/)
    }
  })

  it('have six periods a year in each zone that never overlap', () => {
    for (const zone of ['A', 'B', 'C'] as const) {
      const own = calendar.holidays.filter(({ zones }) => zones.includes(zone))
      // The end of summer 2028 is not published: its first day is not in the file either.
      expect(own.map(({ code }) => code)).toEqual(
        [...schoolHolidayCodes, ...schoolHolidayCodes, ...schoolHolidayCodes].slice(0, -1),
      )
      expect(own.every(({ first }, index) => index === 0 || own[index - 1]!.last < first)).toBe(true)
    }
  })

  it.each(['A', 'B', 'C'] as const)('of zone %s are those of the library, with named differences', (zone) => {
    const schedule = readSchedule('SH 10:00-12:00', `Zone ${zone}`)
    // The library knows nothing of summer 2027 and later.
    const libraryEnds = '2027-07-02'
    const saturdays = calendar.holidays
      .filter(({ code, zones, first }) => {
        const knownToBoth = zones.includes(zone) && first <= libraryEnds
        return knownToBoth && code !== 'ascension-bridge'
      })
      // Where lessons end on a Saturday the library begins on Sunday, and we on that Saturday.
      .map(({ first }) => first)
    const named = [
      ...saturdays,
      // The library has no bridge in 2026; in 2027 its own begins on Ascension Day and ends on Sunday.
      '2026-05-15',
      '2026-05-16',
      '2027-05-06',
      '2027-05-09',
    ]
    const differing = [...datesFrom(calendar.known.first, libraryEnds)].filter(
      (date) =>
        openingsByDate(schedule, date, 1).has(date) !== (schoolHoliday(date, zone, calendar) !== null),
    )
    expect(differing).toEqual(named.toSorted())
    expect(saturdays.every((date) => new Date(date).getUTCDay() === 6)).toBe(true)
  })

  it('cannot be told outside what is published, nor where no zone is', () => {
    const known = (date: string, zone: 'B' | null = 'B') => knowsSchoolHolidays(date, zone, calendar)
    expect([known('2025-08-31'), known('2025-09-01'), known('2028-07-04'), known('2028-07-05')]).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(known('2026-12-24', null)).toBe(false)
    expect(schoolHoliday('2026-12-24', null, calendar)).toBeNull()
  })
})

describe('the school zone', () => {
  it('is known for every department of the mainland, and for no other', async () => {
    const departments = (await franceDepartments()).map(({ code }) => code)
    const without = departments.filter((code) => !schoolZoneOf(code))
    expect(without.filter((code) => !/^9[78]/.test(code))).toEqual(['2A', '2B'])
    expect(departments.filter((code) => /^9[78]/.test(code) && schoolZoneOf(code))).toEqual([])
  })

  it('is that of the académie', () => {
    const codes = ['67482', '68224', '57463', '54395', '69123', '75056', '31555', '2A004', '97411']
    expect(codes.map(schoolZoneOf)).toEqual(['B', 'B', 'B', 'B', 'A', 'C', 'C', null, null])
  })
})

describe.each(locales)('holidays in words in %s', (locale) => {
  const t = translator(locale)
  const reasons: HolidayReason[] = [
    ...publicHolidayCodes.map((code) => ({ kind: 'public-holiday', code }) as const),
    ...schoolHolidayCodes.map((code) => ({ kind: 'school-holiday', code }) as const),
  ]

  it('have a name for every code, and no two the same', () => {
    const names = reasons.map((reason) => holidayName(reason, t))
    expect(
      names.filter(
        (name, index) =>
          /^(public|school)\./.test(name) || name.trim() === '' || names.indexOf(name) !== index,
      ),
    ).toEqual([])
  })

  it('are the reason for which a place is closed', () => {
    for (const reason of reasons) {
      expect(closedTodayInWords(reason, t)).toContain(holidayName(reason, t))
      expect(closedForInWords(reason, t)).toContain(holidayName(reason, t))
    }
  })
})

describe('The end of the school calendar', () => {
  it.each([
    ['2027-07-01', undefined],
    ['2027-07-05', 'are known until 2028-07-04 only; from then on'],
    ['2028-07-04', 'are known until 2028-07-04 only; from then on'],
    ['2028-07-05', 'are known until 2028-07-04 only: hours that name school holidays are told as text alone'],
  ])('is told for a year before it comes, and afterwards: %s', async (today, said) => {
    const ending = calendarEnding(
      { ...(await schoolCalendar()), known: { first: '', last: '2028-07-04' } },
      today,
    )
    if (said === undefined) expect(ending).toBeUndefined()
    else expect(ending).toContain(said)
  })
})

it('a reader is told that it is Saint Stephen’s Day', () => {
  const reason = { kind: 'public-holiday', code: 'saint-stephen' } as const
  expect(closedTodayInWords(reason, translator('en'))).toBe('Closed today: St Stephen’s Day')
  expect(closedTodayInWords(reason, translator('fr')).replace(/\s/g, ' ')).toBe(
    'Fermé aujourd’hui : Saint-Étienne',
  )
})
