// Somebody adds a place, with plain HTML: a draft, a look at it, a letter, a receipt.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { composers } from '../../server/letters.ts'
import { type App, appOn, fillWithDemonstration, now } from '../databases/filled-app.ts'
import { type Browser, linkOf, openBrowser } from '../databases/people.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { textOf } from './page-text.ts'

const t = translator('fr')

/** What an association types of itself. */
const simplePlace = {
  name: 'Atelier des Deux Rives',
  kind: 'association',
  address: '12 rue de l’Invention',
  commune: '67482',
  services: ['everyday-skills', 'administrative-procedures'],
  hours: 'open',
  'hours-1-days': ['mo', 'tu'],
  'hours-1-from': '9h',
  'hours-1-to': '12h',
  publicHolidays: 'closed',
  phone: '03 88 00 00 42',
  contactEmail: 'lea@example.org',
  step: 'next',
}

/** Where the form of a page leads. */
const draftOf = (html: string) => /action="\/[a-z]{2}(\/add\/[\w-]{22})"/.exec(html)![1]!

describeWithDatabase('Adding a place', ({ database }) => {
  let app: App
  let postOffice: PostOffice
  let lea: Browser
  const time = now()

  beforeAll(async () => {
    await fillWithDemonstration(database.db)
    postOffice = await openPostOffice(database, composers, () => time)
  })
  afterAll(async () => {
    await app.close()
    await postOffice.close()
  })
  // Each begins with a client of its own, who has sent nothing in this hour.
  const begin = async () => {
    await app?.close()
    app = await appOn(database.db, { now: () => time, letters: postOffice.letters })
    lea = openBrowser(app)
    await database.db.deleteFrom('submission').execute()
  }
  const lastTo = async (email: string) => (await postOffice.sent()).findLast(({ to }) => to === email)!
  const open = async (locale = 'fr', query = '') => draftOf((await lea.get(`/${locale}/add${query}`)).body)
  const submissions = () => database.db.selectFrom('submission').selectAll().execute()

  it('leads from the form to the receipt, and nothing is public before', async () => {
    await begin()
    const draft = `/fr${await open()}`
    const saved = await lea.post(draft, simplePlace)
    expect(saved.headers.location, textOf(saved.body)).toBe(`${draft}/check`)
    const check = textOf((await lea.get(`${draft}/check`)).body)
    expect(check).toContain(simplePlace.name)
    expect(check).toContain('Licence Ouverte 2.0')
    expect(check).toContain('lea@example.org')
    const sent = await lea.post(`${draft}/send`)
    const receipt = sent.headers.location as string
    expect(receipt).toBe(draft.replace('/add/', '/submissions/'))
    expect(textOf((await lea.get(receipt)).body)).toContain(t('submissions:states.unconfirmed'))
    const link = linkOf(await lastTo('lea@example.org'))
    expect(textOf((await lea.get(link)).body)).toContain(t('add:confirm.text'))
    // Looking changes nothing.
    expect((await submissions())[0]!.state).toBe('unconfirmed')
    const confirmed = await lea.post(link)
    expect(confirmed.headers.location).toBe(`${receipt}?done=confirmed`)
    const page = textOf((await lea.get(receipt)).body)
    expect(page).toContain(t('submissions:states.waiting'))
    expect(page).toContain(simplePlace.name)
    const [row] = await submissions()
    expect(row).toMatchObject({ kind: 'new', state: 'waiting', licence: 'Licence Ouverte 2.0' })
    expect(row!.proposed).toMatchObject({
      name: simplePlace.name,
      kind: 'association',
      openingHours: 'Mo,Tu 09:00-12:00; PH off',
      communeCode: '67482',
      phone: '+33388000042',
      contactModes: ['walk-in'],
    })
    expect((await lea.get(link)).body).toContain(t('add:confirm.usedTitle'))
    const search = await app.inject(
      `/api/collections/places/items?q=${encodeURIComponent('Deux Rives Atelier')}`,
    )
    expect(
      search.json().features.map((each: { properties: { name: string } }) => each.properties.name),
    ).not.toContain(simplePlace.name)
  })
})
