// Somebody adds a place, with plain HTML: a draft, its twins, a look at it, a letter, a receipt.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { composers } from '../../server/letters.ts'
import { forgetOldSubmissions } from '../../server/submissions/retention.actions.ts'
import { type App, appOn, bringPlaces, fillWithDemonstration, now, search } from '../databases/filled-app.ts'
import { type Browser, linkOf, openBrowser, signIn } from '../databases/people.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { openDraft, sendPlace, simplePlace, type TypedPlace, valueIn } from './adding.ts'
import { said, textOf, withoutOwnScripts } from './page-text.ts'

const t = translator('fr')
const day = 24 * 3_600_000

describeWithDatabase('Adding a place', ({ database }) => {
  let app: App
  let postOffice: PostOffice
  let lea: Browser
  let time = now()

  beforeAll(async () => {
    await fillWithDemonstration(database.db)
    postOffice = await openPostOffice(database, composers, () => time)
    return () => postOffice.close()
  })
  // Each begins with a client of its own, who has sent nothing in this hour.
  beforeEach(async () => {
    await app?.close()
    app = await appOn(database.db, { now: () => time, letters: postOffice.letters })
    lea = openBrowser(app)
    await database.db.deleteFrom('submission').execute()
    await database.db.deleteFrom('hourly_use').execute()
  })
  afterAll(() => app.close())

  const lastTo = async (email: string) => (await postOffice.sent()).findLast(({ to }) => to === email)!
  const submissions = () => database.db.selectFrom('submission').selectAll().execute()
  const found = async (name: string) =>
    (await search(app, `q=${encodeURIComponent(name)}`)).features.map(({ properties }) => properties.name)

  it('leads from the form to the receipt, and nothing is public before', async () => {
    const draft = await openDraft(lea)
    const kept = await lea.post(draft, simplePlace)
    expect(kept.headers.location, textOf(kept.body)).toBe(`${draft}/check`)
    const check = textOf((await lea.get(`${draft}/check`)).body)
    for (const words of [simplePlace.name, 'Licence Ouverte 2.0', 'lea@example.org'])
      expect(check).toContain(words)
    const receipt = (await lea.post(`${draft}/send`)).headers.location as string
    expect(receipt).toBe(draft.replace('/add/', '/submissions/'))
    expect(textOf((await lea.get(receipt)).body)).toContain(t('submissions:states.unconfirmed'))
    const link = linkOf(await lastTo('lea@example.org'))
    expect(textOf((await lea.get(link)).body)).toContain(said(t('add:confirm.text')))
    // Looking changes nothing.
    expect((await submissions())[0]!.state).toBe('unconfirmed')
    expect((await lea.post(link)).headers.location).toBe(`${receipt}?done=confirmed`)
    const page = await lea.get(receipt)
    expect(textOf(page.body)).toContain(said(t('submissions:states.waiting')))
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })
    expect(page.body).toContain('<meta name="robots" content="noindex">')
    const [row] = await submissions()
    expect(row).toMatchObject({ kind: 'new', state: 'waiting', licence: 'Licence Ouverte 2.0' })
    expect(row!.proposed).toMatchObject({
      name: simplePlace.name,
      kind: 'association',
      services: ['administrative-procedures', 'everyday-skills'],
      openingHours: 'Mo,Tu 09:00-12:00; PH off',
      communeCode: '67482',
      phone: '+33388000042',
      contactModes: ['walk-in'],
    })
    // The contact is no part of what will be public.
    expect(JSON.stringify(row!.proposed)).not.toContain('lea@')
    expect(textOf((await lea.get(link)).body)).toContain(t('add:confirm.usedTitle'))
    expect(await found(simplePlace.name)).not.toContain(simplePlace.name)
  })

  describe('keeps what was typed', () => {
    it('beside a message at each field that is missing', async () => {
      const draft = await openDraft(lea)
      const { statusCode, body } = await lea.post(draft, { name: 'Atelier', step: 'next' })
      expect(statusCode).toBe(422)
      expect(valueIn(body, 'name')).toBe('Atelier')
      const text = textOf(body)
      for (const fault of ['kind', 'address', 'commune', 'services', 'hours', 'contact'] as const)
        expect(text).toContain(said(t(`add:faults.${fault}`)))
      expect(text).toContain(said(t('forms:faults.required')))
      for (const field of ['kind', 'address', 'commune', 'services', 'hours', 'phone', 'contactEmail'])
        expect(body).toContain(`href="#${field}"`)
    })

    it.each<[string, TypedPlace, string, string]>([
      [
        'overlapping hours',
        { 'hours-1-from2': '11h', 'hours-1-to2': '13h' },
        'hours-1-from',
        t('add:faults.hours-overlap'),
      ],
      ['an hour that is none', { 'hours-1-to': 'noon-ish' }, 'hours-1-to', t('add:faults.hours-time')],
      ['a phone that cannot be called', { phone: '12' }, 'phone', t('submissions:faults.phone')],
      ['an e-mail address without an end', { email: 'lea@' }, 'email', t('submissions:faults.email')],
      ['a link that runs', { website: 'javascript:alert(1)' }, 'website', t('submissions:faults.link')],
      [
        'a name without an end',
        { name: 'a'.repeat(300) },
        'name',
        t('submissions:faults.too-long', { value: '250' }),
      ],
      [
        'a kind that is none',
        { kind: 'castle' },
        'kind',
        t('submissions:faults.choice', { value: 'castle' }),
      ],
      [
        'a service that is none',
        { services: ['magic'] },
        'services',
        t('submissions:faults.choice', { value: 'magic' }),
      ],
      [
        'a closure that ends before it begins',
        { 'closure-1-from': '2026-12-24', 'closure-1-until': '2026-12-20' },
        'closure-1-until',
        t('add:faults.dates-order'),
      ],
      ['our own address without an end', { contactEmail: 'lea' }, 'contactEmail', t('forms:faults.email')],
    ])('and says at its field what is wrong with %s', async (_, wrong, field, message) => {
      const draft = await openDraft(lea)
      const { statusCode, body } = await lea.post(draft, { ...simplePlace, ...wrong })
      expect(statusCode).toBe(422)
      expect(body).toContain(`href="#${field}"`)
      expect(body).toContain(`id="${field}"`)
      expect(textOf(body)).toContain(said(message))
      expect(valueIn(body, 'address')).toBe(simplePlace.address)
    })

    it('as a draft: going back, coming back, and another page of it lose nothing', async () => {
      const draft = await openDraft(lea, 'de')
      const saved = await lea.post(draft, { ...simplePlace, phone: '', step: 'save' })
      expect(saved.headers.location).toBe(`${draft}?saved=1`)
      const back = (await openBrowser(app).get(`${draft}?saved=1`)).body
      expect(valueIn(back, 'name')).toBe(simplePlace.name)
      expect(back).toMatch(/value="mo" checked/)
      await lea.post(`${draft}/more`, {
        languages: ['tr', 'de'],
        fee: 'free',
        'workshop-1-title': 'Erste Schritte',
        'workshop-1-day': '2026-12-01',
        'workshop-1-from': '14',
        'workshop-1-to': '16',
        'workshop-1-repeat': 'fortnightly',
        'workshop-1-until': '2027-03-01',
      })
      expect((await lea.post(draft, simplePlace)).headers.location).toBe(`${draft}/check`)
      await lea.post(`${draft}/send`)
      const [row] = await submissions()
      expect(row!.proposed).toMatchObject({ languages: ['tr', 'de'], fee: ['free'], phone: '+33388000042' })
      const [workshop] = (row!.proposed as { sessions: Record<string, unknown>[] }).sessions
      expect(workshop).toMatchObject({
        kind: 'workshop',
        titles: { de: 'Erste Schritte' },
        recurrence: {
          start: '2026-12-01T14:00',
          durationMinutes: 120,
          rule: 'FREQ=WEEKLY;INTERVAL=2;UNTIL=20270301',
          publicHolidays: 'skipped',
        },
      })
      expect(row!.locale).toBe('de')
    })

    it('on the second page while one writes there, whatever is still wrong', async () => {
      const draft = await openDraft(lea)
      await lea.post(draft, simplePlace)
      const kept = await lea.post(`${draft}/more`, { summary: 'Bienvenue', pivot: '12', step: 'autosave' })
      expect(kept.statusCode).toBe(204)
      const saved = await lea.post(`${draft}/more`, { summary: 'Bienvenue à tous', step: 'save' })
      expect(saved.headers.location).toBe(`${draft}/more?saved=1`)
      const { body } = await lea.get(saved.headers.location!)
      expect(textOf(body)).toContain(said(t('add:saved')))
      expect(body).toContain('Bienvenue à tous')
    })

    it('for whoever is signed in, in their account, until it is sent', async () => {
      const browser = await signIn(app, postOffice, 'lou@example.org')
      const draft = await openDraft(browser)
      await browser.post(draft, { ...simplePlace, name: 'Atelier de Lou', step: 'save' })
      // A colleague to whom the address was shown goes on; the draft stays where it began.
      await (await signIn(app, postOffice, 'max@example.org')).post(draft, { ...simplePlace, step: 'save' })
      const receipt = draft.replace('/add/', '/submissions/')
      const account = (await browser.get('/fr/account')).body
      expect(account).toContain(`href="${receipt}"`)
      expect(textOf(account)).toContain(t('submissions:states.draft'))
      expect(textOf(account)).toContain(t('schedule:account.submissions.resume'))
      expect((await browser.get(receipt)).headers.location).toBe(draft)
    })

    it('for seven days, and then not any more', async () => {
      const draft = await openDraft(lea)
      await lea.post(draft, { ...simplePlace, step: 'save' })
      time = new Date(now().getTime() + 6 * day)
      expect(await forgetOldSubmissions(database, time, (_, work) => work())).toMatchObject({ unsent: 0 })
      // Whoever goes on writing has seven days again.
      await lea.post(`${draft}/more`, { fee: 'free', step: 'autosave' })
      time = new Date(now().getTime() + 12 * day)
      expect(await forgetOldSubmissions(database, time, (_, work) => work())).toMatchObject({ unsent: 0 })
      time = new Date(now().getTime() + 14 * day)
      expect(await forgetOldSubmissions(database, time, (_, work) => work())).toMatchObject({ unsent: 1 })
      time = now()
      const gone = await lea.get(draft)
      expect(gone.statusCode).toBe(404)
      expect(textOf(gone.body)).toContain(said(t('add:lost.text')))
      expect((await lea.get('/fr/add/not-a-receipt')).statusCode).toBe(404)
    })
  })

  it('is for somebody signed in on an old browser too, which tells by Origin alone where a form comes from', async () => {
    const browser = await signIn(app, postOffice, 'lea@example.org')
    // As browsers do it: the policy of a page hides its address from its own site too.
    const sendFrom = async (page: string, to: string, form: TypedPlace) => {
      const hides = (await browser.get(page)).headers['referrer-policy'] === 'no-referrer'
      return browser.post(to, form, { origin: hides ? 'null' : 'http://localhost', host: 'localhost' })
    }
    const draft = await openDraft(browser)
    const kept = await sendFrom(draft, draft, simplePlace)
    expect(kept.headers.location).toBe(`${draft}/check`)
    expect((await sendFrom(`${draft}/more`, `${draft}/more`, {})).headers.location).toBe(`${draft}/check`)
    const sent = await sendFrom(`${draft}/check`, `${draft}/send`, {})
    const receipt = sent.headers.location as string
    expect(receipt).toContain('/submissions/')
    const withdrawn = await sendFrom(receipt, `${receipt}/withdraw`, {})
    expect(withdrawn.headers.location).toBe(`${receipt}?done=withdrawn`)
  })

  it('says one thing once, however often the form is sent', async () => {
    const draft = await openDraft(lea)
    await lea.post(draft, simplePlace)
    const [one, two] = await Promise.all([lea.post(`${draft}/send`), lea.post(`${draft}/send`)])
    expect(one.headers.location).toBe(two.headers.location)
    expect((await lea.post(draft, { ...simplePlace, name: 'Something else' })).headers.location).toBe(
      one.headers.location,
    )
    expect(await submissions()).toHaveLength(1)
    expect((await submissions())[0]!.proposed).toMatchObject({ name: simplePlace.name })
  })

  describe('whose letter does not come', () => {
    const pressAgain = (receipt: string, contactEmail: string) =>
      lea.post(`${receipt}/confirmation`, { contactEmail })

    it('is written to again where the address was mistyped, and the first link opens nothing any more', async () => {
      const receipt = await sendPlace(lea, { ...simplePlace, contactEmail: 'lea@exmaple.org' })
      const first = linkOf(await lastTo('lea@exmaple.org'))
      const page = await lea.get(receipt)
      expect(valueIn(page.body, 'contactEmail')).toBe('lea@exmaple.org')
      const wrong = await pressAgain(receipt, 'lea(at)example')
      expect(wrong.statusCode).toBe(422)
      expect(valueIn(wrong.body, 'contactEmail')).toBe('lea(at)example')
      const again = await pressAgain(receipt, ' Lea@Example.org ')
      expect(again.headers.location).toBe(`${receipt}?done=again`)
      const done = textOf((await lea.get(`${receipt}?done=again`)).body)
      expect(done).toContain(said(t('add:receipt.done.again')))
      expect(done).toContain('lea@example.org')
      const second = linkOf(await lastTo('lea@example.org'))
      expect(textOf((await lea.get(first)).body)).toContain(said(t('add:confirm.unknown')))
      expect((await lea.post(second)).headers.location).toBe(`${receipt}?done=confirmed`)
      expect((await submissions())[0]).toMatchObject({ state: 'waiting', contact_email: 'lea@example.org' })
      // Confirmed, its address is nobody's to change by this way.
      expect((await pressAgain(receipt, 'other@example.org')).headers.location).toBe(receipt)
      expect((await submissions())[0]!.contact_email).toBe('lea@example.org')
      expect((await lea.get(receipt)).body).not.toContain('/confirmation"')
    })

    it('is written to five times an hour, and then told when to try again', async () => {
      const receipt = await sendPlace(lea, { ...simplePlace, contactEmail: 'nina@example.org' })
      for (let number = 0; number < 4; number += 1)
        expect((await pressAgain(receipt, 'nina@example.org')).statusCode).toBe(303)
      const sixth = await pressAgain(receipt, 'nina@example.org')
      expect(sixth.statusCode).toBe(429)
      expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(60)
      expect(textOf(sixth.body)).toContain(said(t('add:receipt.again.tooMany', { minutes: 60 })))
      expect(valueIn(sixth.body, 'contactEmail')).toBe('nina@example.org')
      // Nor by way of another address and back: what was sent there counts.
      expect((await pressAgain(receipt, 'nina2@example.org')).statusCode).toBe(303)
      expect((await pressAgain(receipt, 'nina@example.org')).statusCode).toBe(429)
      const sent = (await postOffice.sent()).filter(({ to }) => to === 'nina@example.org')
      expect(sent.length).toBeLessThanOrEqual(5)
    })

    it('is kept for seven days more', async () => {
      const receipt = await sendPlace(lea, { ...simplePlace, contactEmail: 'lena@example.org' })
      time = new Date(now().getTime() + 6 * day)
      await pressAgain(receipt, 'lena@example.org')
      time = new Date(now().getTime() + 8 * day)
      expect(await forgetOldSubmissions(database, time, (_, work) => work())).toMatchObject({ unsent: 0 })
      time = now()
    })
  })

  describe('asks about places that are there already', () => {
    const twin = {
      ...simplePlace,
      name: 'Médiathèque des Lanternes',
      address: '3 rue des Écrans',
      phone: '03 88 11 22 33',
    }

    it('before it goes on, and offers the three ways', async () => {
      const [known] = (await search(app, 'limit=1&kind=library')).features
      const { name, address, commune } = known!.properties
      const same = {
        ...twin,
        name,
        address: address!,
        commune: known!.properties.communeCode ?? '67482',
        kind: 'library',
      }
      const draft = await openDraft(lea)
      expect((await lea.post(draft, same)).headers.location).toBe(`${draft}/twins`)
      const { body } = await lea.get(`${draft}/twins`)
      expect(textOf(body)).toContain(commune!)
      expect(body).toContain(`value="same-${known!.id}"`)
      expect((await lea.post(`${draft}/twins`, { twin: `same-${known!.id}` })).headers.location).toBe(
        `/fr/places/${known!.id}/claim`,
      )
      expect((await lea.post(`${draft}/twins`, { twin: `beside-${known!.id}` })).headers.location).toBe(
        `${draft}/check`,
      )
      // Asked once.
      expect((await lea.post(draft, same)).headers.location).toBe(`${draft}/check`)
      await lea.post(`${draft}/send`)
      expect((await submissions())[0]!.beside_places).toEqual([known!.id])
    })

    it('when only the SIRET of the second page tells', async () => {
      const pivot = '44229377500031'
      await bringPlaces(database.db, [
        { name: 'Espace Bugatti', address: '9 quai des Machines', lonLat: [7.72, 48.59], pivot },
      ])
      const [known] = (await search(app, 'q=bugatti')).features
      const draft = await openDraft(lea)
      expect((await lea.post(draft, simplePlace)).headers.location).toBe(`${draft}/check`)
      expect((await lea.post(`${draft}/more`, { pivot })).headers.location).toBe(`${draft}/twins`)
      const { body } = await lea.get(`${draft}/twins`)
      expect(body).toContain(`value="same-${known!.id}"`)
      expect(textOf(body)).toContain(t('add:twins.reasons.same-siret'))
      await lea.post(`${draft}/twins`, { twin: 'new' })
      expect((await lea.post(`${draft}/more`, { pivot })).headers.location).toBe(`${draft}/check`)
    })

    it('before it is sent, when somebody was quicker; and the point that was put right stays', async () => {
      const own = { ...simplePlace, name: 'Ruche des Quatre Vents', address: '7 rue des Vents' }
      const draft = await openDraft(lea)
      await lea.post(draft, own)
      const place = { name: own.name, address: own.address, lonLat: [7.73, 48.61] as [number, number] }
      await bringPlaces(database.db, [place])
      const near = '7.73001,48.61001'
      expect((await lea.post(`${draft}/send`, { near })).headers.location).toBe(`${draft}/twins`)
      expect((await submissions())[0]!.state).toBe('draft')
      await lea.post(`${draft}/twins`, { twin: 'new' })
      expect((await lea.post(`${draft}/send`)).headers.location).toBe(draft.replace('/add/', '/submissions/'))
      const [row] = await submissions()
      expect(row).toMatchObject({ state: 'unconfirmed', proposed: { lonLat: [7.73001, 48.61001] } })
    })

    it('while one types, without keeping anything', async () => {
      const [known] = (await search(app, 'limit=1&kind=library')).features
      const draft = await openDraft(lea)
      const query = new URLSearchParams({ name: known!.properties.name, commune: '67482' })
      const { body, statusCode } = await lea.get(`${draft}/alike?${query}`)
      expect(statusCode).toBe(200)
      expect(body).toContain(`value="same-${known!.id}"`)
      expect((await lea.get(`${draft}/alike?name=Zzyzx`)).body).toBe('')
      expect(await submissions()).toEqual([])
    })
  })

  it('begins as a copy of another place, but for its name and address', async () => {
    const [known] = (await search(app, 'limit=1&kind=library')).features
    const { body } = await lea.get(`/fr/add?from=${known!.id}`)
    expect(textOf(body)).toContain(said(t('add:copyOf', { name: known!.properties.name })))
    expect(valueIn(body, 'name')).toBe('')
    expect(body).toMatch(/value="library" selected/)
    expect((await lea.get('/fr/add?from=999999')).statusCode).toBe(200)
  })

  it('takes hostile texts as texts, or refuses them, and runs none', async () => {
    const hostile = {
      ...simplePlace,
      name: '<script>alert(1)</script>\u202eAtelier\0 "><img src=x onerror=alert(2)>',
      address: '1 rue </textarea><script>',
      organisation: '{{constructor}}',
      'workshop-1-title': 'x',
    }
    const draft = await openDraft(lea)
    expect((await lea.post(draft, hostile)).statusCode).toBe(303)
    await lea.post(`${draft}/more`, { summary: '</textarea><script>alert(3)</script>' })
    const receipt = (await lea.post(`${draft}/send`)).headers.location as string
    for (const address of [receipt, `${receipt}/edit`]) {
      const html = withoutOwnScripts((await lea.get(address)).body)
      expect(html).not.toMatch(/<script|<img src=x|\u202e|\0/)
      expect(html).toContain('&lt;script&gt;')
    }
    const [row] = await submissions()
    expect((row!.proposed as { name: string }).name).not.toMatch(/[\u202e\0]/)
    const huge = await lea.post(draft, { ...simplePlace, name: 'a'.repeat(10_000_000) })
    expect(huge.statusCode).toBe(413)
  })

  it('is for five an hour from one address, and thirty from one client', async () => {
    for (let number = 0; number < 5; number += 1) await sendPlace(lea, simplePlace)
    const draft = await openDraft(lea)
    await lea.post(draft, simplePlace)
    const sixth = await lea.post(`${draft}/send`)
    expect(sixth.statusCode).toBe(429)
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(60)
    expect(textOf(sixth.body)).toContain(said(t('add:send.tooMany', { minutes: 60 })))
    expect(await submissions()).toHaveLength(6)
    for (let number = 0; number < 24; number += 1)
      await sendPlace(lea, { ...simplePlace, contactEmail: `lea${number}@example.org` })
    const late = await openDraft(lea)
    await lea.post(late, { ...simplePlace, contactEmail: 'somebody@example.org' })
    expect((await lea.post(`${late}/send`)).statusCode).toBe(429)
    // Another process counts on; somebody else is somebody else; and an hour later all is as before.
    const other = await appOn(database.db, { now: () => time, letters: postOffice.letters })
    expect((await openBrowser(other).post(`${late}/send`)).statusCode).toBe(429)
    time = new Date(now().getTime() + 3_599_000)
    expect((await openBrowser(other).post(`${late}/send`)).statusCode).toBe(429)
    time = new Date(now().getTime() + 3_601_000)
    expect((await openBrowser(other).post(`${late}/send`)).statusCode).toBe(303)
    time = now()
    await other.close()
  })

  it('counts a subscriber of IPv6 once, whatever address they take', async () => {
    const from = (address: string) => openBrowser(app, address)
    const send = async (browser: Browser, number: number) => {
      const draft = await openDraft(browser)
      await browser.post(draft, { ...simplePlace, contactEmail: `nora${number}@example.org` })
      return (await browser.post(`${draft}/send`)).statusCode
    }
    for (let number = 0; number < 30; number += 1)
      expect(await send(from(`2001:db8:0:7::${number.toString(16)}`), number)).toBe(303)
    expect(await send(from('2001:db8::7:ffff:1:2:3'), 30)).toBe(429)
    expect(await send(from('2001:db8:0:8::1'), 31)).toBe(303)
  })
})
