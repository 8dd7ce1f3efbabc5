// Embedded databases for the run, as dumps from which each test file restores its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { atProcessEnd } from './process-end.ts'
import { dumpsIn } from './templates.ts'

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'reperes-embedded-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  atProcessEnd(remove)
  project.provide('database', await dumpsIn(folder))
  return remove
}
