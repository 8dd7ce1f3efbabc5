// From a need to places near an address, with the keyboard alone; and "around me", allowed and refused.
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { FoundAddress, Geocoder } from '../../server/geocoding/address-service.ts'
import { tabTo } from './keyboard.ts'
import { openSite, overflowOf, type Site, type Visit } from './site.ts'

const t = translator('fr')

const street = (number: number, lon: number): FoundAddress => ({
  label: `${number} Rue de la Calcination 67100 Strasbourg`,
  lonLat: [lon, 48.5662],
  communeCode: '67482',
  precision: 'housenumber',
  score: 0.9,
})

describe.skipIf('skip' in inject('browser'))('The field under “where”', () => {
  let site: Site
  let visit: Visit
  let page: Page
  let context: BrowserContext
  let away = false
  const geocoder: Geocoder = {
    async search({ text }) {
      if (away) return undefined
      return /calcin/i.test(text) ? [street(5, 7.7601), street(7, 7.76123456)] : []
    },
  }

  beforeAll(async () => {
    site = await openSite({ dependencies: { geocoder } })
  })
  afterAll(async () => site?.close())
  beforeEach(async () => {
    away = false
    visit = await site.visit({ viewport: { width: 360, height: 780 } })
    page = visit.page
    context = page.context()
  })
  afterEach(async () => {
    expect(visit.trouble()).toEqual([])
    await site.endVisits()
  })

  const field = () => page.getByRole('combobox')
  const options = () => page.getByRole('option')
  const status = () => page.locator('.address-status')
  const open = async (path: string) => {
    await page.goto(`${site.address}${path}`)
    await field().waitFor()
  }

  it('is found, filled and sent with the keyboard alone', async () => {
    await page.goto(`${site.address}/fr`)
    await tabTo(page.getByRole('link', { name: t('start:needs.work.word') }))
    await page.keyboard.press('Enter')
    await field().waitFor()
    await tabTo(field())
    await page.keyboard.type('5 rue de la calcin')
    await options().first().waitFor()
    expect(await field().getAttribute('aria-expanded')).toBe('true')
    expect(await status().textContent()).toBe(t('addresses:count', { amount: '2' }))

    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    expect(await chosen()).toContain('7 Rue de la Calcination')
    await page.keyboard.press('Home')
    expect(await chosen()).toContain('5 Rue de la Calcination')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')

    await page.waitForURL(/\/fr\/find\?/)
    const { searchParams } = new URL(page.url())
    expect(searchParams.get('services')).toBe('work')
    expect(searchParams.get('where')).toBe('7 Rue de la Calcination 67100 Strasbourg')
    expect(searchParams.get('near')).toBe('7.76123,48.56620')
    expect(await page.locator('.card').count()).toBeGreaterThan(0)
  })

  /** What a screen reader says of the active proposal. */
  async function chosen(): Promise<string> {
    const id = await field().getAttribute('aria-activedescendant')
    const option = page.locator(`[id="${id}"]`)
    expect(await option.getAttribute('aria-selected')).toBe('true')
    return (await option.textContent()) ?? ''
  }

  it('says of each proposal what it is, and is closed by Escape without losing a letter', async () => {
    await open('/fr?need=work')
    await field().pressSequentially('neudorf')
    await options().first().waitFor()
    expect(await options().first().textContent()).toContain(t('addresses:kinds.neighbourhood'))
    const { height } = (await options().first().boundingBox())!
    expect(height).toBeGreaterThanOrEqual(44)
    await page.keyboard.press('Escape')
    expect(await options().count()).toBe(0)
    expect(await field().getAttribute('aria-expanded')).toBe('false')
    expect(await field().inputValue()).toBe('neudorf')
  })

  it('sends the neighbourhood that was touched', async () => {
    await open('/fr?need=work')
    await field().fill('meinau')
    await options().first().click()
    await page.waitForURL(/\/fr\/find\?/)
    expect(new URL(page.url()).searchParams.get('territory')).toBe('neighbourhood-67482-meinau')
  })

  it('opens the page of a place of ours', async () => {
    await open('/fr?need=work')
    await field().fill('trois cigognes')
    await options().first().click()
    await page.waitForURL(/\/fr\/places\/\d+\/mediatheque-les-trois-cigognes/)
  })

  it('forgets the point when the words change, and closes when one goes on', async () => {
    await open('/fr?need=work')
    await page.evaluate(() => {
      document.addEventListener('where-chosen', (event) => event.preventDefault())
    })
    await field().fill('calcination')
    await options().first().click()
    const near = page.locator('form input[name=near]')
    expect(await near.inputValue()).toBe('7.76010,48.56620')
    expect(await field().inputValue()).toBe('5 Rue de la Calcination 67100 Strasbourg')
    await field().press('Backspace')
    expect(await near.count()).toBe(0)
    await options().first().waitFor()
    await page.keyboard.press('Tab')
    expect(await options().count()).toBe(0)
  })

  it('says that nothing was found, and that addresses are away', async () => {
    await open('/fr?need=work')
    await field().pressSequentially('zzzz')
    await said(t('addresses:none'))
    away = true
    await field().fill('rue de nulle part')
    await said(t('addresses:away'))
    await field().fill('meinau')
    await options().first().waitFor()
    expect(await options().first().textContent()).toContain('Meinau')
  })

  const said = (words: string) => status().filter({ hasText: words }).waitFor()

  it('looks around the reader who allows it, no closer than 100 metres', async () => {
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation({ latitude: 48.5834012345, longitude: 7.7456123456 })
    await open('/fr?need=work')
    await page.getByRole('button', { name: t('addresses:aroundMe') }).click()
    await page.waitForURL(/\/fr\/find\?/)
    const { searchParams } = new URL(page.url())
    const [lon, lat] = searchParams.get('near')!.split(',').map(Number)
    expect(searchParams.get('where') ?? '').toBe('')
    expect([lon, lat]).not.toEqual([7.74561, 48.5834])
    expect(Math.abs(lon! - 7.7456)).toBeLessThan(0.0007)
    expect(Math.abs(lat! - 48.5834)).toBeLessThan(0.00046)
  })

  it('shows the other ways when the position is refused, and loses nothing', async () => {
    await open('/fr?need=work')
    await field().fill('mein')
    await options().first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: t('addresses:aroundMe') }).click()
    await said(t('addresses:refused'))
    expect(await field().inputValue()).toBe('mein')
    expect(new URL(page.url()).search).toBe('?need=work')
  })

  it('asks for no position before the button is pressed', async () => {
    await context.addInitScript(() => {
      const { geolocation } = navigator
      const ask = geolocation.getCurrentPosition.bind(geolocation)
      geolocation.getCurrentPosition = (...given) => {
        document.documentElement.dataset.asked = 'yes'
        ask(...given)
      }
    })
    await open('/fr?need=work')
    await field().fill('meinau')
    await options().first().waitFor()
    expect(await page.locator('html[data-asked]').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: t('addresses:aroundMe') }).click()
    await page.locator('html[data-asked]').waitFor({ state: 'attached' })
  })

  it.each(locales)('stands on a screen of 320 pixels in %s, as do the needs', async (locale) => {
    await page.setViewportSize({ width: 320, height: 640 })
    for (const path of [`/${locale}`, `/${locale}?need=paperwork&procedures=taxes`]) {
      await page.goto(`${site.address}${path}`)
      expect(await overflowOf(page), path).toBe(0)
      for (const target of await page.locator('main a:visible, main button:visible, main summary').all()) {
        const { height } = (await target.boundingBox())!
        expect(height, `${path} ${await target.textContent()}`).toBeGreaterThan(43.9)
      }
    }
    await field().fill('strasbourg')
    await options().first().waitFor()
    const box = (await page.getByRole('listbox').boundingBox())!
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(320)
  })
})
