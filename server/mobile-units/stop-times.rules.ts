// Times as people write them in a file of stops.
import { isDate } from '../sessions/day.rules.ts'

/**
 * `2026-12-01T09:00`, `2026-12-01 09:00`, `01/12/2026 09:00`, also `9h`, `9h30`; a time alone is one of `day`.
 * @returns wall clock, `YYYY-MM-DDTHH:MM`
 */
export function readTime(text: string, day?: string): string | undefined {
  const found =
    /^(?:(\d{4})-(\d\d)-(\d\d)[T ]\s*|(\d{1,2})\/(\d{1,2})\/(\d{4})\s+)?(\d{1,2})(?::|\s?[hH]\s?)(\d\d)?(?::00)?$/.exec(
      text.trim(),
    )
  if (!found) return undefined
  const [, year, month, date, frenchDate, frenchMonth, frenchYear, hour, minute = '00'] = found
  const two = (part: string) => part.padStart(2, '0')
  const on = year
    ? `${year}-${month}-${date}`
    : frenchYear
      ? `${frenchYear}-${two(frenchMonth!)}-${two(frenchDate!)}`
      : day
  if (on === undefined || !isDate(on) || Number(hour) > 23 || Number(minute) > 59) return undefined
  return `${on}T${two(hour!)}:${minute}`
}

/** By the clock on the wall: no stop lasts through the hour that changes. */
export function minutesBetween(start: string, end: string): number {
  return (new Date(`${end}Z`).getTime() - new Date(`${start}Z`).getTime()) / 60_000
}
