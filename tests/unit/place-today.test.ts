import { describe, expect, it } from 'vitest'
import { schoolCalendar } from '../../seeds/reference.ts'
import { upcoming } from '../../server/opening-hours/upcoming.ts'
import { weekOf } from '../../server/opening-hours/week.ts'
import { todayAt } from '../../server/places/place-today.rules.ts'
import { alsace, holidaysOf, restOfFrance } from '../../server/sessions/holidays.rules.ts'

const calendar = await schoolCalendar()

const at = (hours: string, date: string) =>
  todayAt(weekOf(hours)!, upcoming(hours, date, 21, restOfFrance, calendar), date)

describe('Today at a place', () => {
  it('is an ordinary day of its week', () => {
    const today = at('Mo-Fr 09:00-12:00,14:00-17:00; PH off', '2026-11-19')
    expect(today).toMatchObject({ weekday: 3, isUsual: true, next: undefined })
    expect(today.hours).toHaveLength(2)
  })

  it('is a day on which it never opens: the next opening is told', () => {
    const today = at('Mo-Fr 09:00-12:00; PH off', '2026-11-22')
    expect(today).toMatchObject({ weekday: 6, hours: [], isUsual: true })
    expect(today.next?.date).toBe('2026-11-23')
  })

  it('is a public holiday: the line of the week does not hold', () => {
    const today = at('Mo-Fr 09:00-12:00; PH off', '2026-11-11')
    expect(today).toMatchObject({ weekday: 2, hours: [], isUsual: false })
    expect(today.next?.date).toBe('2026-11-12')
  })

  it('is like the week although its words stand under the week', () => {
    expect(at('Mo-Fr 09:00-12:00 "sur rdv"', '2026-11-19')).toMatchObject({ isUsual: true })
  })

  it('is not the first Saturday of the month', () => {
    const today = at('Mo 09:00-12:00; Sa[1] 10:00-16:00', '2026-11-14')
    expect(today.hours).toEqual([])
  })

  it('cannot be told beyond the calendar of holidays: then only its line is marked', () => {
    const week = weekOf('Mo 09:00-12:00')!
    const today = todayAt(week, null, '2026-11-16')
    expect(today).toMatchObject({ weekday: 0, hours: undefined, isUsual: true, next: undefined })
  })
})

it('a commune of Moselle keeps the holidays of Alsace, one of Vosges does not', () => {
  expect([holidaysOf('57463'), holidaysOf('67482'), holidaysOf('68224')]).toEqual([alsace, alsace, alsace])
  expect([holidaysOf('88160'), holidaysOf(null)]).toEqual([restOfFrance, restOfFrance])
})
