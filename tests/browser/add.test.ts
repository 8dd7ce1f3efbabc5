// A newcomer registers a place, every tap, field and choice counted; with script and without.

import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { composers } from '../../server/letters.ts'
import type { Letters } from '../../server/mail/letters.ts'
import { type Light, now, search } from '../databases/filled-app.ts'
import { linkOf } from '../databases/people.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { openSite, overflowOf, type Site } from './site.ts'

/** Counts what a person does: a tap, a field filled in, a choice from a list. */
function counted(page: Page) {
  let count = 0
  const did = <T>(done: Promise<T>) => {
    count += 1
    return done
  }
  return {
    get count() {
      return count
    },
    tap: (selector: string) => did(page.locator(selector).first().click()),
    tick: (selector: string) => did(page.locator(selector).first().check({ force: true })),
    type: (selector: string, text: string) => did(page.locator(selector).fill(text)),
    choose: (selector: string, value: string) => did(page.locator(selector).selectOption(value)),
  }
}

describe.skipIf('skip' in inject('browser'))('A newcomer', () => {
  let site: Site
  let postOffice: PostOffice

  beforeAll(async () => {
    // The post office wants the site's database, and the site its letters.
    const letters: Letters = { queue: (...order) => postOffice.letters.queue(...order) }
    site = await openSite({ dependencies: { letters } })
    postOffice = await openPostOffice(site.database, composers, now)
    return async () => {
      await postOffice.close()
      await site.close()
    }
  })
  afterEach(() => site.endVisits())

  const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 } }
  const confirmBy = async (page: Page, email: string) => {
    const letter = (await postOffice.sent()).findLast(({ to }) => to === email)!
    await page.goto(site.address + linkOf(letter))
    await page.locator('main form button').click()
  }

  it('registers a simple place with at most 25 taps, fields and choices, without script', async () => {
    const { page, trouble } = await site.visit({ ...phone, javaScriptEnabled: false })
    const t = translator('fr')
    await page.goto(`${site.address}/fr`)
    const hand = counted(page)
    await hand.tap('.footer-add a')
    await hand.type('#name', 'Atelier des Deux Rives')
    await hand.choose('#kind', 'association')
    await hand.type('#address', '12 rue de l’Invention')
    await hand.choose('#commune', '67482')
    await hand.tick('[name=services][value=everyday-skills]')
    await hand.tick('[name=services][value=administrative-procedures]')
    for (const day of ['mo', 'tu', 'we', 'th', 'fr']) await hand.tick(`[name=hours-1-days][value=${day}]`)
    await hand.type('#hours-1-from', '9h')
    await hand.type('#hours-1-to', '12h')
    await hand.type('#hours-1-from2', '14h')
    await hand.type('#hours-1-to2', '18h')
    await hand.type('#phone', '03 88 00 00 42')
    await hand.type('#contactEmail', 'lea@example.org')
    await hand.tap('button[value=next]')
    expect(await page.title()).toContain(t('add:check.title'))
    expect(await page.locator('.preview .card').textContent()).toContain('Atelier des Deux Rives')
    expect(await overflowOf(page)).toBeLessThanOrEqual(0)
    await hand.tap('.form-send .button')
    expect(await page.locator('#block-state').textContent()).toBe(t('submissions:states.unconfirmed'))
    expect(hand.count).toBeLessThanOrEqual(25)
    await confirmBy(page, 'lea@example.org')
    expect(await page.locator('#block-state').textContent()).toBe(t('submissions:states.waiting'))
    expect(trouble()).toEqual([])
  })

  it('registers it with fewer where there is a script, and the draft keeps itself', async () => {
    const { page, trouble } = await site.visit(phone)
    await page.goto(`${site.address}/fr`)
    const hand = counted(page)
    await hand.tap('.footer-add a')
    await page.locator('hours-grid[data-state=ready]').first().waitFor()
    await hand.type('#name', 'Atelier du Quai Neuf')
    await hand.choose('#kind', 'association')
    await hand.type('#address', '14 rue de l’Invention')
    await hand.choose('#commune', '67482')
    await hand.tick('[name=services][value=everyday-skills]')
    await hand.tick('[name=services][value=administrative-procedures]')
    await hand.tap('.grid-together')
    for (const time of ['09:00', '12:00', '14:00', '18:00']) await hand.tap(`.grid-clock >> text="${time}"`)
    await hand.type('#phone', '03 88 00 00 43')
    await hand.type('#contactEmail', 'noe@example.org')
    // Kept by itself: reloading finds it again.
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/fr\/add\/[\w-]{22}$/)
    await expect.poll(() => page.locator('[data-part=saved]').textContent()).not.toBe('')
    await page.reload()
    expect(await page.locator('#name').inputValue()).toBe('Atelier du Quai Neuf')
    await page.locator('hours-grid[data-state=ready]').first().waitFor()
    expect(await page.locator('.grid-week').first().textContent()).toContain('09:00 – 12:00')
    await hand.tap('button[value=next]')
    await page.locator('.preview').waitFor()
    await hand.tap('.form-send .button')
    await page.locator('#block-state').waitFor()
    expect(hand.count).toBeLessThanOrEqual(25)
    const { proposed } = await site.db
      .selectFrom('submission')
      .select('proposed')
      .where('contact_email', '=', 'noe@example.org')
      .executeTakeFirstOrThrow()
    expect(proposed).toMatchObject({ openingHours: 'Mo-Fr 09:00-12:00,14:00-18:00' })
    expect(trouble()).toEqual([])
  })

  it('hears while typing that the place is there, and claims it', async () => {
    const [known] = (await search<Light['properties']>(site.app, 'limit=1&kind=library')).features
    const { page, trouble } = await site.visit({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${site.address}/fr/add`)
    await page.locator('#name').fill(known!.properties.name)
    await page.locator('#commune').selectOption('67482')
    const same = page.locator(`place-twins button[value="same-${known!.id}"]`)
    await same.waitFor()
    await same.click()
    await page.waitForURL(/\/claim$/)
    expect(await page.locator('.form-step').textContent()).toContain(known!.properties.name)
    await page.goto(`${site.address}/fr/add`)
    await page.locator('#name').fill(known!.properties.name)
    await page.locator('#commune').selectOption('67482')
    await page.locator('place-twins button[value=new]').click()
    await expect.poll(() => page.locator('place-twins .twins').count()).toBe(0)
    expect(trouble()).toEqual([])
  })

  it.each<Locale>(['de', 'ar'])('does all of it in %s without script', async (locale) => {
    const t = translator(locale)
    const { page, trouble } = await site.visit({ ...phone, javaScriptEnabled: false })
    await page.goto(`${site.address}/${locale}/add`)
    await page.locator('button[value=next]').click()
    expect(await page.locator('.error-summary').textContent()).toContain(t('add:faults.name'))
    await page.locator('#name').fill('Werkstatt am Fluss')
    await page.locator('#kind').selectOption('makerspace')
    await page.locator('#address').fill(`${locale === 'de' ? 16 : 18} rue de l’Invention`)
    await page.locator('#commune').selectOption('67482')
    await page.locator('[name=services][value=leisure-creation]').check()
    await page.locator('#hours-appointment').check()
    await page.locator('#email').fill(`kontakt-${locale}@example.org`)
    await page.locator('#contactEmail').fill(`${locale}@example.org`)
    await page.locator('button[value=next]').click()
    if (page.url().endsWith('/twins')) await page.locator('button[value=new]').click()
    await page.locator('a[href$="/more"]').click()
    await page.locator('#more-languages summary').click()
    await page.locator('[name=languages][value=tr]').check()
    await page.locator('button[value=next]').click()
    expect(await page.locator('.preview').textContent()).toContain('Türkçe')
    expect(await overflowOf(page)).toBeLessThanOrEqual(0)
    await page.locator('.form-send .button').click()
    await confirmBy(page, `${locale}@example.org`)
    expect(await page.locator('#block-state').textContent()).toBe(t('submissions:states.waiting'))
    expect(trouble().filter((each) => !/\/add\/[\w-]{22}$/.test(each))).toEqual([])
  })

  it('puts the pin right by buttons, and the point goes along', async () => {
    const { page, trouble } = await site.visit({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${site.address}/fr/add`)
    const draft = await page.locator('form.form-blocks').getAttribute('action')
    await page.request.post(site.address + draft!, {
      form: {
        name: 'Atelier du Pin',
        kind: 'association',
        address: '20 rue de l’Invention',
        commune: '67482',
        near: '7.75,48.58',
        services: 'work',
        hours: 'appointment',
        phone: '0388000044',
        contactEmail: 'pin@example.org',
        step: 'save',
      },
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    await page.goto(`${site.address}${draft}/check`)
    await page.locator('place-pin[data-state=ready]').waitFor()
    const north = page.locator('.pin-buttons button').first()
    for (let times = 0; times < 4; times += 1) await north.click()
    expect(await page.locator('place-pin [role=status]').textContent()).toContain('20')
    await page.locator('.form-send .button').click()
    await page.locator('#block-state').waitFor()
    const { proposed } = await site.db
      .selectFrom('submission')
      .select('proposed')
      .where('contact_email', '=', 'pin@example.org')
      .executeTakeFirstOrThrow()
    expect((proposed as { lonLat: number[] }).lonLat[1]).toBeCloseTo(48.58018, 5)
    expect(trouble()).toEqual([])
  })
})
