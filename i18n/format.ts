// Dates, times, distances and names of languages for people. Runs on the server and in the browser.

import type { TextKey } from './keys.ts'
import { formatTag, type Locale } from './languages.ts'
import { remembered } from './remembered.ts'
import { translator } from './translate.ts'

/** `1er mars 2026` from a day (`2026-03-01`) or from an instant, whose day is the one in Strasbourg. */
export function formatDate(locale: Locale, date: string | Date): string {
  const isDay = typeof date === 'string' && date.length === 10
  return withFirst(locale, dateFormat(`${locale} ${isDay ? 'UTC' : 'Europe/Paris'}`).format(new Date(date)))
}

const dateFormat = remembered((key: string) => {
  const [locale, timeZone] = key.split(' ') as [Locale, string]
  return new Intl.DateTimeFormat(formatTag(locale), { dateStyle: 'long', timeZone })
})

/** `septembre 2026` from a day (`2026-09-01`), or `sept. 2026` where there is little room. */
export function formatMonth(locale: Locale, day: string, length: 'long' | 'short' = 'long'): string {
  return monthFormat(`${locale} ${length}`).format(new Date(day))
}

const monthFormat = remembered((key: string) => {
  const [locale, month] = key.split(' ') as [Locale, 'long' | 'short']
  return new Intl.DateTimeFormat(formatTag(locale), { month, year: 'numeric', timeZone: 'UTC' })
})

/** `mercredi 14 janvier`: a day near enough to need no year, from `YYYY-MM-DD`. */
export function formatDay(locale: Locale, day: string): string {
  return withFirst(locale, dayFormat(locale).format(new Date(day)))
}

/** French says the first of a month in order: « 1er décembre », which `Intl` does not know. */
function withFirst(locale: Locale, date: string): string {
  return locale === 'fr' ? date.replace(/(?<!\d)1(?=\s\p{L}|$)/u, '1er') : date
}

const dayFormat = remembered(
  (locale: Locale) =>
    new Intl.DateTimeFormat(formatTag(locale), {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    }),
)

/** `28 nov.`: a day where there is little room, from `YYYY-MM-DD`. */
export function formatShortDay(locale: Locale, day: string): string {
  return shortDayFormat(locale).format(new Date(day))
}

/**
 * The two ends of a range, to be put into a sentence: `13` and `20 décembre 2026`, `28 novembre` and `1er décembre 2026`.
 * What both share is said once, with the second.
 */
export function formatDateRange(
  locale: Locale,
  from: string,
  until: string,
): { from: string; until: string } {
  return rangeEnds(locale, dateFormat(`${locale} UTC`), from, until)
}

/** The same where there is little room: `13` and `20 déc.` */
export function formatShortRange(
  locale: Locale,
  from: string,
  until: string,
): { from: string; until: string } {
  return rangeEnds(locale, shortDayFormat(locale), from, until)
}

/** `Intl` knows what a language leaves out of the first date; it joins both by a dash, where sentences have words. */
function rangeEnds(locale: Locale, format: Intl.DateTimeFormat, from: string, until: string) {
  const [first, last, ...more] = format.formatRange(new Date(from), new Date(until)).split(/\s*–\s*/)
  const ends = first && last && more.length === 0 ? [first, last] : undefined
  const [start, end] = ends ?? [from, until].map((day) => format.format(new Date(day)))
  return { from: withFirst(locale, start!), until: withFirst(locale, end!) }
}

const shortDayFormat = remembered(
  (locale: Locale) =>
    new Intl.DateTimeFormat(formatTag(locale), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
)

/**
 * `9 h`, `12 h 30` (French), `9:00`, `12:30` from a wall-clock time (`HH:MM`) or from an instant, shown as the clocks
 * of Strasbourg show it. Hours from 24 on are those of the next day: `26:00` is 2 h, `24:00` midnight.
 */
export function formatTime(locale: Locale, time: string | Date): string {
  return timeInWords(locale, time, 'time')
}

/** `9 h – 12 h 30`, `9 – 12:30 Uhr` (German says the word once), `من 9:00 إلى 12:30`; times as for `formatTime`. */
export function formatTimeRange(locale: Locale, from: string | Date, to: string | Date): string {
  const start = timeInWords(locale, from, 'from')
  return translator(locale)('hours:range', { from: start, to: formatTime(locale, to) })
}

function timeInWords(locale: Locale, time: string | Date, words: 'time' | 'from'): string {
  const [hours = 0, minutes = 0] = (typeof time === 'string' ? time : clock.format(time))
    .split(':')
    .map(Number)
  const t = translator(locale)
  const hour = hours % 24
  if (minutes > 0) return t(`hours:${words}.minutes`, { hour, minute: String(minutes).padStart(2, '0') })
  return hour === 0 ? t('hours:time.midnight') : t(`hours:${words}.hour`, { hour })
}

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/Paris',
})

/** `350 m`, `1,2 km`, `14 km`: no more exact than people walk. */
export function formatDistance(locale: Locale, metres: number): string {
  if (metres < 975)
    return unit(`${locale} meter`).format(Math.max(10, roundTo(metres, metres < 100 ? 10 : 50)))
  const kilometres = metres / 1000
  return unit(`${locale} kilometer`).format(
    kilometres < 10 ? roundTo(kilometres, 0.1) : Math.round(kilometres),
  )
}

/** Walking at 80 metres a minute, as the crow flies; never less than one minute. */
export function walkingMinutes(metres: number): number {
  return Math.max(1, Math.round(metres / 80))
}

/** `5 min`: the walk of a distance. */
export function formatWalk(locale: Locale, metres: number): string {
  return unit(`${locale} minute`).format(walkingMinutes(metres))
}

function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step
}

const unit = remembered((key: string) => {
  const [locale, name] = key.split(' ') as [Locale, string]
  // Arabic shortens minutes to one letter, which few people read.
  const unitDisplay = locale === 'ar' && name === 'minute' ? 'long' : 'short'
  const options = { style: 'unit', unit: name, unitDisplay, maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(formatTag(locale), options)
})

/** `il y a 3 jours`, `il y a 2 heures`: how long ago, in the largest unit that fits; `maintenant` within a minute. */
export function formatAge(locale: Locale, ageMs: number): string {
  const minutes = Math.max(0, Math.floor(ageMs / 60_000))
  if (minutes === 0) return nowFormat(locale).format(0, 'second')
  const { size, name } = ageUnits.find(({ from }) => minutes >= from)!
  return ageFormat(locale).format(-Math.floor(minutes / size), name)
}

const dayMinutes = 24 * 60
/** From two of them on, of months and weeks: "13 days ago" says more than "a week ago". */
const ageUnits = [
  { from: 60 * dayMinutes, size: 30 * dayMinutes, name: 'month' },
  { from: 14 * dayMinutes, size: 7 * dayMinutes, name: 'week' },
  { from: dayMinutes, size: dayMinutes, name: 'day' },
  { from: 60, size: 60, name: 'hour' },
  { from: 1, size: 1, name: 'minute' },
] as const

const ageFormat = remembered((locale: Locale) => new Intl.RelativeTimeFormat(formatTag(locale)))

const nowFormat = remembered(
  (locale: Locale) => new Intl.RelativeTimeFormat(formatTag(locale), { numeric: 'auto' }),
)

/** Days of the week, Monday first: `lundi`, `mardi`… */
export function weekdayNames(locale: Locale): string[] {
  return weekdays(`${locale} long`)
}

/** The same where there is little room: `lun.`, `mar.`…; in full in Arabic, which does not shorten them. */
export function shortWeekdayNames(locale: Locale): string[] {
  return weekdays(`${locale} short`)
}

const weekdays = remembered((key: string) => {
  const [locale, weekday] = key.split(' ') as [Locale, 'long' | 'short']
  const format = new Intl.DateTimeFormat(formatTag(locale), { weekday, timeZone: 'UTC' })
  // 5 January 2026 is a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(new Date(Date.UTC(2026, 0, 5 + day))))
})

/** `a, b et c`. */
export function formatList(locale: Locale, items: readonly string[]): string {
  return listFormat(locale).format(items)
}

const listFormat = remembered((locale: Locale) => new Intl.ListFormat(formatTag(locale)))

// What `Intl` does not know, or does not call as Strasbourg does: `gsw` is Alsatian here, not Swiss German.
const ownNames = new Map<string, TextKey>([
  ['fsl', 'vocabularies:languages.fsl'],
  ['gsw', 'vocabularies:languages.gsw'],
])

/** The name of a spoken language (BCP 47 code) in the reader's language; the code itself when nobody knows it. */
export function languageName(locale: Locale, code: string): string {
  const own = ownNames.get(code.toLowerCase())
  if (own) return translator(locale)(own)
  return displayName(formatTag(locale), code) ?? code
}

/** The name of a spoken language in itself (`Türkçe`, `العربية`), or `null` when it cannot be told. */
export function languageNameInItself(code: string): string | null {
  // Few codes are that short, whoever writes them: what is remembered stays small.
  return /^[a-z]{2,3}$/.test(code) ? shortCodeInItself(code) : nameInItself(code)
}

function nameInItself(code: string): string | null {
  if (code.toLowerCase() === 'gsw') return 'Elsässisch'
  return speaksOfItself(code) ? (displayName(code, code) ?? null) : null
}

const shortCodeInItself = remembered(nameInItself)

/** `Intl` answers in another language, without a word, where it does not know the one that was asked for. */
function speaksOfItself(code: string): boolean {
  try {
    return Intl.DisplayNames.supportedLocalesOf([code]).length > 0
  } catch {
    return false
  }
}

function displayName(inLanguage: string, code: string): string | undefined {
  try {
    return displayNames(inLanguage).of(code)
  } catch {
    // `Intl` throws on what is not a language code: data may hold anything.
    return undefined
  }
}

const displayNames = remembered(
  (language: string) => new Intl.DisplayNames([language], { type: 'language', fallback: 'none' }),
)
