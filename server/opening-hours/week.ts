import type { WeekHours } from '../sessions/hours.rules.ts'
import { readHours } from './reading.ts'

/**
 * The language-neutral week of a text that `checkHours` accepts; `null` for any other. Never throws.
 * The answer is shared by all who ask: do not change it.
 */
export function weekOf(text: string): WeekHours | null {
  const reading = readHours(text)
  return 'week' in reading ? reading.week : null
}
