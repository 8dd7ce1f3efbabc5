// A week of opening hours as people fill it in, and the same as OpenStreetMap opening hours. Nobody writes that syntax.

/** One opening, in minutes since midnight; the end is beyond 1,440 where the place closes after midnight. */
export type Span = { from: number; to: number }

/** Seven days, Monday first; each in order, none overlapping. An empty day is closed. */
export type WeekSpans = Span[][]

export type HoursGrid = {
  week: WeekSpans
  /** Are all these hours by appointment? */
  byAppointment: boolean
  /** `unsaid`: nothing is said of them, which is not the same as open. */
  publicHolidays: 'closed' | 'unsaid'
  schoolHolidays: 'unsaid' | 'closed' | WeekSpans
}

export const dayMinutes = 1440
/** A night ends at six at the latest, so that it is not taken for the day after. */
const latestEnd = dayMinutes + 6 * 60

const dayNames = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
/** The words for "by appointment" that every reader of national files knows. */
const appointment = '"sur rendez-vous"'

export const emptyWeek = (): WeekSpans => dayNames.map(() => [])
export const isEmptyWeek = (week: WeekSpans): boolean => week.every((spans) => spans.length === 0)

/** A place without hours of its own, where one makes an appointment. */
export const hoursByAppointment = `Mo-Su ${appointment}`

/** The opening hours of a grid; `null` where nothing is open in it. */
export function hoursOfGrid({ week, byAppointment, publicHolidays, schoolHolidays }: HoursGrid) {
  if (isEmptyWeek(week) && !Array.isArray(schoolHolidays)) return null
  const comment = byAppointment ? ` ${appointment}` : ''
  const rules = openRules(week, comment)
  if (schoolHolidays === 'closed') rules.push('SH off')
  if (Array.isArray(schoolHolidays)) {
    rules.push(...openRules(schoolHolidays, comment).map((rule) => `SH ${rule}`))
    // What is open at other times stays so in the holidays, unless it is said.
    const shut = week.flatMap((spans, day) =>
      spans.length > 0 && schoolHolidays[day]!.length === 0 ? [day] : [],
    )
    if (shut.length > 0) rules.push(`SH ${daysWritten(shut)} off`)
  }
  if (publicHolidays === 'closed') rules.push('PH off')
  return rules.join('; ')
}

function openRules(week: WeekSpans, comment: string): string[] {
  return sameDays(week).map(({ days, spans }) => `${daysWritten(days)} ${timesWritten(spans)}${comment}`)
}

/** Days with the same hours, together, in the order of their first day; closed days are left out. */
export function sameDays(week: WeekSpans): { days: number[]; spans: Span[] }[] {
  const groups = new Map<string, { days: number[]; spans: Span[] }>()
  for (const [day, spans] of week.entries()) {
    if (spans.length === 0) continue
    const group = groups.get(timesWritten(spans))
    if (group) group.days.push(day)
    else groups.set(timesWritten(spans), { days: [day], spans })
  }
  return [...groups.values()]
}

/** `[0, 1, 2, 4]` → `Mo-We,Fr`. */
function daysWritten(days: readonly number[]): string {
  const runs: [number, number][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && run[1] === day - 1) run[1] = day
    else runs.push([day, day])
  }
  return runs
    .flatMap(([first, last]) => {
      if (first === last) return [dayNames[first]]
      return last === first + 1 ? [dayNames[first], dayNames[last]] : [`${dayNames[first]}-${dayNames[last]}`]
    })
    .join()
}

const timesWritten = (spans: readonly Span[]) =>
  spans.map(({ from, to }) => `${clock(from)}-${clock(to > dayMinutes ? to - dayMinutes : to)}`).join()

/** `HH:MM` of minutes since midnight, 24:00 included. */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

const rulePattern =
  /^(?<sh>SH )?(?<days>(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*) (?<what>off|closed|[\d:,\- ]+?)(?<said> "sur rendez-vous")?$/

/**
 * Reads opening hours back into a grid; `undefined` where a week cannot tell them (months, odd weeks, remarks): then
 * they stay as they are.
 */
export function gridOfHours(text: string): HoursGrid | undefined {
  const rules = text.split(';').map((each) => ruleRead(each.trim().replace(/\s+/g, ' ')))
  if (rules.some((rule) => rule === undefined)) return undefined
  const read = rules.filter((rule) => rule !== undefined)
  const off = read.filter((rule) => 'off' in rule).flatMap(({ off: holidays }) => holidays)
  const ofDays = read.filter((rule) => 'days' in rule)
  const appointments = new Set(
    ofDays.flatMap(({ spans, byAppointment }) => (spans.length > 0 ? byAppointment : [])),
  )
  const inHolidays = ofDays.filter(({ inSchoolHolidays }) => inSchoolHolidays)
  // Half by appointment and half not is more than one tick can say.
  if (appointments.size > 1 || (inHolidays.length > 0 && off.includes('SH'))) return undefined
  const week = rewritten(
    emptyWeek(),
    ofDays.filter(({ inSchoolHolidays }) => !inSchoolHolidays),
  )
  const whole = off.includes('SH') ? 'closed' : 'unsaid'
  return {
    week,
    byAppointment: appointments.has(true),
    publicHolidays: off.includes('PH') ? 'closed' : 'unsaid',
    schoolHolidays: inHolidays.length > 0 ? rewritten(week, inHolidays) : whole,
  }
}

type RuleOfDays = { days: number[]; spans: Span[]; byAppointment: boolean; inSchoolHolidays: boolean }

/** The last word on a day counts. */
const rewritten = (week: WeekSpans, rules: readonly RuleOfDays[]): WeekSpans =>
  week.map((spans, day) => rules.findLast(({ days }) => days.includes(day))?.spans ?? spans)

function ruleRead(rule: string): RuleOfDays | { off: string[] } | undefined {
  const holidays = /^(PH|SH|PH,SH|SH,PH) (?:off|closed)$/.exec(rule)
  if (holidays) return { off: holidays[1]!.split(',') }
  const read = rulePattern.exec(rule)?.groups
  const days = read && daysRead(read.days!)
  const spans = read && spansRead(read.what!)
  if (!read || !days || !spans) return undefined
  return { days, spans, byAppointment: read.said !== undefined, inSchoolHolidays: read.sh !== undefined }
}

function daysRead(text: string): number[] | undefined {
  const days = text.split(',').flatMap((part) => {
    const [first, last = first] = part.split('-').map((name) => dayNames.indexOf(name as 'Mo'))
    // From Saturday to Monday goes round the end of the week.
    const length = ((last! - first! + 7) % 7) + 1
    return Array.from({ length }, (_, index) => (first! + index) % 7)
  })
  return new Set(days).size === days.length ? days : undefined
}

function spansRead(text: string): Span[] | undefined {
  if (text === 'off' || text === 'closed') return []
  const spans: Span[] = []
  for (const part of text.replaceAll(' ', '').split(',')) {
    const [, fromHour, fromMinute, toHour, toMinute] = /^(\d\d?):(\d\d)-(\d\d?):(\d\d)$/.exec(part) ?? []
    if (toMinute === undefined) return undefined
    const span = spanOf(Number(fromHour) * 60 + Number(fromMinute), Number(toHour) * 60 + Number(toMinute))
    if (!span) return undefined
    spans.push(span)
  }
  return overlaps(spans) ? undefined : spans.toSorted((a, b) => a.from - b.from)
}

/** An opening from two times of the clock; one that ends before it begins ends in the night. */
export function spanOf(from: number, to: number): Span | undefined {
  if (from === to || from >= dayMinutes || to > latestEnd) return undefined
  const end = to < from ? to + dayMinutes : to
  return end > latestEnd ? undefined : { from, to: end }
}

/** Do two of these openings share a moment? */
export function overlaps(spans: readonly Span[]): boolean {
  const sorted = spans.toSorted((a, b) => a.from - b.from)
  return sorted.some(({ from }, index) => index > 0 && from < sorted[index - 1]!.to)
}

/** The first day on which a night still goes on when the next day opens; `undefined` where there is none. */
export function nightIntoDay(week: WeekSpans): number | undefined {
  const day = week.findIndex((spans, index) => {
    const end = Math.max(0, ...spans.map(({ to }) => to - dayMinutes))
    return week[(index + 1) % 7]!.some(({ from }) => from < end)
  })
  return day < 0 ? undefined : day
}

/**
 * A time as people write it: `9`, `9h`, `9h30`, `930`, `09:30`, `9.30`, `2 pm`, in any digits. Minutes since midnight, or
 * `undefined`.
 */
export function readClock(text: string): number | undefined {
  const plain = text
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .toLowerCase()
    .replace(/[\s.]*(uhr|saat)$/, '')
    .replace(/\s+/g, '')
  const [, hours, minutes = '0', half] =
    /^(\d{1,2})(?:[h:.،]?(\d{2}))?h?(am|pm|a\.m\.|p\.m\.)?$/.exec(plain) ?? []
  if (hours === undefined || Number(minutes) > 59) return undefined
  const hour = half ? (Number(hours) % 12) + (half.startsWith('p') ? 12 : 0) : Number(hours)
  const time = hour * 60 + Number(minutes)
  return time <= dayMinutes ? time : undefined
}
