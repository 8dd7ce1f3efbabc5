// What the demonstration places and the reference data of `seeds/` promise to the rest of the project.

import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import OpeningHours, { type opening_hours } from 'opening_hours'
import { describe, expect, it } from 'vitest'
import { datedFrom, type SeedDates } from '../../server/imports/demonstration-dates.rules.ts'
import { emptyUnitFacts, type UnitFacts } from '../../server/mobile-units/unit-facts.rules.ts'
import { checkHours } from '../../server/opening-hours/check.ts'
import { emptyFacts, type LonLat, type PlaceFacts } from '../../server/places/place-facts.rules.ts'
import { codesOf, kindCodes, kindOf, listVocabularyNames } from '../../server/places/vocabularies.rules.ts'
import { addDays } from '../../server/sessions/day.rules.ts'
import {
  closureReasons,
  levels,
  type SessionFacts,
  type StopPlace,
  sessionKinds,
} from '../../server/sessions/session.rules.ts'

type DemoText = { language: string; kind: 'summary' | 'description'; text: string }
type DemoPlace = Partial<PlaceFacts> & Pick<PlaceFacts, 'name' | 'kind'> & { id: string; texts?: DemoText[] }
type Neighbourhood = {
  properties: { code: string; name: string; commune: string; approximate: boolean }
  geometry: { type: 'Polygon'; coordinates: LonLat[][] }
}
type Commune = { code: string; type: string; nom: string; codesPostaux?: string[] }

const root = new URL('../../', import.meta.url)
const readJson = <T>(path: string | URL): T => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
const division = <T>(name: string) =>
  readJson<T>(
    `file://${createRequire(import.meta.url).resolve(`@etalab/decoupage-administratif/data/${name}.json`)}`,
  )

const places = readJson<DemoPlace[]>('seeds/demo-places.json')
const neighbourhoods = readJson<{ note: string; features: Neighbourhood[] }>('seeds/neighbourhoods.geojson')
const centres = readJson<Record<string, LonLat>>('seeds/commune-centres.json')
const members = division<{ code: string; membres: { code: string }[] }[]>('epci')
  .find(({ code }) => code === '246700488')!
  .membres.map(({ code }) => code)
const communes = new Map(
  division<Commune[]>('communes')
    .filter(({ code, type }) => type === 'commune-actuelle' && members.includes(code))
    .map((commune) => [commune.code, commune]),
)

const rings = neighbourhoods.features.map(({ geometry }) => geometry.coordinates[0]!)
const edgesOf = (ring: LonLat[]) => ring.slice(1).map((end, index): [LonLat, LonLat] => [ring[index]!, end])

function isInside([x, y]: LonLat, ring: LonLat[]): boolean {
  const crossed = edgesOf(ring).filter(
    ([[ax, ay], [bx, by]]) => ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax,
  )
  return crossed.length % 2 === 1
}
const neighbourhoodsAt = (point: LonLat) =>
  neighbourhoods.features
    .filter((_, index) => isInside(point, rings[index]!))
    .map(({ properties }) => properties.code)

/** On which side of the line a–b is c? */
const side = ([ax, ay]: LonLat, [bx, by]: LonLat, [cx, cy]: LonLat) =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
const cross = ([a, b]: [LonLat, LonLat], [c, d]: [LonLat, LonLat]) =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0

/** The places that break a rule, by name, so that a failure says whom to correct. */
const breaking = (rule: (place: DemoPlace) => boolean) =>
  places.filter(rule).map(({ id, name }) => `${id} ${name}`)

describe('The demonstration places', () => {
  it('are at least 66, each with its own id and name, and say nothing that a place cannot know', () => {
    expect(places.length).toBeGreaterThanOrEqual(66)
    expect(new Set(places.map(({ id }) => id)).size).toBe(places.length)
    expect(new Set(places.map(({ name }) => name)).size).toBe(places.length)
    const known = new Set(['id', 'texts', ...Object.keys(emptyFacts)])
    expect(places.flatMap((place) => Object.keys(place)).filter((field) => !known.has(field))).toEqual([])
  })

  it.each(listVocabularyNames)('use every code of %s three times or more, and no other', (vocabulary) => {
    const used = places.flatMap((place) => place[vocabulary] ?? []) as string[]
    const known = codesOf(vocabulary) as string[]
    expect(used.filter((code) => !known.includes(code))).toEqual([])
    expect(known.filter((code) => used.filter((other) => other === code).length < 3)).toEqual([])
  })

  it('show every kind of place three times or more, in agreement with its national code', () => {
    const shown = (kind: string) => places.filter((place) => place.kind === kind).length
    expect(kindCodes.filter((kind) => shown(kind) < 3)).toEqual([])
    expect(breaking(({ kind }) => !kindCodes.includes(kind))).toEqual([])
    expect(
      breaking(({ kind, typologies }) => typologies !== undefined && kindOf(typologies) !== kind),
    ).toEqual([])
  })

  it('help in each of the languages of the territory in two places or more', () => {
    const spoken = 'fr de en tr ar ru es pt ro uk sq ps fa gsw fsl'.split(' ')
    const helping = (language: string) =>
      places.filter(({ languages }) => languages?.includes(language)).length
    expect(spoken.filter((language) => helping(language) < 2)).toEqual([])
    expect(
      places.flatMap(({ languages }) => languages ?? []).filter((code) => !spoken.includes(code)),
    ).toEqual([])
  })

  it('give amounts only for the equipment that they have', () => {
    const amounts = ({ equipmentAmounts = {} }: DemoPlace) => Object.entries(equipmentAmounts)
    expect(places.some((place) => amounts(place).length > 0)).toBe(true)
    const wrong = (place: DemoPlace) =>
      amounts(place).some(([code, amount]) => amount < 1 || !(place.equipment as string[]).includes(code))
    expect(breaking(wrong)).toEqual([])
  })

  it('lie in at least 14 communes of the Eurométropole, named as the commune and with one of its postal codes', () => {
    expect(new Set(places.map(({ communeCode }) => communeCode)).size).toBeGreaterThanOrEqual(14)
    expect(breaking((place) => communes.get(place.communeCode ?? '')?.nom !== place.commune)).toEqual([])
    const foreignPostalCode = ({ communeCode, postalCode }: DemoPlace) =>
      postalCode !== undefined && !communes.get(communeCode!)!.codesPostaux!.includes(postalCode!)
    expect(breaking(foreignPostalCode)).toEqual([])
  })

  it('lie in one neighbourhood when they are in Strasbourg, at least four in each, and in none when outside', () => {
    const located = places.filter(({ lonLat }) => lonLat)
    const inStrasbourg = located.filter(({ communeCode }) => communeCode === '67482')
    expect(inStrasbourg.filter(({ lonLat }) => neighbourhoodsAt(lonLat!).length !== 1)).toEqual([])
    expect(
      located.filter((place) => !inStrasbourg.includes(place) && neighbourhoodsAt(place.lonLat!).length),
    ).toEqual([])
    const found = inStrasbourg.flatMap(({ lonLat }) => neighbourhoodsAt(lonLat!))
    const codes = neighbourhoods.features.map(({ properties }) => properties.code)
    expect(codes.filter((code) => found.filter((other) => other === code).length < 4)).toEqual([])
  })

  it('leave some things unknown: a few have no position, no hours, or only a name and a commune', () => {
    expect(places.filter(({ lonLat }) => !lonLat).length).toBeGreaterThanOrEqual(3)
    expect(places.filter(({ openingHours }) => !openingHours).length).toBeGreaterThanOrEqual(5)
    expect(places.filter(({ services, lonLat }) => !services && !lonLat).length).toBeGreaterThanOrEqual(2)
    expect(breaking((place) => Object.values(place).some((value) => value === null || value === ''))).toEqual(
      [],
    )
  })

  it('can be called, written to or visited by nobody real', () => {
    const phones = places.flatMap(({ phone }) => phone ?? [])
    expect(phones.filter((phone) => !/^\+3335301\d{4}$/.test(phone))).toEqual([])
    expect(new Set(phones).size).toBe(phones.length)
    const links = places.flatMap(({ websites, bookingUrl }) => [
      ...(websites ?? []),
      ...(bookingUrl ? [bookingUrl] : []),
    ])
    expect(links.filter((link) => !link.startsWith('https://example.org/'))).toEqual([])
    const emails = places.flatMap((place) => place.emails ?? [])
    expect(emails.filter((email) => !/^[a-z-]+@example\.org$/.test(email))).toEqual([])
    expect(breaking((place) => place.pivot !== undefined || place.accessibilityUrl !== undefined)).toEqual([])
  })

  it('tell about themselves in short summaries, with dates between March and November 2026', () => {
    const summaries = ({ summary, texts = [] }: DemoPlace) => [
      summary ?? '',
      ...texts.filter(({ kind }) => kind === 'summary').map(({ text }) => text),
    ]
    expect(breaking((place) => summaries(place).some((text) => text.length > 280))).toEqual([])
    expect(breaking(({ updatedAt }) => !/^2026-(0[3-9]|1[01])-([0-2]\d|30)$/.test(updatedAt ?? ''))).toEqual(
      [],
    )
    const languages = places.flatMap(({ texts }) => texts ?? []).map(({ language }) => language)
    expect([...new Set(languages)].sort()).toEqual(['ar', 'de', 'en', 'tr'])
    expect(places.filter(({ summary }) => summary).length).toBeGreaterThanOrEqual(25)
    expect(places.filter(({ description }) => description).length).toBeGreaterThanOrEqual(12)
  })

  it('share three addresses between two different services, and are nobody twice', () => {
    const byAddress = Map.groupBy(
      places.filter(({ address }) => address),
      ({ address, communeCode }) => `${address} ${communeCode}`,
    )
    const shared = [...byAddress.values()].filter((group) => group.length > 1)
    expect(shared.length).toBe(3)
    expect(shared.filter((group) => new Set(group.map(({ kind }) => kind)).size < group.length)).toEqual([])
  })
})

type DemoUnit = Partial<Omit<UnitFacts, 'name'>> & {
  id: string
  name: string
  texts: DemoText[]
  stops: (StopPlace & { dates: SeedDates })[]
}
const units = readJson<DemoUnit[]>('seeds/demo-units.json')
const { sessions, notices, validities } = readJson<{
  sessions: (SessionFacts & { place: string; dates: SeedDates })[]
  notices: {
    place: string
    from: number
    until: number
    kind: string
    reason: string | null
    text: string | null
  }[]
  validities: { place: string; from: number; until: number }[]
}>('seeds/demo-sessions.json')

describe('The demonstration’s mobile units', () => {
  it('are a bus and a bike, say that they are invented, and nothing that a unit cannot know', () => {
    expect(units.map(({ vehicle }) => vehicle)).toEqual(['bus', 'cargo-bike'])
    expect(units.filter(({ name }) => !/\(démonstration\)$/.test(name))).toEqual([])
    const known = new Set(['id', 'texts', 'stops', ...Object.keys(emptyUnitFacts)])
    expect(units.flatMap((unit) => Object.keys(unit)).filter((field) => !known.has(field))).toEqual([])
    for (const name of listVocabularyNames)
      expect(
        units
          .flatMap((unit) => unit[name] ?? [])
          .filter((code) => !(codesOf(name) as string[]).includes(code)),
      ).toEqual([])
  })

  it('speak to their readers in all five languages, briefly', () => {
    for (const { summary, texts } of units) {
      const summaries = texts.filter(({ kind }) => kind === 'summary')
      expect(summaries.map(({ language }) => language).sort()).toEqual(['ar', 'de', 'en', 'tr'])
      for (const text of [summary!, ...summaries.map((each) => each.text)])
        expect(text.length).toBeLessThanOrEqual(280)
    }
  })

  it('stop in their communes and neighbourhoods, under their postal codes', () => {
    for (const { communeCode, commune, postalCode, lonLat } of units.flatMap(({ stops }) => stops)) {
      expect(communes.get(communeCode!)).toMatchObject({ nom: commune })
      expect(communes.get(communeCode!)!.codesPostaux).toContain(postalCode)
      expect(neighbourhoodsAt(lonLat)).toHaveLength(communeCode === '67482' ? 1 : 0)
    }
    const [bus] = units
    expect(new Set(bus!.stops.map(({ communeCode }) => communeCode)).size).toBeGreaterThanOrEqual(4)
  })

  it('come within a few days, whatever the day', () => {
    for (let ahead = 0; ahead < 14; ahead++) {
      const today = addDays('2026-11-23', ahead)
      for (const { name, stops } of units) {
        const next = stops
          .map(({ dates }) => {
            const { recurrence, changes } = datedFrom(dates, today)
            const step = dates.every === 'fortnight' ? 14 : 7
            const off = [
              ...recurrence.exceptions,
              ...changes.map(({ originalStart }) => originalStart.slice(0, 10)),
            ]
            let date = recurrence.start.slice(0, 10)
            while (date <= today || off.includes(date)) date = addDays(date, step)
            return date
          })
          .sort()[0]!
        expect(next <= addDays(today, 5), `${name} after ${today}: ${next}`).toBe(true)
      }
    }
  })

  it('leave one date out, and cancel one with its reason', () => {
    const dates = units.flatMap(({ stops }) => stops.map((stop) => stop.dates))
    expect(dates.filter(({ skipped }) => skipped).length).toBe(1)
    expect(dates.flatMap(({ cancelled }) => cancelled?.note ?? [])).toEqual([
      expect.stringMatching(/réparation/),
    ])
  })

  it('can be called by nobody real', () => {
    for (const { phone, email, website } of units) {
      expect(phone).toMatch(/^\+3335301\d{4}$/)
      expect(email ?? '@example.org').toMatch(/@example\.org$/)
      expect(website ?? 'https://example.org/').toMatch(/^https:\/\/example\.org\//)
    }
  })
})

describe('What happens at the demonstration places', () => {
  it('happens at places that there are', () => {
    const known = places.map(({ id }) => id)
    const named = [...sessions, ...notices, ...validities].map(({ place }) => place)
    expect(named.filter((id) => !known.includes(id))).toEqual([])
  })

  it('has a title in each of the five languages, and codes that we know', () => {
    for (const { titles, kind, level = null, languages } of sessions) {
      expect(Object.keys(titles).sort()).toEqual(['ar', 'de', 'en', 'fr', 'tr'])
      expect(sessionKinds).toContain(kind)
      expect([null, ...levels]).toContain(level)
      expect(languages.length).toBeGreaterThan(0)
    }
    expect(new Set(sessions.map(({ kind }) => kind))).toEqual(new Set(['workshop', 'permanence', 'open-day']))
  })

  it('shows a closure now, one to come, a notice and a temporary place', () => {
    const closures = notices.filter(({ kind }) => kind === 'closed')
    expect(closures.filter(({ from, until }) => from <= 0 && until >= 0)).toHaveLength(1)
    expect(closures.filter(({ from }) => from > 0)).toHaveLength(1)
    expect(
      closures.every(({ reason }) => (closureReasons as readonly (string | null)[]).includes(reason)),
    ).toBe(true)
    expect(notices.filter(({ kind, text }) => kind === 'notice' && text)).toHaveLength(1)
    expect(validities).toHaveLength(1)
  })
})

describe('The opening hours of the demonstration places', () => {
  // School holidays are found by zone, public holidays of Alsace by department: one object cannot do both.
  const read = (hours: string, state = hours.includes('SH') ? 'Zone B' : 'Bas-Rhin'): opening_hours =>
    new OpeningHours(hours, { lat: 48.58, lon: 7.75, address: { country_code: 'fr', state } })
  const intervals = (hours: string) =>
    read(hours).getOpenIntervals(new Date('2026-03-01'), new Date('2027-03-01'))
  const withHours = places.filter(({ openingHours }) => openingHours)

  it('parse, are stored as the project writes them, and open at some time of the year', () => {
    const wrong = withHours.filter(({ openingHours }) => {
      const check = checkHours(openingHours!)
      return !check.valid || check.text !== openingHours || intervals(openingHours!).length === 0
    })
    expect(wrong.map(({ openingHours }) => openingHours)).toEqual([])
  })

  it('invite nobody to walk in where one comes by appointment only, or where no public is received', () => {
    const byAppointment = withHours.filter(({ openingHours }) =>
      intervals(openingHours!).every(([, , unknown]) => unknown),
    )
    expect(byAppointment.length).toBeGreaterThanOrEqual(5)
    expect(byAppointment.filter(({ contactModes }) => contactModes?.includes('walk-in'))).toEqual([])
    const contradicting = ({ contactModes = [] }: DemoPlace) =>
      contactModes.includes('walk-in') && contactModes.includes('not-public')
    expect(breaking(contradicting)).toEqual([])
  })

  it('are of many kinds: always, past midnight, by week of the month, in school holidays, only as a sentence', () => {
    const all = withHours.map(({ openingHours }) => openingHours!)
    for (const kind of [/^24\/7$/, /-01:00/, /Sa\[1\]/, /SH off/, /PH off/, /"sur rdv"/, /12:00,1[34]/])
      expect(all.filter((hours) => kind.test(hours)).length, String(kind)).toBeGreaterThanOrEqual(1)
    expect(
      places.filter((place) => place.openingHoursGiven && !place.openingHours).length,
    ).toBeGreaterThanOrEqual(3)
  })
})

/** The cathedral, the station and other points that everybody in Strasbourg knows, and where they belong. */
const landmarks: [string, LonLat, string][] = [
  ['the cathedral', [7.751, 48.5818], 'centre-republique'],
  ['the station', [7.7345, 48.5851], 'gare-tribunal-porte-de-schirmeck'],
  ['Hautepierre', [7.707, 48.593], 'cronenbourg-hautepierre'],
  ['Cronenbourg', [7.716, 48.6], 'cronenbourg-hautepierre'],
  ['Koenigshoffen', [7.715, 48.58], 'koenigshoffen-montagne-verte-elsau'],
  ['the Elsau', [7.718, 48.566], 'koenigshoffen-montagne-verte-elsau'],
  ['the Montagne Verte', [7.712, 48.567], 'koenigshoffen-montagne-verte-elsau'],
  ['the Meinau', [7.75, 48.5491], 'meinau'],
  ['Neudorf', [7.762, 48.565], 'neudorf-port-du-rhin'],
  ['the Presqu’île Malraux', [7.7639, 48.574], 'neudorf-port-du-rhin'],
  ['the Port du Rhin', [7.79, 48.571], 'neudorf-port-du-rhin'],
  ['the Neuhof', [7.763, 48.545], 'neuhof-stockfeld'],
  ['the Stockfeld', [7.772, 48.53], 'neuhof-stockfeld'],
  ['the Esplanade', [7.768, 48.579], 'bourse-esplanade-krutenau'],
  ['the Krutenau', [7.757, 48.579], 'bourse-esplanade-krutenau'],
  ['the Orangerie', [7.775, 48.592], 'orangerie-conseil-des-xv'],
  ['the Robertsau', [7.785, 48.603], 'robertsau-wacken'],
  ['the Wacken', [7.765, 48.598], 'robertsau-wacken'],
]

describe('The ten neighbourhoods of Strasbourg', () => {
  it('say that they are drawn by us and approximate', () => {
    expect(neighbourhoods.features.length).toBe(10)
    expect(neighbourhoods.note).toMatch(/drawn by us.*approximate/)
    for (const { properties, geometry } of neighbourhoods.features) {
      expect(properties).toMatchObject({ commune: '67482', approximate: true })
      expect(properties.code).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(geometry.coordinates.length).toBe(1)
    }
  })

  it.each(landmarks)('place %s where it is', (_, point, code) => {
    expect(neighbourhoodsAt(point)).toEqual([code])
  })

  it('never cross themselves or each other, and leave no gap between neighbours', () => {
    const edges = rings.flatMap(edgesOf)
    expect(edges.filter((edge, index) => edges.slice(index + 1).some((other) => cross(edge, other)))).toEqual(
      [],
    )
    // A shared edge is walked once in each direction; the edges walked once are the outer limit, one closed walk.
    const walked = new Set(edges.map(([a, b]) => `${a} ${b}`))
    const outer = new Map(
      edges.filter(([a, b]) => !walked.has(`${b} ${a}`)).map(([a, b]) => [`${a}`, `${b}`]),
    )
    const start = [...outer.keys()][0]!
    let steps = 1
    for (
      let at = outer.get(start);
      at !== undefined && at !== start && steps <= outer.size;
      at = outer.get(at)
    )
      steps++
    expect(steps).toBe(outer.size)
    expect(walked.size).toBe(edges.length)
  })
})

describe('The reference points against the real outlines', () => {
  const file = new URL('../shared/data/boundaries/ems-33-communes.geojson', root)
  type Outline = {
    properties: { code: string }
    geometry:
      | { type: 'Polygon'; coordinates: LonLat[][] }
      | { type: 'MultiPolygon'; coordinates: LonLat[][][] }
  }
  const outlinesOf = (code: string): LonLat[][] => {
    const { geometry } = readJson<{ features: Outline[] }>(file).features.find(
      ({ properties }) => properties.code === code,
    )!
    return geometry.type === 'Polygon'
      ? [geometry.coordinates[0]!]
      : geometry.coordinates.map(([outer]) => outer!)
  }

  it('give each of the 33 communes a centre', () => {
    expect(Object.keys(centres).sort()).toEqual([...members].sort())
  })

  it('put each centre inside its commune, and each located place too', ({ skip }) => {
    skip(!existsSync(file), 'the outlines of the communes are not beside the project')
    const isWithin = (code: string, point: LonLat) => outlinesOf(code).some((ring) => isInside(point, ring))
    expect(Object.entries(centres).filter(([code, centre]) => !isWithin(code, centre))).toEqual([])
    expect(
      breaking(({ communeCode, lonLat }) => Boolean(lonLat) && !isWithin(communeCode!, lonLat!)),
    ).toEqual([])
  })

  it('cover at least 97 % of Strasbourg with the ten neighbourhoods', ({ skip }) => {
    skip(!existsSync(file), 'the outlines of the communes are not beside the project')
    const [strasbourg] = outlinesOf('67482')
    const points: LonLat[] = []
    for (let lon = 7.68; lon < 7.84; lon += 0.002)
      for (let lat = 48.49; lat < 48.65; lat += 0.0014) points.push([lon, lat])
    const inStrasbourg = points.filter((point) => isInside(point, strasbourg!))
    const covered = inStrasbourg.filter((point) => neighbourhoodsAt(point).length === 1)
    expect(covered.length / inStrasbourg.length).toBeGreaterThan(0.97)
  })
})
