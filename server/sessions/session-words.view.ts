// A session, a closure and a recurrence in sentences: for those who decide on them, and in the history of a place.
import { formatDate, formatList, formatTimeRange, languageName, weekdayNames } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { weekdayOf } from './day.rules.ts'
import type { WeekHours } from './hours.rules.ts'
import { hoursInWords } from './hours.view.ts'
import {
  addMinutes,
  type Change,
  type Recurrence,
  type RuleParts,
  readRule,
  untilOf,
} from './recurrence.rules.ts'
import { type DatedNotice, type SessionSaid, textFor } from './session.rules.ts'

type ReadWeek = (hours: string) => WeekHours | null

/** What a session is, when it is and for whom, sentence by sentence. */
export function sessionInWords(session: SessionSaid, weekOf: ReadWeek, t: Translate): string[] {
  const title = textFor(session.titles, t.locale)
  const kind = t(`time:kinds.${session.kind}`)
  const place = session.stop
    ? [session.stop.name, session.stop.address, session.stop.commune].filter(Boolean).join(', ')
    : undefined
  const called = [title ? t('hours:quotation', { text: title.text }) : undefined, place].filter(Boolean)
  const facts = [
    ...(session.byAppointment ? [t('hours:appointmentOnly')] : []),
    ...(session.booking ? [t(`time:booking.${session.booking}`)] : []),
    ...(session.fee ? [t(`vocabularies:fee.${session.fee}`)] : []),
    ...(session.price ? [session.price] : []),
    ...(session.level ? [t(`vocabularies:level.${session.level}`)] : []),
    ...session.languages.map((code) => languageName(t.locale, code)),
  ]
  return [
    [kind, ...called].join(' – '),
    ...recurrenceInWords(session.recurrence, weekOf, t),
    ...session.changes.map((change) => changeInWords(change, t)),
    ...(facts.length > 0 ? [facts.join(t('layout:listSeparator'))] : []),
  ]
}

/** A closure or a notice: what, from when until when, why. */
export function noticeInWords({ kind, from, until, reason, text }: DatedNotice, t: Translate): string[] {
  const dates = { from: formatDate(t.locale, from), until: formatDate(t.locale, until) }
  const when = t(from === until ? `sessions:${kind}.day` : `sessions:${kind}.days`, dates)
  return [
    reason ? t('time:closure.reason', { closure: when, reason: t(`time:reasons.${reason}`) }) : when,
    ...(text ? [t('hours:quotation', { text })] : []),
  ]
}

/** When it is: the hours of a week, a date, or a rule. */
export function recurrenceInWords(recurrence: Recurrence, weekOf: ReadWeek, t: Translate): string[] {
  if (recurrence.kind === 'hours') {
    const week = weekOf(recurrence.openingHours)
    return week ? hoursInWords(week, t) : [t('hours:toCheck')]
  }
  const { start, durationMinutes, rule, exceptions, extraDates, publicHolidays, schoolHolidays } = recurrence
  const time = formatTimeRange(t.locale, start.slice(11), addMinutes(start, durationMinutes).slice(11))
  const date = formatDate(t.locale, start.slice(0, 10))
  const days = (dates: readonly string[]) =>
    formatList(
      t.locale,
      dates.map((each) => formatDate(t.locale, each.slice(0, 10))),
    )
  return [
    rule === null ? t('sessions:once', { date, time }) : ruleInWords(rule, { date, time, start }, t),
    ...(extraDates.length > 0 ? [t('sessions:also', { dates: days(extraDates) })] : []),
    ...(exceptions.length > 0 ? [t('sessions:except', { dates: days(exceptions) })] : []),
    ...(publicHolidays === 'skipped' ? [t('sessions:publicHolidays')] : []),
    ...(schoolHolidays === 'kept' ? [] : [t(`sessions:schoolHolidays.${schoolHolidays}`)]),
  ]
}

type Beginning = { date: string; time: string; start: string }

function ruleInWords(rule: string, { date, time, start }: Beginning, t: Translate): string {
  const parts = readRule(rule)
  const words = parts instanceof Map ? rhythmInWords(parts, start, t) : undefined
  // What few people write is shown as it stands, to those who can read it.
  if (!words) return t('sessions:rule', { rule, date, time })
  return [
    t('sessions:from', { rhythm: words, time, date }),
    ...(endInWords(parts as RuleParts, t) ?? []),
  ].join(' ')
}

const usual = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'COUNT', 'UNTIL', 'WKST', 'BYMONTHDAY'])
const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** `every Tuesday and Thursday`, `every 2 weeks on Monday`, `on the first Tuesday of the month`; `undefined` for others. */
function rhythmInWords(parts: RuleParts, start: string, t: Translate): string | undefined {
  if ([...parts.keys()].some((name) => !usual.has(name))) return undefined
  const count = Number(parts.get('INTERVAL') ?? 1)
  const names = weekdayNames(t.locale)
  const given = parts.get('BYDAY')?.split(',')
  const startDay = names[weekdayOf(start.slice(0, 10))]!
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return given ? undefined : t('sessions:every.day', { count })
    case 'WEEKLY': {
      if (given?.some((each) => !codes.includes(each))) return undefined
      const days = given ? given.map((each) => names[codes.indexOf(each)]!) : [startDay]
      return t('sessions:every.week', { count, days: formatList(t.locale, days) })
    }
    case 'MONTHLY': {
      if (parts.has('BYMONTHDAY'))
        return t('sessions:every.monthDay', { count, day: parts.get('BYMONTHDAY')! })
      const [, ordinal, day] = /^([1-4]|-1)([A-Z]{2})$/.exec(given?.length === 1 ? given[0]! : '') ?? []
      if (!ordinal || !day || count > 1) return given ? undefined : t('sessions:every.month', { count })
      const name = names[codes.indexOf(day)]!
      return t(`sessions:ordinal.${ordinal as '1' | '2' | '3' | '4' | '-1'}`, { day: name })
    }
    default:
      return undefined
  }
}

function endInWords(parts: RuleParts, t: Translate): string[] {
  const count = Number(parts.get('COUNT') ?? 0)
  if (count > 0) return [t('sessions:times', { count })]
  const until = parts.has('UNTIL') ? untilOf(parts.get('UNTIL')!) : null
  if (!until) return []
  const date = formatDate(t.locale, 'local' in until ? until.local.slice(0, 10) : until.instant)
  return [t('sessions:until', { date })]
}

function changeInWords({ originalStart, note, ...change }: Change, t: Translate): string {
  const date = formatDate(t.locale, originalStart.slice(0, 10))
  const said = note ? ` ${t('hours:quotation', { text: note })}` : ''
  if (change.kind !== 'moved') return `${t(`sessions:change.${change.kind}`, { date })}${said}`
  const to = formatDate(t.locale, change.start.slice(0, 10))
  const time = formatTimeRange(t.locale, change.start.slice(11), change.end.slice(11))
  return `${t('sessions:change.moved', { date, to, time })}${said}`
}
