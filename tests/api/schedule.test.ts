// Whoever runs a bus or a place enters its dates; the public reads them at once, or when an agent has read them.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import type { FoundAddress } from '../../server/geocoding/address-service.ts'
import { composers } from '../../server/letters.ts'
import { readUnitRecord } from '../../server/mobile-units/unit-changes.actions.ts'
import { readRecord } from '../../server/places/place-record.queries.ts'
import type { Proposal } from '../../server/places/place-record.rules.ts'
import { emptySession } from '../../server/sessions/session.rules.ts'
import { writeSessions } from '../../server/sessions/session-rewriting.queries.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { type App, appOn, bringPlaces, strasbourg } from '../databases/filled-app.ts'
import { type Browser, bringOrganisation, bringPerson, signIn } from '../databases/people.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { bringUnit } from '../databases/units-in.ts'
import { fill, formWith } from './page-forms.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')

const operator = 'conductrice@roues.example.org'
const newcomer = 'nouveau@jardin.example.org'
const agent = 'agent@strasbourg.example.org'
const neudorf: [number, number] = [7.7624, 48.5669]
const bruckhof: FoundAddress = {
  label: '4 Rue du Bruckhof 67100 Strasbourg',
  lonLat: [7.7561, 48.5571],
  communeCode: '67482',
  precision: 'housenumber',
  score: 0.95,
}

describeWithDatabase('A schedule', ({ database }) => {
  let app: App
  let office: PostOffice
  const clock = new Date('2026-11-20T10:00:00Z')
  let found: FoundAddress[] | undefined = [bruckhof]
  let trusted: Browser
  let untrusted: Browser
  let moderator: Browser
  let units = 0

  beforeAll(async () => {
    office = await openPostOffice(database, composers, () => clock)
    await keepTerritories(database.db, strasbourg)
    const roues = await bringOrganisation(database.db, 'Les Roues')
    await sql`update organisation set trusted = true where id = ${roues}`.execute(database.db)
    const jardin = await bringOrganisation(database.db, 'Le Jardin')
    await bringPerson(database.db, operator, [{ role: 'contributor', organisationId: roues }], clock)
    await bringPerson(database.db, newcomer, [{ role: 'contributor', organisationId: jardin }], clock)
    await bringPerson(database.db, agent, [{ role: 'moderator', territoryId: 'commune-67482' }], clock)
    app = await appOn(database.db, {
      letters: office.letters,
      now: () => clock,
      geocoder: { search: async () => found },
    })
    trusted = await signIn(app, office, operator)
    untrusted = await signIn(app, office, newcomer)
    moderator = await signIn(app, office, agent)
  })
  afterAll(async () => {
    await app?.close()
    await office?.close()
  })
  beforeEach(() => {
    found = [bruckhof]
  })

  /** A bus that stops every second Tuesday, from 24 November on, at the market of Neudorf. */
  const bringBus = (organisation = 'Les Roues') => {
    units += 1
    const stop = { name: 'Marché du Neudorf', lonLat: neudorf, start: '2026-11-24T14:00', minutes: 120 }
    return bringUnit(database.db, { name: `Bus ${units}`, organisation }, [
      { ...stop, rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270630' },
    ])
  }
  const sessionsOf = async (unit: number) => (await readUnitRecord(database.db, unit)).sessions
  const path = (unit: number, page = '') => `/fr/mobile/${unit}/schedule${page}`
  const keyOf = async (unit: number) => String((await sessionsOf(unit))[0]!.id)
  const cancelPage = async (browser: Browser, unit: number, start = '2026-12-08T14:00') =>
    (await browser.get(path(unit, `/date?of=${await keyOf(unit)}&start=${start}`))).body
  const cancel = async (browser: Browser, unit: number, start?: string) => {
    const body = await cancelPage(browser, unit, start)
    return fill(browser, formWith(body, 'act', 'cancel'), { reason: 'repair' })
  }
  /** Sends a form, and the confirmation that comes back. */
  const send = async (browser: Browser, page: string, typed: Record<string, string>, named = 'first') => {
    const { body } = await browser.get(page)
    const asked = await fill(browser, formWith(body, named), typed)
    expect(asked.statusCode, textOf(asked.body)).toBe(200)
    const words = textOf(asked.body)
    const done = await fill(browser, formWith(asked.body, 'seen'), { confirmed: '1' })
    return { words, done }
  }

  describe('of a bus whose operator is trusted', () => {
    it('shows a cancelled stop at once in the finder, on the page of the bus and in its calendar', async () => {
      const unit = await bringBus()
      const answer = await cancel(trusted, unit, '2026-11-24T14:00')
      expect(answer.statusCode).toBe(303)
      expect(answer.headers.location).toBe(`${path(unit)}?done=published`)
      const reason = 'Le véhicule est en réparation.'
      const page = textOf((await app.inject(`/fr/mobile/${unit}`)).body)
      expect(page).toContain(`Annulé : ${reason}`)
      expect((await app.inject('/fr/find?q=neudorf')).body).toMatch(new RegExp(`Annulé.*${reason}`, 's'))
      const { body } = await app.inject(`/fr/mobile/${unit}.ics`)
      const event = body.split('BEGIN:VEVENT').find((each) => each.includes('DTSTART:20261124T130000Z'))
      expect(event).toContain('STATUS:CANCELLED')
    })

    it('writes no letter of what is public already, and lets a whole season be entered in an hour', async () => {
      const unit = await bringBus()
      const before = (await office.sent()).length
      for (const day of ['2026-12-08', '2026-12-22', '2027-01-05', '2027-01-19', '2027-02-02', '2027-02-16'])
        expect((await cancel(trusted, unit, `${day}T14:00`)).headers.location).toMatch(/published$/)
      expect((await office.sent()).length).toBe(before)
    })

    it('wants a reason, and keeps what was typed', async () => {
      const unit = await bringBus()
      const body = await cancelPage(trusted, unit)
      const without = await fill(trusted, formWith(body, 'act', 'cancel'))
      expect(without.statusCode).toBe(422)
      expect(textOf(without.body)).toContain('Choisissez un motif')
      expect((await sessionsOf(unit))[0]!.changes).toEqual([])
      const said = await fill(trusted, formWith(without.body, 'act', 'cancel'), { otherReason: 'Grève <b>' })
      expect(said.statusCode).toBe(303)
      expect((await sessionsOf(unit))[0]!.changes[0]!.note).toBe('Grève <b>')
      expect((await app.inject(`/fr/mobile/${unit}`)).body).not.toContain('Grève <b>')
    })

    it('adds a date at the usual hours, to the session that it is one more of', async () => {
      const unit = await bringBus()
      const page = path(unit, `/extra?of=${await keyOf(unit)}`)
      const { words, done } = await send(trusted, page, { day: '2026-12-03' }, 'day')
      expect(words).toContain('une date de plus, jeudi 3 décembre, 14 h – 16 h')
      expect(done.statusCode).toBe(303)
      const [session] = await sessionsOf(unit)
      expect(session!.recurrence).toMatchObject({ extraDates: ['2026-12-03T14:00'] })
      expect(textOf((await app.inject(`/fr/mobile/${unit}`)).body)).toContain('jeudi 3 décembre')
    })

    it('adds a fortnightly round at a known stop, and says it in words before', async () => {
      const unit = await bringBus()
      const page = path(unit, `/round?of=${await keyOf(unit)}`)
      const { words, done } = await send(trusted, page, { first: '2026-12-03' })
      expect(words.replaceAll(/\s/g, ' ')).toContain(
        'Marché du Neudorf : un jeudi sur deux, 14 h – 16 h, du 3 décembre 2026 au 30 juin 2027, sauf les jours fériés : 14 dates.',
      )
      expect(done.headers.location).toMatch(/published$/)
      const sessions = await sessionsOf(unit)
      expect(sessions).toHaveLength(2)
      expect(sessions[1]).toMatchObject({
        stop: { name: 'Marché du Neudorf', lonLat: neudorf },
        recurrence: { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;UNTIL=20270630', publicHolidays: 'skipped' },
      })
      expect(sessions[1]!.territories).toContain('commune-67482')
    })

    it('adds a stop at an address that the address service knows, and refuses one that it does not', async () => {
      const unit = await bringBus()
      const typed = { name: 'École du Bruckhof', where: '4 rue du Bruckhof', first: '2026-12-04' }
      const hours = { from: '9h', to: '11:30', until: '' }
      found = []
      const { body } = await trusted.get(path(unit, '/round'))
      const refused = await fill(trusted, formWith(body, 'first'), { ...typed, ...hours })
      expect(refused.statusCode).toBe(422)
      expect(textOf(refused.body)).toContain('Cette adresse n’a pas été trouvée')
      found = undefined
      const away = await fill(trusted, formWith(refused.body, 'first'))
      expect(textOf(away.body)).toContain('Le service d’adresses ne répond pas')
      expect(formWith(away.body, 'first').fields).toMatchObject({ name: 'École du Bruckhof', from: '9h' })
      found = [bruckhof]
      const asked = await fill(trusted, formWith(away.body, 'first'))
      expect(textOf(asked.body)).toContain('sans date de fin')
      const done = await fill(trusted, formWith(asked.body, 'seen'), { confirmed: '1' })
      expect(done.statusCode).toBe(303)
      expect((await sessionsOf(unit))[1]!.stop).toMatchObject({
        name: 'École du Bruckhof',
        address: '4 Rue du Bruckhof',
        postalCode: '67100',
        commune: 'Strasbourg',
        lonLat: bruckhof.lonLat,
      })
    })

    it('warns of two stops at one time, and lets it be', async () => {
      const unit = await bringBus()
      const page = path(unit, `/round?of=${await keyOf(unit)}`)
      const { words, done } = await send(trusted, page, { first: '2026-12-08', from: '15:00', to: '17:00' })
      expect(words).toMatch(/Attention : mardi 8 décembre.*en même temps/)
      expect(words).toMatch(/Et \d+ autres dates en même temps/)
      expect(done.statusCode).toBe(303)
    })

    it('moves one date, says something of another, and brings a third back', async () => {
      const unit = await bringBus()
      const page = await cancelPage(trusted, unit)
      const moved = await fill(trusted, formWith(page, 'act', 'move'), { day: '2026-12-09', why: 'Neige' })
      expect(textOf(moved.body)).toContain('Nouvelle date : mercredi 9 décembre')
      expect((await fill(trusted, formWith(moved.body, 'seen'), { confirmed: '1' })).statusCode).toBe(303)
      const other = await cancelPage(trusted, unit, '2026-12-22T14:00')
      await fill(trusted, formWith(other, 'act', 'note'), { note: 'Entrée par la cour' })
      await cancel(trusted, unit, '2027-01-05T14:00')
      const gone = await cancelPage(trusted, unit, '2027-01-05T14:00')
      await fill(trusted, formWith(gone, 'act', 'restore'))
      expect((await sessionsOf(unit))[0]!.changes).toEqual([
        {
          originalStart: '2026-12-08T14:00',
          kind: 'moved',
          start: '2026-12-09T14:00',
          end: '2026-12-09T16:00',
          note: 'Neige',
        },
        {
          originalStart: '2026-12-22T14:00',
          kind: 'noted',
          start: null,
          end: null,
          note: 'Entrée par la cour',
        },
      ])
    })

    it('changes a round from a date on: earlier dates are still the same session’s', async () => {
      const unit = await bringBus()
      const [before] = await sessionsOf(unit)
      const { words } = await send(trusted, path(unit, `/change?of=${before!.id}`), {
        first: '2027-01-05',
        from: '10:00',
        to: '12:00',
      })
      expect(words).toContain('change à partir du 5 janvier 2027')
      const after = await sessionsOf(unit)
      expect(
        after.map(({ id, recurrence }) => [id === before!.id, 'rule' in recurrence && recurrence.rule]),
      ).toEqual([
        [true, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270104'],
        [false, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270630'],
      ])
    })

    it('ends a round', async () => {
      const unit = await bringBus()
      const { words } = await send(
        trusted,
        path(unit, `/change?of=${await keyOf(unit)}`),
        { endDay: '2027-02-01' },
        'endDay',
      )
      expect(words).toContain('plus de date à partir du 1er février 2027')
      expect((await sessionsOf(unit))[0]!.recurrence).toMatchObject({
        rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270131',
      })
    })

    it('stays at home for some days, and drives after all', async () => {
      const unit = await bringBus()
      const { words } = await send(
        trusted,
        path(unit, '/closure'),
        { firstDay: '2026-12-21', lastDay: '2027-01-02', reason: 'holidays' },
        'firstDay',
      )
      expect(words).toContain('Pas de passage du 21 décembre 2026 au 2 janvier 2027 : congés.')
      const { body } = await trusted.get(path(unit))
      await fill(trusted, formWith(body, 'remove'))
      expect((await readUnitRecord(database.db, unit)).closures).toEqual([])
    })

    it('shows a rule that the form cannot say in words, and leaves it as it is', async () => {
      const rule = 'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=20'
      const stop = { name: 'Gare', lonLat: neudorf, start: '2026-11-23T09:00', rule }
      const unit = await bringUnit(database.db, { name: 'Vélo', organisation: 'Les Roues' }, [stop])
      const page = textOf((await trusted.get(path(unit))).body)
      expect(page).toContain('chaque lundi et mercredi')
      expect(page).toContain('Ce rythme ne se change pas ici.')
      await send(trusted, path(unit, `/extra?of=${await keyOf(unit)}`), { day: '2026-12-04' }, 'day')
      expect((await sessionsOf(unit))[0]!.recurrence).toMatchObject({ rule })
    })

    it('tells what others changed meanwhile, and overwrites nothing', async () => {
      const unit = await bringBus()
      const body = await cancelPage(trusted, unit)
      await cancel(moderator, unit, '2026-12-22T14:00')
      const answer = await fill(trusted, formWith(body, 'act', 'cancel'), { otherReason: 'Panne' })
      expect(answer.statusCode).toBe(409)
      expect(textOf(answer.body)).toContain('Marché du Neudorf, mardi 22 décembre, 14 h – 16 h : annulé')
      expect(textOf(answer.body)).toContain('Panne')
      expect((await sessionsOf(unit))[0]!.changes).toHaveLength(1)
      const done = await fill(trusted, formWith(answer.body, 'seen'), { confirmed: '1' })
      expect(done.statusCode).toBe(303)
      expect((await sessionsOf(unit))[0]!.changes).toHaveLength(2)
    })

    it('is done where something else changed meanwhile', async () => {
      const unit = await bringBus()
      const body = await cancelPage(trusted, unit)
      await sql`update mobile_unit set version = version + 1 where id = ${unit}`.execute(database.db)
      const answer = await fill(trusted, formWith(body, 'act', 'cancel'), { reason: 'weather' })
      expect(answer.headers.location).toMatch(/published$/)
    })

    it('says nothing of a rhythm without dates', async () => {
      const unit = await bringBus()
      const { body } = await trusted.get(path(unit, `/round?of=${await keyOf(unit)}`))
      const typed = { first: '2027-05-01', until: '2027-05-02', rhythm: 'w1' }
      const answer = await fill(trusted, formWith(body, 'first'), typed)
      expect(answer.statusCode).toBe(422)
      expect(textOf(answer.body)).toContain('Aucune date n’en sort')
    })

    it('is done once, however often the form is sent', async () => {
      const unit = await bringBus()
      const { body } = await trusted.get(path(unit, `/round?of=${await keyOf(unit)}`))
      const asked = await fill(trusted, formWith(body, 'first'), { first: '2026-12-03' })
      const form = formWith(asked.body, 'seen')
      const answers = [
        await fill(trusted, form, { confirmed: '1' }),
        await fill(trusted, form, { confirmed: '1' }),
      ]
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303])
      expect(await sessionsOf(unit)).toHaveLength(2)
    })
  })

  describe('of a bus whose operator is not known yet', () => {
    it('waits for an agent, and keeps all that waits in one request', async () => {
      const unit = await bringBus('Le Jardin')
      expect((await cancel(untrusted, unit)).headers.location).toMatch(/waiting$/)
      expect((await cancel(untrusted, unit, '2026-12-22T14:00')).headers.location).toMatch(/waiting$/)
      expect((await sessionsOf(unit))[0]!.changes).toEqual([])
      expect((await app.inject(`/fr/mobile/${unit}`)).body).not.toContain('réparation')
      const rows = await database.db
        .selectFrom('submission')
        .select(['id', 'receipt', 'state', 'proposed'])
        .where('unit_id', '=', unit)
        .execute()
      expect(rows).toHaveLength(1)
      expect(rows[0]!.state).toBe('waiting')
      expect((rows[0]!.proposed as Proposal).sessions![0]!.changes).toHaveLength(2)
      const page = textOf((await untrusted.get(path(unit))).body)
      expect(page).toContain('Vos changements attendent une décision.')
      expect(page).toContain('Annulé')
      // Whoever adds to their own request is not told that an agent did.
      const review = textOf((await moderator.get(`/fr/moderation/submissions/${rows[0]!.id}`)).body)
      expect(review).toContain('Proposition complétée par la personne')
      const receipt = textOf((await untrusted.get(`/fr/submissions/${rows[0]!.receipt}`)).body)
      expect(receipt).toContain('Complétée par vous')
      expect(review + receipt).not.toMatch(/[Cc]orrigée par un agent/)
    })

    it('says when to come back after five requests in an hour, and keeps what was typed', async () => {
      const { account } = await database.db
        .selectFrom('account')
        .select('id as account')
        .where('email', '=', newcomer)
        .executeTakeFirstOrThrow()
      const sentBefore = await database.db
        .selectFrom('submission')
        .select('id')
        .where('account_id', '=', account)
        .execute()
      for (let sent = sentBefore.length; sent < 5; sent += 1)
        expect((await cancel(untrusted, await bringBus('Le Jardin'))).statusCode).toBe(303)
      const unit = await bringBus('Le Jardin')
      const refused = await cancel(untrusted, unit)
      expect(refused.statusCode).toBe(429)
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
      expect(textOf(refused.body)).toContain('Trop de demandes ont été envoyées. Rien n’est perdu')
      const again = formWith(refused.body, 'seen')
      expect(again.fields).toMatchObject({ act: 'cancel', reason: 'repair' })
      const ids = sentBefore.map(({ id }) => id)
      await database.db
        .deleteFrom('submission')
        .where('account_id', '=', account)
        .where('id', 'not in', ids)
        .execute()
      expect((await fill(untrusted, again, { confirmed: '1' })).headers.location).toMatch(/waiting$/)
      await database.db
        .deleteFrom('submission')
        .where('account_id', '=', account)
        .where('id', 'not in', ids)
        .execute()
    })
  })

  describe('of a place', () => {
    let place: number
    const at = (page = '') => `/fr/places/${place}/sessions${page}`
    const record = async () => (await readRecord(database.db, place))!.record
    const workshop = {
      kind: 'workshop',
      'title-fr': 'Premiers pas',
      'title-de': 'Erste Schritte',
      languages: 'tr',
      level: 'beginner',
      booking: 'required',
      bookingUrl: 'https://example.org/inscription',
      fee: 'free',
      first: '2026-12-02',
      from: '14:00',
      to: '16:00',
      rhythm: 'w1',
    }

    beforeAll(async () => {
      await bringPlaces(database.db, [
        {
          name: 'Atelier des Roues',
          organisation: 'Les Roues',
          lonLat: neudorf,
          openingHours: 'Mo 09:00-12:00',
        },
      ])
      const row = await database.db
        .selectFrom('place')
        .select('id')
        .where('name', '=', 'Atelier des Roues')
        .executeTakeFirstOrThrow()
      place = row.id
    })

    it('takes a weekly workshop in two languages, which the place and the agenda announce', async () => {
      const { words, done } = await send(trusted, at('/round'), workshop)
      expect(words).toContain('Premiers pas : chaque mercredi, 14 h – 16 h')
      expect(done.headers.location).toBe(`${at()}?done=published`)
      const { sessions, openingHours } = await record()
      expect(sessions).toMatchObject([
        {
          kind: 'workshop',
          titles: { fr: 'Premiers pas', de: 'Erste Schritte' },
          languages: ['tr'],
          level: 'beginner',
          booking: 'required',
          bookingUrl: 'https://example.org/inscription',
          fee: 'free',
        },
      ])
      expect(openingHours).toBe('Mo 09:00-12:00')
      expect((await app.inject(`/de/agenda?session=workshop&languages=tr`)).body).toContain('Erste Schritte')
      expect((await app.inject(`/fr/places/${place}.ics`)).body).toContain('Premiers pas')
    })

    it('tells what is wrong at each field, and keeps the rest', async () => {
      const { body } = await trusted.get(at('/round'))
      const typed = {
        ...workshop,
        'title-fr': '',
        'title-de': '',
        bookingUrl: 'javascript:alert(1)',
        from: '',
      }
      const answer = await fill(trusted, formWith(body, 'first'), typed)
      expect(answer.statusCode).toBe(422)
      for (const field of ['title-fr', 'bookingUrl', 'from'])
        expect(answer.body).toContain(`id="${field}-error"`)
      expect(formWith(answer.body, 'first').fields).toMatchObject({
        to: '16:00',
        first: '2026-12-02',
        level: 'beginner',
      })
    })

    it('changes what is said of a workshop without touching its dates, titles in other languages among it', async () => {
      const [known] = (await record()).sessions
      const titled = [{ ...known!, titles: { ...known!.titles, uk: 'Перші кроки' } }]
      await database.db.transaction().execute((trx) => writeSessions(trx, { placeId: place }, titled, clock))
      const page = at(`/change?of=${known!.id}`)
      const { words } = await send(trusted, page, { 'title-fr': 'Tout premiers pas', level: '' })
      expect(words).toContain('la présentation change, les dates restent')
      const [after] = (await record()).sessions
      expect(after).toMatchObject({
        id: known!.id,
        titles: { fr: 'Tout premiers pas', de: 'Erste Schritte', uk: 'Перші кроки' },
        level: null,
        recurrence: known!.recurrence,
      })
    })

    it('says for whom it is and what one does there, which the page of the place shows, and corrects both', async () => {
      const [known] = (await record()).sessions
      const told = [{ ...known!, descriptions: { uk: 'Приходьте' } }]
      await database.db.transaction().execute((trx) => writeSessions(trx, { placeId: place }, told, clock))
      const page = at(`/change?of=${known!.id}`)
      const typed = {
        'description-fr': 'On apprend à cliquer.\n\nApportez vos lunettes <b>.',
        'description-de': 'Wir lernen klicken.',
        audiences: 'seniors',
      }
      expect((await send(trusted, page, typed)).words).toContain('la présentation change, les dates restent')
      expect((await record()).sessions[0]).toMatchObject({
        descriptions: {
          fr: 'On apprend à cliquer.\n\nApportez vos lunettes <b>.',
          de: 'Wir lernen klicken.',
          uk: 'Приходьте',
        },
        audiences: ['seniors'],
        recurrence: known!.recurrence,
      })
      const read = async (locale: string) =>
        (await app.inject(`/${locale}/places/${place}/atelier-des-roues`)).body
      expect(textOf(await read('fr'))).toMatch(/On apprend à cliquer\..*Personnes âgées/)
      expect(textOf(await read('fr')).split('On apprend à cliquer.')).toHaveLength(2)
      expect(await read('fr')).not.toContain('<b>.')
      expect(textOf(await read('de'))).toContain('Wir lernen klicken.')
      await send(trusted, page, { 'description-de': '', 'description-fr': 'On clique.' })
      expect((await record()).sessions[0]).toMatchObject({
        descriptions: { fr: 'On clique.', uk: 'Приходьте' },
        audiences: ['seniors'],
      })
    })

    it('keeps a description that is too long, and an audience that is none is not taken', async () => {
      const [known] = (await record()).sessions
      const { body } = await trusted.get(at(`/change?of=${known!.id}`))
      const long = 'a'.repeat(2001)
      const answer = await fill(trusted, formWith(body, 'first'), {
        'description-tr': long,
        audiences: '<script>',
      })
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain('id="description-tr-error"')
      expect(answer.body).toContain(long)
      expect(answer.body).not.toContain('<script>"')
    })

    it('cancels one date of it, and closes for some days', async () => {
      const [known] = (await record()).sessions
      const { body } = await trusted.get(at(`/date?of=${known!.id}&start=2026-12-09T14:00`))
      await fill(trusted, formWith(body, 'act', 'cancel'), { reason: 'room' })
      const typed = { firstDay: '24/12/2026', lastDay: '31/12/2026', reason: 'works', words: 'Peinture' }
      await send(trusted, at('/closure'), typed, 'firstDay')
      const { sessions, closures } = await record()
      expect(sessions[0]!.changes).toMatchObject([{ kind: 'cancelled', note: 'La salle n’est pas libre.' }])
      expect(closures).toMatchObject([
        { from: '2026-12-24', until: '2026-12-31', reason: 'works', text: 'Peinture' },
      ])
      const page = (await app.inject({ url: `/fr/places/${place}` })).headers.location!
      const shown = textOf((await app.inject(String(page).replace(/^https?:\/\/[^/]+/, ''))).body)
      expect(shown).toContain('La salle n’est pas libre.')
    })
  })

  describe('of what takes place at hours of the week', () => {
    let place: number
    const at = (page = '') => `/fr/places/${place}/sessions${page}`
    const sessions = async () => (await readRecord(database.db, place))!.record.sessions
    const bring = async (openingHours: string) => {
      units += 1
      const name = `Permanences ${units}`
      await bringPlaces(database.db, [{ name, organisation: 'Les Roues', lonLat: neudorf }])
      const row = await database.db
        .selectFrom('place')
        .select('id')
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
      place = row.id
      const turkish = {
        ...emptySession,
        id: null,
        kind: 'permanence' as const,
        languages: ['tr'],
        recurrence: { kind: 'hours' as const, openingHours },
      }
      await database.db
        .transaction()
        .execute((trx) => writeSessions(trx, { placeId: place }, [turkish], clock))
      return at(`/change?of=${(await sessions())[0]!.id}`)
    }

    it('changes its hours and its languages, and keeps what the lines do not ask for', async () => {
      const page = await bring('Tu 09:00-12:00; SH off; PH off')
      expect((await trusted.get(at())).body).toContain(`href="${page}"`)
      const { body } = await trusted.get(page)
      const form = formWith(body, 'hours-1-from')
      expect(form.fields).toMatchObject({
        'hours-1-from': '09:00',
        publicHolidays: 'closed',
        languages: 'tr',
      })
      const wrong = await fill(trusted, form, { 'hours-1-from': 'matin' })
      expect(wrong.statusCode).toBe(422)
      expect(wrong.body).toContain('value="matin"')
      const typed = { 'hours-1-days': ['we'], 'hours-1-to': '11h30', languages: ['tr', 'ar'] }
      const asked = await fill(trusted, form, typed)
      expect(textOf(asked.body)).toContain('Permanence : les horaires changent.')
      const done = await fill(trusted, formWith(asked.body, 'seen'), { confirmed: '1' })
      expect(done.headers.location).toBe(`${at()}?done=published`)
      expect(await sessions()).toMatchObject([
        {
          languages: ['tr', 'ar'],
          titles: {},
          recurrence: { openingHours: 'We 09:00-11:30; SH off; PH off' },
        },
      ])
    })

    it('says that nothing changes where nothing does, and keeps hours that no line can say', async () => {
      const page = await bring('Mo[1] 09:00-12:00')
      const { body } = await trusted.get(page)
      expect(textOf(body)).toContain('Ce rythme ne se change pas ici.')
      expect((await fill(trusted, formWith(body, 'kind'))).statusCode).toBe(422)
      await send(trusted, page, { 'title-fr': 'Premier lundi' }, 'kind')
      expect(await sessions()).toMatchObject([
        { titles: { fr: 'Premier lundi' }, recurrence: { openingHours: 'Mo[1] 09:00-12:00' } },
      ])
    })

    it('takes it out', async () => {
      const page = await bring('Tu 09:00-12:00')
      const { body } = await trusted.get(page)
      const asked = await fill(trusted, formWith(body, 'act', 'end'))
      expect(textOf(asked.body)).toContain('Permanence : ce rendez-vous est retiré.')
      await fill(trusted, formWith(asked.body, 'seen'), { confirmed: '1' })
      expect(await sessions()).toEqual([])
    })
  })

  describe('on the account', () => {
    it('of an operator leads to what they run, and tells how far their requests are', async () => {
      const page = (await untrusted.get('/fr/account')).body
      expect(textOf(page)).toContain('Mes lieux et services mobiles')
      expect(textOf(page)).toContain('Modification : Bus')
      expect(textOf(page)).toContain('En attente d’une décision')
      expect(page).toMatch(/\/fr\/mobile\/\d+\/schedule/)
      expect(page).toMatch(/\/fr\/submissions\/[A-Za-z0-9_-]{22}/)
      expect(textOf((await trusted.get('/fr/account')).body)).toContain('Atelier des Roues')
    })

    it('says first what is asked of somebody, and takes what they change as their answer', async () => {
      await sql`update submission set state = 'asked' where state = 'waiting'`.execute(database.db)
      const page = textOf((await untrusted.get('/fr/account')).body)
      expect(page.indexOf('On attend votre réponse')).toBeLessThan(page.indexOf('Mes lieux'))
      const { unit_id: unit } = await database.db
        .selectFrom('submission')
        .select('unit_id')
        .where('state', '=', 'asked')
        .executeTakeFirstOrThrow()
      expect((await cancel(untrusted, unit!, '2027-01-05T14:00')).headers.location).toMatch(/waiting$/)
      const row = await database.db
        .selectFrom('submission')
        .select(['state', 'proposed'])
        .where('unit_id', '=', unit)
        .executeTakeFirstOrThrow()
      expect(row.state).toBe('waiting')
      expect((row.proposed as Proposal).sessions![0]!.changes).toHaveLength(3)
    })

    it('gives a person all that they sent, and forgets them without taking back what is public', async () => {
      const leaver = 'partante@roues.example.org'
      const roues = await bringOrganisation(database.db, 'Les Roues')
      await bringPerson(database.db, leaver, [{ role: 'contributor', organisationId: roues }], clock)
      const browser = await signIn(app, office, leaver)
      const unit = await bringBus()
      await cancel(browser, unit)
      const data = (await browser.get('/fr/account/export')).json()
      expect(data.submissions.submissions).toMatchObject([{ unitId: unit, contact: { email: leaver } }])
      expect(JSON.stringify((await untrusted.get('/fr/account/export')).json())).not.toContain(leaver)
      await browser.post('/fr/account/erasure', { word: 'effacer' })
      const row = await database.db
        .selectFrom('submission')
        .select(['state', 'contact_email', 'contact_name', 'note'])
        .where('unit_id', '=', unit)
        .executeTakeFirstOrThrow()
      expect(row).toEqual({ state: 'published', contact_email: null, contact_name: null, note: null })
      expect((await sessionsOf(unit))[0]!.changes).toHaveLength(1)
    })
  })

  it('of a unit that never stopped goes before the agents of where it is to stop', async () => {
    const unit = await bringUnit(database.db, { name: 'Vélo neuf', organisation: 'Le Jardin' }, [])
    const typed = { name: 'École', where: '4 rue du Bruckhof', first: '2026-12-04', from: '9h', to: '11h' }
    const { done } = await send(untrusted, path(unit, '/round'), typed)
    expect(done.headers.location).toMatch(/waiting$/)
    const row = await database.db
      .selectFrom('submission')
      .select('territories')
      .where('unit_id', '=', unit)
      .executeTakeFirstOrThrow()
    expect(row.territories).toContain('commune-67482')
  })

  it('makes nobody trusted who is at work nowhere yet', async () => {
    const organisation = 'Roues sans routes'
    const unit = await bringUnit(database.db, { name: 'Vélo au garage', organisation }, [])
    const page = `/fr/moderation/units/${unit}`
    expect((await moderator.get(page)).body).not.toContain('/trust"')
    expect((await moderator.post(`${page}/trust`, { trusted: '1' })).statusCode).toBe(403)
  })

  it('is for those who answer for it only', async () => {
    const unit = await bringBus()
    expect((await app.inject(path(unit))).statusCode).toBe(303)
    for (const page of ['', `/date?of=${await keyOf(unit)}&start=2026-12-08T14:00`, '/round', '/closure'])
      expect((await untrusted.get(path(unit, page))).statusCode).toBe(403)
    const body = await cancelPage(trusted, unit)
    const stolen = formWith(body, 'act', 'cancel')
    expect((await fill(untrusted, stolen, { reason: 'repair' })).statusCode).toBe(403)
    expect((await sessionsOf(unit))[0]!.changes).toEqual([])
    expect((await moderator.get(path(unit))).statusCode).toBe(200)
    expect((await trusted.get(path(999_999))).statusCode).toBe(404)
  })

  it('is published at once as soon as an agent trusts its operator, who runs no place', async () => {
    const unit = await bringBus('Le Jardin')
    const page = `/fr/moderation/units/${unit}`
    const { body } = await moderator.get(page)
    expect(textOf(body)).toContain('Le Jardin')
    expect(textOf((await moderator.get(path(unit))).body)).toContain(said(t('moderation:edit.operator')))
    const answer = await fill(moderator, formWith(body, 'trusted'), {})
    expect(answer.headers.location).toBe(`${page}?done=trusted`)
    expect((await cancel(untrusted, unit, '2026-11-24T14:00')).headers.location).toContain('done=published')
    await fill(moderator, formWith((await moderator.get(page)).body, 'trusted'), {})
    const round = said(textOf((await untrusted.get(path(unit))).body))
    expect(round).toContain(said(t('schedule:rights.waits')))
    expect((await untrusted.get(page)).statusCode).toBe(403)
  })
})
