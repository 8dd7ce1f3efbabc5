// What goes wrong for a reader: each time a page that helps, whole and in their language.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import type { Geocoder } from '../../server/geocoding/address-service.ts'
import { listedOn } from './map-of-page.ts'
import { fillForScreens, screensOf } from './screens.ts'
import { openSite, overflowOf, type Site, type Visit } from './site.ts'

const t = translator('fr')
/** Turns round whatever comes after it on its line, unless the page keeps it apart. */
const override = '\u202e'
const strange = [
  ['10,000 characters', 'x'.repeat(10_000)],
  ['10,000 letters of Arabic', 'ن'.repeat(10_000)],
  ['pictures', '👩‍💻🏳️‍🌈🇫🇷'.repeat(20)],
  ['text that turns round', `${override}erèiremirpmi`],
  ['a script', '<img src=x onerror=alert(1)><script>alert(1)</script>'],
] as const

/** The service answers, and knows nothing. */
const geocoder: Geocoder = { search: async () => [] }

describe.skipIf('skip' in inject('browser'))('A reader', () => {
  let site: Site
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    site = await openSite({ holding: 'demonstration', fill: fillForScreens, dependencies: { geocoder } })
  })
  afterAll(async () => site?.close())
  afterEach(async () => {
    expect(visit.errors).toEqual([])
    expect([...visit.hosts]).toEqual([new URL(site.address).host])
    await site.endVisits()
  })

  const arrive = async (path: string, options = {}) => {
    visit = await site.visit({ viewport: { width: 320, height: 640 }, ...options })
    page = visit.page
    return page.goto(site.address + path)
  }
  const searching = (name: string, text: string) => `/fr/find?${name}=${encodeURIComponent(text)}`

  describe.each(strange)('who searches for %s', (_, text) => {
    it('finds a page that fits, and a way on', async () => {
      await arrive('/fr')
      for (const name of ['q', 'where', 'services', 'near', 'territory']) {
        const response = await page.goto(site.address + searching(name, text))
        // 431: longer than any address may be; that page stands by itself.
        expect([200, 431], name).toContain(response?.status())
        expect(await overflowOf(page), name).toBe(0)
        expect(await longestText(page), name).toBeLessThan(500)
        await page.locator('a[href^="/fr/find"]:visible').first().click()
        await page.waitForURL(/\/fr\/find/)
        // A link in the list is followed in place: its list comes a moment later.
        await expect.poll(async () => (await listedOn(page)).length, { message: name }).toBeGreaterThan(0)
      }
    })

    it('types it, without losing the page', async () => {
      await arrive('/fr/find')
      await page.locator('#summary-what').click()
      await page.getByLabel(t('find:form.words')).fill(text)
      await page.keyboard.press('Enter')
      await page.waitForURL(/q=/)
      await expect.poll(() => page.locator('#results[aria-busy]').count()).toBe(0)
      expect(await page.locator('.failed').isVisible()).toBe(false)
      expect(await page.locator('#count').isVisible()).toBe(true)
      expect(await overflowOf(page)).toBe(0)
    })
  })

  it.each(['/fr/find?where=%E2%80%AEgruobsartS', '/fr/find?q=%E2%80%AEgruobsartS'])(
    'reads our own sentences forwards, whatever somebody wrote in them (%s)',
    async (path) => {
      await arrive(path, { viewport: { width: 1280, height: 800 } })
      expect(await backwards(page)).toEqual([])
    },
  )

  it('who refuses to tell the finder where they are finds the other ways', async () => {
    await arrive('/fr/find?services=work')
    await page.locator('#summary-where').click()
    const field = page.locator('.field-where')
    await field.getByRole('button', { name: t('addresses:aroundMe') }).click()
    await field.getByText(t('addresses:refused')).waitFor()
    expect(new URL(page.url()).search).toBe('?services=work')
    await field
      .getByLabel(t('find:form.choose'))
      .selectOption({ label: 'Neudorf – Schluthfeld – Port du Rhin – Musau' })
    await page.waitForURL(/territory=neighbourhood-67482-neudorf-port-du-rhin/)
  })

  it('whose address nobody knows is told so, sees all places, and may choose a neighbourhood', async () => {
    await arrive(searching('where', 'rue qui n’existe pas'))
    const notice = page.locator('#results .notice')
    expect(await notice.textContent()).toContain('rue qui n’existe pas')
    expect((await listedOn(page)).length).toBe(20)
    await page.locator('#summary-where').click()
    expect(await page.getByLabel(t('find:form.choose')).isVisible()).toBe(true)
  })

  it('who stands in Paris is told how far the nearest place is', async () => {
    await arrive('/fr/find?near=2.35,48.85')
    expect(await page.locator('#results .notice').textContent()).toMatch(/3\d\d\skm/)
  })

  it.each([
    ['is gone', 410, t('errors:gone.title')],
    ['never was', 404, t('errors:not-found.title')],
  ])('who comes to a place that %s is told so, and led to places', async (what, status, title) => {
    const screen = (await screensOf(site)).find(({ name }) => name === `place that ${what}`)!
    const response = await arrive(`/fr${screen.path}`)
    expect(response?.status()).toBe(status)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
    expect(await overflowOf(page)).toBe(0)
    await page.locator('.place-missing a.button').first().click()
    await page.waitForURL(/\/fr\/find/)
    expect((await listedOn(page)).length).toBeGreaterThan(0)
  })

  it('whose map does not come is told so, beside the list and in the window of a phone', async () => {
    for (const width of [1280, 360]) {
      visit = await site.visit({ viewport: { width, height: 780 } })
      page = visit.page
      await page.route(/place-map/, (route) => route.abort())
      await page.goto(`${site.address}/fr/find`)
      if (width < 1024) await page.getByRole('button', { name: t('find:map.open') }).click()
      await page.getByText(t('find:map.failed')).waitFor()
      expect((await listedOn(page)).length).toBe(20)
    }
    await page.getByRole('button', { name: t('find:map.close') }).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  })
})

/** Letters of the longest stretch that a reader sees, or is read aloud. */
async function longestText(page: Page): Promise<number> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    let longest = 0
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.checkVisibility()) longest = Math.max(longest, node.textContent?.length ?? 0)
    }
    return longest
  })
}

/** Words of ours on a French page whose letters do not go from left to right. */
async function backwards(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const leftOf = (node: Node, at: number) => {
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      return range.getBoundingClientRect()
    }
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\p{Script=Latin}{3,}/gu)) {
        const [first, last] = [leftOf(node, index), leftOf(node, index + word.length - 1)]
        const isSeen = first.width > 0 && last.width > 0 && first.top === last.top
        if (isSeen && last.left < first.left && word !== 'gruobsartS') found.push(word)
      }
    }
    return found
  })
}
