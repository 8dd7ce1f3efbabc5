import { describe, expect, it } from 'vitest'
import {
  agendaAddress,
  daysAfter,
  daysBefore,
  daysInAddress,
  lastDayKnown,
  readAgendaParameters,
  readDays,
  readKinds,
} from '../../server/agenda/agenda-address.rules.ts'
import { readDatetime } from '../../server/agenda/datetime.rules.ts'
import { isOverDays, withOffset } from '../../server/agenda/occurrence-day.rules.ts'
import { occurrenceId, readOccurrenceId } from '../../server/agenda/occurrence-id.rules.ts'

const now = new Date('2026-11-20T10:00:00Z')

describe('The address of the agenda', () => {
  const written = (query: Record<string, unknown>) => agendaAddress('fr', readAgendaParameters(query))

  it('is the same for the same search, in whatever order it was asked', () => {
    const one = written({ session: ['workshop', 'stop'], languages: 'tr', where: 'Neudorf' })
    expect(one).toBe('/fr/agenda?where=Neudorf&session=workshop,stop&languages=tr')
    expect(written({ languages: 'tr', where: 'Neudorf', session: 'workshop,stop', unknown: 'x' })).toBe(one)
  })

  it('leaves out what goes without saying: the usual radius, and a radius around nothing', () => {
    expect(written({ near: '7.75,48.58', radius: '10000' })).toBe('/fr/agenda?near=7.75,48.58')
    expect(written({ near: '7.75,48.58', radius: '2000' })).toBe('/fr/agenda?near=7.75,48.58&radius=2000')
    expect(written({ radius: '2000', where: ' ' })).toBe('/fr/agenda')
  })

  it('keeps the point that a form carries along, until words say where', () => {
    expect(written({ point: '7.75,48.58' })).toBe('/fr/agenda?near=7.75,48.58')
    expect(written({ point: '7.75,48.58', where: 'Neudorf' })).toBe('/fr/agenda?where=Neudorf')
  })

  it('names kinds that exist, and tells those that do not', () => {
    expect(readKinds('stop,concert,workshop')).toMatchObject({
      kinds: ['workshop', 'stop'],
      faults: [{ parameter: 'session', reason: 'code', value: 'concert' }],
    })
  })
})

describe('The days of a page', () => {
  it('are thirty from today on unless told', () => {
    expect(readDays({}, now)).toEqual({
      days: { from: '2026-11-20', until: '2026-12-19', isChosen: false },
      faults: [],
    })
  })

  it.each([
    ['one day', { from: '2026-12-05', until: '2026-12-05' }, ['2026-12-05', '2026-12-05'], []],
    ['a first day', { from: '2026-12-05' }, ['2026-12-05', '2027-01-03'], []],
    ['a last day', { until: '2026-11-22' }, ['2026-11-20', '2026-11-22'], []],
    ['a day that is over', { from: '2026-11-01' }, ['2026-11-20', '2026-12-19'], ['day-horizon']],
    ['a day too far', { from: '2029-01-01' }, ['2026-11-20', '2026-12-19'], ['day-horizon']],
    [
      'no day at all',
      { from: 'tomorrow', until: '2026-02-31' },
      ['2026-11-20', '2026-12-19'],
      ['day', 'day'],
    ],
    [
      'an end before the beginning',
      { from: '2026-12-05', until: '2026-12-01' },
      ['2026-12-05', '2027-01-03'],
      ['open-order'],
    ],
  ])('read %s', (_, given, [from, until], reasons) => {
    const { days, faults } = readDays(given, now)
    expect(days).toMatchObject({ from, until })
    expect(faults.map(({ reason }) => reason)).toEqual(reasons)
  })

  it('go on as many at a time, to the last day of which something can be known', () => {
    let days = readDays({}, now).days
    const pages = [days]
    for (;;) {
      const next = daysAfter(days, now)
      if (!next) break
      pages.push(next)
      days = next
    }
    expect(pages[1]).toMatchObject({ from: '2026-12-20', until: '2027-01-18' })
    expect(pages.at(-1)!.until).toBe(lastDayKnown(now))
    expect(pages).toHaveLength(13)
    expect(daysBefore(pages[1]!, now)).toMatchObject({ from: '2026-11-20', until: '2026-12-19' })
    expect(daysBefore(pages[0]!, now)).toBeUndefined()
    expect(daysInAddress(pages[0]!, now)).toEqual({ from: undefined, until: undefined })
  })
})

describe('`datetime`', () => {
  it.each([
    ['2026-12-01T10:00:00Z', '2026-12-01T10:00:00.000Z', '2026-12-01T10:00:00.000Z', true],
    ['2026-12-01', '2026-12-01T00:00', '2026-12-02T00:00', false],
    ['2026-12-01/2026-12-03', '2026-12-01T00:00', '2026-12-04T00:00', false],
    ['2026-12-01T10:00:00 01:00/..', '2026-12-01T09:00:00.000Z', null, true],
    ['../2026-12-01T10:00:00Z', null, '2026-12-01T10:00:00.000Z', true],
    ['/2026-12-01', null, '2026-12-02T00:00', false],
    ['../..', null, null, true],
  ])('reads %s', (text, from, until, untilIncluded) => {
    expect(readDatetime(text)).toEqual({ period: { from, until, untilIncluded } })
  })

  it.each([
    'now',
    '2026-13-01',
    '2026-02-31',
    '2026-12-01T25:00:00Z',
    '2026-12-01T10:00',
    '2026-12-02/2026-12-01',
    '2026-12-01/2026-12-02/2026-12-03',
    "2026-12-01'",
  ])('refuses %s', (text) => {
    expect(readDatetime(text)).toHaveProperty('fault.parameter', 'datetime')
  })
})

describe('The name of a date', () => {
  it('is read back as it was written', () => {
    const originalStart = new Date('2026-11-26T13:00:00Z')
    expect(occurrenceId({ sessionId: 12, placeId: 3, originalStart })).toBe('12-20261126T1400')
    expect(readOccurrenceId('12-20261126T1400')).toEqual({ sessionId: 12, originalStart: '2026-11-26T14:00' })
    expect(occurrenceId({ sessionId: null, placeId: 3, originalStart })).toBe('place-3-20261126T1400')
    expect(readOccurrenceId('place-3-20261126T1400')).toEqual({
      placeId: 3,
      originalStart: '2026-11-26T14:00',
    })
  })

  it.each(['12', '0-20261126T1400', '12-20260231T1400', '12-20261126T2500', 'unit-3-20261126T1400', ''])(
    'is not %s',
    (text) => expect(readOccurrenceId(text)).toBeUndefined(),
  )
})

describe('Times', () => {
  it('carry the offset of the territory, in summer and in winter', () => {
    expect(withOffset(new Date('2026-07-01T12:00:00Z'))).toBe('2026-07-01T14:00:00+02:00')
    expect(withOffset(new Date('2026-11-26T23:30:15Z'))).toBe('2026-11-27T00:30:15+01:00')
  })

  it('tell an evening past midnight from a weekend', () => {
    const lasts = (start: string, end: string) => isOverDays({ start: new Date(start), end: new Date(end) })
    expect(lasts('2026-11-28T19:00:00Z', '2026-11-29T01:00:00Z')).toBe(false)
    expect(lasts('2026-11-28T09:00:00Z', '2026-11-28T23:00:00Z')).toBe(false)
    expect(lasts('2026-11-28T09:00:00Z', '2026-11-29T17:00:00Z')).toBe(true)
  })
})
