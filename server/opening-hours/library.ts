// Loads the `opening_hours` library so that it computes in wall-clock time.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { compileFunction } from 'node:vm'
import type { opening_hours } from 'opening_hours'
import { WallClockDate } from './wall-clock-date.ts'

/** A text and the library's reading of it. Dates that go in and come out are `WallClockDate`s. */
export type Schedule = { text: string; hours: opening_hours }

/**
 * Where the library looks holidays up. It knows either the public holidays of Alsace (`Bas-Rhin`) or the school
 * holidays of a zone together with the national public holidays, never both in one object: enough for the week of a
 * schedule. Dates are evaluated with holidays settled beforehand, for which the state does not matter.
 */
export type HolidayState = 'Bas-Rhin' | 'Zone A' | 'Zone B' | 'Zone C'

type Library = new (
  text: string,
  place: { lat: number; lon: number; address: { country_code: string; state: string } },
  options: { tag_key: string },
) => opening_hours

/** The library complains on the console before it throws; we say what is wrong in our own words. */
const silence = { log() {}, info() {}, warn() {}, error() {} }

/**
 * The published, unmodified file of the package, wrapped as Node wraps every CommonJS module, with two more names in
 * its scope: `Date` and `console`.
 */
function loadLibrary(): Library {
  const require = createRequire(import.meta.url)
  const path = require.resolve('opening_hours')
  const module: { exports: unknown } = { exports: {} }
  const wrapper = compileFunction(
    readFileSync(path, 'utf8'),
    ['exports', 'require', 'module', '__filename', '__dirname', 'Date', 'console'],
    { filename: path },
  )
  wrapper(module.exports, createRequire(path), module, path, dirname(path), WallClockDate, silence)
  return module.exports as Library
}

let library: Library | undefined
let last: (Schedule & { state: HolidayState }) | undefined

/**
 * Reads an OpenStreetMap opening-hours text. Throws what the library throws (a string or an `Error`) when it does not
 * parse. A country is always given: without one, `PH off` throws, and `null` would mean Germany.
 * The last schedule is kept, because reading it takes five times as long as evaluating a week of it (0.8 ms): a text is
 * checked, and evaluated right after.
 */
export function readSchedule(text: string, state: HolidayState): Schedule {
  if (last?.text === text && last.state === state) return last
  library ??= loadLibrary()
  const place = { lat: 48.58, lon: 7.75, address: { country_code: 'fr', state } }
  last = { text, state, hours: new library(text, place, { tag_key: 'opening_hours' }) }
  return last
}
