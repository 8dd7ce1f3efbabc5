// The streets under the map come through our own server; when their server is away, what was kept serves, then outlines.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { relayedBasemap } from '../../server/basemap/basemap.ts'
import { readClientAssets } from '../../server/http/client-build.ts'
import { type LoopbackServer, loopbackServer } from '../basemap/loopback-server.ts'
import { type App, appOn, now } from '../databases/filled-app.ts'
import { groundOf, idsOn, mapOf } from './map-of-page.ts'
import { openSite, type Site, type Visit } from './site.ts'

const t = translator('fr')
/** Each tile of the loopback server is water all over, in this colour of its style. */
const water = [0x9e, 0xbd, 0xff] as const

describe.skipIf('skip' in inject('browser'))('A reader of the map', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reperes-ground-'))
  let site: Site
  let ground: LoopbackServer
  let visit: Visit

  beforeAll(async () => {
    ground = await loopbackServer()
    site = await openSite({ dependencies: { basemap: basemapKeptIn('kept') } })
  })
  afterAll(async () => {
    await site?.close()
    await ground?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  afterEach(async () => {
    await site.endVisits()
  })

  const basemapKeptIn = (name: string) =>
    relayedBasemap({ styleAddress: ground.styleAddress, dataDir: join(folder, name), now })

  /** The finder of a reader who was never there before: nothing comes from the browser's own cache. */
  async function arrive(address = site.address): Promise<{ map: Locator; tiles: number[] }> {
    visit = await site.visit({ viewport: { width: 1040, height: 700 }, reducedMotion: 'reduce' })
    const tiles: number[] = []
    visit.page.on('response', (response) => {
      if (response.url().includes('/basemap/tiles/')) tiles.push(response.status())
    })
    await visit.page.goto(`${address}/fr/find?near=7.75,48.58`)
    return { map: await mapOf(visit.page), tiles }
  }

  it('sees the streets, then sees them from what was kept, then outlines where nothing was', async () => {
    const first = await arrive()
    await groundOf(first.map, 'style')
    await expect.poll(() => partOf(first.map, water), { timeout: 30_000 }).toBeGreaterThan(0.3)
    expect(first.tiles.length).toBeGreaterThan(0)
    expect(ground.asked.some((path) => path.startsWith('/fonts/'))).toBe(true)
    expect(ground.asked.some((path) => path.startsWith('/sprites/'))).toBe(true)
    expect(await first.map.locator('.maplibregl-ctrl-attrib').textContent()).toContain('OpenStreetMap')
    expect(visit.trouble()).toEqual([])
    await visit.page.context().close()

    await ground.stop()
    const second = await arrive()
    await groundOf(second.map, 'style')
    await expect.poll(() => partOf(second.map, water), { timeout: 30_000 }).toBeGreaterThan(0.3)
    expect(new Set(second.tiles)).toEqual(new Set([200]))
    expect(await second.map.getByText(t('map:notices.ground')).count()).toBe(0)
    expect(visit.trouble()).toEqual([])
    await visit.page.context().close()

    const other = await secondApp()
    const third = await arrive(other.address)
    await groundOf(third.map, 'outlines')
    expect(await partOf(third.map, water)).toBe(0)
    expect((await idsOn(third.map)).length).toBeGreaterThan(70)
    expect(await third.map.locator('.maplibregl-ctrl-attrib').textContent()).toContain('Contours')
    expect(visit.errors).toEqual([])
    expect([...visit.hosts]).toEqual([new URL(other.address).host])
    await other.app.close()
  })

  /** The same places behind a server that has kept nothing. */
  async function secondApp(): Promise<{ app: App; address: string }> {
    const basemap = basemapKeptIn('empty')
    const app = await appOn(site.db, { assets: await readClientAssets(), basemap })
    return { app, address: await app.listen({ port: 0, host: '127.0.0.1' }) }
  }
})

/** How much of what is seen has a colour, from 0 to 1. */
async function partOf(
  element: Locator,
  [red, green, blue]: readonly [number, number, number],
): Promise<number> {
  const picture = (await element.screenshot()).toString('base64')
  return element.page().evaluate(
    async ({ address, wanted }) => {
      const image = new Image()
      image.src = address
      await image.decode()
      const surface = new OffscreenCanvas(image.width, image.height).getContext('2d')!
      surface.drawImage(image, 0, 0)
      const { data } = surface.getImageData(0, 0, image.width, image.height)
      let found = 0
      for (let at = 0; at < data.length; at += 4) {
        if (wanted.every((value, index) => Math.abs(value - data[at + index]!) < 6)) found += 1
      }
      return found / (data.length / 4)
    },
    { address: `data:image/png;base64,${picture}`, wanted: [red, green, blue] },
  )
}
