// What people find: near them, in a box, by what they need, by words, and all of it page by page.
import { beforeAll, describe, expect, it } from 'vitest'
import { facetNames, silentFacets } from '../../server/places/place-search.rules.ts'
import {
  type App,
  allPlaces,
  appOn,
  bringPlaces,
  fillWithStrasbourg,
  hasStrasbourgFile,
  type Light,
  search,
  type Whole,
} from '../databases/filled-app.ts'
import { describeWithDatabase, describeWithDemonstration } from '../databases/test-database.ts'

type LonLat = readonly [number, number]

/** Metres on the sphere that PostGIS measures by, written here a second time on purpose. */
function haversine([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const h =
    Math.sin(radians(latB - latA) / 2) ** 2 +
    Math.cos(radians(latA)) * Math.cos(radians(latB)) * Math.sin(radians(lonB - lonA) / 2) ** 2
  return 2 * 6_371_008.7714 * Math.asin(Math.sqrt(h))
}

const cathedral: LonLat = [7.7508, 48.5818]
const points: Record<string, LonLat> = {
  'the cathedral': cathedral,
  'a village in the west': [7.56, 48.58],
  'the other side of the earth': [-172.2, -48.6],
}
const ids = (places: { id: number }[]) => places.map(({ id }) => id)
const inOrder = (numbers: number[]) => numbers.toSorted((a, b) => a - b)

/** Places at one point, places at the date line, and one of a kind beside several. */
const madeByHand: Parameters<typeof bringPlaces>[1] = [
  ...Array.from({ length: 9 }, (_, index) => ({
    name: `Permanence ${index + 1} de la maison commune`,
    address: `${index + 1} rue du Point`,
    lonLat: [7.7001, 48.5001] as [number, number],
  })),
  { name: 'Club de la Baleine', address: '1 quai du Large', lonLat: [7.71, 48.51] as [number, number] },
  { name: 'Amis des Baleines', address: '9 quai du Port', lonLat: [7.72, 48.52] as [number, number] },
  // "caf" is the beginning of "café", in the name; it is the whole of a word here, far down among the procedures.
  { name: 'Café du Héron', address: '1 rue du Café', summary: 'Un café au bord de l’eau.' },
  {
    name: 'Guichet du Héron',
    address: '2 rue du Héron',
    procedures: ['family-allowance'],
    summary: 'Une formation chaque mois.',
  },
  { name: 'Café de la Girafe', address: '1 rue du Café, Girafe', summary: 'À la Girafe.' },
  {
    name: 'Guichet du Quartier',
    address: '3 rue Verte',
    procedures: ['family-allowance'],
    summary: 'Rue de la Girafe.',
  },
  { name: 'Fale Lomipeau', address: '1 rue du Matin', lonLat: [179.9, -14.2] as [number, number] },
  { name: 'Fale Talietumu', address: '2 rue du Soir', lonLat: [-179.9, -14.3] as [number, number] },
]

describeWithDemonstration('A search', ({ database }) => {
  let app: App
  let all: Whole[]

  beforeAll(async () => {
    await bringPlaces(database.db, madeByHand)
    app = await appOn(database.db)
    all = await allPlaces(app)
  })

  it('without any wish gives every place once', async () => {
    const { numberMatched, numberReturned, features } = await search(app, 'limit=1000')
    expect(numberMatched).toBe(78 + madeByHand.length)
    expect(numberReturned).toBe(numberMatched)
    expect(new Set(ids(features)).size).toBe(numberMatched)
  })

  describe.each(Object.entries(points))('near %s', (_, point) => {
    it('gives the places by true distance, and those without an exact place last', async () => {
      const { features } = await search(app, `near=${point}&limit=1000`)
      expect(inOrder(ids(features))).toEqual(inOrder(ids(all)))
      const exact = features.filter(({ properties }) => !properties.approximate)
      const approximate = features.slice(exact.length)
      expect(approximate.length).toBeGreaterThan(3)
      expect(approximate.every(({ properties }) => properties.approximate)).toBe(true)
      for (const part of [exact, approximate.filter(({ geometry }) => geometry)]) {
        const distances = part.map(({ geometry }) => haversine(point, geometry!.coordinates))
        expect(distances).toEqual(inOrder(distances))
      }
    })

    it('says how far each place is, to the metre', async () => {
      const { features } = await search(app, `near=${point}&limit=1000`)
      for (const { geometry, properties } of features) {
        if (!geometry) {
          expect(properties.distanceMetres).toBeUndefined()
          continue
        }
        const error = Math.abs(properties.distanceMetres! - haversine(point, geometry.coordinates))
        expect(error).toBeLessThan(1.5)
      }
    })

    it.each([300, 2_500, 200_000])('within %i metres gives those and no others', async (radius) => {
      const { features, numberMatched } = await search(app, `near=${point}&radius=${radius}&limit=1000`)
      const inside = all.filter(
        ({ geometry }) => geometry && haversine(point, geometry.coordinates) <= radius,
      )
      expect(inOrder(ids(features))).toEqual(inOrder(ids(inside)))
      expect(numberMatched).toBe(inside.length)
    })
  })

  it('tells no distance when no point was given', async () => {
    const { features } = await search(app, 'limit=1000')
    expect(features.some(({ properties }) => 'distanceMetres' in properties)).toBe(false)
  })

  it.each([
    ['the middle of Strasbourg', '7.73,48.57,7.77,48.6'],
    ['the same with heights', '7.73,48.57,0,7.77,48.6,900'],
    ['nothing but sea', '-30,0,-29,1'],
    ['the whole earth', '-180,-90,180,90'],
  ])('in a box gives the places of %s', async (_, bbox) => {
    const numbers = bbox.split(',').map(Number)
    const [west, south, east, north] =
      numbers.length === 6 ? numbers.toSpliced(5, 1).toSpliced(2, 1) : numbers
    const inside = all.filter(({ geometry }) => {
      const [lon, lat] = geometry?.coordinates ?? [Number.NaN, Number.NaN]
      return lon >= west! && lon <= east! && lat >= south! && lat <= north!
    })
    const { features } = await search(app, `bbox=${bbox}&limit=1000`)
    expect(ids(features)).toEqual(ids(inside))
  })

  it('in a box across the date line gives both shores', async () => {
    const { features } = await search(app, 'bbox=179,-20,-179,-10')
    expect(features.map(({ properties }) => properties.name)).toEqual(['Fale Lomipeau', 'Fale Talietumu'])
  })

  describe('by what people need', () => {
    // The level is of sessions, which are tested with their times.
    const ofPlaces = facetNames.filter((name) => name !== 'level')
    type Facet = (typeof ofPlaces)[number]
    const says = ({ properties }: Whole, name: Facet): string[] => {
      if (name === 'kind') return [properties.kind]
      return name === 'territory' ? properties.territories : (properties[name] as string[])
    }
    const codesSaid = (name: Facet) => [...new Set(all.flatMap((place) => says(place, name)))]
    const saysOne = (place: Whole, name: Facet, codes: string[]) =>
      codes.some((code) => says(place, name).includes(code))

    it.each(ofPlaces)('finds the places that say each code of %s', async (name) => {
      const codes = codesSaid(name)
      expect(codes.length).toBeGreaterThan(2)
      for (const code of codes) {
        const { features } = await search(app, `${name}=${code}&limit=1000`)
        expect(ids(features), `${name}=${code}`).toEqual(
          ids(all.filter((place) => saysOne(place, name, [code]))),
        )
      }
    })

    it.each(ofPlaces)('takes several codes of %s as one or the other', async (name) => {
      const codes = codesSaid(name).slice(-2)
      const { features } = await search(app, `${name}=${codes.join(',')}&limit=1000`)
      expect(ids(features)).toEqual(ids(all.filter((place) => saysOne(place, name, codes))))
    })

    it('takes several wishes as one and the other', async () => {
      const wanted = (place: Whole) =>
        saysOne(place, 'services', ['everyday-skills', 'work']) &&
        saysOne(place, 'languages', ['tr', 'ar']) &&
        saysOne(place, 'territory', ['commune-67482'])
      const { features } = await search(
        app,
        'services=everyday-skills,work&languages=tr,ar&territory=67482&limit=1000',
      )
      expect(features.length).toBeGreaterThan(2)
      expect(ids(features)).toEqual(ids(all.filter(wanted)))
    })

    it('does not count a place that says nothing, unless it is asked to', async () => {
      const { features, numberMayHelp } = await search(app, 'languages=tr&limit=1000')
      expect(features.every(({ properties }) => properties.languages.includes('tr'))).toBe(true)
      expect(numberMayHelp).toBeUndefined()
    })

    const wishes: [string, Partial<Record<Facet, string[]>>][] = [
      ['one wish', { languages: ['tr'] }],
      ['two wishes', { languages: ['tr', 'ar'], services: ['administrative-procedures'] }],
      ['a wish and a kind of place', { kind: ['library', 'association'], equipment: ['printer'] }],
      [
        'wishes in one neighbourhood',
        { territory: ['neighbourhood-67482-neuhof-stockfeld'], accessibility: ['lift'] },
      ],
    ]
    const queryOf = (wish: Partial<Record<Facet, string[]>>) =>
      Object.entries(wish)
        .map(([name, codes]) => `${name}=${codes}`)
        .join('&')

    it.each(wishes)('adds, for %s, after the matches, the places that say nothing on it', async (_, wish) => {
      const names = Object.keys(wish) as Facet[]
      const matches = all.filter((place) => names.every((name) => saysOne(place, name, wish[name]!)))
      const mayHelp = all.filter(
        (place) =>
          !matches.includes(place) &&
          names.every(
            (name) =>
              saysOne(place, name, wish[name]!) ||
              (silentFacets.includes(name) && says(place, name).length === 0),
          ),
      )
      expect(mayHelp.length).toBeGreaterThan(0)
      const found = await search(app, `${queryOf(wish)}&unknown=true&limit=1000`)
      expect(ids(found.features)).toEqual([...ids(matches), ...ids(mayHelp)])
      expect(found.features.map(({ properties }) => properties.mayHelp ?? false)).toEqual([
        ...matches.map(() => false),
        ...mayHelp.map(() => true),
      ])
      expect(found.numberMayHelp).toBe(mayHelp.length)
      expect(found.numberMatched).toBe(matches.length + mayHelp.length)
    })

    it('keeps matches before the others near a point too, however far they are', async () => {
      const { features } = await search(app, `languages=tr&unknown=true&near=${cathedral}&limit=1000`)
      const flags = features.map(({ properties }) => properties.mayHelp ?? false)
      expect(flags).toEqual(flags.toSorted())
      expect(new Set(flags).size).toBe(2)
    })

    it('adds nothing where a place cannot be silent', async () => {
      const { features, numberMayHelp } = await search(app, 'kind=library&unknown=true&limit=1000')
      expect(features.every(({ properties }) => properties.kind === 'library')).toBe(true)
      expect(numberMayHelp).toBeUndefined()
    })
  })

  describe('page by page', () => {
    const searches = [
      '',
      `near=${cathedral}`,
      'near=7.7001,48.5001&radius=5000',
      'q=association',
      'q=asociation',
      'languages=tr,ar&services=administrative-procedures&unknown=true',
      `near=${cathedral}&equipment=printer&unknown=true`,
      'bbox=7.6,48.4,7.9,48.7&q=rue',
    ]
    /** From one `next` link to the other, as a client does that knows nothing else. */
    async function walk(query: string, limit: number) {
      const pages: Awaited<ReturnType<typeof search>>[] = []
      let next: string | undefined = `/api/collections/places/items?${query}&limit=${limit}`.replace(
        '?&',
        '?',
      )
      while (next) {
        const page: (typeof pages)[number] = (await app.inject(next)).json()
        pages.push(page)
        const href = page.links.find(({ rel }) => rel === 'next')?.href
        next = href?.slice(href.indexOf('/api/'))
      }
      return pages
    }

    it.each(searches)('visits every place of “%s” exactly once and in one order', async (query) => {
      const [whole] = await walk(query, 1_000)
      expect(whole!.features.length).toBe(whole!.numberMatched)
      expect(whole!.numberMatched).toBeGreaterThan(7)
      for (const limit of [1, 7]) {
        const pages = await walk(query, limit)
        expect(pages.flatMap(({ features }) => features)).toEqual(whole!.features)
        expect(pages.every(({ features }) => features.length <= limit && features.length > 0)).toBe(true)
        expect(
          new Set(pages.map((page) => JSON.stringify([page.numberMatched, page.numberMayHelp]))),
        ).toEqual(new Set([JSON.stringify([whole!.numberMatched, whole!.numberMayHelp])]))
      }
    })

    it('gives places at one point by number', async () => {
      const { features } = await search(app, 'near=7.7001,48.5001&radius=1&limit=1000')
      expect(features.length).toBe(9)
      expect(ids(features)).toEqual(inOrder(ids(features)))
    })

    it('leads back by prev links as it came', async () => {
      const [first, second] = await walk('near=7.75,48.58', 7)
      const prev = second!.links.find(({ rel }) => rel === 'prev')!.href
      expect((await app.inject(prev.slice(prev.indexOf('/api/')))).json().features).toEqual(first!.features)
    })

    it('ends beyond the last place with an empty page that leads on to nowhere', async () => {
      const page = await search(app, 'offset=5000')
      expect(page.features).toEqual([])
      expect(page.numberMatched).toBe(all.length)
      expect(page.links.map(({ rel }) => rel)).not.toContain('next')
    })
  })

  it('in light detail says of each place what a card shows, and leaves out what is unknown', async () => {
    const { features } = await search<Light['properties']>(app, 'detail=light&limit=1000')
    expect(ids(features)).toEqual(ids(all))
    for (const [index, { properties, geometry }] of features.entries()) {
      const whole: Record<string, unknown> = all[index]!.properties
      expect(geometry).toEqual(all[index]!.geometry)
      expect(properties).not.toHaveProperty('description')
      expect(properties).not.toHaveProperty('openingHours')
      for (const [name, value] of Object.entries(properties)) {
        expect(value).toEqual(whole[name])
        expect(value).not.toBeNull()
        expect(value).not.toEqual([])
      }
    }
    const known = features.find(({ properties }) => properties.name === 'France Services Les Trois Ponts')!
    expect(known.properties).toMatchObject({
      phone: '+33353010001',
      languages: ['fr', 'ar', 'en', 'de', 'fsl'],
    })
  })

  it.each([
    ['bibliotheque heron', 'Bibliothèque du Héron'],
    ['ponts', 'France Services Les Trois Ponts'],
    ['pont', 'Association Le Pont des Langues'],
    ['girouettes', 'Maison des jeunes Les Quatre Girouettes'],
    ['le clic', 'Association Clic & Compagnie'],
    ['etabli metier', 'L’Établi des Métiers'],
    ['library heron', 'Bibliothèque du Héron'],
    ['post office vieux puits', 'Relais postal du Vieux Puits'],
    ['Hoenheim', 'École Les Marronniers, salle ouverte du samedi'],
    ['bibliothèques robertsau', 'Bibliothèque La Barque Bleue'],
  ])('of the demonstration for “%s” gives first %s', async (q, expected) => {
    const { features } = await search(app, `q=${encodeURIComponent(q)}`)
    expect(features[0]?.properties.name).toBe(expected)
  })

  it('for initials gives who says them before who says a longer word in their name', async () => {
    const { features } = await search(app, 'q=CAF&limit=1000')
    const helping = features.filter(({ properties }) => properties.procedures.includes('family-allowance'))
    expect(helping.length).toBeGreaterThan(5)
    const names = features.map(({ properties }) => properties.name)
    const café = names.indexOf('Café du Héron')
    expect(café).toBeGreaterThan(0)
    expect(ids(features.slice(0, café))).toEqual(expect.arrayContaining(ids(helping)))
    expect((await search(app, 'q=caf%20heron')).features[0]!.properties.name).toBe('Guichet du Héron')
    // Even where the rest of the question is in that name.
    expect((await search(app, 'q=caf%20girafe')).features[0]!.properties.name).toBe('Guichet du Quartier')
  })

  it.each([
    ['imprimente', 'imprimante'],
    ['mediatéque', 'mediatheque'],
    ['ordinateure', 'ordinateur'],
    ['Neudorff', 'neudorf'],
    ['bibliotek', 'bibliotheque'],
    ['formasion', 'formation'],
  ])('for “%s” looks for “%s”', async (q, expected) => {
    const { correctedWords, numberMatched } = await search(app, `q=${encodeURIComponent(q)}`)
    expect(correctedWords).toEqual([expected])
    expect(numberMatched).toBeGreaterThan(0)
  })

  it('for several finds one too', async () => {
    const { features } = await search(app, 'q=baleines')
    expect(features.map(({ properties }) => properties.name)).toEqual([
      'Amis des Baleines',
      'Club de la Baleine',
    ])
  })
})

describe.skipIf(!hasStrasbourgFile)('Words (skipped where the real files are absent)', () => {
  describeWithDatabase('typed by people of Strasbourg', ({ database }) => {
    let app: App
    beforeAll(async () => {
      await fillWithStrasbourg(database.db)
      app = await appOn(database.db)
    })

    it.each([
      // As on the sign, in any spelling.
      ['Médiathèque ÉLSAU', 'Médiathèque Elsau'],
      ['mediatheque olympe de gouges', 'Médiathèque Olympe de Gouges'],
      ['emmaüs', 'Emmaus Connect Fondateur Abbe Pierre'],
      ["L'ASSOCIATION TROC-SAVOIRS", 'Association Troc Savoirs'],
      ['Alsace Digitale', 'Alsace Digitale'],
      ['france-services poste kleber', 'France services de Schiltigheim Kléber (La Poste)'],
      ['face', 'FACE Alsace'],
      // Part of it, or a word half typed.
      ['schoelcher', 'Association du Centre Social et Culturel Victor Schoelcher'],
      ['biblio wolf', 'Bibliotheque Municipale'],
      ['chomeur', 'Ass Bas Rhin Chomeurs-Demandeurs Emploi'],
      ['maison pot', 'La maison des potes de Strasbourg'],
      ['les familles', 'Association Générale des Familles du Bas-Rhin'],
      // The words in another order.
      ['meinau centre', 'Centre SocioCulturel de la Meinau'],
      ['schiltigheim poste', 'France services de Schiltigheim Kléber (La Poste)'],
      ['savoirs troc', 'Association Troc Savoirs'],
      // Where it is.
      ['67100', 'Ass Bas Rhin Chomeurs-Demandeurs Emploi'],
      ['montagne verte', 'Centre Médico Social de La Montagne Verte'],
      ['rue kuhn', 'Médiathèque Olympe de Gouges'],
      ["presqu'île malraux", 'Shadok'],
      ['shadok strasbourg', 'Shadok'],
      ['67450 bibliothèque', 'Bibliothèque'],
      ['ccas schiltigheim', 'CCAS de la Ville de Schiltigheim'],
      // What it is, in the words of the screens.
      ['bibliotheque', 'Bibliothèque'],
      ['library meinau', 'Médiathèque De La Meinau'],
      ['médiathèques reichstett', 'Médiathèque'],
      // Said otherwise than on the sign.
      ['csc meinau', 'Centre SocioCulturel de la Meinau'],
      ['centre socio-culturel de la meinau', 'Centre SocioCulturel de la Meinau'],
      ['centre communal action sociale', 'CCAS de la Ville de Schiltigheim'],
      // Misspelt.
      ['mediateque meinau', 'Médiathèque De La Meinau'],
      ['trok savoir', 'Association Troc Savoirs'],
      ['emaus', 'Emmaus Connect Fondateur Abbe Pierre'],
      ['schelcher', 'Association du Centre Social et Culturel Victor Schoelcher'],
      ['lamperthiem', 'Bibliothèque'],
      ['rue kageneque', 'Emmaus Connect Fondateur Abbe Pierre'],
      // More than anybody says.
      ['aide pour les familles', 'Association Générale des Familles du Bas-Rhin'],
      ['plombier vendenheim', 'Médiathèque'],
      ['médiathèque du neudorf', 'Médiathèque'],
    ])('“%s” gives first %s', async (q, expected) => {
      const { features } = await search(app, `q=${encodeURIComponent(q)}`)
      expect(features[0]?.properties.name).toBe(expected)
    })

    it('says with which words it looked when it looked with others', async () => {
      expect(await search(app, 'q=mediateque%20meinau')).toMatchObject({
        numberMatched: 1,
        correctedWords: ['mediatheque', 'meinau'],
      })
      expect((await search(app, 'q=plombier%20vendenheim')).correctedWords).toEqual(['vendenheim'])
      expect((await search(app, 'q=mediatheque%20neudorf')).correctedWords).toEqual(['mediatheque'])
      expect((await search(app, 'q=meinau')).correctedWords).toBeUndefined()
    })

    it('does not blame the words when it is a wish that nobody meets', async () => {
      const found = await search(app, 'q=mediatheque%20meinau&languages=zh')
      expect(found.features).toEqual([])
      expect(found.correctedWords).toBeUndefined()
    })

    it('of no sense find nothing', async () => {
      expect((await search(app, 'q=xyzzyx')).features).toEqual([])
    })
  })
})
