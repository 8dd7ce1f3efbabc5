// What is typed of one date, and the change that it is.
import { type SentForm, sentLine, sentText } from '../http/form.rules.ts'
import { dayFaults, fault, readHours, type ScheduleFault } from './round-form.rules.ts'
import type { ScheduledDate, ScheduleSubject } from './schedule.rules.ts'
import { typedDay } from './typed-times.rules.ts'

/** Prepared reasons of a cancellation, each a sentence in `schedule.json`. */
export const cancelReasons = {
  unit: ['repair', 'staff', 'weather', 'street'],
  place: ['staff', 'room', 'few', 'weather'],
} as const satisfies Record<ScheduleSubject['kind'], readonly string[]>
export type CancelReason = (typeof cancelReasons)[ScheduleSubject['kind']][number]

export const acts = ['cancel', 'move', 'note', 'restore'] as const

/** What is said of a date, in characters. */
const longestNote = 500

export function typedOfDate(form: SentForm, date: ScheduledDate) {
  const has = (name: string) => Object.hasOwn(form, name)
  return {
    reason: sentText(form, 'reason'),
    otherReason: sentLine(form, 'otherReason'),
    day: has('day') ? sentText(form, 'day') : date.start.slice(0, 10),
    from: has('from') ? sentText(form, 'from') : date.start.slice(11),
    to: has('to') ? sentText(form, 'to') : date.end.slice(11),
    why: sentLine(form, 'why'),
    note: has('note') ? sentLine(form, 'note') : (date.note ?? ''),
  }
}

type Typed = ReturnType<typeof typedOfDate>

/** The reason that was chosen, or the words that were written in its place. */
export function readReason(
  { reason, otherReason }: Typed,
  { kind }: ScheduleSubject,
): { prepared: CancelReason } | { words: string } | ScheduleFault[] {
  if (otherReason.length > longestNote) return [fault('otherReason', 'too-long')]
  if (otherReason !== '') return { words: otherReason }
  const prepared = cancelReasons[kind].find((each) => each === reason)
  return prepared ? { prepared } : [fault('reason', 'reason')]
}

/** What is to know of a date. */
export function readNote({ note }: Typed): string | ScheduleFault[] {
  if (note === '') return [fault('note', 'required')]
  return note.length > longestNote ? [fault('note', 'too-long')] : note
}

/** Where to a date is moved. */
export function readMove(
  typed: Typed,
  today: string,
): { start: string; end: string; note: string | null } | ScheduleFault[] {
  const day = typedDay(typed.day)
  const hours = readHours(typed)
  const faults = [
    ...dayFaults('day', typed.day, today),
    ...('faults' in hours ? hours.faults : []),
    ...(typed.why.length > longestNote ? [fault('why', 'too-long')] : []),
  ]
  if (faults.length > 0 || !day || 'faults' in hours) return faults
  return { start: `${day}T${hours.from}`, end: `${day}T${hours.to}`, note: typed.why || null }
}
