// What axe finds: nothing, on any screen, in any language, light and dark, and in whatever opens on it.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Locale, locales } from '../../i18n/languages.ts'
import { findingsOf } from './axe.ts'
import { mapOf } from './map-of-page.ts'
import { agendaPanels, fillForScreens, finderPanels, screensOf } from './screens.ts'
import { openSite, type Site } from './site.ts'

const phone = { width: 360, height: 780 }
const wide = { width: 1280, height: 800 }

describe.skipIf('skip' in inject('browser'))('axe finds nothing', () => {
  let site: Site
  beforeAll(async () => {
    site = await openSite({ holding: 'demonstration', fill: fillForScreens })
  })
  afterAll(async () => site?.close())
  afterEach(() => site.endVisits())

  const lookAt = async (page: Page, what: string, part?: string): Promise<string[]> =>
    (await findingsOf(page, part)).map((finding) => `${what}, ${finding}`)

  const arrive = async (locale: Locale, path: string, viewport: typeof phone) => {
    const visit = await site.visit({ viewport, reducedMotion: 'reduce' })
    await visit.page.goto(`${site.address}/${locale}${path}`)
    return visit
  }

  it.each(locales)('on the screens in %s', { timeout: 120_000 }, async (locale) => {
    const found: string[] = []
    const { page, errors, hosts } = await arrive(locale, '', phone)
    for (const { name, path } of await screensOf(site)) {
      await page.goto(`${site.address}/${locale}${path}`)
      found.push(...(await lookAt(page, name)))
    }
    expect(found).toEqual([])
    expect(errors).toEqual([])
    expect([...hosts]).toEqual([new URL(site.address).host])
  })

  it.each(locales)('beside and on the map in %s', async (locale) => {
    const { page, trouble } = await arrive(locale, '/find?near=7.75,48.58&unknown=true&languages=tr', wide)
    const map = await mapOf(page)
    const found = await lookAt(page, 'wide finder')
    await map.locator('.map-move').click()
    await map.locator('.map-place').first().dispatchEvent('click')
    // The list went to the card of the place; under the header that stays, nothing can be judged.
    await page.evaluate(() => scrollTo(0, 0))
    found.push(...(await lookAt(page, 'wide finder, map moved and place chosen')))
    expect(found).toEqual([])
    expect(trouble()).toEqual([])
  })

  it.each(locales)('in the window of a phone’s map in %s', async (locale) => {
    const { page, trouble } = await arrive(locale, '/find?near=7.75,48.58', phone)
    await page.locator('.find-bar button').click()
    const map = await mapOf(page)
    await map.locator('.map-place').first().dispatchEvent('click')
    await map.locator('.map-strip').waitFor()
    expect(await lookAt(page, 'map of a phone')).toEqual([])
    expect(trouble()).toEqual([])
  })

  it.each(locales)('in what opens on a phone in %s', async (locale) => {
    const { page, trouble } = await arrive(locale, '/find?services=administrative-procedures', phone)
    const found: string[] = []
    for (const id of finderPanels) {
      await page.locator(`#${id}`).click()
      const list = page.locator(`details:has(> #${id}) .facet > summary`)
      if ((await list.count()) > 0) await list.first().click()
      found.push(...(await lookAt(page, id, '.finder > .ask')))
      await page.keyboard.press('Escape')
    }
    await page.goto(`${site.address}/${locale}/agenda`)
    for (const id of agendaPanels) {
      await page.locator(`#${id}`).click()
      found.push(...(await lookAt(page, id, '.agenda-ask')))
      await page.locator(`#${id}`).click()
    }
    await page.locator('.subscribe summary').click()
    found.push(...(await lookAt(page, 'subscribe', '.subscribe')))
    await page.goto(`${site.address}/${locale}/find?services=administrative-procedures`)
    await page.locator('#summary-where').click()
    await page.locator('#where').pressSequentially('neud')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    found.push(...(await lookAt(page, 'proposals', '.finder > .ask')))
    await page.goto(`${site.address}/${locale}/places/1`)
    await page.locator('.languages summary').click()
    found.push(...(await lookAt(page, 'language menu', '.site-header')))
    await page.locator('button[data-does=copy]').click()
    await page.locator('.share-said:not(:empty)').waitFor()
    found.push(...(await lookAt(page, 'share', '.place-share')))
    expect(found).toEqual([])
    expect(trouble()).toEqual([])
  })
})
