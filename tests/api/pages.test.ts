// The pages as a reader meets them: without script, with anything in the address, with and without a database.
import { hash } from 'node:crypto'
import { connect, createServer, type Server } from 'node:net'
import { text } from 'node:stream/consumers'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../db/schema.ts'
import { formatDistance, formatMonth } from '../../i18n/format.ts'
import { direction, type Locale, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { FoundAddress, Geocoder } from '../../server/geocoding/address-service.ts'
import { failureForLog } from '../../server/http/failure.ts'
import {
  type App,
  allPlaces,
  appOn,
  assetsUnbuilt,
  bringPlaces,
  fillWithStrasbourg,
  hasStrasbourgFile,
  search,
  type Whole,
} from '../databases/filled-app.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'
import { machineHours, said, textOf, withoutOwnScripts } from './page-text.ts'

const t = translator('fr')

/** Numbers of the places to which a list leads, in its order. */
function shown(html: string, locale: Locale = 'fr'): number[] {
  const links = html.matchAll(new RegExp(`href="/${locale}/places/(\\d+)/`, 'g'))
  return [...new Set([...links].map(([, id]) => Number(id)))]
}

const inNeudorf: FoundAddress = {
  label: '5 Rue de la Calcination 67100 Strasbourg',
  lonLat: [7.7601, 48.5662],
  communeCode: '67482',
  precision: 'housenumber',
  score: 0.97,
}
const inParis: FoundAddress = {
  ...inNeudorf,
  label: '5 Rue Foucault 75116 Paris',
  lonLat: [2.29, 48.86],
  communeCode: '75056',
}
const addresses = new Map([
  ['5 rue de la calcination', [inNeudorf]],
  ['5 rue foucault', [inParis]],
  ['qwerty rue nulle part', [{ ...inParis, score: 0.2 }]],
  // What the service makes of misspelt names: something that is called otherwise, or something far away.
  ['Schiltigeim', [{ ...inNeudorf, label: 'Rue de Schiltigheim 67000 Strasbourg', score: 0.72 }]],
  ['la Robertseau', [{ ...inParis, score: 0.3 }]],
  // A street that is called just so, though alike to a commune.
  ['Bischeim', [{ ...inNeudorf, label: 'Rue Bischeim 67100 Strasbourg' }]],
])
/** Knows a few addresses; of any other it does not answer. */
const geocoder: Geocoder = { search: async ({ text }) => addresses.get(text) }

describeWithDemonstration('The pages', ({ database }) => {
  let app: App
  let all: Whole[]
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })
  const body = async (url: string) => {
    const response = await get(url)
    expect(response.statusCode, url).toBe(200)
    return response.body
  }
  const named = (name: string) => all.find(({ properties }) => properties.name === name)!

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
        name: 'Perron avec Téléphone',
        address: '1 rue du Perron',
        phone: '+33353010099',
        updatedAt: '2022-05-03',
      },
      { name: 'Perron sans Téléphone', address: '2 rue du Perron', updatedAt: '2024-12-31' },
      { name: 'Perron de Fraîche Date', address: '3 rue du Perron', updatedAt: '2025-01-01' },
    ])
    app = await appOn(database.db, { geocoder })
    all = await allPlaces(app)
  })

  describe('at the door', () => {
    it.each(locales)(
      'say in %s in which language they are, and that the places are invented',
      async (locale) => {
        const response = await get(`/${locale}/find`)
        expect(response.headers['content-language']).toBe(locale)
        expect(response.body).toContain(`<html lang="${locale}" dir="${direction(locale)}">`)
        expect(textOf(response.body)).toContain(said(translator(locale)('layout:demonstration.notice')))
        for (const other of locales) expect(response.body).toContain(`href="/${other}/find"`)
      },
    )

    it('tell of their style before they begin, for a slow line', async () => {
      for (const path of ['/fr', '/fr/find', '/fr/nowhere']) {
        const { headers, body: html } = await get(path)
        const [, address] = /^<(.+)>; rel=preload; as=style$/.exec(String(headers.link)) ?? []
        expect(html, path).toContain(`<link rel="stylesheet" href="${address}">`)
      }
    })

    it('carry their style within themselves for who comes from elsewhere, and for nobody else', async () => {
      const { stylesheet, writingStylesheet } = assetsUnbuilt
      const sheetsOn = {
        '/fr': [stylesheet],
        '/fr/add': [stylesheet, writingStylesheet],
      }
      for (const [path, sheets] of Object.entries(sheetsOn)) {
        const within = await get(path, { 'sec-fetch-site': 'same-origin' })
        expect(within.body, path).not.toContain('<style')
        for (const site of ['none', 'cross-site', 'same-site']) {
          const { headers, body: html } = await get(path, { 'sec-fetch-site': site })
          const styles = [...html.matchAll(/<style data-file="(.*?)">(.*?)<\/style>/gs)]
          const inPage = styles.map(([, address, text]) => ({ address, text }))
          expect(inPage, path).toEqual(sheets.map(({ address, text }) => ({ address, text })))
          const hashes = styles.map(([, , text]) => `'sha256-${hash('sha256', text!, 'base64')}'`)
          expect(headers['content-security-policy']).toContain(`; style-src 'self' ${hashes.join(' ')};`)
          expect(html).not.toContain('rel="stylesheet"')
          expect(headers.link).toBeUndefined()
          expect(headers.etag).not.toBe(within.headers.etag)
        }
      }
    })

    it('tell caches on what their style depends', async () => {
      for (const path of ['/fr', '/fr/find', '/fr/add']) {
        const { headers } = await get(path, { 'accept-encoding': 'br', 'sec-fetch-site': 'none' })
        expect(headers.vary, path).toMatch(/sec-fetch-site/)
        expect(headers.vary, path).toMatch(/accept-encoding/)
      }
    })

    it('do not know a language that they have no words for', async () => {
      const response = await get('/xx/find', { 'accept-language': 'en' })
      expect(response.statusCode).toBe(404)
      expect(textOf(response.body)).toContain(translator('en')('errors:not-found.title'))
    })
  })

  describe('of the finder', () => {
    const neudorf = 'neighbourhood-67482-neudorf-port-du-rhin'
    const inside = (territory: string) =>
      all.filter(({ properties }) => properties.territories.includes(territory))

    it.each([
      ['a commune', 'Schiltigheim', 'commune-67447'],
      ['a commune in capitals, without accents', 'HOENHEIM', 'commune-67204'],
      ['the beginning of a commune', 'illkirch', 'commune-67218'],
      ['a neighbourhood', 'Neudorf', neudorf],
      ['a postal code', '67300', 'commune-67447'],
    ])('understand %s', async (_, where, territory) => {
      const html = await body(`/fr/find?where=${encodeURIComponent(where)}`)
      expect(shown(html).toSorted()).toEqual(
        inside(territory)
          .map(({ id }) => id)
          .toSorted(),
      )
      expect(textOf(html)).toContain(said(t('find:count', { count: inside(territory).length })))
    })

    it.each([
      ['a neighbourhood, the address service being away', 'Neudorff', neudorf],
      ['one of several in a name', 'Koenigshofen', 'neighbourhood-67482-koenigshoffen-montagne-verte-elsau'],
      ['a commune, which the address service takes for a street', 'Schiltigeim', 'commune-67447'],
      ['the beginning of a commune', 'Ilkirch', 'commune-67218'],
      ['a name with its article', 'la Robertseau', 'neighbourhood-67482-robertsau-wacken'],
    ])('understand, misspelt, %s', async (_, where, territory) => {
      const html = await body(`/fr/find?where=${encodeURIComponent(where)}`)
      expect(html).toMatch(new RegExp(`<option value="${territory}" selected`))
      expect(textOf(html)).toContain(said(t('find:count', { count: inside(territory).length })))
    })

    it('go to the street that is called just so, though a commune is called almost so', async () => {
      const html = await body('/fr/find?where=Bischeim')
      expect(html).toContain(said(t('find:titleNear', { where: 'Rue Bischeim 67100 Strasbourg' })))
    })

    it.each(['rue de Schiltigeim', '12 Schiltigeim', 'Heim', 'Bleudorf-sur-Mer'])(
      'do not take “%s” for a commune or a neighbourhood',
      async (where) => {
        const html = await body(`/fr/find?where=${encodeURIComponent(where)}`)
        expect(html).not.toMatch(/<option value="(commune|neighbourhood)-[^"]*" selected/)
      },
    )

    it('list a neighbourhood from its middle outwards, without distances that nobody walks', async () => {
      const html = await body('/fr/find?where=Neudorf')
      const feature = (await app.inject(`/api/collections/territories/items/${neudorf}`)).json()
      const center = await database.db
        .selectFrom('territory')
        .select('center')
        .where('id', '=', feature.id)
        .executeTakeFirstOrThrow()
      const near = center.center!.coordinates.join(',')
      const { features } = await search(app, `near=${near}&territory=${neudorf}&limit=20`)
      expect(shown(html)).toEqual(features.map(({ id }) => id))
      expect(html).not.toContain('class="card-distance')
      expect(html).toContain(`href="/fr/find?near=${near}"`)
    })

    it('tell which criteria they could not read, and count the others', async () => {
      const html = textOf(await body('/fr/find?services=zzz&kind=library'))
      expect(html).toContain(said(t('find:unread')))
      expect(html).toContain('zzz')
      const libraries = all.filter(({ properties }) => properties.kind === 'library')
      expect(html).toContain(said(t('find:count', { count: libraries.length })))
    })

    it('put what they understood where the reader can change it', async () => {
      const html = await body('/fr/find?where=Neudorf')
      expect(html).toMatch(new RegExp(`<option value="${neudorf}" selected`))
      const changed = await body('/fr/find?where=&territory=commune-67447')
      expect(shown(changed).length).toBe(inside('commune-67447').length)
      expect(html).not.toContain('value="Neudorf"')
    })

    it('ask which one when several are called so', async () => {
      const html = await body('/fr/find?where=67550')
      expect(textOf(html)).toContain(said(t('find:whereProblem.several', { where: '67550' })))
      expect(html).toContain('href="/fr/find?territory=commune-67506"')
      expect(html).toContain('href="/fr/find?territory=commune-67119"')
    })

    it('sort by distance from an address', async () => {
      const html = await body('/fr/find?where=5%20rue%20de%20la%20calcination')
      const { features } = await search(app, `near=${inNeudorf.lonLat}&limit=20`)
      expect(shown(html)).toEqual(features.map(({ id }) => id))
      expect(textOf(html)).toContain(t('find:sorted.distance'))
      expect(html).toContain(said(t('find:titleNear', { where: inNeudorf.label })))
    })

    it('let a new address win over the point or the area of an earlier search', async () => {
      const html = await body(
        '/fr/find?point=7.6,48.6&bbox=7,48,7.1,48.1&where=5%20rue%20de%20la%20calcination',
      )
      const { features } = await search(app, `near=${inNeudorf.lonLat}&limit=20`)
      expect(shown(html)).toEqual(features.map(({ id }) => id))
      expect(html).not.toMatch(/<input[^>]*name="(point|bbox)"/)
    })

    it('carry a point without words along until words are said', async () => {
      const html = await body('/fr/find?point=7.6,48.6&services=work')
      const { features } = await search(app, 'near=7.6,48.6&services=work&limit=20')
      expect(shown(html)).toEqual(features.map(({ id }) => id))
      expect(html).toMatch(/<input[^>]*name="point"[^>]*value="7.6,48.6"/)
      expect(html).toContain('data-address="/fr/find?near=7.6,48.6&amp;services=work"')
      expect(textOf(html)).toContain(t('find:here.point'))
    })

    it('keep the point that was chosen with an address, without asking anybody again', async () => {
      const html = await body('/fr/find?near=7.7,48.55&where=12%20rue%20du%20Silence')
      const { features } = await search(app, 'near=7.7,48.55&limit=20')
      expect(shown(html)).toEqual(features.map(({ id }) => id))
      expect(html).toContain(said(t('find:titleNear', { where: '12 rue du Silence' })))
      expect(html).not.toMatch(/<input[^>]*name="(near|point)"/)
    })

    it('tell search engines what they are for', async () => {
      expect(await body('/fr/find')).toContain(
        `<meta name="description" content="${t('start:description')}">`,
      )
    })

    it('say so when the reader stands far outside', async () => {
      const html = await body('/fr/find?near=2.3522,48.8566')
      const [nearest] = (await search(app, 'near=2.3522,48.8566&limit=1')).features
      const distance = formatDistance('fr', nearest!.properties.distanceMetres!)
      expect(textOf(html)).toContain(said(t('find:far', { distance })))
      expect(await body('/fr/find?near=7.7521,48.5734')).not.toContain(t('find:far').split('.').at(-2)!)
    })

    it('show what lies in the area of a map, from its middle outwards', async () => {
      const area = '7.74,48.56,7.78,48.59'
      const { features } = await search(app, `bbox=${area}&near=7.76,48.575&limit=20`)
      expect(features.length).toBeGreaterThan(3)
      const html = await body(`/fr/find?bbox=${area}`)
      expect(shown(html)).toEqual(features.map(({ id }) => id))
      expect(textOf(html)).toContain(t('find:here.area'))
      expect(html).not.toContain('class="card-distance"')
    })

    it('give their script the same list without the rest of the page', async () => {
      const query = 'territory=67482&services=everyday-skills'
      const [whole, part] = [await body(`/fr/find?${query}`), await body(`/fr/find?${query}&part=finder`)]
      expect(part).toMatch(/^<place-finder /)
      expect(part).not.toContain('</html>')
      expect(part).not.toContain('class="printed"')
      // Of the form, what is chosen: the page has the other choices.
      expect(part.match(/<input type="checkbox" name="services"[^>]*>/g)).toEqual([
        expect.stringMatching(/value="everyday-skills" checked/),
      ])
      expect(part.indexOf('id="results"')).toBeLessThan(part.indexOf('<form'))
      expect(part.match(/<form/g)).toHaveLength(1)
      expect(shown(part)).toEqual(shown(whole))
      expect(part).toContain(`data-address="/fr/find?territory=67482&amp;services=everyday-skills"`)
      const [, places] = /data-places="\/api\/collections\/places\/items\?([^"]*)"/.exec(part) ?? []
      const { numberMatched } = await search(app, places!.replaceAll('&amp;', '&'))
      expect(textOf(part)).toContain(said(t('find:count', { count: numberMatched })))
    })

    it('take a point as it is', async () => {
      const html = await body('/fr/find?near=7.7521,48.5734')
      const { features } = await search(app, 'near=7.7521,48.5734&limit=20')
      expect(shown(html)).toEqual(features.map(({ id }) => id))
    })

    it.each([
      ['outside', '5 rue foucault', { where: inParis.label, territory: 'Eurométropole de Strasbourg' }],
      ['notUnderstood', 'qwerty rue nulle part', { where: 'qwerty rue nulle part' }],
      ['unavailable', '12 rue du Silence', { where: '12 rue du Silence' }],
    ] as const)('say that an address is %s, and show the places anyway', async (problem, where, values) => {
      const html = await body(`/fr/find?where=${encodeURIComponent(where)}`)
      expect(textOf(html)).toContain(said(t(`find:whereProblem.${problem}`, values)))
      expect(textOf(html)).toContain(said(t('find:count', { count: all.length })))
    })

    it('take what a form sends twice as one or the other', async () => {
      const { features } = await search(app, 'services=work,safety&limit=1000')
      expect(features.length).toBeGreaterThan(5)
      const html = await body('/fr/find?q=&where=&territory=&services=work&services=safety')
      expect(textOf(html)).toContain(said(t('find:count', { count: features.length })))
      expect(html).toMatch(/<input[^>]*name="services"[^>]*value="work"[^>]* checked/)
      expect(html).toMatch(/<input[^>]*name="services"[^>]*value="safety"[^>]* checked/)
    })

    it('name the wish to give up when nothing meets all of them, with what that would give', async () => {
      const html = await body('/fr/find?languages=zh,so&kind=health')
      const { numberMatched } = await search(app, 'kind=health')
      expect(shown(html)).toEqual([])
      const without = new RegExp(`<a href="/fr/find\\?kind=health">[^<]*${numberMatched}[^<]*</a>`)
      expect((await search(app, 'languages=zh&kind=health')).numberMatched).toBe(0)
      expect(await body('/fr/find?languages=zh&kind=health')).toMatch(without)
    })

    it('show apart those that say nothing', async () => {
      const html = await body('/fr/find?languages=tr&unknown=true&territory=67482')
      const found = await search(app, 'languages=tr&unknown=true&territory=67482')
      const matches = found.numberMatched - found.numberMayHelp!
      expect(textOf(html)).toContain(said(t('find:count', { count: matches })))
      expect(textOf(html)).toContain(said(t('find:mayHelp.count', { count: found.numberMayHelp! })))
    })

    it('lead page by page to every place once, by name', async () => {
      const visited: number[] = []
      let next: string | undefined = '/fr/find'
      while (next) {
        const html: string = await body(next)
        visited.push(...shown(html))
        const link: string | undefined = /<a[^>]*rel="next"[^>]*>/.exec(html)?.[0]
        next = link && /href="([^"]+)"/.exec(link)?.[1]?.replaceAll('&amp;', '&')
      }
      expect(visited.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
      expect(visited.length).toBe(new Set(visited).size)
    })

    it('beyond the last page show the last', async () => {
      const html = await body('/fr/find?offset=999999')
      expect(shown(html).length).toBeGreaterThan(0)
      expect(html).toContain('rel="prev"')
      expect(html).not.toContain('rel="next"')
    })

    it.each(locales.flatMap((locale) => ['', '&print=all'].map((print) => [locale, print] as const)))(
      'warn in %s of information that is two years old, instead of naming its month%s',
      async (locale, print) => {
        const say = translator(locale)
        const items = (await body(`/${locale}/find?q=perron${print}`)).split('<li class="').slice(1)
        const told = (name: string) =>
          textOf(items.find((item) => item.includes(name) && /^(card|entry)"/.test(item))!)
        expect(told('Perron avec')).toContain(said(say('places:oldInformation', { year: 2022 })))
        expect(told('Perron sans')).toContain(said(say('places:oldInformationNoPhone', { year: 2024 })))
        for (const year of [2022, 2024, 2025]) {
          const old = [say('places:oldInformation', { year }), say('places:oldInformationNoPhone', { year })]
          for (const text of old) expect(told('Perron de')).not.toContain(said(text))
        }
        expect(told('Perron de')).toContain('2025')
        expect(told('Perron avec')).not.toContain(said(formatMonth(locale, '2022-05-03')))
      },
    )

    it.each(['', '?territory=67482&services=everyday-skills', `?near=7.75,48.58&languages=tr&unknown=true`])(
      'print all matches of “%s”, numbered from 1',
      async (query) => {
        const { features } = await search(app, `${query.slice(1)}&limit=1000`)
        const html = await body(`/fr/find${query}${query ? '&' : '?'}print=all`)
        const numbers = [...html.matchAll(/<li[^>]* value="(\d+)"/g)].map(([, number]) => Number(number))
        expect(numbers).toEqual(features.map((_, index) => index + 1))
        for (const { properties } of features) expect(textOf(html)).toContain(said(properties.name))
        expect(html).toContain('<meta name="robots" content="noindex">')
      },
    )
  })

  it.each([
    ['/fr/find?q=%F0%9F%98%80%F0%9F%93%9A', '« 😀📚 » ne contient aucun mot. Écrivez un mot'],
    ['/en/find?q=%3F%3F%3F&services=work', '“???” holds no word. Write a word'],
  ])('say that what holds no word finds nothing by itself: %s', async (path, words) => {
    expect(said(textOf((await get(path)).body))).toContain(said(words))
  })

  it('ask for no word of whoever wrote none', async () => {
    for (const path of ['/en/find', '/en/find?q=', '/en/find?q=+', '/en/find?q=printer'])
      expect(textOf((await get(path)).body)).not.toContain('holds no word')
  })

  const hostile: [string, string][] = [
    ['10,000 characters', 'a'.repeat(10_000)],
    ['10,000 words', 'a '.repeat(5_000)],
    ['emoji', '🧑🏽‍💻📱🇫🇷'.repeat(20)],
    ['a text that turns round', '\u202Eecalp\u2066\u200F'],
    ['a script', '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'],
    ['U+0000', 'biblio\u0000thèque'],
    ['letters that unfold into words', '\uFDFA'.repeat(500)],
    ['letters that unfold into one long word', '\u337F'.repeat(500)],
    ['the language of the database', "'; drop table place; -- & | ! <-> :* %_\\"],
    ['a template', '{{7*7}}{{q}}$t(find:title)<%= 7*7 %>'],
    ['lines', 'a\r\nset-cookie: a=b'],
    ['parameters', '__proto__'],
  ]
  describe.each(['q', 'where', 'near', 'territory', 'languages', 'offset', 'bbox', 'print', 'nothing-known'])(
    'given in %s',
    (name) => {
      it.each(hostile)('%s, answer with a page', async (_, value) => {
        const response = await get(`/fr/find?${name}=${encodeURIComponent(value)}`)
        expect(response.statusCode).toBe(200)
        expect(withoutOwnScripts(response.body)).not.toMatch(/<script|<img/i)
        expect(response.body).toContain('</html>')
        expect(response.headers['set-cookie']).toBeUndefined()
      })

      it.each(['%E0%A4%A', '%', '%ED%A0%80', '%FF%FE', '%00'])(
        'the broken %s, answer with a page',
        async (value) => {
          expect((await get(`/fr/find?${name}=${value}`)).statusCode).toBe(200)
        },
      )
    },
  )

  it.each([
    ['/fr/%E0%A4%A', 'fr'],
    ['/en/places/%ED%A0%80', 'en'],
    ['/%', 'fr'],
  ] as const)('at the unreadable address %s say so in a page', async (url, locale) => {
    const response = await get(url)
    expect(response.statusCode).toBe(400)
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(textOf(response.body)).toContain(said(translator(locale)('errors:bad-request.title')))
  })

  const answerOnTheWire = async (request: string) => {
    const listening = await appOn(database.db)
    await listening.listen({ port: 0, host: '127.0.0.1' })
    const socket = connect((listening.server.address() as { port: number }).port, '127.0.0.1')
    socket.end(request)
    const answer = await text(socket)
    await listening.close()
    return answer
  }

  it.each([
    ['/fr/find?q=😀', '/fr/find?q=%F0%9F%98%80'],
    ['/fr/find?q=médiathèque du port', '/fr/find?q=m%C3%A9diath%C3%A8que%20du%20port'],
  ])('lead from %s, which nobody escaped, to the page that was meant', async (given, meant) => {
    const answer = await answerOnTheWire(`GET ${given} HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 303 /)
    expect(answer).toContain(`\r\nlocation: ${meant}\r\n`)
    expect((await get(meant)).statusCode).toBe(200)
  })

  it.each([
    ['an address of 20,000 letters', `GET /fr/find?q=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ['what is no HTTP', 'BONJOUR\r\n\r\n', 400],
    ['an emoji in an address of another site', 'GET //evil.example/😀 HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ])('answer %s in words of every language', async (_, request, status) => {
    const answer = await answerOnTheWire(request)
    expect(answer).not.toContain('location:')
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toContain("content-security-policy: default-src 'none'")
    for (const locale of locales) expect(answer).toContain(translator(locale)('errors:bad-request.detail'))
  })

  it('keep a parameter named like an inner part of the language from doing anything', async () => {
    expect((await get('/fr/find?__proto__=1&constructor=2&toString=3&hasOwnProperty=4')).statusCode).toBe(200)
  })

  it('show no hours in the list as machines write them', async () => {
    for (const locale of locales) {
      expect(textOf(await body(`/${locale}/find?print=all`))).not.toMatch(machineHours)
    }
  })

  it('never follow a script out of the data, nor show it as anything but text', async () => {
    const place = named('<script>alert("nom")</script> & Cie')
    const html = withoutOwnScripts(await body('/fr/find?near=7.75,48.58'))
    expect(html).not.toMatch(/<script|<img|<b>gras/i)
    expect(html).not.toMatch(/(?:href|src|action)="\s*(?:javascript|data:text)/i)
    expect(textOf(html)).toContain(place.properties.name)
  })

  describe('and the log', () => {
    it('tells what was answered, never what was asked, from where or with what', async () => {
      const lines: string[] = []
      const logger = {
        level: 'trace',
        base: null,
        stream: { write: (line: string) => void lines.push(line) },
      }
      const logged = await appOn(database.db, { geocoder, logger })
      const ask = (url: string) =>
        logged.inject({
          url,
          remoteAddress: '203.0.113.9',
          headers: { 'user-agent': 'secretagent', referer: 'https://secret.example/', cookie: 'a=secret' },
        })
      await ask('/fr/find?where=12%20rue%20secrete&q=secret&near=7.123456,48.654321')
      await ask('/api/collections/places/items?q=secret&near=7.123456,48.654321')
      await ask('/api/collections/places/items?secret=secret')
      await ask('/fr/places/999999/secret')
      await ask('/secret/%E0%A4%A')
      await sql`alter table search_word rename to search_word_gone`.execute(database.db)
      expect((await ask('/fr/find?q=secretsecret')).statusCode).toBe(500)
      await sql`alter table search_word_gone rename to search_word`.execute(database.db)
      const log = lines.join('')
      expect(log.match(/"msg":"answered"/g)!.length).toBeGreaterThanOrEqual(5)
      expect(log).toContain('"route":"/:locale/find","status":200')
      expect(log).toContain('"msg":"request failed"')
      expect(log).toContain('42P01')
      expect(log).not.toMatch(/secret|203\.0\.113|7\.123456|12 rue/)
    })

    it('does not repeat what the database repeats', () => {
      const error = Object.assign(new Error('syntax error in tsquery: "rue secrete"'), {
        severity: 'ERROR',
        code: '42601',
        detail: 'secrete',
      })
      expect(JSON.stringify(failureForLog(error))).not.toContain('secrete')
      expect(failureForLog(error)).toMatchObject({ code: '42601', frames: expect.stringContaining('at ') })
      expect(failureForLog(new Error('of our own'))).toMatchObject({ message: 'of our own' })
    })
  })
})

describe('With the database away', () => {
  let rude: Server
  const apps: Record<string, App> = {}
  const databases: Kysely<Database>[] = []

  beforeAll(async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    const closed = await portOf(silent)
    await new Promise((resolve) => silent.close(resolve))
    // Takes the call and hangs up, as a server does that is being stopped.
    rude = createServer((socket) => void socket.once('data', () => socket.destroy())).listen(0, '127.0.0.1')
    for (const [name, host] of Object.entries({
      refusing: `127.0.0.1:${closed}`,
      'hanging up': `127.0.0.1:${await portOf(rude)}`,
    })) {
      const pool = new pg.Pool({ connectionString: `postgresql://reperes@${host}/places` })
      const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
      databases.push(db)
      apps[name] = await appOn(db)
    }
  })
  afterAll(async () => {
    await Promise.all(databases.map((db) => db.destroy()))
    await new Promise((resolve) => rude.close(resolve))
  })

  describe.each(['refusing', 'hanging up'])('(%s)', (how) => {
    it.each([
      ['/fr/find', 'fr'],
      ['/en/places/1', 'en'],
    ] as const)('%s says so in a page in its language, and when to come back', async (url, locale) => {
      const response = await apps[how]!.inject({ url, headers: { 'accept-language': 'de' } })
      expect(response.statusCode).toBe(503)
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(0)
      expect(response.headers['content-language']).toBe(locale)
      expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(textOf(response.body)).toContain(said(translator(locale)('errors:service-unavailable.title')))
      expect(response.body).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|at .*\.ts/)
    })

    it('the API says so in problem details', async () => {
      const response = await apps[how]!.inject('/api/collections/places/items')
      expect(response.statusCode).toBe(503)
      expect(response.headers['retry-after']).toBeTruthy()
      expect(response.json()).toMatchObject({ type: '/problems/service-unavailable', status: 503 })
    })

    it('the process is alive and not ready', async () => {
      expect((await apps[how]!.inject('/live')).json()).toEqual({ state: 'live' })
      const ready = await apps[how]!.inject('/ready')
      expect(ready.statusCode).toBe(503)
      expect(ready.headers['content-type']).toBe('application/problem+json; charset=utf-8')
      expect(ready.headers['cache-control']).toBe('no-store')
    })
  })
})

async function portOf(server: Server): Promise<number> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
