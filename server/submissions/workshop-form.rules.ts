// A workshop as one block of the form of a place says it.
import { roundOf } from '../schedule/round.rules.ts'
import { isDate } from '../sessions/day.rules.ts'
import { type SessionSaid, textFor } from '../sessions/session.rules.ts'
import { formFault } from './form-fault.rules.ts'
import { spanTyped } from './form-span.rules.ts'
import { clock } from './hours-grid.rules.ts'
import type { Block, ReadBlock } from './place-sessions.rules.ts'

export const repeats = ['once', 'weekly', 'fortnightly'] as const

/** The fields that say this workshop; `undefined` where its rhythm, or its missing end, is none of the form's. */
export function typedOfWorkshop(session: SessionSaid, locale: string): Block | undefined {
  const { kind, recurrence, titles, languages, level, booking } = session
  const title = textFor(titles, locale)?.text
  const round = kind === 'workshop' ? roundOf(recurrence) : null
  if (!round || !title) return undefined
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
 * What was typed anew, all else as it was: other dates, titles in other languages, the second of two languages. Where
 * only its end is another, what was said of single dates stays.
 */
export function workshopChanged(
  session: SessionSaid,
  anew: SessionSaid,
  differing: ReadonlySet<string>,
): SessionSaid {
  const has = (...parts: string[]) => parts.some((part) => differing.has(part))
  const isMoved = has('day', 'from', 'to', 'repeat')
  return {
    ...session,
    ...(has('title') && { titles: { ...session.titles, ...anew.titles } }),
    ...((isMoved || has('until')) && { recurrence: recurrenceAnew(session, anew, isMoved) }),
    ...(isMoved && { changes: [] }),
    ...(has('languages') && { languages: [...anew.languages, ...session.languages.slice(1)] }),
    ...(has('level') && { level: anew.level }),
    ...(has('booking') && { booking: anew.booking }),
  }
}

function recurrenceAnew(
  { recurrence: before }: SessionSaid,
  { recurrence: after }: SessionSaid,
  isMoved: boolean,
): SessionSaid['recurrence'] {
  if (before.kind !== 'dates' || after.kind !== 'dates') return after
  if (!isMoved) return { ...before, rule: after.rule }
  // One date stands as given; a series keeps to the holidays that it kept to.
  if (after.rule === null || before.rule === null) return after
  const { publicHolidays, schoolHolidays } = before
  return { ...after, publicHolidays, schoolHolidays }
}
