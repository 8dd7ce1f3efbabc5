// The collections `sessions` and `stops` of the open API, as programs meet them.
import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { Errors } from 'typebox/value'
import { beforeAll, expect, it } from 'vitest'
import { SessionFeature, SessionFeatures } from '../../server/agenda/session.schema.ts'
import { Collection } from '../../server/open-data/ogc.schema.ts'
import { bringDates, type DatedNumbers, forgetDemonstrationTimes } from '../databases/dated-sessions.ts'
import { type App, appOn, now } from '../databases/filled-app.ts'
import { describeWithDatabase, describeWithDemonstration } from '../databases/test-database.ts'

const ogrinfo = promisify(execFile)
const hasOgrinfo = (() => {
  try {
    execFileSync('ogrinfo', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

type Feature = { id: string; geometry: { coordinates: number[] } | null; properties: Record<string, unknown> }

describeWithDemonstration('Dated sessions in the API', ({ database }) => {
  let app: App
  let numbers: DatedNumbers

  beforeAll(async () => {
    await forgetDemonstrationTimes(database.db, now())
    numbers = await bringDates(database.db)
    app = await appOn(database.db)
  })

  const read = async (query: string, collection = 'sessions') => {
    const response = await app.inject(`/api/collections/${collection}/items?${query}`)
    expect(response.statusCode, `${query} ${response.body}`).toBe(200)
    return response.json() as {
      numberMatched: number
      features: Feature[]
      links: { rel: string; href: string }[]
    }
  }
  const idsOf = async (query: string, collection?: string) =>
    (await read(`limit=1000&${query}`, collection)).features.map(({ id }) => id)

  it('say all that is known of a date, as the schema says', async () => {
    const { features } = await read('datetime=2026-11-26&languages=ar')
    expect(features).toHaveLength(1)
    expect(features[0]).toMatchObject({
      id: `${numbers.mouse}-20261126T1400`,
      geometry: { type: 'Point', coordinates: [7.7442, 48.5823] },
      properties: {
        kind: 'workshop',
        title: 'Premiers pas avec la souris',
        start: '2026-11-26T14:00:00+01:00',
        end: '2026-11-26T16:00:00+01:00',
        state: 'scheduled',
        languages: ['fr', 'ar'],
        level: 'beginner',
        booking: 'required',
        placeId: numbers.place,
        unitId: null,
        placeName: 'France Services Les Trois Ponts',
        commune: 'Strasbourg',
      },
    })
    const all = await read('limit=1000&kind=opening,workshop,permanence,open-day,stop')
    expect([...Errors(SessionFeatures, all)]).toEqual([])
  })

  it('give titles in the language that is asked for, and all of them', async () => {
    const url = `/api/collections/sessions/items/${numbers.mouse}-20261126T1400`
    const answer = await app.inject({ url, headers: { 'accept-language': 'ar' } })
    expect(answer.headers.vary).toMatch(/accept-language/i)
    const { properties } = answer.json()
    expect(properties.title).toBe('الخطوات الأولى مع الفأرة')
    expect(properties.titles).toEqual({ fr: 'Premiers pas avec la souris', ar: 'الخطوات الأولى مع الفأرة' })
  })

  it('are all but plain opening hours, which are given where they are named', async () => {
    expect(await idsOf('')).toHaveLength(14)
    const openings = await read(`kind=opening&datetime=2026-11-23&placeId=${numbers.place}`)
    expect(openings.features.length).toBeGreaterThan(0)
    for (const { id, properties } of openings.features) {
      expect(id).toMatch(new RegExp(`^place-${numbers.place}-20261123T\\d{4}$`))
      expect(properties).toMatchObject({ kind: 'opening', sessionId: null, title: null })
    }
    const one = await app.inject(`/api/collections/sessions/items/${openings.features[0]!.id}`)
    expect(one.json().properties).toEqual(openings.features[0]!.properties)
  })

  it.each([
    ['at an instant within it', '2026-11-26T14:00:00Z', ['mouse 20261126T1400']],
    ['at the instant in which it begins', '2026-11-26T13:00:00Z', ['mouse 20261126T1400']],
    ['not at the instant in which it ends', '2026-11-26T15:00:00Z', []],
    ['on a day, by the clock of the territory', '2026-11-28', ['openDay 20261128T1000']],
    ['on the second of its days', '2026-11-29', ['openDay 20261128T1000']],
    [
      'in an interval, with its end',
      '2026-12-08T11:30:00+01:00/2026-12-09T09:30:00+01:00',
      ['turkish 20261208T0900', 'market 20261209T0930'],
    ],
    ['from a moment on', '2026-12-17T00:00:00Z/..', ['mouse 20261217T1400', 'market 20270609T0930']],
    ['until a moment', '../2026-11-20T09:00:00Z', ['mouse 20261119T1400', 'evening 20261120T0900']],
    ['where it was moved to', '2026-12-11', ['mouse 20261210T1400']],
    ['not where it was moved from', '2026-12-10', []],
  ])('are found %s', async (_, datetime, expected) => {
    const wanted = expected.map((each) => {
      const [name, date] = each.split(' ') as [keyof DatedNumbers, string]
      return `${numbers[name]}-${date}`
    })
    expect(await idsOf(`datetime=${encodeURIComponent(datetime)}`)).toEqual(wanted)
  })

  it.each([
    ['kind=stop', 3],
    ['kind=workshop,open-day', 8],
    ['languages=tr', 3],
    ['level=beginner', 5],
    ['territory=commune-67482', 8],
    ['territory=neighbourhood-67482-neudorf-port-du-rhin&kind=stop', 3],
    ['bbox=7.76,48.56,7.77,48.57', 3],
    ['near=7.7624,48.5669&radius=300', 3],
  ])('are filtered by %s', async (query, count) => {
    expect(await idsOf(query)).toHaveLength(count)
  })

  it('come from one place or one unit', async () => {
    expect(await idsOf(`placeId=${numbers.place}`)).toHaveLength(5)
    expect(await idsOf(`unitId=${numbers.unit}`)).toHaveLength(3)
    expect(await idsOf(`unitId=${numbers.unit}`, 'stops')).toHaveLength(3)
    expect(await idsOf(`unitId=${numbers.place}`, 'stops')).toEqual([])
  })

  it('are as far as they are from a point, in the order of time', async () => {
    const { features } = await read('near=7.7624,48.5669&limit=1000')
    const starts = features.map(({ properties }) => Date.parse(String(properties.start)))
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    const stop = features.find(({ properties }) => properties.kind === 'stop')!
    expect(stop.properties.distanceMetres).toBe(0)
  })

  it('lead from page to page', async () => {
    const seen: string[] = []
    let next: string | undefined = '/api/collections/sessions/items?limit=4'
    while (next) {
      const page: Awaited<ReturnType<typeof read>> = (await app.inject(next)).json()
      expect(page.numberMatched).toBe(14)
      seen.push(...page.features.map(({ id }) => id))
      const href: string | undefined = page.links.find(({ rel }) => rel === 'next')?.href
      next = href && new URL(href).pathname + new URL(href).search
    }
    expect(seen).toEqual(await idsOf(''))
  })

  it('of a stop say where it is and whose', async () => {
    const { features } = await read('datetime=2026-12-09', 'stops')
    expect(features[0]).toMatchObject({
      geometry: { coordinates: [7.7624, 48.5669] },
      properties: {
        state: 'cancelled',
        note: 'Verglas.',
        placeName: 'Place du Marché du Neudorf',
        unitName: 'Le Bus bavard',
        placeId: null,
        languages: ['fr', 'gsw'],
      },
    })
    expect([...Errors(SessionFeature, features[0])]).toEqual([])
  })

  it.each([
    ['sessions', 'start=2026-12-01', 'start'],
    ['sessions', 'q=souris', 'q'],
    ['sessions', 'kind=concert', 'kind'],
    ['sessions', 'datetime=2026-02-31', 'datetime'],
    ['sessions', 'datetime=2026-12-02/2026-12-01', 'datetime'],
    ['sessions', 'placeId=1,2', 'placeId'],
    ['sessions', 'near=here', 'near'],
    ['sessions', 'limit=0', 'limit'],
    ['stops', 'kind=stop', 'kind'],
    ['stops', 'placeId=1', 'placeId'],
    ['stops', 'unitId=bus', 'unitId'],
  ])('refuse by name what they do not know: %s?%s', async (collection, query, parameter) => {
    const response = await app.inject(`/api/collections/${collection}/items?${query}`)
    expect(response.statusCode).toBe(400)
    expect(response.json().parameter).toBe(parameter)
  })

  it.each(['sessions/items/1', 'sessions/items/1-20000101T0000', 'stops/items/x'])(
    'know no %s',
    async (path) => {
      expect((await app.inject(`/api/collections/${path}`)).statusCode).toBe(404)
    },
  )

  it('give a stop under both names, and a workshop under one', async () => {
    const at = async (path: string) => (await app.inject(`/api/collections/${path}`)).statusCode
    expect(await at(`sessions/items/${numbers.market}-20261209T0930`)).toBe(200)
    expect(await at(`stops/items/${numbers.market}-20261209T0930`)).toBe(200)
    expect(await at(`stops/items/${numbers.mouse}-20261126T1400`)).toBe(404)
  })

  it('reach as far in space and in time as they say', async () => {
    const stops = (await app.inject('/api/collections/stops')).json()
    expect([...Errors(Collection, stops)]).toEqual([])
    expect(stops.extent).toMatchObject({
      spatial: { bbox: [[7.7624, 48.5669, 7.7624, 48.5669]] },
      temporal: { interval: [['2026-11-25T08:30:00.000Z', '2027-06-09T10:00:00.000Z']] },
    })
  })

  it.skipIf(!hasOgrinfo)('are read by GDAL (skipped where there is no ogrinfo)', async () => {
    const listening = await appOn(database.db)
    await listening.listen({ port: 0, host: '127.0.0.1' })
    try {
      const { port } = listening.server.address() as { port: number }
      const source = `OAPIF:http://127.0.0.1:${port}/api`
      for (const [layer, count] of [
        ['sessions', 14],
        ['stops', 3],
      ] as const) {
        for (const size of [2, 1_000]) {
          const { stdout } = await ogrinfo('ogrinfo', [
            '-ro',
            '-al',
            '-oo',
            `PAGE_SIZE=${size}`,
            source,
            layer,
          ])
          expect(stdout).toContain(`Feature Count: ${count}`)
          expect(stdout).toContain('start: DateTime')
          const read = [...stdout.matchAll(/^ {2}id \(String\) = (\S+)$/gm)].map(([, id]) => id)
          expect(read).toEqual(await idsOf('', layer))
        }
      }
    } finally {
      await listening.close()
    }
  })
})

describeWithDatabase('An agenda without any date', ({ database }) => {
  it('still describes its collections', async () => {
    const app = await appOn(database.db)
    const sessions = (await app.inject('/api/collections/sessions')).json()
    expect([...Errors(Collection, sessions)]).toEqual([])
    expect(sessions.extent.temporal.interval).toEqual([[null, null]])
    expect((await app.inject('/api/collections/stops/items')).json().features).toEqual([])
    expect((await app.inject('/fr/agenda')).statusCode).toBe(200)
  })
})
