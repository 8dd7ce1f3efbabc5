// Readers who pay for each megabyte: no map comes unasked, and it comes when asked.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { mapOf } from './map-of-page.ts'
import { openSite, type Site, type Visit } from './site.ts'

const t = translator('fr')

describe.skipIf('skip' in inject('browser'))('A reader who saves data', () => {
  let site: Site
  let visit: Visit
  let page: Page
  let forMap: string[]

  beforeAll(async () => {
    site = await openSite()
  })
  afterAll(async () => site?.close())
  afterEach(async () => {
    expect(visit.trouble()).toEqual([])
    await site.endVisits()
  })

  const arrive = async (path: string, width: number) => {
    visit = await site.visit({ viewport: { width, height: 780 } })
    page = visit.page
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { get: () => ({ saveData: true }) })
    })
    forMap = []
    page.on('request', (request) => {
      if (/place-(map|spot)|maplibre|draw-map|\/basemap\//.test(request.url())) forMap.push(request.url())
    })
    await page.goto(site.address + path)
    await idle(page)
  }

  it('finds a sentence and a button where the map would stand, and the map behind it', async () => {
    await arrive('/fr/find', 1280)
    expect(await page.locator('.map-beside').textContent()).toContain(t('find:map.save'))
    await page.locator('#results .card').nth(4).hover()
    await idle(page)
    expect(forMap).toEqual([])
    await page.getByRole('button', { name: t('find:map.show') }).click()
    await mapOf(page)
    expect(forMap.length).toBeGreaterThan(0)
  })

  it('keeps the button while searching on', async () => {
    await arrive('/fr/find?services=work&languages=tr', 1280)
    await page.getByRole('link', { name: t('find:remove', { filter: 'Türkçe (turc)' }) }).click()
    await page.waitForURL(/\/fr\/find\?services=work$/)
    await expect.poll(() => page.locator('#results[aria-busy]').count()).toBe(0)
    expect(await page.getByRole('button', { name: t('find:map.show') }).isVisible()).toBe(true)
    expect(forMap).toEqual([])
  })

  it('has on a phone the map of the bar, once it is pressed', async () => {
    await arrive('/fr/find', 360)
    expect(forMap).toEqual([])
    await page.getByRole('button', { name: t('find:map.open') }).click()
    await mapOf(page)
  })

  it('reads the page of a place with a link to the map, which stays a link', async () => {
    await arrive('/fr/places/1', 360)
    await page.locator('place-spot').scrollIntoViewIfNeeded()
    await idle(page)
    expect(await page.locator('place-spot a').isVisible()).toBe(true)
    expect(forMap).toEqual([])
  })
})

/** When the browser has nothing left to do, it would have begun to fetch. */
async function idle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)))
  await page.waitForLoadState('networkidle')
}
