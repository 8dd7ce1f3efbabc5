// A directory put together on its page, and read as a page.
import { beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { mostPlaces } from '../../server/directory/directory-facts.rules.ts'
import { NotSetError } from '../../server/typesetting/not-set.ts'
import { openTypesetting } from '../../server/typesetting/typesetting.ts'
import { bringDates, type DatedNumbers } from '../databases/dated-sessions.ts'
import { type App, appOn, bringPlaces, type Light, now, search } from '../databases/filled-app.ts'
import { openBrowser } from '../databases/people.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'
import { formWith } from './page-forms.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')
const neudorf = 'neighbourhood-67482-neudorf-port-du-rhin'
const day = 24 * 3_600_000

describeWithDemonstration('A directory in the making', ({ database }) => {
  let app: App
  let dates: DatedNumbers
  let time = now()
  const get = (url: string) => app.inject({ url })
  const page = async (url: string, status = 200) => {
    const { body, statusCode } = await get(url)
    expect(statusCode, url).toBe(status)
    return body
  }
  const found = (query: string) => search<Light['properties']>(app, `${query}&limit=1000&detail=light`)
  const pathsTo = (body: string, ending: string) =>
    [...body.matchAll(new RegExp(`(?:href|src)="([^"]*/directory\\.${ending}[^"]*)"`, 'g'))].map(([, path]) =>
      path!.replaceAll('&amp;', '&'),
    )

  beforeAll(async () => {
    dates = await bringDates(database.db)
    app = await appOn(database.db, { now: () => time })
    const at = { address: '1 quai des Bateliers', lonLat: [7.7546, 48.5805] as [number, number] }
    await bringPlaces(database.db, [{ name: '<img src=x onerror=alert(1)> "Cie" #[*$]', ...at }])
  })

  it('asks first, and shows nothing before it is asked', async () => {
    const body = await page('/fr/directory')
    expect(body).not.toContain('directory.pdf')
    expect(textOf(body)).toContain(said(t('builder:nothingAsked.text')))
    expect(formWith(body, 'print').action).toBe('/fr/directory#result')
  })

  it('counts places and pages truly, and shows the first page', async () => {
    const { numberMatched } = await found(`territory=${neudorf}&kind=library,association,france-services`)
    const body = await page(`/fr/directory?territory=${neudorf}&kind=library,association,france-services`)
    const [pdf] = pathsTo(body, 'pdf')
    const [picture] = pathsTo(body, 'svg')
    expect(numberMatched).toBeGreaterThan(1)
    expect(textOf(body)).toContain(t('find:count', { count: numberMatched }))
    const shown = await get(picture!)
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/svg+xml'])
    const pages = Number(shown.headers['x-pages'])
    expect(textOf(body)).toContain(t('builder:pages', { count: pages }))
    const { rawPayload, statusCode } = await get(pdf!)
    expect(statusCode).toBe(200)
    expect(rawPayload.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(pages)
  })

  it('works without script: the form asks for all that was chosen', async () => {
    const { action, fields } = formWith(await page('/fr/directory'), 'order')
    const asked = new URLSearchParams({ ...fields, territory: neudorf, format: 'list', ink: 'save' })
    asked.append('print', 'ar')
    asked.append('print', 'fr')
    const body = await page(`${action.replace('#result', '')}?${asked}`)
    const [pdf] = pathsTo(body, 'pdf')
    expect(Object.fromEntries(new URL(pdf!, 'http://x').searchParams)).toEqual({
      territory: neudorf,
      print: expect.stringMatching(/^(fr|ar),(ar|fr)$/),
      format: 'list',
      ink: 'save',
    })
  })

  it('goes around an address as far as one says', async () => {
    const near = await found('near=7.75,48.58&radius=500')
    const body = await page('/fr/directory?near=7.75,48.58&radius=500')
    expect(textOf(body)).toContain(t('find:count', { count: near.numberMatched }))
    expect(body).toMatch(/<option value="500" selected>/)
  })

  it('says which criterion to loosen, in addresses of its own', async () => {
    const body = await page('/fr/directory?services=safety&fee=paid&languages=ps&format=list')
    expect(textOf(body)).toContain(said(t('find:empty.title')))
    expect(body).toMatch(/href="\/fr\/directory\?[^"]*format=list"/)
    expect(body).not.toContain('directory.pdf')
  })

  it('says of a code that no selection has it, and of one that ended that it did', async () => {
    const places = (await found('kind=library')).features.slice(0, 2).map(({ id }) => id)
    const shared = await openBrowser(app).post('/fr/selection', { places: places.join(), print: 'fr,ar' })
    const code = shared.headers.location!.split('/').at(-1)!
    const body = await page(`/fr/directory?selection=${code.toLowerCase()}`)
    expect(textOf(body)).toContain(t('find:count', { count: 2 }))
    const [pdf] = pathsTo(body, 'pdf')
    expect(pdf).toContain(`selection=${code}`)
    expect(pdf).not.toContain('ids=')
    expect((await get(pdf!)).statusCode).toBe(200)
    expect(textOf(await page('/fr/directory?selection=K4TX7RM2'))).toContain(
      said(t('selection:unknown.title')),
    )
    const unknown = await page('/fr/directory.html?selection=K4TX7RM2', 404)
    expect(said(textOf(unknown))).toContain(said(t('selection:unknown.title')))
    expect(unknown).toContain('href="/fr/directory?selection=K4TX7RM2"')
    time = new Date(now().getTime() + 91 * day)
    expect(textOf(await page(`/fr/directory?selection=${code}`))).toContain(said(t('selection:ended.title')))
    for (const ending of ['html', 'pdf', 'svg']) {
      const ended = await page(`/fr/directory.${ending}?selection=${code}&format=list`, 410)
      expect(said(textOf(ended))).toContain(said(t('selection:ended.title')))
      expect(ended).toContain('href="/fr/directory?format=list"')
    }
    time = now()
  })

  it('tells what it could not read, and leaves it out', async () => {
    const body = await page(`/fr/directory?territory=${neudorf}&services=nonsense&format=a5`)
    expect(textOf(body)).toContain(said(t('find:unread')))
    expect(pathsTo(body, 'pdf')[0]).not.toContain('nonsense')
  })

  it('names a territory that does not exist, and leaves it out too', async () => {
    const body = await page(`/fr/directory?territory=${neudorf},commune-67999`)
    expect(said(textOf(body))).toContain('le territoire « commune-67999 » est inconnu')
    expect(pathsTo(body, 'pdf')[0]).toContain(`territory=${neudorf}&`)
    const only = textOf(await page('/fr/directory?territory=neighbourhood-67482-atlantis&format=list'))
    expect(said(only)).toContain('le territoire « neighbourhood-67482-atlantis » est inconnu')
    expect(only).not.toContain(said(t('find:empty.title')))
  })

  it('gives its script the answer first, then the form as it was understood', async () => {
    const body = await page(`/fr/directory?where=neudorf&part=result`)
    expect(body).not.toContain('<html')
    expect(body.indexOf('id="result"')).toBeLessThan(body.indexOf('<form'))
    expect(body).toContain(`data-address="/fr/directory?territory=${neudorf}"`)
  })

  it.each([
    ['busy', 'too many papers are waiting, with a link to try again', 'busy', 'again'],
    ['too-long', 'this paper takes too long, and what to choose instead', 'tooLong', undefined],
  ] as const)(
    'of a preview that is %s says that %s, and still has the page',
    async (reason, _, said1, link) => {
      const real = openTypesetting()
      const failing = { ...real, preview: () => Promise.reject(new NotSetError(reason)) }
      const other = await appOn(database.db, { typesetting: failing })
      const { body, statusCode } = await other.inject({ url: `/fr/directory?territory=${neudorf}` })
      await other.close()
      await real.close()
      expect(statusCode).toBe(200)
      for (const key of ['busy', 'tooLong'] as const)
        expect(textOf(body).includes(said(t(`builder:${key}`))), key).toBe(key === said1)
      if (link)
        expect(body).toMatch(
          new RegExp(`href="/fr/directory\\?territory=${neudorf}">${t(`builder:${link}`)}`),
        )
      expect(pathsTo(body, 'html')).toHaveLength(1)
      expect(pathsTo(body, 'pdf')).toHaveLength(0)
    },
  )

  it('offers distances that there are, beside one that is none', async () => {
    const body = await page('/fr/directory?near=7.765,48.566&radius=loin')
    const offered = /<select id="radius"[^>]*>(.*?)<\/select>/s.exec(body)![1]!
    expect(textOf(offered).match(/\d+ k?m/g)).toHaveLength(5)
    expect(offered).not.toContain('NaN')
    expect(offered).toMatch(/value="1000"\s+selected/)
  })

  it('sends no search engine through all papers that there can be', async () => {
    const pages: [url: string, status: number][] = [
      [`/fr/directory?territory=${neudorf}`, 200],
      ['/fr/directory?where=67550', 200],
      [`/fr/directory.html?territory=${neudorf}`, 200],
      ['/fr/directory.html?services=safety&fee=paid&languages=ps', 404],
      ['/fr/directory.pdf?services=safety&fee=paid&languages=ps', 404],
      [`/fr/find?territory=${neudorf}&services=work`, 200],
    ]
    for (const [url, status] of pages) {
      // The page in its other languages is the same page.
      const main = /<main.*<\/main>/s.exec(await page(url, status))![0]
      const links = main.match(/<a[^>]*href="\/fr\/directory[^"]*\?[^"]*"[^>]*>/g) ?? []
      expect(links.length, url).toBeGreaterThan(0)
      for (const link of links) expect(link, url).toContain('rel="nofollow"')
    }
  })

  it('is led to from the finder, the first page and every footer', async () => {
    const finder = await page(`/fr/find?territory=${neudorf}&services=work&accessibility=step-free`)
    const [, query] = /href="\/fr\/directory\?([^"]*)"/.exec(finder)!
    expect(Object.fromEntries(new URLSearchParams(query!.replaceAll('&amp;', '&')))).toEqual({
      territory: neudorf,
      services: 'work',
      accessibility: 'step-free',
    })
    for (const path of ['/fr', '/fr/help']) expect(await page(path)).toContain('href="/fr/directory"')
  })

  describe('as a page', () => {
    it('has every place of the search once, numbered from one on', async () => {
      const { features } = await found('kind=library')
      const body = await page('/fr/directory.html?kind=library&print=fr')
      const cards = [
        ...body.matchAll(
          /<li class="directory-card" id="place-(\d+)" value="(\d+)">\s*<div[^>]*><h[34]><a href="\/fr\/places\/(\d+)"/g,
        ),
      ]
      expect(cards.map(([, id]) => Number(id))).toEqual(cards.map((_, index) => index + 1))
      expect(cards.map(([, , , id]) => Number(id)).toSorted()).toEqual(
        features.map(({ id }) => id).toSorted(),
      )
    })

    it('has one heading of each level under the one before', async () => {
      const body = await page(`/fr/directory.html?territory=${neudorf}&print=fr,ar`)
      const levels = [...body.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level))
      expect(levels[0]).toBe(1)
      expect(levels.filter((level) => level === 1)).toHaveLength(1)
      for (const [index, level] of levels.entries())
        if (index > 0) expect(level - levels[index - 1]!).toBeLessThanOrEqual(1)
    })

    it('has two languages side by side, each marked', async () => {
      const body = await page(`/de/directory.html?territory=${neudorf}&print=fr,ar`)
      expect(body).toMatch(
        /<div class="columns"><div lang="fr" dir="ltr">.*?<\/div><div lang="ar" dir="rtl">/s,
      )
      expect(body).toContain('<html lang="de"')
    })

    it('strikes the stop that is cancelled', async () => {
      const body = await page(`/fr/directory.html?ids=${dates.unit}&print=fr`)
      const stops = /<section class="directory-stops".*?<\/section>/s.exec(body)![0]
      expect(stops).toContain('Le Bus bavard')
      expect(stops).toMatch(/<strong>annulé<\/strong> <s>/)
    })

    it('has the numbers of its map on its cards', async () => {
      const body = await page(`/fr/directory.html?territory=${neudorf}&print=fr`)
      const map = /<svg[^>]*class="drawn-map".*?<\/svg>/s.exec(body)![0]
      const numbers = [...map.matchAll(/font-weight="700"\s+fill="#fff">(?:<!--[^>]*-->)*(\d+)/g)].map(
        ([, number]) => Number(number),
      )
      const cards = [...body.matchAll(/id="place-(\d+)"/g)].map(([, number]) => Number(number))
      expect(numbers.length).toBeGreaterThan(2)
      for (const number of numbers) expect(cards).toContain(number)
    })

    it('escapes what names hold', async () => {
      const body = await page('/fr/directory.html?q=Cie&print=fr')
      expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;')
      expect(body).not.toContain('<img src=x')
    })

    it.each([
      ['an unknown format', 'format=a5', 'a5'],
      ['a third language', 'print=fr,ar,de', 'print'],
      ['an unknown name', 'colour=red', 'colour'],
      ['an unknown need', 'services=nonsense', 'nonsense'],
    ])('names %s that it was asked for, and refuses it', async (_, query, named) => {
      expect(textOf(await page(`/fr/directory.html?${query}`, 400))).toContain(named)
    })

    it('is a 404 with a way back where nothing matches', async () => {
      const body = await page('/fr/directory.html?services=safety&fee=paid&languages=ps', 404)
      expect(body).toMatch(/href="\/fr\/directory\?[^"]*services=safety/)
    })

    it.each(locales)('is read in %s', async (locale) => {
      const body = await page(`/${locale}/directory.html?territory=${neudorf}&print=${locale}`)
      expect(body).toContain(`<html lang="${locale}"`)
      expect(textOf(body)).toContain(said(translator(locale)('builder:pdf')))
    })
  })

  it('of too many places names the smaller areas, with their counts', async () => {
    const many = Array.from({ length: mostPlaces + 20 }, (_, index) => ({
      name: `Lieu de masse ${index}`,
      address: `${index + 1} rue de la Masse`,
      commune: index % 3 === 0 ? 'Schiltigheim' : 'Strasbourg',
      communeCode: index % 3 === 0 ? '67447' : '67482',
      lonLat: (index % 3 === 0 ? [7.7486, 48.6075] : [7.7521, 48.5734]) as [number, number],
    }))
    await bringPlaces(database.db, many, { source: 'masse' })
    const body = await page('/fr/directory?format=a4')
    const text = textOf(body)
    expect(text).toContain(said(t('builder:tooMany.text', { most: mostPlaces })))
    const [, told] = /Schiltigheim (\d+) lieux/.exec(text)!
    expect(body).toContain('href="/fr/directory?territory=commune-67447&amp;format=a4"')
    expect(body).not.toContain('directory.pdf')
    await page('/fr/directory.html?format=a4', 422)
    const refusal = textOf(await page('/fr/directory.pdf?format=a4', 422))
    expect(refusal).toContain(said(t('paper:tooMany.title')))
    expect(refusal).toMatch(/quartier/)
    // What is told of it is what its own directory holds.
    const inside = await page('/fr/directory?territory=commune-67447&format=list')
    expect(textOf(inside)).toContain(t('find:count', { count: Number(told) }))
    expect(inside).toContain('directory.pdf')
  })

  it('around an address with too many places proposes to go less far', async () => {
    const body = await page('/fr/directory?near=7.75,48.59&radius=10000')
    expect(body).toContain('href="/fr/directory?near=7.75,48.59&amp;radius=500"')
  })
})
