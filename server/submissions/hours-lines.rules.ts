// Opening hours as lines of a form: which days, from when to when, and again from when to when.
import {
  clock,
  dayMinutes,
  emptyWeek,
  nightIntoDay,
  overlaps,
  readClock,
  type Span,
  sameDays,
  spanOf,
  type WeekSpans,
} from './hours-grid.rules.ts'

export const dayCodes = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const

/** One line, as it was typed. */
export type HoursLine = { days: string[]; times: [from: string, to: string, from2: string, to2: string] }

/** Of the whole year, and of the school holidays where they differ. */
export type LinesName = 'hours' | 'holiday'

/** Empty lines that stand ready; with script there are as many as the week needs. */
export const linesShown: Record<LinesName, number> = { hours: 3, holiday: 2 }
/** Seven days, each with two lines: more is a mistake. */
export const mostLines = 14

/** The fields of a line. */
export const lineFields = (name: LinesName, number: number) => {
  const base = `${name}-${number}`
  const times = ['from', 'to', 'from2', 'to2'].map((part) => `${base}-${part}`)
  return { days: `${base}-days`, times: times as [string, string, string, string] }
}

export type LineFault = {
  /** From 1. */
  line: number
  part: 'days' | 0 | 1 | 2 | 3
  reason: 'days' | 'time' | 'missing' | 'length' | 'overlap'
}

/** Reads lines into a week. Lines that say nothing are passed over; each fault names its line. */
export function readLines(lines: readonly HoursLine[]): { week: WeekSpans; faults: LineFault[] } {
  const week = emptyWeek()
  const faults: LineFault[] = []
  for (const [index, { days, times }] of lines.entries()) {
    const line = index + 1
    const spans = [readPair(times, 0, line, faults), readPair(times, 2, line, faults)].filter(
      (span) => span !== undefined,
    )
    const known = dayCodes.flatMap((code, day) => (days.includes(code) ? [day] : []))
    if (known.length > 0 && times.every((time) => time === '')) {
      faults.push({ line, part: 0, reason: 'missing' })
    }
    if (known.length === 0 && times.some((time) => time !== '')) {
      faults.push({ line, part: 'days', reason: 'days' })
    }
    for (const day of known) {
      if (overlaps([...week[day]!, ...spans])) {
        faults.push({ line, part: 0, reason: 'overlap' })
        break
      }
      week[day] = [...week[day]!, ...spans].toSorted((a, b) => a.from - b.from)
    }
  }
  const night = nightIntoDay(week)
  if (night !== undefined && faults.length === 0) {
    const line = lines.findIndex(({ days }) => days.includes(dayCodes[night]!)) + 1
    faults.push({ line, part: 1, reason: 'overlap' })
  }
  return { week, faults }
}

function readPair(
  times: HoursLine['times'],
  first: 0 | 2,
  line: number,
  faults: LineFault[],
): Span | undefined {
  const second = (first + 1) as 1 | 3
  const [from, to] = [times[first], times[second]]
  if (from === '' && to === '') return undefined
  const [start, end] = [readClock(from), readClock(to)]
  if (start === undefined || start === dayMinutes) {
    faults.push({ line, part: first, reason: from === '' ? 'missing' : 'time' })
  }
  if (end === undefined) faults.push({ line, part: second, reason: to === '' ? 'missing' : 'time' })
  if (start === undefined || start === dayMinutes || end === undefined) return undefined
  const span = spanOf(start, end)
  if (!span) faults.push({ line, part: second, reason: 'length' })
  return span
}

/** A week as lines, days with the same hours together. A day with three openings takes two lines. */
export function linesOfWeek(week: WeekSpans): HoursLine[] {
  return sameDays(week).flatMap(({ days, spans }) => {
    const codes = days.map((day) => dayCodes[day]!)
    const pairs = Array.from({ length: Math.ceil(spans.length / 2) }, (_, index) =>
      spans.slice(index * 2, index * 2 + 2),
    )
    return pairs.map(
      ([one, two]): HoursLine => ({
        days: codes,
        times: [
          clock(one!.from),
          clock(one!.to > dayMinutes ? one!.to - dayMinutes : one!.to),
          two ? clock(two.from) : '',
          two ? clock(two.to > dayMinutes ? two.to - dayMinutes : two.to) : '',
        ],
      }),
    )
  })
}
