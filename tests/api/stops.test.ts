// A season of stops of a bus, as its operator sends it, again and again.
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { readTable } from '../../server/files/read-table.ts'
import { type Geocoder, noGeocoder } from '../../server/geocoding/address-service.ts'
import { importStops, type StopsOptions } from '../../server/mobile-units/stops-import.actions.ts'
import { missingStopColumns, stopColumns } from '../../server/mobile-units/stops-row.rules.ts'
import { changeOccurrence } from '../../server/sessions/session-changes.queries.ts'
import { readSessions } from '../../server/sessions/session-store.queries.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { type App, appOn, now, search, strasbourg } from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { describeWithInstance } from './command-context.ts'

const header = 'start,end,name,address,lon,lat,note'
const kleber =
  '2026-12-01T09:00,2026-12-01T12:00,Place Kléber,"1 place Kléber, 67000 Strasbourg",7.7455,48.5834,'
const gare = '2026-12-08T09:00,2026-12-08T12:00,Gare,"place de la Gare, 67000 Strasbourg",7.7345,48.5851,'
const meinau = '2026-12-15T14:00,2026-12-15T17:00,Meinau,"1 rue X, 67100 Strasbourg",7.75,48.5491,'

describeWithDatabase('A season of stops', ({ database }) => {
  let app: App
  const take = (
    lines: string[],
    { geocoder = noGeocoder, ...options }: Partial<StopsOptions> & { geocoder?: Geocoder } = {},
  ) => {
    const given = { fileName: 'season.csv', unit: 'Numéribus', complete: false, dryRun: false, ...options }
    const rows = readTable(Readable.from([Buffer.from([header, ...lines].join('\n'))]), {
      knownColumns: stopColumns,
      missing: (columns) => missingStopColumns(columns, given.unit !== undefined),
    })
    return importStops({ db: database.db, geocoder, now }, rows, given)
  }
  const unitId = async () => (await search(app, 'q=numeribus')).features[0]!.id
  const stops = async () => {
    const sessions = await readSessions(database.db, 'unit_id', [await unitId()])
    return sessions.map(({ stop, changes }) => [
      stop!.name,
      changes[0]?.kind ?? null,
      changes[0]?.note ?? null,
    ])
  }
  const history = () =>
    database.db.selectFrom('history_event').select(['action', 'place_id', 'after']).orderBy('id').execute()

  beforeAll(async () => {
    await keepTerritories(database.db, strasbourg)
    app = await appOn(database.db)
  })

  it('that is only tried changes nothing', async () => {
    expect(await take([kleber, gare], { dryRun: true })).toMatchObject({ new: 2, createdUnit: 'Numéribus' })
    expect((await search(app, '')).numberMatched).toBe(0)
    expect(await history()).toEqual([])
  })

  it('makes the bus that it names, and its stops', async () => {
    expect(await take([kleber, gare])).toEqual({
      new: 2,
      past: 0,
      later: 0,
      unchanged: 0,
      changed: 0,
      removed: 0,
      refused: 0,
      kept: 0,
      createdUnit: 'Numéribus',
      faults: [],
      warnings: [],
    })
    const { features } = await search(app, 'q=numeribus')
    expect(features[0]!.properties).toMatchObject({
      vehicle: 'bus',
      stopName: 'Place Kléber',
      address: '1 place Kléber',
      postalCode: '67000',
      commune: 'Strasbourg',
      communeCode: '67482',
    })
    const events = await history()
    expect(events.map(({ action }) => action)).toEqual(['created', 'changed', 'changed'])
    expect(new Set(events.map(({ place_id }) => place_id))).toEqual(new Set([await unitId()]))
  })

  it('is found in the neighbourhood of its stops', async () => {
    await take([meinau])
    const { features } = await search(app, 'territory=neighbourhood-67482-meinau')
    expect(features[0]!.properties).toMatchObject({ stopName: 'Meinau' })
  })

  it('gives the bus to who runs it, once, and the page of the bus names them', async () => {
    const organisation = 'Les Roues du Rhin'
    const before = (await history()).length
    await take([kleber, gare], { organisation })
    expect((await history()).slice(before)).toMatchObject([{ action: 'changed', after: { organisation } }])
    const id = await unitId()
    const row = await database.db
      .selectFrom('mobile_unit')
      .innerJoin('organisation', 'organisation.id', 'organisation_id')
      .select('organisation.name')
      .where('mobile_unit.id', '=', id)
      .executeTakeFirst()
    expect(row).toEqual({ name: organisation })
    expect((await app.inject(`/fr/mobile/${id}`)).body).toContain(organisation)
    await take([kleber, gare], { organisation: 'les roues du RHIN' })
    expect(await history()).toHaveLength(before + 1)
  })

  it('that comes twice changes nothing, not even the history', async () => {
    const before = [await history(), await stops()]
    expect(await take([kleber, gare, meinau])).toMatchObject({ new: 0, unchanged: 3, changed: 0 })
    expect([await history(), await stops()]).toEqual(before)
  })

  it('changes the stop that it tells otherwise', async () => {
    const longer = kleber.replace('T12:00', 'T13:00')
    expect(await take([longer, gare, meinau])).toMatchObject({ unchanged: 2, changed: 1 })
    const { features } = await search(app, 'q=kleber')
    expect(features[0]!.properties).toMatchObject({ stopEnd: '2026-12-01T12:00:00.000Z' })
    expect(await take([kleber])).toMatchObject({ changed: 1 })
  })

  it('cancels a stop with its note, and takes that back', async () => {
    expect(await take([`${kleber}annulé : panne`])).toMatchObject({ changed: 1 })
    expect(await stops()).toContainEqual(['Place Kléber', 'cancelled', 'panne'])
    expect((await search(app, `ids=${await unitId()}`)).features[0]!.properties).toMatchObject({
      stopName: 'Gare',
    })
    expect(await take([`${kleber}annulé : panne`])).toMatchObject({ unchanged: 1 })
    expect(await take([kleber])).toMatchObject({ changed: 1 })
    expect(await stops()).toContainEqual(['Place Kléber', null, null])
  })

  it('tells calendars each time that a stop changes, also when it takes place after all', async () => {
    const versions: number[] = []
    for (const note of ['', 'annulé', '', 'annulé : verglas', '']) {
      await take([`${kleber}${note}`])
      const sessions = await readSessions(database.db, 'unit_id', [await unitId()])
      versions.push(sessions.find(({ stop }) => stop!.name === 'Place Kléber')!.version)
    }
    const [first] = versions
    expect(versions).toEqual([0, 1, 2, 3, 4].map((more) => first! + more))
  })

  it('tells a note that cancels nothing', async () => {
    await take([`${kleber}devant la poste`])
    const { features } = await search(app, `ids=${await unitId()}`)
    expect(features[0]!.properties).toMatchObject({ stopName: 'Place Kléber', stopNote: 'devant la poste' })
    await take([kleber])
  })

  it('does not bring back what was moved here', async () => {
    const sessions = await readSessions(database.db, 'unit_id', [await unitId()])
    const { id } = sessions.find(({ stop }) => stop!.name === 'Gare')!
    const moved = {
      originalStart: '2026-12-08T09:00',
      kind: 'moved' as const,
      start: '2026-12-09T09:00',
      end: '2026-12-09T12:00',
      note: null,
    }
    await database.db.transaction().execute((trx) => changeOccurrence(trx, id, moved))
    expect(await take([gare])).toMatchObject({ unchanged: 1 })
    expect(await stops()).toContainEqual(['Gare', 'moved', null])
  })

  it('lacking a stop leaves it, unless the file is complete', async () => {
    expect(await take([kleber, meinau])).toMatchObject({ removed: 0 })
    // Before the first and after the last row, the file says nothing.
    expect(await take([gare], { complete: true })).toMatchObject({ removed: 0 })
    expect(await take([kleber, meinau], { complete: true })).toMatchObject({ removed: 1, unchanged: 2 })
    expect((await stops()).map(([name]) => name)).toEqual(['Place Kléber', 'Meinau'])
  })

  it('lacking a stop because its row is refused keeps it', async () => {
    await take([gare])
    const broken = gare.replace('T12:00', 'T08:00')
    expect(await take([kleber, broken, meinau], { complete: true })).toMatchObject({ removed: 0, refused: 1 })
    const unreadable = gare.replace('2026-12-08T09:00', '8 décembre')
    expect(await take([kleber, unreadable, meinau], { complete: true })).toMatchObject({
      removed: 0,
      kept: 1,
      faults: [{ line: 3, reason: 'start-not-a-date' }],
    })
  })

  it('is taken but for its bad rows, each with its reason', async () => {
    const good = '2026-12-20T09:00,2026-12-20T12:00,Robertsau,,7.7853,48.6037,'
    const { faults, ...counts } = await take([
      good,
      good,
      good.replace('Robertsau', ''),
      good.replace('T12:00', 'T09:00'),
      '2026-12-21T09:00,2026-12-21T12:00,Nulle part,"9 rue Z, 67000 Strasbourg",,,',
    ])
    expect(counts).toMatchObject({ new: 1, refused: 4 })
    expect(faults.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'twice'],
      [4, 'name-missing'],
      [5, 'end-before-start'],
      [6, 'address-not-found'],
    ])
  })

  it('counts apart what is over and what is more than a year ahead', async () => {
    const past = kleber.replaceAll('2026-12-01', '2026-11-02').replace('Place Kléber', 'Hier')
    const later = kleber.replaceAll('2026-12-01', '2028-02-01').replace('Place Kléber', 'Plus tard')
    const near = kleber.replaceAll('2026-12-01', '2026-12-17').replace('Place Kléber', 'Bientôt')
    expect(await take([past, later, near])).toMatchObject({ new: 1, past: 1, later: 1 })
    expect(await take([past, later, near])).toMatchObject({ new: 0, past: 0, later: 0, unchanged: 3 })
  })

  it('names the line of the file, and says of a line that ends early that it does', async () => {
    const address = '"1 place\nKléber, 67000 Strasbourg"'
    const { faults } = await take([
      `2027-02-01T09:00,2027-02-01T12:00,Deux lignes,${address},7.7455,48.5834,`,
      '',
      '2027-02-02T09:00,2027-02-02T12:00,Sans rien',
      '2027-02-03T09:00,2027-02-03T12:00,Sans guillemets,1 rue X, 67000 Strasbourg,7.75,48.5491,devant la poste',
      '2027-02-04T09:00,2027-02-04T12:00,Sans remarque,,7.75,48.5491',
    ])
    expect(faults).toEqual([
      { line: 5, reason: 'line-short', value: '3 cells, 7 in the header' },
      { line: 6, reason: 'line-long', value: '8 cells, 7 in the header' },
    ])
    expect((await stops()).map(([name]) => name)).toContain('Sans remarque')
  })

  it('is told of a bus in two places at once, and of holidays', async () => {
    const on = (start: string, end: string, name: string, note = '') =>
      `${start},${end},${name},,7.75,48.5491,${note}`
    const { warnings } = await take([
      on('2027-03-01T09:00', '2027-03-01T12:00', 'Matin'),
      on('2027-03-01T11:30', '2027-03-01T13:00', 'Trop tôt'),
      on('2027-03-01T13:00', '2027-03-01T14:00', 'Après'),
      on('2027-03-01T09:30', '2027-03-01T10:00', 'Annulé', 'annulé'),
      on('2026-12-26T09:00', '2026-12-26T12:00', 'Saint-Étienne'),
    ])
    expect(warnings).toEqual([
      { line: 3, reason: 'overlaps', value: '2027-03-01 09:00 Matin (line 2)' },
      { line: 6, reason: 'public-holiday', value: '2026-12-26', holiday: 'saint-stephen' },
    ])
    // Against what an earlier file brought, too.
    const later = await take([on('2027-03-01T10:00', '2027-03-01T11:00', 'Autre fichier')])
    expect(later.warnings).toContainEqual({
      line: 2,
      reason: 'overlaps',
      value: '2027-03-01 09:00 Matin (known before)',
    })
  })

  it('has points found for its addresses, and asks for none of them twice', async () => {
    const questions: string[] = []
    const geocoder: Geocoder = {
      async search({ text }) {
        questions.push(text)
        const found = { label: text, communeCode: '67482', precision: 'housenumber' as const, score: 0.9 }
        return [{ ...found, lonLat: [7.7853, 48.6037] }]
      },
    }
    const line = (day: number) =>
      `2027-01-0${day}T09:00,2027-01-0${day}T12:00,Jardin,"5 rue des Ponts, 67000 Strasbourg",,,`
    expect(await take([line(4), line(5)], { geocoder })).toMatchObject({ new: 2, refused: 0 })
    expect(questions).toEqual(['5 rue des Ponts, 67000 Strasbourg'])
    // The service is away: the stops stand where they stood.
    expect(await take([line(4), line(5)])).toMatchObject({ unchanged: 2, refused: 0 })
  })

  it('keeps nobody waiting while the address service is asked: another file is taken in meanwhile', async () => {
    const other = '2027-01-14T09:00,2027-01-14T12:00,Autre fichier entretemps,,7.75,48.5491,'
    const taken: object[] = []
    const geocoder: Geocoder = {
      async search({ text }) {
        taken.push(await take([other]))
        const found = { label: text, communeCode: '67482', precision: 'housenumber' as const, score: 0.9 }
        return [{ ...found, lonLat: [7.7853, 48.6037] }]
      },
    }
    const asked = '2027-01-15T09:00,2027-01-15T12:00,Verger,"7 rue des Ponts, 67000 Strasbourg",,,'
    expect(await take([asked], { geocoder })).toMatchObject({ new: 1, refused: 0 })
    expect(taken).toMatchObject([{ new: 1 }])
  })

  it('names its units itself, and those that nobody knows are refused', async () => {
    const named = readTable(
      Readable.from([
        Buffer.from(
          'unité;début;fin;nom;longitude;latitude\nnuméribus;02/02/2027 09:00;12:00;Marché;7,75;48,5491\nAutre;02/02/2027 09:00;12:00;Marché;7,75;48,5491\n;02/02/2027 09:00;12:00;Marché;7,75;48,5491',
        ),
      ]),
      { knownColumns: stopColumns },
    )
    const options = { fileName: 'units.csv', unit: undefined, complete: false, dryRun: false }
    const summary = await importStops({ db: database.db, geocoder: noGeocoder, now }, named, options)
    expect(summary).toMatchObject({ new: 1, refused: 2, createdUnit: null })
    expect(summary.faults.map(({ reason }) => reason)).toEqual(['unit-unknown', 'unit-missing'])
  })
})

describeWithInstance('npm run stops', (instance) => {
  const file = (content: string) => instance.file('season.csv', content)
  const run = (...args: string[]) => instance.run('commands/stops.ts', args)

  // The first start of an embedded database takes half a minute on a busy machine.
  describe('on the command line', { timeout: 120_000 }, () => {
    it('tells what it did, line by line', async () => {
      const bad = kleber.replace('T12:00', 'T08:00')
      const { code, errors } = await run(file([header, kleber, bad].join('\n')), '--unit', 'Numéribus')
      expect(errors).toContain('line 3 ends before it starts: 2026-12-01T09:00 – 2026-12-01T08:00')
      expect(errors).toMatch(/"Numéribus" was unknown: a bus of this name was created/)
      expect(errors).toMatch(/new +1\n/)
      expect(code).toBe(0)
    })

    it('tells programs in JSON, and after a second time that nothing changed', async () => {
      const { output } = await run(file([header, kleber].join('\n')), '--unit', 'numeribus', '--json')
      expect(JSON.parse(output)).toMatchObject({ new: 0, unchanged: 1, changed: 0, refused: 0 })
    })

    it('tells how to be called, and what a file lacks', async () => {
      expect((await run('--help')).output).toContain('npm run stops -- FILE|URL|-')
      expect(await run()).toMatchObject({ code: 1 })
      const lacking = await run(file('start,name,lon,lat\n'), '--unit', 'x')
      expect(lacking.code).toBe(1)
      expect(lacking.errors).toContain('end/fin')
      const other = await run(file('Jour;Lieu\n'), '--unit', 'x')
      expect(other.errors).toContain('must be the names of its columns: start, end, name, address, lon')
      expect(other.errors).not.toContain('national standard')
    })
  })
})
