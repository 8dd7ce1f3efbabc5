// Days and hours as people type them where the browser has no field for them.
import { isDate } from '../sessions/day.rules.ts'

/** `2026-12-01`, `1/12/2026`, `01.12.2026` as `YYYY-MM-DD`; `undefined` when it is no day. */
export function typedDay(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? []
  const date = day ? `${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}` : text
  return isDate(date) ? date : undefined
}

/** `14:00`, `14h`, `9 h 30`, `9.30` as `HH:MM`; `undefined` when it is no hour of a day. */
export function typedHour(text: string): string | undefined {
  const [, hour, minute = '00'] = /^(\d{1,2})\s*(?:[:.h]\s*(\d{2})?)?$/i.exec(text) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined
  return `${hour.padStart(2, '0')}:${minute}`
}
