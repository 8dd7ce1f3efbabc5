// What axe finds where something is put together for paper, in every language, light and dark: nothing.
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { findingsOf } from './axe.ts'
import { fillForScreens, finderPanels, paperScreensOf, type Screen } from './screens.ts'
import { openSite, type Site } from './site.ts'

const phone = { width: 360, height: 780 }

describe.skipIf('skip' in inject('browser'))('axe finds nothing', () => {
  let site: Site
  let screens: Screen[]
  beforeAll(async () => {
    site = await openSite({ holding: 'demonstration', fill: fillForScreens })
    screens = await paperScreensOf(site)
  })
  afterAll(async () => site?.close())
  afterEach(() => site.endVisits())

  it.each(locales)('on the screens for paper in %s', { timeout: 180_000 }, async (locale) => {
    const found: string[] = []
    const { page, errors, hosts } = await site.visit({ viewport: phone, reducedMotion: 'reduce' })
    for (const { name, path } of screens) {
      await page.goto(`${site.address}/${locale}${path}`)
      found.push(...(await findingsOf(page)).map((finding) => `${name}, ${finding}`))
    }
    expect(found).toEqual([])
    expect(errors).toEqual([])
    expect([...hosts]).toEqual([new URL(site.address).host])
  })

  it('in what opens on the builder, and beside the places that are kept', { timeout: 180_000 }, async () => {
    const { page, trouble } = await site.visit({ viewport: phone, reducedMotion: 'reduce' })
    await page.goto(`${site.address}/fr/directory`)
    const found: string[] = []
    for (const id of finderPanels) {
      await page.locator(`#${id}`).click()
      found.push(...(await findingsOf(page, '.builder-ask')).map((finding) => `${id}, ${finding}`))
      await page.keyboard.press('Escape')
    }
    await page.goto(`${site.address}/fr/find?services=work`)
    await page.locator('.card a.keep').first().click()
    await page.locator('a.kept').waitFor()
    // While one reads on, the bar lies over cards; at the end of the list it has a place of its own.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    found.push(...(await findingsOf(page)).map((finding) => `kept, ${finding}`))
    expect(found).toEqual([])
    expect(trouble()).toEqual([])
  })
})
