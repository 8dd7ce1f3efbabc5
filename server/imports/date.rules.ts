// The day of a source's last change.
import type { RowReport } from './row-report.rules.ts'

/**
 * `date_maj` as `YYYY-MM-DD`, or `null`. Reads ISO days and instants, and days first (`05/08/2016`). Of an instant the day is taken as
 * it is written: moving it to another time zone would change the day. Days before 1990 are the zero of some computer's clock.
 */
export function cleanDate(report: RowReport): string | null {
  report.reportPlaceholder('date_maj')
  const given = report.cell('date_maj')
  if (given === '') {
    report.dropped('date_maj', 'required')
    return null
  }
  const day = readDay(given)
  if (day === null) report.dropped('date_maj', 'date-invalid')
  else if (day !== given) report.repaired('date_maj', 'date-format', day)
  return day
}

function readDay(text: string): string | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?$/.exec(text)
  if (iso) return existingDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}[:h]\d{2}.*)?$/.exec(text)
  if (dayFirst) return existingDay(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1]))
  return null
}

function existingDay(year: number, month: number, day: number): string | null {
  if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1) return null
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (day > (days[month - 1] ?? 0)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
