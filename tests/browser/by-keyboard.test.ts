// From the first page to a place, by the keyboard alone: no pointer, and the focus always in sight.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Locale, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Geocoder } from '../../server/geocoding/address-service.ts'
import { tabTo } from './keyboard.ts'
import { listedOn, mapOf } from './map-of-page.ts'
import { openSite, type Site, type Visit } from './site.ts'

const t = translator('fr')
const label = '5 Rue de la Calcination 67100 Strasbourg'
const geocoder: Geocoder = {
  async search({ text }) {
    if (!/calcin/i.test(text)) return []
    return [{ label, lonLat: [7.7601, 48.5662], communeCode: '67482', precision: 'housenumber', score: 0.9 }]
  },
}

describe.skipIf('skip' in inject('browser'))('With the keyboard alone', () => {
  let site: Site
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    site = await openSite({ dependencies: { geocoder } })
  })
  afterAll(async () => site?.close())
  afterEach(async () => {
    expect(visit.trouble()).toEqual([])
    await site.endVisits()
  })

  const arrive = async (path: string, width: number, locale: Locale = 'fr') => {
    visit = await site.visit({ viewport: { width, height: 780 }, reducedMotion: 'reduce' })
    page = visit.page
    await page.goto(`${site.address}/${locale}${path}`)
  }

  it.each([360, 1280])('somebody comes from a need to a place near an address (%i px)', async (width) => {
    await arrive('', width)
    await tabTo(page.getByRole('link', { name: t('start:needs.work.word') }))
    await page.keyboard.press('Enter')
    await page.waitForURL(/need=work/)
    await tabTo(page.getByRole('link', { name: t('start:where.everywhere') }))
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/fr\/find\?services=work$/)
    const before = await listedOn(page)

    const where = page.locator('#summary-where')
    await tabTo(where)
    await page.keyboard.press('Enter')
    await tabTo(page.getByRole('combobox', { name: t('addresses:label') }))
    await page.keyboard.type('5 rue de la calcin')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/near=/)
    const { searchParams } = new URL(page.url())
    expect(Object.fromEntries(searchParams)).toEqual({
      where: label,
      near: '7.76010,48.56620',
      services: 'work',
    })
    await expect.poll(() => listedOn(page)).not.toEqual(before)
    // The list stands first; what was understood follows it.
    await expect.poll(() => where.textContent()).toContain(label)
    // Having chosen, one stands where one was, and the list is the next thing to read.
    expect(await where.evaluate((summary) => summary === document.activeElement)).toBe(true)
    expect(await page.locator('.field-where').getAttribute('open')).toBe(null)

    const first = page.locator('#results .card h3 a').first()
    const name = await first.textContent()
    await tabTo(first)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/fr\/places\/\d+\//)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name)
  })

  it.each(locales)('the first step leads past the header to what matters (%s)', async (locale) => {
    const say = translator(locale)
    await arrive('/find', 360, locale)
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: say('layout:skip') })
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true)
    expect(await skip.isVisible()).toBe(true)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('main')?.id)).toBe('content')
  })

  it.each([
    ['the first page', ''],
    ['the neighbourhoods', '?need=work'],
    ['the finder', '/find?services=work&near=7.75,48.58'],
    ['a place', '/places/1'],
    ['help', '/help'],
  ])('somebody always sees where they are on %s', async (_, path) => {
    for (const width of [320, 1280]) {
      await arrive(path, width)
      if (path.startsWith('/find') && width === 1280) await mapOf(page)
      if (path.startsWith('/places')) await spotDrawn(page)
      const stops = await stopsOf(page)
      expect(stops.length).toBeGreaterThan(8)
      expect(stops.filter(({ fault }) => fault)).toEqual([])
    }
  })
})

/** The map of a place comes on sight: in the midst of a walk it would push what follows it out of sight. */
async function spotDrawn(page: Page): Promise<void> {
  await page.locator('place-spot').scrollIntoViewIfNeeded()
  await page.locator('place-spot[data-state]').waitFor()
  await page.evaluate(() => scrollTo(0, 0))
}

type Stop = { what: string; fault: string }

/** Goes through a page with Tab and looks at each stop. A page that never ends is a trap, and said to be one. */
async function stopsOf(page: Page): Promise<Stop[]> {
  const stops: Stop[] = []
  for (let count = 0; count < 250; count += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(async () => {
      const element = document.activeElement
      if (!element || element === document.body || element.hasAttribute('data-walked')) return undefined
      element.setAttribute('data-walked', '')
      const what = element.outerHTML.slice(0, 120)
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2)
        return { what, fault: 'is not marked' }
      const isSeen = () =>
        [...element.getClientRects()].some(({ left, top, width, height }) =>
          [0.1, 0.3, 0.5, 0.7, 0.9].some((part) => {
            const there = document.elementFromPoint(left + part * width, top + part * height)
            return there && (element.contains(there) || there.contains(element))
          }),
        )
      // Cards around it may only now be laid out, and a busy machine takes its time; what stays hidden fails all the same.
      for (let frames = 0; frames < 300 && !isSeen(); frames += 1)
        await new Promise((next) => requestAnimationFrame(next))
      return { what, fault: isSeen() ? '' : 'is hidden' }
    })
    if (!stop) return stops
    stops.push(stop)
  }
  return [...stops, { what: 'the page', fault: 'has no end' }]
}
