// The frame of every page in a real browser: one row on a phone, and a language menu that closes as menus do.
import type { BrowserContextOptions, Page } from 'playwright-core'
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

  type Came = { name: string; startTime: number; responseEnd: number; transferSize: number }
  const came = (page: Page, name: RegExp): Promise<Came[]> =>
    page.evaluate(
      (source) =>
        performance
          .getEntriesByType('resource')
          .filter((entry) => new RegExp(source).test(entry.name))
          .map((entry) => entry.toJSON()),
      name.source,
    )
  const [style, islands] = [/site-[^/]*css$/, /islands-[^/]*js$/]

  it('who arrives waits for no style, and the next page has it in the cache', async () => {
    const page = await visitor({ viewport: { width: 360, height: 780 } })
    const isLaidOut = () => page.locator('.site-header').evaluate((each) => getComputedStyle(each).display)
    await page.goto(`${site.address}/fr/help`)
    expect(await isLaidOut()).toBe('flex')
    await expect.poll(() => came(page, style)).toHaveLength(1)
    const [first] = await came(page, style)
    expect(first!.startTime).toBeGreaterThan((await came(page, islands))[0]!.responseEnd)
    await page.locator('.site-footer a[href$=legal]').click()
    await page.waitForURL(/legal$/)
    expect(await page.locator('link[rel=stylesheet]').count()).toBe(1)
    expect(await isLaidOut()).toBe('flex')
    expect((await came(page, style)).map(({ transferSize }) => transferSize)).toEqual([0])
  })

  it('a next page that has no style asks first for it, and for the islands only when it is there', async () => {
    const page = await visitor({ viewport: { width: 360, height: 780 } })
    // No style is fetched ahead of need.
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { get: () => ({ saveData: true }) })
    })
    await page.goto(`${site.address}/fr/help`)
    await page.waitForFunction(() => customElements.get('language-menu'))
    await page.waitForTimeout(300)
    expect(await came(page, style)).toEqual([])
    await page.locator('.site-footer a[href$=legal]').click()
    await page.waitForURL(/legal$/)
    await page.waitForFunction(() => customElements.get('language-menu'))
    const [[sheet], [script, ...more]] = await Promise.all([came(page, style), came(page, islands)])
    expect(more).toEqual([])
    expect(script!.startTime).toBeGreaterThanOrEqual(sheet!.responseEnd)
  })

  it('pages on which people write come whole to who arrives, without script too', async () => {
    const page = await visitor({ javaScriptEnabled: false, viewport: { width: 360, height: 780 } })
    await page.goto(`${site.address}/fr/sign-in`)
    expect(await page.locator('style').count()).toBe(2)
    const field = page.locator('main input[type=email]')
    expect((await field.boundingBox())!.height).toBeGreaterThan(43.9)
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
