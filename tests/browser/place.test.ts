// The page of a place in a real browser: read, called, printed, passed on, and left again.
import { readFileSync } from 'node:fs'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Locale, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { tabTo } from './keyboard.ts'
import { openSite, overflowOf, type Site, type Visit } from './site.ts'

const t = translator('fr')
/** One that says everything, and one that says next to nothing. */
const full = 'France Services Les Trois Ponts'
const sparse = 'Bibliothèque La Page Buissonnière'

describe.skipIf('skip' in inject('browser'))('On the page of a place', () => {
  let site: Site
  let visit: Visit
  const paths = new Map<string, string>()

  beforeAll(async () => {
    site = await openSite()
    for (const name of [full, sparse]) {
      const found = await site.app.inject(
        `/api/collections/places/items?q=${encodeURIComponent(name)}&limit=1`,
      )
      const id = found.json().features[0].id
      const { headers } = await site.app.inject(`/fr/places/${id}`)
      paths.set(name, String(headers.location).replace('/fr', ''))
    }
  })
  afterAll(async () => site?.close())
  afterEach(async () => {
    expect(visit.trouble()).toEqual([])
    await site.endVisits()
  })

  const addressOf = (name: string, locale: Locale = 'fr') => `${site.address}/${locale}${paths.get(name)}`

  async function visitor(options: BrowserContextOptions = {}): Promise<Page> {
    visit = await site.visit({ viewport: { width: 360, height: 780 }, ...options })
    return visit.page
  }

  it.each(locales)('a reader of %s reads it at 320 px without moving sideways', async (locale) => {
    const page = await visitor({ viewport: { width: 320, height: 640 } })
    for (const name of [full, sparse]) {
      await page.goto(addressOf(name, locale))
      expect(await overflowOf(page), name).toBe(0)
    }
  })

  it('a reader of Arabic finds the phone number from left to right, and the name apart', async () => {
    const page = await visitor()
    await page.goto(addressOf(full, 'ar'))
    const number = page.locator('.contact a[href^="tel:"] bdi')
    expect(await number.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr')
    expect(await page.locator('h1 bdi').textContent()).toBe(full)
    const [hours, where] = await Promise.all(
      ['.back a', 'h1'].map((each) => page.locator(each).first().boundingBox()),
    )
    expect(hours!.x + hours!.width).toBeGreaterThan(300)
    expect(where!.x + where!.width).toBeGreaterThan(300)
  })

  it('a thumb reaches call, itinerary and share from everywhere', async () => {
    const page = await visitor({ hasTouch: true, isMobile: true })
    await page.goto(addressOf(full))
    for (const scrolled of [0, 1_500]) {
      await page.evaluate((y) => scrollTo(0, y), scrolled)
      for (const action of ['call', 'itinerary', 'share'] as const) {
        const link = page.locator('.place-actions').getByText(t(`places:actions.${action}`))
        const box = (await link.boundingBox())!
        expect(box.y, action).toBeGreaterThan(600)
        expect(box.height, action).toBeGreaterThanOrEqual(44)
      }
    }
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    const [bar, end] = await Promise.all(
      ['.place-actions', '.site-footer a >> nth=-1'].map((each) => page.locator(each).boundingBox()),
    )
    expect(end!.y + end!.height).toBeLessThanOrEqual(bar!.y)
  })

  it.each(['fr', 'ar'] as const)(
    'a reader of %s sees on the first screen of a phone whether it is for them, and today’s hours',
    async (locale) => {
      const say = translator(locale)
      const page = await visitor()
      await page.goto(addressOf(full, locale))
      const glance = page.locator('.place-glance')
      for (const text of [
        say('vocabularies:services.administrative-procedures'),
        'العربية',
        'English',
        say('vocabularies:fee.free'),
        say('find:card.stepFree'),
      ])
        expect(await glance.getByText(text, { exact: true }).isVisible(), text).toBe(true)
      const [bar, shown, hours] = await Promise.all(
        ['.place-actions', '.place-glance', '.now-hours'].map((each) => page.locator(each).boundingBox()),
      )
      expect(shown!.y + shown!.height).toBeLessThan(bar!.y)
      expect(hours!.y + 24).toBeLessThan(bar!.y)
    },
  )

  it('every link and button is large enough for a finger', async () => {
    const page = await visitor()
    await page.goto(addressOf(full))
    const targets = await page.locator('main a:visible, main button:visible').all()
    expect(targets.length).toBeGreaterThan(12)
    for (const target of targets) {
      const { height } = (await target.boundingBox())!
      expect(height, (await target.textContent()) ?? '').toBeGreaterThan(43.9)
    }
  })

  it('with the keyboard alone one goes to the way there, and copies the link', async () => {
    const page = await visitor({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-write', 'clipboard-read'],
    })
    await page.goto(addressOf(full))
    await tabTo(page.locator('.action-journey'))
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#journey')
    await tabTo(page.locator('.way-walk a'))
    await tabTo(page.locator('button[data-does="copy"]'))
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText(t('places:share.copied')).waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/\/fr\/places\/\d+$/)
    await page.goto(copied)
    expect(new URL(page.url()).pathname).toBe(`/fr${paths.get(full)}`)
  })

  it('who may not copy is told so, and finds the address chosen for them', async () => {
    const page = await visitor()
    await page.addInitScript(() => {
      navigator.clipboard.writeText = async () => {
        throw new DOMException('', 'NotAllowedError')
      }
    })
    await page.goto(addressOf(full))
    await page.locator('button[data-does="copy"]').click()
    await page.getByRole('status').getByText(t('places:share.notCopied')).waitFor()
    expect(await page.evaluate(() => String(getSelection()))).toMatch(/\/fr\/places\/\d+$/)
  })

  it('a phone that can send asks at once to whom', async () => {
    const page = await visitor()
    await page.addInitScript(() => {
      Object.assign(navigator, { share: async (data: ShareData) => Object.assign(window, { shared: data }) })
    })
    await page.goto(addressOf(full))
    await page.locator('.action-share').click()
    const shared = await page.evaluate(() => (window as unknown as { shared: ShareData }).shared)
    expect(shared).toMatchObject({ title: full, url: expect.stringMatching(/\/fr\/places\/\d+$/) })
    expect(await page.locator('button[data-does="send"]').isVisible()).toBe(true)
  })

  it('with script off there is no dead button, and the link to share leads to the code', async () => {
    const page = await visitor({ javaScriptEnabled: false })
    await page.goto(addressOf(full))
    expect(await page.locator('main button:visible').count()).toBe(0)
    await page.locator('.action-share').click()
    expect(await page.locator('.qr-code').isVisible()).toBe(true)
    expect(await page.getByText(t('layout:print.advice')).isVisible()).toBe(true)
    expect(await page.locator('place-spot a').isVisible()).toBe(true)
  })

  it('one goes back to the very list that one came from', async () => {
    const page = await visitor()
    const list = `${site.address}/fr/find?services=administrative-procedures&territory=commune-67482`
    await page.goto(list)
    await page.locator('h3 a').first().click()
    await page.waitForURL(/\/fr\/places\//)
    await page.getByRole('link', { name: t('places:actions.back') }).click()
    await page.waitForURL(/\/fr\/find/)
    expect(page.url()).toBe(list)
  })

  it('and to the list of all when one came from elsewhere', async () => {
    const page = await visitor()
    await page.goto(`${site.address}/en/find?q=work`)
    await page.goto(addressOf(full))
    await page.getByRole('link', { name: t('places:actions.back') }).click()
    await page.waitForURL(/\/fr\/find/)
    expect(new URL(page.url()).search).toBe('')
  })

  it.each([full, sparse])('%s is printed on one sheet', async (name) => {
    const page = await visitor()
    await page.goto(addressOf(name))
    const path = `${site.folder}/place.pdf`
    await page.pdf({ path, preferCSSPageSize: true })
    expect(readFileSync(path, 'latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.qr-code').isVisible()).toBe(true)
    expect(await page.locator('.printed-on').isVisible()).toBe(true)
    expect(
      await page
        .locator('.place-actions, .place-glance, .place-nearby, .now, main button')
        .filter({ visible: true })
        .count(),
    ).toBe(0)
  })
})
