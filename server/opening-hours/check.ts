// Are these hours a schedule, in OpenStreetMap opening-hours syntax?

import { readHours } from './reading.ts'
import type { HoursFault } from './syntax.ts'

export type { HoursFault }

/** `text` is the schedule as it should be stored: single spaces, plain hyphens and quotes. */
export type HoursCheck = { valid: true; text: string } | { valid: false; reason: HoursFault }

/**
 * Checks a text; never throws. Stricter than the library: a text is refused as well when the library's reading is not
 * what anybody can have meant (`14:00-14:00` as 24 hours; see `HoursFault`).
 */
export function checkHours(text: string): HoursCheck {
  const reading = readHours(text)
  return 'week' in reading ? { valid: true, text: reading.text } : { valid: false, reason: reading.fault }
}
