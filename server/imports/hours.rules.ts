// Opening hours of a row: those that parse, and the others as somebody wrote them.
import { textLimits } from './fault.rules.ts'
import type { RowReport } from './row-report.rules.ts'
import { cleanLine } from './text.rules.ts'

/** `text` is the schedule as it should be stored, where that is not the text itself. */
export type CheckHours = (text: string) => { valid: true; text?: string } | { valid: false; reason: string }

export type CleanHours = { openingHours: string | null; openingHoursGiven: string | null }

/**
 * Hours in OpenStreetMap's syntax when `checkHours` understands them. Others are kept word for word and never guessed at: wrong hours send
 * people to a closed door.
 */
export function cleanHours(report: RowReport, checkHours: CheckHours): CleanHours {
  const text = cleanLine(report, 'horaires', textLimits.hours)
  if (text === null) return { openingHours: null, openingHoursGiven: null }
  const check = checkHours(text)
  if (check.valid) {
    const openingHours = check.text ?? text
    if (openingHours !== text) report.repaired('horaires', 'hours-format', openingHours)
    return { openingHours, openingHoursGiven: null }
  }
  report.kept('horaires', 'hours-not-understood')
  return { openingHours: null, openingHoursGiven: text }
}
