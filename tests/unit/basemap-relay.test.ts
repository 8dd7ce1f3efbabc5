import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Basemap, relayedBasemap } from '../../server/basemap/basemap.ts'
import { openDiskCache, type StoredAnswer } from '../../server/basemap/disk-cache.ts'
import { gentleUpstream } from '../../server/basemap/gentle-upstream.ts'
import type { UpstreamAnswer } from '../../server/basemap/upstream.ts'
import { UpstreamError } from '../../server/basemap/upstream-error.ts'
import {
  bytes,
  json,
  type LoopbackServer,
  libertyLike,
  loopbackServer,
  vectorTile,
} from '../basemap/loopback-server.ts'

const dayMs = 24 * 60 * 60 * 1000
const strasbourg = { z: 14, x: 8529, y: 5640 }
const tilePath = '/planet/20261101/14/8529/5640.pbf'

let folder: string
let server: LoopbackServer
let time: number
let said: string[]
let opened: Basemap[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reperes-basemap-'))
  server = await loopbackServer()
  time = Date.parse('2026-11-20T10:00:00Z')
  said = []
  opened = []
})
afterEach(async () => {
  for (const basemap of opened) basemap.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const now = () => new Date(time)

function relay(options: Partial<Parameters<typeof relayedBasemap>[0]> = {}): Basemap {
  const { styleAddress } = server
  const basemap = relayedBasemap({
    styleAddress,
    dataDir: folder,
    now,
    upstream: { timeoutMs: 2_000 },
    ...options,
  })
  basemap.open((message) => said.push(message))
  opened.push(basemap)
  return basemap
}

const faultOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'none',
    (error) => (error instanceof UpstreamError ? error.fault : String(error)),
  )
const timesAsked = (path: string) => server.asked.filter((asked) => asked === path).length
/** Until what runs behind the reader's back has come so far. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('A tile through the relay', () => {
  it('is asked once for all who want it at the same time, and never again while it is fresh', async () => {
    const basemap = relay()
    const together = await Promise.all(
      Array.from({ length: 20 }, () => basemap.tile('openmaptiles', strasbourg)),
    )
    for (const tile of together) {
      expect(tile).toMatchObject({ state: 'found', fresh: true, contentType: 'application/x-protobuf' })
    }
    time += 6 * dayMs
    await basemap.tile('openmaptiles', strasbourg)
    expect(timesAsked(tilePath)).toBe(1)
  })

  it('is given as it was stored while a newer one is fetched behind', async () => {
    const basemap = relay()
    await basemap.tile('openmaptiles', strasbourg)
    time += 8 * dayMs
    expect(await basemap.tile('openmaptiles', strasbourg)).toMatchObject({ state: 'found', fresh: false })
    await until(() => timesAsked(tilePath) === 2)
    // Unchanged, says the server to the etag: then it is fresh again.
    await until(async () => (await basemap.tile('openmaptiles', strasbourg))?.fresh === true)
    expect((await basemap.tile('openmaptiles', strasbourg))?.body.equals(vectorTile)).toBe(true)
  })

  it('is still there when the service starts again and the servers are gone', async () => {
    const first = relay()
    await first.tile('openmaptiles', strasbourg)
    first.close()
    await server.stop()
    time += 30 * dayMs
    const second = relay()
    expect((await second.style()).tiles.has('openmaptiles')).toBe(true)
    expect(await second.tile('openmaptiles', strasbourg)).toMatchObject({ state: 'found', fresh: false })
    expect(await faultOf(second.tile('openmaptiles', { z: 14, x: 1, y: 1 }))).toBe('away')
  })

  it('is still there when the style names another address for it and nobody is at that one', async () => {
    const first = relay()
    await first.tile('openmaptiles', strasbourg)
    first.close()
    server.answer('/planet', json({ tiles: [`${server.url}/planet/20261108/{z}/{x}/{y}.pbf`], maxzoom: 14 }))
    time += 2 * dayMs
    const second = relay()
    await second.style()
    await until(() => timesAsked('/planet') === 2)
    time += 2 * 60_000
    await until(async () => {
      await second.tile('openmaptiles', strasbourg)
      return timesAsked(tilePath.replace('20261101', '20261108')) > 0
    })
    expect(await second.tile('openmaptiles', strasbourg)).toMatchObject({ state: 'found', fresh: false })
  })

  it('without anything on it is empty, and unknown where the servers have none; both are remembered', async () => {
    server.answer(tilePath, (_, response) => void response.writeHead(204).end())
    server.answer('/planet/20261101/14/0/0.pbf', (_, response) => void response.writeHead(404).end())
    const basemap = relay()
    for (let times = 0; times < 3; times += 1) {
      expect(await basemap.tile('openmaptiles', strasbourg)).toMatchObject({ state: 'empty' })
      expect(await basemap.tile('openmaptiles', { z: 14, x: 0, y: 0 })).toMatchObject({ state: 'unknown' })
    }
    expect(server.asked.filter((path) => path.startsWith('/planet/2026'))).toHaveLength(2)
  })

  it('is compressed once, whether it came so, hid it, or did not', async () => {
    const large = Buffer.concat([vectorTile, Buffer.alloc(5_000, 0x1a)])
    const columns = [
      [1, large, undefined],
      [2, gzipSync(large), 'gzip'],
      [3, gzipSync(large), undefined],
    ] as const
    for (const [x, body, encoding] of columns) {
      server.answer(`/planet/20261101/14/${x}/0.pbf`, (_, response) => {
        if (encoding) response.setHeader('content-encoding', encoding)
        response.setHeader('content-type', 'application/x-protobuf').end(body)
      })
    }
    const basemap = relay()
    for (const [x] of columns) {
      const tile = await basemap.tile('openmaptiles', { z: 14, x, y: 0 })
      expect(tile?.gzipped).toBe(true)
      expect(gunzipSync(tile!.body).equals(large)).toBe(true)
    }
  })

  it.each([
    [
      'another server’s address',
      (response) => response.writeHead(302, { location: 'http://example.org/' }).end(),
    ],
    [
      'the same machine at another port',
      (response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
    ],
    ['addresses without end', (response) => response.writeHead(301, { location: tilePath }).end()],
    ['a page', (response) => response.setHeader('content-type', 'text/html').end('<!doctype html>')],
    [
      'a page that calls itself a tile',
      (response) => response.setHeader('content-type', 'application/x-protobuf').end('<html>'),
    ],
    ['a refusal', (response) => response.writeHead(403).end()],
    [
      'what unpacks to more than there may be',
      (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(200_000))),
    ],
    ['more than there may be', (response) => response.end(Buffer.alloc(200_000, 0x1a))],
  ] as [string, (response: import('node:http').ServerResponse) => void][])(
    'is refused when the servers give %s instead',
    async (_, give) => {
      server.answer(tilePath, (_request, response) => give(response))
      const basemap = relay({ upstream: { mostBytes: 100_000 } })
      expect(await faultOf(basemap.tile('openmaptiles', strasbourg))).toBe('unusable')
      // Another tile is a tile.
      expect(await basemap.tile('openmaptiles', { z: 14, x: 2, y: 2 })).toMatchObject({ state: 'found' })
    },
  )

  it('is found behind a redirect on the same server', async () => {
    server.answer(
      tilePath,
      (_, response) => void response.writeHead(302, { location: '/planet/20261101/14/7/7.pbf' }).end(),
    )
    expect(await relay().tile('openmaptiles', strasbourg)).toMatchObject({ state: 'found' })
  })

  it('that never ends is given up', async () => {
    server.answer(tilePath, (_, response) => void response.writeHead(200).write('a'))
    expect(await faultOf(relay({ upstream: { timeoutMs: 300 } }).tile('openmaptiles', strasbourg))).toBe(
      'slow',
    )
  })

  it('is given when nothing can be stored, and that is said once', async () => {
    const file = join(folder, 'a file')
    writeFileSync(file, '')
    const basemap = relay({ dataDir: file })
    await basemap.tile('openmaptiles', strasbourg)
    expect(await basemap.tile('openmaptiles', strasbourg)).toMatchObject({ state: 'found' })
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('is not kept in')
  })

  it('far from what the instance serves is asked of nobody, whichever end the rows are counted from', async () => {
    const tiles = (scheme: string) => ({
      type: 'vector',
      tiles: [`${server.url}/planet/20261101/{z}/{x}/{y}.pbf`],
      scheme,
    })
    const sources = { openmaptiles: tiles('xyz'), tms: tiles('tms') }
    server.answer('/styles/liberty', json({ ...libertyLike(server.url), sources }))
    const basemap = relay()
    await basemap.style()
    const before = server.asked.length
    const near = [7.5, 48.4, 7.9, 48.7] as const
    const fromSouth = { ...strasbourg, y: 2 ** 14 - 1 - strasbourg.y }
    const pacific = { z: 14, x: 100, y: 8_000 }
    expect(await basemap.tile('openmaptiles', pacific, { near })).toBeUndefined()
    expect(await basemap.tile('openmaptiles', fromSouth, { near })).toBeUndefined()
    expect(await basemap.tile('tms', strasbourg, { near })).toBeUndefined()
    expect(server.asked).toHaveLength(before)
    expect(await basemap.tile('openmaptiles', strasbourg, { near })).toMatchObject({ state: 'found' })
    expect(await basemap.tile('tms', fromSouth, { near })).toMatchObject({ state: 'found' })
    expect(await basemap.tile('openmaptiles', pacific, { near: undefined })).toMatchObject({ state: 'found' })
  })

  it('is there for one reader while another asks for hundreds', async () => {
    const held: (() => void)[] = []
    const holding = (x: number) =>
      server.answer(`/planet/20261101/14/${x}/0.pbf`, (_, response) => {
        held.push(() => response.setHeader('content-type', 'application/x-protobuf').end(vectorTile))
      })
    for (let x = 0; x < 200; x += 1) holding(x)
    const basemap = relay({ politeness: { mostAtOnce: 2, mostWaiting: 100 } })
    await basemap.style()
    const one = Array.from({ length: 200 }, (_, x) =>
      faultOf(basemap.tile('openmaptiles', { z: 14, x, y: 0 }, { client: '192.0.2.1' })),
    )
    await until(() => held.length === 2)
    const other = faultOf(basemap.tile('openmaptiles', strasbourg, { client: '192.0.2.2' }))
    let answered = 0
    const letOneGo = async () => {
      await until(() => held.length > 0)
      held.shift()!()
      answered += 1
    }
    let came = false
    other.then(() => {
      came = true
    })
    await letOneGo()
    await letOneGo()
    await until(() => came)
    expect(await other).toBe('none')
    expect(answered).toBe(2)
    while (answered < 102) await letOneGo()
    const faults = await Promise.all(one)
    expect(faults.filter((fault) => fault === 'busy')).toHaveLength(98)
    expect(faults.filter((fault) => fault === 'none')).toHaveLength(102)
  })

  it('that the style does not name is asked of nobody', async () => {
    const basemap = relay()
    await basemap.style()
    const before = server.asked.length
    expect(await basemap.tile('parking', strasbourg)).toBeUndefined()
    expect(await basemap.tile('constructor', strasbourg)).toBeUndefined()
    expect(await basemap.tile('openmaptiles', { z: 15, x: 0, y: 0 })).toBeUndefined()
    expect(await basemap.tile('relief', { z: 7, x: 0, y: 0 })).toBeUndefined()
    expect(await basemap.sprite('ofm.png')).toBeUndefined()
    expect(await basemap.sprite('default@3x.png')).toBeUndefined()
    expect(await basemap.glyphs('Comic Sans', '0-255')).toBeUndefined()
    expect(server.asked).toHaveLength(before)
  })
})

describe('The style through the relay', () => {
  it('is asked again after a while, and what is wrong does not replace it', async () => {
    await (await relay()).style()
    for (const wrong of [bytes('text/html', Buffer.from('<p>')), json({ version: 7 }), json([])]) {
      server.answer('/styles/liberty', wrong)
      time += 2 * dayMs
      const later = relay()
      const before = timesAsked('/styles/liberty')
      expect((await later.style()).tiles.has('openmaptiles')).toBe(true)
      await until(() => timesAsked('/styles/liberty') > before)
    }
  })

  it('is waited for once when nobody answers, then tried behind the reader’s back', async () => {
    await server.stop()
    const basemap = relay({ politeness: { restMs: 30_000 } })
    expect(await faultOf(basemap.style())).toBe('away')
    expect(await faultOf(basemap.style())).toBe('resting')
    expect(await faultOf(basemap.tile('openmaptiles', strasbourg))).toBe('resting')
    expect(said).toEqual([expect.stringContaining('cannot be had (away): the map is drawn on paper')])
    await server.start()
    expect(await faultOf(basemap.style())).toBe('resting')
    expect(server.asked).toEqual([])
    time += 31_000
    await until(async () => (await faultOf(basemap.style())) === 'none')
    expect(server.asked).toEqual(['/styles/liberty', '/planet'])
  })

  it('is not waited for again by readers when the first of them waited in vain', async () => {
    server.answer('/styles/liberty', () => undefined)
    const basemap = relay({ upstream: { timeoutMs: 300 } })
    expect(await faultOf(basemap.style())).toBe('slow')
    time += 31_000
    expect(await faultOf(basemap.style())).toBe('resting')
  })

  it('changes when the operator’s style does', async () => {
    const basemap = relay()
    await basemap.style()
    server.answer('/styles/liberty', json({ ...libertyLike(server.url), name: 'Autumn' }))
    time += 2 * dayMs
    await until(async () => {
      time += 61_000
      return (await basemap.style()).inLanguage('fr').name === 'Autumn'
    })
    expect(timesAsked('/styles/liberty')).toBe(2)
  })

  it('of one operator has nothing to do with the tiles of another', async () => {
    await relay().tile('openmaptiles', strasbourg)
    server.answer('/styles/other', json(libertyLike(server.url)))
    await relay({ styleAddress: `${server.url}/styles/other` }).tile('openmaptiles', strasbourg)
    expect(timesAsked(tilePath)).toBe(2)
  })
})

describe('The servers of the map', () => {
  const found = async (): Promise<UpstreamAnswer> => ({ state: 'empty' })
  const isAway = async () => {
    throw new UpstreamError('away')
  }
  const gentle = (ask: () => Promise<UpstreamAnswer>, limits = {}) =>
    gentleUpstream(ask, now, (message) => said.push(message), limits)
  const address = (path: number | string) => `https://tiles.example.org/${path}`

  it('are left alone for a while when they fail again and again, and the log names no tile', async () => {
    let asked = 0
    let answer: () => Promise<UpstreamAnswer> = isAway
    const ask = gentle(() => {
      asked += 1
      return answer()
    })
    for (let path = 0; path < 10; path += 1) await faultOf(ask(address(path), 'image'))
    expect(asked).toBe(3)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('tiles.example.org does not answer')
    expect(said[0]).not.toContain('tiles.example.org/')
    answer = found
    expect(await faultOf(ask('https://other.example.org/', 'image'))).toBe('none')
    time += 31_000
    expect(await faultOf(ask(address(7), 'image'))).toBe('none')
    expect(await faultOf(ask(address(8), 'image'))).toBe('none')
  })

  it('are asked on when one address is bad, but not for that', async () => {
    const asked: string[] = []
    const ask = gentleUpstream(
      async (path) => {
        asked.push(path)
        if (path.endsWith('bad')) throw new UpstreamError('unusable')
        return { state: 'empty' }
      },
      now,
      () => undefined,
    )
    for (let times = 0; times < 5; times += 1) {
      await faultOf(ask(address('bad'), 'image'))
      await ask(address(`good-${times}`), 'image')
    }
    expect(asked.filter((path) => path.endsWith('bad'))).toHaveLength(1)
    expect(asked).toHaveLength(6)
  })

  it('get only so many questions at once; the others wait, and too many are refused', async () => {
    let running = 0
    let most = 0
    const release: (() => void)[] = []
    const ask = gentle(
      async () => {
        most = Math.max(most, ++running)
        await new Promise<void>((resolve) => release.push(resolve))
        running -= 1
        return { state: 'empty' }
      },
      { mostAtOnce: 2, mostWaiting: 3 },
    )
    const answers = Array.from({ length: 6 }, (_, path) => faultOf(ask(address(path), 'image')))
    expect(await answers[5]).toBe('busy')
    for (let times = 0; times < 5; times += 1) {
      await until(() => release.length > 0)
      release.shift()!()
    }
    expect(await Promise.all(answers)).toEqual(['none', 'none', 'none', 'none', 'none', 'busy'])
    expect(most).toBe(2)
  })
})

describe('What is kept on the disk', () => {
  const open = (mostBytes?: number) =>
    openDiskCache(folder, { now, say: (message) => said.push(message), ...(mostBytes && { mostBytes }) })
  const answer = (size: number, address = 'https://a.example/'): StoredAnswer => ({
    address,
    state: 'found',
    body: Buffer.alloc(size, 7),
    contentType: 'image/png',
    gzipped: false,
    etag: '"a"',
    fetchedAt: now(),
  })

  it('is what was written, also by another process', () => {
    const one = open()
    const other = open()
    one.write('a', answer(1_000))
    expect(other.read('a')).toEqual(answer(1_000))
    other.write('a', { ...answer(10), etag: undefined })
    expect(one.read('a')).toEqual({ ...answer(10), etag: undefined })
    expect(one.read('b')).toBeUndefined()
    one.close()
    other.close()
  })

  it('stays within its size: what nobody used for longest goes first', () => {
    const cache = open(100_000)
    for (let index = 0; index < 8; index += 1) {
      cache.write(`tile ${index}`, answer(10_000))
      time += 1_000
    }
    time += 2 * 60 * 60 * 1000
    expect(cache.read('tile 0')).toBeDefined()
    for (let index = 8; index < 12; index += 1) {
      cache.write(`tile ${index}`, answer(10_000))
      time += 1_000
    }
    expect(cache.read('tile 0')).toBeDefined()
    expect(cache.read('tile 1')).toBeUndefined()
    expect(cache.read('tile 11')).toBeDefined()
    for (let index = 0; index < 500; index += 1) cache.write(`more ${index}`, answer(10_000))
    cache.close()
    expect(statSync(join(folder, 'basemap.sqlite')).size).toBeLessThan(300_000)
  })

  it('that is no cache at all is said to be, once, and left as it is', () => {
    const file = join(folder, 'basemap.sqlite')
    writeFileSync(file, 'somebody’s notes, which are no database at all '.repeat(100))
    const cache = open()
    cache.write('a', answer(10))
    expect(cache.read('a')).toBeUndefined()
    expect(said).toHaveLength(1)
    expect(readFileSync(file, 'utf8')).toContain('somebody’s notes')
  })

  it('is read while the disk is full, which is said once', () => {
    const cache = open()
    cache.write('a', answer(1_000))
    const stored = answer(1_000)
    const other = new DatabaseSync(join(folder, 'basemap.sqlite'))
    other.exec(`create trigger full_up before update on answer
      begin select raise(abort, 'database or disk is full'); end`)
    time += 2 * 60 * 60 * 1000
    for (let times = 0; times < 3; times += 1) expect(cache.read('a')).toEqual(stored)
    expect(said).toEqual([expect.stringContaining('disk is full')])
    // The use is noted once there is room again.
    other.exec('drop trigger full_up')
    time += 2 * 60 * 1000
    cache.read('a')
    expect(other.prepare('select used_at from answer').get()).toEqual({ used_at: time })
    other.close()
    cache.close()
  })

  it('is read while another process writes', () => {
    const cache = open()
    cache.write('a', answer(1_000))
    const stored = answer(1_000)
    const other = new DatabaseSync(join(folder, 'basemap.sqlite'))
    other.exec('begin immediate')
    time += 2 * 60 * 60 * 1000
    expect(cache.read('a')).toEqual(stored)
    cache.write('b', answer(1_000))
    other.exec('rollback')
    expect(cache.read('b')).toBeUndefined()
    cache.write('b', answer(1_000))
    expect(cache.read('b')).toBeDefined()
    expect(said).toEqual([])
    other.close()
    cache.close()
  })

  it('that is full or broken later answers nothing, and is said once', () => {
    const cache = open()
    cache.write('a', answer(10))
    const other = new DatabaseSync(join(folder, 'basemap.sqlite'))
    other.exec('drop table answer')
    other.close()
    for (let times = 0; times < 3; times += 1) {
      cache.write('b', answer(10))
      expect(cache.read('a')).toBeUndefined()
    }
    expect(said).toHaveLength(1)
    cache.close()
    cache.write('c', answer(10))
    expect(said).toHaveLength(1)
  })
})
