// A schedule with its holidays settled: what it says of a day that is a public holiday, a school holiday, both or none.
//
// The library looks `PH` and `SH` up in calendars of its own. We settle them beforehand, rule by rule, and the library
// reads texts that name no holiday: `Mo-Fr,PH 10:00-12:00` is `Mo-Su 10:00-12:00` on a public holiday and
// `Mo-Fr 10:00-12:00` on any other day.

/** `PH`, a day after or before one (`PH+1`, `PH-1`), or `SH`. */
export type HolidayWord = 'SH' | 'PH' | `PH+${number}` | `PH-${number}`

const weekday = '(?:Mo|Tu|We|Th|Fr|Sa|Su)'
const shift = '(?:\\s*[+-]\\s*\\d+\\s*days?)?'
const holidayAtom = `(?:PH${shift}|SH)`
const weekdayAtom = `${weekday}(?:\\s*-\\s*${weekday})?(?:\\[[^\\]]*\\]${shift})?`
const atom = `(?:${holidayAtom}|${weekdayAtom})`

/** Comments, to be stepped over, and lists of days: by comma "or", side by side "and" (`SH Mo-Fr`). */
const commentOrDays = new RegExp(`"[^"]*"|(?<![a-z])${atom}(?:\\s*,\\s*${atom})*(?![a-z])`, 'gi')
const eachAtom = new RegExp(atom, 'gi')

/** The holidays that a schedule names. */
export function holidayWordsOf(text: string): HolidayWord[] {
  const words = daysIn(text).flatMap((days) => holidaysAmong(days))
  return [...new Set(words)]
}

/**
 * The schedule on days on which exactly the holidays `held` are; empty when nothing of it applies. The others of its
 * holidays are not.
 */
export function settleHolidays(text: string, held: ReadonlySet<HolidayWord>): string {
  const kept = splitRules(text).flatMap(({ separator, rule }) => {
    const settled = settleRule(rule, held)
    return settled === null ? [] : [{ separator, rule: settled }]
  })
  return kept.map(({ separator, rule }, index) => (index === 0 ? rule : `${separator} ${rule}`)).join('')
}

/** The rule without its holidays, or `null` when it does not apply. */
function settleRule(rule: string, held: ReadonlySet<HolidayWord>): string | null {
  const lists = daysIn(rule)
  if (lists.every((days) => holidaysAmong(days).length === 0)) return rule
  const settled = lists.map((days) => settleDays(days, held))
  if (settled.includes('never')) return null
  // `SH Mo-Fr`: once it is a school holiday, weekdays alone decide. `PH off`: a rule with days replaces the day's other
  // rules, one without any does not.
  const otherDays = settled.some((days) => days !== 'always')
  let index = 0
  let alwaysSaid = otherDays
  const text = rule.replace(commentOrDays, (found) => {
    if (found.startsWith('"')) return found
    const days = settled[index++]!
    if (days !== 'always') return `${days} `
    if (alwaysSaid) return ''
    alwaysSaid = true
    return 'Mo-Su '
  })
  return text
    .replace(/\s+/g, ' ')
    .replace(/^[\s:]+/, '')
    .trim()
}

function settleDays(days: string, held: ReadonlySet<HolidayWord>): string {
  const holidays = holidaysAmong(days)
  if (holidays.length === 0) return days
  if (holidays.some((word) => held.has(word))) return 'always'
  const weekdays = (days.match(eachAtom) ?? []).filter((each) => !isHoliday(each))
  return weekdays.length === 0 ? 'never' : weekdays.join(',')
}

function daysIn(text: string): string[] {
  return (text.match(commentOrDays) ?? []).filter((found) => !found.startsWith('"'))
}

function holidaysAmong(days: string): HolidayWord[] {
  return (days.match(eachAtom) ?? []).filter(isHoliday).map(wordOf)
}

function isHoliday(atomOfDays: string): boolean {
  return /^[ps]h/i.test(atomOfDays)
}

/** `ph - 1 day` → `PH-1`. */
function wordOf(holiday: string): HolidayWord {
  return holiday.replace(/\s|days?/gi, '').toUpperCase() as HolidayWord
}

type Rule = { separator: string; rule: string }

/** Rules with what parts them: `;`, `||`, or a comma after hours before days (`Mo 09:00-12:00, PH 10:00-11:00`). */
function splitRules(text: string): Rule[] {
  const pieces = text.match(/"[^"]*"|\|\|?|[;,]|[^";,|]+/g) ?? []
  const rules: Rule[] = [{ separator: '', rule: '' }]
  for (const [index, piece] of pieces.entries()) {
    const last = rules.at(-1)!
    const parts =
      piece === ',' ? saysWhen(last.rule) && !isTime(pieces[index + 1]) : /^(?:;|\|\|)$/.test(piece)
    if (parts) rules.push({ separator: piece, rule: '' })
    else last.rule += piece
  }
  return rules
    .map(({ separator, rule }) => ({ separator, rule: rule.trim() }))
    .filter(({ rule }) => rule !== '')
}

/** `14:00-17:00`, `14-17`: another opening of the same days. */
function isTime(piece = ''): boolean {
  return /^\s*\d{1,2}(?::|\s*-)/.test(piece)
}

/** Does what stands before a comma end with hours, a state or a comment, so that another rule may follow? */
function saysWhen(rule: string): boolean {
  return /(?:\d:\d\d|24\/7|(?:^|[\s,a-z])\d{1,2}\s*-\s*\d{1,2}|\b(?:off|closed|open|unknown)|")\s*$/i.test(
    rule,
  )
}
