// The browser that journeys are walked in.
import { accessSync, constants } from 'node:fs'

/** The program to start, or why no journey can be walked. */
export type Chromium = { executable: string } | { skip: string }

/** Chromium where its distribution puts it, or where the environment says (`CHROMIUM`). */
export function findChromium(): Chromium {
  const executable = process.env.CHROMIUM || '/usr/bin/chromium'
  try {
    accessSync(executable, constants.X_OK)
    return { executable }
  } catch {
    return { skip: `no Chromium at ${executable} (set CHROMIUM to its path)` }
  }
}
