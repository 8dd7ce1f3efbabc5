// The finder with script: what changes when one types, chooses, goes back, loses the network.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { type Light, search } from '../databases/filled-app.ts'
import { openSite, type Site, type Visit } from './site.ts'

const t = translator('fr')

describe.skipIf('skip' in inject('browser'))('A reader who stays on the finder', () => {
  let site: Site
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    site = await openSite()
  })
  afterAll(async () => site?.close())

  beforeEach(async () => {
    await visit?.page.context().close()
    visit = await site.visit({ viewport: { width: 800, height: 900 } })
    page = visit.page
    await page.goto(`${site.address}/fr/find`)
  })

  const path = () => page.url().slice(site.address.length)
  const shown = () =>
    page.locator('#results .card').evaluateAll((cards) => cards.map(({ dataset }) => Number(dataset.id)))
  const expected = async (query: string) =>
    (await search<Light['properties']>(site.app, `${query}&limit=20`)).features.map(({ id }) => id)
  const isDone = () => expect.poll(() => page.locator('#results[aria-busy]').count()).toBe(0)
  const choose = async (panel: string, choice: string) => {
    const summary = page.locator(`summary#summary-${panel}`)
    if (!(await summary.evaluate((each) => (each.parentElement as HTMLDetailsElement).open)))
      await summary.click()
    await page.getByRole('checkbox', { name: choice, exact: true }).check()
    await page.keyboard.press('Escape')
  }

  it('sees the list change with each choice, and the address with it, without a new page', async () => {
    await page.evaluate(() => document.body.setAttribute('data-same-page', ''))
    await choose('what', t('vocabularies:services.work'))
    await expect.poll(path).toBe('/fr/find?services=work')
    await choose('languages', 'Türkçe (turc)')
    await expect.poll(path).toBe('/fr/find?languages=tr&services=work')
    await isDone()
    const ids = (await search(site.app, 'languages=tr&services=work&limit=1000')).features.map(({ id }) => id)
    expect((await shown()).toSorted()).toEqual(ids.toSorted())
    expect(ids.length).toBeGreaterThan(0)
    expect(await page.locator('summary#summary-languages').textContent()).toContain('(1)')
    expect(await page.locator('summary#summary-what').textContent()).toContain(
      t('vocabularies:services.work'),
    )
    expect(await page.locator('place-finder .announcement').textContent()).toContain(
      t('find:count', { count: ids.length }),
    )
    expect(await page.locator('body[data-same-page]').count()).toBe(1)
  })

  it('asks for a holiday, and reads why so few are open beside the way to print', async () => {
    await page.goto(`${site.address}/fr/find?open=2026-12-26T10:00`)
    const told = (await page.getByText('Samedi 26 décembre est férié').boundingBox())!
    const print = (await page.locator('.print-link').boundingBox())!
    const isApart = print.y + print.height <= told.y || told.y + told.height <= print.y
    expect(isApart).toBe(true)
  })

  it('chooses twice before anything is answered, and goes back one choice at a time', async () => {
    await page.evaluate(() => {
      for (const value of ['work', 'safety'])
        document.querySelector<HTMLInputElement>(`[name=services][value=${value}]`)!.click()
    })
    await expect.poll(path).toBe('/fr/find?services=work,safety')
    await isDone()
    await page.goBack()
    await expect.poll(path).toBe('/fr/find?services=work')
    await isDone()
    const work = (await search(site.app, 'services=work&limit=1000')).features.map(({ id }) => id)
    await expect.poll(async () => (await shown()).every((id) => work.includes(id))).toBe(true)
    await page.goBack()
    await expect.poll(path).toBe('/fr/find')
  })

  it('sees in the address what is asked for, though no answer comes', async () => {
    await page.route('**/find*part=finder*', () => new Promise(() => {}))
    await choose('what', t('vocabularies:services.work'))
    await expect.poll(path, { timeout: 2_000 }).toBe('/fr/find?services=work')
  })

  it('goes back, forward and reloads: the address is the search, and the form says it', async () => {
    await choose('what', t('vocabularies:services.safety'))
    await expect.poll(path).toBe('/fr/find?services=safety')
    await isDone()
    const chosen = await shown()
    await page.goBack()
    await expect.poll(path).toBe('/fr/find')
    await expect.poll(shown).not.toEqual(chosen)
    await expect
      .poll(() =>
        page
          .getByRole('checkbox', { name: t('vocabularies:services.safety'), includeHidden: true })
          .isChecked(),
      )
      .toBe(false)
    await page.goForward()
    await expect.poll(shown).toEqual(chosen)
    await page.reload()
    expect(await shown()).toEqual(chosen)
  })

  it('types a word: the list follows, one step of history, and what is typed stays', async () => {
    await page.locator('summary#summary-what').click()
    const words = page.getByLabel(t('find:form.words'))
    await words.pressSequentially('mediat', { delay: 40 })
    await expect.poll(path).toBe('/fr/find?q=mediat')
    await expect.poll(shown).toEqual(await expected('q=mediat'))
    await words.pressSequentially('heque', { delay: 40 })
    await expect.poll(path).toBe('/fr/find?q=mediatheque')
    expect(await words.inputValue()).toBe('mediatheque')
    expect(await words.evaluate((field) => field === document.activeElement)).toBe(true)
  })

  it('writes a place under “where” and presses Enter: it stands in the list of neighbourhoods', async () => {
    await page.locator('summary#summary-where').click()
    await page.getByLabel(t('addresses:label'), { exact: true }).fill('neudorf')
    await page.keyboard.press('Enter')
    await expect.poll(path).toBe('/fr/find?territory=neighbourhood-67482-neudorf-port-du-rhin')
    await isDone()
    expect(await page.getByLabel(t('find:form.choose')).inputValue()).toBe(
      'neighbourhood-67482-neudorf-port-du-rhin',
    )
    expect(await page.title()).toContain('Neudorf')
  })

  it('gives a criterion up from above the list, with the keyboard, and is told the new count', async () => {
    await page.goto(`${site.address}/fr/find?services=work&languages=tr`)
    await page.getByRole('link', { name: t('find:remove', { filter: 'Türkçe (turc)' }) }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(path).toBe('/fr/find?services=work')
    await isDone()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('count')
  })

  it('turns the page and stands at the top of the next one', async () => {
    await page.getByRole('link', { name: t('find:paging.next') }).click()
    await expect.poll(path).toBe('/fr/find?offset=20')
    await isDone()
    const number = await page
      .locator('.card')
      .first()
      .evaluate((card) => (card as HTMLLIElement).value)
    expect(number).toBe(21)
  })

  it('changes the language: page and search stay', async () => {
    await choose('what', t('vocabularies:services.work'))
    await expect.poll(path).toBe('/fr/find?services=work')
    await isDone()
    const menu = page.locator('a[hreflang=ar]')
    expect(await menu.getAttribute('href')).toBe('/ar/find?services=work')
  })

  it('is asked for nothing more when the network comes back: the list comes by itself', async () => {
    await page.context().setOffline(true)
    await choose('what', t('vocabularies:services.work'))
    await expect.poll(() => page.locator('.failed').isVisible()).toBe(true)
    await page.context().setOffline(false)
    await expect.poll(() => page.locator('.failed').isVisible()).toBe(false)
    await isDone()
    expect((await shown()).toSorted()).toEqual((await expected('services=work')).toSorted())
  })

  it('gets no answer: the list stays, a link tries again', async () => {
    const before = await shown()
    await page.route('**/find*part=finder*', (route) => route.abort())
    await choose('what', t('vocabularies:services.work'))
    const notice = page.locator('.failed')
    await expect.poll(() => notice.isVisible()).toBe(true)
    expect(await shown()).toEqual(before)
    await page.unroute('**/find*part=finder*')
    await notice.getByRole('link').click()
    await page.waitForURL('**/fr/find?services=work')
    expect(await page.locator('.failed').isVisible()).toBe(false)
  })

  it('asks anew before the whole list stands, in vain: no list stays cut', async () => {
    const { length } = await expected('services=everyday-skills')
    expect(length).toBeGreaterThan(10)
    let asked = 0
    await page.route('**/find*part=finder*', (route) => (asked++ === 0 ? route.continue() : route.abort()))
    // Both in one go: the second when the first cards of the first are there.
    await page.evaluate(() => {
      const [one, other] = ['everyday-skills', 'work'].map((code) =>
        document.querySelector<HTMLInputElement>(`[name=services][value=${code}]`),
      )
      const seen = new MutationObserver(() => {
        seen.disconnect()
        other!.click()
      })
      seen.observe(document.querySelector('place-finder')!, { childList: true })
      one!.click()
    })
    await expect.poll(() => page.locator('.failed').isVisible()).toBe(true)
    await expect.poll(async () => (await shown()).length).toBe(length)
  })

  it('prints after a change: every match of the new search is on the paper', async () => {
    await choose('what', t('vocabularies:services.everyday-skills'))
    await expect.poll(path).toBe('/fr/find?services=everyday-skills')
    await isDone()
    const { numberMatched } = await search(site.app, 'services=everyday-skills')
    expect(numberMatched).toBeGreaterThan(20)
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.printed .entry:visible').count()).toBe(numberMatched)
    expect(await page.locator('#results .card:visible').count()).toBe(0)
  })

  it('prints while the network is away: the cards', async () => {
    await choose('what', t('vocabularies:services.work'))
    await expect.poll(path).toBe('/fr/find?services=work')
    await isDone()
    await page.context().setOffline(true)
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#results .card:visible').count()).toBeGreaterThan(5)
    await page.context().setOffline(false)
  })

  it('goes to the content by the link for keyboards: nothing is fetched, nothing is lost', async () => {
    const asked: string[] = []
    page.on('request', (request) => {
      // The style for the next pages comes when it comes.
      if (!/\/assets\/site-/.test(request.url())) asked.push(request.url())
    })
    await page.locator('a.skip').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#content')
    expect(await page.locator('section.printed').count()).toBe(1)
    expect(asked).toEqual([])
  })

  it('presses Escape in the field of words: the words stay', async () => {
    await page.goto(`${site.address}/fr/find?q=imprimante`)
    await page.locator('summary#summary-what').click()
    const words = page.getByLabel(t('find:form.words'))
    await words.press('Escape')
    expect(await words.inputValue()).toBe('imprimante')
    await choose('languages', 'Deutsch (allemand)')
    await expect.poll(path).toBe('/fr/find?q=imprimante&languages=de')
  })

  it('asks again in the form once there are answers', async () => {
    await page.route('**/find*part=finder*', (route) => route.abort())
    await choose('what', t('vocabularies:services.work'))
    await expect.poll(() => page.locator('.failed').isVisible()).toBe(true)
    await page.unroute('**/find*part=finder*')
    await page.locator('summary#summary-what').click()
    await page.getByRole('button', { name: t('find:form.apply') }).click()
    await expect.poll(() => page.locator('.failed').isVisible()).toBe(false)
    await isDone()
    expect((await shown()).toSorted()).toEqual((await expected('services=work')).toSorted())
  })

  it('keeps a rare language and a radius that only the address says', async () => {
    await page.goto(`${site.address}/fr/find?near=7.7521,48.5734&radius=3000&languages=br,tr`)
    await choose('what', t('vocabularies:services.administrative-procedures'))
    await expect
      .poll(path)
      .toBe('/fr/find?near=7.7521,48.5734&radius=3000&languages=tr,br&services=administrative-procedures')
  })

  it('comes back from a place, wherever it went on its page, to the very list', async () => {
    await choose('what', t('vocabularies:services.work'))
    await expect.poll(path).toBe('/fr/find?services=work')
    await isDone()
    await page.locator('#results .card h3 a').first().click()
    await page.waitForURL('**/fr/places/**')
    await page.evaluate(() => {
      location.hash = '#share'
    })
    await page.getByRole('link', { name: t('places:actions.back') }).click()
    await page.waitForURL('**/fr/find?services=work')
  })

  it('presses Enter on a choice: the panel closes, and its name has the focus', async () => {
    await page.locator('summary#summary-languages').click()
    await page.getByRole('checkbox', { name: 'Türkçe (turc)' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('details[name=criteria][open]').count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('summary-languages')
  })

  it('closes a panel with Escape and stands on its name again', async () => {
    await page.locator('summary#summary-languages').click()
    await page.getByRole('checkbox', { name: 'Türkçe (turc)' }).focus()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('checkbox', { name: 'Türkçe (turc)' }).isVisible()).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('summary-languages')
  })
})
