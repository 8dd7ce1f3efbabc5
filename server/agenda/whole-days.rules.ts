// A list of dates that is too long ends with a whole day: half a day would pass for all that is on.
import { dayOfOccurrence } from './occurrence-day.rules.ts'

/** A calendar of more dates than this would be no help in anybody's pocket. */
export const mostInCalendar = 1_000

type Times = { start: Date; end: Date }

export type DayOfList<T> = { day: string; occurrences: T[] }

/**
 * By day, in order.
 * @param found one more than `most` where there are more
 * @param first the first day shown
 * @returns `lastDay` where the list ends early: the last day that is whole
 */
export function wholeDays<T extends Times>(
  found: readonly T[],
  most: number,
  first: string,
): { shown: DayOfList<T>[]; lastDay: string | undefined } {
  const byDay = Map.groupBy(found, (occurrence) => dayOfOccurrence(occurrence, first))
  const shown = [...byDay].map(([day, occurrences]) => ({ day, occurrences }))
  if (found.length <= most) return { shown, lastDay: undefined }
  // A single day with more than fits is shown as far as it fits.
  if (shown.length > 1) shown.pop()
  else shown[0]!.occurrences.length = most
  return { shown, lastDay: shown.at(-1)!.day }
}
