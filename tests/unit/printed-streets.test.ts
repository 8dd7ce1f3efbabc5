// Streets behind the printed map, from a server on this machine that gives, fails and hangs.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Basemap, noBasemap, relayedBasemap } from '../../server/basemap/basemap.ts'
import { groundTiles } from '../../server/directory/map/ground-tiles.rules.ts'
import { viewOf } from '../../server/directory/map/projection.rules.ts'
import { streetsUnder } from '../../server/directory/map/streets.actions.ts'
import { bytes, json, type LoopbackServer, loopbackServer, onePixel } from '../basemap/loopback-server.ts'

const view = viewOf([7.72, 48.56, 7.78, 48.6], { widthMm: 178, heightMm: 150 }, 7)
const tiles = groundTiles(view, { tileSize: 256, minzoom: 0, maxzoom: 19 })
const pathOf = ({ z, x, y }: (typeof tiles)[number]) => `/streets/${z}/${x}/${y}.png`

let folder: string
let server: LoopbackServer
let basemap: Basemap

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reperes-streets-'))
  server = await loopbackServer()
  for (const tile of tiles) server.answer(pathOf(tile), bytes('image/png', onePixel))
})
afterEach(async () => {
  basemap.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const streetSource = (url: string) => ({
  type: 'raster',
  tiles: [`${url}/streets/{z}/{x}/{y}.png`],
  tileSize: 256,
  maxzoom: 19,
  attribution: '<a href="https://streets.example">&copy; Streets &amp; Sons</a>',
})

/** The relay to a style with these sources, each drawn by a layer. */
function relay(sources: Record<string, Record<string, unknown>>): Basemap {
  const layers = Object.entries(sources).map(([source, { type }]) => ({ id: source, source, type }))
  server.answer('/styles/streets', json({ version: 8, sources, layers }))
  basemap = relayedBasemap({
    styleAddress: `${server.url}/styles/streets`,
    dataDir: folder,
    now: () => new Date('2026-11-26T10:00:00Z'),
  })
  basemap.open(() => undefined)
  return basemap
}

describe('Streets on paper', () => {
  it('are all tiles under the map, as files, with who made them', async () => {
    const streets = await streetsUnder(relay({ streets: streetSource(server.url) }), view)
    expect(streets.tiles.map(({ at, sizeMm }) => ({ at, sizeMm }))).toEqual(
      tiles.map(({ at, sizeMm }) => ({ at, sizeMm })),
    )
    expect(streets.tiles.map(({ file }) => file)).toEqual(streets.files.map(({ name }) => name))
    expect(new Set(streets.files.map(({ name }) => name)).size).toBe(tiles.length)
    for (const file of streets.files) {
      expect(file.name).toMatch(/^streets-\d+-\d+-\d+\.png$/)
      expect(file.bytes.equals(onePixel)).toBe(true)
    }
    expect(streets.attribution).toBe('© Streets & Sons')
  })

  it('are what came in time: a tile that hangs and one that fails are left out', async () => {
    const [hanging, failing, cut, empty] = tiles as [(typeof tiles)[number], ...typeof tiles]
    server.answer(pathOf(hanging), () => undefined)
    server.answer(pathOf(failing!), (_, response) => void response.writeHead(500).end())
    server.answer(pathOf(cut!), bytes('image/png', onePixel.subarray(0, -6)))
    server.answer(pathOf(empty!), (_, response) => void response.writeHead(204).end())
    const started = performance.now()
    const streets = await streetsUnder(relay({ streets: streetSource(server.url) }), view, 700)
    expect(performance.now() - started).toBeLessThan(3_000)
    expect(streets.files).toHaveLength(tiles.length - 4)
  })

  it('are none, in time, when the style itself hangs', async () => {
    const hanging = relay({ streets: streetSource(server.url) })
    server.answer('/styles/streets', () => undefined)
    const streets = await streetsUnder(hanging, view, 300)
    expect(streets).toEqual({ tiles: [], files: [], attribution: null })
  })

  it('are none where the style draws vectors, a relief, or heights', async () => {
    const url = server.url
    const streets = await streetsUnder(
      relay({
        vectors: { type: 'vector', tiles: [`${url}/planet/{z}/{x}/{y}.pbf`] },
        relief: { type: 'raster', tiles: [`${url}/relief/{z}/{x}/{y}.png`], maxzoom: 6 },
        heights: { type: 'raster-dem', tiles: [`${url}/heights/{z}/{x}/{y}.png`] },
      }),
      view,
    )
    expect(streets).toEqual({ tiles: [], files: [], attribution: null })
    expect(server.asked.filter((path) => path !== '/styles/streets')).toEqual([])
  })

  it('are none, and not waited for, where no style is configured', async () => {
    basemap = noBasemap
    const streets = await streetsUnder(noBasemap, view)
    expect(streets).toEqual({ tiles: [], files: [], attribution: null })
  })

  it('are asked for from the south where the source counts so', async () => {
    const { z, x, y } = tiles[0]!
    const source = { ...streetSource(server.url), scheme: 'tms' }
    await streetsUnder(relay({ streets: source }), view)
    expect(server.asked).toContain(`/streets/${z}/${x}/${2 ** z - 1 - y}.png`)
  })
})
