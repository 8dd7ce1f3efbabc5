// Texts from outside, read once: is this a schedule, and what week does it describe?

import type { WeekHours } from '../sessions/hours.rules.ts'
import { summarise } from './summary.ts'
import { faultOf, type HoursFault, longestGiven, partsOf, selectorsOf, tidy } from './syntax.ts'

/** A schedule and its week, or why the text is none. */
export type Reading = { text: string; week: WeekHours } | { fault: HoursFault }

/**
 * Readings by tidy text. The national file has some 3,700 distinct texts for 6,400 places with hours, so that an
 * import evaluates each once (0.5 ms). The oldest goes first.
 */
const readings = new Map<string, Reading>()
const mostReadings = 10_000

/** Reads a text; never throws. The answer is shared by all who ask: do not change it. */
export function readHours(given: string): Reading {
  if (given.length > longestGiven) return { fault: 'too-long' }
  const text = tidy(given)
  const known = readings.get(text)
  if (known) return known
  const reading = readAnew(text)
  keep(text, reading)
  return reading
}

/** Would this text take its time to be read? */
export function isUnread(given: string): boolean {
  return given.length <= longestGiven && !readings.has(tidy(given))
}

/** Takes over what another thread read. */
export function keepReading(given: string, reading: Reading): void {
  if (isUnread(given)) keep(tidy(given), reading)
}

function keep(text: string, reading: Reading): void {
  if (readings.size >= mostReadings) readings.delete(readings.keys().next().value!)
  readings.set(text, reading)
}

function readAnew(text: string): Reading {
  const fault = faultOf(text)
  if (fault) return { fault }
  try {
    return { text, week: summarise(partsOf(text), selectorsOf(text)) }
  } catch {
    // The library throws strings, Errors and, on odd input, TypeErrors of its own: all mean that it cannot read this.
    return { fault: 'syntax' }
  }
}
