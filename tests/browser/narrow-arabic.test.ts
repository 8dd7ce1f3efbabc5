// Every screen in Arabic on the narrowest phone, with script and without: nothing stands beyond the edge.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { mapOf } from './map-of-page.ts'
import {
  agendaPanels,
  fillForScreens,
  finderPanels,
  paperScreensOf,
  type Screen,
  screensOf,
} from './screens.ts'
import { openSite, overflowOf, type Site, type Visit } from './site.ts'

const t = translator('ar')
const narrow = { viewport: { width: 320, height: 640 }, locale: 'ar', hasTouch: true, isMobile: true }

describe.skipIf('skip' in inject('browser'))('A reader of Arabic with a phone of 320 pixels', () => {
  let site: Site
  let visit: Visit
  let page: Page
  let screens: Screen[]

  beforeAll(async () => {
    site = await openSite({ holding: 'demonstration', fill: fillForScreens })
    screens = [...(await screensOf(site)), ...(await paperScreensOf(site))]
  })
  afterAll(async () => site?.close())
  afterEach(async () => {
    expect([...visit.hosts]).toEqual([new URL(site.address).host])
    expect(visit.errors).toEqual([])
    await site.endVisits()
  })

  const arrive = async (javaScriptEnabled: boolean, path: string) => {
    visit = await site.visit({ ...narrow, javaScriptEnabled })
    page = visit.page
    await page.goto(`${site.address}/ar${path}`)
  }

  describe.each([
    ['with script', true],
    ['without script', false],
  ])('%s', (_, javaScriptEnabled) => {
    it('never scrolls sideways, whatever the screen', async () => {
      await arrive(javaScriptEnabled, '')
      for (const { name, path } of screens) {
        await page.goto(`${site.address}/ar${path}`)
        expect(await page.locator('html').getAttribute('dir'), name).toBe('rtl')
        expect(await overflowOf(page), name).toBe(0)
      }
    })

    it('opens each panel of the finder and each list in it, within the screen', async () => {
      await arrive(javaScriptEnabled, '/find?services=administrative-procedures')
      for (const id of finderPanels) {
        await page.locator(`#${id}`).click()
        const lists = page.locator(`details:has(> #${id}) .facet > summary`)
        for (const list of [undefined, ...(await lists.all())]) {
          await list?.click()
          expect(await overflowOf(page), `${id} ${await list?.textContent()}`).toBe(0)
          await isWithin(page, `details:has(> #${id}) > .panel`)
        }
        await page.locator(`#${id}`).click()
      }
    })

    it('opens each panel of the agenda, within the screen', async () => {
      await arrive(javaScriptEnabled, '/agenda')
      for (const id of agendaPanels) {
        await page.locator(`#${id}`).click()
        expect(await overflowOf(page), id).toBe(0)
        await isWithin(page, `details:has(> #${id}) > .panel`)
        await page.locator(`#${id}`).click()
      }
    })

    it('opens the language menu within the screen', async () => {
      await arrive(javaScriptEnabled, '/help')
      await page.locator('.languages summary').click()
      expect(await overflowOf(page)).toBe(0)
      await isWithin(page, '.languages ul')
    })
  })

  it('reads the map and its card within the screen', async () => {
    await arrive(true, '/find?near=7.75,48.58')
    await page.getByRole('button', { name: t('find:map.open') }).click()
    const map = await mapOf(page)
    await map.locator('.map-place').first().dispatchEvent('click')
    await map.locator('.map-strip').waitFor()
    expect(await overflowOf(page)).toBe(0)
    for (const part of ['.map-buttons', '.map-strip', '.map-strip-close', '.maplibregl-ctrl-attrib'])
      await isWithin(page, part)
  })

  it('opens the buttons that move the map within the screen', async () => {
    await arrive(true, '/find?near=7.75,48.58')
    await page.getByRole('button', { name: t('find:map.open') }).click()
    const map = await mapOf(page)
    await map.getByRole('button', { name: t('map:move.toggle') }).click()
    for (const way of ['.map-up', '.map-left', '.map-right', '.map-down']) await isWithin(page, way)
  })
})

/** Fails when a part of it stands where nobody can see it. */
async function isWithin(page: Page, selector: string): Promise<void> {
  const { x, width } = (await page.locator(selector).first().boundingBox())!
  expect(x, selector).toBeGreaterThanOrEqual(0)
  expect(x + width, selector).toBeLessThanOrEqual(320)
}
