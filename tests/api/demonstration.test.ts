// The whole demonstration: places, what happens there, a bus and a bike; and how it goes.
import { beforeAll, describe, expect, it } from 'vitest'
import {
  dropDemonstration,
  keepDemonstration,
  loadDemonstration,
} from '../../server/imports/demonstration.actions.ts'
import { isEmpty } from '../../server/imports/imports.queries.ts'
import { emptyUnitFacts } from '../../server/mobile-units/unit-facts.rules.ts'
import { insertUnit } from '../../server/mobile-units/unit-store.queries.ts'
import { addDays, dayInFrance } from '../../server/sessions/day.rules.ts'
import { occurrencesBetween } from '../../server/sessions/occurrences.queries.ts'
import {
  type App,
  appOn,
  fillWithWholeDemonstration,
  now,
  search,
  strasbourg,
  type Whole,
} from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { importRowsOf, malraux } from './import-context.ts'
import { textOf } from './page-text.ts'

const dayMs = 24 * 60 * 60 * 1000

describeWithDatabase('The demonstration', ({ database }) => {
  let app: App
  let all: Whole[]
  const named = (part: string) => all.find(({ properties }) => properties.name.includes(part))!
  const on = (instant: string) => appOn(database.db, { now: () => new Date(instant) })
  const happens = (part: string, days: number) =>
    occurrencesBetween(
      database.db,
      named(part).properties.vehicle ? 'unit_id' : 'place_id',
      [named(part).id],
      { from: now(), until: new Date(now().getTime() + days * dayMs) },
    )

  beforeAll(async () => {
    await fillWithWholeDemonstration(database.db)
    app = await appOn(database.db)
    all = (await search(app, 'limit=1000')).features
  })

  it('shows places, a bus and a cargo bike together', () => {
    expect(all.length).toBe(80)
    expect(all.flatMap(({ properties }) => properties.vehicle ?? [])).toEqual(['bus', 'cargo-bike'])
  })

  it('has the bus come within days, and one of its stops cancelled with a reason', async () => {
    const week = await happens('Numéribus', 8)
    expect(week.filter(({ state }) => state === 'scheduled').length).toBeGreaterThanOrEqual(3)
    const fortnight = await happens('Numéribus', 15)
    const off = fortnight.filter(({ state }) => state === 'cancelled')
    expect(off.map(({ note }) => note)).toEqual([expect.stringContaining('réparation')])
    const { body } = await app.inject(`/fr/mobile/${named('Numéribus').id}`)
    expect(textOf(body)).toContain('le bus est en réparation')
  })

  it('finds the bus in neighbourhoods and communes', async () => {
    for (const territory of ['neighbourhood-67482-meinau', 'commune-67365', 'commune-67218']) {
      const { features } = await search(app, `territory=${territory}&kind=mobile`)
      expect(features.map(({ properties }) => properties.vehicle)).toContain('bus')
    }
  })

  it('has a workshop in two languages, one in Arabic, a Turkish permanence and an open day', async () => {
    const kinds = async (part: string) => {
      const sessions = (await happens(part, 15)).filter(({ session }) => session !== null)
      return sessions.map(({ kind, languages, level }) => [kind, languages, level])[0]
    }
    expect(await kinds('Les Trois Cigognes')).toEqual(['workshop', ['fr', 'tr'], 'beginner'])
    expect(await kinds('La Clairière')).toEqual(['workshop', ['ar', 'fr'], 'excluded'])
    expect(await kinds('Le Pont des Langues')).toEqual(['permanence', ['tr'], null])
    expect(await kinds('La Vis et l’Octet')).toEqual(['open-day', ['fr', 'en'], null])
  })

  it('closes one library now, another soon, and has something to say of a third', () => {
    const notices = (part: string) =>
      named(part).properties.notices.map(({ kind, from, until, reason }) => [kind, from, until, reason])
    expect(notices('Écureuil')).toEqual([['closed', '2026-11-17', '2026-12-01', 'works']])
    expect(notices('Héron')).toEqual([['closed', '2026-12-08', '2026-12-15', 'holidays']])
    expect(notices('Barque Bleue')).toEqual([['notice', '2026-11-19', '2026-12-10', null]])
  })

  describe('of a school’s computer room that is open for some weeks', () => {
    const room = 'Collège des Rives Claires'
    const names = async (from: App, query: string) =>
      (await search(from, query)).features.map(({ properties }) => properties.name)
    const today = dayInFrance(now())

    it('tells the days on which it is there', () => {
      expect(named(room).properties).toMatchObject({
        validFrom: addDays(today, -5),
        validUntil: addDays(today, 40),
      })
    })

    it.each([
      ['the day before it opens', addDays(today, -6), false],
      ['its first day', addDays(today, -5), true],
      ['its last day', addDays(today, 40), true],
      ['the day after', addDays(today, 41), false],
    ])('on %s: in lists and on the map, or not', async (_, day, isThere) => {
      const then = await on(`${day}T12:00:00Z`)
      const expected = isThere ? expect.arrayContaining([expect.stringContaining(room)]) : []
      for (const query of ['services=parenting-education&kind=school', 'near=7.7527,48.6063&radius=50']) {
        const found = await names(then, `${query}&limit=1000`)
        expect(found.filter((name) => name.includes(room))).toEqual(isThere ? expected : [])
      }
      const { features } = await search(then, 'bbox=7.752,48.606,7.753,48.607&detail=point')
      expect(features.length).toBe(isThere ? 1 : 0)
    })

    it('finds it by its name at any time, and by its address', async () => {
      const later = await on(`${addDays(today, 60)}T12:00:00Z`)
      expect(await names(later, 'q=rives claires')).toEqual([expect.stringContaining(room)])
      const page = await later.inject(
        `/fr/places/${named(room).id}/college-des-rives-claires-salle-des-vacances`,
      )
      expect(page.statusCode).toBe(200)
      expect((await later.inject(`/api/collections/places/items/${named(room).id}`)).json()).toMatchObject({
        properties: { validUntil: addDays(today, 40) },
      })
    })
  })

  it('is not loaded beside what is there already, be it a bus alone', async () => {
    expect(await loadDemonstration(database.db, strasbourg, now())).toBe(0)
    await dropDemonstration(database.db, now())
    expect(await isEmpty(database.db)).toBe(true)
    await database.db
      .transaction()
      .execute((trx) =>
        insertUnit(
          trx,
          { state: 'hidden', facts: { ...emptyUnitFacts, name: 'Le vrai' }, texts: [] },
          null,
          now(),
        ),
      )
    expect(await keepDemonstration(database.db, strasbourg, now())).toBe('none')
    await database.db.deleteFrom('mobile_unit').execute()
  })

  it.each(['by command', 'by the first import'])(
    'goes %s, with its bus and all that happens',
    async (way) => {
      expect(await loadDemonstration(database.db, strasbourg, now())).toBe(78)
      if (way === 'by command') await dropDemonstration(database.db, now())
      else await importRowsOf(database.db, [malraux])
      for (const table of [
        'mobile_unit',
        'published_unit',
        'session',
        'published_session',
        'closure',
      ] as const) {
        const { count } = await database.db
          .selectFrom(table)
          .select((e) => e.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        expect([table, count]).toEqual([table, 0])
      }
      expect((await search(app, 'kind=mobile')).numberMatched).toBe(0)
    },
  )

  it('loaded for one commune has the stops of that commune alone', async () => {
    await database.db.deleteFrom('place').execute()
    await loadDemonstration(database.db, 'commune-67365', now())
    const { features } = await search(app, 'kind=mobile')
    expect(features).toMatchObject([{ properties: { stopName: 'Place de l’Abreuvoir' } }])
  })
})
