// What is taken in and yet looks like a slip: a bus in two places at once, a stop on a holiday.
import { type HolidayRegion, type PublicHoliday, publicHoliday } from '../sessions/holidays.rules.ts'
import type { PlacedStop } from './stop-session.rules.ts'

export type StopWarning =
  | { line: number; reason: 'overlaps'; value: string }
  | { line: number; reason: 'public-holiday'; value: string; holiday: PublicHoliday }

/** A stop that takes place; `line` where the file says it, `null` where it was known before. */
export type Timed = { line: number | null; start: string; minutes: number; name: string }

/** The stops of one unit that begin before another one has ended. */
export function overlaps(stops: readonly Timed[]): StopWarning[] {
  const inOrder = stops.toSorted((a, b) => a.start.localeCompare(b.start))
  const warnings: StopWarning[] = []
  let longest: Timed | undefined
  for (const stop of inOrder) {
    if (longest && beginOf(stop) < endOf(longest)) {
      // One of both stands in the file: what was there before is not told again at each import.
      const [line, other] = stop.line === null ? [longest.line, stop] : [stop.line, longest]
      if (line !== null) warnings.push({ line, reason: 'overlaps', value: inWords(other) })
    }
    if (!longest || endOf(stop) > endOf(longest)) longest = stop
  }
  return warnings
}

/** Stops on a public holiday of their commune, which somebody may have overlooked. */
export function onHolidays(
  stops: readonly PlacedStop[],
  regionOf: (communeCode: string | null) => HolidayRegion,
): StopWarning[] {
  return stops.flatMap(({ row, place }): StopWarning[] => {
    const day = row.start.slice(0, 10)
    const holiday = row.isCancelled ? null : publicHoliday(day, regionOf(place.communeCode))
    return holiday ? [{ line: row.line, reason: 'public-holiday', value: day, holiday }] : []
  })
}

const minuteMs = 60_000
const beginOf = ({ start }: Timed) => Date.parse(`${start}Z`)
const endOf = (stop: Timed) => beginOf(stop) + stop.minutes * minuteMs

function inWords({ line, start, name }: Timed): string {
  const where = line === null ? 'known before' : `line ${line}`
  return `${start.replace('T', ' ')} ${name} (${where})`
}
