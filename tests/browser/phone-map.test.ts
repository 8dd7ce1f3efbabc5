// The map on a phone: opened over the list, chosen from, left again.
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { listedOn, mapOf } from './map-of-page.ts'
import { openSite, overflowOf, type Site, type Visit } from './site.ts'

const t = translator('fr')
const phone = {
  viewport: { width: 360, height: 780 },
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce',
} as const
const address = '/fr/find?near=7.75,48.58'

describe.skipIf('skip' in inject('browser'))('On a phone, somebody', () => {
  let site: Site
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    site = await openSite()
  })
  afterAll(async () => site?.close())
  beforeEach(async () => {
    visit = await site.visit(phone)
    page = visit.page
    await page.goto(site.address + address)
  })
  afterEach(async () => {
    expect(visit.trouble()).toEqual([])
    await site.endVisits()
  })

  const opener = () => page.getByRole('button', { name: t('find:map.open') })
  const window = () => page.getByRole('dialog', { name: t('find:map.label') })
  const isClosed = () => expect.poll(() => window().count()).toBe(0)
  const path = () => page.url().slice(site.address.length)
  const openMap = async (): Promise<Locator> => {
    await opener().click()
    return mapOf(page)
  }
  const markOf = (map: Locator, id: number | undefined) => map.locator(`.map-place[data-place="${id}"]`)

  it('opens it over the whole screen, and leaves it by “back”: list, address and focus are as before', async () => {
    const listed = await listedOn(page)
    await openMap()
    const { width, height } = phone.viewport
    expect(await window().boundingBox()).toEqual({ x: 0, y: 0, width, height })
    expect(await overflowOf(page)).toBe(0)
    await page.goBack()
    await isClosed()
    expect(path()).toBe(address)
    expect(await listedOn(page)).toEqual(listed)
    expect(await opener().evaluate((button) => button === document.activeElement)).toBe(true)
  })

  it.each([
    [
      'the button “list”',
      () =>
        window()
          .getByRole('button', { name: t('find:map.close') })
          .click(),
    ],
    ['Escape', () => page.keyboard.press('Escape')],
  ])('leaves it by %s too, and “back” then leaves the finder', async (_, leave) => {
    await page.goto(`${site.address}/fr/help`)
    await page.goto(site.address + address)
    await openMap()
    await leave()
    await isClosed()
    expect(path()).toBe(address)
    expect(await opener().evaluate((button) => button === document.activeElement)).toBe(true)
    await page.goBack()
    await expect.poll(path).toBe('/fr/help')
  })

  const isOnScreen = ({ y }: { y: number }) => y >= 0 && y < phone.viewport.height - 100

  it('touches a place and reads the card of the list, then finds it there', async () => {
    const listed = await listedOn(page)
    const inList = await wordsOf(page.locator(`#results .card[data-id="${listed[3]}"]`))
    const map = await openMap()
    await markOf(map, listed[3]).dispatchEvent('click')
    const inStrip = map.locator(`.map-strip .card[data-id="${listed[3]}"]`)
    await inStrip.waitFor()
    expect(await wordsOf(inStrip)).toBe(inList)
    await page.goBack()
    await isClosed()
    const card = page.locator('#results .card[aria-current=true]')
    expect(Number(await card.getAttribute('data-id'))).toBe(listed[3])
    await expect.poll(async () => isOnScreen((await card.boundingBox())!)).toBe(true)
  })

  it('opens the place’s page from its card, and comes back to the list', async () => {
    const [first] = await listedOn(page)
    const map = await openMap()
    await markOf(map, first).dispatchEvent('click')
    const link = map.locator('.map-strip .card[data-id] h3 a').first()
    const name = await link.textContent()
    await link.click()
    await page.waitForURL(/\/fr\/places\//)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name)
    await page.getByRole('link', { name: t('places:actions.back') }).click()
    await page.waitForURL(/\/fr\/find/)
    expect(path()).toBe(address)
  })

  it('searches where the map is: list, count and address say the same afterwards', async () => {
    const map = await openMap()
    const zoomIn = map.getByRole('button', { name: t('map:library.zoomIn'), exact: true })
    await zoomIn.click()
    await map.getByRole('button', { name: t('map:searchHere') }).click()
    const answered = () => page.locator('#results').getAttribute('data-address')
    await expect.poll(answered).toContain('bbox=')
    const count = await page.locator('#count').textContent()
    await expect.poll(() => window().locator('header').textContent()).toContain(count)
    await mapOf(page)
    await window()
      .getByRole('button', { name: t('find:map.close') })
      .click()
    await isClosed()
    expect(path()).toBe(await answered())
    await page.reload()
    expect(await page.locator('#count').textContent()).toBe(count)
    await page.goBack()
    await expect.poll(answered).toBe(address)
    expect(path()).toBe(address)
  })
})

/** What a card says, without the spaces between its parts. */
async function wordsOf(card: Locator): Promise<string> {
  return ((await card.textContent()) ?? '').replaceAll(/\s+/g, ' ').trim()
}
