// The page of a bus in a real browser: read, seen on the map, printed.
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { findingsOf } from './axe.ts'
import { openSite, overflowOf, type Site, type Visit } from './site.ts'

const phone = { width: 360, height: 780 }

describe.skipIf('skip' in inject('browser'))('On the page of a bus', () => {
  let site: Site
  let visit: Visit
  let path: string

  beforeAll(async () => {
    site = await openSite({ holding: 'whole demonstration' })
    const found = await site.app.inject('/api/collections/places/items?q=numeribus')
    path = `/mobile/${found.json().features[0].id}`
  })
  afterAll(async () => site?.close())
  afterEach(async () => {
    expect(visit.trouble()).toEqual([])
    await site.endVisits()
  })

  it.each(locales)('axe finds nothing in %s', { timeout: 120_000 }, async (locale) => {
    visit = await site.visit({ viewport: phone, reducedMotion: 'reduce' })
    await visit.page.goto(`${site.address}/${locale}${path}`)
    expect(await findingsOf(visit.page)).toEqual([])
  })

  it.each(['fr', 'de', 'ar'])('a reader of %s reads it at 320 px without moving sideways', async (locale) => {
    visit = await site.visit({ viewport: { width: 320, height: 640 } })
    await visit.page.goto(`${site.address}/${locale}${path}`)
    expect(await overflowOf(visit.page)).toBe(0)
  })

  it('the map bears the numbers and names of the list', async () => {
    visit = await site.visit({ viewport: { width: 1280, height: 900 } })
    const { page } = visit
    await page.goto(`${site.address}/fr${path}`)
    await page.locator('place-spot').scrollIntoViewIfNeeded()
    await page.locator('place-spot[data-state="ready"]').waitFor()
    const marks = await page
      .locator('place-spot .map-place')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))
    const listed = await page.locator('.stops .stop-where').evaluateAll((all) =>
      all.map((each) => {
        const text = (selector: string) => each.querySelector(selector)?.textContent
        return `${text('.stop-number')}. ${text('.stop-place')}`
      }),
    )
    expect(marks.length).toBeGreaterThan(5)
    expect(marks.toSorted()).toEqual([...new Set(listed)].toSorted())
  })

  it('without script, the list is whole and each place has a link to a map', async () => {
    visit = await site.visit({ viewport: phone, javaScriptEnabled: false })
    const { page } = visit
    await page.goto(`${site.address}/fr${path}`)
    expect(await page.locator('.stops .stop').count()).toBeGreaterThan(10)
    expect(await page.locator('place-spot li a').count()).toBeGreaterThan(5)
  })

  it.each(['fr', 'de', 'ar'])('it prints on one sheet in %s', async (locale) => {
    visit = await site.visit({ viewport: { width: 1280, height: 900 } })
    await visit.page.goto(`${site.address}/${locale}${path}`)
    const pdf = (await visit.page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  })

  it('paper has the addresses to write to and to visit, not the buttons that lead there', async () => {
    visit = await site.visit({ viewport: { width: 1280, height: 900 } })
    const { page } = visit
    await page.goto(`${site.address}/fr${path}`)
    await page.emulateMedia({ media: 'print' })
    const contact = page.locator('.place-contact')
    const isSeen = (text: string | RegExp) => contact.getByText(text).first().isVisible()
    expect(await isSeen('example.org/numeribus')).toBe(true)
    expect(await isSeen('numeribus@example.org')).toBe(true)
    expect(await isSeen(/Voir le site|Écrire/)).toBe(false)
  })
})
