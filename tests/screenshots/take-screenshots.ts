// `npm run screenshots`: the pictures of the README, the same at each run for the same code: invented places, a clock
// that stands still, and outlines under the map, which ask nobody. Pages of paper want `pdftoppm` (poppler-utils).
import { execFileSync } from 'node:child_process'
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

/** A page of a printed directory, beside the screens. */
type PaperPicture = { name: string; query: string; page: number }

const french = 'territory=commune-67482&print=fr'
const papers: PaperPicture[] = [
  { name: 'directory-cover', query: `${french},ar`, page: 1 },
  { name: 'directory-map', query: french, page: 2 },
  { name: 'directory-cards', query: `${french},ar`, page: 4 },
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

/** Dots for an inch: the paper is as wide as it is shown, on a screen of two dots for one. */
const paperDots = 96

async function takePaper(site: Site, { name, query, page: number }: PaperPicture): Promise<void> {
  const answer = await fetch(`${site.address}/fr/directory.pdf?${query}`)
  if (!answer.ok) throw new Error(`/fr/directory.pdf?${query}: ${answer.status}`)
  const drawn = execFileSync(
    'pdftoppm',
    ['-png', '-r', `${paperDots}`, '-f', `${number}`, '-l', `${number}`, '-'],
    { input: Buffer.from(await answer.arrayBuffer()), maxBuffer: 64 * 1024 * 1024 },
  )
  const { page } = await site.visit({ viewport: { width: 794, height: 1123 } })
  await page.setContent(
    `<style>* { margin: 0 }</style><img src="data:image/png;base64,${drawn.toString('base64')}">`,
  )
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode())
  const picture = await photograph(page)
  writeFileSync(join(folder, `${name}.webp`), picture)
  process.stdout.write(`docs/screenshots/${name}.webp  ${Math.round(picture.length / 1024)} kB\n`)
  await page.context().close()
}

mkdirSync(folder, { recursive: true })
const site = await openSite()
try {
  for (const picture of pictures) await take(site, picture)
  for (const paper of papers) await takePaper(site, paper)
} finally {
  await site.close()
}
