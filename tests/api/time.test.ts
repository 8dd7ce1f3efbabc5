// Search by time, and the dates behind it. The clock of these tests stands at Friday 20 November 2026, 11:00.
import { type Kysely, sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../db/schema.ts'
import { countPart, readPart } from '../../server/places/card-rows.queries.ts'
import { readSearch } from '../../server/places/place-search.rules.ts'
import { setValidity } from '../../server/places/place-store.queries.ts'
import { publishPlaces } from '../../server/places/publication.actions.ts'
import { rollPlaces } from '../../server/places/roll-forward.actions.ts'
import { insertNotice } from '../../server/sessions/notices.queries.ts'
import type { Recurrence } from '../../server/sessions/recurrence.rules.ts'
import { changeOccurrence } from '../../server/sessions/session-changes.queries.ts'
import { insertSession, type NewSession } from '../../server/sessions/session-store.queries.ts'
import { type App, appOn, bringPlaces, type Light, now, search } from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { textOf } from './page-text.ts'

const hours = (openingHours: string) => ({ openingHours })
const places = [
  { name: 'Bibliothèque du Vendredi', ...hours('Mo-Fr 09:00-12:00,14:00-18:00; PH off') },
  { name: 'Café du Samedi', ...hours('Sa 10:00-13:00; PH off') },
  { name: 'Permanence sur rendez-vous', ...hours('Fr 09:00-18:00 "sur rdv"') },
  { name: 'Bar de nuit', ...hours('Fr-Sa 22:00-02:00') },
  { name: 'Mur toujours ouvert', ...hours('24/7') },
  { name: 'Mairie à réserver', ...hours('Mo-Fr 08:00-17:00'), contactModes: ['online-booking' as const] },
  { name: 'Standard téléphonique', ...hours('Mo-Fr 08:00-17:00'), contactModes: ['not-public' as const] },
  { name: 'Lieu sans horaires', openingHoursGiven: 'le matin, en général' },
  { name: 'Association turque', ...hours('Mo-Fr 09:00-12:00'), languages: ['fr'] },
  { name: 'Salle de l’école', ...hours('Mo-Fr 10:00-16:00') },
  { name: 'Médiathèque en travaux', ...hours('Mo-Fr 09:00-18:00') },
]

const dates = (start: string, durationMinutes: number, rule: string | null): Recurrence => ({
  kind: 'dates',
  start,
  durationMinutes,
  rule,
  exceptions: [],
  extraDates: [],
  publicHolidays: 'skipped',
  schoolHolidays: 'kept',
})

const workshop: NewSession = {
  kind: 'workshop',
  recurrence: dates('2026-11-07T09:30', 120, 'FREQ=WEEKLY'),
  byAppointment: false,
  changes: [],
  titles: { fr: 'Premiers clics', tr: 'İlk tıklamalar' },
  descriptions: {},
  languages: ['tr'],
  level: 'beginner',
  audiences: [],
  services: [],
  booking: null,
  bookingUrl: null,
  fee: 'free',
  price: null,
  stop: null,
  territories: [],
}

const overThisMorning: NewSession = {
  ...workshop,
  recurrence: dates('2026-11-20T09:30', 60, null),
  titles: { fr: 'Papiers de la CAF' },
  languages: ['ar'],
  level: null,
}

describeWithDatabase('Time', ({ database }) => {
  let db: Kysely<Database>
  let app: App

  const idOf = async (name: string) =>
    (await db.selectFrom('place').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
  const names = async (query: string, on = app) =>
    (await search(on, `${query}&limit=100`)).features.map(({ properties }) => properties.name).sort()
  const publish = async (name: string) => {
    const id = await idOf(name)
    await db.transaction().execute((trx) => publishPlaces(trx, [id], now()))
    return id
  }
  /** The dates of a place as they are stored. */
  const datesOf = async (name: string) => {
    const { rows } = await sql<{ start: Date; end: Date; state: string; kind: string }>`
      select lower(during) as start, upper(during) as "end", state, kind from occurrence
      where place_id = ${await idOf(name)} order by lower(during)`.execute(db)
    return rows.map(({ start, end, ...rest }) => ({
      ...rest,
      from: start.toISOString(),
      to: end.toISOString(),
    }))
  }

  beforeAll(async () => {
    db = database.db
    await bringPlaces(db, places)
    app = await appOn(db)
    const [turkish, school, works] = await Promise.all([
      idOf('Association turque'),
      idOf('Salle de l’école'),
      idOf('Médiathèque en travaux'),
    ])
    await db.transaction().execute(async (trx) => {
      await insertSession(trx, { placeId: turkish }, workshop, now())
      await insertSession(trx, { placeId: turkish }, overThisMorning, now())
      await setValidity(trx, school, { from: '2026-12-07', until: '2026-12-18' })
      const closure = { kind: 'closed', from: '2026-11-16', until: '2026-11-27' } as const
      await insertNotice(
        trx,
        { placeId: works },
        { ...closure, reason: 'works', text: null, language: 'fr' },
        now(),
      )
      await publishPlaces(trx, [turkish, school, works], now())
    })
  })

  describe('Who is open', () => {
    it('now: not who takes appointments only, nor who is closed for works', async () => {
      expect(await names('open=now')).toEqual([
        'Association turque',
        'Bibliothèque du Vendredi',
        'Mur toujours ouvert',
      ])
    })

    it.each([
      ['2026-11-20T12:30', ['Mur toujours ouvert'], 'in the lunch break'],
      ['2026-11-20T12:00', ['Mur toujours ouvert'], 'at noon sharp the morning has ended'],
      ['2026-11-20T23:30', ['Bar de nuit', 'Mur toujours ouvert'], 'late on Friday'],
      ['2026-11-21T01:30', ['Bar de nuit', 'Mur toujours ouvert'], 'after midnight, still Friday’s night'],
      ['2026-11-21T11:00', ['Association turque', 'Café du Samedi', 'Mur toujours ouvert'], 'on Saturday'],
      [
        '2026-12-25T10:00',
        ['Association turque', 'Mur toujours ouvert', 'Médiathèque en travaux'],
        'at Christmas: who says nothing of holidays',
      ],
      ['2026-12-26T11:00', ['Mur toujours ouvert'], 'on St Stephen’s Day, a holiday of Alsace'],
      ['2026-11-20T11:30:00Z', ['Mur toujours ouvert'], 'an instant with Z is 12:30 here'],
      [
        '2026-11-20T17:30+07:00',
        ['Association turque', 'Bibliothèque du Vendredi', 'Mur toujours ouvert'],
        'and with an offset',
      ],
      [
        '2026-11-20T17:30 07:00',
        ['Association turque', 'Bibliothèque du Vendredi', 'Mur toujours ouvert'],
        'whose plus sign became a space',
      ],
    ])('at %s: %j, %s', async (moment, open) => {
      expect(await names(`open=${moment.replace('+', '%2B').replace(' ', '+')}`)).toEqual(open)
    })

    it('at some moment of an interval', async () => {
      expect(await names('open=2026-11-21T09:00/2026-11-21T10:30')).toEqual([
        'Association turque',
        'Café du Samedi',
        'Mur toujours ouvert',
      ])
      expect(await names('open=2026-11-21T13:00/2026-11-21T20:00')).toEqual(['Mur toujours ouvert'])
    })

    it('on a day, on Saturday, this evening', async () => {
      const saturday = ['Association turque', 'Bar de nuit', 'Café du Samedi', 'Mur toujours ouvert']
      expect(await names('open=2026-11-21')).toEqual(saturday)
      expect(await names('open=saturday')).toEqual(saturday)
      expect(await names('open=evening')).toEqual(['Mur toujours ouvert'])
    })

    it('near somebody, nearest first', async () => {
      const { features } = await search(app, 'open=now&near=7.75,48.58')
      const distances = features.map(({ properties }) => properties.distanceMetres!)
      expect(features).toHaveLength(3)
      expect(distances).toEqual(distances.toSorted((a, b) => a - b))
    })

    it('with those to ask after them: hours unknown, or by appointment then', async () => {
      const { features, numberMayHelp } = await search(app, 'open=now&unknown=true&limit=50')
      const silent = features.filter(({ properties }) => properties.mayHelp)
      expect(silent.map(({ properties }) => properties.name).sort()).toEqual([
        'Lieu sans horaires',
        'Mairie à réserver',
        'Permanence sur rendez-vous',
      ])
      expect(numberMayHelp).toBe(3)
    })

    it.each(['now', 'saturday', '2026-11-21T01:30', '2026-11-21T09:00/2026-11-21T10:30'])(
      'at %s: the same whether few are open or many, and as many as are counted',
      async (open) => {
        const { search: asked } = readSearch({ open }, now())
        const page = { limit: 100, offset: 0, detail: 'whole', order: 'name', now: now() } as const
        const part = { search: asked, wanted: 'matches', exact: undefined, now: now() } as const
        const [few, many] = await Promise.all(
          [true, false].map(async (fewOpen) =>
            (await readPart(db, { ...part, fewOpen }, page)).map(({ feature }) => JSON.parse(feature).id),
          ),
        )
        expect(few!.length).toBeGreaterThan(0)
        expect(many).toEqual(few)
        expect(await countPart(db, { ...part, fewOpen: false })).toBe(few!.length)
      },
    )
  })

  describe('Who helps in Turkish on Saturday morning', () => {
    it('is who holds a session in it then, though the place speaks French', async () => {
      expect(await names('languages=tr&open=2026-11-21T10:00')).toEqual(['Association turque'])
    })

    it('is nobody on Friday morning, when only the place’s own hours run', async () => {
      expect(await names('languages=tr&open=2026-11-20T10:00')).toEqual([])
      expect(await names('languages=fr&open=2026-11-20T10:00')).toEqual(['Association turque'])
    })

    it('was who held a session in it this morning, though none is to come', async () => {
      expect(await names('languages=ar&open=2026-11-20T10:00')).toEqual(['Association turque'])
      expect(await names('languages=ar&open=2026-11-20T11:30')).toEqual([])
    })

    it('does not speak the place’s French in the session', async () => {
      expect(await names('languages=fr&open=2026-11-21T10:00')).toEqual([])
    })

    it('is shown with the language of that hour, on the card and on paper, with the hours then', async () => {
      const { body } = await app.inject('/fr/find?open=2026-11-21T10:00')
      const part = (pattern: RegExp) => textOf(pattern.exec(body)![0])
      const card = part(/<li class="card"(?:(?!<\/h3>).)*Association turque.*?<div class="card-end">/s)
      const entry = part(/<li class="entry"(?:(?!<\/h2>).)*Association turque.*?entry-source/s)
      for (const text of [card, entry]) {
        expect(text).toContain('Türkçe')
        expect(text).not.toContain('Français')
        expect(text.replaceAll(/\s/g, ' ')).toContain('Demain, 9 h 30 – 11 h 30')
      }
    })

    it('is found by the language without a time, and by the title in Turkish', async () => {
      expect(await names('languages=tr')).toEqual(['Association turque'])
      expect(await names('q=tıklamalar')).toEqual(['Association turque'])
    })

    it('is found by the level, then or at any time', async () => {
      expect(await names('level=beginner')).toEqual(['Association turque'])
      expect(await names('level=beginner&open=2026-11-21T10:00')).toEqual(['Association turque'])
      expect(await names('level=beginner&open=2026-11-20T10:00')).toEqual([])
      expect(await names('level=intermediate')).toEqual([])
    })
  })

  describe('A temporary place', () => {
    it('is out of lists and of the map before it opens, and in them while it is there', async () => {
      expect(await names('unknown=true')).not.toContain('Salle de l’école')
      const during = await appOn(db, { now: () => new Date('2026-12-07T10:00:00Z') })
      expect(await names('unknown=true', during)).toContain('Salle de l’école')
      const after = await appOn(db, { now: () => new Date('2026-12-19T10:00:00Z') })
      expect(await names('unknown=true', after)).not.toContain('Salle de l’école')
    })

    it('has no closed days where it is not there: its hours are told for when it comes, and up to its last day', async () => {
      const id = await idOf('Salle de l’école')
      const during = '2026-12-16T10:00:00Z'
      const hoursOn = async (at: string) => {
        const then = await appOn(db, { now: () => new Date(at) })
        const { headers } = await then.inject(`/en/places/${id}`)
        const { body } = await then.inject(String(headers.location))
        const [hours] = /<section class="place-hours">.*?<\/section>/s.exec(body)!
        // On paper too: whoever prints the week of a place that is not there yet reads from when on it holds.
        if (at !== during) expect(hours).toMatch(/class="now now-closed"/)
        return textOf(hours).replace(/\s+/g, ' ')
      }
      const before = await hoursOn('2026-11-20T10:00:00Z')
      expect(before).toContain('Monday')
      expect(before).not.toMatch(/Special days|today/)
      expect(await hoursOn(during)).not.toMatch(/Special days|December: Closed/)
      expect(await hoursOn('2026-12-20T10:00:00Z')).not.toMatch(/Monday|Special days/)
    })

    it('is found by its name and at its address, and says when it opens or that it ended', async () => {
      expect(await names('q=salle ecole')).toEqual(['Salle de l’école'])
      const id = await idOf('Salle de l’école')
      const page = async (at: string) => {
        const then = await appOn(db, { now: () => new Date(at) })
        const { headers } = await then.inject(`/en/places/${id}`)
        return textOf((await then.inject(String(headers.location))).body)
      }
      expect(await page('2026-11-20T10:00:00Z')).toContain('Closed: opens on 7 December 2026')
      expect(await page('2026-12-20T10:00:00Z')).toContain('This temporary place closed on 18 December 2026')
      const { body } = await app.inject('/en/find?q=salle ecole')
      expect(textOf(body)).toContain('Closed: opens on 7 December 2026')
    })
  })

  describe('A card says', () => {
    const card = async (name: string, at = now(), locale = 'en') => {
      const then = await appOn(db, { now: () => at })
      const { body } = await then.inject(`/${locale}/find?q=${encodeURIComponent(name)}`)
      const id = await idOf(name)
      const start = body.indexOf(`data-id="${id}"`)
      return textOf(body.slice(start, body.indexOf('</li>\n', start) + 1)).replace(/\s+/g, ' ')
    }
    const at = (local: string) => new Date(`${local}:00+01:00`)

    it.each([
      ['Bibliothèque du Vendredi', '2026-11-20T11:00', 'Open until 12:00'],
      ['Bibliothèque du Vendredi', '2026-11-20T13:00', 'Opens at 14:00'],
      ['Bibliothèque du Vendredi', '2026-11-20T19:00', 'Opens Monday at 9:00'],
      ['Bibliothèque du Vendredi', '2026-11-22T19:00', 'Opens tomorrow at 9:00'],
      ['Café du Samedi', '2026-12-26T10:30', 'Closed today: St Stephen’s Day'],
      ['Permanence sur rendez-vous', '2026-11-20T11:00', 'By appointment, until 18:00'],
      ['Permanence sur rendez-vous', '2026-11-21T11:00', 'By appointment'],
      ['Mairie à réserver', '2026-11-20T11:00', 'By appointment'],
      ['Mur toujours ouvert', '2026-11-20T11:00', 'Open day and night'],
      ['Bar de nuit', '2026-11-21T01:30', 'Open until 2:00'],
      ['Médiathèque en travaux', '2026-11-20T11:00', 'Closed until 27 November 2026: building works'],
      ['Médiathèque en travaux', '2026-11-30T11:00', 'Open again since 28 November 2026'],
      [
        'Association turque',
        '2026-11-20T11:00',
        'Workshop tomorrow at 9:30 – Premiers clics Free, Beginner, Turkish',
      ],
      ['Lieu sans horaires', '2026-11-20T11:00', '“le matin, en général”'],
    ])('of %s at %s: %s', async (name, local, said) => {
      expect(await card(name, at(local))).toContain(said.replace(/[“”]/g, ''))
    })

    it('the hours of a telephone, and never “closed” of a door that nobody is to come to', async () => {
      const said = await card('Standard téléphonique')
      expect(said).toMatch(/8:00.*17:00/)
      expect(said).not.toMatch(/Closed|Opens/)
    })

    it('a workshop that is cancelled, struck through, with its note', async () => {
      const placeId = await idOf('Association turque')
      const { id } = await db
        .selectFrom('session')
        .select('id')
        .where('place_id', '=', placeId)
        .executeTakeFirstOrThrow()
      const cancelled = {
        originalStart: '2026-11-21T09:30',
        kind: 'cancelled',
        start: null,
        end: null,
      } as const
      await db.transaction().execute(async (trx) => {
        await changeOccurrence(trx, id, { ...cancelled, note: 'animatrice malade' })
        await publishPlaces(trx, [placeId], now())
      })
      const { body } = await app.inject('/en/find?q=association turque')
      expect(body).toMatch(/<s>.*Workshop tomorrow.*<\/s>/s)
      expect(await card('Association turque')).toMatch(/Cancelled: animatrice malade/)
      expect(await names('languages=tr&open=2026-11-21T10:00')).toEqual([])
      await db.deleteFrom('session_change').where('session_id', '=', id).execute()
      await publish('Association turque')
    })
  })

  describe('The dates of a place', () => {
    it('reach from a week back to sixty days ahead', async () => {
      const all = await datesOf('Mur toujours ouvert')
      expect(all[0]!.from).toBe('2026-11-12T23:00:00.000Z')
      expect(all.at(-1)!.to).toBe('2027-01-19T23:00:00.000Z')
      expect(all).toHaveLength(68)
    })

    it('are the same when they are written again, whoever writes', async () => {
      const before = await datesOf('Association turque')
      await publish('Association turque')
      expect(await datesOf('Association turque')).toEqual(before)
      expect(before.filter(({ kind }) => kind === 'workshop').length).toBeGreaterThan(7)
    })

    it('go with the place when it is no longer public', async () => {
      const id = await idOf('Café du Samedi')
      await db.updateTable('place').set({ state: 'hidden' }).where('id', '=', id).execute()
      await publish('Café du Samedi')
      expect(await datesOf('Café du Samedi')).toEqual([])
      await db.updateTable('place').set({ state: 'published' }).where('id', '=', id).execute()
      await publish('Café du Samedi')
      expect(await datesOf('Café du Samedi')).not.toEqual([])
    })

    it('follow its change in the same transaction, or not at all', async () => {
      const before = await datesOf('Café du Samedi')
      const failing = db.transaction().execute(async (trx) => {
        const id = await idOf2(trx, 'Café du Samedi')
        await trx.updateTable('place').set({ opening_hours: 'Su 10:00-11:00' }).where('id', '=', id).execute()
        await publishPlaces(trx, [id], now())
        throw new Error('the lights went out')
      })
      await expect(failing).rejects.toThrow('the lights went out')
      expect(await datesOf('Café du Samedi')).toEqual(before)
    })
    const idOf2 = async (on: Kysely<Database>, name: string) =>
      (await on.selectFrom('place').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
  })

  it('is told for cards that are asked for by number', async () => {
    const id = await idOf('Mur toujours ouvert')
    const { features } = await search<Light['properties']>(app, `ids=${id}&detail=light`)
    expect(features[0]!.properties.time!.state).toMatchObject({ kind: 'open' })
  })

  describe('As days pass', () => {
    const nextWeek = () => new Date('2026-11-27T03:00:00Z')

    it('the next days are written and the past ones forgotten, as if published anew', async () => {
      expect(await rollPlaces(db, nextWeek)).toBe(places.length)
      const rolled = await Promise.all(places.map(({ name }) => datesOf(name)))
      expect(
        rolled
          .flat()
          .map(({ from }) => from)
          .toSorted()[0]! >= '2026-11-19',
      ).toBe(true)
      for (const { name } of places) {
        const id = await idOf(name)
        await db.transaction().execute((trx) => publishPlaces(trx, [id], nextWeek()))
      }
      const anew = await Promise.all(places.map(({ name }) => datesOf(name)))
      // A night that began before the first day stays until it is past.
      expect(rolled.map((all) => all.filter(({ from }) => from >= '2026-11-20'))).toEqual(
        anew.map((all) => all.filter(({ from }) => from >= '2026-11-20')),
      )
    })

    it('there is nothing to do the second time', async () => {
      expect(await rollPlaces(db, nextWeek)).toBe(0)
    })

    it('processes share the work, each place once', async () => {
      const later = () => new Date('2026-12-05T03:00:00Z')
      const counts = await Promise.all([rollPlaces(db, later), rollPlaces(db, later), rollPlaces(db, later)])
      expect(counts.reduce((sum, count) => sum + count)).toBe(places.length)
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from (
          select place_id, session_id, original_start from occurrence group by 1, 2, 3 having count(*) > 1) as twice`.execute(
        db,
      )
      expect(rows[0]!.count).toBe(0)
    })
  })

  it.each([
    ['open=sometime', 'Quand ? – ce jour ou cette heure n’existe pas. Choisissez un jour.'],
    ['open=at', 'Quand ? – ce jour ou cette heure n’existe pas. Choisissez un jour.'],
    ['open=2027-11-21', 'Quand ? – choisissez un jour du 20 novembre 2026 au 19 janvier 2027.'],
  ])('a page says in words what it could not read: %s', async (query, words) => {
    const text = textOf((await app.inject(`/fr/find?${query}`)).body)
    expect(text.replaceAll(/\s/g, ' ')).toContain(words)
  })

  it.each([
    ['open=sometime', 'open'],
    ['open=2026-02-30T10:00', 'open'],
    ['open=2026-11-21T25:00', 'open'],
    ['open=2026-11-21T10:00/2026-11-21T09:00', 'open'],
    ['open=2027-11-21T10:00', 'open'],
    ['level=genius', 'level'],
  ])('a moment that is none is refused by name: %s', async (query, parameter) => {
    const response = await app.inject(`/api/collections/places/items?${query}`)
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ parameter })
  })
})
