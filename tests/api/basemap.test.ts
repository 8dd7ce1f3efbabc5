import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { relayedBasemap } from '../../server/basemap/basemap.ts'
import { readConfig } from '../../server/config.ts'
import { bytes, type LoopbackServer, loopbackServer, vectorTile } from '../basemap/loopback-server.ts'
import { type App, appOn, now } from '../databases/filled-app.ts'
import { describeWithDatabase, describeWithDemonstration } from '../databases/test-database.ts'

const tile = '/basemap/tiles/openmaptiles/14/8529/5640'
const gzip = { 'accept-encoding': 'gzip, br' }

describeWithDatabase('The map’s ground', ({ database }) => {
  let folder: string
  let server: LoopbackServer
  let app: App
  let log: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reperes-basemap-api-'))
    server = await loopbackServer()
    log = ''
    app = await relayingApp()
  })
  afterAll(async () => {
    await app.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  function relayingApp(environment: NodeJS.ProcessEnv = {}): Promise<App> {
    const { styleAddress } = server
    const stream = new Writable({
      write(line, _, done) {
        log += line
        done()
      },
    })
    return appOn(database.db, {
      basemap: relayedBasemap({ styleAddress, dataDir: folder, now }),
      config: readConfig({ BASEMAP_STYLE: styleAddress, ...environment }),
      logger: { level: 'info', stream },
    })
  }

  it.each(locales)('has a style in %s, of our own address alone', async (locale) => {
    const response = await app.inject(`/basemap/style/${locale}.json`)
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(response.headers['cache-control']).toContain('max-age=3600')
    const style = response.json()
    expect(style.metadata['reperes:ground']).toBe('style')
    expect(response.body).not.toContain(server.url)
    expect(response.body).toContain(`["get","name:${locale}"]`)
    expect(style.sprite).toBe('/basemap/sprite/default')
    expect(style.sources.openmaptiles.attribution).toContain('© OpenStreetMap contributors')
  })

  it('has the same style whatever name somebody calls us by, because others may be given what they got', async () => {
    const { body } = await app.inject('/basemap/style/fr.json')
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
    expect((await app.inject({ url: '/basemap/style/fr.json', headers })).body).toBe(body)
  })

  it('gives a style to whoever has it already without sending it again', async () => {
    const { headers } = await app.inject('/basemap/style/fr.json')
    const again = await app.inject({
      url: '/basemap/style/fr.json',
      headers: { 'if-none-match': String(headers.etag) },
    })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  it('answers everything that its style names', async () => {
    const { sources, sprite, glyphs, metadata } = (await app.inject('/basemap/style/ar.json')).json()
    const addresses = [
      sources.openmaptiles.tiles[0].replace('{z}', '14').replace('{x}', '1').replace('{y}', '2'),
      sources.relief.tiles[0].replace('{z}', '1').replace('{x}', '1').replace('{y}', '0'),
      ...['.json', '.png', '@2x.json', '@2x.png'].map((ending) => sprite + ending),
      ...metadata['reperes:fontstacks'].map((stack: string) =>
        glyphs.replace('{fontstack}', encodeURIComponent(stack)).replace('{range}', '0-255'),
      ),
    ]
    expect(addresses).toHaveLength(8)
    for (const address of addresses) {
      const response = await app.inject(address)
      expect(response.statusCode, address).toBe(200)
      expect(response.rawPayload.length, address).toBeGreaterThan(0)
      expect(response.headers['cache-control'], address).toContain('max-age=86400')
      expect(response.headers['x-content-type-options']).toBe('nosniff')
      expect(response.headers['content-security-policy']).toContain("connect-src 'self'")
    }
  })

  it('sends a tile as it is stored, compressed once, or plain to who cannot unpack it', async () => {
    const large = Buffer.concat([vectorTile, Buffer.alloc(5_000, 0x1a)])
    server.answer('/planet/20261101/14/3/3.pbf', bytes('application/x-protobuf', large))
    const url = '/basemap/tiles/openmaptiles/14/3/3'
    const packed = await app.inject({ url, headers: gzip })
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'application/x-protobuf',
      vary: 'accept-encoding',
    })
    expect(gunzipSync(packed.rawPayload).equals(large)).toBe(true)
    for (const headers of [{}, { 'accept-encoding': 'identity' }, { 'accept-encoding': 'gzip;q=0, br' }]) {
      const response = await app.inject({ url, headers })
      const { 'content-encoding': encoding } = response.headers
      const plain = encoding === 'br' ? brotliDecompressSync(response.rawPayload) : response.rawPayload
      expect(encoding).not.toBe('gzip')
      expect(plain.equals(large)).toBe(true)
    }
  })

  it('says that nothing is drawn, or that there is no such tile, in few words', async () => {
    server.answer('/planet/20261101/14/4/4.pbf', (_, response) => void response.writeHead(204).end())
    server.answer('/planet/20261101/14/5/5.pbf', (_, response) => void response.writeHead(404).end('<html>'))
    const empty = await app.inject('/basemap/tiles/openmaptiles/14/4/4')
    expect([empty.statusCode, empty.body]).toEqual([204, ''])
    const unknown = await app.inject('/basemap/tiles/openmaptiles/14/5/5')
    expect(unknown.statusCode).toBe(404)
    expect(unknown.headers['content-type']).toContain('application/problem+json')
    expect(unknown.json()).toEqual({ type: 'about:blank', title: 'Not Found', status: 404 })
  })

  describe('is no way to anything else', () => {
    beforeEach(async () => {
      // What the relay fetches of itself has come.
      await app.inject('/basemap/style/fr.json')
    })

    const elsewhere = [
      '/basemap/style/xx.json',
      '/basemap/style/constructor.json',
      '/basemap/style/https%3A%2F%2Fexample.org%2F.json',
      '/basemap/tiles/unknown/1/0/0',
      '/basemap/tiles/__proto__/1/0/0',
      '/basemap/tiles/parking/1/0/0',
      '/basemap/tiles/openmaptiles/15/0/0',
      '/basemap/tiles/openmaptiles/1/2/0',
      '/basemap/tiles/openmaptiles/1/-1/0',
      '/basemap/tiles/openmaptiles/1/0/0.pbf',
      '/basemap/tiles/openmaptiles/1/0/..%2F..%2F..%2Fsecret',
      '/basemap/tiles/openmaptiles/1/0/%2e%2e%2fsecret',
      '/basemap/tiles/openmaptiles/1/0/0%3Fa=b',
      '/basemap/tiles/openmaptiles/1/0/0%00',
      '/basemap/tiles/openmaptiles/1/0/0%23',
      '/basemap/tiles/openmaptiles/%31e0/0/0',
      '/basemap/tiles/https%3A%2F%2Fexample.org/1/0/0',
      '/basemap/sprite/..%2F..%2Fsecret.json',
      '/basemap/sprite/default.html',
      '/basemap/sprite/default@3x.png',
      '/basemap/sprite/default%2F..%2F..%2Fsecret.png',
      '/basemap/sprite/ofm.png',
      '/basemap/glyphs/Comic%20Sans/0-255.pbf',
      '/basemap/glyphs/Noto%20Sans%20Regular%2F..%2Fsecret/0-255.pbf',
      '/basemap/glyphs/Noto%20Sans%20Regular/1-256.pbf',
      '/basemap/glyphs/Noto%20Sans%20Regular/65536-65791.pbf',
      '/basemap/glyphs/Noto%20Sans%20Regular/0-255%2F..%2Fsecret.pbf',
      '/basemap/glyphs/Noto%20Sans%20Regular/..%2F0-255.pbf',
      '/basemap/https://example.org/',
      '/basemap/',
    ]

    it.each(elsewhere)('%s', async (address) => {
      const before = [...server.asked]
      const { statusCode } = await app.inject(address)
      expect(statusCode).toBe(404)
      expect(server.asked).toEqual(before)
    })

    it('an address with dots as they are, which other programs may send', async () => {
      const address = await app.listen({ host: '127.0.0.1', port: 0 })
      const before = [...server.asked]
      const socket = connect(Number(new URL(address).port), '127.0.0.1')
      socket.write(
        'GET /basemap/tiles/openmaptiles/1/0/../../../../secret HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
      )
      let answer = ''
      socket.on('data', (piece) => {
        answer += piece
      })
      await once(socket, 'close')
      expect(answer).toMatch(/^HTTP\/1\.1 404 /)
      expect(server.asked).toEqual(before)
    })

    it('a question after the address, or what the reader’s browser says of itself', async () => {
      const headers: unknown[] = []
      server.answer('/planet/20261101/14/6/6.pbf', (request, response) => {
        headers.push(request.headers)
        response.setHeader('content-type', 'application/x-protobuf').end(vectorTile)
      })
      const response = await app.inject({
        url: '/basemap/tiles/openmaptiles/14/6/6?near=7.75,48.58',
        headers: {
          'user-agent': 'Somebody',
          'x-forwarded-for': '192.0.2.7',
          cookie: 'a=b',
          'accept-language': 'tr',
        },
      })
      expect(response.statusCode).toBe(200)
      expect(server.asked).toContain('/planet/20261101/14/6/6.pbf')
      expect(JSON.stringify(headers)).not.toMatch(/Somebody|192\.0\.2\.7|a=b|tr\b/)
    })
  })

  it('tells the log that a tile was asked, not which', async () => {
    await app.inject(tile)
    expect(log).toContain('/basemap/tiles/:source/:z/:x/:y')
    expect(log).not.toMatch(/8529|5640/)
  })

  it('says in few words when a tile cannot be had, and when it came too late', async () => {
    server.answer('/planet/20261101/14/8/8.pbf', (_, response) => void response.writeHead(500).end('oops'))
    const response = await app.inject('/basemap/tiles/openmaptiles/14/8/8')
    expect(response.statusCode).toBe(502)
    expect(response.json()).toEqual({ type: 'about:blank', title: 'Bad Gateway', status: 502 })
    expect(response.headers).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '30' })

    server.answer('/planet/20261101/14/9/9.pbf', () => undefined)
    const { styleAddress } = server
    const hasty = await appOn(database.db, {
      basemap: relayedBasemap({ styleAddress, dataDir: folder, now, upstream: { timeoutMs: 300 } }),
    })
    const late = await hasty.inject('/basemap/tiles/openmaptiles/14/9/9')
    expect([late.statusCode, late.json().title]).toEqual([504, 'Gateway Timeout'])
    await hasty.close()
  })

  it('asks a client who wants too much to wait, in few words, and nobody else', async () => {
    const busy = await relayingApp()
    const url = '/basemap/tiles/unknown/1/0/0'
    for (let count = 0; count < 3_000; count += 1) await busy.inject(url)
    const refused = await busy.inject(url)
    expect(refused.statusCode).toBe(429)
    expect(refused.json()).toEqual({ type: 'about:blank', title: 'Too Many Requests', status: 429 })
    expect(refused.headers['cache-control']).toBe('no-store')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await busy.inject({ url: tile, remoteAddress: '192.0.2.7' })).statusCode).toBe(200)
    expect((await busy.inject('/basemap/style/fr.json')).statusCode).toBe(200)
    await busy.close()
  })

  it('is paper when no style is configured', async () => {
    const plain = await appOn(database.db, { config: readConfig({ BASEMAP_STYLE: 'none' }) })
    const response = await plain.inject('/basemap/style/fr.json')
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({ version: 8, metadata: { 'reperes:ground': 'none' }, sources: {} })
    expect(response.headers['cache-control']).toContain('max-age')
    expect((await plain.inject(tile)).statusCode).toBe(404)
    await plain.close()
  })

  it('outlives its servers: what was seen is seen again, what was not is told at once', async () => {
    await app.inject(tile)
    await server.stop()
    const later = await relayingApp()
    const style = await later.inject('/basemap/style/tr.json')
    expect(style.json().metadata['reperes:ground']).toBe('style')
    expect((await later.inject(tile)).statusCode).toBe(200)
    expect((await later.inject('/basemap/sprite/default@2x.png')).statusCode).toBe(200)
    expect((await later.inject('/basemap/tiles/openmaptiles/14/100/100')).statusCode).toBe(502)
    await later.close()
  })

  it('is paper when nothing was kept and nobody answers, and no browser keeps that', async () => {
    await server.stop()
    const { styleAddress } = server
    const empty = mkdtempSync(join(tmpdir(), 'reperes-basemap-none-'))
    const alone = await appOn(database.db, {
      basemap: relayedBasemap({ styleAddress, dataDir: empty, now }),
      config: readConfig({ BASEMAP_STYLE: styleAddress }),
    })
    for (let times = 0; times < 3; times += 1) {
      const response = await alone.inject('/basemap/style/de.json')
      expect(response.statusCode).toBe(200)
      expect(response.json().metadata['reperes:ground']).toBe('none')
      expect(response.headers['cache-control']).toBe('no-store')
    }
    expect((await alone.inject(tile)).statusCode).toBe(502)
    await alone.close()
    rmSync(empty, { recursive: true, force: true })
  })
})

describeWithDemonstration('The map’s ground around the places of an instance', ({ database }) => {
  let folder: string
  let server: LoopbackServer

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reperes-basemap-near-'))
    server = await loopbackServer()
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const pacific = '/basemap/tiles/openmaptiles/14/100/8000'
  const paris = '/basemap/tiles/openmaptiles/14/8298/5636'
  const saverne = '/basemap/tiles/openmaptiles/14/8526/5623'

  async function asking(territory: string, ...addresses: string[]): Promise<number[]> {
    const { styleAddress } = server
    const app = await appOn(database.db, {
      basemap: relayedBasemap({ styleAddress, dataDir: folder, now }),
      config: readConfig({ BASEMAP_STYLE: styleAddress, TERRITORY: territory }),
    })
    const statuses: number[] = []
    for (const address of addresses) statuses.push((await app.inject(address)).statusCode)
    await app.close()
    return statuses
  }

  it('is given from streets to the next towns, and from afar for the whole world', async () => {
    const world = '/basemap/tiles/openmaptiles/6/0/31'
    expect(await asking('epci-246700488', tile, saverne, world)).toEqual([200, 200, 200])
  })

  it('is not given far away, and nobody is asked for it', async () => {
    await asking('epci-246700488', tile)
    const before = [...server.asked]
    expect(await asking('epci-246700488', pacific, paris)).toEqual([404, 404])
    expect(server.asked).toEqual(before)
  })

  it('is given everywhere by an instance for France', async () => {
    expect(await asking('france', paris, pacific)).toEqual([200, 200])
  })
})
