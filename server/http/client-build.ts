// What the browser loads: built when it is missing or older than its sources, found by Vite's manifest.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../', import.meta.url))
const manifestFile = join(project, 'client/dist/.vite/manifest.json')
/** What the build reads: its own sources, and the views, rules and texts that islands share with the server. */
const sources = ['client', 'i18n', 'server', 'vite.config.ts', 'package.json']

/** Addresses of the built files that pages name. */
export type ClientAssets = {
  stylesheet: string
  /** More of it, for pages on which people write and decide. */
  writingStylesheet: string
  /** More of it, for what is put together for paper. */
  paperStylesheet: string
  /** More of it, for a whole directory on a page. */
  directoryStylesheet: string
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

/** Reads the manifest of the last build. */
export async function readClientAssets(): Promise<ClientAssets> {
  const manifest: Record<string, { file: string }> = JSON.parse(await readFile(manifestFile, 'utf8'))
  const addressOf = (source: string) => {
    const built = manifest[source]?.file
    if (!built) throw new Error(`The build of client/ does not hold ${source}: run "npm run build".`)
    return `/assets/${built.replace(/^assets\//, '')}`
  }
  return {
    stylesheet: addressOf('client/styles/site.css'),
    writingStylesheet: addressOf('client/styles/writing.css'),
    paperStylesheet: addressOf('client/styles/paper.css'),
    directoryStylesheet: addressOf('client/styles/directory.css'),
    script: addressOf('client/after-style.ts'),
    islands: addressOf('client/islands.ts'),
  }
}

/** Folder of the built files, served under `/assets/`. */
export const clientAssetsFolder = join(project, 'client/dist/assets')
