// A directory put together by people: with script and without, by keyboard, and with answers that come too late.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import type { Geocoder } from '../../server/geocoding/address-service.ts'
import { tabTo } from './keyboard.ts'
import { openSite, overflowOf, type Site, type Visit } from './site.ts'

const t = translator('fr')
const neudorf = 'neighbourhood-67482-neudorf-port-du-rhin'
const label = '5 Rue de la Calcination 67100 Strasbourg'
const geocoder: Geocoder = {
  async search({ text }) {
    if (!/calcin/i.test(text)) return []
    return [{ label, lonLat: [7.7601, 48.5662], communeCode: '67482', precision: 'housenumber', score: 0.9 }]
  },
}

describe.skipIf('skip' in inject('browser'))('A directory to print', () => {
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

  const arrive = async (path: string, options: Parameters<Site['visit']>[0] = {}) => {
    visit = await site.visit({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options })
    page = visit.page
    await page.goto(`${site.address}${path}`)
  }
  const picture = () => page.locator('.builder-sheet img')
  const count = () => page.locator('#count').textContent()
  /** Is the first page drawn, as a sheet of A4? */
  const pictureIsDrawn = () =>
    picture().evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 100)

  it('shows its first page and its size anew after each choice', async () => {
    await arrive(`/fr/directory?territory=${neudorf}`)
    await expect.poll(pictureIsDrawn).toBe(true)
    const before = await count()
    await page.getByRole('radio', { name: t('builder:format.poster.name') }).check()
    await page.waitForURL(/format=poster/)
    await expect.poll(count).not.toBe(before)
    expect(await count()).toContain(t('builder:pages', { count: 1 }))
    await expect.poll(pictureIsDrawn).toBe(true)
    expect(await picture().getAttribute('src')).toContain('format=poster')
    await page.locator('#print-second').selectOption('ar')
    await page.waitForURL(/print=fr,ar/)
    await page.getByRole('checkbox', { name: t('builder:ink.label') }).check()
    await page.waitForURL(/ink=save/)
    await page.locator('#summary-languages').click()
    await page.getByRole('checkbox', { name: 'Türkçe (turc)' }).check()
    await page.waitForURL(/languages=tr/)
    await expect.poll(() => page.locator('#summary-languages').textContent()).toContain('(1)')
    const pdf = await page.locator('.builder-ways a').first().getAttribute('href')
    const { searchParams } = new URL(pdf!, site.address)
    expect(Object.fromEntries(searchParams)).toEqual({
      territory: neudorf,
      languages: 'tr',
      print: 'fr,ar',
      format: 'poster',
      ink: 'save',
    })
    // What is announced is what is seen.
    expect(await page.locator('.announcement').textContent()).toContain((await count())!.slice(0, 5))
  })

  it('goes around an address that is completed while one types', async () => {
    await arrive('/fr/directory')
    await page.locator('#summary-where').click()
    await page.locator('#where').pressSequentially('5 rue de la calcin')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/near=/)
    await page.locator('#summary-where').click()
    await page.locator('#radius').selectOption('2000')
    await page.waitForURL(/radius=2000/)
    await expect.poll(() => page.locator('.builder-area').textContent()).toContain(label)
    await expect.poll(pictureIsDrawn).toBe(true)
  })

  it.each([true, false])(
    'brings its answer before the eyes of whoever asks on a phone (script: %s)',
    async (javaScriptEnabled) => {
      await arrive('/fr/directory', { viewport: { width: 360, height: 740 }, javaScriptEnabled })
      await page.locator('#summary-where').click()
      await page.locator('#where').fill('xyzzyplugh')
      await page.keyboard.press('Enter')
      const answer = page.locator('#count')
      await expect.poll(() => answer.textContent()).toBe(t('builder:where.title'))
      const top = async () => (await answer.boundingBox())!.y
      await expect.poll(top).toBeLessThan(700)
      expect(await top()).toBeGreaterThanOrEqual(0)
      if (!javaScriptEnabled) return
      expect(await answer.evaluate((heading) => heading === document.activeElement)).toBe(true)
      // A choice alone moves nothing.
      await page.evaluate(() => scrollTo(0, 0))
      await page
        .getByRole('checkbox', { name: t('builder:ink.label') })
        .evaluate((box: HTMLInputElement) => box.click())
      await page.waitForURL(/ink=save/)
      expect(await page.evaluate(() => scrollY)).toBe(0)
    },
  )

  it('never shows an answer that a later choice made useless', async () => {
    await arrive(`/fr/directory?territory=${neudorf}`)
    await page.route(/format=list.*part=result|part=result.*format=list/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      await route.continue().catch(() => undefined)
    })
    await page.getByRole('radio', { name: t('builder:format.list.name') }).check()
    await page.waitForTimeout(600)
    await page.getByRole('radio', { name: t('builder:format.poster.name') }).check()
    await page.waitForURL(/format=poster/)
    await page.waitForTimeout(3_500)
    expect(page.url()).toContain('format=poster')
    expect(await picture().getAttribute('src')).toContain('format=poster')
  })

  it('says when nothing comes, and comes with the next try', async () => {
    await arrive(`/fr/directory?territory=${neudorf}`)
    await page.context().setOffline(true)
    await page.getByRole('radio', { name: t('builder:format.poster.name') }).check()
    await page.locator('.builder-failed').waitFor()
    visit.refused.length = 0
    await page.context().setOffline(false)
    await page
      .getByRole('button', { name: t('builder:form.submit') })
      .last()
      .click()
    await page.waitForURL(/format=poster/)
    await page.locator('.builder-failed').waitFor({ state: 'hidden' })
  })

  it.each(['fr', 'ar'] as const)('is put together without script (%s, 320 px)', async (locale) => {
    const say = translator(locale)
    const phone = { javaScriptEnabled: false, viewport: { width: 320, height: 640 }, isMobile: true }
    await arrive(`/${locale}`, phone)
    await page.getByRole('link', { name: say('builder:links.start') }).click()
    expect(await overflowOf(page)).toBe(0)
    await page.locator('#summary-where').click()
    await page.locator('#territory').selectOption(neudorf)
    expect(await overflowOf(page)).toBe(0)
    await page
      .locator('.field-where')
      .getByRole('button', { name: say('builder:form.submit') })
      .click()
    await page.waitForURL(new RegExp(`territory=${neudorf}`))
    expect(await page.locator('#count').textContent()).toMatch(/\d/)
    await page.getByRole('radio', { name: say('builder:format.list.name') }).check()
    await page
      .getByRole('button', { name: say('builder:form.submit') })
      .last()
      .click()
    await page.waitForURL(/format=list/)
    expect(await overflowOf(page)).toBe(0)
    await page.getByRole('link', { name: say('builder:html') }).click()
    expect(new URL(page.url()).pathname).toBe(`/${locale}/directory.html`)
    expect(await overflowOf(page)).toBe(0)
    expect(await page.locator('.directory-card').count()).toBeGreaterThan(2)
  })

  it.each([360, 1280])('is put together by the keyboard alone (%i px)', async (width) => {
    await arrive('/fr/directory', { viewport: { width, height: 780 } })
    await tabTo(page.locator('#summary-where'))
    await page.keyboard.press('Enter')
    await tabTo(page.locator('#territory'))
    await page.keyboard.type('Neudorf')
    await page.waitForURL(/territory=/)
    await page.keyboard.press('Escape')
    await tabTo(page.locator('input[name=format]:checked'))
    await page.keyboard.press('ArrowDown')
    await page.waitForURL(/format=list/)
    await tabTo(page.locator('.builder-ways a').first())
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toContain('directory.pdf')
  })
})
