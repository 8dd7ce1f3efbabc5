// The page of a bus, as Amina reads it before she leaves home.
import { beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { publishUnits } from '../../server/mobile-units/unit-publication.actions.ts'
import { readUnits, updateUnit } from '../../server/mobile-units/unit-store.queries.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { type App, allPlaces, appOn, bringPlaces, now, strasbourg } from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { bringUnit, cancelled } from '../databases/units-in.ts'
import { said, textOf, withoutOwnScripts } from './page-text.ts'

const kleber = {
  name: 'Place Kléber',
  address: 'place Kléber',
  lonLat: [7.7455, 48.5834] as [number, number],
}

describeWithDatabase('The page of a bus', ({ database }) => {
  let app: App
  let bus: number
  const on = (instant: string) => appOn(database.db, { now: () => new Date(instant) })
  const read = async (from: App, path = `/fr/mobile/${bus}`) => {
    const response = await from.inject(path)
    expect(response.statusCode, path).toBe(200)
    return response.body
  }

  beforeAll(async () => {
    await keepTerritories(database.db, strasbourg)
    await bringPlaces(database.db, [{ name: 'Médiathèque', lonLat: [7.7603, 48.5735] }])
    bus = await bringUnit(
      database.db,
      {
        name: 'Numéribus <img>',
        organisation: 'Ville de Strasbourg',
        services: ['work'],
        languages: ['fr', 'tr'],
        equipment: ['computer'],
        equipmentAmounts: { computer: 4 },
        fee: ['free'],
        phone: '+33353010000',
        website: 'javascript:alert(1)',
        summary: 'On vient à vous.',
      },
      [
        {
          ...kleber,
          start: '2026-11-24T09:00',
          rule: 'FREQ=WEEKLY;INTERVAL=2',
          changes: [cancelled('2026-12-08T09:00', 'panne du véhicule')],
        },
        { ...kleber, name: 'Gare "centrale"', lonLat: [7.7345, 48.5851], start: '2026-12-01T14:00' },
      ],
      [
        {
          kind: 'closed',
          from: '2027-01-04',
          until: '2027-01-10',
          reason: 'works',
          text: null,
          language: 'fr',
        },
        {
          kind: 'notice',
          from: '2026-11-01',
          until: '2026-11-30',
          reason: null,
          text: 'Prenez vos papiers.',
          language: 'fr',
        },
      ],
    )
    app = await appOn(database.db)
  })

  it('says where it comes next, with day, hours and address', async () => {
    const text = textOf(await read(app))
    expect(text).toContain(
      said('Où est-il ? Pas en service en ce moment. Prochain passage mardi 24 novembre, 9 h – 12 h'),
    )
    expect(text).toContain('place Kléber, 67000 Strasbourg')
    expect(text).toContain('Géré par Ville de Strasbourg')
  })

  it('says where it is while it is there, then where it goes', async () => {
    const text = textOf(await read(await on('2026-11-24T08:30:00Z')))
    expect(text).toContain(said('En ce moment Jusqu’à 12 h Place Kléber'))
    expect(text).not.toContain('Pas en service')
    expect(text).toContain(said('Ensuite mardi 1er décembre, 14 h – 17 h'))
  })

  it('says today and tomorrow instead of a date', async () => {
    expect(textOf(await read(await on('2026-11-23T10:00:00Z')))).toContain(said('Demain, 9 h – 12 h'))
    expect(textOf(await read(await on('2026-11-24T05:00:00Z')))).toContain(said('Aujourd’hui, 9 h – 12 h'))
  })

  it('strikes a cancelled stop through, and says so and why in words', async () => {
    const html = await read(app)
    expect(html).toMatch(/<del[^>]*>(?:(?!<\/del>).)*8 décembre(?:(?!<\/del>).)*<\/del>/s)
    expect(textOf(html)).toContain(said('Annulé : panne du véhicule. mardi 8 décembre'))
    const eve = textOf(await read(await on('2026-12-07T10:00:00Z')))
    expect(eve).toContain(said('Annulé : panne du véhicule. Demain, 9 h – 12 h, Place Kléber'))
    expect(eve).toContain(said('Prochain passage mardi 22 décembre'))
  })

  it('says when it does not drive, and what its operator says these days', async () => {
    const text = textOf(await read(app))
    expect(text).toContain(said('Ne circulera pas du 4 au 10 janvier 2027 : travaux.'))
    expect(text).toContain('Prenez vos papiers.')
    expect(textOf(await read(await on('2026-12-02T10:00:00Z')))).not.toContain('Prenez vos papiers.')
    expect(textOf(await read(await on('2027-01-05T10:00:00Z')))).toContain(
      said('Ne circule pas jusqu’au 10 janvier 2027'),
    )
  })

  it('leads to the stops of a later month, and back', async () => {
    expect(await read(app)).toContain(`href="/fr/mobile/${bus}?month=2027-02"`)
    const later = await read(app, `/fr/mobile/${bus}?month=2027-02`)
    expect(textOf(later)).toContain('février 2027')
    expect(textOf(later)).not.toContain('décembre 2026 mardi')
    expect(later).toContain(`<a class="button button-quiet" href="/fr/mobile/${bus}">`)
    expect(textOf(await read(app, `/fr/mobile/${bus}?month=2026-10`))).toContain(
      said('Aucun passage n’est prévu en octobre 2026.'),
    )
  })

  it('tells who asks for a month that is none, and shows the next stops', async () => {
    for (const month of ['nonsense', '2026-13', '2026-12&month=2027-01']) {
      const text = textOf(await read(app, `/fr/mobile/${bus}?month=${month}&utm_source=x`))
      expect(text).toContain('Le mois demandé n’a pas pu être lu. Voici les prochains passages.')
      expect(text).toContain('mardi 24 novembre')
    }
    expect(textOf(await read(app, `/fr/mobile/${bus}?month=`))).not.toContain('mois demandé')
  })

  it('says so when no stop comes', async () => {
    expect(textOf(await read(await on('2028-06-01T10:00:00Z')))).toContain(
      'Aucun passage n’est prévu pour le moment.',
    )
  })

  it('tells what one finds on board, how to call, and how to keep the dates', async () => {
    const html = await read(app)
    expect(textOf(html)).toContain(said('Ordinateur : 4'))
    expect(html).toContain('href="tel:+33353010000"')
    // What promises to follow changes subscribes: a file is copied once.
    const button = /<section class="unit-calendar[^>]*>.*?<a class="button[^>]*href="([^"]*)"/s.exec(html)![1]
    expect(button).toMatch(new RegExp(`^webcal://.*/fr/mobile/${bus}\\.ics$`))
    expect(html).toMatch(new RegExp(`href="https?://[^"]*/fr/mobile/${bus}\\.ics"`))
    expect(html).toContain('<svg class="qr-code"')
  })

  it('is never called a place, nor offers its dates twice', async () => {
    const html = await read(app)
    expect(textOf(html)).not.toMatch(/ce lieu/i)
    expect(html.match(/class="unit-calendar|share-calendar/g)).toHaveLength(1)
  })

  it('gives the map the places of its list with their names, and links without it', async () => {
    const html = await read(app)
    const [, marks] = /data-points="([^"]*)"/.exec(html)!
    expect(JSON.parse(marks!.replaceAll('&quot;', '"'))).toEqual([
      [7.7455, 48.5834, 'Place Kléber'],
      [7.7345, 48.5851, 'Gare "centrale"'],
    ])
    expect(html).toContain('https://www.openstreetmap.org/?mlat=48.5834&amp;mlon=7.7455')
  })

  it('never follows a script out of the data', async () => {
    const html = withoutOwnScripts(await read(app))
    expect(html).not.toContain('<img')
    expect(html).not.toContain('javascript:')
    expect(html).not.toMatch(/<script/)
  })

  it.each(locales)('speaks to its readers in %s', async (locale) => {
    const html = await read(app, `/${locale}/mobile/${bus}`)
    const t = translator(locale)
    expect(html).toContain(`lang="${locale}"`)
    // The operator's words are French, whoever reads them.
    expect(html).toContain('<span lang="fr" dir="auto">panne du véhicule.</span>')
    expect(textOf(html)).toContain(said(t('mobile:headings.stops')))
    expect(textOf(html)).toContain(said(t('time:cancelledBecause')))
    expect(textOf(html)).not.toMatch(/mobile:|undefined|\[object/)
  })

  describe('when there is none', () => {
    const status = async (path: string) => (await app.inject(path)).statusCode

    it('the number of a place leads to the place', async () => {
      const [place] = await allPlaces(app)
      const { statusCode, headers } = await app.inject(`/de/mobile/${place!.id}`)
      expect([statusCode, headers.location]).toEqual([303, `/de/places/${place!.id}`])
    })

    it('a number that nobody has is not found, nor is what is no number', async () => {
      expect(await status('/fr/mobile/99999')).toBe(404)
      expect(await status('/fr/mobile/numeribus')).toBe(404)
      expect(await status('/xx/mobile/1')).toBe(404)
    })

    it('a bus that no longer drives says so, with a way on', async () => {
      await database.db.transaction().execute(async (trx) => {
        const [unit] = await readUnits(trx, [bus])
        await updateUnit(trx, bus, { ...unit!, state: 'gone' })
        await publishUnits(trx, [bus], now())
      })
      const gone = await app.inject(`/fr/mobile/${bus}`)
      expect(gone.statusCode).toBe(410)
      expect(gone.body).toContain('href="/fr/find"')
      expect(textOf(gone.body)).toContain('Ce service mobile n’est plus dans l’annuaire')
      expect(textOf(gone.body)).not.toMatch(/ce lieu/i)
    })
  })
})
