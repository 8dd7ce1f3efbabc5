// What a page weighs on the wire: bytes with their headers, as HTTP/1.1 sends them, compressed.
import type { Browser, Page } from 'playwright-core'
import type { Figure } from './figures.ts'
import type { MeasuredSite, Sent } from './measured-site.ts'
import { pageOn } from './phone.ts'

/** How a page comes to its map: by a button, by itself when the map is about to be seen, or never. */
export type MapOfPage = 'on-request' | 'on-sight' | 'none'

/** Nothing asked for so long: the page has all that it wants. */
const quietMs = 1_000
/** The page without its map, and with its map and the first tiles. */
const mostBytes = { page: 100, map: 500 }

/** Everything that a page on a phone fetches before its reader touches it, but the map. */
export async function weighPage(site: MeasuredSite, path: string): Promise<Figure[]> {
  // Who saves data gets no map unasked, and no style for next pages: what is left is the page.
  const sent = await sentFor(site, site.browser, path, { savesData: true })
  const scripts = sent.filter(({ wantedAs }) => kinds[wantedAs] === 'script')
  return [
    {
      what: 'bytes without the map',
      value: kilobytes(sent),
      unit: 'kB',
      atMost: mostBytes.page,
      note: byKind(sent),
    },
    { what: 'requests', value: sent.length, unit: '', atMost: 12 },
    { what: 'script', value: kilobytes(scripts), unit: 'kB', atMost: 30 },
  ]
}

/** The page with its map opened on the phone, until its first tiles are there. */
export async function weighMap(site: MeasuredSite, path: string, how: MapOfPage): Promise<Figure[]> {
  if (how === 'none') return []
  const sent = await sentFor(site, await site.mapBrowser(), path, {
    async open(page) {
      if (how === 'on-request') await page.locator('.find-bar button').click()
      else await page.locator('place-spot').scrollIntoViewIfNeeded()
      await page.locator(':is(place-map, place-spot)[data-state=ready]').waitFor({ timeout: 60_000 })
    },
  })
  const tiles = sent.filter((each) => each.path.startsWith('/basemap/tiles/'))
  const places = sent.filter((each) => each.path.startsWith('/api/collections/places/'))
  const [all, ofTiles] = [kilobytes(sent), kilobytes(tiles)]
  const room = ((mostBytes.map - all + ofTiles) / tiles.length).toFixed(0)
  const roomNote = `${tiles.length} invented ones, nearly empty; the budget leaves ${room} kB for each real one`
  return [
    { what: 'bytes with the map', value: all, unit: 'kB', atMost: mostBytes.map, note: byKind(sent) },
    { what: 'of these: places for the map', value: kilobytes(places), unit: 'kB' },
    { what: 'of these: tiles of the ground', value: ofTiles, unit: 'kB', note: roomNote },
  ]
}

type Visit = { savesData?: boolean; open?: (page: Page) => Promise<void> }

/** All that a visit with an empty cache is sent, until it asks for nothing more. */
async function sentFor(
  site: MeasuredSite,
  browser: Browser,
  path: string,
  { savesData = false, open = async () => {} }: Visit,
): Promise<Sent[]> {
  const page = await pageOn(browser, { savesData })
  site.takeSent()
  await page.goto(site.address + path)
  await open(page)
  const sent: Sent[] = []
  for (let more = site.takeSent(); more.length > 0; more = site.takeSent()) {
    sent.push(...more)
    await page.waitForTimeout(quietMs)
  }
  await page.context().close()
  return sent
}

const kilobytes = (sent: readonly Sent[]) => sent.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000

/** By the browser's word for what it wants: https://fetch.spec.whatwg.org/#concept-request-destination */
const kinds: Record<string, string> = {
  document: 'page',
  style: 'style',
  script: 'script',
  worker: 'script',
  image: 'pictures',
}

function byKind(sent: readonly Sent[]): string {
  const groups = Map.groupBy(sent, ({ wantedAs }) => kinds[wantedAs] ?? 'data')
  return [...groups].map(([kind, group]) => `${kind} ${kilobytes(group).toFixed(1)}`).join(', ')
}
