// A workshop as one block of the form of a place says it.
import { roundOf } from '../schedule/round.rules.ts'
import { datesAtHour } from '../schedule/session-list.rules.ts'
import { isDate } from '../sessions/day.rules.ts'
import { type SessionSaid, textFor } from '../sessions/session.rules.ts'
import { formFault } from './form-fault.rules.ts'
import { spanTyped } from './form-span.rules.ts'
import { clock } from './hours-grid.rules.ts'
import type { Block, ReadBlock } from './place-sessions.rules.ts'

export const repeats = ['once', 'weekly', 'fortnightly'] as const

/**
 * The fields that say this workshop; `undefined` where its rhythm, its missing end, or dates added by hand are none of
 * the form's.
 */
export function typedOfWorkshop(session: SessionSaid, locale: string): Block | undefined {
  const { kind, recurrence, titles, languages, level, booking } = session
  const title = textFor(titles, locale)?.text
  const round = kind === 'workshop' ? roundOf(recurrence) : null
  if (!round || !title || hasExtraDates(recurrence)) return undefined
  const { rhythm, until, first, from, to } = round
  const every = rhythm.kind === 'weeks' ? rhythm.every : 0
  const repeat = rhythm.kind === 'once' ? 'once' : ({ 1: 'weekly', 2: 'fortnightly' } as const)[every]
  if (!repeat || (repeat !== 'once' && until === null)) return undefined
  const one = (value: string | null | undefined) => (value ? [value] : [])
  return {
    title: [title],
    day: [first],
    from: [from],
    to: [to],
    repeat: [repeat],
    until: one(until),
    languages: languages.slice(0, 1),
    level: one(level),
    booking: one(booking),
  }
}

const hasExtraDates = (recurrence: SessionSaid['recurrence']) =>
  recurrence.kind === 'dates' && recurrence.extraDates.length > 0

export const workshopInput: ReadBlock = (block, { locale, field }, faults) => {
  const said = (name: string) => block[name]?.[0] ?? ''
  const before = faults.length
  if (said('title') === '') faults.push(formFault(field('title'), 'workshop-title'))
  if (!isDate(said('day'))) faults.push(formFault(field('day'), 'workshop-day'))
  const span = spanTyped({ from: said('from'), to: said('to') }, field, faults)
  const interval = { weekly: '', fortnightly: ';INTERVAL=2' }[said('repeat')]
  const until = said('until')
  if (interval !== undefined && (!isDate(until) || until < said('day')))
    faults.push(formFault(field('until'), 'workshop-until'))
  if (!span || faults.length > before) return undefined
  const isOnce = interval === undefined
  return {
    kind: 'workshop',
    titles: { [locale]: said('title').slice(0, 250) },
    recurrence: {
      kind: 'dates',
      start: `${said('day')}T${clock(span.from)}`,
      durationMinutes: span.to - span.from,
      // As RFC 5545 writes it.
      rule: isOnce ? null : `FREQ=WEEKLY${interval};UNTIL=${until.replaceAll('-', '')}`,
      publicHolidays: isOnce ? 'kept' : 'skipped',
    },
    languages: said('languages') === '' ? [] : [said('languages')],
    level: said('level') || null,
    booking: said('booking') || null,
  }
}

/**
 * What was typed anew, all else as it was: other dates, titles in other languages, the second of two languages, and what
 * was said of single dates. Nobody who corrects an hour means that a cancelled date takes place.
 */
export function workshopChanged(
  session: SessionSaid,
  anew: SessionSaid,
  differing: ReadonlySet<string>,
): SessionSaid {
  const has = (...parts: string[]) => parts.some((part) => differing.has(part))
  const isOtherwise = has('day', 'repeat', 'until')
  return {
    ...session,
    ...(has('title') && { titles: { ...session.titles, ...anew.titles } }),
    ...((isOtherwise || has('from', 'to')) && datesAnew(session, anew, isOtherwise)),
    ...(has('languages') && { languages: [...anew.languages, ...session.languages.slice(1)] }),
    ...(has('level') && { level: anew.level }),
    ...(has('booking') && { booking: anew.booking }),
  }
}

function datesAnew(
  { recurrence: before, changes }: SessionSaid,
  { recurrence: after }: SessionSaid,
  hasOtherRule: boolean,
): Pick<SessionSaid, 'recurrence' | 'changes'> {
  if (before.kind !== 'dates' || after.kind !== 'dates') return { recurrence: after, changes }
  // Of a series that is one date from now on, that date was just said.
  if (before.rule !== null && after.rule === null) return { recurrence: after, changes: [] }
  const { start, durationMinutes } = after
  // A series keeps to the holidays that it kept to; one that was a single date to those of a new one.
  const kept = before.rule === null ? after : before
  const recurrence = {
    ...before,
    start,
    durationMinutes,
    rule: hasOtherRule ? after.rule : before.rule,
    publicHolidays: kept.publicHolidays,
    schoolHolidays: kept.schoolHolidays,
  }
  return start.slice(11) === before.start.slice(11)
    ? { recurrence, changes }
    : datesAtHour(start.slice(11), recurrence, changes)
}
