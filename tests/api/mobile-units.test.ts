// A bus and a bike among the places: in lists, on the API, and as days pass.
import { Readable } from 'node:stream'
import { parse } from 'content-disposition'
import { beforeAll, expect, it } from 'vitest'
import { rowsOfFile } from '../../server/commands/rows-of-file.ts'
import type { CleanRow } from '../../server/imports/clean-row.rules.ts'
import { relocateStops } from '../../server/mobile-units/stop-relocation.actions.ts'
import { publishUnits, renewUnits, rollUnits } from '../../server/mobile-units/unit-publication.actions.ts'
import { readUnits, updateUnit } from '../../server/mobile-units/unit-store.queries.ts'
import { cardShape } from '../../server/places/publication.queries.ts'
import { deleteSession, readSessions } from '../../server/sessions/session-store.queries.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { saveOutline } from '../../server/territories/territories.queries.ts'
import { type App, appOn, bringPlaces, now, search, strasbourg } from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { bringUnit, cancelled } from '../databases/units-in.ts'

const kleber = {
  name: 'Place Kléber',
  address: 'place Kléber',
  lonLat: [7.7455, 48.5834] as [number, number],
}
const meinau = {
  name: 'Marché de la Meinau',
  address: 'place de l’Île-de-France',
  postalCode: '67100',
  lonLat: [7.75, 48.5491] as [number, number],
}
const day = 24 * 60 * 60 * 1000

describeWithDatabase('A bus of digital help', ({ database }) => {
  let app: App
  let bus: number
  /** The application on another day. */
  const on = (instant: string) => appOn(database.db, { now: () => new Date(instant) })

  beforeAll(async () => {
    await keepTerritories(database.db, strasbourg)
    await bringPlaces(database.db, [{ name: 'Médiathèque', lonLat: [7.7603, 48.5735] }])
    bus = await bringUnit(
      database.db,
      { name: 'Numéribus', organisation: 'Ville de Strasbourg', services: ['work'], languages: ['fr', 'tr'] },
      [
        // Every other Tuesday morning from 24 November on, but not on 22 December; cancelled on 8 December.
        {
          ...kleber,
          start: '2026-11-24T09:00',
          rule: 'FREQ=WEEKLY;INTERVAL=2',
          exceptions: ['2026-12-22'],
          changes: [cancelled('2026-12-08T09:00', 'panne du véhicule')],
        },
        { ...meinau, start: '2026-12-01T14:00' },
        // A year and a day ahead: nobody is told yet.
        { ...meinau, name: 'Trop loin', start: '2027-11-22T14:00' },
      ],
    )
    app = await appOn(database.db)
  })

  it('is found among the places, at its next stop, with its times', async () => {
    const { features, numberMatched } = await search(app, '')
    expect(numberMatched).toBe(2)
    const feature = features.find(({ id }) => id === bus)!
    expect(feature.geometry).toEqual({ type: 'Point', coordinates: kleber.lonLat })
    expect(feature.properties).toMatchObject({
      kind: 'mobile',
      vehicle: 'bus',
      organisation: 'Ville de Strasbourg',
      stopName: 'Place Kléber',
      stopStart: '2026-11-24T08:00:00.000Z',
      stopEnd: '2026-11-24T11:00:00.000Z',
      address: 'place Kléber',
      commune: 'Strasbourg',
    })
  })

  it('is found near the reader at the stop that is nearest', async () => {
    const { features } = await search(app, 'near=7.7501,48.549&radius=500')
    expect(features.map(({ id }) => id)).toEqual([bus])
    expect(features[0]!.properties).toMatchObject({ stopName: 'Marché de la Meinau' })
  })

  it.each([
    ['its own name', 'q=numeribus'],
    ['the name of a stop', 'q=marche meinau'],
    ['the address of a stop', 'q=ile de france'],
    ['the neighbourhood of a stop', 'territory=neighbourhood-67482-meinau'],
    ['what it helps with', 'services=work'],
    ['its languages', 'languages=tr'],
    ['what it is', 'kind=mobile'],
  ])('is found by %s', async (_, query) => {
    const { features } = await search(app, query)
    expect(features.map(({ id }) => id)).toContain(bus)
  })

  it('is not found by the words of a stop that is too far ahead', async () => {
    expect((await search(app, 'q=trop loin')).features).toEqual([])
  })

  it('is one feature by its number: at its next stop, and nowhere when none comes', async () => {
    const one = await app.inject(`/api/collections/places/items/${bus}`)
    expect(one.statusCode).toBe(200)
    expect(one.json().properties).toMatchObject({ stopName: 'Place Kléber' })
    const later = await on('2028-01-01T10:00:00Z')
    const none = (await later.inject(`/api/collections/places/items/${bus}`)).json()
    expect(none).toMatchObject({ id: bus, geometry: null, properties: { name: 'Numéribus', address: null } })
  })

  it('never waits where a stop is cancelled, nor comes on a day that is left out', async () => {
    const rows = await database.db
      .selectFrom('occurrence')
      .select(['original_start', 'state', 'note'])
      .where('unit_id', '=', bus)
      .orderBy('original_start')
      .limit(5)
      .execute()
    expect(
      rows.map(({ original_start, ...rest }) => ({ on: original_start.toISOString(), ...rest })),
    ).toEqual([
      { on: '2026-11-24T08:00:00.000Z', state: 'scheduled', note: null },
      { on: '2026-12-01T13:00:00.000Z', state: 'scheduled', note: null },
      { on: '2026-12-08T08:00:00.000Z', state: 'cancelled', note: 'panne du véhicule' },
      { on: '2027-01-05T08:00:00.000Z', state: 'scheduled', note: null },
      { on: '2027-01-19T08:00:00.000Z', state: 'scheduled', note: null },
    ])
    const then = await on('2026-12-02T10:00:00Z')
    const { features } = await search(then, `ids=${bus}`)
    expect(features[0]!.properties).toMatchObject({ stopStart: '2027-01-05T08:00:00.000Z' })
  })

  it('is led to its own page from the address of a place', async () => {
    const { statusCode, headers } = await app.inject(`/fr/places/${bus}`)
    expect([statusCode, headers.location]).toEqual([303, `/fr/mobile/${bus}`])
  })

  it('is linked to its own page from its card', async () => {
    const { body } = await app.inject('/fr/find')
    expect(body).toContain(`href="/fr/mobile/${bus}"`)
    expect(body).not.toContain(`/fr/places/${bus}`)
  })

  it('has its dates written ahead as days pass, once', async () => {
    const lastStart = async () => {
      const { last } = await database.db
        .selectFrom('occurrence')
        .select((e) => e.fn.max('original_start').as('last'))
        .where('unit_id', '=', bus)
        .executeTakeFirstOrThrow()
      return (last as Date).toISOString()
    }
    expect(await rollUnits(database.db, now())).toBe(0)
    expect(await lastStart()).toBe('2027-11-09T08:00:00.000Z')
    const nextWeek = new Date(now().getTime() + 7 * day)
    expect(await rollUnits(database.db, nextWeek)).toBe(1)
    expect(await lastStart()).toBe('2027-11-23T08:00:00.000Z')
    expect(await rollUnits(database.db, nextWeek)).toBe(0)
    // The stop of November 2027 is now within the year.
    expect((await search(app, 'q=trop loin')).features.map(({ id }) => id)).toEqual([bus])
    await database.db.transaction().execute((trx) => publishUnits(trx, [bus], now()))
  })

  it('is written anew where an older version wrote its card', async () => {
    const card = () =>
      database.db.selectFrom('published_unit').selectAll().where('unit_id', '=', bus).executeTakeFirst()
    const before = await card()
    await database.db
      .updateTable('published_unit')
      .set({ shape: cardShape - 1, whole: '{}', light: '{}', search: '' })
      .execute()
    await renewUnits(database.db, now())
    expect(await card()).toEqual(before)
  })

  it('says what was corrected, and keeps its stops', async () => {
    await database.db.transaction().execute(async (trx) => {
      const [unit] = await readUnits(trx, [bus])
      const facts = { ...unit!.facts, summary: 'On vient à vous.', equipmentAmounts: { computer: 4 } }
      await updateUnit(trx, bus, { ...unit!, facts: { ...facts, equipment: ['computer'] } })
      await publishUnits(trx, [bus], now())
    })
    const { features } = await search(app, `ids=${bus}`)
    expect(features[0]!.properties).toMatchObject({
      summary: 'On vient à vous.',
      equipmentAmounts: { computer: 4 },
      stopName: 'Place Kléber',
      organisation: 'Ville de Strasbourg',
    })
  })

  it('is no longer found at a stop that was taken away', async () => {
    await database.db.transaction().execute(async (trx) => {
      const stops = await readSessions(trx, 'unit_id', [bus])
      await deleteSession(trx, stops.find(({ stop }) => stop!.name === 'Marché de la Meinau')!.id)
      await publishUnits(trx, [bus], now())
    })
    expect((await search(app, 'q=marche')).features).toEqual([])
    expect((await search(app, 'q=kleber')).features.map(({ id }) => id)).toEqual([bus])
  })

  it('learns anew where its stops lie when outlines come', async () => {
    const reichstett: [number, number] = [7.7521, 48.6479]
    const other = await bringUnit(database.db, { name: 'Autre bus' }, [
      { name: 'Mairie', lonLat: reichstett, start: '2026-12-02T09:00' },
    ])
    const around = (lon: number, lat: number) => ({
      type: 'Polygon' as const,
      coordinates: [
        [
          [lon - 0.01, lat - 0.01],
          [lon + 0.01, lat - 0.01],
          [lon + 0.01, lat + 0.01],
          [lon - 0.01, lat + 0.01],
          [lon - 0.01, lat - 0.01],
        ],
      ],
    })
    expect((await search(app, 'territory=commune-67389')).features).toEqual([])
    await database.db.transaction().execute(async (trx) => {
      const outline = { id: 'commune-67389', geoJson: around(...reichstett), source: 'test' }
      await saveOutline(trx, outline)
      expect(await relocateStops(trx, now())).toBe(1)
      expect(await relocateStops(trx, now())).toBe(0)
    })
    expect((await search(app, 'territory=commune-67389')).features.map(({ id }) => id)).toEqual([other])
    await database.db.deleteFrom('mobile_unit').where('id', '=', other).execute()
  })

  it('that is hidden is nowhere, and one that is gone says so', async () => {
    const become = (state: 'hidden' | 'gone') =>
      database.db.transaction().execute(async (trx) => {
        const [unit] = await readUnits(trx, [bus])
        await updateUnit(trx, bus, { ...unit!, state })
        await publishUnits(trx, [bus], now())
      })
    const status = async (url: string) => (await app.inject(url)).statusCode
    await become('hidden')
    expect((await search(app, 'kind=mobile')).numberMatched).toBe(0)
    expect(await status(`/api/collections/places/items/${bus}`)).toBe(404)
    expect(await status(`/fr/places/${bus}`)).toBe(404)
    await become('gone')
    expect(await status(`/api/collections/places/items/${bus}`)).toBe(410)
  })
})

describeWithDatabase('The national rows of a bus', ({ database }) => {
  it('come back through our own import with nothing to correct', async () => {
    await keepTerritories(database.db, strasbourg)
    const bus = await bringUnit(
      database.db,
      {
        name: 'Numéribus',
        organisation: '=HYPERLINK("x")',
        services: ['work'],
        languages: ['fr', 'en', 'tr'],
        fee: ['free'],
        contactModes: ['walk-in', 'phone'],
        phone: '+33353010000',
        summary: '+ de services, près de chez vous',
      },
      [
        { ...kleber, start: '2026-11-24T09:00', rule: 'FREQ=WEEKLY;INTERVAL=2' },
        { ...meinau, start: '2026-12-01T14:00' },
      ],
    )
    const app = await appOn(database.db)
    const response = await app.inject(`/api/mobile-units/${bus}/national.csv`)
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(response.headers['content-disposition']).toMatch(/^attachment; filename=2026-11-20_numeribus_/)
    const named = await bringUnit(database.db, { name: 'حافلة رقمية', contactModes: ['walk-in'] }, [])
    const inArabic = await app.inject(`/api/mobile-units/${named}/national.csv`)
    expect(parse(String(inArabic.headers['content-disposition'])).parameters.filename).toBe(
      '2026-11-20_حافلة-رقمية_lieux-de-mediation-numerique.csv',
    )
    // A spreadsheet runs no cell of it.
    expect(response.body).not.toMatch(/(^|,)"?[=+\-@]/m)

    const rows: CleanRow[] = []
    for await (const row of rowsOfFile(Readable.from([Buffer.from(response.body)]))) rows.push(row)
    // Nobody knows the number of the bus in the national register, and the file says so.
    const faults = rows.flatMap((row) => row.faults).filter(({ rule }) => rule !== 'pivot-unknown')
    expect(faults).toEqual([])
    expect(rows.map(({ refused }) => refused)).toEqual([false, false])
    expect(rows[0]!.source).toBe('=HYPERLINK("x")')
    expect(rows[0]!.facts).toMatchObject({
      name: 'Numéribus – Place Kléber',
      kind: 'mobile',
      itinerant: true,
      organisation: 'Numéribus',
      communeCode: '67482',
      lonLat: kleber.lonLat,
      services: ['work'],
      fee: ['free'],
      phone: '+33353010000',
      summary: '+ de services, près de chez vous',
      openingHours: expect.stringMatching(/^2026 Nov 24 09:00-12:00; 2026 Dec 08 09:00-12:00; /),
    })
  })
})
