// Somebody proposes, an agent decides: nothing is public before, nothing is lost or doubled after.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { SignedIn } from '../../server/accounts/roles.rules.ts'
import { noGeocoder } from '../../server/geocoding/address-service.ts'
import { historyOf } from '../../server/history/history.queries.ts'
import { composers } from '../../server/letters.ts'
import type { Letter } from '../../server/mail/letter.rules.ts'
import { decideSubmission, undoDecision } from '../../server/moderation/decisions.actions.ts'
import { readQueue } from '../../server/moderation/queue.queries.ts'
import { readRecord } from '../../server/places/place-record.queries.ts'
import { findPlace } from '../../server/places/places.queries.ts'
import { forgetOldSubmissions } from '../../server/submissions/retention.actions.ts'
import type { Submission } from '../../server/submissions/submission.rules.ts'
import {
  answerSubmission,
  confirmSubmission,
  withdrawSubmission,
} from '../../server/submissions/submission-steps.actions.ts'
import { eventsOf, findSubmission } from '../../server/submissions/submission-store.queries.ts'
import { type Sent, sendSubmission } from '../../server/submissions/submissions.actions.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { bringPlaces, now, strasbourg } from '../databases/filled-app.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { origin, registration, somebody } from '../databases/submitters.ts'
import { describeWithDatabase } from '../databases/test-database.ts'

describeWithDatabase('A submission', ({ database }) => {
  let office: PostOffice
  let clock = now()
  const needs = () => ({ db: database.db, now: () => clock, geocoder: noGeocoder, letters: office.letters })
  let agent: SignedIn

  beforeAll(async () => {
    office = await openPostOffice(database, composers, () => clock)
    await keepTerritories(database.db, strasbourg)
    agent = await somebody(database.db, 'agent@strasbourg.example.org', 'commune-67482')
  })
  afterAll(() => office.close())
  // An hour between tests: nobody sends too much.
  beforeEach(() => {
    clock = new Date(clock.getTime() + 2 * 3_600_000)
  })

  const sentOf = (sent: Sent): Submission => {
    if (sent.outcome !== 'sent') throw new Error(sent.outcome)
    return sent.submission
  }
  const send = async (more: Parameters<typeof registration>[0] = {}) =>
    sentOf(await sendSubmission(needs(), registration(more)))
  const letters = async (since: number) => (await office.sent()).slice(since)
  const linkOf = ({ parts }: Letter) => parts.flatMap((part) => (part.kind === 'button' ? part.href : []))[0]!
  const confirmed = async (more: Parameters<typeof registration>[0] = {}) => {
    const before = (await office.sent()).length
    await send(more)
    const [letter] = await letters(before)
    const token = linkOf(letter!).split('/').at(-1)!
    const stepped = await confirmSubmission(needs(), { token, origin })
    if (stepped.outcome !== 'done') throw new Error(stepped.outcome)
    return stepped.submission
  }
  const deciding = ({ id, version }: Submission, by = agent) => ({
    agent: by,
    submissionId: id,
    version,
    origin,
  })
  const publish = async (submission: Submission, by = agent) => {
    const { placeId } = await fresh(submission)
    const kept = placeId === null ? undefined : await readRecord(database.db, placeId)
    const subjectVersion = kept?.version ?? null
    const said = { step: 'publish' as const, grants: undefined, note: null, subjectVersion }
    return decideSubmission(needs(), deciding(submission, by), said)
  }
  const fresh = async ({ id }: Submission) => (await findSubmission(database.db, { id }))!
  const publicNames = async () => {
    const { rows } = await sql<{ name: string }>`
      select whole::jsonb -> 'properties' ->> 'name' as name from published_place`.execute(database.db)
    return rows.map(({ name }) => name)
  }

  it('waits for its address to be confirmed, and is public to nobody', async () => {
    const before = (await office.sent()).length
    const submission = await send()
    expect(submission.state).toBe('unconfirmed')
    expect(submission.territories).toContain('commune-67482')
    const [letter, ...others] = await letters(before)
    expect(others).toEqual([])
    expect(letter).toMatchObject({ to: 'ayse.ozturk@meinau-solidaire.example.org', locale: 'de' })
    expect(JSON.stringify(letter)).not.toContain('Meinau Solidaire')
    expect(await publicNames()).toEqual([])
    expect(await publish(submission)).toMatchObject({ outcome: 'overtaken' })
  })

  it('is confirmed by the secret in the letter, once', async () => {
    const before = (await office.sent()).length
    await send()
    const token = linkOf((await letters(before))[0]!)
      .split('/')
      .at(-1)!
    expect(await confirmSubmission(needs(), { token: 'nothing', origin })).toEqual({ outcome: 'unknown' })
    expect(await confirmSubmission(needs(), { token, origin })).toMatchObject({ outcome: 'done' })
    expect(await confirmSubmission(needs(), { token, origin })).toMatchObject({
      outcome: 'overtaken',
      submission: { state: 'waiting' },
    })
    const [, received] = await letters(before)
    expect(received!.subject).toContain('Atelier numérique de la Meinau')
  })

  it('sent twice is one submission', async () => {
    const twice = registration()
    const [one, other] = await Promise.all([sendSubmission(needs(), twice), sendSubmission(needs(), twice)])
    expect([one.outcome, other.outcome].sort()).toEqual(['repeated', 'sent'])
    const ids = [one, other].map((sent) => ('submission' in sent ? sent.submission.id : null))
    expect(ids[0]).toBe(ids[1])
  })

  it('is one of five in an hour from one address', async () => {
    const contact = { name: null, email: 'hurried@example.org' }
    for (let count = 0; count < 5; count += 1) await send({ contact })
    expect(await sendSubmission(needs(), registration({ contact }))).toEqual({
      outcome: 'too-many',
      retryAfterSeconds: 3600,
    })
  })

  it('becomes a place that names who says so, and its submitter speaks for it', async () => {
    const submission = await confirmed()
    const before = (await office.sent()).length
    expect(await publish(submission)).toMatchObject({
      outcome: 'decided',
      submission: { state: 'published' },
    })
    const { placeId } = await fresh(submission)
    const shown = await findPlace(database.db, placeId!)
    const feature = JSON.parse((shown as { feature: string }).feature)
    expect(feature.properties).toMatchObject({
      name: 'Atelier numérique de la Meinau',
      producer: 'Meinau Solidaire',
      licence: 'Licence Ouverte 2.0',
      verifiedAt: clock.toISOString(),
    })
    const [letter, ...others] = await letters(before)
    expect(others).toEqual([])
    expect(letter!.subject).toBe('Veröffentlicht: Atelier numérique de la Meinau')
    const roles = await database.db
      .selectFrom('account_role')
      .innerJoin('account', 'account.id', 'account_role.account_id')
      .select(['account.email', 'role'])
      .where('role', '=', 'contributor')
      .execute()
    expect(roles).toEqual([{ email: 'ayse.ozturk@meinau-solidaire.example.org', role: 'contributor' }])
    expect(await historyOf(database.db, placeId!)).toMatchObject([
      { action: 'created', actor: 'person', actorId: agent.id, submissionId: submission.id },
    ])
  })

  it('undone is hidden, takes the right to speak back, and comes back under its number', async () => {
    const submission = await confirmed({
      proposed: { ...registration().proposed, name: 'Café des écrans', organisation: 'Écrans du Neudorf' },
    })
    await publish(submission)
    const published = await fresh(submission)
    const roles = () =>
      database.db.selectFrom('account_role').select('id').where('role', '=', 'contributor').execute()
    const withRole = (await roles()).length
    expect(await undoDecision(needs(), deciding(published))).toMatchObject({ outcome: 'decided' })
    expect(await publicNames()).not.toContain('Café des écrans')
    expect(await roles()).toHaveLength(withRole - 1)
    const again = await fresh(submission)
    expect(again.state).toBe('waiting')
    await publish(again)
    expect((await fresh(submission)).placeId).toBe(published.placeId)
    expect(await publicNames()).toContain('Café des écrans')
  })

  it('asked for more is answered in the words of its submitter, and both are told', async () => {
    const submission = await confirmed()
    const before = (await office.sent()).length
    const message = { text: 'À quelle porte faut-il sonner ?', language: 'fr' }
    const asked = await decideSubmission(needs(), deciding(submission), {
      step: 'ask',
      reason: 'address',
      message,
      note: 'vu rue du Bruckhof',
    })
    expect(asked).toMatchObject({ outcome: 'decided', submission: { state: 'asked' } })
    const [letter] = await letters(before)
    expect(letter!.parts).toContainEqual({ kind: 'quote', ...message })
    expect(JSON.stringify(letter)).not.toContain('vu rue du Bruckhof')
    const proposed = { ...submission.proposed, addressComplement: '2. Tür links' }
    const answered = await answerSubmission(needs(), submission.receipt, {
      proposed,
      message: 'Bitte 2. Tür links.',
      version: (await fresh(submission)).version,
    })
    expect(answered).toMatchObject({
      outcome: 'done',
      submission: { state: 'waiting', proposed: { addressComplement: '2. Tür links' } },
    })
    const events = await eventsOf(database.db, submission.id)
    expect(events.map(({ step }) => step)).toEqual(['send', 'confirm', 'ask', 'answer'])
    expect(events.at(-1)).toMatchObject({
      message: { text: 'Bitte 2. Tür links.', language: 'de' },
      replaced: submission.proposed,
    })
  })

  it('is decided by the first of two agents; the second hears of it', async () => {
    const submission = await confirmed()
    const other = await somebody(database.db, 'colleague@strasbourg.example.org', strasbourg)
    const [one, two] = await Promise.all([
      publish(submission),
      decideSubmission(needs(), deciding(submission, other), {
        step: 'refuse',
        reason: 'outside',
        message: null,
        note: null,
      }),
    ])
    expect([one.outcome, two.outcome].sort()).toEqual(['decided', 'overtaken'])
    const loser = [one, two].find(({ outcome }) => outcome === 'overtaken')!
    expect('by' in loser && loser.by?.step).toBe(one.outcome === 'decided' ? 'publish' : 'refuse')
  })

  it('is no business of an agent elsewhere', async () => {
    const submission = await confirmed()
    const elsewhere = await somebody(database.db, 'agent@schiltigheim.example.org', 'commune-67447')
    expect(await publish(submission, elsewhere)).toEqual({ outcome: 'unknown' })
    expect((await fresh(submission)).state).toBe('waiting')
  })

  it('that lies nowhere we know is seen by every agent, and decided on', async () => {
    const { lonLat: _, communeCode: __, ...proposed } = registration().proposed
    const submission = await confirmed({ proposed: { ...proposed, commune: 'Nulle-Part' } })
    expect(submission.territories).toEqual([])
    const filter = { state: 'waiting', kind: null, territory: null, words: '', after: null } as never
    const seen = await readQueue(database.db, ['commune-67447'], filter, 100)
    expect(seen.map(({ id }) => id)).toEqual([submission.id])
    const elsewhere = await somebody(database.db, 'agent@schiltigheim.example.org', 'commune-67447')
    const refusal = { step: 'refuse' as const, reason: 'outside' as const, message: null, note: null }
    expect(await decideSubmission(needs(), deciding(submission, elsewhere), refusal)).toMatchObject({
      outcome: 'decided',
    })
  })

  it('taken back is no longer decided on', async () => {
    const submission = await confirmed()
    expect(await withdrawSubmission(needs(), submission.receipt)).toMatchObject({ outcome: 'done' })
    expect(await publish(submission)).toMatchObject({
      outcome: 'overtaken',
      submission: { state: 'withdrawn' },
    })
  })

  const bringLibrary = async (name: string) => {
    await bringPlaces(database.db, [
      { name, address: '1 rue de la Gare', lonLat: [7.735, 48.585], phone: '+33388000099' },
    ])
    const { id } = await database.db
      .selectFrom('place')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    return id
  }
  const changeOf = (placeId: number, proposed: Submission['proposed']) =>
    confirmed({ kind: 'change', placeId, proposed })

  it('refused is nobody’s any more after six months, in no word of it', async () => {
    await bringPlaces(database.db, [{ name: 'Le Refuge', lonLat: [7.741, 48.571] }])
    const { id: placeId } = await database.db
      .selectFrom('place')
      .select('id')
      .where('name', '=', 'Le Refuge')
      .executeTakeFirstOrThrow()
    const karim = await somebody(database.db, 'karim@refuge.example.org')
    const submission = await send({
      kind: 'claim',
      placeId,
      proposed: { organisation: 'Amis du Refuge' },
      contact: { name: 'Karim Haddad', email: karim.email },
      account: karim,
      note: 'Karim Haddad – trésorier',
      typed: { fingerprint: ['f00d'] },
    })
    const message = { text: 'Bonjour Monsieur Haddad.', language: 'fr' }
    await decideSubmission(needs(), deciding(submission), {
      step: 'refuse',
      reason: 'unverifiable',
      message,
      note: 'M. Haddad ne répond pas.',
    })
    const months = (count: number) => new Date(clock.getTime() + count * 30.5 * 24 * 3_600_000)
    const said = async () => {
      const events = await database.db
        .selectFrom('submission_event')
        .selectAll()
        .where('submission_id', '=', submission.id)
        .execute()
      return JSON.stringify([await fresh(submission), events])
    }
    await forgetOldSubmissions(needs(), months(5), (_, work) => work())
    expect(await said()).toContain('trésorier')
    await forgetOldSubmissions(needs(), months(7), (_, work) => work())
    expect(await said()).not.toMatch(/Haddad|trésorier|karim|f00d/)
    const { accountId, state, proposed } = await fresh(submission)
    expect({ accountId, state, proposed }).toEqual({
      accountId: null,
      state: 'refused',
      proposed: { organisation: 'Amis du Refuge' },
    })
    const people = (await eventsOf(database.db, submission.id)).map((event) => event.accountId)
    // Who decided is kept.
    expect(people).toEqual([null, agent.id])
    expect(await forgetOldSubmissions(needs(), months(8), (_, work) => work())).toMatchObject({ contacts: 0 })
  })

  it('of a change writes only what it changes, and no import overwrites that', async () => {
    const placeId = await bringLibrary('Bibliothèque de la Gare')
    const session = {
      id: null,
      kind: 'workshop' as const,
      recurrence: {
        kind: 'dates' as const,
        start: '2026-12-01T14:00',
        durationMinutes: 120,
        rule: 'FREQ=WEEKLY;COUNT=4',
        exceptions: [],
        extraDates: [],
        publicHolidays: 'skipped' as const,
        schoolHolidays: 'kept' as const,
      },
      byAppointment: false,
      changes: [],
      titles: { fr: 'Premiers pas' },
      descriptions: {},
      languages: ['tr'],
      level: 'beginner' as const,
      audiences: [],
      services: [],
      booking: null,
      bookingUrl: null,
      fee: null,
      price: null,
      territories: [],
      stop: null,
    }
    const submission = await changeOf(placeId, { phone: '+33388111111', sessions: [session] })
    await publish(submission)
    const kept = (await readRecord(database.db, placeId))!
    expect(kept.record).toMatchObject({
      phone: '+33388111111',
      address: '1 rue de la Gare',
      corrected: ['phone'],
    })
    expect(kept.record.sessions).toMatchObject([{ titles: { fr: 'Premiers pas' }, languages: ['tr'] }])
    const { rows } =
      await sql`select 1 from occurrence where place_id = ${placeId} and session_id is not null`.execute(
        database.db,
      )
    expect(rows).toHaveLength(4)
    await bringLibrary('Bibliothèque de la Gare')
    expect((await readRecord(database.db, placeId))!.record.phone).toBe('+33388111111')
  })

  it('of a change, undone, gives back what was, to the last fact', async () => {
    const placeId = await bringLibrary('Bibliothèque du Port')
    const was = (await readRecord(database.db, placeId))!.record
    const submission = await changeOf(placeId, {
      phone: '+33388222222',
      languages: ['ar'],
      texts: [{ language: 'de', kind: 'summary', text: 'Hilfe am Computer.' }],
      closures: [
        {
          kind: 'closed',
          from: '2026-12-24',
          until: '2026-12-31',
          reason: 'holidays',
          text: null,
          language: 'fr',
        },
      ],
    })
    await publish(submission)
    expect((await readRecord(database.db, placeId))!.record.closures).toHaveLength(1)
    await undoDecision(needs(), deciding(await fresh(submission)))
    const { updatedAt: _, ...is } = (await readRecord(database.db, placeId))!.record
    const { updatedAt: __, ...before } = was
    expect(is).toEqual(before)
  })

  it('is not undone once the place changed again', async () => {
    const placeId = await bringLibrary('Bibliothèque du Parc')
    const first = await changeOf(placeId, { phone: '+33388333333' })
    await publish(first)
    await publish(await changeOf(placeId, { phone: '+33388444444' }))
    expect(await undoDecision(needs(), deciding(await fresh(first)))).toMatchObject({ outcome: 'not-undone' })
    expect((await readRecord(database.db, placeId))!.record.phone).toBe('+33388444444')
  })

  it('of a closure takes the place off, and an import does not bring it back', async () => {
    const placeId = await bringLibrary('Bibliothèque du Canal')
    await publish(await confirmed({ kind: 'closure', placeId, proposed: {}, note: 'Fermée depuis mai.' }))
    expect(await findPlace(database.db, placeId)).toBeUndefined()
    await bringLibrary('Bibliothèque du Canal')
    expect(await findPlace(database.db, placeId)).toBeUndefined()
  })

  it('of hours is published at once for an organisation that agents trust, and stays in the history', async () => {
    const placeId = await bringLibrary('Bibliothèque de la Foire')
    await publish(await confirmed({ kind: 'claim', placeId, proposed: { organisation: 'Amis de la Foire' } }))
    await database.db
      .updateTable('organisation')
      .set({ trusted: true })
      .where('name', '=', 'Amis de la Foire')
      .execute()
    const account = await somebody(database.db, registration().contact.email)
    const own = { kind: 'change' as const, placeId, account }
    const hours = await send({ ...own, proposed: { openingHours: 'Mo 10:00-12:00' } })
    expect(hours.state).toBe('published')
    expect((await historyOf(database.db, placeId))[0]).toMatchObject({
      actorId: account.id,
      submissionId: hours.id,
    })
    const name = await send({ ...own, proposed: { openingHours: 'Mo 10:00-13:00', name: 'Autre nom' } })
    expect(name.state).toBe('waiting')
    // Publishing fills no queue, and keeps nobody from proposing.
    for (const until of [14, 15, 16, 17, 18])
      expect((await send({ ...own, proposed: { openingHours: `Mo 10:00-${until}:00` } })).state).toBe(
        'published',
      )
    expect((await send({ ...own, proposed: { phone: '+33388000091' } })).state).toBe('waiting')
  })

  it('is no less somebody’s own where strangers send in their name; and neither is without limit', async () => {
    const nora = await somebody(database.db, 'nora@example.org')
    const contact = { name: null, email: nora.email }
    for (let count = 0; count < 5; count += 1) await send({ contact })
    expect(await sendSubmission(needs(), registration({ contact }))).toMatchObject({ outcome: 'too-many' })
    for (let count = 0; count < 5; count += 1)
      expect((await send({ contact, account: nora })).state).toBe('waiting')
    expect(await sendSubmission(needs(), registration({ contact, account: nora }))).toMatchObject({
      outcome: 'too-many',
    })
  })
})
