// A browser that cannot draw a map (no WebGL): everything else works.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { type Light, search } from '../databases/filled-app.ts'
import { listedOn } from './map-of-page.ts'
import { openSite, type Site, type Visit } from './site.ts'

const t = translator('fr')

describe.skipIf('skip' in inject('browser'))('A reader whose browser draws no map', () => {
  let site: Site
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    site = await openSite({
      browserArguments: ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis'],
    })
  })
  afterAll(async () => site?.close())
  afterEach(async () => {
    expect(visit.trouble()).toEqual([])
    await site.endVisits()
  })

  const arrive = async (path: string, width: number) => {
    visit = await site.visit({ viewport: { width, height: 780 } })
    page = visit.page
    await page.goto(site.address + path)
  }
  const failed = () =>
    expect
      .poll(() => page.locator('place-map').getAttribute('data-state'), { timeout: 30_000 })
      .toBe('failed')
  const saysSo = () => page.locator('place-map').getByText(t('map:notices.webgl')).isVisible()

  it('is told so beside the list, searches on, turns the page and opens a place', async () => {
    await arrive('/fr/find?services=work', 1280)
    await failed()
    expect(await saysSo()).toBe(true)
    expect(await page.locator('place-map button:visible').count()).toBe(0)
    await page.locator('#summary-languages').click()
    await page.getByRole('checkbox', { name: 'Türkçe (turc)' }).check()
    const { features } = await search<Light['properties']>(site.app, 'services=work&languages=tr&limit=20')
    await expect.poll(() => listedOn(page)).toEqual(features.map(({ id }) => id))
    expect(await saysSo()).toBe(true)
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: t('find:form.clear') }).click()
    await page.getByRole('link', { name: t('find:paging.next') }).click()
    await page.waitForURL(/offset=20/)
    await expect.poll(() => page.locator('#results .card').first().getAttribute('value')).toBe('21')
    const first = page.locator('#results h3 a').first()
    const name = await first.textContent()
    await first.click()
    await page.waitForURL(/\/fr\/places\//)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name)
  })

  it('is told so in the window of a phone, and leaves it for the same list', async () => {
    await arrive('/fr/find', 360)
    const listed = await listedOn(page)
    await page.getByRole('button', { name: t('find:map.open') }).click()
    await failed()
    expect(await saysSo()).toBe(true)
    await page.getByRole('button', { name: t('find:map.close') }).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect(await listedOn(page)).toEqual(listed)
  })

  it('keeps the link to the map on the page of a place', async () => {
    await arrive('/fr/places/1', 360)
    await page.locator('place-spot').scrollIntoViewIfNeeded()
    const state = () => page.locator('place-spot').getAttribute('data-state')
    await expect.poll(state, { timeout: 30_000 }).toBe('failed')
    expect(await page.locator('place-spot a').isVisible()).toBe(true)
  })
})
