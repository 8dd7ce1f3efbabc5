// What a resident sees of a list before scrolling, on the phone that most have.
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { openSite, overflowOf, type Site } from './site.ts'

const phone = { viewport: { width: 360, height: 780 } }

describe.skipIf('skip' in inject('browser'))('On the first screen of a phone', () => {
  let site: Site

  beforeAll(async () => {
    site = await openSite()
  })
  afterEach(() => site.endVisits())
  afterAll(() => site?.close())

  const arrive = async (path: string, options = {}) => {
    const { page } = await site.visit({ ...phone, ...options })
    await page.goto(`${site.address}${path}`)
    await page.locator('.card').nth(1).waitFor()
    return page
  }

  it.each([
    ...['fr', 'ar', 'de', 'en', 'tr'].map((locale) => `/${locale}/find`),
    '/fr/find?services=work',
    '/ar/find?services=work',
    '/fr/find?services=administrative-procedures',
    '/ar/find?services=administrative-procedures',
  ])('two whole cards stand under the search, above the way to the map: %s', async (path) => {
    const page = await arrive(path)
    const bar = await page.locator('.find-bar').boundingBox()
    const second = (await page.locator('.card').nth(1).boundingBox())!
    expect(second.y + second.height).toBeLessThanOrEqual(bar!.y)
    expect(await overflowOf(page)).toBe(0)
  })

  it.each(['fr', 'ar'])(
    'what is touched on a card is as high as a finger wants, and lies apart (%s)',
    async (locale) => {
      const page = await arrive(`/${locale}/find`)
      const card = page.locator('.card').first()
      const boxes = await Promise.all(
        ['h3 a', '.keep', '.call'].map(async (selector) => (await card.locator(selector).boundingBox())!),
      )
      for (const box of boxes) expect(box.height).toBeGreaterThanOrEqual(44)
      const [, keep, call] = boxes
      const [left, right] = keep!.x < call!.x ? [keep!, call!] : [call!, keep!]
      expect(left.x + left.width).toBeLessThanOrEqual(right.x)
      const whole = (await card.boundingBox())!
      for (const { y, height } of boxes) expect(y + height).toBeLessThanOrEqual(whole.y + whole.height)
    },
  )
})
