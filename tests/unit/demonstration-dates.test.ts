// The dates of invented sessions, whatever the day on which they are loaded.
import { expect, it } from 'vitest'
import { datedFrom } from '../../server/imports/demonstration-dates.rules.ts'

const thursdays = { weekday: 3, time: '14:00', minutes: 180 }

it('a bus loaded on a Monday comes on the Thursday of that week', () => {
  const { recurrence } = datedFrom({ ...thursdays, every: 'fortnight' }, '2026-11-23')
  expect(recurrence).toMatchObject({ start: '2026-11-26T14:00', rule: 'FREQ=WEEKLY;INTERVAL=2' })
})

it('loaded on that Thursday or later, the next to come is two weeks on: it is the one cancelled or left out', () => {
  const dates = {
    ...thursdays,
    every: 'fortnight' as const,
    skipped: [1],
    cancelled: { occurrence: 0, note: 'panne' },
  }
  const next = (today: string) => {
    const { recurrence, changes } = datedFrom(dates, today)
    return [changes[0]!.originalStart, recurrence.exceptions]
  }
  expect(next('2026-11-25')).toEqual(['2026-11-26T14:00', ['2026-12-10']])
  expect(next('2026-11-26')).toEqual(['2026-12-10T14:00', ['2026-12-24']])
  expect(next('2026-11-29')).toEqual(['2026-12-10T14:00', ['2026-12-24']])
})

it('what happens once is always to come', () => {
  const on = (today: string) => datedFrom({ ...thursdays, week: 1 }, today).recurrence
  expect(on('2026-11-23')).toMatchObject({ start: '2026-12-03T14:00', rule: null })
  expect(on('2026-11-29')).toMatchObject({ start: '2026-12-03T14:00' })
  expect(datedFrom(thursdays, '2026-11-29').recurrence.start).toBe('2026-12-03T14:00')
})
