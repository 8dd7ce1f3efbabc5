// The page of one place, and what stands where a place was.
import { beforeAll, describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { phoneForReading, placePath } from '../../server/places/place-address.rules.ts'
import { hoursByAppointment } from '../../server/submissions/hours-grid.rules.ts'
import {
  type App,
  allPlaces,
  appOn,
  bringPlaces,
  fillWithStrasbourg,
  hasStrasbourgFile,
  search,
  type Whole,
} from '../databases/filled-app.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'
import { machineHours, said, textOf, withoutOwnScripts } from './page-text.ts'

const t = translator('fr')

describeWithDemonstration('The page of a place', ({ database }) => {
  let app: App
  let all: Whole[]
  const get = (url: string) => app.inject({ url })
  const body = async (url: string) => {
    const response = await get(url)
    expect(response.statusCode, url).toBe(200)
    return response.body
  }
  const named = (name: string) => all.find(({ properties }) => properties.name === name)!
  const pageOf = (place: Whole, locale: Locale = 'fr') =>
    body(encodeURI(placePath(locale, place.id, place.properties.name)))
  const jsonLdOf = (html: string) =>
    JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!)

  beforeAll(async () => {
    if (hasStrasbourgFile) await fillWithStrasbourg(database.db)
    await bringPlaces(database.db, [
      {
        name: '<script>alert("nom")</script> & Cie',
        address: '"><img src=x onerror=alert(1)>',
        lonLat: [7.75, 48.58],
        websites: ['javascript:alert(1)'],
        bookingUrl: ' javascript:alert(2)',
        accessibilityUrl: 'data:text/html,<script>alert(3)</script>',
        emails: ['a@example.org?bcc=b@example.org'],
        summary: '</title><script>alert(4)</script>',
        description: '<!-- <b>gras</b>',
      },
      {
        name: 'دار المساعدة الرقمية في حي نويدورف للجميع مع متطوعين كل يوم جمعة بعد الظهر',
        address: '1 rue Longue',
        lonLat: [7.7, 48.5],
      },
      { name: 'Lieu sans adresse' },
      { name: 'Accueil à convenir', openingHours: hoursByAppointment },
      {
        name: 'Maison qui Aide à Tout',
        address: '1 rue Tout',
        services: [
          'administrative-procedures',
          'everyday-skills',
          'work',
          'safety',
          'understanding',
          'internet-access',
        ],
      },
      { name: 'Nulle part ailleurs', address: '1 rue Seule', lonLat: [6.1, 47.1] },
    ])
    app = await appOn(database.db)
    all = await allPlaces(app)
  })

  it('is led to from its number, or an old name', async () => {
    const { id, properties } = named('Médiathèque Les Trois Cigognes')
    const address = `/fr/places/${id}/mediatheque-les-trois-cigognes`
    for (const old of [`/fr/places/${id}`, `/fr/places/${id}/`, `/fr/places/${id}/old-name`]) {
      const response = await get(old)
      expect(response.statusCode).toBe(301)
      expect(response.headers.location).toBe(address)
      // A name may come back: a reader's machine must not remember for ever.
      expect(response.headers['cache-control']).toBe('no-cache')
    }
    const html = await body(address)
    expect(html).toContain(`<link rel="canonical" href="http://localhost:80${address}">`)
    expect(textOf(html)).toContain(properties.address)
  })

  it('offers a calendar that holds something: what is announced, else the hours, else none', async () => {
    const calendarOf = async (name: string) => {
      const place = named(name)
      const link = /class="share-calendar[^>]*><a href="([^"]*)"/.exec(await pageOf(place))?.[1]
      if (link === undefined) return undefined
      const path = link.replace(/^https?:\/\/[^/]*/, '')
      expect(await body(path), path).toContain('BEGIN:VEVENT')
      return path.replace(String(place.id), '…')
    }
    expect(await calendarOf('Médiathèque Les Trois Cigognes')).toBe('/fr/places/….ics')
    expect(await calendarOf('Laverie du Moulin Bleu')).toBe('/fr/places/….ics?openings=true')
    expect(await calendarOf('Lieu sans adresse')).toBeUndefined()
  })

  it('has an address in any script, which leads to it', async () => {
    const place = all.find(({ properties }) => properties.name.startsWith('دار'))!
    const { headers, statusCode } = await get(`/fr/places/${place.id}`)
    expect(statusCode).toBe(301)
    expect(await body(String(headers.location))).toContain(place.properties.name)
  })

  it('never shows hours as machines write them', async () => {
    const withHours = all.filter(({ properties }) => properties.openingHours)
    expect(withHours.length).toBeGreaterThan(60)
    // Each in French and in one of the others by turns: what a text of hours leaves over is the same in all.
    const [french, ...others] = locales
    for (const [index, place] of withHours.entries()) {
      for (const locale of [french, others[index % others.length]!]) {
        const text = textOf(await pageOf(place, locale))
        expect(text, `${place.properties.name}: ${place.properties.openingHours}`).not.toMatch(machineHours)
      }
    }
  })

  it('says once of a place without fixed hours that one makes an appointment, and calls no day of it unusual', async () => {
    const page = textOf(await pageOf(named('Accueil à convenir')))
    expect(page).toContain(said(t('hours:notes.by-appointment')))
    const card = textOf(await body('/fr/find?q=accueil+convenir'))
    for (const text of [page, card]) {
      expect(text).toContain(said(t('time:appointment')))
      expect(text).not.toContain(said(t('time:appointmentUntil', { time: '' })).trim())
      expect(text).not.toContain(said(t('hours:unusual')))
      expect(text).not.toContain(said(t('hours:exceptions')))
    }
  })

  it('lets one call its number, written as it is read', async () => {
    const withPhone = all.filter(({ properties }) => properties.phone)
    expect(withPhone.length).toBeGreaterThan(30)
    for (const place of withPhone) {
      const phone = place.properties.phone!
      const html = await pageOf(place)
      expect(html).toContain(`href="tel:${phone}"`)
      expect(textOf(html)).toContain(phoneForReading(phone))
    }
  })

  it('speaks the reader’s language where the place does, and says where it does not', async () => {
    const place = named('France Services Les Trois Ponts')
    const english = await pageOf(place, 'en')
    expect(english).toMatch(/lang="en"[^>]*>Two advisers help you/)
    expect(await pageOf(place, 'fr')).toMatch(/lang="fr"[^>]*>Deux conseillères vous reçoivent/)
    const french = named('Espace numérique La Petite Arobase')
    const inEnglish = await pageOf(french, 'en')
    expect(inEnglish).toMatch(/lang="fr"[^>]*>Dix ordinateurs/)
    expect(textOf(inEnglish)).toContain(translator('en')('places:inFrench'))
    expect(textOf(await pageOf(french, 'fr'))).not.toContain(t('places:inFrench'))
  })

  it('never follows a script out of the data, nor shows it as anything but text', async () => {
    const place = named('<script>alert("nom")</script> & Cie')
    const html = withoutOwnScripts(await pageOf(place))
    expect(html).not.toMatch(/<script|<img|<b>gras/i)
    expect(html).not.toMatch(/(?:href|src|action)="\s*(?:javascript|data:text)/i)
    expect(html).not.toMatch(/href="mailto:[^"]*\?/)
    expect(textOf(html)).toContain(place.properties.name)
    expect(jsonLdOf(await pageOf(place)).name).toBe(place.properties.name)
  })

  describe('tells of today', () => {
    const at = async (instant: string, name: string) => {
      const then = await appOn(database.db, { now: () => new Date(instant) })
      const { id, properties } = named(name)
      const { body: html } = await then.inject(encodeURI(placePath('fr', id, properties.name)))
      await then.close()
      const today = /<div class="now[^>]*>(.*?)<\/div>/s.exec(html)?.[1] ?? ''
      const marked = /<tr class="today">.*?<\/tr>/s.exec(html)?.[0] ?? ''
      return { today: textOf(today), marked: textOf(marked) }
    }
    const name = 'France Services Les Trois Ponts'

    it('until when it is open, and marks its hours in the week', async () => {
      const { today, marked } = await at('2026-11-19T10:00:00Z', name)
      expect(today).toContain(said(t('places:today.day', { day: 'jeudi 19 novembre' })))
      expect(today).toContain(said('Ouvert jusqu’à 12 h 30'))
      expect(marked).toContain('Jeudi')
      expect(marked).toContain(said('13 h 30 – 18 h 30'))
    })

    it('when it opens next, today or in two days', async () => {
      expect((await at('2026-11-19T11:45:00Z', name)).today).toContain(said('Ouvre à 13 h 30'))
      expect((await at('2026-11-21T10:00:00Z', name)).today).toContain(said('Ouvre lundi à 8 h 30'))
    })

    it('the holiday of Alsace for which it is closed', async () => {
      const { today, marked } = await at('2026-12-26T10:00:00Z', 'Médiathèque Les Trois Cigognes')
      expect(today).toContain(said('Fermé aujourd’hui : Saint-Étienne'))
      expect(today).toContain(said('Ouvre mardi'))
      expect(marked).toContain(said('Fermé : Saint-Étienne'))
    })

    it('as the clocks of Strasbourg show it, late in the evening', async () => {
      expect((await at('2026-11-19T23:30:00Z', name)).today).toContain('vendredi 20 novembre')
    })

    it('an appointment beside the hours that need one', async () => {
      const { today } = await at('2026-11-23T10:00:00Z', 'Association Les Fileuses')
      expect(today).toContain(said(t('time:appointmentUntil', { time: '11 h 30' })))
    })
  })

  describe('says right under the name for whom it is', () => {
    const glanceOf = (html: string) => {
      const start = html.indexOf('<div class="place-glance')
      expect(start).toBeGreaterThan(html.indexOf('<h1>'))
      return textOf(html.slice(start, html.indexOf('</header>', start)))
    }

    it.each(locales)('in %s: what it helps with, the languages, the price, the way in', async (locale) => {
      const say = translator(locale)
      const glance = glanceOf(await pageOf(named('France Services Les Trois Ponts'), locale))
      for (const text of [
        say('vocabularies:services.everyday-skills'),
        'العربية',
        say('vocabularies:fee.free'),
      ])
        expect(glance).toContain(said(text))
      expect(glance).toContain(said(say('find:card.stepFree')))
    })

    it('in short: of six kinds of help it names four', async () => {
      const glance = glanceOf(await pageOf(named('Maison qui Aide à Tout')))
      expect(glance).toContain(said(t('vocabularies:services.safety')))
      expect(glance).not.toContain(said(t('vocabularies:services.understanding')))
      expect(glance).toContain('+ 2')
    })

    it('nothing where nothing is known', async () => {
      expect(await pageOf(named('Lieu sans adresse'))).not.toContain('place-glance')
    })
  })

  describe('leads there', () => {
    it('on foot, by tram, and on a small map', async () => {
      const place = named('France Services Les Trois Ponts')
      const [lon, lat] = place.geometry!.coordinates
      const html = await pageOf(place)
      expect(html).toContain(`href="geo:${lat},${lon}"`)
      expect(html).toContain(`route=%3B${lat}%2C${lon}"`)
      // Named in words: its site takes no destination.
      expect(textOf(html)).toContain(
        said(t('places:journey.transit', { service: 'Fluo Grand Est', site: 'fluo.eu' })),
      )
      expect(html).not.toMatch(/href="[^"]*fluo/)
      expect(html).toContain(`<place-spot class="no-print" lon="${lon}" lat="${lat}"><a href="https://`)
    })

    it('only where it is known where that is', async () => {
      const place = named('Lieu sans adresse')
      expect(place.properties.approximate).toBe(true)
      const html = await pageOf(place)
      expect(html).not.toMatch(/<place-spot|geo:|openstreetmap\.org|fluo/)
      expect(textOf(html)).toContain(said(t('places:approximate', { commune: 'Strasbourg' })))
      expect(jsonLdOf(html)).not.toHaveProperty('geo')
    })
  })

  describe('names what else is near', () => {
    const neighbours = (html: string) => {
      const [, list = ''] = /<ul class="nearby">(.*?)<\/ul>/s.exec(html) ?? []
      return [...list.matchAll(/href="\/fr\/places\/(\d+)\//g)].map(([, id]) => Number(id))
    }

    it('the nearest five within two kilometres, never itself', async () => {
      for (const place of all.filter(({ properties }) => !properties.approximate).slice(0, 25)) {
        const near = place.geometry!.coordinates.join(',')
        const { features } = await search(app, `near=${near}&radius=2000&limit=100`)
        const expected = features
          .filter(
            ({ id, properties }) =>
              id !== place.id && !properties.approximate && !properties.contactModes.includes('not-public'),
          )
          .slice(0, 5)
        expect(neighbours(await pageOf(place)), place.properties.name).toEqual(expected.map(({ id }) => id))
      }
    })

    it('and where there is nothing, leads to all the same', async () => {
      const alone = await pageOf(named('Nulle part ailleurs'))
      expect(neighbours(alone)).toEqual([])
      expect(alone).toContain('href="/fr/find?near=6.1,47.1"')
      const somewhere = await pageOf(named('Lieu sans adresse'))
      expect(neighbours(somewhere)).toEqual([])
      expect(somewhere).toContain('href="/fr/find?territory=commune-67482"')
    })
  })

  it('can be passed on by a code and a short address', async () => {
    const { id } = named('Médiathèque Les Trois Cigognes')
    const html = await pageOf(named('Médiathèque Les Trois Cigognes'), 'ar')
    expect(textOf(html)).toContain(`http://localhost:80/ar/places/${id}`)
    expect(html).toMatch(
      /<svg class="qr-code"[^>]*><path fill="#fff"[^>]*\/?><path fill="#000" d="M4 4h7v1h-7z/,
    )
  })

  it('tells programs in the words of schema.org what it tells people', async () => {
    const place = named('Médiathèque Les Trois Cigognes')
    const [longitude, latitude] = place.geometry!.coordinates
    const html = await pageOf(place)
    expect(jsonLdOf(html)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Library',
      name: place.properties.name,
      address: { '@type': 'PostalAddress', streetAddress: place.properties.address, addressCountry: 'FR' },
      geo: { latitude, longitude },
      knowsLanguage: place.properties.languages,
    })
  })

  it('says who says so, since when and under which licence, for each description of the place', async () => {
    const facts = { name: 'Cyberbase des Deux Sources', address: '2 rue du Puits', lonLat: [7.76, 48.57] }
    const known = { ...facts, lonLat: [7.76, 48.57] as [number, number], phone: '+33388000001' }
    await bringPlaces(database.db, [{ ...known, updatedAt: '2026-03-01' }], { source: 'Source Une' })
    await bringPlaces(database.db, [{ ...known, updatedAt: '2025-02-01' }], { source: 'Source Deux' })
    const { features } = await search(app, `q=${encodeURIComponent(facts.name)}`)
    expect(features).toHaveLength(1)
    const text = textOf(await pageOf(features[0]!))
    const dated = (date: string, source: string) => said(t('places:freshness.withSource', { date, source }))
    expect(text).toContain(dated('1er mars 2026', 'Source Une'))
    expect(text).toContain(dated('1er février 2025', 'Source Deux'))
    expect(text).toContain(said(t('places:twins', { count: 1 })))
    const light = await search(app, `q=${encodeURIComponent(facts.name)}&detail=light`)
    expect(light.features[0]!.properties).not.toHaveProperty('alsoSaidBy')
  })

  describe('that is missing', () => {
    it.each([
      '/fr/places/999999',
      '/en/places/999999/x',
      '/ar/places/999999',
      '/fr/places/0',
      '/fr/places/abc',
      '/fr/places/1e3',
      '/fr/places',
    ])('says so at %s, and leads to the search', async (url) => {
      const response = await get(url)
      expect(response.statusCode).toBe(404)
      const locale = url.slice(1, 3) as Locale
      expect(textOf(response.body)).toContain(said(translator(locale)('errors:not-found.title')))
      expect(response.body).toContain('<meta name="robots" content="noindex">')
      expect(response.body).toContain(`href="/${locale}/find"`)
    })

    it('is told to be gone when its source gave it up, with the way to where it was', async () => {
      const there = { name: 'Parti sans laisser d’adresse', address: '1 rue Vide', lonLat: [7.76, 48.566] }
      const place = { ...there, lonLat: [7.76, 48.566] as [number, number] }
      await bringPlaces(database.db, [place, { name: 'Reste là' }], { source: 'partante', complete: true })
      const [found] = (await search(app, `q=${encodeURIComponent(there.name)}`)).features
      await bringPlaces(database.db, [{ name: 'Reste là' }], { source: 'partante', complete: true })
      const response = await get(`/fr/places/${found!.id}/parti`)
      expect(response.statusCode).toBe(410)
      expect(response.headers['cache-control']).toBe('no-store')
      expect(textOf(response.body)).toContain(said(t('errors:gone.title')))
      expect(textOf(response.body)).not.toContain('Parti sans')
      const ways = [...response.body.matchAll(/href="\/fr\/find\?territory=([^"]+)"/g)].map(([, id]) => id)
      expect(ways).toEqual(['neighbourhood-67482-neudorf-port-du-rhin', 'commune-67482'])
      expect(response.body).toContain('href="/fr/find"')
    })
  })
})
