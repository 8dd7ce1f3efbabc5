// What waits of a round while others go on: agents see what it would change, nothing is lost of either.
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import type { SignedIn } from '../../server/accounts/roles.rules.ts'
import { noGeocoder } from '../../server/geocoding/address-service.ts'
import { importStops } from '../../server/mobile-units/stops-import.actions.ts'
import { readUnitRecord } from '../../server/mobile-units/unit-changes.actions.ts'
import { reviewSubmission } from '../../server/moderation/review.actions.ts'
import { saveSchedule } from '../../server/schedule/save-schedule.actions.ts'
import { readSchedule } from '../../server/schedule/schedule.actions.ts'
import type { Schedule } from '../../server/schedule/schedule.rules.ts'
import { withChange } from '../../server/schedule/session-list.rules.ts'
import { findSubmission } from '../../server/submissions/submission-store.queries.ts'
import { city, type Desk, moderatorOf, openDesk } from '../databases/agents-desk.ts'
import { now } from '../databases/filled-app.ts'
import { type Browser, bringOrganisation, bringPerson } from '../databases/people.ts'
import { origin, somebody } from '../databases/submitters.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { bringUnit, cancelled } from '../databases/units-in.ts'
import { fill, formWith } from './page-forms.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')

const neudorf: [number, number] = [7.7624, 48.5669]

describeWithDatabase('A round that waits for an agent', ({ database }) => {
  let desk: Desk
  let nora: SignedIn
  let agnes: Browser
  let agent: SignedIn
  let unit: number
  let units = 0

  beforeAll(async () => {
    desk = await openDesk(database)
    const jardin = await bringOrganisation(database.db, 'Le Jardin')
    const speaks = { role: 'contributor' as const, organisationId: jardin }
    await bringPerson(database.db, 'nora@jardin.example.org', [speaks], now())
    nora = await somebody(database.db, 'nora@jardin.example.org')
    agnes = await desk.signedIn('agnes@strasbourg.example', moderatorOf(city))
    agent = await somebody(database.db, 'agnes@strasbourg.example')
    return () => desk.close()
  })
  /** A bus that stops three Tuesdays in a row. */
  beforeEach(async () => {
    await database.db.deleteFrom('submission').execute()
    await sql`update organisation set trusted = false`.execute(database.db)
    units += 1
    const stop = { name: 'Marché du Neudorf', lonLat: neudorf, minutes: 120 }
    const starts = ['2026-11-24T14:00', '2026-12-01T14:00', '2026-12-08T14:00']
    unit = await bringUnit(
      database.db,
      { name: `Bus ${units}`, organisation: 'Le Jardin' },
      starts.map((start) => ({ ...stop, start })),
    )
  })

  const needs = () => ({
    db: database.db,
    now,
    geocoder: noGeocoder,
    letters: desk.postOffice.letters,
  })
  const scheduleOf = (account: SignedIn) => readSchedule(database.db, { kind: 'unit', id: unit }, account)
  let keys = 0
  /** Cancels the date of one stop in a schedule as it was read. */
  const cancel = (schedule: Schedule, start: string, account = nora) => {
    keys += 1
    const sessions = schedule.sessions.map((each) =>
      'start' in each.recurrence && each.recurrence.start === start
        ? withChange(each, cancelled(start, 'Le véhicule est en réparation.'))
        : each,
    )
    return saveSchedule(needs(), schedule, {
      account,
      change: { sessions },
      idempotencyKey: `schedule-${keys}-of-these-tests`,
      locale: 'fr',
      origin,
    })
  }
  const waiting = async () => {
    const rows = await database.db.selectFrom('submission').select('id').where('unit_id', '=', unit).execute()
    return Promise.all(rows.map(async ({ id }) => (await findSubmission(database.db, { id }))!))
  }
  const changesKept = async () =>
    (await readUnitRecord(database.db, unit)).sessions.flatMap(({ changes }) => changes).length
  const publish = async (id: number) => {
    const page = (await agnes.get(`/fr/moderation/submissions/${id}`)).body
    return fill(agnes, formWith(page, 'step', 'publish'))
  }

  it('is shown as the one stop that it cancels, and published without touching the others', async () => {
    expect(await cancel(await scheduleOf(nora), '2026-12-01T14:00')).toBe('waiting')
    const [sent] = await waiting()
    const review = (await reviewSubmission(needs(), agent, sent!.id))!
    expect(textOf((await agnes.get('/fr/moderation')).body)).not.toContain(t('records:contested'))
    const [told] = review.differences
    const signs = told?.kind === 'items' ? told.items.map(({ sign }) => sign).toSorted() : []
    expect(signs).toEqual(['added', 'kept', 'kept', 'removed'])
    expect((await publish(sent!.id)).statusCode).toBe(303)
    const versions = await database.db
      .selectFrom('session')
      .select('version')
      .where('unit_id', '=', unit)
      .orderBy('id')
      .execute()
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 1])
  })

  describe('when a file brings stops meanwhile', () => {
    const bringFile = () => {
      async function* rows() {
        for (const day of ['2026-12-15', '2026-12-22'])
          yield {
            line: 2,
            cells: {
              start: `${day}T09:00`,
              end: `${day}T12:00`,
              name: 'Gare',
              address: 'place de la Gare, 67000 Strasbourg',
              lon: '7.7345',
              lat: '48.5851',
            },
          }
      }
      const options = { fileName: 'season.csv', unit: `Bus ${units}`, complete: false, dryRun: false }
      return importStops(
        { db: database.db, geocoder: noGeocoder, now: () => new Date(+now() + 60_000) },
        rows(),
        options,
      )
    }

    it('goes on from the stops of the file, and agents read that they came', async () => {
      await cancel(await scheduleOf(nora), '2026-12-01T14:00')
      expect(await bringFile()).toMatchObject({ new: 2, faults: [] })
      const schedule = await scheduleOf(nora)
      expect(schedule.pending).toBeNull()
      expect(schedule.sessions).toHaveLength(5)
      const [sent] = await waiting()
      const review = (await reviewSubmission(needs(), agent, sent!.id))!
      expect(review.since).toMatchObject([{ fields: ['sessions'] }])
      expect(review.contested).toEqual(['sessions'])
      const page = textOf((await agnes.get(`/fr/moderation/submissions/${sent!.id}`)).body)
      expect(page).toContain('a changé depuis l’envoi')
      expect(said(page)).toContain(said(t('moderation:review.outdated', { fields: '' })).slice(0, 60))
      expect(textOf((await agnes.get('/fr/moderation')).body)).toContain(t('records:contested'))
    })
  })

  describe('and grows', () => {
    it('by nothing that was said in another window of a request that changed', async () => {
      await cancel(await scheduleOf(nora), '2026-11-24T14:00')
      const [one, other] = [await scheduleOf(nora), await scheduleOf(nora)]
      expect(await cancel(one, '2026-12-01T14:00')).toBe('waiting')
      expect(await cancel(other, '2026-12-08T14:00')).toBe('changed')
      const [sent, ...others] = await waiting()
      expect(others).toEqual([])
      expect(sent!.proposed.sessions!.flatMap(({ changes }) => changes)).toHaveLength(2)
    })

    it('by nothing once the round itself changed', async () => {
      await cancel(await scheduleOf(nora), '2026-11-24T14:00')
      const schedule = await scheduleOf(nora)
      expect(await cancel(await scheduleOf(agent), '2026-12-08T14:00', agent)).toBe('published')
      expect(await cancel(schedule, '2026-12-01T14:00')).toBe('changed')
    })

    it('in one request, when two windows send the first at once', async () => {
      const [one, other] = [await scheduleOf(nora), await scheduleOf(nora)]
      expect(await cancel(one, '2026-12-01T14:00')).toBe('waiting')
      expect(await cancel(other, '2026-12-08T14:00')).toBe('changed')
      expect(await waiting()).toHaveLength(1)
    })
  })

  it('is published with the next change, once agents trust its organisation', async () => {
    await cancel(await scheduleOf(nora), '2026-11-24T14:00')
    await sql`update organisation set trusted = true where name = 'Le Jardin'`.execute(database.db)
    const schedule = await scheduleOf(nora)
    expect(schedule.publishesAtOnce).toBe(true)
    expect(await cancel(schedule, '2026-12-01T14:00')).toBe('published')
    expect(await changesKept()).toBe(2)
    expect((await waiting()).map(({ state }) => state)).toEqual(['published'])
    expect((await scheduleOf(nora)).pending).toBeNull()
  })

  describe('pressed twice', () => {
    const addStop = async (browser: Browser, first: string) => {
      const { id } = (await readUnitRecord(database.db, unit)).sessions[0]!
      const { body } = await browser.get(`/fr/mobile/${unit}/schedule/round?of=${id}`)
      const asked = await fill(browser, formWith(body, 'first'), { first, rhythm: 'once' })
      const form = formWith(asked.body, 'seen')
      const press = () => fill(browser, form, { confirmed: '1' })
      return [await press(), await press()]
    }

    it('by an agent adds one stop, and says so twice', async () => {
      const answers = await addStop(agnes, '2026-12-03')
      const done = `/fr/mobile/${unit}/schedule?done=published`
      expect(answers.map(({ headers }) => headers.location)).toEqual([done, done])
      expect((await readUnitRecord(database.db, unit)).sessions).toHaveLength(4)
    })

    it('adds one stop to the request', async () => {
      const browser = await desk.signedIn('nora@jardin.example.org', ...nora.roles)
      await cancel(await scheduleOf(nora), '2026-11-24T14:00')
      const answers = await addStop(browser, '2026-12-03')
      const done = `/fr/mobile/${unit}/schedule?done=waiting`
      expect(answers.map(({ headers }) => headers.location)).toEqual([done, done])
      const [sent] = await waiting()
      expect(sent!.proposed.sessions).toHaveLength(4)
    })
  })
})
