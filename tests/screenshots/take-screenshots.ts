// `npm run screenshots`: the pictures of the README, the same at each run for the same code: invented places, a clock
// that stands still, and outlines under the map, which ask nobody.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { mapOf } from '../browser/map-of-page.ts'
import { openSite, type Site } from '../browser/site.ts'

const folder = join(import.meta.dirname, '../../docs/screenshots')
const wide = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const
const phone = {
  viewport: { width: 360, height: 780 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce',
} as const

type Picture = {
  name: string
  path: string
  look: typeof wide | typeof phone
  /** What is done before the picture is taken. */
  prepare?: (page: Page) => Promise<unknown>
}

const where = encodeURIComponent('Place de l’Étoile, Strasbourg')
const search = `/fr/find?where=${where}&near=7.7521,48.5734&services=administrative-procedures`

const pictures: Picture[] = [
  { name: 'start-fr', path: '/fr', look: wide },
  { name: 'finder-fr', path: search, look: wide, prepare: chooseOnMap },
  { name: 'place-ar', path: '/ar/places/1', look: phone },
]

async function chooseOnMap(page: Page): Promise<void> {
  const map = await mapOf(page)
  await map.locator('.map-place').nth(1).dispatchEvent('click')
  await page.evaluate(() => scrollTo(0, 0))
}

/** A photograph of what no longer moves: two in a row are the same. */
async function photograph(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page)
  const take = async () =>
    Buffer.from(
      (await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 })).data,
      'base64',
    )
  let last = await take()
  for (let count = 0; count < 50; count += 1) {
    const next = await take()
    if (next.equals(last)) return next
    last = next
  }
  throw new Error(`${page.url()} never stands still`)
}

async function take(site: Site, { name, path, look, prepare }: Picture): Promise<void> {
  const { page, trouble } = await site.visit(look)
  await page.goto(site.address + path, { waitUntil: 'networkidle' })
  await prepare?.(page)
  const picture = await photograph(page)
  const problems = trouble()
  if (problems.length > 0) throw new Error(`${path}: ${problems.join(', ')}`)
  writeFileSync(join(folder, `${name}.webp`), picture)
  process.stdout.write(`docs/screenshots/${name}.webp  ${Math.round(picture.length / 1024)} kB\n`)
  await page.context().close()
}

mkdirSync(folder, { recursive: true })
const site = await openSite()
try {
  for (const picture of pictures) await take(site, picture)
} finally {
  await site.close()
}
