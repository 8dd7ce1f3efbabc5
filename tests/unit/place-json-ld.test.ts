import { describe, expect, it } from 'vitest'
import { weekOf } from '../../server/opening-hours/week.ts'
import { emptyFacts, type PlaceFacts } from '../../server/places/place-facts.rules.ts'
import { wholeFeature } from '../../server/places/place-feature.rules.ts'
import { transitPlanner, walkingLink } from '../../server/places/place-journey.rules.ts'
import { placeJsonLd } from '../../server/places/place-json-ld.rules.ts'

const address = 'https://reperes.example/fr/places/1/lieu'

type Validity = { validFrom: string | null; validUntil: string | null }

function described(facts: Partial<PlaceFacts & Validity>, approximate = false) {
  const place = {
    ...emptyFacts,
    validFrom: null,
    validUntil: null,
    ...facts,
    id: 1,
    approximate,
    territories: [],
    territoryNames: [],
    source: null,
    licence: null,
    producer: null,
    verifiedAt: null,
    openingWeek: facts.openingHours ? weekOf(facts.openingHours) : null,
    texts: [],
    vehicle: null,
    stopNames: [],
    notices: [],
    sessionLanguages: [],
    sessionLevels: [],
    sessionTitles: [],
    alsoSaidBy: [],
    besidePlaces: [],
  }
  return placeJsonLd(wholeFeature(place), address)
}

const hoursOf = (openingHours: string) =>
  described({ openingHours }).openingHoursSpecification as
    | { dayOfWeek: string[]; opens: string; closes: string }[]
    | undefined

describe('A place in the words of schema.org', () => {
  it.each([
    ['library', 'Library'],
    ['town-hall', 'GovernmentOffice'],
    ['post-office', 'PostOffice'],
    ['association', 'LocalBusiness'],
    ['other', 'Place'],
  ] as const)('that is a %s is a %s', (kind, type) => {
    expect(described({ kind })['@type']).toBe(type)
  })

  it('stands nowhere when its position is only that of its commune', () => {
    const lonLat: [number, number] = [7.75, 48.58]
    expect(described({ lonLat }).geo).toMatchObject({ longitude: 7.75, latitude: 48.58 })
    expect(described({ lonLat }, true)).not.toHaveProperty('geo')
  })

  it('is free, or not, only when it says so without conditions', () => {
    expect(described({ fee: ['free'] }).isAccessibleForFree).toBe(true)
    expect(described({ fee: ['paid'] }).isAccessibleForFree).toBe(false)
    for (const fee of [[], ['free-with-conditions'], ['free', 'paid']] as PlaceFacts['fee'][]) {
      expect(described({ fee })).not.toHaveProperty('isAccessibleForFree')
    }
  })

  it('never leads to a script of its data', () => {
    expect(described({ websites: ['javascript:alert(1)'] })).not.toHaveProperty('sameAs')
  })

  it('keeps its hours for as long as it is there when it is temporary', () => {
    const hours = { openingHours: 'Mo 09:00-12:00' }
    const dates = { validFrom: '2026-12-07', validUntil: '2026-12-18' }
    expect(described({ ...hours, ...dates }).openingHoursSpecification).toMatchObject([
      { opens: '09:00', validFrom: '2026-12-07', validThrough: '2026-12-18' },
    ])
    const [always] = described(hours).openingHoursSpecification as object[]
    expect(always).not.toHaveProperty('validFrom')
    expect(always).not.toHaveProperty('validThrough')
  })

  it('opens on days with the same hours together', () => {
    expect(hoursOf('Mo,Tu 09:00-12:00,14:00-17:00; We 09:00-12:00')).toMatchObject([
      {
        dayOfWeek: [
          'https://schema.org/Monday',
          'https://schema.org/Tuesday',
          'https://schema.org/Wednesday',
        ],
        opens: '09:00',
        closes: '12:00',
      },
      { dayOfWeek: ['https://schema.org/Monday', 'https://schema.org/Tuesday'], opens: '14:00' },
    ])
  })

  it('closes after midnight on the next day, at midnight a minute before', () => {
    expect(hoursOf('Fr 16:30-24:00; Sa 14:00-01:00')).toMatchObject([
      { closes: '23:59' },
      { closes: '01:00' },
    ])
    expect(hoursOf('24/7')).toMatchObject([{ opens: '00:00', closes: '23:59' }])
    expect(hoursOf('24/7')![0]!.dayOfWeek).toHaveLength(7)
  })

  it.each([
    ['that need an appointment', 'Mo 09:00-12:00 "sur rdv"'],
    ['that change with the season', 'Apr-Oct We 10:00-12:00'],
    ['of some Saturdays', 'Sa[1] 10:00-12:00'],
    ['that stop in the school holidays', 'Mo 09:00-12:00; SH off'],
  ])('keeps hours to itself %s', (_, openingHours) => {
    expect(hoursOf(openingHours)).toBeUndefined()
  })
})

describe('The way to a place', () => {
  it('gives latitude before longitude, and leaves the start to the reader', () => {
    expect(walkingLink([7.75, 48.58])).toContain('route=%3B48.58%2C7.75')
  })

  it('names the planner of the region only inside it', () => {
    expect(transitPlanner('67482')).toEqual({ service: 'Fluo Grand Est', site: 'fluo.eu' })
    expect(transitPlanner('75056')).toBeUndefined()
    expect(transitPlanner(null)).toBeUndefined()
  })
})
