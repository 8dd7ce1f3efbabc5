// The form of a round: what is typed, and the round that it is.
import { type SentForm, sentLine } from '../http/form.rules.ts'
import { addDays } from '../sessions/day.rules.ts'
import { isLastOfMonth, nthOf, type Rhythm, type Round } from './round.rules.ts'
import { typedDay, typedHour } from './typed-times.rules.ts'

/** Why a field cannot be taken; texts are in `schedule.json` under `faults`. */
export type ScheduleReason =
  | 'required'
  | 'too-long'
  | 'day'
  | 'hour'
  | 'end-before-start'
  | 'past'
  | 'too-far'
  | 'until-before-first'
  | 'choice'
  | 'reason'
  | 'address-required'
  | 'address-unknown'
  | 'address-away'
  | 'taken'
  | 'nothing-left'
  | 'too-many'
  | 'no-dates'
  | 'link'
  | 'overlap'

export type ScheduleFault = { field: string; reason: ScheduleReason }

/** What can be chosen, in its order: once, each week, every second, third, fourth, each month. */
export const rhythmChoices = ['once', 'w1', 'w2', 'w3', 'w4', 'month'] as const
export type RhythmChoice = (typeof rhythmChoices)[number] | `w${number}`

export type RoundFields = {
  first: string
  from: string
  to: string
  rhythm: string
  until: string
  publicHolidays: string
  schoolHolidays: string
}

/** The fields of a round, to be changed. */
export function fieldsOfRound(round: Round): RoundFields {
  const { first, from, to, rhythm, until, publicHolidays, schoolHolidays } = round
  return {
    first,
    from,
    to,
    rhythm: rhythm.kind === 'weeks' ? `w${rhythm.every}` : rhythm.kind,
    until: until ?? '',
    publicHolidays: publicHolidays === 'skipped' ? 'skipped' : '',
    schoolHolidays,
  }
}

/** What was typed of a round. */
export function typedRound(form: SentForm): RoundFields {
  const line = (name: string) => sentLine(form, name).slice(0, 40)
  return {
    first: line('first'),
    from: line('from'),
    to: line('to'),
    rhythm: line('rhythm'),
    until: line('until'),
    publicHolidays: line('publicHolidays'),
    schoolHolidays: line('schoolHolidays') || 'kept',
  }
}

/** Further ahead nobody plans, and a mistyped year is noticed. */
const mostDaysAhead = 2 * 366

/** The round that was typed, or what is wrong with it. @param today its first date is not before */
export function readRound(fields: RoundFields, today: string): Round | ScheduleFault[] {
  const first = typedDay(fields.first)
  const hours = readHours(fields)
  const isOnce = fields.rhythm === 'once'
  const until = isOnce || fields.until === '' ? null : typedDay(fields.until)
  const rhythm = first && rhythmOf(fields.rhythm, first)
  const faults: ScheduleFault[] = [
    ...dayFaults('first', fields.first, today),
    ...('faults' in hours ? hours.faults : []),
    ...(rhythm === null ? [fault('rhythm', 'choice')] : []),
    ...(until === undefined ? [fault('until', 'day')] : []),
    ...(first && until && until < first ? [fault('until', 'until-before-first')] : []),
    ...(until && until > addDays(today, mostDaysAhead) ? [fault('until', 'too-far')] : []),
    ...(['kept', 'skipped', 'only'].includes(fields.schoolHolidays)
      ? []
      : [fault('schoolHolidays', 'choice')]),
  ]
  if (faults.length > 0 || !first || !rhythm || until === undefined || 'faults' in hours) return faults
  return {
    first,
    ...hours,
    rhythm,
    until,
    publicHolidays: fields.publicHolidays === 'skipped' ? 'skipped' : 'kept',
    schoolHolidays: fields.schoolHolidays as Round['schoolHolidays'],
  }
}

export const fault = (field: string, reason: ScheduleReason): ScheduleFault => ({ field, reason })

/** What is wrong with a day that is to come. */
export function dayFaults(field: string, text: string, today: string): ScheduleFault[] {
  const day = typedDay(text)
  if (text === '') return [fault(field, 'required')]
  if (day === undefined) return [fault(field, 'day')]
  if (day < today) return [fault(field, 'past')]
  return day > addDays(today, mostDaysAhead) ? [fault(field, 'too-far')] : []
}

/** From and to on one day, or what is wrong with them. */
export function readHours(fields: {
  from: string
  to: string
}): { from: string; to: string } | { faults: ScheduleFault[] } {
  const [from, to] = [typedHour(fields.from), typedHour(fields.to)]
  const faults = (['from', 'to'] as const).flatMap((name) => {
    if (fields[name] === '') return [fault(name, 'required')]
    return typedHour(fields[name]) === undefined ? [fault(name, 'hour')] : []
  })
  if (from && to && to <= from) faults.push(fault('to', 'end-before-start'))
  return faults.length > 0 || !from || !to ? { faults } : { from, to }
}

function rhythmOf(choice: string, first: string): Rhythm | null {
  if (choice === 'once') return { kind: 'once' }
  const every = Number(/^w([1-9]|1[0-2])$/.exec(choice)?.[1])
  if (every > 0) return { kind: 'weeks', every }
  if (choice !== 'month') return null
  return { kind: 'month', nth: nthOf(first) }
}

/** A monthly round is said as the last of the month where the first date is one, and was said so before. */
export function keepingLast(round: Round, before: Round | null): Round {
  const wasLast = before?.rhythm.kind === 'month' && before.rhythm.nth === -1
  if (!wasLast || round.rhythm.kind !== 'month' || !isLastOfMonth(round.first)) return round
  return { ...round, rhythm: { kind: 'month', nth: -1 } }
}
