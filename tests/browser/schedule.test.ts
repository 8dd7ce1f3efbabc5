// An operator keeps the dates of a bus true, on a phone, in few taps.
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { findingsOf } from './axe.ts'
import { counting, type Operated, openOperatedSite, signedIn } from './operators.ts'
import { overflowOf } from './site.ts'

const phone = { width: 360, height: 780 }

describe.skipIf('skip' in inject('browser'))('Whoever runs a bus', () => {
  let operated: Operated
  beforeAll(async () => {
    operated = await openOperatedSite()
  })
  afterAll(async () => operated?.site.close())
  afterEach(() => operated.site.endVisits())

  const arrive = async (javaScriptEnabled: boolean) => {
    const { page, trouble } = await signedIn(operated, { javaScriptEnabled, viewport: phone })
    const schedule = `${operated.site.address}/fr/mobile/${operated.unit}/schedule`
    await page.goto(schedule)
    return { page, trouble, schedule, by: counting(page) }
  }

  describe.each([
    ['with script', true],
    ['without script', false],
  ])('%s', (_, javaScriptEnabled) => {
    it('cancels a stop in at most five interactions, and the finder shows it', async () => {
      const { page, trouble, by } = await arrive(javaScriptEnabled)
      await by.tap('.schedule-days a')
      await by.choose('input[name=reason][value=repair]')
      await by.tap('main form .button-grave')
      await page.waitForURL(/done=published$/)
      expect(by.count()).toBeLessThanOrEqual(5)
      expect(await page.locator('.schedule-days li').first().textContent()).toContain('Annulé')
      await page.goto(`${operated.site.address}/fr/find?q=numeribus+rhin`)
      expect(await page.locator('main').textContent()).toContain('Le véhicule est en réparation.')
      expect(trouble()).toEqual([])
      await page.goto(`${operated.site.address}/fr/mobile/${operated.unit}/schedule`)
      await page.locator('.schedule-days a').first().click()
      await page.locator('main form .button-quiet').first().click()
      await page.waitForURL(/done=published$/)
    })

    it('adds a date in at most five interactions', async () => {
      const { page, trouble, by } = await arrive(javaScriptEnabled)
      await by.tap('.schedule-group a', 'Ajouter une date')
      await by.fill('#day', javaScriptEnabled ? '2026-12-10' : '2026-12-11')
      await by.tap('main form .button')
      expect(await page.locator('.schedule-told').textContent()).toContain('Marché du Neudorf')
      await by.tap('button[name=confirmed]')
      await page.waitForURL(/done=published$/)
      expect(by.count()).toBeLessThanOrEqual(5)
      expect(trouble()).toEqual([])
    })

    it('adds a fortnightly round at a stop that is known in at most five interactions', async () => {
      const { page, trouble, by } = await arrive(javaScriptEnabled)
      await by.tap('.schedule-group a', 'Ajouter une tournée')
      await by.fill('#first', javaScriptEnabled ? '2026-12-04' : '2026-12-12')
      await by.fill('#until', '2027-03-31')
      await by.tap('main form .button')
      const words = (await page.locator('.schedule-told').textContent())!.replaceAll(/\s/g, ' ')
      const weekday = javaScriptEnabled ? 'vendredi' : 'samedi'
      expect(words).toContain(`un ${weekday} sur deux, 14 h – 16 h`)
      expect(words).toContain('sauf les jours fériés')
      await by.tap('button[name=confirmed]')
      await page.waitForURL(/done=published$/)
      expect(by.count()).toBeLessThanOrEqual(5)
      expect(trouble()).toEqual([])
    })
  })

  it('finds the way from the page of the bus, and from the account', async () => {
    const { page, schedule } = await arrive(false)
    await page.goto(`${operated.site.address}/fr/mobile/${operated.unit}`)
    await page.locator('.own-way a').click()
    expect(page.url()).toBe(schedule)
    await page.goto(`${operated.site.address}/fr/account`)
    await page.locator('.own-list a[href$="/schedule"]').click()
    expect(page.url()).toBe(schedule)
  })

  it.each(locales)(
    'meets pages in %s that axe finds nothing on, and that fit a narrow screen',
    { timeout: 120_000 },
    async (locale) => {
      const { page, errors } = await signedIn(operated, { viewport: { width: 320, height: 700 } })
      const found: string[] = []
      const look = async (what: string) => {
        found.push(...(await findingsOf(page)).map((finding) => `${what}, ${finding}`))
        const overflow = await overflowOf(page)
        if (overflow > 0) found.push(`${what} is ${overflow} px too wide`)
      }
      const unit = `${operated.site.address}/${locale}/mobile/${operated.unit}/schedule`
      const place = `${operated.site.address}/${locale}/places/${operated.place}/sessions`
      await page.goto(unit)
      await look('unit')
      await page.locator('.schedule-days a').first().click()
      await look('date')
      await page.locator('main form .button-grave').click()
      await look('date, wrongly')
      await page.goto(`${unit}/round`)
      await look('new stop')
      await page.locator('main form .button').click()
      await look('new stop, wrongly')
      await page.goto(unit)
      await page.locator('.schedule-group a[href*=round]').first().click()
      await page.locator('#first').fill('2026-12-01')
      await page.locator('main form .button').click()
      await page.locator('.schedule-told').waitFor()
      await look('confirmation')
      await page.goto(unit)
      await page.locator('.schedule-group a[href*=change]').first().click()
      await look('change')
      await page.goto(place)
      await look('place')
      await page.goto(`${place}/round`)
      await page.locator('main summary').first().click()
      await look('new workshop')
      await page.goto(`${place}/closure`)
      await look('closure')
      await page.goto(`${operated.site.address}/${locale}/account`)
      await look('account')
      expect(found).toEqual([])
      expect(errors).toEqual([])
    },
  )
})
