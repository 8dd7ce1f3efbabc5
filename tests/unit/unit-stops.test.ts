// What the page of a bus tells of its stops, on a given day.
import { describe, expect, it } from 'vitest'
import { unitJsonLd } from '../../server/mobile-units/unit-json-ld.rules.ts'
import { type UnitStop, unitTimes } from '../../server/mobile-units/unit-stops.rules.ts'
import type { PlaceProperties } from '../../server/places/place-feature.rules.ts'

const points: Record<string, [number, number]> = { Gare: [7.7345, 48.5851], Marché: [7.75, 48.5491] }
/** A visit of three hours, in winter. */
function stop(name: string, start: string, more: Partial<UnitStop> = {}): UnitStop {
  const begin = new Date(`${start}:00+01:00`)
  const place = {
    name,
    address: null,
    postalCode: null,
    commune: 'Strasbourg',
    communeCode: '67482',
    lonLat: points[name]!,
  }
  const end = new Date(begin.getTime() + 3 * 3600_000)
  return { place, start: begin, end, originalStart: begin, state: 'scheduled', note: null, ...more }
}
const at = (time: string) => new Date(`${time}:00+01:00`)
const season = [
  stop('Gare', '2026-11-24T09:00'),
  stop('Marché', '2026-11-30T14:00', { state: 'cancelled', note: 'panne' }),
  stop('Marché', '2026-12-08T14:00'),
  stop('Gare', '2026-12-15T09:00'),
  stop('Gare', '2027-02-02T09:00'),
  stop('Marché', '2027-02-09T09:00', { state: 'cancelled' }),
]
const names = (stops: readonly UnitStop[]) => stops.map(({ place }) => place.name)

describe('Amina looks where the bus is', () => {
  it('finds it where it stands, until it leaves', () => {
    expect(names(unitTimes(season, at('2026-11-24T09:00'), undefined).here)).toEqual(['Gare'])
    expect(names(unitTimes(season, at('2026-11-24T11:59'), undefined).here)).toEqual(['Gare'])
    expect(unitTimes(season, at('2026-11-24T12:00'), undefined).here).toEqual([])
  })

  it('is told where it comes next, and what was announced before that and does not come', () => {
    const { next, cancelledBefore } = unitTimes(season, at('2026-11-25T10:00'), undefined)
    expect(next).toBe(season[2])
    expect(cancelledBefore).toEqual([season[1]])
  })

  it('is told nothing of stops that are cancelled later on', () => {
    expect(unitTimes(season, at('2026-12-10T10:00'), undefined).cancelledBefore).toEqual([])
  })

  it('reads this month and the next, and how many stops later months have', () => {
    const { months, otherMonths } = unitTimes(season, at('2026-11-25T10:00'), undefined)
    expect(months.map(({ month, stops }) => [month, stops.length])).toEqual([
      ['2026-11', 1],
      ['2026-12', 2],
    ])
    // That of the 9th is cancelled.
    expect(otherMonths).toEqual([{ month: '2027-02', count: 1 }])
  })

  it('reads the first month with a stop when none comes soon', () => {
    const { months } = unitTimes(season, at('2026-12-20T10:00'), undefined)
    expect(months.map(({ month }) => month)).toEqual(['2027-02'])
  })

  it('reads the month that she asked for alone, and is told when it has no stop', () => {
    expect(unitTimes(season, at('2026-11-25T10:00'), '2027-02').months).toHaveLength(1)
    expect(unitTimes(season, at('2026-11-25T10:00'), '2027-03')).toMatchObject({
      months: [],
      chosen: '2027-03',
    })
    expect(unitTimes(season, at('2026-11-25T10:00'), '2027-13').chosen).toBeNull()
  })

  it('finds on the map the number that stands in the list; a cancelled stop has none', () => {
    const { months, points: marks } = unitTimes(season, at('2026-11-25T10:00'), undefined)
    expect(marks.map(({ name }) => name)).toEqual(['Marché', 'Gare'])
    const numbers = months.flatMap(({ stops }) => stops.map(({ place, number }) => [place.name, number]))
    expect(numbers).toEqual([
      ['Marché', null],
      ['Marché', 1],
      ['Gare', 2],
    ])
  })

  it('is told the day of Strasbourg, and not that of Greenwich', () => {
    const late = [stop('Gare', '2026-12-01T00:30')]
    expect(unitTimes(late, at('2026-11-25T10:00'), undefined).months[0]!.month).toBe('2026-12')
  })
})

it('a search engine reads of a cancelled stop that it is cancelled, and of a moved one when it was planned', () => {
  const properties = { name: 'Numéribus', organisation: 'Ville', phone: null, email: null, fee: ['free'] }
  const moved = stop('Gare', '2026-12-02T09:00', {
    state: 'moved',
    originalStart: at('2026-12-01T09:00'),
  })
  const { '@graph': graph } = unitJsonLd(
    properties as unknown as PlaceProperties,
    [season[1]!, moved],
    'https://x.org/fr/mobile/1',
  )
  expect(graph).toMatchObject([
    { '@type': 'Service', provider: { name: 'Ville' } },
    { eventStatus: 'https://schema.org/EventCancelled', startDate: '2026-11-30T13:00:00.000Z' },
    { eventStatus: 'https://schema.org/EventRescheduled', previousStartDate: '2026-12-01T08:00:00.000Z' },
  ])
})
