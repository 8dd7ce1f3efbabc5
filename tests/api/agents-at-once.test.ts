// Two people at one place, one proposal or one pair of twins: who comes second sees what the first did.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import type { SignedIn } from '../../server/accounts/roles.rules.ts'
import { changeUnit } from '../../server/mobile-units/unit-changes.actions.ts'
import { decideSubmission, undoDecision } from '../../server/moderation/decisions.actions.ts'
import { addPlace, changePlace, type Deed } from '../../server/places/place-changes.actions.ts'
import { readRecord } from '../../server/places/place-record.queries.ts'
import { lockPlaces, readPlaces } from '../../server/places/place-store.queries.ts'
import { findSubmission } from '../../server/submissions/submission-store.queries.ts'
import { city, type Desk, moderatorOf, newPlace, openDesk } from '../databases/agents-desk.ts'
import { atOnce } from '../databases/at-once.ts'
import { bringPlaces, now } from '../databases/filled-app.ts'
import { type Browser, openBrowser } from '../databases/people.ts'
import { origin, somebody } from '../databases/submitters.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { bringUnit } from '../databases/units-in.ts'
import { fill, formWith } from './page-forms.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')

describeWithDatabase('Two at once', ({ database }) => {
  let desk: Desk
  let agnes: Browser
  let bruno: Browser
  let agent: SignedIn
  let placeId: number
  let places = 0

  beforeAll(async () => {
    desk = await openDesk(database)
    agnes = await desk.signedIn('agnes@strasbourg.example', moderatorOf(city))
    bruno = await desk.signedIn('bruno@strasbourg.example', moderatorOf(city))
    agent = await somebody(database.db, 'agnes@strasbourg.example')
    return () => desk.close()
  })
  beforeEach(async () => {
    places += 1
    const name = `Maison numéro ${places}`
    const there = {
      address: `${places} rue du Lac`,
      postalCode: '67000',
      lonLat: [7.75, 48.58] as [number, number],
    }
    await bringPlaces(database.db, [{ name, ...there, phone: '+33388000001' }])
    const place = database.db.selectFrom('place').select('id').where('name', '=', name)
    placeId = (await place.executeTakeFirstOrThrow()).id
  })

  const kept = async () => (await readRecord(database.db, placeId))!.record
  const submissionPage = async (browser: Browser, id: number, page = '') =>
    (await browser.get(`/fr/moderation/submissions/${id}${page}`)).body
  const placePage = async (browser: Browser) => (await browser.get(`/fr/moderation/places/${placeId}`)).body
  /** Bruno changes the place by its form. */
  const brunoWrites = async (typed: Record<string, string>) => {
    desk.pass(1_000)
    const answer = await fill(bruno, formWith(await placePage(bruno), 'addressComplement'), typed)
    expect(answer.statusCode).toBe(303)
  }
  const deed = (): Deed => ({
    actor: { kind: 'person', id: agent.id },
    now: now(),
    because: { submissionId: null, note: null },
  })

  describe('publishing a proposal', () => {
    it('shows first what another agent changed in the place meanwhile', async () => {
      const proposed = { phone: '+33388000002' }
      const { id } = await desk.send({ kind: 'change', placeId, proposed })
      const page = await submissionPage(agnes, id)
      await brunoWrites({ phone: '03 88 00 00 03' })
      const answer = await fill(agnes, formWith(page, 'step', 'publish'), { note: 'vu avec elle' })
      expect(answer.statusCode).toBe(409)
      const text = textOf(answer.body)
      expect(said(text)).toContain(said(t('moderation:changedSince.title')))
      expect(text).toContain('03 88 00 00 03')
      expect(text).toContain('vu avec elle')
      expect((await kept()).phone).toBe('+33388000003')
      expect((await findSubmission(database.db, { id }))!.state).toBe('waiting')
      expect((await fill(agnes, formWith(answer.body, 'step', 'publish'))).statusCode).toBe(303)
      expect((await kept()).phone).toBe('+33388000002')
    })

    it('shows first what happened to the round of a bus', async () => {
      const stop = {
        name: 'Marché',
        lonLat: [7.7624, 48.5669] as [number, number],
        start: '2026-12-01T14:00',
      }
      const unitId = await bringUnit(database.db, { name: 'Bus' }, [stop])
      const { id } = await desk.send({ kind: 'change', unitId, proposed: { sessions: [] } })
      const page = await submissionPage(agnes, id)
      const closed = {
        kind: 'closed' as const,
        from: '2026-12-24',
        until: '2026-12-31',
        reason: null,
        text: null,
        language: 'fr',
      }
      await database.db
        .transaction()
        .execute((trx) => changeUnit(trx, unitId, { closures: [closed] }, deed()))
      const answer = await fill(agnes, formWith(page, 'step', 'publish'))
      expect(answer.statusCode).toBe(409)
      expect((await fill(agnes, formWith(answer.body, 'step', 'publish'))).statusCode).toBe(303)
    })

    it('waits for a change that is being written, and does not write over it', async () => {
      const { id, version } = await desk.send({
        kind: 'change',
        placeId,
        proposed: { phone: '+33388000002' },
      })
      const subjectVersion = (await readRecord(database.db, placeId))!.version
      const needs = { db: database.db, now, letters: desk.postOffice.letters }
      const deciding = { agent, submissionId: id, version, origin }
      const decision = { step: 'publish' as const, grants: undefined, note: null, subjectVersion }
      const [, decided] = await atOnce(
        database,
        (trx) => changePlace(trx, placeId, { phone: '+33388000003' }, deed()),
        () => decideSubmission(needs, deciding, decision),
      )
      expect(decided).toMatchObject({ outcome: 'changed-since' })
      expect((await kept()).phone).toBe('+33388000003')
    })
  })

  describe('over one proposal, an agent and its submitter', () => {
    const sent = async () => {
      const submission = await desk.send({ proposed: { ...newPlace, name: 'Maizon', lonLat: [7.71, 48.56] } })
      const receipt = `/fr/submissions/${submission.receipt}`
      const submitter = openBrowser(desk.app)
      return { ...submission, receipt, submitter, page: (await submitter.get(`${receipt}/edit`)).body }
    }
    const proposed = async (id: number) => (await findSubmission(database.db, { id }))!

    it('do not take a question that was not read for answered', async () => {
      const { id, submitter, page, receipt } = await sent()
      const ask = { step: 'ask', reason: 'address', message: 'À quelle porte ?', language: 'fr' }
      await fill(agnes, formWith(await submissionPage(agnes, id), 'step', 'ask'), ask)
      const typed = { phone: '03 88 00 00 09', message: 'Nouveau numéro' }
      const answer = await fill(submitter, formWith(page, 'message'), typed)
      expect(answer.statusCode).toBe(409)
      expect(textOf(answer.body)).toContain('À quelle porte ?')
      const again = formWith(answer.body, 'message')
      expect(again.fields).toMatchObject(typed)
      expect(await proposed(id)).toMatchObject({ state: 'asked', proposed: { phone: '+33388000001' } })
      const done = await fill(submitter, again, { message: 'La porte bleue' })
      expect(done.headers.location).toBe(`${receipt}?done=answered`)
      expect(await proposed(id)).toMatchObject({ state: 'waiting', proposed: { phone: '+33388000009' } })
    })

    it('keep what the agent corrected, where the submitter changed something else', async () => {
      const { id, submitter, page } = await sent()
      const amended = formWith(await submissionPage(agnes, id, '/proposal'), 'addressComplement')
      expect((await fill(agnes, amended, { name: 'Maison', 'day-5': '10:00-12:00' })).statusCode).toBe(303)
      const answer = await fill(submitter, formWith(page, 'message'), {
        website: 'https://example.org/maison',
      })
      expect(answer.statusCode).toBe(409)
      expect(textOf(answer.body)).toContain('Maison')
      expect((await fill(submitter, formWith(answer.body, 'message'))).statusCode).toBe(303)
      expect((await proposed(id)).proposed).toMatchObject({
        name: 'Maison',
        websites: ['https://example.org/maison'],
        openingHours: 'Mo-Fr 09:00-12:00; Sa 10:00-12:00',
      })
    })
  })

  describe('writing in one place', () => {
    it('keep each what they changed, and the second reads what the first did', async () => {
      const page = await placePage(agnes)
      await brunoWrites({ websites: 'https://example.org/lac', phone: '03 88 00 00 03', 'day-0': '9h-12h' })
      const typed = { summary: 'Une porte bleue.', phone: '03 88 00 00 04' }
      const answer = await fill(agnes, formWith(page, 'addressComplement'), typed)
      expect(answer.statusCode).toBe(409)
      const text = textOf(answer.body)
      expect(text).toContain('https://example.org/lac')
      expect(text).toContain('03 88 00 00 03')
      const again = formWith(answer.body, 'addressComplement')
      expect(again.fields).toMatchObject({
        ...typed,
        websites: 'https://example.org/lac',
        'day-0': '09:00-12:00',
      })
      expect((await fill(agnes, again)).statusCode).toBe(303)
      expect(await kept()).toMatchObject({
        summary: 'Une porte bleue.',
        phone: '+33388000004',
        websites: ['https://example.org/lac'],
        openingHours: 'Mo 09:00-12:00',
      })
    })

    it('is still out of date after a mistake was pointed out', async () => {
      const page = await placePage(agnes)
      await brunoWrites({ websites: 'https://example.org/lac' })
      const wrong = await fill(agnes, formWith(page, 'addressComplement'), { phone: '12' })
      expect(wrong.statusCode).toBe(422)
      const answer = await fill(agnes, formWith(wrong.body, 'addressComplement'), { phone: '03 88 00 00 04' })
      expect(answer.statusCode).toBe(409)
      expect((await kept()).websites).toEqual(['https://example.org/lac'])
    })
  })

  describe('correcting one proposal', () => {
    const open = async () => {
      const { id } = await desk.send({ kind: 'change', placeId, proposed: { phone: '+33388000002' } })
      return { id, page: await submissionPage(agnes, id, '/proposal') }
    }
    const proposed = async (id: number) => (await findSubmission(database.db, { id }))!.proposed

    it('keep each what they corrected', async () => {
      const { id, page } = await open()
      const theirs = formWith(await submissionPage(bruno, id, '/proposal'), 'addressComplement')
      expect((await fill(bruno, theirs, { websites: 'https://example.org/lac' })).statusCode).toBe(303)
      const answer = await fill(agnes, formWith(page, 'addressComplement'), {
        addressComplement: 'Porte bleue',
      })
      expect(answer.statusCode).toBe(409)
      expect(textOf(answer.body)).toContain('https://example.org/lac')
      expect((await fill(agnes, formWith(answer.body, 'addressComplement'))).statusCode).toBe(303)
      expect(await proposed(id)).toEqual({
        phone: '+33388000002',
        websites: ['https://example.org/lac'],
        addressComplement: 'Porte bleue',
      })
    })

    it('propose nothing against what is written into the place meanwhile', async () => {
      const { id, page } = await open()
      await brunoWrites({ websites: 'https://example.org/lac' })
      const answer = await fill(agnes, formWith(page, 'addressComplement'), {
        addressComplement: 'Porte bleue',
      })
      expect(answer.statusCode).toBe(409)
      expect((await fill(agnes, formWith(answer.body, 'addressComplement'))).statusCode).toBe(303)
      expect(await proposed(id)).toEqual({ phone: '+33388000002', addressComplement: 'Porte bleue' })
    })

    it('are led back to what was decided meanwhile', async () => {
      const { id, page } = await open()
      await fill(bruno, formWith(await submissionPage(bruno, id), 'step', 'publish'))
      const answer = await fill(agnes, formWith(page, 'addressComplement'), {
        addressComplement: 'Porte bleue',
      })
      expect(answer.headers.location).toBe(`/fr/moderation/submissions/${id}`)
    })
  })

  it('taking a publication back waits for a change that is being written, and does not undo that', async () => {
    const sent = await desk.send({ kind: 'change', placeId, proposed: { phone: '+33388000002' } })
    await fill(agnes, formWith(await submissionPage(agnes, sent.id), 'step', 'publish'))
    const { version } = (await findSubmission(database.db, { id: sent.id }))!
    const needs = { db: database.db, now, letters: desk.postOffice.letters }
    const [, undone] = await atOnce(
      database,
      (trx) => lockPlaces(trx, [placeId]),
      () => undoDecision(needs, { agent, submissionId: sent.id, version, origin }),
      (trx) => changePlace(trx, placeId, { phone: '+33388000003', summary: 'Une porte bleue.' }, deed()),
    )
    expect(undone.outcome).not.toBe('decided')
    expect(await kept()).toMatchObject({ phone: '+33388000003', summary: 'Une porte bleue.' })
  })

  it('adding one place makes one card of both', async () => {
    const lonLat = [7.7 + places / 1000, 48.6] as [number, number]
    const add = (trx: Parameters<typeof addPlace>[0], organisation: string) => {
      const proposal = { ...newPlace, name: 'Maison des Ponts Couverts', lonLat, organisation }
      const externalId = `by ${organisation}`
      return addPlace(trx, proposal, organisation, { ...deed(), externalId }, [])
    }
    const [one, other] = await atOnce(
      database,
      (trx) => add(trx, 'Les Ponts'),
      () => database.db.transaction().execute((trx) => add(trx, 'Ville')),
    )
    const [first, second] = await readPlaces(database.db, [one.placeId, other.placeId])
    expect(first!.twinGroup).not.toBeNull()
    expect(second!.twinGroup).toBe(first!.twinGroup)
  })
})
