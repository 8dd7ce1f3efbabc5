// From the finder to a place, and onto paper, in a real browser with script off on a small screen.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { embeddedDatabase, type OpenDatabase, openDatabase } from '../../db/connect.ts'
import { EmbeddedClient } from '../../db/embedded/client.ts'
import { migrate } from '../../db/migrate.ts'
import { translator } from '../../i18n/translate.ts'
import { buildClientIfStale, readClientAssets } from '../../server/http/client-build.ts'
import { type App, appOn, fillWithDemonstration, type Light, search } from '../databases/filled-app.ts'
import { findPostgresqlBinaries } from '../databases/postgresql-binaries.ts'
import { type Cluster, NoClusterError, startCluster } from '../databases/postgresql-cluster.ts'

const source = inject('browser')
const t = translator('fr')

describe.skipIf('skip' in source)('On a small screen with script off', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reperes-browser-'))
  let cluster: Cluster | undefined
  let database: OpenDatabase
  let app: App
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let address: string
  /** What the browser asked for, and what came to nothing. */
  const asked = new Set<string>()
  const refused: string[] = []

  beforeAll(async () => {
    cluster = await startCluster(findPostgresqlBinaries() ?? '').catch((error) => {
      if (error instanceof NoClusterError || error.code === 'ENOENT') return undefined
      throw error
    })
    database = cluster
      ? await openDatabase({ databaseUrl: cluster.urlOf('postgres'), dataDir: '' })
      : await embeddedDatabase(new EmbeddedClient({ folder: join(folder, 'database') }))
    await migrate(database)
    await fillWithDemonstration(database.db)
    await buildClientIfStale()
    app = await appOn(database.db, { assets: await readClientAssets() })
    address = await app.listen({ port: 0, host: '127.0.0.1' })
    const executablePath = 'executable' in source ? source.executable : ''
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 640 },
      locale: 'fr-FR',
    })
    page = await context.newPage()
    page.on('request', (request) => asked.add(new URL(request.url()).host))
    page.on('requestfailed', (request) => refused.push(request.url()))
    page.on('response', (response) => {
      if (response.status() >= 400) refused.push(response.url())
    })
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    await database?.close()
    cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** How far the page is wider than the screen, in pixels. */
  async function overflow(): Promise<number> {
    const session = await context.newCDPSession(page)
    const { cssContentSize, cssLayoutViewport } = await session.send('Page.getLayoutMetrics')
    await session.detach()
    return cssContentSize.width - cssLayoutViewport.clientWidth
  }

  it('a reader finds help in the neighbourhood, and the place that gives it', async () => {
    const wanted = await search<Light['properties']>(
      app,
      'territory=neighbourhood-67482-neudorf-port-du-rhin&services=administrative-procedures&limit=1000',
    )
    expect(wanted.numberMatched).toBeGreaterThan(1)

    await page.goto(`${address}/`)
    expect(new URL(page.url()).pathname).toBe('/fr/find')
    expect(await overflow()).toBe(0)

    const neighbourhood = page.getByLabel(t('find:form.choose'))
    await neighbourhood.selectOption({ label: 'Neudorf – Schluthfeld – Port du Rhin – Musau' })
    await page.locator('summary', { hasText: t('find:form.need') }).click()
    await page.getByRole('checkbox', { name: t('vocabularies:services.administrative-procedures') }).check()
    expect(await overflow()).toBe(0)
    await page.getByRole('button', { name: t('find:form.submit') }).click()

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
    await page.getByRole('link', { name: 'English' }).click()
    expect(new URL(page.url()).pathname).toMatch(/^\/en\/places\/\d+\/./)
    expect(await overflow()).toBe(0)
  })

  it('finds every link and button large enough for a finger', async () => {
    for (const path of ['/fr/find?services=work', '/fr/places/1/france-services-les-trois-ponts']) {
      await page.goto(`${address}${path}`)
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
      app,
      'services=everyday-skills&near=7.7521,48.5734&limit=1000',
    )
    expect(features.length).toBeGreaterThan(20)
    await page.goto(`${address}/fr/find?services=everyday-skills&near=7.7521,48.5734`)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button', { name: t('find:form.submit') }).isVisible()).toBe(false)
    const entries = page.locator('ol > li:visible')
    expect(await entries.count()).toBe(features.length)

    const file = join(folder, 'list.pdf')
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
    expect([...asked]).toEqual([new URL(address).host])
    expect(refused).toEqual([])
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
