// Which days are written ahead.

import type { Window } from '../recurrence/evaluation.rules.ts'
import { addDays, dayInFrance } from './day.rules.ts'

const daysBack = 7
const daysAhead = 60
/** Stops of a bus are known long before, and looked up for a season. */
const stopDaysAhead = 365

/** From a week back to sixty days ahead, stops to a year. */
export function windowAt(now: Date): Window {
  const today = dayInFrance(now)
  return {
    from: addDays(today, -daysBack),
    until: addDays(today, daysAhead + 1),
    stopsUntil: addDays(today, stopDaysAhead + 1),
  }
}
