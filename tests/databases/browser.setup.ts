// Finds the browser that the journeys are walked in.
import { accessSync, constants } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { skipProject } from './skipped.ts'

/** The program to start, or why no journey can be walked. */
export type BrowserSource = { executable: string } | { skip: string }

declare module 'vitest' {
  export interface ProvidedContext {
    browser: BrowserSource
  }
}

export default function setup(project: TestProject): (() => void) | undefined {
  const executable = process.env.CHROMIUM || '/usr/bin/chromium'
  try {
    accessSync(executable, constants.X_OK)
    project.provide('browser', { executable })
    return undefined
  } catch {
    const reason = `no Chromium at ${executable} (set CHROMIUM to its path)`
    project.provide('browser', { skip: reason })
    return skipProject(project, reason)
  }
}
