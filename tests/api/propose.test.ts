// Something is wrong with a place: anybody says so, follows it, and answers what an agent asks.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import type { SignedIn } from '../../server/accounts/roles.rules.ts'
import { composers } from '../../server/letters.ts'
import { decideSubmission } from '../../server/moderation/decisions.actions.ts'
import { changePlace } from '../../server/places/place-changes.actions.ts'
import { readRecord } from '../../server/places/place-record.queries.ts'
import type { Proposal } from '../../server/places/place-record.rules.ts'
import { splitAt, withInstead } from '../../server/schedule/session-list.rules.ts'
import { emptySession } from '../../server/sessions/session.rules.ts'
import { writeSessions } from '../../server/sessions/session-rewriting.queries.ts'
import { findSubmission } from '../../server/submissions/submission-store.queries.ts'
import { atOnce } from '../databases/at-once.ts'
import { type App, appOn, fillWithDemonstration, now, search } from '../databases/filled-app.ts'
import { type Browser, linkOf, openBrowser } from '../databases/people.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { origin, somebody } from '../databases/submitters.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { sendPlace, simplePlace, type TypedPlace } from './adding.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')

/** The fields of a form as a browser would send them back untouched. */
function fieldsOf(html: string): TypedPlace {
  const fields: Record<string, string[]> = {}
  const add = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), value]
  }
  const form = html.slice(html.indexOf('<form class="form form-blocks"'))
  // With its own kinds of spaces, which `textOf` makes one.
  const text = (value: string) =>
    value.replaceAll(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name as 'lt'] ?? "'",
    )
  for (const [, attributes] of form.matchAll(/<input ([^>]*)>/g)) {
    const name = /name="([^"]*)"/.exec(attributes!)?.[1]
    const value = /value="([^"]*)"/.exec(attributes!)?.[1] ?? ''
    const isTick = /type="(checkbox|radio)"/.test(attributes!)
    if (name && (!isTick || / checked/.test(attributes!))) add(name, text(value))
  }
  for (const [, name, options] of form.matchAll(/<select[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/gs))
    add(name!, /value="([^"]*)" selected/.exec(options!)?.[1] ?? '')
  for (const [, name, value] of form.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n(.*?)<\/textarea>/gs))
    add(name!, text(value!))
  return fields
}

describeWithDatabase('A place that is on the map', ({ database }) => {
  let app: App
  let postOffice: PostOffice
  let agent: SignedIn
  let browser: Browser
  let time = now()

  beforeAll(async () => {
    await fillWithDemonstration(database.db)
    postOffice = await openPostOffice(database, composers, () => time)
    agent = await somebody(database.db, 'agent@strasbourg.example.org', 'commune-67482')
    return () => postOffice.close()
  })
  beforeEach(async () => {
    time = new Date(time.getTime() + 2 * 3_600_000)
    await app?.close()
    app = await appOn(database.db, { now: () => time, letters: postOffice.letters })
    browser = openBrowser(app)
    await database.db.deleteFrom('submission').execute()
  })
  afterAll(() => app.close())

  const needs = () => ({ db: database.db, now: () => time, letters: postOffice.letters })
  const places = async () => (await search(app, 'limit=100&kind=library,social-centre')).features
  const only = async () => (await database.db.selectFrom('submission').selectAll().execute())[0]!
  const confirm = async (email: string) => {
    const letter = (await postOffice.sent()).findLast(({ to }) => to === email)!
    await browser.post(linkOf(letter))
    return (await findSubmission(database.db, { id: (await only()).id }))!
  }

  describe('is changed by what differs alone', () => {
    it('and says that nothing changed where nothing did, whatever the place', async () => {
      for (const { id } of (await places()).slice(0, 12)) {
        const { body } = await browser.get(`/fr/places/${id}/change`)
        const answer = await browser.post(`/fr/places/${id}/change`, {
          ...fieldsOf(body),
          contactEmail: 'a@example.org',
        })
        expect([answer.statusCode, (await only())?.proposed]).toEqual([422, undefined])
        expect(textOf(answer.body)).toContain(said(t('add:faults.nothing')))
      }
    })

    it('of a phone, of hours, of both', async () => {
      const [place] = await places()
      const { body } = await browser.get(`/fr/places/${place!.id}/change`)
      const changed = {
        ...fieldsOf(body),
        phone: '03 88 99 88 77',
        contactEmail: 'a@example.org',
        hours: 'open',
        'hours-1-days': ['sa'],
        'hours-1-from': '10',
        'hours-1-to': '12',
        'hours-2-days': [],
        'hours-3-days': [],
        'hours-4-days': [],
        'hours-5-days': [],
        publicHolidays: [],
        schoolHolidays: 'unsaid',
      }
      for (const number of [1, 2, 3, 4, 5])
        for (const part of number === 1 ? ['from2', 'to2'] : ['from', 'to', 'from2', 'to2'])
          Object.assign(changed, { [`hours-${number}-${part}`]: '' })
      const sent = await browser.post(`/fr/places/${place!.id}/change`, changed)
      expect(sent.statusCode, textOf(sent.body).slice(0, 600)).toBe(303)
      expect((await only()).proposed).toEqual({
        phone: '+33388998877',
        openingHours: 'Sa 10:00-12:00',
        ...(place!.properties.openingHoursGiven && { openingHoursGiven: null }),
      })
      // The same form once more is the same submission.
      expect((await browser.post(`/fr/places/${place!.id}/change`, changed)).headers.location).toBe(
        sent.headers.location,
      )
    })

    it('of a workshop that is announced, and of a language at some hours', async () => {
      const { id } = (await places())[0]!
      const recurrence = {
        kind: 'dates' as const,
        start: '2027-03-02T14:00',
        durationMinutes: 120,
        rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630',
        exceptions: [],
        extraDates: [],
        publicHolidays: 'skipped' as const,
        schoolHolidays: 'kept' as const,
      }
      const own = {
        ...emptySession,
        id: null,
        kind: 'workshop' as const,
        titles: { fr: 'Photos', de: 'Fotos' },
      }
      const { sessions: known } = (await readRecord(database.db, id))!.record
      await database.db
        .transaction()
        .execute((trx) => writeSessions(trx, { placeId: id }, [...known, { ...own, recurrence }], time))
      const before = (await readRecord(database.db, id))!.record.sessions
      const shown = fieldsOf((await browser.get(`/fr/places/${id}/change`)).body)
      const field = Object.keys(shown).find((name) => String(shown[name]) === 'Photos')!
      const typed = {
        ...shown,
        [field]: 'Images',
        'spoken-3-language': 'tr',
        'spoken-3-days': ['tu'],
        'spoken-3-from': '9h',
        'spoken-3-to': '12h',
        contactEmail: 'a@example.org',
      }
      const sent = await browser.post(`/fr/places/${id}/change`, typed)
      expect(sent.statusCode, textOf(sent.body).slice(0, 600)).toBe(303)
      const { proposed } = await only()
      const { sessions, ...others } = proposed as { sessions: typeof before }
      expect(others).toEqual({})
      expect(sessions.slice(0, -1)).toEqual(
        before.map((session) =>
          session.titles.fr === 'Photos' ? { ...session, titles: { fr: 'Images', de: 'Fotos' } } : session,
        ),
      )
      expect(sessions.at(-1)).toMatchObject({ id: null, kind: 'permanence', languages: ['tr'] })
    })

    it('once its sender saw what others changed since the form was opened', async () => {
      const { id } = (await places())[1]!
      const series = {
        ...emptySession,
        id: null,
        kind: 'workshop' as const,
        titles: { fr: 'Tablettes' },
        recurrence: {
          kind: 'dates' as const,
          start: '2027-03-02T14:00',
          durationMinutes: 120,
          rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630',
          exceptions: [],
          extraDates: [],
          publicHolidays: 'skipped' as const,
          schoolHolidays: 'kept' as const,
        },
      }
      const deed = {
        actor: { kind: 'person' as const, id: agent.id },
        now: time,
        because: { submissionId: null, note: null },
      }
      const write = (proposal: Proposal) =>
        database.db.transaction().execute((trx) => changePlace(trx, id, proposal, deed))
      const kept = async () => (await readRecord(database.db, id))!.record
      const others = (await kept()).sessions
      await write({ sessions: [...others, series] })
      const form = fieldsOf((await browser.get(`/fr/places/${id}/change`)).body)
      // A colleague shifts the workshop by an hour from May on, and corrects the telephone.
      const before = await kept()
      const announced = before.sessions.find(({ titles }) => titles.fr === 'Tablettes')!
      const later = { ...series.recurrence, start: '2027-05-04T15:00' }
      const shifted = splitAt(announced, '2027-05-04', { ...announced, recurrence: later })
      await write({ phone: '+33388000042', sessions: withInstead(before.sessions, announced, shifted) })
      const after = await kept()
      const title = Object.keys(form).find((name) => String(form[name]) === 'Tablettes')!
      const own = { [title]: 'Tablettes et photos', organisation: 'Les Voisins' }
      const typed = { ...form, ...own, contactEmail: 'a@example.org' }
      const answer = await browser.post(`/fr/places/${id}/change`, typed)
      expect([answer.statusCode, await only()]).toEqual([409, undefined])
      const words = said(textOf(answer.body))
      expect(words).toContain(said(t('moderation:changedSince.title')))
      expect(words).toContain('03 88 00 00 42')
      expect(words).toMatch(/Tablettes, chaque mardi[^:]*15 h[^:]* : ajouté/)
      expect(words).toMatch(/Tablettes, chaque mardi[^:]*14 h[^:]* : changé/)
      const again = fieldsOf(answer.body)
      expect(again).toMatchObject({ organisation: ['Les Voisins'], contactEmail: ['a@example.org'] })
      const sent = await browser.post(`/fr/places/${id}/change`, again)
      expect(sent.statusCode, textOf(sent.body).slice(0, 600)).toBe(303)
      // Her words, and the dates as they are since.
      expect((await only()).proposed).toEqual({
        organisation: 'Les Voisins',
        sessions: after.sessions.map((session) =>
          session.id === announced.id ? { ...session, titles: { fr: 'Tablettes et photos' } } : session,
        ),
      })
      // Once more after it was published, it is the same submission, and nothing that was overtaken.
      await write({ organisation: 'Les Voisins' })
      expect((await browser.post(`/fr/places/${id}/change`, again)).headers.location).toBe(
        sent.headers.location,
      )
    })

    it('not by a form that does not say what it showed', async () => {
      const { id } = (await places())[2]!
      const { seen: _, ...form } = fieldsOf((await browser.get(`/fr/places/${id}/change`)).body)
      const typed = { ...form, phone: '03 88 99 88 77', contactEmail: 'a@example.org' }
      const answer = await browser.post(`/fr/places/${id}/change`, typed)
      expect([answer.statusCode, await only()]).toEqual([409, undefined])
      expect(fieldsOf(answer.body)).toMatchObject({ phone: ['03 88 99 88 77'] })
    })

    it('and waits for a change that is being written', async () => {
      const { id } = (await places())[3]!
      const form = fieldsOf((await browser.get(`/fr/places/${id}/change`)).body)
      const deed = {
        actor: { kind: 'person' as const, id: agent.id },
        now: time,
        because: { submissionId: null, note: null },
      }
      const typed = { ...form, organisation: 'Les Voisins', contactEmail: 'a@example.org' }
      const [, answer] = await atOnce(
        database,
        (trx) => changePlace(trx, id, { phone: '+33388000043' }, deed),
        () => browser.post(`/fr/places/${id}/change`, typed),
      )
      expect([answer.statusCode, await only()]).toEqual([409, undefined])
      expect(textOf(answer.body)).toContain('03 88 00 00 43')
    })

    it('and needs a name', async () => {
      const [place] = await places()
      const { body } = await browser.get(`/fr/places/${place!.id}/change`)
      const answer = await browser.post(`/fr/places/${place!.id}/change`, {
        ...fieldsOf(body),
        name: '',
        contactEmail: 'a@example.org',
      })
      expect(textOf(answer.body)).toContain(said(t('add:faults.name')))
    })
  })

  it('is said to be closed, with a day and a reason', async () => {
    const [place] = await places()
    const path = `/fr/places/${place!.id}/closure`
    expect(textOf((await browser.get(path)).body)).toContain(place!.properties.name)
    const empty = await browser.post(path, { contactEmail: '' })
    expect(empty.statusCode).toBe(422)
    expect(textOf(empty.body)).toContain(said(t('add:faults.note')))
    await browser.post(path, {
      since: '2026-10-01',
      note: 'Le local est vide.',
      contactEmail: 'b@example.org',
    })
    expect(await only()).toMatchObject({
      kind: 'closure',
      note: '2026-10-01 – Le local est vide.',
      place_id: place!.id,
    })
  })

  it('is claimed by those who run it', async () => {
    const [place] = await places()
    const path = `/fr/places/${place!.id}/claim`
    const empty = await browser.post(path, {})
    for (const field of ['person', 'role', 'organisation', 'contactEmail'])
      expect(empty.body).toContain(`href="#${field}"`)
    await browser.post(path, {
      person: 'Léa Klein',
      role: 'Directrice',
      organisation: 'Les Deux Rives',
      contactEmail: 'lea@example.org',
    })
    const row = await only()
    expect(row).toMatchObject({ kind: 'claim', contact_name: 'Léa Klein', note: 'Léa Klein – Directrice' })
    expect(row.proposed).toEqual({ organisation: 'Les Deux Rives' })
  })

  it('has such pages only while it is public', async () => {
    for (const kind of ['change', 'closure', 'claim']) {
      expect((await browser.get(`/fr/places/999999/${kind}`)).statusCode).toBe(404)
      expect((await browser.post(`/fr/places/999999/${kind}`, {})).statusCode).toBe(404)
      expect((await browser.get(`/fr/places/x/${kind}`)).statusCode).toBe(404)
    }
    const [place] = await places()
    const { body } = await browser.get(`/fr/places/${place!.id}/x`)
    expect(body).toBe('')
    const page = (await browser.get(`/fr/places/${place!.id}`)).headers.location as string
    const shown = (await browser.get(page)).body
    for (const kind of ['change', 'closure', 'claim'])
      expect(shown).toContain(`/fr/places/${place!.id}/${kind}"`)
  })

  describe('A receipt', () => {
    it('shows what is asked, takes an answer, and tells it apart from what stands', async () => {
      const receipt = await sendPlace(browser, { ...simplePlace, contactEmail: 'lea@example.org' }, 'de')
      const submission = await confirm('lea@example.org')
      const decision = {
        step: 'ask' as const,
        reason: 'hours' as const,
        message: { text: 'Ist auch mittwochs offen?', language: 'de' },
        note: 'nur-für-uns',
      }
      await decideSubmission(
        needs(),
        { agent, submissionId: submission.id, version: submission.version, origin },
        decision,
      )
      const { body } = await browser.get(receipt)
      const de = translator('de')
      expect(textOf(body)).toContain(said(de('submissions:askReasons.hours')))
      expect(textOf(body)).toContain('Ist auch mittwochs offen?')
      expect(body).not.toContain('nur-für-uns')
      const silent = await browser.post(`${receipt}/answer`, fieldsOf(body))
      expect(silent.statusCode).toBe(422)
      expect(textOf(silent.body)).toContain(said(de('add:faults.note')))
      expect((await only()).state).toBe('asked')
      const answer = { ...fieldsOf(body), 'hours-1-days': ['mo', 'tu', 'we'], message: 'Ja, auch mittwochs.' }
      const sent = await browser.post(`${receipt}/answer`, answer)
      expect(sent.headers.location, textOf(sent.body).slice(0, 800)).toBe(`${receipt}?done=answered`)
      const row = await only()
      expect(row).toMatchObject({
        state: 'waiting',
        proposed: { openingHours: 'Mo-We 09:00-12:00; PH off', name: simplePlace.name },
      })
    })

    it('lets its holder correct what still waits, unread too, and take it back', async () => {
      const receipt = await sendPlace(browser, simplePlace)
      const { body } = await browser.get(`${receipt}/edit`)
      expect([fieldsOf(body).phone].flat()).toEqual([simplePlace.phone])
      const same = await browser.post(`${receipt}/answer`, fieldsOf(body))
      expect(same.statusCode).toBe(422)
      expect(textOf(same.body)).toContain(said(t('add:faults.nothing')))
      await browser.post(`${receipt}/answer`, {
        ...fieldsOf(body),
        languages: ['tr'],
        phone: '03 88 11 11 11',
      })
      expect(await only()).toMatchObject({
        state: 'unconfirmed',
        proposed: { languages: ['tr'], phone: '+33388111111', name: simplePlace.name },
      })
      const anew = fieldsOf((await browser.get(`${receipt}/edit`)).body)
      const wrong = await browser.post(`${receipt}/answer`, { ...anew, phone: '1' })
      expect(wrong.statusCode).toBe(422)
      expect((await browser.post(`${receipt}/withdraw`)).headers.location).toBe(`${receipt}?done=withdrawn`)
      const after = textOf((await browser.get(`${receipt}?done=withdrawn`)).body)
      expect(after).toContain(said(t('add:receipt.state.withdrawn')))
      expect((await browser.get(`${receipt}/edit`)).headers.location).toBe(receipt)
      expect((await browser.post(`${receipt}/withdraw`)).headers.location).toBe(receipt)
    })

    it('of nothing is a page that says so', async () => {
      expect((await browser.get('/fr/submissions/AAAAAAAAAAAAAAAAAAAAAA')).statusCode).toBe(404)
      expect((await browser.get('/fr/submissions/x')).statusCode).toBe(404)
      const unknown = textOf((await browser.get('/fr/submissions/confirm/nothing')).body)
      expect(unknown).toContain(said(t('add:confirm.unknown')))
      expect(textOf((await browser.post('/fr/submissions/confirm/nothing')).body)).toContain(
        said(t('add:confirm.unknown')),
      )
    })

    it('is confirmed within seven days, and the letter says so', async () => {
      await sendPlace(browser, { ...simplePlace, contactEmail: 'late@example.org' })
      const letter = (await postOffice.sent()).findLast(({ to }) => to === 'late@example.org')!
      time = new Date(time.getTime() + 8 * 24 * 3_600_000)
      expect(textOf((await browser.get(linkOf(letter))).body)).toContain(said(t('add:confirm.unknown')))
      await browser.post(linkOf(letter))
      expect((await only()).state).toBe('unconfirmed')
    })
  })
})
