// Places kept for one person: a sheet in an address, and the same under a code.
import { beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { publishPlaces } from '../../server/places/publication.actions.ts'
import { codeForReading, readSelectionCode } from '../../server/selections/selection-code.rules.ts'
import { forgetOldSelections, selectionOfCode } from '../../server/selections/selections.actions.ts'
import { bringDates, type DatedNumbers } from '../databases/dated-sessions.ts'
import { type App, appOn, bringPlaces, now } from '../databases/filled-app.ts'
import { openBrowser } from '../databases/people.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'
import { formWith } from './page-forms.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')
const day = 24 * 3_600_000

describeWithDemonstration('A selection', ({ database }) => {
  let app: App
  let dates: DatedNumbers
  let time = now()
  const names = new Map<string, number>()
  const browser = (from = '127.0.0.1') => openBrowser(app, from)

  beforeAll(async () => {
    app = await appOn(database.db, { now: () => time })
    dates = await bringDates(database.db)
    const source = { source: 'selections', complete: true }
    const at = { address: '1 quai des Bateliers', lonLat: [7.7546, 48.5805] as [number, number] }
    const stays = { name: 'Atelier qui reste', address: '3 quai des Bateliers', lonLat: at.lonLat }
    await bringPlaces(database.db, [{ name: 'Atelier disparu', ...at }, stays], source)
    await bringPlaces(database.db, [stays], source)
    await bringPlaces(database.db, [{ name: '<script>alert(1)</script> & Cie', ...at }])
    const rows = await database.db.selectFrom('place').select(['id', 'name']).execute()
    for (const { id, name } of rows) names.set(name, id)
  })

  const numberOf = (name: string) => names.get(name)!
  const three = 'France Services Les Trois Ponts'
  const bookshop = 'Bibliothèque La Page Buissonnière'
  const namesOn = (body: string) =>
    [...body.matchAll(/<h3><a[^>]*><bdi>([^<]*)<\/bdi>/g)].map(([, name]) => textOf(name!))
  const get = (url: string) => browser().get(url)
  const share = async (places: string, print = 'fr,ar', from?: string) => {
    const answer = await browser(from).post('/fr/selection', { places, print })
    expect(answer.statusCode).toBe(303)
    return answer.headers.location!.split('/').at(-1)!
  }

  describe('in an address', () => {
    it('says of each place its name, address, phone, hours, languages and exceptions, in two languages', async () => {
      const { body, statusCode } = await get(`/fr/selection?places=${numberOf(three)}&print=fr,ar`)
      expect(statusCode).toBe(200)
      const text = textOf(body)
      for (const words of ['3 quai du Martin-Pêcheur, 67000 Strasbourg', '03 53 01 00 01', 'France Services'])
        expect(text).toContain(words)
      for (const words of ['Jeudi : 8 h 30 – 12 h 30, 13 h 30 – 18 h 30', 'français, arabe, anglais'])
        expect(said(text)).toContain(words)
      expect(body).toMatch(/<div lang="ar" dir="rtl">.*مغلق في أيام العطل الرسمية/s)
      expect(text).toContain(said(t('selection:way')))
    })

    it('keeps its order, and offers to change it by links', async () => {
      const list = [numberOf(bookshop), numberOf(three), dates.unit]
      const { body } = await get(`/fr/selection?places=${list}`)
      expect(namesOn(body)).toEqual([bookshop, three, 'Le Bus bavard'])
      const link = /<a class="way-down" id="down-\d+" href="([^"]*)"/.exec(body)![1]!.replaceAll('&amp;', '&')
      const moved = await get(link.split('#')[0]!)
      expect(namesOn(moved.body)).toEqual([three, bookshop, 'Le Bus bavard'])
      const removal = new RegExp(`id="remove-${dates.unit}" href="([^"#]*)`).exec(moved.body)![1]!
      const removed = await get(removal.replaceAll('&amp;', '&'))
      expect(namesOn(removed.body)).toEqual([three, bookshop])
    })

    it('has no way up for the first and none down for the last', async () => {
      const { body } = await get(`/fr/selection?places=${numberOf(bookshop)},${numberOf(three)}`)
      expect(body.match(/class="way-up"/g)).toHaveLength(1)
      expect(body.match(/class="way-down"/g)).toHaveLength(1)
      expect(body).toContain(`id="up-${numberOf(three)}"`)
    })

    it('tells the stops of a bus that come, the cancelled one struck', async () => {
      const { body } = await get(`/fr/selection?places=${dates.unit}`)
      expect(textOf(body)).toContain('Place du Marché du Neudorf')
      expect(body).toMatch(/<li><s>[^<]*.*?<\/s> <strong class="cancelled">/s)
      expect(textOf(body)).not.toMatch(/Demain|Aujourd’hui,/)
    })

    it('adds a place that words find, keeping the others', async () => {
      const found = await get(`/fr/selection?places=${numberOf(three)}&q=buissonniere`)
      const link = new RegExp(`href="([^"#]*)#place-${numberOf(bookshop)}"`).exec(found.body)![1]!
      const { body } = await get(link.replaceAll('&amp;', '&'))
      expect(namesOn(body)).toEqual([three, bookshop])
      const nothing = await get('/fr/selection?q=zzzzqqq')
      expect(textOf(nothing.body)).toContain(said(t('selection:add.none', { words: 'zzzzqqq' })))
    })

    it('says which part of it could not be read, and shows the rest', async () => {
      const { body, statusCode } = await get(`/fr/selection?places=x,${numberOf(three)},%3Cb%3E`)
      expect(statusCode).toBe(200)
      expect(textOf(body)).toContain(said(t('selection:faults.unread')))
      expect(namesOn(body)).toEqual([three])
    })

    it('holds twenty places, and says how many more found no room', async () => {
      const ids = [...names.values()].slice(0, 23)
      const { body } = await get(`/fr/selection?places=${ids}`)
      expect(body.match(/class="sheet-entry/g)!.length).toBeLessThanOrEqual(20)
      expect(textOf(body)).toContain(said(t('selection:faults.more', { count: 3, most: 20 })))
    })

    it('says of a place that is gone that it is, and where it was', async () => {
      const { body, statusCode } = await get(
        `/fr/selection?places=${numberOf('Atelier disparu')},${numberOf(three)},987654`,
      )
      expect(statusCode).toBe(200)
      expect(body).not.toContain('Atelier disparu')
      expect(body.match(/class="sheet-entry sheet-missing"/g)).toHaveLength(2)
      expect(textOf(body)).toMatch(/Ce lieu n’est plus dans Repères\. Il était ici\s: \p{L}/u)
      expect(body).toMatch(/find\?territory=(neighbourhood|commune)-/)
    })

    it('escapes what names hold', async () => {
      const { body } = await get(`/fr/selection?places=${numberOf('<script>alert(1)</script> & Cie')}`)
      expect(body).not.toContain('<script>alert(1)')
      expect(body).toContain('&lt;script&gt;alert(1)')
    })

    it.each(locales)('stands in %s, empty, with a field for a code', async (locale) => {
      const { body, statusCode } = await get(`/${locale}/selection`)
      expect(statusCode).toBe(200)
      expect(body).toContain(`<html lang="${locale}"`)
      expect(formWith(body, 'code').action).toBe(`/${locale}/selection`)
      expect(body).not.toContain('class="sheet"')
    })

    it('has a note that no form holds and that has no name', async () => {
      const { body } = await get(`/fr/selection?places=${numberOf(three)}`)
      const area = /<textarea[^>]*>/.exec(body)![0]
      expect(area).not.toContain('name=')
      for (const [form] of body.matchAll(/<form.*?<\/form>/gs)) expect(form).not.toContain('<textarea')
      expect(textOf(body)).toContain(said(t('selection:note.hint')))
    })
  })

  describe('under a code', () => {
    it('is made by a form of the page, without any script', async () => {
      const page = await get(`/fr/selection?places=${numberOf(bookshop)},${dates.unit}&print=fr,tr`)
      const [shareForm] = /<form class="selection-share" method="post".*?<\/form>/s.exec(page.body)!
      const { action, fields } = formWith(shareForm, 'places')
      const sent = await browser().post(action, fields)
      expect(sent.statusCode).toBe(303)
      expect(sent.headers.location).toMatch(/^\/fr\/selection\/[2-9AFHKLMRTWXYZ]{8}$/)
      const { body, statusCode } = await get(sent.headers.location!)
      expect(statusCode).toBe(200)
      const code = sent.headers.location!.split('/').at(-1)!
      expect(textOf(body)).toContain(codeForReading(code))
      expect(namesOn(body)).toEqual([bookshop, 'Le Bus bavard'])
      expect(body).toContain('<div lang="tr" dir="ltr">')
      expect(textOf(body)).toContain('18 février 2027')
    })

    it('keeps places and languages, and nothing of who made it', async () => {
      await share(String(numberOf(three)))
      const columns = Object.keys((await database.db.selectFrom('selection').selectAll().execute())[0]!)
      expect(columns.toSorted()).toEqual(['code', 'created_at', 'forgotten_at', 'languages', 'places'])
    })

    it('is found by whoever types it as people do', async () => {
      const code = await share(String(numberOf(three)))
      const typed = encodeURIComponent(` ${codeForReading(code).toLowerCase()} `)
      for (const url of [`/ar/selection?code=${typed}`, `/ar/selection/${typed}`]) {
        const answer = await get(url)
        expect(answer.statusCode, url).toBe(303)
        expect(answer.headers.location).toBe(`/ar/selection/${code}`)
      }
    })

    it('is read in other languages than it was made for', async () => {
      const code = await share(String(numberOf(three)), 'fr,ar')
      const { body } = await get(`/de/selection/${code}?print=de`)
      expect(body).toContain('<div lang="de" dir="ltr">')
      expect(body).not.toContain('<div lang="ar"')
    })

    it('cannot be changed, but copied', async () => {
      const code = await share(`${numberOf(three)},${numberOf(bookshop)}`)
      const { body } = await get(`/fr/selection/${code}`)
      expect(body).not.toContain('class="sheet-ways')
      expect(body).toContain(
        `href="/fr/selection?places=${numberOf(three)},${numberOf(bookshop)}&amp;print=fr,ar"`,
      )
    })

    it.each(['ABCDEFGH', 'K4TX7RM', 'a'.repeat(200), '%3Cscript%3E'])(
      'of %s is none, and the page helps on',
      async (code) => {
        const { body, statusCode } = await get(`/fr/selection/${code}`)
        expect(statusCode).toBe(404)
        expect(textOf(body)).toContain(said(t('selection:unknown.title')))
        expect(formWith(body, 'q').action).toBe('/fr/find')
        expect(formWith(body, 'code').action).toBe('/fr/selection')
      },
    )

    it('that is not whole is told at its field, with what was typed', async () => {
      const { body, statusCode } = await get('/fr/selection?code=K4TX%207R')
      expect(statusCode).toBe(422)
      expect(body).toMatch(/<input id="code"[^>]*value="K4TX 7R"[^>]*aria-invalid="true"/)
      expect(textOf(body)).toContain(said(t('selection:code.unread')))
    })

    it.each([
      ['no place', ''],
      ['places that never were', '987654,987655'],
      ['words', "1' or '1'='1"],
      ['a place that is gone', 'gone'],
    ])('is not given to %s', async (_, given) => {
      const before = await database.db.selectFrom('selection').select('code').execute()
      const places = given === 'gone' ? String(numberOf('Atelier disparu')) : given
      const answer = await browser('10.0.0.9').post('/fr/selection', { places, print: 'fr' })
      expect(answer.statusCode).toBe(422)
      expect(textOf(answer.body)).toContain(said(t('selection:faults.none')))
      expect(await database.db.selectFrom('selection').select('code').execute()).toHaveLength(before.length)
    })

    it('is not given to more than twenty places', async () => {
      const answer = await browser('10.0.0.10').post('/fr/selection', {
        places: [...names.values()].slice(0, 21).join(),
        print: 'fr',
      })
      expect(answer.statusCode).toBe(422)
      expect(textOf(answer.body)).toContain(said(t('selection:faults.more', { count: 1, most: 20 })))
    })

    it('is not made by a page of others', async () => {
      const form = { places: String(numberOf(three)), print: 'fr' }
      const answer = await browser().post('/fr/selection', form, { 'sec-fetch-site': 'cross-site' })
      expect(answer.statusCode).toBe(403)
    })

    it('is never the same twice', async () => {
      const codes = new Set<string>()
      for (let count = 0; count < 15; count += 1)
        codes.add(await share(String(numberOf(three)), 'fr', '10.0.0.11'))
      expect(codes.size).toBe(15)
      for (const code of codes) expect(readSelectionCode(code)).toBe(code)
    })

    it('cannot be guessed by trying: after so many in a minute one waits', async () => {
      const trying = browser('10.0.0.12')
      const statuses: number[] = []
      for (let count = 0; count < 41; count += 1)
        statuses.push(
          (await trying.get(`/fr/selection/AAAA${String(2000 + count).replaceAll(/[01]/g, 'X')}`)).statusCode,
        )
      expect(statuses.slice(0, 40)).toEqual(Array(40).fill(404))
      expect(statuses[40]).toBe(429)
    })

    it('cannot be guessed on another page either: paper and its builder share the count', async () => {
      const code = await share(String(numberOf(three)), 'fr', '10.0.0.15')
      const trying = browser('10.0.0.15')
      const ways = ['/fr/directory.pdf', '/fr/directory.svg', '/fr/directory.html', '/fr/directory']
      for (let count = 0; count < 40; count += 1) {
        const wrong = `AAAA${String(2000 + count).replaceAll(/[01]/g, 'X')}`
        const { statusCode } = await trying.get(`${ways[count % 4]}?selection=${wrong}`)
        expect(statusCode).toBe(count % 4 === 3 ? 200 : 404)
      }
      for (const way of ways) expect((await trying.get(`${way}?selection=${code}`)).statusCode).toBe(429)
      expect((await trying.get(`/fr/selection/${code}`)).statusCode).toBe(429)
      expect((await browser('10.0.0.16').get(`/fr/selection/${code}`)).statusCode).toBe(200)
    })

    it('says of a place that was hidden since that it is no longer there', async () => {
      const id = numberOf('Atelier qui reste')
      const code = await share(`${numberOf(three)},${id}`, 'fr', '10.0.0.13')
      await database.db.updateTable('place').set({ state: 'hidden' }).where('id', '=', id).execute()
      await database.db.transaction().execute((trx) => publishPlaces(trx, [id], now()))
      const { body, statusCode } = await get(`/fr/selection/${code}`)
      expect(statusCode).toBe(200)
      expect(namesOn(body)).toEqual([three])
      expect(body).not.toContain('Atelier qui reste')
      expect(textOf(body)).toContain(said(t('selection:missing.text')))
    })
  })

  describe('after ninety days', () => {
    it('has ended, on its day, before and after it is forgotten, and its places are gone', async () => {
      const code = await share(String(numberOf(three)), 'fr', '10.0.0.14')
      time = new Date(now().getTime() + 90 * day - 1_000)
      expect((await get(`/fr/selection/${code}`)).statusCode).toBe(200)
      expect(await forgetOldSelections({ db: database.db }, time)).toBe(0)
      time = new Date(now().getTime() + 90 * day + 1_000)
      const ended = async () => {
        const { body, statusCode } = await get(`/fr/selection/${code}`)
        expect(statusCode).toBe(410)
        expect(textOf(body)).toContain(said(t('selection:ended.title')))
        expect(formWith(body, 'q').action).toBe('/fr/find')
        expect(body).not.toContain(three)
      }
      await ended()
      expect(await forgetOldSelections({ db: database.db }, time)).toBeGreaterThan(0)
      await ended()
      const rows = await database.db.selectFrom('selection').select(['places', 'languages']).execute()
      expect(rows.every(({ places, languages }) => places.length + languages.length === 0)).toBe(true)
      expect(await selectionOfCode(database.db, code, time)).toEqual({ state: 'ended' })
      time = now()
    })
  })
})
