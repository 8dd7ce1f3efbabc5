// Hours of which no dates can be told: nobody is said to be open or closed. The clock stands at Friday 20 November 2026, 11:00.
import { beforeAll, expect, it } from 'vitest'
import { placePath } from '../../server/places/place-address.rules.ts'
import { publishPlaces } from '../../server/places/publication.actions.ts'
import { type App, appOn, bringPlaces, type Light, now, search } from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { textOf } from './page-text.ts'

const inTerm = 'Mo-Su 09:00-18:00; SH off'
const places = [
  { name: 'Bibliothèque de Strasbourg', openingHours: inTerm },
  { name: 'Bibliothèque d’Ajaccio', communeCode: '2A004', commune: 'Ajaccio', openingHours: inTerm },
  {
    name: 'Case numérique de Saint-Denis',
    communeCode: '97411',
    commune: 'Saint-Denis',
    openingHours: 'Mo-Su 09:00-18:00',
  },
  {
    name: 'Espace de Nouméa',
    communeCode: null,
    commune: 'Nouméa',
    postalCode: '98800',
    openingHours: '24/7',
  },
]

const pathOf = (id: number, name: string) => encodeURI(placePath('fr', id, name))

describeWithDatabase('Hours of which no dates can be told', ({ database }) => {
  let app: App
  const appAt = (instant: string) => appOn(database.db, { now: () => new Date(instant) })
  const page = async (name: string, instant?: string) => {
    const then = instant ? await appAt(instant) : app
    const [found] = (await search<Light['properties']>(app, `q=${encodeURIComponent(name)}`)).features
    return textOf((await then.inject(pathOf(found!.id, name))).body)
  }
  const card = async (name: string, instant?: string) => {
    const then = instant ? await appAt(instant) : app
    const { body } = await then.inject(`/fr/find?q=${encodeURIComponent(name)}`)
    return textOf(body.slice(body.indexOf('class="card"'), body.indexOf('card-end')))
  }

  beforeAll(async () => {
    await bringPlaces(database.db, places)
    app = await appOn(database.db)
  })

  it.each([
    ['overseas, where clocks are others', 'Case numérique de Saint-Denis', now().toISOString()],
    ['where the postal code alone tells of other clocks', 'Espace de Nouméa', now().toISOString()],
    ['in Corsica, whose school holidays are in no calendar of ours', 'Bibliothèque d’Ajaccio', undefined],
    ['after the end of the school calendar', 'Bibliothèque de Strasbourg', '2028-08-01T10:00:00Z'],
  ])('are told as a week, and not as open or closed now: %s', async (_because, name, instant) => {
    for (const said of [await card(name, instant), await page(name, instant)]) {
      expect(said).toMatch(/9:00|9 h|Toujours ouvert|jour et nuit/i)
      expect(said).not.toMatch(/Ouvert jusqu|Fermé aujourd|^Fermé$|Ouvre /m)
    }
  })

  it('are no match of “open now”, and stand among those to ask', async () => {
    const { features } = await search(app, 'open=now&unknown=true')
    expect(features.map(({ properties }) => [properties.name, properties.mayHelp ?? false])).toEqual([
      ['Bibliothèque de Strasbourg', false],
      ['Bibliothèque d’Ajaccio', true],
      ['Case numérique de Saint-Denis', true],
      ['Espace de Nouméa', true],
    ])
  })

  it('but where they can be told, they are, up to the end of the school calendar', async () => {
    expect(await card('Bibliothèque de Strasbourg')).toMatch(/Ouvert jusqu’à 18/)
    const { db } = database
    const { id } = await db
      .selectFrom('place')
      .select('id')
      .where('name', '=', 'Bibliothèque de Strasbourg')
      .executeTakeFirstOrThrow()
    const last = new Date('2028-07-03T10:00:00Z')
    await db.transaction().execute((trx) => publishPlaces(trx, [id], last))
    const { body } = await (await appAt(last.toISOString())).inject(pathOf(id, 'Bibliothèque de Strasbourg'))
    const week = /<div class="no-print"><div class="hours">.*?<\/table>/s.exec(body)![0]
    expect(week.match(/<th scope="row">\w+/g)).toEqual(['<th scope="row">Lundi', '<th scope="row">Mardi'])
    expect(textOf(body)).toMatch(/Ouvert jusqu’à 18/)
    await db.transaction().execute((trx) => publishPlaces(trx, [id], now()))
  })
})
