// The frame of every page in a real browser: one row on a phone, and a language menu that closes as menus do.
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { openSite, overflowOf, type Site, type Visit } from './site.ts'

describe.skipIf('skip' in inject('browser'))('On a phone', () => {
  let site: Site
  let visit: Visit
  beforeAll(async () => {
    site = await openSite()
  })
  afterAll(async () => site?.close())
  afterEach(async () => {
    expect(visit.trouble()).toEqual([])
    await site.endVisits()
  })

  const visitor = async (options: BrowserContextOptions) => {
    visit = await site.visit(options)
    return visit.page
  }

  it.each(locales)('the header is one row, and help fits the screen, in %s', async (locale) => {
    const page = await visitor({ viewport: { width: 320, height: 640 } })
    for (const path of ['find', 'help', 'accessibility', 'legal', 'privacy']) {
      await page.goto(`${site.address}/${locale}/${path}`)
      expect((await page.locator('.site-header').boundingBox())!.height).toBeLessThanOrEqual(48)
      expect(await overflowOf(page), path).toBe(0)
    }
    await page.locator('.languages summary').click()
    expect(await overflowOf(page)).toBe(0)
    for (const target of await page.locator('.languages li a, .site-footer a').all()) {
      expect((await target.boundingBox())!.height).toBeGreaterThan(43.9)
    }
  })

  it('somebody changes the language without script, and stays with the search', async () => {
    const page = await visitor({ javaScriptEnabled: false, viewport: { width: 360, height: 780 } })
    await page.goto(`${site.address}/fr/find?services=work`)
    expect(await page.getByRole('link', { name: 'Türkçe' }).isVisible()).toBe(false)
    await page.locator('.languages summary').click()
    await page.getByRole('link', { name: 'Türkçe' }).click()
    expect(page.url()).toBe(`${site.address}/tr/find?services=work`)
    expect(await page.locator('html').getAttribute('lang')).toBe('tr')
  })

  it('what reads asks first for the style, and for the islands only when that is there', async () => {
    const page = await visitor({ viewport: { width: 360, height: 780 } })
    await page.goto(`${site.address}/fr/find`)
    const came = (await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((entry) => ({ ...entry.toJSON(), name: new URL(entry.name).pathname })),
    )) as { name: string; startTime: number; responseEnd: number }[]
    const [style] = came.filter(({ name }) => /site-.*css$/.test(name))
    const islands = came.filter(({ name }) => /islands-.*js$/.test(name))
    expect(islands).toHaveLength(1)
    expect(islands[0]!.startTime).toBeGreaterThanOrEqual(style!.responseEnd)
  })

  it('the menu opens by the keyboard and closes by Escape, by going on, and by a press elsewhere', async () => {
    const page = await visitor({ viewport: { width: 1280, height: 800 } })
    await page.goto(`${site.address}/fr/help`)
    const menu = page.locator('.languages details')
    const isOpen = () => menu.evaluate((details: HTMLDetailsElement) => details.open)
    const summary = menu.locator('summary')

    await summary.focus()
    await page.keyboard.press('Enter')
    expect(await isOpen()).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    expect(await isOpen()).toBe(false)
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)

    await page.keyboard.press('Enter')
    for (const _ of [...locales, 'beyond']) await page.keyboard.press('Tab')
    expect(await isOpen()).toBe(false)

    await summary.click()
    expect(await isOpen()).toBe(true)
    await page.locator('h1').click()
    expect(await isOpen()).toBe(false)
  })
})
