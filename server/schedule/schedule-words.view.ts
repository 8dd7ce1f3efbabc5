// Rounds, dates and changes of them in words, so that nobody has to read a rule.
import {
  formatDate,
  formatDateRange,
  formatDay,
  formatList,
  formatTimeRange,
  weekdayNames,
} from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { weekdayOf } from '../sessions/day.rules.ts'
import { addMinutes } from '../sessions/recurrence.rules.ts'
import { type DatedNotice, type SessionSaid, textFor } from '../sessions/session.rules.ts'
import type { Told } from './operation.rules.ts'
import { type Dates, partsOf, type Round, roundOf } from './round.rules.ts'
import type { ScheduledDate, ScheduleSubject } from './schedule.rules.ts'

/** What a session is called: its stop, its title, else what it is. */
export function sessionName({ stop, titles, kind }: SessionSaid, t: Translate): string {
  return stop?.name ?? textFor(titles, t.locale)?.text ?? t(`time:kinds.${kind}`)
}

/** `mardi 1er décembre, 14 h – 16 h` */
export function whenInWords({ start, end }: { start: string; end: string }, t: Translate): string {
  const hours = formatTimeRange(t.locale, start.slice(11), end.slice(11))
  return t('schedule:words.when', { day: formatDay(t.locale, start.slice(0, 10)), hours })
}

/** `un mardi sur deux, 14 h – 16 h, du 1er décembre 2026 au 30 juin 2027, sauf les jours fériés` */
export function roundInWords(round: Round, t: Translate): string {
  const { first, from, to, until, rhythm, publicHolidays, schoolHolidays } = round
  const hours = formatTimeRange(t.locale, from, to)
  if (rhythm.kind === 'once') return t('schedule:words.when', { day: formatDay(t.locale, first), hours })
  const parts = [
    rhythmInWords(round, t),
    hours,
    until === null
      ? t('schedule:words.from', { from: formatDate(t.locale, first) })
      : t('schedule:words.span', formatDateRange(t.locale, first, until)),
    ...(publicHolidays === 'skipped' ? [t('schedule:words.publicHolidays')] : []),
    ...(schoolHolidays === 'kept' ? [] : [t(`schedule:words.schoolHolidays.${schoolHolidays}`)]),
  ]
  return parts.join(t('layout:listSeparator'))
}

function rhythmInWords({ rhythm, first }: Round, t: Translate): string {
  const weekday = weekdayNames(t.locale)[weekdayOf(first)]!
  if (rhythm.kind === 'month') {
    const which =
      rhythm.nth === -1 ? 'last' : (['first', 'second', 'third', 'fourth'] as const)[rhythm.nth - 1]!
    return t('schedule:words.month', { nth: t(`schedule:words.nth.${which}`), weekday })
  }
  const every = rhythm.kind === 'weeks' ? rhythm.every : 1
  if (every === 1) return t('schedule:words.everyWeek', { weekday })
  if (every === 2) return t('schedule:words.everySecondWeek', { weekday })
  return t('schedule:words.everyWeeks', { weekday, every })
}

/** When a session is, whatever its rule: one that no form can say is told as far as words go. */
export function recurrenceInWords(session: SessionSaid, t: Translate): string {
  const { recurrence } = session
  if (recurrence.kind === 'hours') return t('schedule:words.hours')
  const round = roundOf(recurrence)
  const { extraDates } = recurrence
  const words = round ? roundInWords(round, t) : ruleInWords(recurrence, t)
  if (extraDates.length === 0) return words
  return [words, t('schedule:words.extra', { count: extraDates.length })].join(t('layout:listSeparator'))
}

function ruleInWords({ start, durationMinutes, rule }: Dates, t: Translate): string {
  const parts = rule === null ? new Map<string, string>() : partsOf(rule)
  const days = (parts.get('BYDAY') ?? '').split(',').map((day) => codes.indexOf(day))
  const isWeekly = parts.get('FREQ') === 'WEEKLY' && (parts.get('INTERVAL') ?? '1') === '1'
  const names = days.map((day) => weekdayNames(t.locale)[day])
  const rhythm =
    isWeekly && names.every((name) => name !== undefined)
      ? t('schedule:words.everyWeek', { weekday: formatList(t.locale, names as string[]) })
      : t('schedule:words.other')
  const end = addMinutes(start, durationMinutes)
  return [rhythm, formatTimeRange(t.locale, start.slice(11), end.slice(11))].join(t('layout:listSeparator'))
}

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** `Fermé du 24 au 31 décembre 2026 : congés`, or `Le 3 mai 2027 : entrée par la cour` */
export function closureWords(
  { kind: what, from, until, reason, text }: DatedNotice,
  subject: Pick<ScheduleSubject, 'kind'>,
  t: Translate,
): string {
  const kind = what === 'notice' ? 'notice' : subject.kind
  const words =
    from === until
      ? t(`schedule:closure.${kind}.day`, { day: formatDate(t.locale, from) })
      : t(`schedule:closure.${kind}.span`, formatDateRange(t.locale, from, until))
  const why = [...(reason ? [t(`time:reasons.${reason}`)] : []), ...(text ? [text] : [])]
  return why.length === 0 ? words : t('schedule:closure.because', { closure: words, reason: why.join(' – ') })
}

/** What a change does, in one sentence, before it is sent. @param count of the dates that are new */
export function toldInWords(
  told: Told,
  subject: Pick<ScheduleSubject, 'kind'>,
  count: number | null,
  t: Translate,
): string {
  switch (told.kind) {
    case 'cancelled':
    case 'noted':
      return t(`schedule:told.${told.kind}`, { ...ofDate(told.date, t), note: told.note })
    case 'restored':
      return t('schedule:told.restored', ofDate(told.date, t))
    case 'moved':
      return t('schedule:told.moved', { ...ofDate(told.date, t), to: whenInWords(told, t) })
    case 'extra':
      return t('schedule:told.extra', { name: sessionName(told.session, t), when: whenInWords(told, t) })
    case 'round': {
      const name = sessionName(told.session, t)
      return t('schedule:told.round', { name, words: counted(recurrenceInWords(told.session, t), count, t) })
    }
    case 'changed': {
      const words = counted(recurrenceInWords(told.session, t), count, t)
      const day = formatDate(t.locale, told.day)
      return t('schedule:told.changed', { name: sessionName(told.session, t), day, words })
    }
    case 'details':
    case 'hours':
    case 'removed':
      return t(`schedule:told.${told.kind}`, { name: sessionName(told.session, t) })
    case 'ended':
      return t('schedule:told.ended', {
        name: sessionName(told.session, t),
        day: formatDate(t.locale, told.day),
      })
    case 'closed':
    case 'reopened': {
      const closure = closureWords(told.closure, subject, t)
      if (told.closure.kind === 'closed') return t(`schedule:told.${told.kind}`, { closure })
      return t(told.kind === 'closed' ? 'schedule:told.announced' : 'schedule:told.withdrawn', { closure })
    }
  }
}

const ofDate = (date: ScheduledDate, t: Translate) => ({
  name: sessionName(date.session, t),
  when: whenInWords(date, t),
})

function counted(words: string, count: number | null, t: Translate): string {
  if (count === null) return t('schedule:words.endless', { words })
  return t('schedule:words.counted', { words, dates: t('schedule:words.dates', { count }) })
}
