// The open API as programs meet it: OGC API – Features, and how HTTP is spoken on every address.
import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Fastify, { type InjectOptions } from 'fastify'
import Type from 'typebox'
import { Errors } from 'typebox/value'
import { beforeAll, describe, expect, it } from 'vitest'
import { requireRouteRules } from '../../server/http/access.ts'
import { Collections, LandingPage } from '../../server/open-data/ogc.schema.ts'
import { PlaceFeature, PlaceFeatures } from '../../server/places/place.schema.ts'
import { facetNames } from '../../server/places/place-search.rules.ts'
import { kindCodes } from '../../server/places/vocabularies.rules.ts'
import { TerritoryFeatures } from '../../server/territories/territory.schema.ts'
import {
  type App,
  allPlaces,
  appOn,
  bringPlaces,
  fillWithStrasbourg,
  hasStrasbourgFile,
  search,
  type Whole,
} from '../databases/filled-app.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'
import { bringUnit } from '../databases/units-in.ts'

const items = '/api/collections/places/items'
const geoJson = 'application/geo+json'
const html = 'text/html; charset=utf-8'
const calendar = 'text/calendar; charset=utf-8'
const problemJson = 'application/problem+json; charset=utf-8'

/** A directory that is quickly set. */
const few = 'ids=1,2&print=en&format=list'

/** Every route, with an address at which it answers: a new route without a line fails. */
const routes: Record<string, { at: string; status: number; type?: string }> = {
  '/': { at: '/', status: 302 },
  '/:locale': { at: '/en', status: 200, type: html },
  '/:locale/help': { at: '/en/help', status: 200, type: html },
  '/:locale/accessibility': { at: '/en/accessibility', status: 200, type: html },
  '/:locale/legal': { at: '/en/legal', status: 200, type: html },
  '/:locale/privacy': { at: '/en/privacy', status: 200, type: html },
  '/:locale/account/erased': { at: '/en/account/erased', status: 200, type: html },
  '/:locale/find': { at: '/en/find', status: 200, type: html },
  '/:locale/directory': { at: '/en/directory', status: 200, type: html },
  '/:locale/directory.html': { at: `/en/directory.html?${few}`, status: 200, type: html },
  '/:locale/directory.pdf': { at: `/en/directory.pdf?${few}`, status: 200, type: 'application/pdf' },
  '/:locale/directory.svg': { at: `/en/directory.svg?${few}`, status: 200, type: 'image/svg+xml' },
  '/:locale/editions': { at: '/en/editions', status: 200, type: html },
  '/:locale/editions/:number': { at: '/en/editions/1234567890', status: 404, type: html },
  '/:locale/selection/:code': { at: '/en/selection/K4TX7RM2', status: 404, type: html },
  '/:locale/agenda': { at: '/en/agenda', status: 200, type: html },
  '/:locale/agenda.ics': { at: '/en/agenda.ics', status: 200, type: calendar },
  '/:locale/places/:id.ics': { at: '/en/places/1.ics', status: 200, type: calendar },
  '/:locale/mobile/:id.ics': { at: '/en/mobile/1.ics', status: 404, type: html },
  '/:locale/places/:id': { at: '/en/places/1', status: 301 },
  '/:locale/places/:id/:slug': {
    at: '/en/places/1/france-services-les-trois-ponts',
    status: 200,
    type: html,
  },
  // No mobile unit has this number: it is a place's.
  '/:locale/mobile/:id': { at: '/en/mobile/1', status: 303 },
  '/api/mobile-units/:id/national.csv': {
    at: '/api/mobile-units/1/national.csv',
    status: 404,
    type: problemJson,
  },
  // Without a ground (`noBasemap`), there are no tiles to give.
  '/basemap/style/:locale.json': {
    at: '/basemap/style/en.json',
    status: 200,
    type: 'application/json; charset=utf-8',
  },
  '/basemap/tiles/:source/:z/:x/:y': {
    at: '/basemap/tiles/openmaptiles/0/0/0',
    status: 404,
    type: problemJson,
  },
  '/basemap/sprite/:file': { at: '/basemap/sprite/sprite.json', status: 404, type: problemJson },
  '/basemap/glyphs/:fontstack/:range.pbf': {
    at: '/basemap/glyphs/Noto/0-255.pbf',
    status: 404,
    type: problemJson,
  },
  '/live': { at: '/live', status: 200, type: 'application/json; charset=utf-8' },
  '/ready': { at: '/ready', status: 200, type: 'application/json; charset=utf-8' },
  '/assets/*': { at: '/assets/none.css', status: 404, type: html },
  '/api': { at: '/api', status: 200, type: 'application/json; charset=utf-8' },
  '/api/conformance': { at: '/api/conformance', status: 200, type: 'application/json; charset=utf-8' },
  '/api/collections': { at: '/api/collections', status: 200, type: 'application/json; charset=utf-8' },
  '/api/collections/:id': {
    at: '/api/collections/places',
    status: 200,
    type: 'application/json; charset=utf-8',
  },
  '/api/openapi.json': {
    at: '/api/openapi.json',
    status: 200,
    type: 'application/vnd.oai.openapi+json; version="3.0"; charset=utf-8',
  },
  '/api/addresses': { at: '/api/addresses?q=neudorf', status: 200, type: 'application/json; charset=utf-8' },
  '/api/collections/places/items': { at: `${items}?limit=1`, status: 200, type: geoJson },
  '/api/collections/places/items/:id': { at: `${items}/1`, status: 200, type: geoJson },
  '/api/collections/sessions/items': {
    at: '/api/collections/sessions/items?limit=1',
    status: 200,
    type: geoJson,
  },
  '/api/collections/sessions/items/:id': {
    at: '/api/collections/sessions/items/1-20261126T1400',
    status: 404,
    type: problemJson,
  },
  '/api/collections/stops/items': { at: '/api/collections/stops/items?limit=1', status: 200, type: geoJson },
  '/api/collections/stops/items/:id': {
    at: '/api/collections/stops/items/1-20261126T1400',
    status: 404,
    type: problemJson,
  },
  '/api/collections/territories/items': {
    at: '/api/collections/territories/items?limit=1',
    status: 200,
    type: geoJson,
  },
  '/api/collections/territories/items/:id': {
    at: '/api/collections/territories/items/commune-67482',
    status: 200,
    type: geoJson,
  },
}
const routeTable = Object.entries(routes).map(([route, answer]) => ({ route, ...answer }))

/**
 * What everybody can read, whoever they are. Routes that know people, or take something from them, have a table of their
 * own: `access-table.ts`.
 */
function routesOf(app: App): string[] {
  const own = app.routeRules.flatMap(({ route, access, readsAccount, hasForm }) => {
    const [method, url = ''] = route.split(' ')
    if (method !== 'GET' || access !== 'public' || readsAccount || hasForm) return []
    const [whole, shorter] = /^(.*)\/:\w+\?$/.exec(url) ?? [url]
    return shorter === undefined ? whole : [shorter, whole.slice(0, -1)]
  })
  // Built files say nothing of themselves.
  return [...own, '/assets/*']
}

const linkTo = (links: { rel: string; href: string }[], rel: string) =>
  links.find((link) => link.rel === rel)?.href

describeWithDemonstration('The open API', ({ database }) => {
  let app: App
  let all: Whole[]
  const get = (url: string, headers: InjectOptions['headers'] = {}) => app.inject({ url, headers })

  beforeAll(async () => {
    app = await appOn(database.db)
    all = await allPlaces(app)
  })

  it('leads from its landing page to everything, each link in the type that it names', async () => {
    const landing = (await get('/api')).json()
    expect([...Errors(LandingPage, landing)]).toEqual([])
    expect(landing.title).toBe('Repères – Eurométropole de Strasbourg')
    for (const rel of ['self', 'service-desc', 'conformance', 'data'])
      expect(linkTo(landing.links, rel)).toBeTruthy()
    const { links } = (await get('/api/collections')).json()
    for (const { href, type } of [...landing.links, ...links]) {
      const response = await get(new URL(href).pathname)
      expect(response.statusCode, href).toBe(200)
      expect(String(response.headers['content-type']).replaceAll(/[" ]/g, '')).toContain(type)
    }
  })

  it('says to which parts of the standard it conforms', async () => {
    const { conformsTo } = (await get('/api/conformance')).json()
    for (const part of ['core', 'oas30', 'geojson']) {
      expect(conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${part}`)
    }
  })

  it('describes each collection, with the box around all its places', async () => {
    const body = (await get('/api/collections')).json()
    expect([...Errors(Collections, body)]).toEqual([])
    expect(body.collections.map(({ id }: { id: string }) => id)).toEqual([
      'places',
      'sessions',
      'stops',
      'territories',
    ])
    for (const collection of body.collections) {
      expect((await get(`/api/collections/${collection.id}`)).json()).toEqual(collection)
      const answer = await get(new URL(linkTo(collection.links, 'items')!).pathname)
      expect(answer.headers['content-type']).toBe(geoJson)
    }
    const [west, south, east, north] = body.collections[0].extent.spatial.bbox[0]
    const points = all.flatMap(({ geometry }) => (geometry ? [geometry.coordinates] : []))
    expect([west, east]).toEqual([
      Math.min(...points.map(([lon]) => lon)),
      Math.max(...points.map(([lon]) => lon)),
    ])
    expect([south, north]).toEqual([
      Math.min(...points.map(([, lat]) => lat)),
      Math.max(...points.map(([, lat]) => lat)),
    ])
    expect((await get('/api/collections/people')).statusCode).toBe(404)
  })

  it('names addresses as the public reaches them', async () => {
    const hosts = (body: string) =>
      new Set([...body.matchAll(/"href":"(https?:\/\/[^/"]+)/g)].map(([, host]) => host))
    const asked = { host: 'carte.example:8080' }
    expect(hosts((await get('/api', asked)).body)).toEqual(new Set(['http://carte.example:8080']))
    const { config } = { config: { ...(await import('../../server/config.ts')).readConfig({}) } }
    const proxied = await appOn(database.db, { config: { ...config, publicUrl: 'https://carte.example' } })
    for (const url of ['/api', '/api/collections', `${items}?limit=1`, `${items}/1`]) {
      expect(hosts((await proxied.inject({ url, headers: asked })).body)).toEqual(
        new Set(['https://carte.example']),
      )
    }
  })

  describe('for features', () => {
    it.each(['places', 'territories'] as const)('of %s answers as its document says', async (collection) => {
      const response = await get(`/api/collections/${collection}/items?limit=1000`)
      expect(response.headers['content-type']).toBe(geoJson)
      const schema = collection === 'places' ? PlaceFeatures : TerritoryFeatures
      expect([...Errors(schema as Type.TSchema, response.json())]).toEqual([])
    })

    it('gives one place with the same facts and the way back', async () => {
      for (const place of all.slice(0, 5)) {
        const response = await get(`${items}/${place.id}`)
        const { links, ...feature } = response.json()
        expect([...Errors(PlaceFeature, response.json())]).toEqual([])
        expect(feature).toEqual(place)
        expect(linkTo(links, 'self')).toBe(`http://localhost:80${items}/${place.id}`)
        expect((await get(new URL(linkTo(links, 'collection')!).pathname)).statusCode).toBe(200)
      }
    })

    it('gives one territory, and 404 for one that it does not know', async () => {
      const { properties } = (await get('/api/collections/territories/items/commune-67482')).json()
      expect(properties).toMatchObject({ kind: 'commune', code: '67482', name: 'Strasbourg' })
      expect((await get('/api/collections/territories/items/commune-1')).statusCode).toBe(404)
      // What no text can hold is the fault of who asks, not ours.
      expect((await get('/api/collections/territories/items/%00')).statusCode).toBe(400)
    })

    it.each(['999999', '0', '-1', '1.5', '1e3', 'abc', '99999999999999999999', '%00', '..%2F1'])(
      'answers 404 for place %s',
      async (id) => {
        const response = await get(`${items}/${id}`)
        expect(response.statusCode).toBe(404)
        expect(response.json()).toMatchObject({ type: '/problems/not-found', status: 404 })
      },
    )

    it('answers 410 for a place that its source no longer has', async () => {
      const stays = {
        name: 'Atelier qui reste',
        address: '1 rue du Rabot',
        lonLat: [7.75, 48.58] as [number, number],
      }
      const leaves = {
        name: 'Atelier qui part',
        address: '9 rue du Pont',
        lonLat: [7.6, 48.5] as [number, number],
      }
      await bringPlaces(database.db, [stays, leaves], { source: 'ateliers' })
      const { id } = (await search(app, 'q=atelier%20part')).features[0]!
      expect((await get(`${items}/${id}`)).statusCode).toBe(200)
      await bringPlaces(database.db, [stays], { source: 'ateliers', complete: true })
      const response = await get(`${items}/${id}`)
      expect(response.statusCode).toBe(410)
      expect(response.json()).toMatchObject({ type: '/problems/gone', status: 410 })
      const page = await get(`/fr/places/${id}`)
      expect(page.statusCode).toBe(410)
      expect(page.body).toContain('Ce lieu n’est plus dans l’annuaire')
    })

    it('refuses more codes of one facet than a person chooses', async () => {
      const codes = Array.from({ length: 21 }, (_, index) => `x${String.fromCharCode(97 + index)}`)
      const response = await get(`${items}?languages=${codes}`)
      expect(response.statusCode).toBe(400)
      expect(response.json()).toMatchObject({ parameter: 'languages' })
      expect((await get(`${items}?languages=${codes.slice(1)}`)).statusCode).toBe(200)
    })

    it('gives of each place what a mark on a map needs, and nothing more', async () => {
      const quoted = 'Atelier "Le Nœud", \\ dit ,"kind":"library"'
      await bringPlaces(
        database.db,
        [
          { name: quoted, address: '3 rue du Nœud', lonLat: [7.74, 48.56] },
          { name: 'Atelier sans adresse connue', commune: 'Strasbourg' },
        ],
        { source: 'marks' },
      )
      const whole = (await search(app, 'limit=1000')).features
      const points = (await search(app, 'limit=1000&detail=point')).features
      expect(whole.map(({ properties: { name } }) => name)).toContain(quoted)
      expect(points).toEqual(
        whole.map(({ type, id, geometry, properties: { name } }) => ({
          type,
          id,
          geometry,
          properties: { name },
        })),
      )
      const near = await search(app, 'near=7.75,48.58&languages=tr&unknown=true&detail=point&limit=1000')
      const known = near.features.map(({ properties }) => Object.keys(properties).toSorted().join())
      expect(new Set(known)).toEqual(new Set(['distanceMetres,name', 'distanceMetres,mayHelp,name']))
    })

    it('gives the places that are named by their numbers, with their distances, and no other', async () => {
      const [first, second, third] = all.filter(({ geometry }) => geometry).map(({ id }) => id)
      const ids = [third, first, 999_999, second]
      const named = await search(app, `ids=${ids}&limit=100`)
      expect(named.features.map(({ id }) => id)).toEqual([first, second, third])
      expect(named.numberMatched).toBe(3)
      const page = await search(app, `ids=${ids}&limit=1`)
      expect([page.numberMatched, page.features.length]).toEqual([3, 1])
      const nearest = (await search(app, 'near=7.75,48.58&limit=1000')).features
      const wanted = nearest.filter(({ id }) => ids.includes(id))
      const near = await search(app, `ids=${ids}&near=7.75,48.58&limit=100`)
      expect(near.features).toEqual(wanted)
      const { kind } = named.features[0]!.properties
      for (const { properties } of (await search(app, `ids=${ids}&kind=${kind}`)).features)
        expect(properties.kind).toBe(kind)
    })

    it('leads from a twin to the card that stands for it', async () => {
      const place = {
        name: 'Maison du Trombinoscope',
        address: '12 rue du Trombinoscope',
        postalCode: '67100',
        phone: '+33353010999',
        lonLat: [7.751, 48.551] as [number, number],
      }
      await bringPlaces(database.db, [{ ...place, kind: 'library' }], { source: 'one' })
      await bringPlaces(database.db, [{ ...place, name: 'MAISON DU TROMBINOSCOPE' }], { source: 'another' })
      const { features } = await search(app, 'q=trombinoscope')
      expect(features).toHaveLength(1)
      const [shown] = features
      const behind = [shown!.id - 1, shown!.id + 1]
      const answers = await Promise.all(behind.map((id) => get(`${items}/${id}`)))
      const twin = answers.find(({ statusCode }) => statusCode === 303)
      expect(twin?.headers.location).toBe(`http://localhost:80${items}/${shown!.id}`)
      const id = behind[answers.indexOf(twin!)]
      expect((await get(`/en/places/${id}`)).headers.location).toBe(`/en/places/${shown!.id}`)
    })

    it.each([
      ['', 10],
      ['limit=', 10],
      ['limit=3', 3],
      ['limit=1000', 1_000],
      ['limit=1001', 1_000],
      ['limit=999999', 1_000],
    ])('takes “%s” as %i at most', async (query, limit) => {
      const { links, features } = await search(app, query)
      expect(new URL(linkTo(links, 'self')!).searchParams.get('limit')).toBe(String(limit))
      expect(features.length).toBeLessThanOrEqual(limit)
    })
  })

  describe('when a parameter cannot be used', () => {
    const bad: [string, string][] = [
      ...['7.75', '7.75,48.58,9', 'a,b', '181,0', '0,91', '7,75;48,58', '7.75,NaN'].map(
        (v): [string, string] => ['near', v],
      ),
      ...['0', '-5', 'far', '1e9', '200001'].map((v): [string, string] => ['radius', v]),
      ...['1,2,3', '7,49,8,48', '-181,0,1,1', '1,2,3,4,5', 'west'].map((v): [string, string] => ['bbox', v]),
      ...['0', '-1', 'ten', '1.5', '１'].map((v): [string, string] => ['limit', v]),
      ...['-1', 'x', '99999999'].map((v): [string, string] => ['offset', v]),
      ...['yes', '1', 'TRUE'].map((v): [string, string] => ['unknown', v]),
      ...['heavy', 'LIGHT', 'point,light'].map((v): [string, string] => ['detail', v]),
      ...['x', '0', '1,,2', '1.5', '1;2', String(Array.from({ length: 101 }, (_, id) => id + 1))].map(
        (v): [string, string] => ['ids', v],
      ),
      ...['yesterday', '2026-13', '2026-01-01/..//'].map((v): [string, string] => ['datetime', v]),
      ['q', 'a'.repeat(501)],
      ['languages', 'french'],
      ['languages', 'fr,<b>'],
      ['territory', 'atlantis'],
      ['territory', 'commune-'],
      ...facetNames
        .filter((name) => name !== 'languages' && name !== 'territory')
        .map((name): [string, string] => [name, 'none-such']),
      ['kind', 'library,none-such'],
    ]

    it.each(bad)('refuses %s=%s and names it', async (name, value) => {
      const point = name === 'radius' ? '&near=7.75,48.58' : ''
      const response = await get(`${items}?${name}=${encodeURIComponent(value)}${point}`)
      expect(response.statusCode).toBe(400)
      expect(response.headers['content-type']).toBe(problemJson)
      const problem = response.json()
      expect(problem).toMatchObject({ type: '/problems/bad-parameter', status: 400, parameter: name })
      expect(problem.detail).toMatch(new RegExp(`^Le paramètre «\\s${name}\\s» n’est pas valable\\s: .+\\.$`))
      expect(problem.detail).not.toMatch(/\{\{|reasons|undefined/)
    })

    const known = [
      'ids',
      'near',
      'radius',
      'bbox',
      'q',
      'unknown',
      'datetime',
      'limit',
      'offset',
      'detail',
      ...facetNames,
    ]
    it.each(known)('refuses %s given twice', async (name) => {
      const response = await get(`${items}?${name}=1&${name}=2`)
      expect(response.statusCode).toBe(400)
      expect(response.json()).toMatchObject({ type: '/problems/bad-parameter', parameter: name })
    })

    it.each(known)('takes an empty %s as not given', async (name) => {
      if (name === 'datetime' || name === 'detail') return
      expect((await get(`${items}?${name}=`)).statusCode).toBe(200)
    })

    it('wants a point for a radius', async () => {
      const problem = (await get(`${items}?radius=500`)).json()
      expect(problem).toMatchObject({ status: 400, parameter: 'radius' })
    })

    it('tells the codes that it knows', async () => {
      const { detail } = (await get(`${items}?kind=school-bus`)).json()
      expect(detail).toContain('school-bus')
      for (const code of kindCodes) expect(detail).toContain(code)
    })

    it('says so in the language of whoever asks', async () => {
      const response = await get(`${items}?limit=0`, { 'accept-language': 'en' })
      expect(response.headers['content-language']).toBe('en')
      expect(response.json().title).toBe('Invalid parameter')
    })

    const routesOfApi = routeTable.filter(({ at }) => at.startsWith('/api'))
    it.each(routesOfApi)('refuses an unknown one at $at and names it', async ({ at }) => {
      const response = await get(`${at}${at.includes('?') ? '&' : '?'}colour=blue`)
      expect(response.statusCode).toBe(400)
      expect(response.headers['content-type']).toBe(problemJson)
      expect(response.json()).toMatchObject({ type: '/problems/unknown-parameter', parameter: 'colour' })
    })

    it.each([
      ['kind', 'village'],
      ['bbox', '1,2,3'],
      ['limit', '0'],
      ['offset', '-1'],
      ['datetime', 'now'],
    ])('refuses %s=%s for territories too', async (name, value) => {
      const response = await get(`/api/collections/territories/items?${name}=${value}`)
      expect(response.statusCode).toBe(400)
      expect(response.json()).toMatchObject({ parameter: name })
    })

    it.each([
      '2026-01-01',
      '2026-01-01T00:00:00Z',
      '../2026-01-01',
      '2026-01-01T00:00:00+02:00/..',
      '/2026-01-01',
    ])('takes the datetime %s, which no place contradicts', async (datetime) => {
      const { numberMatched } = await search(app, `datetime=${encodeURIComponent(datetime)}`)
      expect(numberMatched).toBeGreaterThan(70)
    })
  })

  describe('in its OpenAPI document', () => {
    type Operation = {
      operationId?: string
      parameters?: { name: string; in: string; schema: Record<string, unknown>; explode?: boolean }[]
      responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
    }
    type Document = {
      openapi: string
      info: { title: string; version: string }
      servers: { url: string }[]
      paths: Record<string, Record<string, Operation>>
    }
    let document: Document
    let operations: [path: string, Operation][]
    beforeAll(async () => {
      document = (await get('/api/openapi.json')).json()
      // What is sent has tests of its own: `submissions-api.test.ts`.
      operations = Object.entries(document.paths).flatMap(([path, { get: read }]) =>
        read ? [[path, read] satisfies [string, Operation]] : [],
      )
    })

    it('is well-formed: every operation has a name of its own and answers', () => {
      expect(document.openapi).toMatch(/^3\.0\.\d$/)
      expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
      expect(operations.length).toBe(routeTable.filter(({ at }) => at.startsWith('/api')).length - 1)
      const names = operations.map(([, { operationId }]) => operationId)
      expect(names.every(Boolean)).toBe(true)
      expect(new Set(names).size).toBe(names.length)
      for (const [path, { responses, parameters = [] }] of operations) {
        expect(path).toMatch(/^\//)
        expect(Object.keys(responses)).toContain('200')
        for (const { description } of Object.values(responses))
          expect(description).toEqual(expect.any(String))
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
        expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(inPath)
      }
    })

    it('holds only what OpenAPI 3.0 knows of schemas', () => {
      const keywords = new Set(
        `type properties required items enum description nullable additionalProperties minItems maxItems minimum
        exclusiveMinimum maximum default anyOf oneOf allOf title format minLength maxLength pattern`.split(
          /\s+/,
        ),
      )
      const types = ['string', 'number', 'integer', 'boolean', 'array', 'object']
      const partsOf = (schema: Record<string, unknown>): Record<string, unknown>[] => {
        const parts = [schema.items, schema.additionalProperties, schema.properties ?? {}, schema.anyOf ?? []]
        return parts
          .flatMap((part, index) => (index < 2 ? [part] : Object.values(part as object)))
          .filter((part) => part && typeof part === 'object')
      }
      const check = (schema: Record<string, unknown>, where: string) => {
        for (const key of Object.keys(schema)) expect(keywords, `${where}: ${key}`).toContain(key)
        expect([...types, undefined], where).toContain(schema.type)
        expect(Boolean(schema.items), where).toBe(schema.type === 'array')
        for (const part of partsOf(schema)) check(part, `${where}/`)
      }
      for (const [path, { parameters = [], responses }] of operations) {
        for (const { schema, name } of parameters) check(schema, `${path} ${name}`)
        for (const { content = {} } of Object.values(responses)) {
          for (const { schema } of Object.values(content)) check(schema as Record<string, unknown>, path)
        }
      }
    })

    const idAt = async (path: string): Promise<string> => {
      if (path.startsWith('/collections/{')) return 'places'
      if (path.includes('territories')) return 'commune-67482'
      if (!path.includes('sessions')) return '1'
      return (await get('/api/collections/sessions/items?kind=opening&limit=1')).json().features[0].id
    }

    it('leads to addresses that answer, in the media types that it names', async () => {
      const [server] = document.servers
      const bus = await bringUnit(database.db, { name: 'Bus' }, [])
      for (const [path, { responses }] of operations) {
        // No bus stops here: what its dates are like is seen in the tests of sessions.
        if (path === '/collections/stops/items/{id}') continue
        const id = path.startsWith('/mobile-units') ? String(bus) : await idAt(path)
        const response = await get(new URL(`${server!.url}${path.replace('{id}', id)}`).pathname)
        expect(response.statusCode, path).toBe(200)
        const [mediaType] = Object.keys(responses['200']!.content!)
        expect(response.headers['content-type'], path).toContain(mediaType)
      }
      await database.db.deleteFrom('mobile_unit').execute()
    })

    it('describes limit, bbox and the vocabularies as they must be written', () => {
      const parameters = Object.fromEntries(
        document.paths['/collections/places/items']!.get!.parameters!.map((each) => [each.name, each]),
      )
      expect(parameters.limit!.schema).toEqual({ type: 'integer', minimum: 1, maximum: 1000, default: 10 })
      expect(parameters.bbox).toMatchObject({
        explode: false,
        schema: { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } },
      })
      expect(parameters.kind!.schema).toEqual({ type: 'array', items: { type: 'string', enum: kindCodes } })
      expect(Object.keys(parameters)).toEqual(
        expect.arrayContaining(['ids', 'near', 'radius', 'q', 'unknown', 'detail', ...facetNames]),
      )
      expect(parameters.detail!.schema).toMatchObject({ enum: ['whole', 'light', 'point'] })
      expect(parameters.ids!.schema).toMatchObject({ type: 'array', maxItems: 100 })
    })
  })

  describe('to other sites and machines', () => {
    it('is open to the scripts of any site, in answers and in errors, without credentials', async () => {
      const origin = { origin: 'https://mairie.example' }
      for (const url of [
        '/api',
        items,
        `${items}/999999`,
        `${items}?limit=0`,
        '/api/none',
        '/api/%E0%A4%A',
      ]) {
        const { headers } = await get(url, origin)
        expect(headers['access-control-allow-origin'], url).toBe('*')
        expect(headers['access-control-allow-credentials']).toBeUndefined()
        expect(headers['cross-origin-resource-policy']).toBe('cross-origin')
      }
      const asked = {
        ...origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      }
      const preflight = await app.inject({ method: 'OPTIONS', url: items, headers: asked })
      expect(preflight.statusCode).toBe(204)
      expect(preflight.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': 'if-none-match',
      })
    })

    it('keeps its pages to itself', async () => {
      const { headers } = await get('/fr/find', { origin: 'https://mairie.example' })
      expect(headers['access-control-allow-origin']).toBeUndefined()
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    })

    it.each([`${items}?near=7.75,48.58`, `${items}/1`, '/fr/find?q=lire', '/api/openapi.json'])(
      'at %s does not send again what has not changed',
      async (url) => {
        const first = await get(url)
        const { etag } = first.headers
        expect(etag).toMatch(/^W\/".+"$/)
        const again = await get(url, { 'if-none-match': String(etag) })
        expect(again.statusCode).toBe(304)
        expect(again.body).toBe('')
        const compressed = await get(url, { 'if-none-match': String(etag), 'accept-encoding': 'br' })
        expect(compressed.statusCode).toBe(304)
        expect((await get(url, { 'if-none-match': '"another"' })).statusCode).toBe(200)
      },
    )

    it.each(['/api/openapi.json', `${items}?limit=50`, `${items}/1`, '/en/find'])(
      'sends %s compressed to those who ask',
      async (url) => {
        const plain = await get(url)
        expect(plain.headers['content-encoding']).toBeUndefined()
        for (const [encoding, open] of [
          ['br', brotliDecompressSync],
          ['gzip', gunzipSync],
        ] as const) {
          const response = await get(url, { 'accept-encoding': encoding })
          expect(response.headers['content-encoding']).toBe(encoding)
          expect(response.headers.vary).toContain('accept-encoding')
          expect(response.rawPayload.length).toBeLessThan(plain.rawPayload.length / 1.5)
          expect(open(response.rawPayload).toString()).toBe(plain.body)
        }
      },
    )
  })

  describe('and every route', () => {
    it('has a line in the table of these tests', () => {
      expect(routesOf(app).toSorted()).toEqual(Object.keys(routes).toSorted())
    })

    it.each(routeTable)('$route answers $status in its type', async ({ at, status, type }) => {
      const response = await get(at)
      expect(response.statusCode).toBe(status)
      expect(response.headers['content-type']).toBe(type)
    })

    it.each(routeTable)('$route answers HEAD as it answers GET, without a body', async ({ at }) => {
      const [head, whole] = [await app.inject({ method: 'HEAD', url: at }), await get(at)]
      expect(head.statusCode).toBe(whole.statusCode)
      expect(head.body).toBe('')
      for (const name of ['content-type', 'etag', 'location', 'content-security-policy'])
        expect(head.headers[name], name).toBe(whole.headers[name])
    })

    it.each(routeTable)('$route refuses to be written to, and says what it allows', async ({ at }) => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        const bodies = [undefined, '{"half":', '<x/>']
        const types = [undefined, 'application/json', 'text/xml']
        for (const [index, payload] of bodies.entries()) {
          const headers = types[index] ? { 'content-type': types[index] } : {}
          const response = await app.inject({ method, url: at, headers, ...(payload && { payload }) })
          expect(response.statusCode, `${method} ${types[index]}`).toBe(405)
          expect(response.headers.allow).toBe('GET, HEAD')
        }
      }
    })

    it.each([
      ...routeTable.map(({ at }) => at),
      '/none',
      '/api/none',
      '/fr/places/999999',
      '/fr/%E0%A4%A',
      '/api/%E0%A4%A',
      `${items}?limit=0`,
    ])('at %s carries the headers that protect readers, and never a cookie', async (at) => {
      const { headers } = await get(at)
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
          "font-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; " +
          "frame-ancestors 'none'",
      )
      expect(headers).toMatchObject({
        'strict-transport-security': 'max-age=31536000',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': at.startsWith('/api') ? 'cross-origin' : 'same-origin',
      })
      expect(headers['set-cookie']).toBeUndefined()
      expect(headers['x-powered-by'] ?? headers.server).toBeUndefined()
    })

    it('stops the start when it does not say who may call it, or what it answers', async () => {
      const answer = async () => 'hello'
      const response = { 200: Type.String() }
      const rules = () => {
        const bare = Fastify()
        requireRouteRules(bare)
        return bare
      }
      expect(() => rules().get('/free', { schema: { response } }, answer)).toThrow(
        /GET \/free .* who may call it/,
      )
      expect(() => rules().get('/blank', { config: { access: 'public' } }, answer)).toThrow(
        /GET \/blank names no response/,
      )
      expect(() =>
        rules().get('/known', { config: { access: 'public' }, schema: { response } }, answer),
      ).not.toThrow()
    })
  })
})

const ogrinfo = promisify(execFile)
const hasOgrinfo = (() => {
  try {
    execFileSync('ogrinfo', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe.skipIf(!hasOgrinfo)('GDAL (skipped where there is no ogrinfo)', () => {
  describeWithDemonstration('over OGC API – Features', ({ database }) => {
    beforeAll(async () => {
      if (hasStrasbourgFile) await fillWithStrasbourg(database.db)
    })

    it('reads every place, on one page and on many', async () => {
      const app = await appOn(database.db)
      await app.listen({ port: 0, host: '127.0.0.1' })
      try {
        const { port } = app.server.address() as { port: number }
        const source = `OAPIF:http://127.0.0.1:${port}/api`
        const all = await allPlaces(app)
        const { stdout: summary } = await ogrinfo('ogrinfo', ['-ro', '-al', '-so', source])
        expect(summary).toContain('Layer name: territories')
        expect(summary).toMatch(new RegExp(`Layer name: places[^]*?Feature Count: ${all.length}\n`))
        for (const size of [7, 1_000]) {
          const { stdout } = await ogrinfo('ogrinfo', [
            '-ro',
            '-al',
            '-oo',
            `PAGE_SIZE=${size}`,
            source,
            'places',
          ])
          const read = [...stdout.matchAll(/^OGRFeature\(places\):(\d+)$/gm)].map(([, id]) => Number(id))
          expect(read).toEqual(all.map(({ id }) => id))
        }
      } finally {
        await app.close()
      }
    })
  })
})
