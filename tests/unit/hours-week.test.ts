import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { schoolCalendar } from '../../seeds/reference.ts'
import { datedOpenings } from '../../server/opening-hours/dated-openings.ts'
import { weekOf } from '../../server/opening-hours/week.ts'
import { alsace, restOfFrance } from '../../server/sessions/holidays.rules.ts'
import { dayRuns, groupDays } from '../../server/sessions/hours.rules.ts'

const hours = (from: string, to: string) => ({ from, to, byAppointment: false })
const appointment = (from: string, to: string) => ({ from, to, byAppointment: true })

const calendar = await schoolCalendar()
/** The dated openings, `null` when nothing can be told of the first day. */
const upcoming = (...[text, from, days, region, known]: Parameters<typeof datedOpenings>) => {
  const told = datedOpenings(text, from, days, region, known)
  return told && told.tellableUntil !== from ? told.dates : null
}

describe('the week of a place', () => {
  it('has seven days, Monday first', () => {
    expect(weekOf('Mo 09:00-12:00; Su 14:00-17:00; PH off')).toEqual({
      days: [[hours('09:00', '12:00')], [], [], [], [], [], [hours('14:00', '17:00')]],
      notes: [{ kind: 'closed-public-holidays' }],
      regular: true,
    })
  })

  it('joins openings that touch or overlap', () => {
    expect(weekOf('Mo 09:00-13:00,13:00-17:00; Tu 09:00-12:00,11:00-14:00')!.days.slice(0, 2)).toEqual([
      [hours('09:00', '17:00')],
      [hours('09:00', '14:00')],
    ])
  })

  it('does not join an opening with an appointment that follows it', () => {
    expect(weekOf('Mo 09:00-12:00, Mo 12:00-14:00 "sur rdv"')!.days[0]).toEqual([
      hours('09:00', '12:00'),
      appointment('12:00', '14:00'),
    ])
  })

  it('counts hours after midnight with the evening before, across the end of the week too', () => {
    const { days } = weekOf('Sa-Su 22:00-02:00')!
    expect(days).toEqual([[], [], [], [], [], [hours('22:00', '26:00')], [hours('22:00', '26:00')]])
  })

  it('keeps what the source says beside an opening', () => {
    expect(weekOf('Mo 09:00-12:00 "atelier"; Tu 10:00-12:00')!.days.slice(0, 2)).toEqual([
      [{ ...hours('09:00', '12:00'), comment: 'atelier' }],
      [hours('10:00', '12:00')],
    ])
  })

  it('does not take the name of a holiday for words of the place', () => {
    expect(weekOf('SH Mo 09:00-12:00')!.notes).toEqual([{ kind: 'only-school-holidays' }])
  })

  it('shows the commonest week when weeks differ, and says so', () => {
    const week = weekOf('Mo 09:00-12:00; Mo[1] 14:00-17:00')!
    expect(week.days[0]).toEqual([hours('09:00', '12:00')])
    expect(week).toMatchObject({ regular: false, notes: [{ kind: 'changes-with-weeks' }] })
  })

  it('is null for what is no schedule', () => {
    expect(weekOf('du lundi au vendredi')).toBeNull()
  })
})

describe('days of the same hours', () => {
  it('are read together, in the order of their first day, with the closed days apart', () => {
    const { open, closed } = groupDays(weekOf('Mo,We 09:00-12:00; Tu 10:00-12:00')!)
    expect(open).toEqual([
      { days: [0, 2], hours: [hours('09:00', '12:00')] },
      { days: [1], hours: [hours('10:00', '12:00')] },
    ])
    expect(closed).toEqual([3, 4, 5, 6])
  })

  it('make runs of days that follow one another', () => {
    expect(dayRuns([0, 1, 2, 4, 6])).toEqual([
      [0, 2],
      [4, 4],
      [6, 6],
    ])
  })
})

describe('the coming dates of a place', () => {
  const dates = (...parameters: Parameters<typeof upcoming>) =>
    upcoming(...parameters)!.map(({ date }) => date)

  it('leave out Saint Stephen and Good Friday in Alsace alone', () => {
    const daily = 'Mo-Su 09:00-12:00; PH off'
    expect(dates(daily, '2026-12-24', 4, alsace, calendar)).toEqual(['2026-12-24', '2026-12-27'])
    expect(dates(daily, '2026-12-24', 4, restOfFrance, calendar)).toEqual([
      '2026-12-24',
      '2026-12-26',
      '2026-12-27',
    ])
    expect(dates(daily, '2026-04-02', 3, alsace, calendar)).toEqual(['2026-04-02', '2026-04-04'])
    expect(dates(daily, '2026-04-02', 3, restOfFrance, calendar)).toEqual([
      '2026-04-02',
      '2026-04-03',
      '2026-04-04',
    ])
  })

  it('keep Good Friday where the commune has no protestant temple', () => {
    const communeWithoutTemple = { ...alsace, goodFriday: false }
    expect(dates('Mo-Su 09:00-12:00; PH off', '2026-04-03', 1, communeWithoutTemple, calendar)).toEqual([
      '2026-04-03',
    ])
  })

  it('give the hours of holidays on the holidays of Alsace', () => {
    expect(upcoming('Mo-Su 09:00-12:00; PH 10:00-11:00', '2026-12-26', 1, alsace, calendar)).toEqual([
      { date: '2026-12-26', hours: [hours('10:00', '11:00')] },
    ])
  })

  it('know public and school holidays at once', () => {
    const school = 'Mo-Fr 09:00-12:00; PH off; SH off'
    expect(dates(school, '2026-04-01', 8, alsace, calendar)).toEqual([
      '2026-04-01',
      '2026-04-02',
      '2026-04-07',
      '2026-04-08',
    ])
  })

  it('follow the library where a year has 53 weeks: two odd weeks in a row', () => {
    expect(dates('week 1-53/2 We 14:00-17:00', '2026-12-16', 28, alsace, calendar)).toEqual([
      '2026-12-16',
      '2026-12-30',
      '2027-01-06',
    ])
  })

  it('cannot be told beyond the calendar of school holidays, nor for a sentence', () => {
    expect(upcoming('Mo-Fr 09:00-12:00; SH off', '2040-01-01', 7, alsace, calendar)).toBeNull()
    expect(upcoming('du lundi au vendredi', '2026-01-01', 7, alsace, calendar)).toBeNull()
    expect(upcoming('Mo 09:00-12:00', 'demain', 7, alsace, calendar)).toBeNull()
  })
})

describe('the time zone of the process', () => {
  // The clocks of New York change on 8 March and 1 November, those of Strasbourg on 29 March and 25 October.
  const program = `
    import { schoolCalendar } from './seeds/reference.ts'
    import { datedOpenings } from './server/opening-hours/dated-openings.ts'
    import { alsace } from './server/sessions/holidays.rules.ts'
    import { weekOf } from './server/opening-hours/week.ts'
    const calendar = await schoolCalendar()
    const night = 'Mo-Su 22:00-02:30,09:00-12:00; PH off'
    const spans = ['2026-03-06', '2026-03-27', '2026-10-23', '2026-10-30', '2026-12-24']
    console.log(JSON.stringify([
      weekOf('Sa-Su 22:00-02:30; PH off'),
      weekOf('week 1-53/2 We 14:00-17:00'),
      ...spans.map((from) => datedOpenings(night, from, 5, alsace, calendar).dates),
    ]))`
  const runIn = (TZ: string) =>
    execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: new URL('../..', import.meta.url),
      env: { ...process.env, TZ, NODE_OPTIONS: '' },
      encoding: 'utf8',
    })

  it('changes nothing, not even in the nights when its clocks change', () => {
    const inStrasbourg = runIn('Europe/Paris')
    expect(JSON.parse(inStrasbourg)[2]).toHaveLength(5)
    const everyNight = (JSON.parse(inStrasbourg)[2] as { hours: unknown[] }[]).map((day) => day.hours.at(-1))
    expect(everyNight).toEqual(Array.from({ length: 5 }, () => hours('22:00', '26:30')))
    for (const zone of ['UTC', 'America/New_York', 'Pacific/Auckland']) expect(runIn(zone)).toBe(inStrasbourg)
  })
})
