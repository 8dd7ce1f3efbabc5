// The door and the first page, in every language and without script.
import { beforeAll, describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { readConfig } from '../../server/config.ts'
import { codesOf } from '../../server/places/vocabularies.rules.ts'
import { type Need, needOf, needOfServices, needs, readProcedures } from '../../server/start/needs.rules.ts'
import { type App, appOn } from '../databases/filled-app.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'

/** Addresses of the links of a page, in their order. */
const linksOf = (html: string) =>
  [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'))
const mainOf = (html: string) => /<main.*<\/main>/s.exec(html)![0]
const escaped = (text: string) => text.replaceAll('&', '&amp;')

describeWithDemonstration('The first page', ({ database }) => {
  let app: App
  const body = async (url: string) => {
    const response = await app.inject(url)
    expect(response.statusCode, url).toBe(200)
    return response.body
  }

  beforeAll(async () => {
    app = await appOn(database.db)
    return () => app.close()
  })

  it.each([
    ['fr', '/fr'],
    ['en-GB,en;q=0.9,fr;q=0.1', '/en'],
    ['tr', '/tr'],
    ['ar-MA, fr;q=0.5', '/ar'],
    ['pl', '/fr'],
    [';;;,,=q', '/fr'],
  ])('is where the door leads who asks for “%s”: %s', async (language, address) => {
    const response = await app.inject({ url: '/', headers: { 'accept-language': language } })
    expect(response.statusCode).toBe(302)
    expect(response.headers.location).toBe(address)
    expect(response.headers.vary).toContain('accept-language')
  })

  it('does not exist in a language that it has no words for', async () => {
    expect((await app.inject('/pl')).statusCode).toBe(404)
  })

  it.each(locales)(
    'asks one question in %s, and shows eight needs with a word and a line',
    async (locale) => {
      const t = translator(locale)
      const main = mainOf(await body(`/${locale}`))
      expect(main.match(/<h1/g)).toHaveLength(1)
      expect(main).toContain(t('start:title'))
      for (const { id } of needs) {
        expect(main).toContain(`href="/${locale}?need=${id}"`)
        expect(main).toContain(escaped(t(`start:needs.${id}.word`)))
        expect(main).toContain(escaped(t(`start:needs.${id}.line`)))
      }
      expect(main.match(/<svg class="pictogram"/g)).toHaveLength(8)
      expect(linksOf(main)).toContain(`/${locale}/find`)
    },
  )

  it.each(locales)(
    'leads in %s from every need, by links alone, to a place in three steps',
    async (locale) => {
      for (const need of needs) {
        const step = mainOf(await body(`/${locale}?need=${need.id}`))
        expect(step).toContain(translator(locale)('start:where.title'))
        const there = linksOf(step).find((href) => href.includes('territory=neighbourhood-67482-neudorf'))!
        expect(new URL(there, 'http://host').searchParams.get('services')).toBe(need.services.join())
      }
      expect(await placesBehind(locale, needOf('paperwork')!)).not.toEqual([])
    },
  )

  async function placesBehind(locale: Locale, need: Need): Promise<string[]> {
    const step = mainOf(await body(`/${locale}?need=${need.id}`))
    const neudorf = linksOf(step).find((href) => href.includes('neudorf'))!
    return linksOf(mainOf(await body(neudorf))).filter((href) => href.startsWith(`/${locale}/places/`))
  }

  it('offers all neighbourhoods, communes and everywhere as links, and a form for an address', async () => {
    const step = mainOf(await body('/fr?need=work'))
    const links = linksOf(step)
    expect(links.filter((href) => href.includes('territory=neighbourhood-'))).toHaveLength(10)
    expect(links.filter((href) => href.includes('territory=commune-'))).toHaveLength(33)
    expect(links).toContain('/fr/find?services=work')
    expect(links).toContain('/fr')
    expect(step).toContain('<input type="hidden" name="services" value="work">')
    expect(step).toMatch(/<input id="where" name="where" type="search"/)
  })

  it('lets who comes for paperwork say which, and take it back', async () => {
    const chosen = mainOf(await body('/fr?need=paperwork&procedures=taxes,nonsense&procedures=housing'))
    const links = linksOf(chosen)
    expect(links).toContain('/fr?need=paperwork&procedures=housing')
    expect(links).toContain('/fr?need=paperwork&procedures=taxes')
    expect(links).toContain('/fr?need=paperwork&procedures=taxes,housing,family-allowance')
    const everywhere = '/fr/find?services=administrative-procedures&procedures=taxes,housing&unknown=true'
    expect(links).toContain(everywhere)
    expect(chosen).not.toContain('nonsense')
    expect(mainOf(await body('/fr?need=work&procedures=taxes'))).not.toContain('taxes')
  })

  it('asks anew when the need is unknown', async () => {
    for (const query of ['need=', 'need=nonsense', 'need=__proto__', 'need=work&need=safety', 'utm=1'])
      expect(await body(`/fr?${query}`)).toContain(translator('fr')('start:lead'))
  })

  it('keeps the need when the language is changed', async () => {
    expect(await body('/fr?need=safety')).toContain('href="/ar?need=safety"')
  })

  it('lets one write where in a territory too large for lists', async () => {
    const wide = await appOn(database.db, { config: readConfig({ TERRITORY: 'region-44' }) })
    const response = await wide.inject('/fr?need=work')
    expect(response.statusCode).toBe(200)
    expect(linksOf(response.body).filter((href) => href.includes('territory='))).toEqual([])
    await wide.close()
  })
})

describe('The eight needs', () => {
  it('reach every service that places can offer', () => {
    const reached = new Set(needs.flatMap(({ services }) => services))
    expect([...reached].toSorted()).toEqual(codesOf('services').toSorted())
    expect(needs).toHaveLength(8)
  })

  it('are recognised by their services, in any order', () => {
    for (const need of needs) expect(needOfServices(need.services.toReversed())).toBe(need)
    expect(needOfServices([])).toBeUndefined()
    expect(needOfServices(['work', 'safety'])).toBeUndefined()
  })

  it('hold only procedures that exist', () => {
    expect(readProcedures('taxes,nope,,taxes')).toEqual(['taxes'])
    expect(readProcedures(undefined)).toEqual([])
  })
})
