// The whole site over a database of its own, and a browser that walks on it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { OpenDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/schema.ts'
import type { Dependencies } from '../../server/dependencies.ts'
import { buildClientIfStale, readClientAssets } from '../../server/http/client-build.ts'
import { type App, appOn } from '../databases/filled-app.ts'
import { type Copied, copyOf, type Holding, makeDatabases } from '../databases/templates.ts'
import { findChromium } from './chromium.ts'

type SiteOptions = {
  /** What is in the database at first: the demonstration, or nothing where `fill` is told alone. */
  holding?: Holding
  /** Brings more. */
  fill?: (db: Kysely<Database>) => Promise<void>
  dependencies?: Partial<Dependencies>
  /** More for the browser's command line. */
  browserArguments?: string[]
}

export type Site = {
  address: string
  app: App
  db: Kysely<Database>
  /** The same, for a post office. */
  database: OpenDatabase
  browser: Browser
  /** A folder that goes with the site. */
  folder: string
  /** A page in a context of its own. It keeps what went wrong: see `Visit`. */
  visit(options?: BrowserContextOptions): Promise<Visit>
  /** Ends the visits so far. */
  endVisits(): Promise<void>
  close(): Promise<void>
}

export type Visit = {
  page: Page
  /** Hosts that were asked for anything. */
  hosts: Set<string>
  /** Addresses that did not come, or came with an error. */
  refused: string[]
  /** Errors of scripts and breaches of the content security policy. */
  errors: string[]
  /** All of that which must not be: other hosts, what was refused, errors. */
  trouble(): string[]
}

/** WebGL drawn by the processor, on machines without a graphics card. */
const drawing = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']

/** Starts the site on a free port; PostgreSQL where it is found, else the embedded database. */
export async function openSite({
  fill,
  holding = fill ? 'nothing' : 'demonstration',
  dependencies = {},
  browserArguments = drawing,
}: SiteOptions = {}): Promise<Site> {
  const source = findChromium()
  if ('skip' in source) throw new Error(source.skip)
  const folder = mkdtempSync(join(tmpdir(), 'reperes-browser-'))
  const databases = await databasesFor(folder)
  const database = await copyOf(databases.source, holding)
  await fill?.(database.db)
  await buildClientIfStale()
  const app = await appOn(database.db, { assets: await readClientAssets(), ...dependencies })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await chromium.launch({
    executablePath: source.executable,
    args: ['--no-sandbox', ...browserArguments],
  })
  return {
    address,
    app,
    db: database.db,
    database,
    browser,
    folder,
    visit: (options) => visit(browser, new URL(address).host, options),
    async endVisits() {
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    async close() {
      await browser.close()
      await app.close()
      await database.close()
      databases.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Those that a run of the tests made once for all its files; anything else makes its own. */
async function databasesFor(folder: string): Promise<{ source: Copied; stop(): void }> {
  if (!process.env.VITEST) return makeDatabases(folder)
  const source = (await import('vitest')).inject('database')
  if ('skip' in source) throw new Error(source.skip)
  return { source, stop: () => {} }
}

async function visit(browser: Browser, host: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: 'fr-FR', ...options })
  const page = await context.newPage()
  const seen: Visit = {
    page,
    hosts: new Set(),
    refused: [],
    errors: [],
    trouble: () => [...[...seen.hosts].filter((each) => each !== host), ...seen.refused, ...seen.errors],
  }
  page.on('request', (request) => {
    if (/^https?:/.test(request.url())) seen.hosts.add(new URL(request.url()).host)
  })
  page.on('requestfailed', (request) => {
    // A search that a later one made useless.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') seen.refused.push(request.url())
  })
  page.on('response', (response) => {
    if (response.status() >= 400) seen.refused.push(response.url())
  })
  page.on('pageerror', (error) => seen.errors.push(error.message))
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) seen.errors.push(message.text())
  })
  return seen
}

/** How far the page is wider than its screen, in pixels; works without script too. */
export async function overflowOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const { cssContentSize, cssLayoutViewport } = await session.send('Page.getLayoutMetrics')
  await session.detach()
  return cssContentSize.width - cssLayoutViewport.clientWidth
}
