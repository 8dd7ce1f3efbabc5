// Asked on a computer, read on a phone: people sign in, look after their account and leave.
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Locale, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { readConfig } from '../../server/config.ts'
import { composers } from '../../server/letters.ts'
import type { Letter, LetterOrder } from '../../server/mail/letter.rules.ts'
import { fillWithDemonstration } from '../databases/filled-app.ts'
import { bringOrganisation, bringPerson, codeOf, linkOf } from '../databases/people.ts'
import { findingsOf } from './axe.ts'
import { tabTo } from './keyboard.ts'
import { openSite, overflowOf, type Site } from './site.ts'

const anna = 'anna.koehler@example.org'
const orders: LetterOrder[] = []

describe.skipIf('skip' in inject('browser'))('Somebody with an account', () => {
  let site: Site
  let clients = 0

  beforeAll(async () => {
    site = await openSite({
      dependencies: {
        now: () => new Date(),
        letters: { queue: async (_, order) => void orders.push(order) },
        // Each visit is a client of its own.
        config: readConfig({ TRUST_PROXY: '127.0.0.1' }),
      },
      fill: async (db) => {
        await fillWithDemonstration(db)
        const organisationId = await bringOrganisation(db, 'Centre social et culturel Victor-Schœlcher')
        await bringPerson(
          db,
          anna,
          [
            { role: 'contributor', organisationId },
            { role: 'administrator', territoryId: 'epci-246700488' },
          ],
          new Date(),
        )
      },
    })
  })
  afterAll(async () => site?.close())
  afterEach(async () => {
    await site.endVisits()
    await site.db.deleteFrom('sign_in').execute()
  })

  const visit = (options: BrowserContextOptions = {}) => {
    clients += 1
    return site.visit({ ...options, extraHTTPHeaders: { 'x-forwarded-for': `10.0.0.${clients}` } })
  }

  /** The last letter, as it is sent now. */
  const letterNow = async (): Promise<Letter> => {
    const order = orders.at(-1)!
    const needs = { db: site.db, now: () => new Date(), config: readConfig({}) }
    return (await composers[order.kind]!(order, needs))!
  }
  const ask = async (page: Page, locale: Locale, path = '/account') => {
    await page.goto(`${site.address}/${locale}${path}`)
    await page.locator('#email').fill(anna)
    await page.locator('main form .button').click()
    await page.waitForURL(/\/sign-in\/code$/)
  }
  const signIn = async (page: Page, locale: Locale) => {
    await ask(page, locale)
    await page.locator('#code').fill(codeOf(await letterNow()))
    await page.locator('main form .button').first().click()
    await page.waitForURL(/\/account$/)
  }

  it.each([
    ['with script', true],
    ['without script', false],
  ])('comes in by the code of a letter read elsewhere, %s', async (_, javaScriptEnabled) => {
    const { page, trouble } = await visit({ javaScriptEnabled })
    await page.goto(`${site.address}/fr`)
    await page.locator('.site-footer a', { hasText: translator('fr')('layout:footer.account') }).click()
    await page.locator('#email').fill(anna)
    await page.locator('main form .button').click()
    const letter = await letterNow()
    const phone = await visit({ javaScriptEnabled })
    await phone.page.goto(site.address + linkOf(letter))
    expect(await phone.page.locator('h1').textContent()).toBe(
      translator('fr')('accounts:link.other-browser.title'),
    )
    await page.locator('#code').fill(codeOf(letter))
    await page.locator('main form .button').first().click()
    await page.waitForURL(`${site.address}/fr/account`)
    expect(await page.locator('main').textContent()).toContain(anna)
    expect(trouble()).toEqual([])
    expect(await page.evaluate(() => document.cookie)).toBe('')
    await page.locator('.account-head button').click()
    await page.waitForURL(`${site.address}/fr`)
    expect(await page.context().cookies()).toEqual([])
  })

  it('comes in by the link, with the keyboard alone, and goes where they wanted to go', async () => {
    const { page, trouble } = await visit()
    await page.goto(`${site.address}/de/account/erasure`)
    await tabTo(page.locator('#email'))
    await page.keyboard.type(anna)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/de\/sign-in\/code$/)
    await page.goto(site.address + linkOf(await letterNow()))
    await tabTo(page.locator('main form button'))
    await page.keyboard.press('Enter')
    await page.waitForURL(`${site.address}/de/account/erasure`)
    expect(trouble()).toEqual([])
  })

  it('is told at the field what is wrong, with the focus on the summary and the way to the field', async () => {
    const { page } = await visit()
    await page.goto(`${site.address}/fr/sign-in`)
    await page.locator('#email').fill('anna@')
    await page.keyboard.press('Enter')
    const summary = page.locator('.error-summary')
    await summary.waitFor()
    expect(await page.title()).toMatch(/^Erreur/)
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const email = page.locator('#email')
    expect(await email.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await email.inputValue()).toBe('anna@')
    expect(await email.getAttribute('aria-describedby')).toBe('email-hint email-error')
  })

  it('sends no form of ours from the page of another site', async () => {
    const { page } = await visit()
    await signIn(page, 'fr')
    const form = `<form method="post" action="${site.address}/fr/account"><input name="name" value="Eve"><input name="language" value="fr"></form><script>document.forms[0].submit()</script>`
    await page.route('http://evil.test/', (route) => route.fulfill({ contentType: 'text/html', body: form }))
    await page.goto('http://evil.test/')
    await page.waitForURL(`${site.address}/fr/account`)
    expect(await page.locator('h1').textContent()).toBe(translator('fr')('errors:foreign-form.title'))
    const { name } = await site.db
      .selectFrom('account')
      .select('name')
      .where('email', '=', anna)
      .executeTakeFirstOrThrow()
    expect(name).toBeNull()
  })

  it.each(locales)(
    'finds pages in %s that axe finds nothing on, and that fit a narrow screen',
    async (locale) => {
      const { page, errors } = await visit({ viewport: { width: 320, height: 700 } })
      const found: string[] = []
      const look = async (what: string) => {
        found.push(...(await findingsOf(page)).map((finding) => `${what}, ${finding}`))
        const overflow = await overflowOf(page)
        if (overflow > 0) found.push(`${what} is ${overflow} px too wide`)
      }
      await page.goto(`${site.address}/${locale}/sign-in`)
      await look('asking')
      await page.locator('main form .button').click()
      await page.locator('.error-summary').waitFor()
      await look('asking, wrongly')
      await ask(page, locale)
      await look('code')
      await page.locator('#code').fill('12')
      await page.locator('main form .button').first().click()
      await page.locator('.error-summary').waitFor()
      await look('code, wrong')
      const letter = await letterNow()
      await page.goto(site.address + linkOf(letter))
      await look('link')
      await page.goto(`${site.address}/${locale}/sign-in/link/${'a'.repeat(43)}`)
      await look('link that leads nowhere')
      await page.goto(site.address + linkOf(letter))
      await page.locator('main form button').click()
      await page.waitForURL(/\/account$/)
      await look('account')
      await page.locator('form[action$=invitations] button').click()
      await page.locator('.error-summary').waitFor()
      await look('account, with errors')
      await page.goto(`${site.address}/${locale}/account/erasure`)
      await look('erasing')
      await page.goto(`${site.address}/${locale}/account/erased`)
      await look('erased')
      expect(found).toEqual([])
      expect(errors).toEqual([])
    },
  )
})
