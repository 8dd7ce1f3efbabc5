// Opening hours that people fill in by days and times, and what is kept of them.
import { describe, expect, it } from 'vitest'
import { checkHours } from '../../server/opening-hours/check.ts'
import { weekOf } from '../../server/opening-hours/week.ts'
import {
  emptyWeek,
  gridOfHours,
  type HoursGrid,
  hoursByAppointment,
  hoursOfGrid,
  readClock,
} from '../../server/submissions/hours-grid.rules.ts'
import { type HoursLine, linesOfWeek, readLines } from '../../server/submissions/hours-lines.rules.ts'

const at = (from: number, to: number) => ({ from: from * 60, to: to * 60 })
const weekdays = (...spans: { from: number; to: number }[]) =>
  emptyWeek().map((_, day) => (day < 5 ? spans : []))
const plain = { byAppointment: false, publicHolidays: 'unsaid', schoolHolidays: 'unsaid' } as const

const grids: [name: string, grid: HoursGrid, text: string][] = [
  ['a plain week', { ...plain, week: weekdays(at(9, 12), at(14, 18)) }, 'Mo-Fr 09:00-12:00,14:00-18:00'],
  [
    'two days side by side',
    { ...plain, week: emptyWeek().map((_, day) => (day === 1 || day === 2 ? [at(10, 12)] : [])) },
    'Tu,We 10:00-12:00',
  ],
  [
    'closed on holidays of both kinds',
    { ...plain, week: weekdays(at(9, 17)), publicHolidays: 'closed', schoolHolidays: 'closed' },
    'Mo-Fr 09:00-17:00; SH off; PH off',
  ],
  [
    'other hours in the school holidays',
    {
      ...plain,
      week: emptyWeek().map((_, day) => (day < 6 ? [at(9, 17)] : [])),
      schoolHolidays: weekdays(at(10, 12)),
    },
    'Mo-Sa 09:00-17:00; SH Mo-Fr 10:00-12:00; SH Sa off',
  ],
  [
    'hours by appointment',
    { ...plain, week: weekdays(at(9, 12)), byAppointment: true },
    'Mo-Fr 09:00-12:00 "sur rendez-vous"',
  ],
  [
    'a night',
    { ...plain, week: emptyWeek().map((_, day) => (day === 4 ? [at(20, 26)] : [])) },
    'Fr 20:00-02:00',
  ],
  [
    'until midnight',
    { ...plain, week: emptyWeek().map((_, day) => (day === 6 ? [at(8, 24)] : [])) },
    'Su 08:00-24:00',
  ],
]

describe('A week that somebody fills in', () => {
  it.each(grids)('is kept as opening hours and read back: %s', (_, grid, text) => {
    expect(hoursOfGrid(grid)).toBe(text)
    expect(checkHours(text)).toEqual({ valid: true, text })
    expect(gridOfHours(text)).toEqual(grid)
    expect(readLines(linesOfWeek(grid.week))).toEqual({ week: grid.week, faults: [] })
  })

  it('means the same hours to whoever reads them', () => {
    expect(weekOf('Mo-Fr 09:00-12:00,14:00-18:00')!.days[0]).toEqual([
      { from: '09:00', to: '12:00', byAppointment: false },
      { from: '14:00', to: '18:00', byAppointment: false },
    ])
    expect(weekOf(hoursByAppointment)!.notes).toEqual([{ kind: 'by-appointment' }])
    expect(weekOf('Mo-Fr 09:00-12:00 "sur rendez-vous"')!.notes).toEqual([{ kind: 'by-appointment' }])
  })

  it('survives any week of whole and half hours', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 16807) % 2147483647
      return seed % below
    }
    for (let round = 0; round < 80; round += 1) {
      const week = emptyWeek().map(() => {
        const from = random(20) * 30 + 360
        const to = from + 30 + random(10) * 30
        const spans = [{ from, to }]
        if (random(2) === 0) spans.push({ from: to + 60, to: to + 90 + random(4) * 30 })
        return random(4) === 0 ? [] : spans.filter((span) => span.to <= 1440)
      })
      const grid: HoursGrid = { ...plain, week, publicHolidays: random(2) ? 'closed' : 'unsaid' }
      const text = hoursOfGrid(grid)
      if (text === null) continue
      expect(checkHours(text).valid, text).toBe(true)
      expect(gridOfHours(text), text).toEqual(grid)
      expect(readLines(linesOfWeek(week)).week, text).toEqual(week)
    }
  })

  it.each([
    'Mo-Fr 09:00-12:00 || "sur rdv"',
    'week 1-53/2 Mo 09:00-12:00',
    'Apr-Sep Mo-Fr 09:00-12:00',
    'Mo-Fr 09:00-12:00; 2026 Dec 08 off',
    '24/7',
    'Mo[1] 09:00-12:00',
    'Mo-Fr 09:00-12:00 "accueil"',
    'Mo 09:00-12:00; Tu 09:00-12:00 "sur rendez-vous"',
    'Mo 09:00-12:00,10:00-14:00',
    'nonsense',
    '',
  ])('leaves what it cannot show as it is: %s', (text) => {
    expect(gridOfHours(text)).toBeUndefined()
  })

  it('reads days that go round the end of the week, and the last word on a day', () => {
    expect(gridOfHours('Sa-Mo 10:00-12:00; Su off')!.week).toEqual([
      [at(10, 12)],
      [],
      [],
      [],
      [],
      [at(10, 12)],
      [],
    ])
  })
})

describe('A line of hours', () => {
  const line = (days: string[], ...times: string[]): HoursLine => ({
    days,
    times: [times[0] ?? '', times[1] ?? '', times[2] ?? '', times[3] ?? ''],
  })

  it.each([
    ['9', 540],
    ['9h', 540],
    ['9 h 30', 570],
    ['930', 570],
    ['09:30', 570],
    ['9.30', 570],
    ['2 pm', 840],
    ['12am', 0],
    ['9 Uhr', 540],
    ['٩:٣٠', 570],
    ['24:00', 1440],
    ['25:00', undefined],
    ['9:75', undefined],
    ['morning', undefined],
    ['', undefined],
    ['١٢٣٤٥', undefined],
  ])('reads times as they are written: %s', (text, minutes) => {
    expect(readClock(text)).toBe(minutes)
  })

  it.each<[string, HoursLine[], object]>([
    ['no day is ticked', [line([], '9', '12')], { line: 1, part: 'days', reason: 'days' }],
    ['a day has no time', [line(['mo'])], { line: 1, part: 0, reason: 'missing' }],
    ['an end is missing', [line(['mo'], '9', '')], { line: 1, part: 1, reason: 'missing' }],
    ['a time cannot be read', [line(['mo'], 'early', '12')], { line: 1, part: 0, reason: 'time' }],
    ['it opens and closes at once', [line(['mo'], '9', '9')], { line: 1, part: 1, reason: 'length' }],
    ['a night lasts into the morning', [line(['mo'], '20', '8')], { line: 1, part: 1, reason: 'length' }],
    [
      'morning and afternoon overlap',
      [line(['mo'], '9', '13', '12', '18')],
      { line: 1, part: 0, reason: 'overlap' },
    ],
    [
      'two lines overlap',
      [line(['mo', 'tu'], '9', '12'), line(['tu'], '11', '14')],
      { line: 2, part: 0, reason: 'overlap' },
    ],
    [
      'a night goes on when the next day opens',
      [line(['mo'], '20', '5'), line(['tu'], '4', '8')],
      { line: 1, part: 1, reason: 'overlap' },
    ],
  ])('tells at its place that %s', (_, lines, fault) => {
    expect(readLines(lines).faults).toEqual([fault])
  })

  it('may stay empty', () => {
    expect(readLines([line([]), line([])])).toEqual({ week: emptyWeek(), faults: [] })
  })
})
