// Finds the browser that the journeys are walked in.
import type { TestProject } from 'vitest/node'
import { type Chromium, findChromium } from '../browser/chromium.ts'
import { skipProject } from './skipped.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    browser: Chromium
  }
}

export default function setup(project: TestProject): (() => void) | undefined {
  const chromium = findChromium()
  project.provide('browser', chromium)
  return 'skip' in chromium ? skipProject(project, chromium.skip) : undefined
}
