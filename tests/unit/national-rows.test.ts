// A bus in the national file: one fixed place for each of its stops, with dated hours.
import { describe, expect, it } from 'vitest'
import { nationalRows } from '../../server/mobile-units/national-rows.rules.ts'
import type { UnitStop } from '../../server/mobile-units/unit-stops.rules.ts'
import { checkHours } from '../../server/opening-hours/check.ts'
import { emptyFacts } from '../../server/places/place-facts.rules.ts'
import type { PlaceFeature, PlaceProperties } from '../../server/places/place-feature.rules.ts'

const bus = {
  type: 'Feature',
  id: 78,
  geometry: null,
  properties: {
    ...emptyFacts,
    name: 'Numéribus',
    services: ['everyday-skills', 'work'],
    procedures: ['taxes'],
    audiences: ['seniors'],
    care: ['deafness', 'foreign-languages'],
    languages: ['fr', 'en', 'tr'],
    contactModes: ['walk-in', 'phone'],
    supportModes: ['individual'],
    fee: ['free'],
    programmes: ['aidants-connect'],
    phone: '+33353010078',
    email: 'bus@example.org',
    website: 'javascript:alert(1)',
    bookingUrl: null,
    source: null,
    organisation: 'Ville de Strasbourg',
    summary: 'x'.repeat(300),
    updatedAt: null,
  },
} as unknown as PlaceFeature<PlaceProperties>

function stop(name: string, start: string, hours = 3, more: Partial<UnitStop> = {}): UnitStop {
  const begin = new Date(`${start}:00+01:00`)
  return {
    place: {
      name,
      address: `1 rue de ${name}`,
      postalCode: '67000',
      commune: 'Strasbourg',
      communeCode: '67482',
      lonLat: [7.75, 48.58],
    },
    start: begin,
    end: new Date(begin.getTime() + hours * 3600_000),
    originalStart: begin,
    state: 'scheduled',
    note: null,
    ...more,
  }
}
const rowsOf = (...stops: UnitStop[]) => nationalRows(bus, stops, '2026-11-20')

describe('Numéribus in the national standard', () => {
  it('is one row for each place where it stops, with the dates as opening hours', () => {
    const rows = rowsOf(
      stop('Kléber', '2026-12-01T09:00'),
      stop('Gare', '2026-12-02T09:00'),
      stop('Kléber', '2026-12-15T09:00'),
      stop('Kléber', '2026-12-15T14:00'),
    )
    expect(rows.map(({ nom, horaires }) => [nom, horaires])).toEqual([
      ['Numéribus – Kléber', '2026 Dec 01 09:00-12:00; 2026 Dec 15 09:00-12:00,14:00-17:00'],
      ['Numéribus – Gare', '2026 Dec 02 09:00-12:00'],
    ])
  })

  it('has hours that we read ourselves as they stand', () => {
    const stops = Array.from({ length: 60 }, (_, index) =>
      stop('Kléber', `2026-12-${String((index % 28) + 1).padStart(2, '0')}T09:00`),
    )
    const [row] = rowsOf(...stops.slice(0, 28), stop('Kléber', '2026-12-31T22:00', 4))
    expect(row!.horaires).toContain('2026 Dec 31 22:00-26:00')
    expect(checkHours(row!.horaires)).toEqual({ valid: true, text: row!.horaires })
  })

  it('is not announced where it is cancelled, nor where nobody knows the commune', () => {
    const nowhere = stop('Gare', '2026-12-02T09:00')
    expect(
      rowsOf(stop('Kléber', '2026-12-01T09:00', 3, { state: 'cancelled' }), {
        ...nowhere,
        place: { ...nowhere.place, commune: null },
      }),
    ).toEqual([])
  })

  it('says what it is in the words of the standard', () => {
    const [row] = rowsOf(stop('Kléber', '2026-12-01T09:00'))
    expect(row).toMatchObject({
      pivot: '00000000000000',
      commune: 'Strasbourg',
      code_postal: '67000',
      code_insee: '67482',
      adresse: '1 rue de Kléber',
      latitude: '48.58',
      longitude: '7.75',
      typologie: 'ENM',
      itinerance: 'Itinérant',
      structure_parente: 'Numéribus',
      telephone: '+33353010078',
      site_web: '',
      date_maj: '2026-11-20',
      services: 'Maîtrise des outils numériques du quotidien|Insertion professionnelle via le numérique',
      publics_specifiquement_adresses: 'Seniors',
      prise_en_charge_specifique: 'Surdité|Langues étrangères (anglais)|Langues étrangères (autres)',
      frais_a_charge: 'Gratuit',
      modalites_acces: 'Se présenter|Téléphoner',
      modalites_accompagnement: 'Accompagnement individuel',
      dispositif_programmes_nationaux: 'Aidants Connect',
    })
    expect(row!.presentation_resume.length).toBeLessThanOrEqual(280)
  })

  it('names each place the same in every edition', () => {
    const ids = (...stops: UnitStop[]) => rowsOf(...stops).map(({ id }) => id)
    const [gare, kleber] = ids(stop('Gare', '2026-12-02T09:00'), stop('Kléber', '2026-12-03T09:00'))
    expect(ids(stop('Kléber', '2027-02-01T14:00'))).toEqual([kleber])
    expect(gare).not.toBe(kleber)
    expect(kleber).toBe('78-kleber-1-rue-de-kleber-67482')
  })
})
