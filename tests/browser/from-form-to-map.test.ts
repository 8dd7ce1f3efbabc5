// One place from its form to the map: Ayşe registers it in German, an agent asks, she answers, the agent publishes, and
// somebody finds it. Then Léa, who finds that her place is there already and speaks for it from then on, and two agents
// over one submission. With script and without.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { beginSession } from '../../server/accounts/sessions.actions.ts'
import { composers } from '../../server/letters.ts'
import type { Letters } from '../../server/mail/letters.ts'
import { type Light, now, search, strasbourg } from '../databases/filled-app.ts'
import { bringPerson, codeOf, linkOf } from '../databases/people.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { openSite, type Site } from './site.ts'

const german = translator('de')

describe.skipIf('skip' in inject('browser'))('A place, from its form to the map', () => {
  let site: Site
  let postOffice: PostOffice
  let agentToken: string

  beforeAll(async () => {
    const letters: Letters = { queue: (...order) => postOffice.letters.queue(...order) }
    site = await openSite({ dependencies: { letters } })
    postOffice = await openPostOffice(site.database, composers, now)
    const roles = [{ role: 'moderator' as const, territoryId: strasbourg }]
    const accountId = await bringPerson(site.db, 'agnes@strasbourg.example', roles, now())
    const session = { accountId, isAgent: true, device: 'Firefox, Linux', now: now() }
    agentToken = await site.db.transaction().execute((trx) => beginSession(trx, session))
  })
  afterAll(async () => {
    await postOffice?.close()
    await site?.close()
  })
  afterEach(() => site.endVisits())

  const lastLetterTo = async (email: string) => (await postOffice.sent()).findLast(({ to }) => to === email)!

  const register = async (page: Page, name: string, street: string, email: string) => {
    await page.goto(`${site.address}/de/add`)
    await page.locator('#name').fill(name)
    await page.locator('#kind').selectOption('association')
    await page.locator('#address').fill(street)
    await page.locator('#commune').selectOption('67482')
    await page.locator('[name=services][value=everyday-skills]').check({ force: true })
    await page.locator('#hours-appointment').check({ force: true })
    await page.locator('#phone').fill('03 88 00 00 51')
    await page.locator('#contactEmail').fill(email)
    await page.locator('button[value=next]').click()
    // The place of the other journey is not far.
    await page.waitForURL(/\/(twins|check)$/)
    if (page.url().endsWith('/twins')) await page.locator('button[value=new]').click()
    await page.locator('.form-send .button').click()
    await page.locator('#block-state').waitFor()
    await page.goto(site.address + linkOf(await lastLetterTo(email)))
    await page.locator('main form button').click()
    await expect
      .poll(() => page.locator('#block-state').textContent())
      .toBe(german('submissions:states.waiting'))
  }

  const atDesk = async (javaScriptEnabled: boolean) => {
    const visit = await site.visit({ javaScriptEnabled })
    const url = `https://${new URL(site.address).hostname}/`
    await visit.page
      .context()
      .addCookies([{ name: '__Host-session', value: agentToken, url, secure: true, httpOnly: true }])
    return visit.page
  }
  const openFromQueue = async (page: Page, name: string) => {
    await page.goto(`${site.address}/fr/moderation`)
    await page.getByRole('link', { name }).click()
    await page.locator('#decide').waitFor()
  }

  it.each([
    ['with script', true],
    ['without script', false],
  ])('%s', async (how, javaScriptEnabled) => {
    const name = `Werkstatt Brücke ${how === 'with script' ? 'Nord' : 'Süd'}`
    const email = `ayse-${javaScriptEnabled}@example.org`
    const submitter = await site.visit({ javaScriptEnabled, locale: 'de-DE' })
    await register(submitter.page, name, javaScriptEnabled ? '31 rue du Pont' : '32 rue du Pont', email)

    const agent = await atDesk(javaScriptEnabled)
    await openFromQueue(agent, name)
    await agent.locator('.decide-ask > summary').click()
    await agent.locator('.decide-ask [name=reason][value=hours]').check({ force: true })
    await agent.locator('#ask-message').fill('À partir de quelle heure ?')
    await agent.locator('.decide-ask form > .button').click()

    const asked = await lastLetterTo(email)
    expect(asked.locale).toBe('de')
    expect(JSON.stringify(asked.parts)).toContain(german('submissions:askReasons.hours'))
    await submitter.page.goto(site.address + linkOf(asked))
    expect(await submitter.page.locator('[aria-labelledby=block-asked]').textContent()).toContain(
      'À partir de quelle heure ?',
    )
    await submitter.page.locator('#message').fill('Ab 14 Uhr.')
    await submitter.page.locator('form[action$="/answer"] > p > .button').click()
    await expect
      .poll(() => submitter.page.locator('#block-state').textContent())
      .toBe(german('submissions:states.waiting'))

    await openFromQueue(agent, name)
    expect(await agent.locator('main').textContent()).toContain('Ab 14 Uhr.')
    await agent.locator('.decide-publish .button').click()
    await agent.getByRole('status').first().waitFor()

    const published = await lastLetterTo(email)
    await submitter.page.goto(site.address + linkOf(published))
    expect(await submitter.page.locator('h1').textContent()).toContain(name)
    const anybody = await site.visit({ javaScriptEnabled })
    await anybody.page.goto(`${site.address}/fr/find?q=${encodeURIComponent(name)}`)
    await expect.poll(() => anybody.page.locator('main').textContent()).toContain(name)
    const found = await anybody.page.request.get(
      `${site.address}/api/collections/places/items?q=${encodeURIComponent(name)}&detail=point`,
    )
    expect(
      (await found.json()).features.map((each: { properties: { name: string } }) => each.properties.name),
    ).toEqual([name])
    expect(
      [...submitter.trouble(), ...anybody.trouble()].filter((each) => !/\/add\/[\w-]{22}$/.test(each)),
    ).toEqual([])
  })

  it.each([
    ['with script', true, 0],
    ['without script', false, 1],
  ])(
    'that is there already is claimed by who runs it, who keeps it from then on, %s',
    async (_, javaScriptEnabled, rank) => {
      const { features } = await search<Light['properties']>(site.app, 'limit=2&kind=library')
      const { id, properties } = features[rank]!
      const email = `lea-${javaScriptEnabled}@example.org`
      const { page, trouble } = await site.visit({ javaScriptEnabled })
      await page.goto(`${site.address}/fr/add`)
      await page.locator('#name').fill(properties.name)
      await page.locator('#address').fill(properties.address!)
      await page.locator('#commune').selectOption(properties.communeCode!)
      if (!javaScriptEnabled) {
        await page.locator('#kind').selectOption('library')
        await page.locator('[name=services][value=everyday-skills]').check({ force: true })
        await page.locator('#hours-appointment').check({ force: true })
        await page.locator('#phone').fill('03 88 00 00 52')
        await page.locator('#contactEmail').fill(email)
        await page.locator('button[value=next]').click()
      }
      await page.locator(`button[value=same-${id}]`).click()
      await page.waitForURL(/\/claim$/)
      await page.locator('#person').fill('Léa Klein')
      await page.locator('#role').fill('Directrice')
      await page.locator('#organisation').fill(`Les Amis ${rank}`)
      await page.locator('#contactEmail').fill(email)
      await page.locator('main form .button').last().click()
      await page.locator('#block-state').waitFor()
      await page.goto(site.address + linkOf(await lastLetterTo(email)))
      await page.locator('main form button').click()
      await expect
        .poll(() => page.locator('#block-state').textContent())
        .toBe(translator('fr')('submissions:states.waiting'))

      const agent = await atDesk(javaScriptEnabled)
      await openFromQueue(agent, properties.name)
      expect(await agent.locator('main').textContent()).toContain('Léa Klein – Directrice')
      await agent.locator('.decide-publish .button').click()
      await agent.getByRole('status').first().waitFor()

      await page.goto(`${site.address}/fr/sign-in`)
      await page.locator('#email').fill(email)
      await page.locator('main form .button').click()
      await page.locator('#code').fill(codeOf(await lastLetterTo(email)))
      await page.locator('main form .button').first().click()
      await page.waitForURL(/\/account$/)
      await page.locator(`.own-list a[href="/fr/places/${id}/sessions"]`).click()
      expect(await page.locator('h1').textContent()).toContain(properties.name)
      expect(trouble()).toEqual([])
    },
  )

  it.each([
    ['with script', true],
    ['without script', false],
  ])(
    'is decided on by the first of two agents, and the second reads what the first did, %s',
    async (how, javaScriptEnabled) => {
      const name = `Atelier à Deux ${how}`
      const email = `deux-${javaScriptEnabled}@example.org`
      const submitter = await site.visit({ javaScriptEnabled, locale: 'de-DE' })
      await register(submitter.page, name, javaScriptEnabled ? '3 quai Rouge' : '84 quai Vert', email)
      const [first, second] = [await atDesk(javaScriptEnabled), await atDesk(javaScriptEnabled)]
      await openFromQueue(first, name)
      await openFromQueue(second, name)
      await first.locator('.decide-publish .button').click()
      await first.getByRole('status').first().waitFor()
      await second.locator('.decide-refuse > summary').click()
      await second.locator('.decide-refuse [name=reason]').first().check({ force: true })
      await second.locator('#refuse-message').fill('Trop loin de nous.')
      await second.locator('.decide-refuse form > .button').click()
      const told = second.locator('.error-summary')
      await told.waitFor()
      expect(await told.textContent()).toContain(translator('fr')('moderation:events.steps.publish'))
      expect(await told.textContent()).toContain('agnes@strasbourg.example')
      expect(await told.textContent()).toContain('Trop loin de nous.')
      const letters = (await postOffice.sent()).filter(({ to }) => to === email)
      expect(JSON.stringify(letters)).not.toContain('Trop loin')
      const { numberMatched } = await search(site.app, `q=${encodeURIComponent(name)}`)
      expect(numberMatched).toBe(1)
    },
  )
})
