// A round as people say it – "every second Tuesday, 14:00 to 16:00, until 30 June" – and the recurrence that it is.
import { addDays, isDate, weekdayOf } from '../sessions/day.rules.ts'
import { addMinutes, isLocalTime, minutesBetween, type Recurrence } from '../sessions/recurrence.rules.ts'

export type Dates = Extract<Recurrence, { kind: 'dates' }>

/** Which week of a month; `-1`: the last. */
export type Nth = 1 | 2 | 3 | 4 | -1

/** The weekday, and the week of the month, are those of the first date. */
export type Rhythm = { kind: 'once' } | { kind: 'weeks'; every: number } | { kind: 'month'; nth: Nth }

export type Round = {
  /** `YYYY-MM-DD` */
  first: string
  /** `HH:MM`, on one day. */
  from: string
  to: string
  rhythm: Rhythm
  /** The last day, inclusive; `null`: without end. */
  until: string | null
  publicHolidays: Dates['publicHolidays']
  schoolHolidays: Dates['schoolHolidays']
}

/** More weeks than this between two dates are no rhythm that anybody remembers. */
export const mostWeeks = 12

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** The first, second… such weekday of its month; the fifth is said as the last. */
export function nthOf(date: string): Nth {
  const nth = Math.ceil(Number(date.slice(8)) / 7)
  return nth === 5 ? -1 : (nth as Nth)
}

/** Is it the last such weekday of its month? */
export const isLastOfMonth = (date: string): boolean => addDays(date, 7).slice(0, 7) !== date.slice(0, 7)

/** What is kept of a round. @param beside dates left out and added by hand */
export function recurrenceOf(
  round: Round,
  beside: Pick<Dates, 'exceptions' | 'extraDates'> = { exceptions: [], extraDates: [] },
): Dates {
  const start = `${round.first}T${round.from}`
  const { publicHolidays, schoolHolidays } = round
  const isOnce = round.rhythm.kind === 'once'
  return {
    kind: 'dates',
    start,
    durationMinutes: minutesBetween(start, `${round.first}T${round.to}`),
    rule: ruleOf(round),
    ...beside,
    // One date stands as given.
    publicHolidays: isOnce ? 'kept' : publicHolidays,
    schoolHolidays: isOnce ? 'kept' : schoolHolidays,
  }
}

function ruleOf({ first, rhythm, until }: Round): string | null {
  if (rhythm.kind === 'once') return null
  const end = until === null ? [] : [`UNTIL=${until.replaceAll('-', '')}`]
  const day = weekdays[weekdayOf(first)]!
  const parts =
    rhythm.kind === 'weeks'
      ? ['FREQ=WEEKLY', ...(rhythm.every > 1 ? [`INTERVAL=${rhythm.every}`] : []), `BYDAY=${day}`]
      : ['FREQ=MONTHLY', `BYDAY=${rhythm.nth}${day}`]
  return [...parts, ...end].join(';')
}

/** The round that a recurrence is; `null` where it says more than a round can, and is left as it stands. */
export function roundOf(recurrence: Recurrence): Round | null {
  if (recurrence.kind !== 'dates' || !isLocalTime(recurrence.start)) return null
  const { start, durationMinutes, rule, publicHolidays, schoolHolidays } = recurrence
  const [first, from] = [start.slice(0, 10), start.slice(11)]
  const end = addMinutes(start, durationMinutes)
  if (end.slice(0, 10) !== first) return null
  const said = rule === null ? { rhythm: { kind: 'once' as const }, until: null } : readRhythm(rule, first)
  return said && { first, from, to: end.slice(11), ...said, publicHolidays, schoolHolidays }
}

/** The parts of a rule that a round understands; what it does not name in full is another rule. */
const known = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'UNTIL', 'WKST'])

function readRhythm(rule: string, first: string): Pick<Round, 'rhythm' | 'until'> | null {
  const parts = partsOf(rule)
  if ([...parts.keys()].some((name) => !known.has(name))) return null
  const until = parts.has('UNTIL') ? dayOf(parts.get('UNTIL')!) : null
  if (parts.has('UNTIL') && until === null) return null
  const [day, every] = [weekdays[weekdayOf(first)]!, Number(parts.get('INTERVAL') ?? 1)]
  const byDay = parts.get('BYDAY')
  if (parts.get('FREQ') === 'WEEKLY' && (byDay === undefined || byDay === day)) {
    return every >= 1 && every <= mostWeeks ? { rhythm: { kind: 'weeks', every }, until } : null
  }
  const [, nth, weekday] = /^\+?(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)$/.exec(byDay ?? '') ?? []
  const isMonthly = parts.get('FREQ') === 'MONTHLY' && every === 1 && weekday === day
  const isFirst = Number(nth) === nthOf(first) || (nth === '-1' && isLastOfMonth(first))
  return isMonthly && isFirst ? { rhythm: { kind: 'month', nth: Number(nth) as Nth }, until } : null
}

/** The parts of a rule by name, whatever it says. */
export const partsOf = (rule: string): Map<string, string> =>
  new Map(rule.split(';').map((part) => part.split('=') as [string, string]))

/** `UNTIL` as a day; `null` for an hour of a day, which a round cannot say. */
function dayOf(until: string): string | null {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(?:T2359\d\d)?$/.exec(until) ?? []
  const date = `${year}-${month}-${day}`
  return isDate(date) ? date : null
}
