// What an opening-hours text says before it is evaluated: its parts, its selectors, and faults the library lets pass.

/** Why hours cannot be taken as a schedule. */
export type HoursFault =
  | 'empty'
  | 'too-long'
  /** Holds words or signs that no schedule has: a sentence, probably. */
  | 'not-a-schedule'
  /** Looks like a schedule and does not parse. */
  | 'syntax'
  /** `Mo-Fr`: days without hours, which the library takes for day and night. */
  | 'no-times'
  /** `14:00-14:00`, which the library takes for 24 hours. */
  | 'zero-length'
  /** `19:00-11:00`, which the library takes for a night of 16 hours. */
  | 'reversed'
  /** `17:00+`: nobody knows when it closes. */
  | 'open-end'
  /** `Mo 14:00-17:00; 09:00-12:00`: the second rule names no day, and so replaces every day. */
  | 'overrides-all'

/** A text longer than this is not evaluated. The longest schedule of the national file has 682 characters. */
const longestText = 1000
/** With the spaces and line ends of whoever wrote it: more is not even tidied. */
export const longestGiven = 4 * longestText

/** No opening is longer when it crosses midnight: more is a typing error (`14:00-05:00` for `14:00-17:00`). */
const longestNightMinutes = 14 * 60

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'
const knownWord = new RegExp(
  `^(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|${months}|week|easter|days?|off|closed|open|unknown)$`,
  'i',
)
const timeRange = /(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})/g

/** The one way in which a text is written before it is looked at: plain hyphens, single spaces. */
export function tidy(text: string): string {
  return text
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/[“”„«»]/g, '"')
    .replace(/\s+/g, ' ')
    .replace(/"\s*([^"]*?)\s*"/g, '"$1"')
    .replace(/[\s;|]+$/, '')
    .trim()
}

/** The text with the content of its comments taken out: `Mo 09:00-12:00 ""`. */
export function withoutComments(text: string): string {
  return text.replace(/"[^"]*"/g, '""')
}

/** The rules of a text, comments kept whole. */
function rulesOf(text: string): string[] {
  return (text.match(/(?:"[^"]*"|[^;"])+/g) ?? []).map((rule) => rule.trim()).filter((rule) => rule !== '')
}

/** Splits at the first `||` that is not inside a comment: what holds, and what holds the rest of the time. */
function splitFallback(text: string): [main: string, fallback: string | null] {
  const match = /^((?:"[^"]*"|[^"|])*)\|\|(.*)$/.exec(text)
  return match ? [match[1]!.trim(), match[2]!.trim()] : [text, null]
}

export type Parts = {
  /** What is evaluated. */
  main: string
  /** A comment that holds the rest of the time (`Mo 09:00-12:00 || "sur rdv"`), else `null`. */
  otherwise: string | null
}

/**
 * Takes a closing remark off a schedule. `…; "sur rdv"` is read as `… || "sur rdv"`: by the letter a last rule without
 * a day would replace the whole week, which nobody who writes it means.
 */
export function partsOf(text: string): Parts {
  const [main, fallback] = splitFallback(text)
  if (fallback !== null) {
    const comment = onlyComment(fallback)
    return comment === null || main === '' ? { main: text, otherwise: null } : { main, otherwise: comment }
  }
  const rules = rulesOf(text)
  const last = rules.length > 1 ? onlyComment(rules.at(-1)!) : null
  if (last === null) return { main: text, otherwise: null }
  return { main: rules.slice(0, -1).join('; '), otherwise: last }
}

function onlyComment(rule: string): string | null {
  return /^(?:unknown\s*)?"([^"]+)"$/i.exec(rule)?.[1]?.trim() ?? null
}

/** Selectors that make one week differ from another. */
export type Selectors = {
  publicHolidays: 'closed' | 'open' | null
  schoolHolidays: 'closed' | 'open' | null
  weeks: boolean
  months: 'closed' | 'open' | null
  years: 'closed' | 'open' | null
}

/** Reads the selectors of a schedule off its words. */
export function selectorsOf(text: string): Selectors {
  const bare = withoutComments(text)
  return {
    publicHolidays: rulesWith(bare, word('PH')),
    schoolHolidays: rulesWith(bare, word('SH')),
    weeks: word('week').test(bare) || bare.includes('['),
    months: rulesWith(bare, word(`${months}|easter`)),
    years: rulesWith(bare, year),
  }
}

const year = /\b(?:19|20)\d\d\b(?!:)/

/** The rules of a schedule that hold whatever the year. */
export function withoutYears(main: string): string {
  return rulesOf(main)
    .filter((rule) => !year.test(withoutComments(rule)))
    .join('; ')
}

/** A word of the syntax; digits may touch it (`PH09:00`). */
function word(alternatives: string): RegExp {
  return new RegExp(`(?<![a-z])(?:${alternatives})(?![a-z])`, 'i')
}

/** Do the rules with this selector all close, or does one open? `null` when none has it. */
function rulesWith(bare: string, selector: RegExp): 'closed' | 'open' | null {
  const rules = rulesOf(bare).filter((rule) => selector.test(rule))
  if (rules.length === 0) return null
  return rules.every((rule) => word('off|closed').test(rule)) ? 'closed' : 'open'
}

/** The fault of a tidy text that can be told without the library, or `null`. */
export function faultOf(text: string): HoursFault | null {
  if (text === '') return 'empty'
  if (text.length > longestText) return 'too-long'
  const bare = withoutComments(text)
  if (bare.replaceAll('""', '').includes('"')) return 'syntax'
  if (!/^[\w\s,:;|\-[\]/()+"]*$/.test(bare)) return 'not-a-schedule'
  const words = bare.match(/[A-Za-z]+/g) ?? []
  if (!words.every((word) => knownWord.test(word))) return 'not-a-schedule'
  if (/\d\s*\+/.test(bare)) return 'open-end'
  return timesFault(bare) ?? rulesFault(rulesOf(bare))
}

function timesFault(bare: string): HoursFault | null {
  for (const match of bare.matchAll(timeRange)) {
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number)
    const from = fromHour * 60 + fromMinute
    const to = toHour * 60 + toMinute
    if (from === to) return 'zero-length'
    if (to < from && to + 24 * 60 - from > longestNightMinutes && to > 0) return 'reversed'
  }
  return null
}

function rulesFault(rules: string[]): HoursFault | null {
  const [, ...later] = rules
  if (later.some((rule) => /^(?:\d{1,2}(?::\d\d)?\s*-|(?:off|closed|open|unknown)\b)/i.test(rule)))
    return 'overrides-all'
  return rules.some(lacksTimes) ? 'no-times' : null
}

/** Days without hours, and without a word (`off`, a comment) that would say something about the whole day. */
function lacksTimes(rule: string): boolean {
  if (/\d:\d\d|24\/7|\b(?:off|closed)\b|""|^(?:open|unknown)$/i.test(rule)) return false
  return !/(?:^|[a-z\s,])\d{1,2}\s*-\s*\d{1,2}$/i.test(rule)
}
