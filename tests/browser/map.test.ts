// The map beside the list: the same places, on streets or without, by hand, by keyboard, and not at all.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { formatDistance } from '../../i18n/format.ts'
import { translator } from '../../i18n/translate.ts'
import { relayedBasemap } from '../../server/basemap/basemap.ts'
import { type LoopbackServer, loopbackServer } from '../basemap/loopback-server.ts'
import { type Light, now, search } from '../databases/filled-app.ts'
import { listedOn } from './map-of-page.ts'
import { openSite, type Site, type Visit } from './site.ts'

const t = translator('fr')
const wide = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const
const phone = { viewport: { width: 360, height: 780 }, hasTouch: true, reducedMotion: 'reduce' } as const
const hasNoBrowser = 'skip' in inject('browser')

/** The map of a page, when every place stands on it. */
async function mapOf(page: Page): Promise<Locator> {
  const map = page.locator('place-map')
  await expect.poll(() => map.getAttribute('data-state'), { timeout: 30_000 }).toBe('ready')
  return map
}

const idsOn = (map: Locator): Promise<number[]> =>
  map.evaluate((element) => (element as HTMLElement & { placeIds: number[] }).placeIds)

/** What a map tells the page, from now on. */
async function listen(map: Locator, name: string): Promise<() => Promise<unknown>> {
  await map.evaluate((element, event) => {
    element.addEventListener(event, ({ detail }: CustomEventInit) =>
      element.setAttribute('data-told', JSON.stringify(detail)),
    )
  }, name)
  return async () => JSON.parse((await map.getAttribute('data-told')) ?? 'null')
}

describe.skipIf(hasNoBrowser)('A reader with a map beside the list', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reperes-map-'))
  let site: Site
  let ground: LoopbackServer

  beforeAll(async () => {
    ground = await loopbackServer()
    const basemap = relayedBasemap({ styleAddress: ground.styleAddress, dataDir: folder, now })
    site = await openSite({ dependencies: { basemap } })
  })
  afterAll(async () => {
    await site?.close()
    await ground?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function open(path: string, options: Parameters<Site['visit']>[0] = wide): Promise<Visit> {
    const visit = await site.visit(options)
    await visit.page.goto(`${site.address}${path}`)
    return visit
  }

  it('has every match on it and no other place, with the numbers of the cards', async () => {
    for (const query of [
      '',
      'services=work',
      'languages=tr&unknown=true',
      'near=7.75,48.58&services=safety',
    ]) {
      const { page } = await open(`/fr/find?${query}`)
      const map = await mapOf(page)
      const { features } = await search<Light['properties']>(site.app, `${query}&limit=1000`)
      expect(await idsOn(map), query).toEqual(features.map(({ id }) => id).toSorted((a, b) => a - b))
      const marks = map.locator('.map-place')
      const onMap = await marks.evaluateAll((all) =>
        all.map((mark) => `${(mark as HTMLElement).dataset.place}: ${mark.textContent}`),
      )
      const inList = await page
        .locator('#results .card')
        .evaluateAll((all) => (all as HTMLLIElement[]).map((card) => `${card.dataset.id}: ${card.value}`))
      expect(inList.length, query).toBeGreaterThan(0)
      expect(onMap.toSorted(), query).toEqual(inList.toSorted())
      await page.context().close()
    }
  })

  it.each(['fr', 'ar'])(
    'sees every place of the list whole at the first look, however far apart they are (%s)',
    async (locale) => {
      for (const query of ['languages=tr', 'services=affordable-equipment', 'kind=reuse']) {
        const { page } = await open(`/${locale}/find?${query}`)
        const map = await mapOf(page)
        const edge = (await map.locator('.map-pane').boundingBox())!
        const buttons = (await map.locator('.map-buttons').boundingBox())!
        const marks = await map.locator('.map-place').all()
        expect(marks.length, query).toBeGreaterThan(1)
        for (const mark of marks) {
          const { x, y, width, height } = (await mark.boundingBox())!
          expect(y, query).toBeGreaterThanOrEqual(edge.y)
          expect(y + height, query).toBeLessThanOrEqual(edge.y + edge.height)
          expect(x, query).toBeGreaterThanOrEqual(edge.x)
          expect(x + width, query).toBeLessThanOrEqual(edge.x + edge.width)
          // Not even where it would be the lowest of all would the buttons lie over it.
          if (locale === 'ar') expect(x, query).toBeGreaterThanOrEqual(buttons.x + buttons.width)
          else expect(x + width, query).toBeLessThanOrEqual(buttons.x)
        }
        await page.context().close()
      }
    },
  )

  it('sees where they searched from, told from every place, and nothing of it in a search from nowhere', async () => {
    const { page } = await open('/fr/find?near=7.75,48.58')
    const map = await mapOf(page)
    const mark = map.getByRole('img', { name: t('map:searchedHere') })
    const { x, y, width, height } = (await mark.boundingBox())!
    expect(await mark.getByText(t('map:searchedHere')).isVisible()).toBe(true)
    // What lies under it can be pressed.
    const pressed = await page.evaluate(
      ([left, top]) => document.elementFromPoint(left!, top!)?.closest('.map-searched') ?? null,
      [x + width / 2, y + height / 2],
    )
    expect(pressed).toBeNull()
    await page.locator('#results .clear a').click()
    await expect.poll(() => page.url()).toMatch(/find$/)
    await expect.poll(() => mark.count()).toBe(0)
    await page.context().close()
  })

  it('sees the streets that our own server relays: nobody else is asked, and the policy is kept', async () => {
    const { page, hosts, errors } = await open('/fr/find')
    const map = await mapOf(page)
    expect(await map.getAttribute('data-ground')).toBe('style')
    await expect.poll(() => map.locator('.maplibregl-ctrl-attrib').textContent()).toContain('OpenStreetMap')
    await expect.poll(() => ground.asked.some((path) => path.startsWith('/planet/'))).toBe(true)
    expect([...hosts]).toEqual([new URL(site.address).host])
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('reads numbers of places in words, with the plurals of Arabic', async () => {
    const { page } = await open('/ar/find?near=7.75,48.58')
    const map = await mapOf(page)
    const pills = map.locator('.map-cluster span')
    await map.getByRole('button', { name: translator('ar')('map:library.zoomOut') }).click()
    await expect.poll(() => pills.count()).toBeGreaterThan(2)
    const words = await pills.allTextContents()
    expect(words.filter((text) => !/^(مكانان|([3-9]|10) أماكن|\d+ مكانًا)$/.test(text))).toEqual([])
    await page.context().close()
  })

  it('opens a cluster, moves and searches there with the keyboard alone', async () => {
    const { page } = await open('/fr/find?near=7.75,48.58')
    const map = await mapOf(page)
    const press = async (name: string, key = 'Enter') => {
      await map.getByRole('button', { name, exact: true }).focus()
      await page.keyboard.press(key)
    }
    const searchHere = map.getByRole('button', { name: t('map:searchHere') })
    expect(await searchHere.isVisible()).toBe(false)
    await press(t('map:library.zoomOut'))
    const pills = map.locator('.map-cluster')
    await expect.poll(() => pills.count()).toBeGreaterThan(2)
    const before = await pills.allTextContents()
    await pills.first().focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => pills.allTextContents()).not.toEqual(before)

    await press(t('map:move.toggle'))
    for (const way of ['up', 'left', 'right', 'down'] as const) await press(t(`map:move.${way}`), ' ')
    const told = await listen(map, 'map-area')
    await press(t('map:searchHere'))
    const { bbox } = (await told()) as { bbox: number[] }
    const [west, south, east, north] = bbox as [number, number, number, number]
    expect([west < east, south < north, west > 7, east < 8.5, south > 48, north < 49]).toEqual(
      Array(6).fill(true),
    )
    expect(await searchHere.isVisible()).toBe(false)
    await page.context().close()
  })

  it('chooses a place on the map and finds its card marked, and a place of another page as a card', async () => {
    const { page } = await open('/fr/find?near=7.75,48.58')
    const map = await mapOf(page)
    const told = await listen(map, 'map-select')
    const mark = map.locator('.map-place').nth(2)
    const id = Number(await mark.getAttribute('data-place'))
    await mark.click()
    expect(await told()).toEqual({ id })
    expect(await map.locator('[aria-current]').getAttribute('data-place')).toBe(String(id))
    expect(await page.locator('#results .card[aria-current="true"]').getAttribute('data-id')).toBe(String(id))
    expect(await map.locator('.map-strip').isVisible()).toBe(false)

    const listed = await page
      .locator('#results .card')
      .evaluateAll((all) => all.map((each) => Number((each as HTMLElement).dataset.id)))
    const other = (await idsOn(map)).find((each) => !listed.includes(each))!
    await map.evaluate(
      (element, each) => (element as unknown as { select(id: number): void }).select(each),
      other,
    )
    const card = map.locator('.map-strip .card')
    expect(await card.count()).toBe(1)
    expect(await card.getAttribute('data-id')).toBe(String(other))
    // Its name stands at once; what else it says comes from the API, told from where the reader searches.
    const place = (await search<Light['properties']>(site.app, `ids=${other}&near=7.75,48.58`)).features[0]!
    expect(await card.locator('h3').textContent()).toBe(place.properties.name)
    await card.locator('.card-fresh').waitFor()
    const { distanceMetres, approximate } = place.properties
    const distance = approximate ? t('find:distance.approximate') : formatDistance('fr', distanceMetres!)
    expect(await card.locator('.card-distance').textContent()).toContain(distance)
    expect(await map.locator('[aria-current]').getAttribute('data-place')).toBe(String(other))
    await map.getByRole('button', { name: t('map:strip.close') }).click()
    expect(await map.locator('[aria-current]').count()).toBe(0)
    await page.context().close()
  })

  it('reads the name of a place whose card does not come, follows it, and has the card the next time', async () => {
    const { page } = await open('/fr/find?near=7.75,48.58')
    const map = await mapOf(page)
    const listed = await listedOn(page)
    const other = (await idsOn(map)).find((each) => !listed.includes(each))!
    const select = () =>
      map.evaluate((element, id) => (element as unknown as { select(id: number): void }).select(id), other)
    await page.route('**/items?ids=*', (route) => route.abort())
    await select()
    const card = map.locator('.map-strip .card')
    await card.getByText(t('map:strip.failed')).waitFor()
    expect(await card.locator('h3 a').getAttribute('href')).toMatch(new RegExp(`^/fr/places/${other}/`))
    await page.unroute('**/items?ids=*')
    await select()
    await card.locator('.card-fresh').waitFor()
    expect(await card.getByText(t('map:strip.failed')).count()).toBe(0)
    await page.context().close()
  })

  it('passes the marks in one step of Tab, and walks along them by arrows in the order of the list', async () => {
    const { page } = await open('/fr/find?near=7.75,48.58')
    const map = await mapOf(page)
    const marks = await map
      .locator('.map-place')
      .evaluateAll((all) => (all as HTMLElement[]).map((mark) => mark.dataset.place))
    expect(await map.locator('.map-place[tabindex="0"]').count()).toBe(1)
    await map.locator('.map-place[tabindex="0"]').focus()
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.place)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe(marks[2])
    await page.keyboard.press('End')
    expect(await focused()).toBe(marks.at(-1))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    expect(await focused()).toBe(marks.at(-2))
    await page.keyboard.press('Enter')
    expect(await page.locator('#results .card[aria-current="true"]').getAttribute('data-id')).toBe(
      marks.at(-2),
    )
    await page.context().close()
  })

  it('touches buttons that are large enough for a finger', async () => {
    const { page } = await open('/fr/find')
    const map = await mapOf(page)
    await map.getByRole('button', { name: t('map:move.toggle') }).click()
    await expect.poll(() => map.locator('.map-cluster').count()).toBeGreaterThan(0)
    for (const button of await map.getByRole('button').all()) {
      const { width, height } = (await button.boundingBox())!
      expect(Math.min(width, height), (await button.getAttribute('class')) ?? '').toBeGreaterThan(43.9)
    }
    await page.context().close()
  })

  it('goes from card to card on a phone, in the order of the list', async () => {
    const { page, errors } = await open('/fr/find?near=7.75,48.58', phone)
    await page.locator('.find-bar button').click()
    const map = await mapOf(page)
    const listed = await page
      .locator('#results .card')
      .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.id))
    await map.locator(`.map-place[data-place="${listed[1]}"]`).dispatchEvent('click')
    const chosen = () => map.locator('.map-place[aria-current]').getAttribute('data-place')
    expect(await chosen()).toBe(listed[1])
    await map.getByRole('button', { name: t('map:strip.next') }).click()
    expect(await chosen()).toBe(listed[2])
    const strip = map.locator('.map-strip-cards')
    await strip.evaluate((cards) => cards.scrollBy({ left: cards.clientWidth }))
    await expect.poll(chosen).toBe(listed[3])
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('keeps places and outlines when the streets no longer come, and is told', async () => {
    const { page } = await open('/fr/find')
    const map = await mapOf(page)
    await ground.stop()
    // A part of the world of which nothing was kept.
    for (let press = 0; press < 4; press++) {
      await map.getByRole('button', { name: t('map:library.zoomIn'), exact: true }).click()
    }
    await expect.poll(() => map.getAttribute('data-ground'), { timeout: 30_000 }).toBe('outlines')
    expect(await map.getByText(t('map:notices.ground')).isVisible()).toBe(true)
    expect((await idsOn(map)).length).toBeGreaterThan(70)
    await page.context().close()
  })
})

describe.skipIf(hasNoBrowser)('A reader whose browser cannot draw', () => {
  let site: Site

  beforeAll(async () => {
    site = await openSite({
      browserArguments: ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis'],
    })
  })
  afterAll(async () => site?.close())

  it.each(['fr', 'ar'] as const)('is told so in their language (%s), and has the list', async (locale) => {
    const { page, errors } = await site.visit(wide)
    await page.goto(`${site.address}/${locale}/find`)
    const map = page.locator('place-map')
    await expect.poll(() => map.getAttribute('data-state'), { timeout: 30_000 }).toBe('failed')
    expect(await map.getByText(translator(locale)('map:notices.webgl')).isVisible()).toBe(true)
    expect(await page.locator('#results .card').count()).toBe(20)
    expect(errors).toEqual([])
    await page.context().close()
  })
})
