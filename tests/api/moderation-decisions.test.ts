// An agent decides on what people propose; the second of two is told, and what was decided can be taken back.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { readRecord } from '../../server/places/place-record.queries.ts'
import { findPlace } from '../../server/places/places.queries.ts'
import { findSubmission } from '../../server/submissions/submission-store.queries.ts'
import { city, type Desk, moderatorOf, newPlace, openDesk, otherTown } from '../databases/agents-desk.ts'
import { type Browser, bringPerson, openBrowser } from '../databases/people.ts'
import { somebody } from '../databases/submitters.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')

describeWithDatabase('Deciding', ({ database }) => {
  let desk: Desk
  let agnes: Browser

  beforeAll(async () => {
    desk = await openDesk(database)
    return () => desk.close()
  })
  beforeEach(async () => {
    await database.db.deleteFrom('submission').execute()
    agnes = await desk.signedIn('agnes@strasbourg.example', moderatorOf(city))
  })

  const stateOf = async (id: number) => (await findSubmission(database.db, { id }))!
  /** Decides on what is there at this moment. */
  const decide = async (browser: Browser, id: number, form: Record<string, string>, query = '') => {
    const { placeId } = await stateOf(id)
    const place = placeId === null ? undefined : await readRecord(database.db, placeId)
    const subject = String(place?.version ?? '')
    return browser.post(`/fr/moderation/submissions/${id}/decision${query}`, { subject, ...form })
  }

  it('publishes a new place, leads on to the next that waits, and offers to take it back', async () => {
    const first = await desk.send({ proposed: { ...newPlace, name: 'Atelier du Port' } })
    const second = await desk.send({ proposed: { ...newPlace, name: 'Club du Parc', lonLat: [7.74, 48.6] } })
    const page = await agnes.get(`/fr/moderation/submissions/${first.id}`)
    expect(page.statusCode).toBe(200)
    expect(textOf(page.body)).toContain('Atelier du Port')
    const response = await decide(agnes, first.id, { step: 'publish', version: String(first.version) })
    expect(response.statusCode).toBe(303)
    expect(response.headers.location).toBe(`/fr/moderation/submissions/${second.id}?done=${first.id}`)
    const { placeId, state } = await stateOf(first.id)
    expect(state).toBe('published')
    expect(await findPlace(database.db, placeId!)).toBeDefined()
    const next = await agnes.get(response.headers.location!)
    expect(textOf(next.body)).toContain('Atelier du Port » : c’est publié')
    expect(next.body).toContain(`action="/fr/moderation/submissions/${first.id}/undo"`)
  })

  it('ends with the empty queue where nothing else waits', async () => {
    const only = await desk.send()
    const response = await decide(agnes, only.id, { step: 'publish', version: String(only.version) })
    expect(response.headers.location).toBe(`/fr/moderation?done=${only.id}`)
    const { body } = await agnes.get(response.headers.location!)
    expect(said(textOf(body))).toContain(said(t('moderation:queue.empty.waiting')))
    expect(body).toContain('/undo"')
  })

  it('takes a publication back: the place is hidden, and waits again', async () => {
    const { id, version } = await desk.send()
    await decide(agnes, id, { step: 'publish', version: String(version) })
    const published = await stateOf(id)
    const response = await agnes.post(`/fr/moderation/submissions/${id}/undo`, {
      version: String(published.version),
    })
    expect(response.headers.location).toBe(`/fr/moderation/submissions/${id}?done=${id}`)
    expect((await stateOf(id)).state).toBe('waiting')
    expect(await findPlace(database.db, published.placeId!)).toBeUndefined()
  })

  it('says why a publication is not taken back, and leads to the history; what changes no fact is no reason', async () => {
    const proposed = {
      ...newPlace,
      name: 'Relais du Pont',
      organisation: 'Relais réunis',
      lonLat: [7.705, 48.545],
    }
    const { id, version } = await desk.send({ proposed: proposed as typeof newPlace })
    await decide(agnes, id, { step: 'publish', version: String(version) })
    const { placeId, version: published } = await stateOf(id)
    const undo = () => agnes.post(`/fr/moderation/submissions/${id}/undo`, { version: String(published) })
    const page = `/fr/moderation/places/${placeId}`
    await agnes.post(`${page}/trust`, { trusted: '1' })
    const change = await desk.send({ kind: 'change', placeId, proposed: { phone: '+33388000088' } })
    await decide(agnes, change.id, { step: 'publish', version: String(change.version) })
    const refused = await undo()
    expect(refused.statusCode).toBe(409)
    const text = said(textOf(refused.body))
    expect(text).toContain(said(t('moderation:notUndone.title')))
    expect(text).not.toContain(said(t('moderation:overtaken.title')))
    expect(refused.body).toContain(`href="/fr/places/${placeId}/history"`)
    const last = await stateOf(change.id)
    await agnes.post(`/fr/moderation/submissions/${change.id}/undo`, { version: String(last.version) })
    // The change is undone, which is a change too; a trust is none.
    expect((await undo()).statusCode).toBe(409)
    const second = await desk.send({
      proposed: { ...newPlace, name: 'Relais du Quai', organisation: 'Relais du Quai' },
    })
    await decide(agnes, second.id, { step: 'publish', version: String(second.version) })
    const own = await stateOf(second.id)
    await agnes.post(`/fr/moderation/places/${own.placeId}/trust`, { trusted: '1' })
    const undone = await agnes.post(`/fr/moderation/submissions/${second.id}/undo`, {
      version: String(own.version),
    })
    expect(undone.statusCode).toBe(303)
    expect((await stateOf(second.id)).state).toBe('waiting')
  })

  it('lets two places of one address name each other, as long as both are there', async () => {
    const house = {
      ...newPlace,
      name: 'Maison du Phare',
      address: '3 quai du Phare',
      phone: '+33388000076',
      emails: ['phare@example.org'],
      lonLat: [7.715, 48.555] as [number, number],
    }
    const first = await desk.send({ proposed: house })
    await decide(agnes, first.id, { step: 'publish', version: String(first.version) })
    const one = (await stateOf(first.id)).placeId!
    const second = await desk.send({
      proposed: { ...house, name: 'Permanence du Phare', phone: '+33388000077' },
      besidePlaces: [one],
    })
    await decide(agnes, second.id, { step: 'publish', version: String(second.version) })
    const published = await stateOf(second.id)
    const other = published.placeId!
    const asked = openBrowser(desk.app)
    const links = (html: string) => /place-beside.*?<\/div>/s.exec(html)?.[0] ?? ''
    const page = async (id: number) => {
      const { headers } = await asked.get(`/fr/places/${id}`)
      return (await asked.get(headers.location!)).body
    }
    expect(links(await page(one))).toContain(t('places:headings.beside'))
    expect(links(await page(one))).toContain(`/fr/places/${other}/`)
    expect(links(await page(other))).toContain(`/fr/places/${one}/`)
    const version = String(published.version)
    await agnes.post(`/fr/moderation/submissions/${second.id}/undo`, { version })
    expect(links(await page(one))).toBe('')
  })

  it('asks in the submitter’s language, and writes once', async () => {
    const contact = { name: 'Hans', email: 'hans@example.org' }
    const { id, version } = await desk.send({ locale: 'de', contact })
    const page = await agnes.get(`/fr/moderation/submissions/${id}`)
    expect(said(page.body)).toContain(said(translator('de')('submissions:askReasons.hours')))
    expect(said(page.body)).toContain(said(t('submissions:askReasons.hours')))
    const response = await decide(agnes, id, {
      step: 'ask',
      version: String(version),
      reason: 'hours',
      message: 'Wann am Samstag?',
      language: 'de',
      note: 'rappeler lundi',
    })
    expect(response.statusCode).toBe(303)
    const all = (await desk.postOffice.sent()).filter(({ to }) => to === contact.email)
    const asked = all.filter(({ parts }) => JSON.stringify(parts).includes('Wann am Samstag?'))
    expect(asked).toHaveLength(1)
    expect(JSON.stringify(asked[0]!.parts)).toContain(translator('de')('submissions:askReasons.hours'))
    expect(JSON.stringify(all)).not.toContain('rappeler lundi')
    // Nobody asks anything of the agent who looks at it.
    expect(said((await agnes.get(`/fr/moderation/submissions/${id}`)).body)).not.toContain(
      said(t('submissions:states.asked')),
    )
  })

  it('wants a reason, and words where no reason is prepared, and keeps what was typed', async () => {
    const { id, version } = await desk.send()
    const none = await decide(agnes, id, {
      step: 'refuse',
      version: String(version),
      message: 'Trop loin',
      language: 'fr',
    })
    expect(none.statusCode).toBe(422)
    expect(none.body).toContain('Trop loin')
    const other = await decide(agnes, id, {
      step: 'refuse',
      version: String(version),
      reason: 'other',
      language: 'fr',
    })
    expect(other.statusCode).toBe(422)
    expect((await stateOf(id)).state).toBe('waiting')
  })

  describe('gives the right to speak', () => {
    const rolesOf = async (email: string) =>
      database.db
        .selectFrom('account_role')
        .innerJoin('account', 'account.id', 'account_role.account_id')
        .innerJoin('organisation', 'organisation.id', 'account_role.organisation_id')
        .select('organisation.name')
        .where('account.email', '=', email)
        .execute()
    const organisation = () => `Association ${Math.random()}`

    it('with a first place unless the agent says no, and takes it back with the decision', async () => {
      const contact = { name: null, email: 'first@example.org' }
      const sent = await desk.send({ contact, proposed: { ...newPlace, organisation: organisation() } })
      const { id, version } = sent
      const { body } = await agnes.get(`/fr/moderation/submissions/${id}`)
      expect(body).toMatch(/name="grants" value="1" checked/)
      await decide(agnes, id, { step: 'publish', version: String(version), 'grants-asked': '1', grants: '1' })
      expect(await rolesOf(contact.email)).toHaveLength(1)
      const published = await stateOf(id)
      await agnes.post(`/fr/moderation/submissions/${id}/undo`, { version: String(published.version) })
      expect(await rolesOf(contact.email)).toEqual([])
      const again = String((await stateOf(id)).version)
      await decide(agnes, id, { step: 'publish', version: again, 'grants-asked': '1' })
      expect(await rolesOf(contact.email)).toEqual([])
      expect((await stateOf(id)).placeId).toBe(published.placeId)
    })

    it('to a newcomer who names no organisation: they find their place in their account, and its dates', async () => {
      const email = 'newcomer@example.org'
      const { organisation: _, ...simple } = newPlace
      const proposed = { ...simple, name: 'Atelier de Nora', lonLat: [7.701, 48.61] as [number, number] }
      const { id, version } = await desk.send({ contact: { name: null, email }, proposed })
      const { body } = await agnes.get(`/fr/moderation/submissions/${id}`)
      expect(body).toMatch(/name="grants" value="1" checked/)
      expect(said(textOf(body))).toContain(
        said(t('moderation:decide.grants', { organisation: 'Atelier de Nora' })),
      )
      await decide(agnes, id, { step: 'publish', version: String(version), 'grants-asked': '1', grants: '1' })
      expect(await rolesOf(email)).toEqual([{ name: 'Atelier de Nora' }])
      const { placeId } = await stateOf(id)
      const nora = await desk.signedIn(email)
      const account = (await nora.get('/fr/account')).body
      expect(account).toContain(`href="/fr/places/${placeId}/sessions"`)
      expect((await nora.get(`/fr/places/${placeId}/sessions`)).statusCode).toBe(200)
      // Nobody needs to read that a place runs itself.
      const page = textOf((await nora.get(`/fr/places/${placeId}`)).body)
      expect(page).not.toContain(t('places:runBy', { organisation: 'Atelier de Nora' }))
    })

    it('to no agent who wrote it down, by a box that was ticked beforehand', async () => {
      const agent = await somebody(database.db, 'anouk@strasbourg.example', city)
      const own = { account: agent, contact: { name: null, email: agent.email } }
      const heard = { ...own, contact: { name: null, email: 'heard@example.org' }, forSomebody: true }
      for (const written of [own, heard]) {
        const proposed = { ...newPlace, organisation: organisation() }
        const { id, version } = await desk.send({ ...written, proposed })
        const { body } = await agnes.get(`/fr/moderation/submissions/${id}`)
        expect(body).toContain('name="grants"')
        expect(body).not.toMatch(/name="grants" value="1" checked/)
        const row = await stateOf(id)
        await decide(agnes, id, { step: 'publish', version: String(row.version ?? version) })
        expect(await rolesOf(written.contact.email)).toEqual([])
      }
    })

    it('with a letter that tells it, and without counting as a visit of theirs', async () => {
      const email = 'tilda@example.org'
      const long = new Date('2025-01-05T10:00:00Z')
      await bringPerson(database.db, email, [], long)
      await database.db.updateTable('account').set({ warned_at: long }).where('email', '=', email).execute()
      const name = organisation()
      const proposed = { ...newPlace, organisation: name }
      const { id, version } = await desk.send({ contact: { name: null, email }, proposed })
      await decide(agnes, id, { step: 'publish', version: String(version) })
      const letters = (await desk.postOffice.sent()).filter(({ to }) => to === email)
      const published = letters.at(-1)!
      const told = JSON.stringify(published.parts)
      expect(told).toContain(t('submissions:letter.published.right', { organisation: name }))
      expect(told).toContain('/fr/sign-in')
      const account = await database.db
        .selectFrom('account')
        .select(['last_seen_at', 'warned_at'])
        .where('email', '=', email)
        .executeTakeFirstOrThrow()
      expect(account).toEqual({ last_seen_at: long, warned_at: long })
    })

    it('to nobody by itself where the organisation has another place', async () => {
      const proposed = { ...newPlace, organisation: organisation() }
      const first = await desk.send({ proposed })
      await decide(agnes, first.id, { step: 'publish', version: String(first.version) })
      const second = await desk.send({ proposed: { ...proposed, name: 'Annexe', lonLat: [7.73, 48.6] } })
      const { body } = await agnes.get(`/fr/moderation/submissions/${second.id}`)
      expect(body).toContain('name="grants"')
      expect(body).not.toMatch(/name="grants" value="1" checked/)
    })
  })

  it('shows what changed in the place since somebody proposed', async () => {
    const first = await desk.send({ proposed: { ...newPlace, name: 'Le Relais', lonLat: [7.72, 48.59] } })
    await decide(agnes, first.id, { step: 'publish', version: String(first.version) })
    const placeId = (await stateOf(first.id)).placeId!
    const change = (phone: string) =>
      desk.send({
        kind: 'change',
        placeId,
        proposed: { phone },
        contact: { name: null, email: `${phone.slice(1)}@example.org` },
      })
    const [one, two] = [await change('+33388000021'), await change('+33388000022')]
    const before = textOf((await agnes.get(`/fr/moderation/submissions/${two.id}`)).body)
    expect(said(before)).toContain(said(t('moderation:review.beside')))
    desk.pass(60_000)
    await decide(agnes, one.id, { step: 'publish', version: String(one.version) })
    const after = textOf((await agnes.get(`/fr/moderation/submissions/${two.id}`)).body)
    expect(after).toContain(t('records:contested'))
    expect(after).toContain('03 88 00 00 21')
    // What was published shows what it changed then.
    const published = textOf((await agnes.get(`/fr/moderation/submissions/${one.id}`)).body)
    expect(published).toContain('03 88 00 00 01')
    expect(published).toContain('03 88 00 00 21')
  })

  it('corrects a proposal first, and keeps what the submitter wrote', async () => {
    const { id, version } = await desk.send({ proposed: { ...newPlace, name: 'Maizon' } })
    const { phone, address, postalCode, commune, communeCode } = newPlace
    const sent = { phone, address, postalCode, commune, communeCode } as Record<string, string>
    const form = {
      ...sent,
      kind: 'library',
      name: 'Maison',
      point: '48.57, 7.79',
      'day-0': '9h-12h',
      version: String(version),
    }
    const response = await agnes.post(`/fr/moderation/submissions/${id}/proposal`, form)
    expect(response.statusCode).toBe(303)
    const { proposed } = await stateOf(id)
    expect(proposed).toMatchObject({ name: 'Maison', openingHours: 'Mo 09:00-12:00' })
    const event = await database.db
      .selectFrom('submission_event')
      .select('replaced')
      .where('submission_id', '=', id)
      .where('step', '=', 'amend')
      .executeTakeFirstOrThrow()
    expect(event.replaced).toMatchObject({ name: 'Maizon' })
  })

  it('takes down what somebody says on the phone, without asking them to confirm', async () => {
    const first = await desk.send({ proposed: { ...newPlace, name: 'Le Téléphone', lonLat: [7.71, 48.6] } })
    await decide(agnes, first.id, { step: 'publish', version: String(first.version) })
    const placeId = (await stateOf(first.id)).placeId!
    const key = 'k'.repeat(22)
    const form = {
      key,
      note: 'Le numéro a changé',
      phone: '03 88 00 00 33',
      contactEmail: 'caller@example.org',
    }
    const fields = { name: 'Le Téléphone', kind: 'social-centre', ...form }
    const response = await agnes.post(`/fr/places/${placeId}/closure`, { ...fields, since: '2026-11-01' })
    expect(response.statusCode, textOf(response.body)).toBe(303)
    const row = await database.db
      .selectFrom('submission')
      .selectAll()
      .where('contact_email', '=', 'caller@example.org')
      .executeTakeFirstOrThrow()
    expect(row.state).toBe('waiting')
    expect(row.entered_by).not.toBeNull()
    expect((await desk.postOffice.sent()).filter(({ to }) => to === 'caller@example.org')).toEqual([])
    expect(textOf((await agnes.get(`/fr/moderation/submissions/${row.id}`)).body)).toContain(
      'agnes@strasbourg.example',
    )
  })

  describe('by two agents at once', () => {
    it('tells the second what the first decided, and keeps what was typed', async () => {
      const { id, version } = await desk.send()
      const bruno = await desk.signedIn('bruno@strasbourg.example', moderatorOf('department-67'))
      await decide(bruno, id, { step: 'refuse', version: String(version), reason: 'outside' })
      const response = await decide(agnes, id, {
        step: 'ask',
        version: String(version),
        reason: 'hours',
        message: 'Et le samedi ?',
        language: 'fr',
      })
      expect(response.statusCode).toBe(409)
      const text = textOf(response.body)
      expect(text).toContain('bruno@strasbourg.example')
      expect(text).toContain(t('submissions:refuseReasons.outside'))
      expect(response.body).toContain('Et le samedi')
      expect((await stateOf(id)).state).toBe('refused')
    })

    it('decides once when both press at the same moment', async () => {
      const { id, version } = await desk.send()
      const bruno = await desk.signedIn('bruno@strasbourg.example', moderatorOf('department-67'))
      const form = { step: 'publish', version: String(version) }
      const responses = await Promise.all([decide(agnes, id, form), decide(bruno, id, form)])
      expect(responses.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409])
      const { placeId } = await stateOf(id)
      const made = await database.db
        .selectFrom('history_event')
        .selectAll()
        .where('place_id', '=', placeId!)
        .where('action', '=', 'created')
        .execute()
      expect(made).toHaveLength(1)
    })
  })

  describe('is for those of the territory', () => {
    it('and a page that never was for agents of elsewhere', async () => {
      const { id, version } = await desk.send()
      const elsewhere = await desk.signedIn('zoe@schiltigheim.example', moderatorOf(otherTown))
      expect((await elsewhere.get(`/fr/moderation/submissions/${id}`)).statusCode).toBe(404)
      expect((await decide(elsewhere, id, { step: 'publish', version: String(version) })).statusCode).toBe(
        404,
      )
      expect(
        (await elsewhere.post(`/fr/moderation/submissions/${id}/undo`, { version: '1' })).statusCode,
      ).toBe(404)
      expect((await stateOf(id)).state).toBe('waiting')
    })

    it('and nobody else’s', async () => {
      const { id } = await desk.send()
      const visitor = await desk.signedIn('v@example.org')
      for (const url of ['/fr/moderation', `/fr/moderation/submissions/${id}`])
        expect((await visitor.get(url)).statusCode).toBe(403)
    })

    it('and a territory above sees what lies inside', async () => {
      const { id } = await desk.send()
      const region = await desk.signedIn('r@grandest.example', moderatorOf('region-44'))
      expect((await region.get(`/fr/moderation/submissions/${id}`)).statusCode).toBe(200)
    })
  })
})
