// Reads the times of a proposal: hours, sessions, closures. What cannot be computed is told, never kept.
import type { Static } from 'typebox'
import { Value } from 'typebox/value'
import { readLink } from '../imports/links.rules.ts'
import { withoutHidden } from '../imports/text.rules.ts'
import { checkHours } from '../opening-hours/check.ts'
import { checkRecurrence } from '../recurrence/check.ts'
import { isDate } from '../sessions/day.rules.ts'
import { type Change, isLocalTime, type Recurrence } from '../sessions/recurrence.rules.ts'
import {
  type DatedNotice,
  emptySession,
  type SessionSaid,
  sessionSaid,
  type TextsByLanguage,
} from '../sessions/session.rules.ts'
import { faultOf, type ProposalFault } from './proposal-fault.rules.ts'
import { ClosureInput, SessionInput } from './proposal-sessions.schema.ts'
import { mostClosures, mostSessions, type ReadTimes } from './proposal-times.rules.ts'

/** The reader of times (see `ReadTimes`). Never throws. */
export const readTimes: ReadTimes = (input) => {
  const faults: ProposalFault[] = []
  const proposal = {
    ...hoursOf(input, faults),
    ...listOf(input, 'sessions', mostSessions, sessionOf, faults),
    ...listOf(input, 'closures', mostClosures, closureOf, faults),
  }
  return { proposal, faults }
}

type Input = Readonly<Record<string, unknown>>

function hoursOf(input: Input, faults: ProposalFault[]) {
  if (!Object.hasOwn(input, 'openingHours')) return {}
  const given = input.openingHours
  if (given === null || given === '') return { openingHours: null, openingHoursGiven: null }
  const check = typeof given === 'string' && given.length <= 1000 ? checkHours(given) : undefined
  if (check?.valid) return { openingHours: check.text, openingHoursGiven: null }
  faults.push(faultOf('openingHours', 'hours', given))
  return {}
}

function listOf<T extends object, N extends 'sessions' | 'closures'>(
  input: Input,
  name: N,
  most: number,
  read: (item: unknown) => T | ProposalFault,
  faults: ProposalFault[],
): Partial<Record<N, T[]>> {
  if (!Object.hasOwn(input, name)) return {}
  const given: unknown[] = Array.isArray(input[name]) ? input[name] : []
  if (!Array.isArray(input[name])) faults.push(faultOf(name, 'type', input[name]))
  if (given.length > most) faults.push(faultOf(name, 'too-many', String(most)))
  const items = given.slice(0, most).map(read)
  faults.push(...items.flatMap((item, at) => (isFault(item) ? [{ ...item, at }] : [])))
  return { [name]: items.filter((item) => !isFault(item)) } as Record<N, T[]>
}

const isFault = (item: object): item is ProposalFault => 'field' in item

/** What is to change in one date, or what of it cannot be: what is moved has both its times, a remark has words. */
function changeOf({
  originalStart,
  kind,
  start = null,
  end = null,
  note: given = null,
}: NonNullable<Static<typeof SessionInput>['changes']>[number]): Change | string {
  const note = (given && line(given)) || null
  const wrong = [originalStart, start, end].find((time) => time !== null && !isLocalTime(time))
  if (wrong) return wrong
  if (kind === 'moved')
    return start && end && end > start ? { originalStart, kind, start, end, note } : (start ?? originalStart)
  if (start ?? end) return (start ?? end)!
  const unmoved = { originalStart, start: null, end: null }
  if (kind === 'cancelled') return { ...unmoved, kind, note }
  return note === null ? originalStart : { ...unmoved, kind, note }
}

function sessionOf(item: unknown): SessionSaid | ProposalFault {
  if (!Value.Check(SessionInput, item)) return faultOf('sessions', 'session', item)
  const recurrence = recurrenceOf(item)
  const [fault] = checkRecurrence(recurrence)
  if (fault) return faultOf('sessions', 'dates', fault.value || fault.reason)
  const changes: Change[] = []
  for (const given of item.changes ?? []) {
    const change = changeOf(given)
    if (typeof change === 'string') return faultOf('sessions', 'dates', change)
    changes.push(change)
  }
  const bookingUrl = item.bookingUrl ? readLink(item.bookingUrl) : null
  if (item.bookingUrl && bookingUrl === null) return faultOf('sessions', 'link', item.bookingUrl)
  if ((item.kind === 'stop') !== Boolean(item.stop)) return faultOf('sessions', 'session', item.kind)
  const { address = null, postalCode = null, commune = null, communeCode = null } = item.stop ?? {}
  return sessionSaid({
    ...emptySession,
    ...item,
    id: item.id ?? null,
    recurrence,
    changes,
    titles: texts(item.titles),
    descriptions: texts(item.descriptions),
    level: item.level ?? null,
    booking: item.booking ?? null,
    bookingUrl,
    fee: item.fee ?? null,
    price: (item.price && line(item.price)) || null,
    territories: [],
    stop: item.stop
      ? {
          name: line(item.stop.name),
          address,
          postalCode,
          commune,
          communeCode,
          lonLat: item.stop.lonLat as [number, number],
        }
      : null,
  } as SessionSaid)
}

function recurrenceOf({ recurrence }: SessionInput): Recurrence {
  if (recurrence.kind === 'hours') return recurrence
  const { rule = null, exceptions = [], extraDates = [] } = recurrence
  const { publicHolidays = 'kept', schoolHolidays = 'kept' } = recurrence
  return { ...recurrence, rule, exceptions, extraDates, publicHolidays, schoolHolidays }
}

const line = (text: string) => withoutHidden(text).replace(/\s+/g, ' ').trim().normalize('NFC')

function texts(given: Record<string, string> = {}): TextsByLanguage {
  const said = Object.entries(given).map(([language, text]) => [
    language,
    withoutHidden(text).trim().normalize('NFC'),
  ])
  return Object.fromEntries(said.filter(([, text]) => text !== ''))
}

function closureOf(item: unknown): DatedNotice | ProposalFault {
  if (!Value.Check(ClosureInput, item)) return faultOf('closures', 'type', item)
  const { kind, from, until, reason = null, language = 'fr' } = item
  const text = item.text ? line(item.text) || null : null
  if (!isDate(from) || !isDate(until) || until < from)
    return faultOf('closures', 'dates', `${from} – ${until}`)
  if (kind === 'notice' && text === null) return faultOf('closures', 'required')
  return { kind, from, until, reason, text, language }
}
