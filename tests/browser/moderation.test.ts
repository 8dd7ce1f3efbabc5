// An agent at their desk: two keys for a clean submission, none where they write, everything without script too.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { beginSession } from '../../server/accounts/sessions.actions.ts'
import { insertSubmission } from '../../server/submissions/submission-store.queries.ts'
import { newPlace } from '../databases/agents-desk.ts'
import { now, strasbourg } from '../databases/filled-app.ts'
import { bringPerson } from '../databases/people.ts'
import { findingsOf } from './axe.ts'
import { openSite, overflowOf, type Site } from './site.ts'

const quiet = { queue: async () => undefined }
const phone = { width: 360, height: 780 }
const wide = { width: 1280, height: 900 }

describe.skipIf('skip' in inject('browser'))('At the desk of agents', () => {
  let site: Site
  let token: string
  let submissions: number[]

  beforeAll(async () => {
    site = await openSite({ holding: 'demonstration', dependencies: { letters: quiet } })
    const roles = [{ role: 'moderator' as const, territoryId: strasbourg }]
    const accountId = await bringPerson(site.db, 'agnes@strasbourg.example', roles, now())
    const session = { accountId, isAgent: true, device: 'Firefox, Linux', now: now() }
    token = await site.db.transaction().execute((trx) => beginSession(trx, session))
  })
  afterAll(async () => site?.close())
  afterEach(() => site.endVisits())

  beforeEach(async () => {
    await site.db.deleteFrom('submission').execute()
    submissions = []
    for (const [index, name] of ['Atelier du Port', 'Club du Parc', 'Maison des Quais'].entries())
      submissions.push(await send(name, index))
  })

  const send = (name: string, index: number) =>
    site.db.transaction().execute((trx) =>
      insertSubmission(
        trx,
        {
          receipt: `${index}`.padEnd(22, 'r'),
          kind: 'new',
          state: 'waiting',
          placeId: null,
          unitId: null,
          baseVersion: null,
          proposed: {
            ...newPlace,
            name,
            lonLat: [7.73 + index / 50, 48.58],
            texts: [{ language: 'ar', kind: 'summary', text: 'مكان للجميع' }],
          },
          typed: {},
          besidePlaces: [],
          note: 'Bitte rufen Sie an.',
          contact: { name: 'Ayşe', email: 'ayse@example.org' },
          accountId: null,
          enteredBy: null,
          locale: 'de',
          licence: null,
          territories: [strasbourg, 'commune-67482'],
          sentAt: new Date(now().getTime() - (10 - index) * 60_000),
          decidedAt: null,
          idempotencyKey: null,
          confirmationHash: null,
        },
        now(),
      ),
    )

  const sit = async (options: Parameters<Site['visit']>[0] = {}) => {
    const visit = await site.visit({ viewport: wide, reducedMotion: 'reduce', ...options })
    const host = new URL(site.address).hostname
    await visit.page
      .context()
      .addCookies([
        { name: '__Host-session', value: token, url: `https://${host}/`, secure: true, httpOnly: true },
      ])
    return visit
  }
  const review = (index: number, locale = 'fr') =>
    `${site.address}/${locale}/moderation/submissions/${submissions[index]}`
  const keysAreOn = (page: Page) => page.locator('moderation-keys[data-keys="on"]').waitFor()
  const stateOf = async (index: number) =>
    (
      await site.db
        .selectFrom('submission')
        .select('state')
        .where('id', '=', submissions[index]!)
        .executeTakeFirstOrThrow()
    ).state

  it('publishes a clean submission with two keys, and takes it back with two', async () => {
    const { page, trouble } = await sit()
    await page.goto(review(0))
    await keysAreOn(page)
    await page.keyboard.press('p')
    await page.keyboard.press('Enter')
    await page.waitForURL(/submissions\/\d+\?done=/)
    expect(page.url()).toContain(`/submissions/${submissions[1]}?`)
    expect(await page.locator('[role="status"]').textContent()).toContain('Atelier du Port')
    expect(await stateOf(0)).toBe('published')
    await keysAreOn(page)
    await page.keyboard.press('u')
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`submissions/${submissions[0]}\\?`))
    expect(await stateOf(0)).toBe('waiting')
    expect(trouble()).toEqual([])
  })

  it('goes to and fro by keys, opens a question, and leaves letters alone in fields', async () => {
    const { page } = await sit()
    await page.goto(review(0))
    await keysAreOn(page)
    await page.keyboard.press('j')
    await page.waitForURL(review(1))
    await keysAreOn(page)
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL(review(0))
    await keysAreOn(page)
    await page.keyboard.press('a')
    await expect.poll(() => page.locator(':focus').getAttribute('name')).toBe('reason')
    await page.keyboard.press('Space')
    await page.locator('#ask-message').fill('')
    await page.locator('#ask-message').focus()
    await page.keyboard.type('jurpa?')
    expect(await page.locator('#ask-message').inputValue()).toBe('jurpa?')
    expect(page.url()).toBe(review(0))
    expect(await stateOf(0)).toBe('waiting')
  })

  it('turns the keys off, and remembers it', async () => {
    const { page } = await sit()
    await page.goto(review(0))
    await keysAreOn(page)
    await page.keyboard.press('?')
    await page.locator('[data-keys-switch]').uncheck()
    await page.goto(review(0))
    await page.locator('moderation-keys[data-keys="off"]').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('p')
    await page.keyboard.press('Enter')
    await page.waitForTimeout(300)
    expect(page.url()).toBe(review(0))
    expect(await stateOf(0)).toBe('waiting')
  })

  it('asks in German, and decides on the whole queue, without script', async () => {
    const { page } = await sit({ javaScriptEnabled: false })
    await page.goto(`${site.address}/fr/moderation`)
    await page.locator('.queue-list a').first().click()
    await page.locator('.decide-ask > summary').click()
    await page.locator('.decide-ask input[value="hours"]').check()
    await page.locator('#ask-message').fill('Wann am Samstag?')
    await page.locator('#ask-language').selectOption('de')
    await page.locator('.decide-ask form > .button').click()
    expect(page.url()).toContain(`/submissions/${submissions[1]}?`)
    await page.locator('.decide-publish .button').click()
    await page.locator('.decide-publish .button').click()
    expect(page.url()).toContain('/fr/moderation?done=')
    expect(await page.locator('.queue-empty').count()).toBe(1)
    expect([await stateOf(0), await stateOf(1), await stateOf(2)]).toEqual([
      'asked',
      'published',
      'published',
    ])
  })

  const paths = async () => {
    const [place] = await site.db
      .selectFrom('place')
      .select('id')
      .where('state', '=', 'published')
      .orderBy('id')
      .limit(1)
      .execute()
    const [pair] = await site.db.selectFrom('twin_pair').select(['place_a', 'place_b']).limit(1).execute()
    return [
      '/moderation',
      '/moderation?state=decided',
      `/moderation/submissions/${submissions[0]}`,
      `/moderation/submissions/${submissions[0]}/proposal`,
      '/moderation/twins?state=same',
      ...(pair ? [`/moderation/twins/${pair.place_a}/${pair.place_b}`] : []),
      '/moderation/complete',
      `/moderation/places/${place!.id}`,
      `/places/${place!.id}/history`,
    ]
  }

  it.each(locales)(
    'fits a phone and is found without fault by axe in %s',
    { timeout: 180_000 },
    async (locale) => {
      const { page, errors } = await sit({ viewport: phone })
      const found: string[] = []
      for (const path of await paths()) {
        await page.goto(`${site.address}/${locale}${path}`)
        await page.locator('.moderation, .history').first().waitFor()
        for (const summary of await page.locator('.decide > details > summary, .keys-help > summary').all())
          await summary.click()
        const overflow = await overflowOf(page)
        if (overflow > 0) found.push(`${path} is ${overflow} px too wide`)
        found.push(...(await findingsOf(page)).map((finding) => `${path}: ${finding}`))
      }
      expect(found).toEqual([])
      expect(errors).toEqual([])
    },
  )
})
