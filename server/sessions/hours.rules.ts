// The week of a place in a form that knows no language, and how its days are read together.

/**
 * One opening. Times are the wall clock's, `HH:MM`; the end may be `24:00`, or later when the place closes after
 * midnight (`26:00` is 02:00 the next day). A whole day that only carries a word ("by appointment") is 00:00–24:00.
 */
export type Hours = {
  from: string
  to: string
  byAppointment: boolean
  /** What the source said about this opening, in its own words (French as a rule). */
  comment?: string
}

/** The openings of one day in order, never touching one another. Empty: closed. */
export type DayHours = Hours[]

/** What a table of seven days cannot say. The list is closed: each kind has a sentence in `i18n/…/hours.json`. */
export const hoursNoteKinds = [
  'always-open',
  'by-appointment',
  'otherwise-by-appointment',
  'to-confirm',
  'closed-public-holidays',
  'open-public-holidays',
  'closed-school-holidays',
  'only-school-holidays',
  'other-hours-school-holidays',
  'only-some-weeks',
  'changes-with-weeks',
  'only-some-months',
  'changes-with-months',
  'closed-some-dates',
  'changes-some-dates',
  'only-some-dates',
] as const

export type HoursNote = { kind: (typeof hoursNoteKinds)[number] } | { kind: 'comment'; text: string }

/**
 * The opening hours of a place, as stored at publication.
 *
 * `days` has seven entries, Monday first, for a week without holidays. When `regular` is false no single week tells
 * everything (alternate weeks, seasons, a first Tuesday, other hours in the school holidays): `days` is then the
 * commonest week that has hours, and dates must be asked of `datedOpenings`.
 */
export type WeekHours = { days: DayHours[]; notes: HoursNote[]; regular: boolean }

/** The openings of one date, `YYYY-MM-DD`. */
export type DatedHours = { date: string; hours: DayHours }

/** Days (0 = Monday) that have the same openings. */
export type DayGroup = { days: number[]; hours: DayHours }

/**
 * Days with the same openings, read together, in the order of their first day; the closed days apart.
 * Tuesday and Thursday with the same hours are one group even though Wednesday differs.
 */
export function groupDays(week: WeekHours): { open: DayGroup[]; closed: number[] } {
  const open = new Map<string, DayGroup>()
  const closed: number[] = []
  for (const [day, hours] of week.days.entries()) {
    if (hours.length === 0) {
      closed.push(day)
      continue
    }
    const sameHours = JSON.stringify(hours)
    const group = open.get(sameHours)
    if (group) group.days.push(day)
    else open.set(sameHours, { days: [day], hours })
  }
  return { open: [...open.values()], closed }
}

/** `[0, 1, 2, 4]` → `[[0, 2], [4, 4]]`: first and last day of each row of days that follow one another. */
export function dayRuns(days: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && run[1] === day - 1) run[1] = day
    else runs.push([day, day])
  }
  return runs
}

/** Minutes since midnight of `HH:MM`; `26:00` is 1,560. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** `HH:MM` of minutes since midnight. */
export function timeOf(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  return `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** A whole day says nothing about the clock: only its words are shown. */
export function isWholeDay(hours: Hours): boolean {
  return hours.from === '00:00' && hours.to === '24:00'
}

const wholeDay: DayHours = [{ from: '00:00', to: '24:00', byAppointment: false }]

/**
 * The openings of a weekday of the usual week, 0 = Monday. A regular week without any says all in its notes ("by
 * appointment", whatever the day): whole days, whose words and times tell nothing apart.
 */
export function usualDay(week: WeekHours, day: number): DayHours {
  return isInWordsAlone(week) ? wholeDay : (week.days[day] ?? [])
}

/** Do the notes say all, and no day anything of its own? */
export function isInWordsAlone({ days, regular }: WeekHours): boolean {
  return regular && days.every((hours) => hours.length === 0)
}

/** Does the note stand for every opening of the week, so that it need not be repeated beside each? */
export function hasNote(week: WeekHours, kind: HoursNote['kind']): boolean {
  return week.notes.some((note) => note.kind === kind)
}

const osmAbbreviation = /\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)\b(?=\s*(?:[-,;:]|\d|off\b|closed\b|$))/

/**
 * Hours as somebody wrote them, as lines fit to be quoted; `null` when they look like broken OpenStreetMap syntax
 * (`Mo-Fr 9:00-12:00-14:00`), which means nothing to a reader and must not be guessed at. Markup that comes with
 * national data (`<br />`) becomes the end of a line.
 */
export function quotableHours(given: string): string[] | null {
  const lines = given
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, ' ')
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
  if (lines.length === 0 || lines.some((line) => osmAbbreviation.test(line))) return null
  return lines
}
