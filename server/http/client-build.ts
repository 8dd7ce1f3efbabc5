// What the browser loads: built when it is missing or older than its sources, found by Vite's manifest.
import { hash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../', import.meta.url))
const manifestFile = join(project, 'client/dist/.vite/manifest.json')
/** Folder of the built files, served under `/assets/`. */
export const clientAssetsFolder = join(project, 'client/dist/assets')
/** What the build reads: its own sources, and the views, rules and texts that islands share with the server. */
const sources = ['client', 'i18n', 'server', 'vite.config.ts', 'package.json']

/** A style sheet that a page names, or carries within itself. */
export type Stylesheet = {
  address: string
  text: string
  /** Of the text, as a content security policy says it. */
  hash: string
}

/** What pages name of the built files, by its address. */
export type ClientAssets = {
  stylesheet: Stylesheet
  /** More of it, for pages on which people write and decide. */
  writingStylesheet: Stylesheet
  /** More of it, for what is put together for paper. */
  paperStylesheet: Stylesheet
  /** More of it, for a whole directory on a page. */
  directoryStylesheet: Stylesheet
  /** Small: it brings the islands after the style sheet. */
  script: string
  islands: string
}

/** Builds the browser's part if it is missing or stale. @returns was it built? */
export async function buildClientIfStale(): Promise<boolean> {
  const built = await changedAt(manifestFile)
  const newest = Math.max(...(await Promise.all(sources.map((name) => newestChange(join(project, name))))))
  if (built > newest) return false
  const { build } = await import('vite')
  await build({ root: project, logLevel: 'warn' })
  return true
}

async function changedAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}

async function newestChange(path: string): Promise<number> {
  if (!(await stat(path)).isDirectory()) return changedAt(path)
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter(
    (entry) => entry.isFile() && !entry.parentPath.includes(join('client', 'dist')),
  )
  return Math.max(0, ...(await Promise.all(files.map((file) => changedAt(join(file.parentPath, file.name))))))
}

/**
 * A style sheet as pages use it.
 * @throws where it means something else inside a page: it would end its element, or name files beside itself
 */
export function stylesheetOf(address: string, text: string): Stylesheet {
  if (/<\/style|\r|url\((?!["']?(?:\/|data:|#))/i.test(text))
    throw new Error(`${address} cannot stand inside a page.`)
  return { address, text, hash: `'sha256-${hash('sha256', text, 'base64')}'` }
}

/** Reads the manifest of the last build, and the style sheets. */
export async function readClientAssets(): Promise<ClientAssets> {
  const manifest: Record<string, { file: string }> = JSON.parse(await readFile(manifestFile, 'utf8'))
  const addressOf = (source: string) => {
    const built = manifest[source]?.file
    if (!built) throw new Error(`The build of client/ does not hold ${source}: run "npm run build".`)
    return `/assets/${built.replace(/^assets\//, '')}`
  }
  const sheetAt = async (source: string) => {
    const address = addressOf(source)
    return stylesheetOf(address, await readFile(join(clientAssetsFolder, basename(address)), 'utf8'))
  }
  return {
    stylesheet: await sheetAt('client/styles/site.css'),
    writingStylesheet: await sheetAt('client/styles/writing.css'),
    paperStylesheet: await sheetAt('client/styles/paper.css'),
    directoryStylesheet: await sheetAt('client/styles/directory.css'),
    script: addressOf('client/after-style.ts'),
    islands: addressOf('client/islands.ts'),
  }
}
