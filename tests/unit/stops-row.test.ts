// What a row of a season of stops may look like, and why one is refused.
import { describe, expect, it } from 'vitest'
import { importKey, missingStopColumns, readStopRow } from '../../server/mobile-units/stops-row.rules.ts'

const row = {
  start: '2026-12-01T09:00',
  end: '2026-12-01T12:00',
  name: 'Place Kléber',
  address: '1 place Kléber, 67000 Strasbourg',
  lon: '7.7455',
  lat: '48.5834',
}
const read = (more: Record<string, string> = {}) => readStopRow({ line: 2, cells: { ...row, ...more } })
const stop = (more: Record<string, string> = {}) => {
  const result = read(more)
  if (!('stop' in result)) throw new Error(JSON.stringify(result))
  return result.stop
}
const reason = (more: Record<string, string>) => {
  const result = read(more)
  return 'fault' in result ? result.fault.reason : undefined
}

describe('Marc, who drives the bus, writes a row', () => {
  it('and it is read', () => {
    expect(stop()).toEqual({
      line: 2,
      unit: null,
      start: '2026-12-01T09:00',
      minutes: 180,
      name: 'Place Kléber',
      address: '1 place Kléber',
      postalCode: '67000',
      commune: 'Strasbourg',
      addressGiven: '1 place Kléber, 67000 Strasbourg',
      lonLat: [7.7455, 48.5834],
      isCancelled: false,
      note: null,
    })
  })

  it.each([
    ['2026-12-01T09:00', '2026-12-01T12:00'],
    ['2026-12-01 09:00', '2026-12-01 12:00'],
    ['2026-12-01T09:00:00', '2026-12-01T12:00:00'],
    ['01/12/2026 09:00', '01/12/2026 12:00'],
    ['1/12/2026 9h', '1/12/2026 12h00'],
    ['01/12/2026 9 h 00', '12:00'],
    ['2026-12-01 9:00', '12h'],
  ])('with times as %s and %s', (start, end) => {
    expect(stop({ start, end })).toMatchObject({ start: '2026-12-01T09:00', minutes: 180 })
  })

  it('that ends after midnight', () => {
    expect(stop({ start: '2026-12-31 22:00', end: '2027-01-01 02:00' }).minutes).toBe(240)
  })

  it('with French names of columns and decimal commas', () => {
    const cells = {
      début: '01/12/2026 09:00',
      fin: '01/12/2026 12:00',
      nom: 'Gare',
      adresse: '',
      longitude: '7,7345',
      latitude: '48,5851',
      remarque: 'devant la poste',
      unité: 'Numéribus',
    }
    expect(readStopRow({ line: 3, cells })).toMatchObject({
      stop: {
        name: 'Gare',
        lonLat: [7.7345, 48.5851],
        note: 'devant la poste',
        unit: 'Numéribus',
        address: null,
      },
    })
  })

  it('without a point, which is then looked up', () => {
    expect(stop({ lon: '', lat: '' })).toMatchObject({
      lonLat: null,
      addressGiven: '1 place Kléber, 67000 Strasbourg',
    })
  })

  it.each([
    ['annulé : panne du véhicule', true, 'panne du véhicule'],
    ['Annulée', true, null],
    ['ANNULE - neige', true, 'neige'],
    ['cancelled: snow', true, 'snow'],
    ['canceled', true, null],
    ['annulation possible en cas de neige', false, 'annulation possible en cas de neige'],
    ['devant la mairie', false, 'devant la mairie'],
    ['', false, null],
  ])('with the note "%s"', (note, isCancelled, said) => {
    expect(stop({ note })).toMatchObject({ isCancelled, note: said })
  })
})

describe('A row is refused', () => {
  it.each([
    ['start-missing', { start: '' }],
    ['start-not-a-date', { start: '31/02/2026 09:00' }],
    ['start-not-a-date', { start: 'demain' }],
    ['start-not-a-date', { start: '09:00' }],
    ['start-not-a-date', { start: '2026-12-01' }],
    ['start-not-a-date', { start: '2026-12-01T25:00' }],
    ['start-not-a-date', { start: '12/31/2026 09:00' }],
    ['end-missing', { end: '' }],
    ['end-not-a-date', { end: '12:61' }],
    ['end-before-start', { end: '2026-12-01T08:00' }],
    ['end-before-start', { end: '2026-12-01T09:00' }],
    ['longer-than-a-day', { end: '2026-12-02T09:01' }],
    ['name-missing', { name: '' }],
    ['too-long', { name: 'x'.repeat(251) }],
    ['too-long', { note: 'x'.repeat(501) }],
    ['point-not-degrees', { lon: 'sept' }],
    ['point-incomplete', { lat: '' }],
    ['point-outside-france', { lon: '48.58', lat: '7.75' }],
    ['point-missing', { lon: '', lat: '', address: '' }],
  ])('as %s: %j', (expected, more) => {
    expect(reason(more as unknown as Record<string, string>)).toBe(expected)
  })

  it('by the name of the stop that it is, as far as it can be told', () => {
    expect(read({ end: '' })).toMatchObject({ key: importKey({ start: row.start, name: 'place kleber' }) })
    expect(read({ start: '?' })).toMatchObject({ key: null })
  })
})

it('a file is told which columns it lacks', () => {
  expect(missingStopColumns(['start', 'end', 'name', 'lon', 'lat'], true)).toEqual([])
  expect(missingStopColumns(['début', 'fin', 'nom', 'adresse', 'unité'], false)).toEqual([])
  expect(missingStopColumns(['start', 'name', 'lon'], false)).toEqual([
    'end/fin',
    'unit/unité/unite',
    'lon and lat, or address',
  ])
})
