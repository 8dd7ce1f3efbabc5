// A social worker chooses places for one person: with script and without, by keyboard, and from another computer.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { codeForReading } from '../../server/selections/selection-code.rules.ts'
import { tabTo } from './keyboard.ts'
import { openSite, overflowOf, type Site, type Visit } from './site.ts'

const t = translator('fr')
const note = 'Bonjour, prenez le tram C. Apportez votre avis d’impôts qzx.'

describe.skipIf('skip' in inject('browser'))('Places for one person', () => {
  let site: Site
  let visit: Visit
  let page: Page
  /** All that left the browser: addresses, and what forms sent. */
  let sent: string[]

  beforeAll(async () => {
    site = await openSite()
  })
  afterAll(async () => site?.close())
  afterEach(async () => {
    expect(visit.trouble()).toEqual([])
    await site.endVisits()
  })

  const arrive = async (path: string, options: Parameters<Site['visit']>[0] = {}) => {
    visit = await site.visit({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options })
    page = visit.page
    sent = []
    page.on('request', (request) => void sent.push(request.url(), request.postData() ?? ''))
    await page.goto(`${site.address}/fr${path}`)
  }
  const keep = (index: number) => page.locator('#results .card a.keep').nth(index)
  const bar = () => page.locator('a.kept')
  const names = () => page.locator('.sheet-name h3').allTextContents()
  const kept = () => page.evaluate(() => localStorage.getItem('kept-places'))

  it('are kept in the finder, and stay kept when the list changes', async () => {
    await arrive('/find')
    expect(await bar().isVisible()).toBe(false)
    await keep(0).and(page.getByRole('button')).click()
    await keep(1).click()
    expect(await keep(0).getAttribute('aria-pressed')).toBe('true')
    expect(await bar().textContent()).toContain(t('places:keep.count', { amount: '2' }))
    const name = await page.locator('#results .card h3').first().textContent()
    await page.locator('#summary-filters').click()
    await page.locator('input[name=unknown]').check()
    await page.waitForURL(/unknown=true/)
    const again = page.locator('#results .card', { hasText: name! }).locator('a.keep')
    await expect.poll(() => again.getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('Escape')
    await again.click()
    expect(await bar().textContent()).toContain(t('places:keep.count', { amount: '1' }))
    await page.locator('#results .card h3 a').nth(4).click()
    await page.waitForURL(/\/places\/|\/mobile\//)
    await page.locator('.place-top a.keep').click()
    expect(await bar().textContent()).toContain(t('places:keep.count', { amount: '2' }))
    expect(await page.context().cookies()).toEqual([])
  })

  it('leave a page alone that rests: nothing is written again and again', async () => {
    // A phone shows no map beside the list, which would go on to come.
    await arrive('/find', { viewport: { width: 360, height: 780 } })
    await keep(0).click()
    const changes = await page.evaluate(async () => {
      const main = document.querySelector('main')!
      const rest = () => new Promise((resolve) => setTimeout(resolve, 500))
      await rest()
      let seen = 0
      new MutationObserver((records) => (seen += records.length)).observe(main, {
        attributes: true,
        characterData: true,
        childList: true,
        subtree: true,
      })
      await rest()
      return seen
    })
    expect(changes).toBe(0)
  })

  it('are put in order, get a note that never leaves the browser, and a code', async () => {
    await arrive('/find')
    for (const index of [0, 1, 2]) await keep(index).click()
    const wanted = await page.locator('#results .card h3').allTextContents()
    await bar().click()
    await page.waitForURL(/\/fr\/selection\?places=/)
    expect(await names()).toEqual(wanted.slice(0, 3))
    const area = page.getByLabel(t('selection:note.label'))
    await area.fill(note)
    await page.locator('.way-down').first().click()
    await page.waitForURL(/#down-/)
    expect(await names()).toEqual([wanted[1], wanted[0], wanted[2]])
    await expect.poll(() => area.inputValue()).toBe(note)
    // To press on, one need not look for it again.
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('way-down')
    await page.locator('.way-remove').first().click()
    await expect.poll(names).toEqual([wanted[0], wanted[2]])
    expect(JSON.parse((await kept())!)).toHaveLength(2)
    await page.getByLabel(t('selection:languages.label')).selectOption('fr,ar')
    await page.getByRole('button', { name: t('selection:languages.submit') }).click()
    await page.locator('.sheet-words [lang=ar]').first().waitFor()
    await page.getByRole('button', { name: t('selection:share.submit') }).click()
    await page.waitForURL(/\/fr\/selection\/[2-9A-Z]{8}$/)
    const code = page.url().split('/').at(-1)!
    expect(await page.locator('.selection-code').textContent()).toContain(codeForReading(code))
    await expect.poll(() => area.inputValue()).toBe(note)
    expect(await names()).toEqual([wanted[0], wanted[2]])
    // The list has its code: the next one begins.
    await expect.poll(kept).toBe(null)
    expect(sent.join(' ')).not.toContain('qzx')
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
    await onPaper()
    await onAnotherComputer(code, [wanted[0]!, wanted[2]!])
  })

  it('keep their note and their languages while one more is looked for in the finder', async () => {
    await arrive('/find')
    for (const index of [0, 1]) await keep(index).click()
    await bar().click()
    await page.waitForURL(/\/fr\/selection\?places=/)
    await page.getByLabel(t('selection:languages.label')).selectOption('fr,ar')
    await page.getByRole('button', { name: t('selection:languages.submit') }).click()
    await page.locator('.sheet-words [lang=ar]').first().waitFor()
    const area = page.getByLabel(t('selection:note.label'))
    await area.fill(note)
    await page.goto(`${site.address}/fr/find`)
    await keep(2).click()
    await bar().click()
    await page.waitForURL(/\/fr\/selection\?places=/)
    expect(await names()).toHaveLength(3)
    await expect.poll(() => area.inputValue()).toBe(note)
    expect(await page.locator('.sheet-words [lang=ar]').count()).toBe(3)
    // Without an address too.
    await page.goto(`${site.address}/fr/selection`)
    await page.waitForURL(/places=/)
    expect(await page.locator('.sheet-words [lang=ar]').count()).toBe(3)
    await expect.poll(() => area.inputValue()).toBe(note)
    // What is begun afterwards is somebody else's, though a place be the same.
    await page.goto(`${site.address}/fr/find`)
    for (const index of [0, 1, 2]) await keep(index).click()
    expect(await kept()).toBe(null)
    for (const index of [0, 1, 2, 3]) await keep(index).click()
    await bar().click()
    await page.waitForURL(/\/fr\/selection\?places=/)
    expect(await names()).toHaveLength(4)
    expect(await area.inputValue()).toBe('')
    expect(await page.locator('.sheet-words [lang=ar]').count()).toBe(0)
    expect(sent.join(' ')).not.toContain('qzx')
  })

  it('get a code with their note though one is gone, and the next list begins', async () => {
    await arrive('/find')
    await keep(0).click()
    const [id] = JSON.parse((await kept())!)
    await page.evaluate((places) => localStorage.setItem('kept-places', places), `[${id},999999]`)
    await page.goto(`${site.address}/fr/selection`)
    await page.waitForURL(/places=/)
    expect(await page.locator('.sheet-missing').count()).toBe(1)
    const area = page.getByLabel(t('selection:note.label'))
    await area.fill(note)
    await page.getByRole('button', { name: t('selection:share.submit') }).click()
    await page.waitForURL(/\/fr\/selection\/[2-9A-Z]{8}$/)
    await expect.poll(() => area.inputValue()).toBe(note)
    await expect.poll(kept).toBe(null)
  })

  it('have names of two lines at the side where an Arabic page begins', async () => {
    await arrive('/find?q=buissonniere')
    const id = await keep(0).getAttribute('data-keep')
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(`${site.address}/ar/selection?places=${id}`)
    const name = page.locator('.sheet-name h3 bdi')
    const gaps = await name.evaluate((bdi) => {
      const range = document.createRange()
      range.selectNodeContents(bdi)
      const lines = [...range.getClientRects()]
      return lines.map(({ right }) => Math.round(bdi.closest('h3')!.getBoundingClientRect().right - right))
    })
    expect(gaps.length).toBeGreaterThan(1)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1)
  })

  it('are looked for by a word that is far too long, and the page keeps its width', async () => {
    await arrive(`/selection?q=${'a'.repeat(2000)}`, { viewport: { width: 360, height: 780 } })
    expect(await page.locator('.selection-add [role=status]').textContent()).toContain('a'.repeat(200))
    expect(await page.locator('.selection-add [role=status]').textContent()).not.toContain('a'.repeat(201))
    expect(await overflowOf(page)).toBe(0)
  })

  /** The note is on the paper, and nothing of the page around the sheet. */
  const onPaper = async () => {
    const file = join(site.folder, 'sheet.pdf')
    await page.pdf({ path: file, preferCSSPageSize: true })
    const text = execFileSync('pdftotext', ['-layout', file, '-']).toString().replaceAll(/\s+/g, ' ')
    expect(text).toContain('avis d’impôts qzx.')
    expect(text).toContain('Tram, bus')
    expect(text).not.toContain('Créer un code')
    expect(text).not.toContain('Changer cette liste')
  }

  const onAnotherComputer = async (code: string, wanted: string[]) => {
    await site.endVisits()
    await arrive('/selection')
    await page.getByLabel(t('selection:code.label')).fill(` ${codeForReading(code).toLowerCase()}`)
    await page.getByRole('button', { name: t('selection:code.submit') }).click()
    await page.waitForURL(new RegExp(`/fr/selection/${code}$`))
    expect(await names()).toEqual(wanted)
    expect(await page.getByLabel(t('selection:note.label')).inputValue()).toBe('')
  }

  it('are no more than twenty, and the bar says so', async () => {
    await arrive('/help')
    await page.evaluate(() =>
      localStorage.setItem(
        'kept-places',
        JSON.stringify(Array.from({ length: 20 }, (_, index) => 900 + index)),
      ),
    )
    await page.goto(`${site.address}/fr/find`)
    await keep(0).and(page.getByRole('button')).click()
    // It stays, to be read.
    await page.evaluate(
      () => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))),
    )
    expect(await bar().textContent()).toContain(t('places:keep.full', { most: 20 }))
    expect(await keep(0).getAttribute('aria-pressed')).toBe('false')
    expect(await page.locator('kept-places [role=status]').textContent()).toBe(
      t('places:keep.full', { most: 20 }),
    )
  })

  it('of somebody else do not take the place of one’s own', async () => {
    await arrive('/find')
    await keep(0).click()
    const own = await kept()
    await page.goto(`${site.address}/fr/selection?places=1,2`)
    const other = page.locator('.selection-other')
    await other.waitFor()
    await page.locator('.way-down').first().click()
    await page.waitForURL(/places=2,1/)
    expect(await kept()).toBe(own)
    await other.getByRole('button').click()
    expect(await kept()).toBe('[2,1]')
    expect(await other.isVisible()).toBe(false)
  })

  it('are found again when one comes back without an address', async () => {
    await arrive('/find')
    await keep(3).click()
    const id = JSON.parse((await kept())!)
    await page.goto(`${site.address}/fr/selection`)
    await page.waitForURL(`${site.address}/fr/selection?places=${id}`)
    expect(await names()).toHaveLength(1)
    await page.getByRole('link', { name: t('selection:removeAll') }).click()
    await page.waitForURL(/\/fr\/selection$/)
    await expect.poll(kept).toBe(null)
    expect(await page.locator('.sheet').count()).toBe(0)
  })

  it.each([360, 1280])('are kept and shared by the keyboard alone (%i px)', async (width) => {
    await arrive('/find?services=work', { viewport: { width, height: 780 } })
    await tabTo(keep(0))
    await page.keyboard.press('Space')
    expect(await keep(0).getAttribute('aria-pressed')).toBe('true')
    await tabTo(keep(1))
    await page.keyboard.press('Enter')
    expect(await keep(1).getAttribute('aria-pressed')).toBe('true')
    await page.goto(`${site.address}/fr/selection`)
    await page.waitForURL(/places=/)
    await tabTo(page.locator('.way-up').first())
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('way-down')
    await tabTo(page.getByRole('button', { name: t('selection:share.submit') }))
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/selection\/[2-9A-Z]{8}$/)
  })

  it.each(['fr', 'ar'] as const)('are kept, added and shared without script (%s, 320 px)', async (locale) => {
    const say = translator(locale)
    await arrive('', { javaScriptEnabled: false, viewport: { width: 320, height: 640 }, isMobile: true })
    await page.goto(`${site.address}/${locale}/find?services=work`)
    const first = await page.locator('.card h3').first().textContent()
    await page.locator('.card a.keep').first().click()
    await page.waitForURL(/\/selection\?places=\d+$/)
    expect(await names()).toEqual([first])
    expect(await overflowOf(page)).toBe(0)
    await page.getByLabel(say('selection:add.label')).fill('buissonniere')
    await page.getByRole('button', { name: say('selection:add.submit') }).click()
    await page.locator('.selection-found a').first().click()
    expect(await names()).toEqual([first, 'Bibliothèque La Page Buissonnière'])
    await page.locator('.way-up').click()
    expect(await names()).toEqual(['Bibliothèque La Page Buissonnière', first])
    expect(await overflowOf(page)).toBe(0)
    await page.getByRole('button', { name: say('selection:share.submit') }).click()
    await page.waitForURL(/\/selection\/[2-9A-Z]{8}$/)
    expect(await overflowOf(page)).toBe(0)
    const code = page.url().split('/').at(-1)!
    await page.goto(`${site.address}/${locale}/selection`)
    await page.getByLabel(say('selection:code.label')).fill(code.toLowerCase())
    await page.getByRole('button', { name: say('selection:code.submit') }).click()
    expect(page.url()).toBe(`${site.address}/${locale}/selection/${code}`)
  })
})
