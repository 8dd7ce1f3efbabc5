// Finds the browser that the journeys are walked in, and makes what all of them share: databases and the client's build.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildClientIfStale } from '../../server/http/client-build.ts'
import { type Chromium, findChromium } from '../browser/chromium.ts'
import { atProcessEnd } from './process-end.ts'
import { skipProject } from './skipped.ts'
import { makeDatabases } from './templates.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    browser: Chromium
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const chromium = findChromium()
  project.provide('browser', chromium)
  if ('skip' in chromium) {
    project.provide('database', chromium)
    return skipProject(project, chromium.skip)
  }
  await buildClientIfStale()
  const folder = mkdtempSync(join(tmpdir(), 'reperes-browser-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  atProcessEnd(remove)
  const { source, stop } = await makeDatabases(folder)
  project.provide('database', source)
  return () => {
    stop()
    remove()
  }
}
