// Opening hours of a row: those that parse, and the others as somebody wrote them.
import { textLimits } from './fault.rules.ts'
import type { RowReport } from './row-report.rules.ts'
import { cleanLine } from './text.rules.ts'

export type CheckHours = (text: string) => { valid: true } | { valid: false; reason: string }

export type CleanHours = { openingHours: string | null; openingHoursGiven: string | null }

/**
 * Hours in OpenStreetMap's syntax when `checkHours` understands them. Others are kept word for word and never guessed at: wrong hours send
 * people to a closed door.
 */
export function cleanHours(report: RowReport, checkHours: CheckHours): CleanHours {
  const text = cleanLine(report, 'horaires', textLimits.hours)
  if (text === null) return { openingHours: null, openingHoursGiven: null }
  if (checkHours(text).valid) return { openingHours: text, openingHoursGiven: null }
  report.kept('horaires', 'hours-not-understood')
  return { openingHours: null, openingHoursGiven: text }
}
