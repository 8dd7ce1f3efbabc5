// What stands around every page, and the pages that are texts: as somebody meets them who needs help with this site.
import { beforeAll, describe, expect, it } from 'vitest'
import { type Locale, localeName, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { readConfig } from '../../server/config.ts'
import { readerLocale } from '../../server/http/reader-locale.ts'
import { type App, appOn } from '../databases/filled-app.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'

const pages = ['help', 'accessibility', 'legal', 'privacy'] as const
const publisher = {
  PUBLISHER_NAME: 'Ville <de> Strasbourg',
  PUBLISHER_ADDRESS: '1 parc de l’Étoile, 67076 Strasbourg',
  PUBLISHER_EMAIL: 'contact@example.org',
  PUBLISHER_DIRECTOR: 'Camille Muller',
  PUBLISHER_HOST: 'Hébergeur, 2 rue du Serveur, Strasbourg',
  HELP_PHONE: '0388000000',
}

/** The text of a page as it is read, with one kind of space. */
function textOf(html: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return html
    .replaceAll(/<(style|title|script)\b.*?<\/\1>|<[^>]*>/gs, ' ')
    .replaceAll(/&(#?\w+);/g, (whole, name) => named[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
}
const said = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
const footerOf = (html: string) => /<footer.*<\/footer>/s.exec(html)![0]

describeWithDemonstration('Somebody who needs help with this site', ({ database }) => {
  let configured: App
  let bare: App
  const body = async (app: App, url: string, status = 200) => {
    const response = await app.inject(url)
    expect(response.statusCode, url).toBe(status)
    return response.body
  }

  beforeAll(async () => {
    configured = await appOn(database.db, { config: readConfig(publisher) })
    bare = await appOn(database.db)
  })

  describe.each(locales)('in %s', (locale) => {
    const t = translator(locale)

    it.each(pages)('reads the page %s', async (page) => {
      const html = await body(configured, `/${locale}/${page}`)
      expect(html).toContain(`<html lang="${locale}"`)
      expect(html.match(/<h1/g)).toHaveLength(1)
      expect(textOf(html)).toContain(said(t(`information:${page}.title`)))
      expect(html).toContain(`<link rel="canonical" href="http://localhost:80/${locale}/${page}">`)
      expect(html).toMatch(/<meta name="description" content="[^"]{20,}">/)
    })

    it.each(['', '/find', '/find?print=all', '/help', '/legal', '/nothing-here'])(
      'finds the phone and every page of help under “%s”',
      async (path) => {
        const footer = footerOf((await configured.inject(`/${locale}${path}`)).body)
        expect(footer).toContain('href="tel:+33388000000"')
        const sentence = t('layout:footer.helpDesk', { phone: '03 88 00 00 00' })
        expect(textOf(footer).replaceAll(' ', '')).toContain(sentence.replaceAll(/\s/g, ''))
        for (const page of pages) expect(footer).toContain(`href="/${locale}/${page}"`)
        expect(textOf(footer)).toContain(said(t('layout:footer.accessibility')))
      },
    )

    it('leaves for another language without losing the page and the search', async () => {
      const html = await body(configured, `/${locale}/find?services=work&where=neudorf`)
      const menu = /<nav class="languages".*?<\/nav>/s.exec(html)![0]
      for (const other of locales) {
        const link = `href="/${other}/find?services=work&amp;where=neudorf" hreflang="${other}" lang="${other}"`
        expect(menu).toContain(link)
        expect(menu).toContain(localeName(other))
      }
      expect(menu.match(/aria-current="true"[^>]*>[^<]*/g)).toEqual([
        `aria-current="true">${localeName(locale)}`,
      ])
    })

    it('is told what “demonstration” means, while places are invented', async () => {
      const html = await body(configured, `/${locale}/find`)
      expect(html).toContain(`href="/${locale}/help#demonstration"`)
      expect(html).not.toContain('npm')
      expect(await body(configured, `/${locale}/help`)).toContain('id="demonstration"')
    })

    it('learns who answers for the site', async () => {
      const html = await body(configured, `/${locale}/legal`)
      for (const fact of Object.values(publisher).slice(0, 5)) expect(textOf(html)).toContain(fact)
      expect(html).toContain('href="mailto:contact@example.org"')
      expect(html).not.toContain('<de>')
      expect(textOf(html)).not.toContain(said(t('information:missing')))
    })

    it('is told plainly what the publisher has not said yet', async () => {
      const html = await body(bare, `/${locale}/legal`)
      const missing = said(t('information:missing'))
      expect(textOf(html).split(missing)).toHaveLength(7)
      expect(textOf(html)).toContain(said(t('information:legal.incomplete')))
      expect(footerOf(html)).not.toContain('tel:')
      for (const page of pages) expect(await body(bare, `/${locale}/${page}`)).not.toContain('undefined')
    })
  })

  it('finds nothing in a language that is not spoken here', async () => {
    for (const page of pages) await body(configured, `/xx/${page}`, 404)
    await body(configured, '/FR/help', 404)
  })

  it('is told of the map and the address service that this site really uses', async () => {
    const withSettings = async (settings: Record<string, string>, page: 'legal' | 'privacy') => {
      const app = await appOn(database.db, { config: readConfig(settings) })
      return textOf(await body(app, `/fr/${page}`))
    }
    const t = translator('fr')
    const openStreetMap = said(t('information:legal.map.openStreetMapData'))
    expect(await withSettings({}, 'legal')).toContain(openStreetMap)
    const ign = 'https://data.geopf.fr/annexes/ressources/vectorTiles/styles/PLAN.IGN/standard.json'
    expect(await withSettings({ BASEMAP_STYLE: ign }, 'legal')).toContain(
      said(t('information:legal.map.ign')),
    )
    const other = { BASEMAP_STYLE: 'https://tiles.example/s.json', GEOCODER_URL: 'https://geo.example/' }
    const legal = await withSettings(other, 'legal')
    expect(legal).toContain('tiles.example')
    expect(legal).toContain('geo.example')
    const none = { BASEMAP_STYLE: 'none', GEOCODER_URL: 'none' }
    expect(await withSettings(none, 'legal')).not.toContain(openStreetMap)
    expect(await withSettings(none, 'privacy')).toContain(said(t('information:privacy.address.none')))
  })

  it('is told nothing that the answers contradict: no cookie, no other host', async () => {
    for (const page of ['find', ...pages]) {
      const response = await configured.inject(`/fr/${page}`)
      expect(response.headers['set-cookie']).toBeUndefined()
      expect(response.body).not.toMatch(
        /<(?:script|link|img|iframe)[^>]*(?:src|href)="(?:https?:)?\/\/(?!localhost)/,
      )
    }
  })
})

describe('The help desk’s phone', () => {
  it.each([
    ['0388000000', '+33388000000', '03 88 00 00 00'],
    ['+33 3 88 00 00 00', '+33388000000', '03 88 00 00 00'],
    ['39 39', '3939', '39 39'],
    ['+49 7851 9000', '+4978519000', '+49 7851 9000'],
  ])('given as %s is dialled %s and read %s', (given, dialled, written) => {
    expect(readConfig({ HELP_PHONE: given }).helpPhone).toEqual({ dialled, written })
  })

  it.each(['12', 'call us', '03 88', '03 88 00 00 00 ext. 4', 'javascript:alert(1)'])(
    'is not %s',
    (given) => {
      expect(() => readConfig({ HELP_PHONE: given })).toThrow(/HELP_PHONE is /)
    },
  )

  it('may be unknown, like the publisher, whose e-mail address must be one', () => {
    expect(readConfig({}).helpPhone).toBeUndefined()
    expect(() => readConfig({ PUBLISHER_EMAIL: 'contact at example.org' })).toThrow(/PUBLISHER_EMAIL is /)
  })
})

describe('The language of a reader who comes to the door', () => {
  it.each<[string | undefined, Locale]>([
    ['de', 'de'],
    ['de-AT, en;q=0.5', 'de'],
    ['tr-TR,tr;q=0.9', 'tr'],
    ['ar', 'ar'],
    ['ar-MA, fr;q=0.8', 'ar'],
    ['pt', 'fr'],
    ['pt, ar;q=0.4, en;q=0.3', 'ar'],
    [undefined, 'fr'],
  ])('who asks for %s is %s', (asked, locale) => {
    expect(readerLocale('/', asked)).toBe(locale)
  })

  it('is the one in the address, whatever the browser asks for', () => {
    expect(readerLocale('/ar/find?q=x', 'de')).toBe('ar')
    expect(readerLocale('/tr', 'de')).toBe('tr')
  })
})
