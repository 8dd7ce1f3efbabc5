// From the finder to a place, and onto paper, in a real browser with script off on a small screen.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { type Light, search } from '../databases/filled-app.ts'
import { openSite, overflowOf, type Site, type Visit } from './site.ts'

const t = translator('fr')

describe.skipIf('skip' in inject('browser'))('On a small screen with script off', () => {
  let site: Site
  let visit: Visit
  let page: Page
  const overflow = () => overflowOf(page)

  beforeAll(async () => {
    site = await openSite()
    visit = await site.visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
    page = visit.page
  })
  afterAll(async () => site?.close())

  it('a reader finds help in the neighbourhood, and the place that gives it', async () => {
    const wanted = await search<Light['properties']>(
      site.app,
      'territory=neighbourhood-67482-neudorf-port-du-rhin&services=administrative-procedures&limit=1000',
    )
    expect(wanted.numberMatched).toBeGreaterThan(1)

    await page.goto(`${site.address}/`)
    expect(new URL(page.url()).pathname).toBe('/fr')
    expect(await overflow()).toBe(0)

    await page.getByRole('link', { name: t('start:needs.paperwork.word') }).click()
    expect(await overflow()).toBe(0)
    await page.getByRole('link', { name: 'Neudorf – Schluthfeld – Port du Rhin – Musau' }).click()

    expect(new URL(page.url()).pathname).toBe('/fr/find')
    expect(new URL(page.url()).searchParams.getAll('services')).toEqual(['administrative-procedures'])
    expect(await overflow()).toBe(0)
    const count = t('find:count', { count: wanted.numberMatched })
    expect(await page.getByRole('heading', { level: 2, name: count }).isVisible()).toBe(true)
    const names = wanted.features.map(({ properties }) => properties.name)
    expect((await page.getByRole('heading', { level: 3 }).allTextContents()).toSorted()).toEqual(
      names.toSorted(),
    )
    expect(await page.getByRole('link', { name: t('find:form.clear') }).isVisible()).toBe(true)

    const [first] = await page.getByRole('heading', { level: 3 }).allTextContents()
    await page.getByRole('heading', { level: 3 }).getByRole('link').first().click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(first)
    expect(await overflow()).toBe(0)
    await page.locator('.languages summary').click()
    await page.getByRole('link', { name: 'English' }).click()
    expect(new URL(page.url()).pathname).toMatch(/^\/en\/places\/\d+\/./)
    expect(await overflow()).toBe(0)
  })

  it('chooses a language and another criterion in the form', async () => {
    await page.goto(`${site.address}/fr/find?services=work`)
    await page.locator('summary#summary-languages').click()
    await page.getByRole('checkbox', { name: 'Türkçe (turc)' }).check()
    expect(await overflow()).toBe(0)
    await page.getByRole('button', { name: t('find:form.apply') }).click()
    expect(new URL(page.url()).searchParams.get('languages')).toBe('tr')
    await page.locator('summary#summary-where').click()
    await page
      .getByLabel(t('find:form.choose'))
      .selectOption({ label: 'Neudorf – Schluthfeld – Port du Rhin – Musau' })
    await page.getByRole('button', { name: t('find:form.apply') }).click()
    const parameters = new URL(page.url()).searchParams
    expect([parameters.get('services'), parameters.get('languages')]).toEqual(['work', 'tr'])
    expect(parameters.get('territory')).toBe('neighbourhood-67482-neudorf-port-du-rhin')
  })

  it('finds every link and button large enough for a finger', async () => {
    for (const path of ['/fr/find?services=work', '/fr/places/1/france-services-les-trois-ponts']) {
      await page.goto(`${site.address}${path}`)
      const targets = await page.locator('main a:visible, main button:visible, main summary:visible').all()
      expect(targets.length).toBeGreaterThan(5)
      for (const target of targets) {
        const { height } = (await target.boundingBox())!
        expect(height, `${path} ${await target.textContent()}`).toBeGreaterThan(43.9)
      }
    }
  })

  it('an agent prints the list: every match is on the paper, numbered', async () => {
    const { features } = await search<Light['properties']>(
      site.app,
      'services=everyday-skills&near=7.7521,48.5734&limit=1000',
    )
    expect(features.length).toBeGreaterThan(20)
    await page.goto(`${site.address}/fr/find?services=everyday-skills&near=7.7521,48.5734`)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('form.search').isVisible()).toBe(false)
    const entries = page.locator('ol > li:visible')
    expect(await entries.count()).toBe(features.length)

    const file = join(site.folder, 'list.pdf')
    await page.pdf({ path: file, format: 'A4' })
    await page.emulateMedia({ media: null })
    const text = textOfPdf(file)
    if (text === undefined) return
    for (const [index, { properties }] of features.entries()) {
      expect(text).toMatch(new RegExp(`(^|\\s)${index + 1}\\.?\\s`))
      expect(text.replaceAll(/\s+/g, ' ')).toContain(properties.name)
      if (properties.phone)
        expect(text).toContain(properties.phone.replace('+33', '0').match(/../g)!.join(' '))
    }
  })

  it('nothing was asked of anybody else, and nothing was missing', () => {
    expect(visit.trouble()).toEqual([])
  })
})

/** The text of a PDF, or `undefined` where nothing reads it. */
function textOfPdf(file: string): string | undefined {
  try {
    return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
