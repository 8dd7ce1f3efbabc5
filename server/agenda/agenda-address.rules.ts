// The agenda's own address: the finder's criteria as far as they have a meaning for dates, kinds and a period.
import type { Locale } from '../../i18n/languages.ts'
import { addressWith, readTexts, withoutOne } from '../finder/find-address.rules.ts'
import { type ParameterFault, parameterFault } from '../http/parameters.rules.ts'
import { addDays, dayInFrance, daysBetween, isDate } from '../sessions/day.rules.ts'
import type { SessionKind } from '../sessions/session.rules.ts'
import { windowAt } from '../sessions/window.rules.ts'

/** What stands in the agenda. Opening hours stand at their place: as dates among others they would hide all else. */
export const agendaKinds = ['workshop', 'permanence', 'open-day', 'stop'] as const satisfies SessionKind[]
export type AgendaKind = (typeof agendaKinds)[number]

/** Criteria of the agenda, in the order in which its form offers them. */
export const agendaFacets = ['languages', 'level', 'services', 'audiences', 'fee', 'accessibility'] as const

/** In this order they are written, so that a search has one address. */
const names = ['where', 'near', 'radius', 'territory', 'session', ...agendaFacets, 'from', 'until'] as const
export type AgendaParameters = Partial<Record<(typeof names)[number], string | undefined>>

/** Metres around a point that the form offers; the first that a neighbourhood calls near, the last a bus ride. */
export const radii = [2_000, 5_000, 10_000, 20_000] as const
export const usualRadius = 10_000

/** The address of the agenda, or of its calendar (`.ics`). */
export function agendaAddress(
  locale: Locale,
  parameters: AgendaParameters,
  ending: '' | '.ics' = '',
): string {
  const { radius } = parameters
  const said = radius === String(usualRadius) ? { ...parameters, radius: undefined } : parameters
  return addressWith(`/${locale}/agenda${ending}`, names, said)
}

/**
 * Reads the agenda's parameters as the finder reads its own. A form always sends a radius: alone it means nothing.
 * `kind` is what the API calls `session`.
 */
export function readAgendaParameters(query: Record<string, unknown>): AgendaParameters {
  const { kind, ...parameters }: AgendaParameters & { kind?: string } = readTexts(query, [...names, 'kind'])
  if (kind) parameters.session = [parameters.session, kind].filter(Boolean).join()
  if (!parameters.near && !parameters.where) delete parameters.radius
  return parameters
}

/** Names in an address that mean nothing to the agenda: a page leaves them, a calendar must not pass over a slip. */
export function unknownParameters(query: Record<string, unknown>): string[] {
  const known: readonly string[] = [...names, 'kind', 'point']
  return Object.keys(query).filter((name) => !known.includes(name))
}

/** The same search without one code. */
export function withoutAgendaCode(
  parameters: AgendaParameters,
  name: Exclude<keyof AgendaParameters, 'from' | 'until'>,
  code: string,
): AgendaParameters {
  return { ...parameters, [name]: withoutOne(parameters[name], code) }
}

/** The kinds that an address asks for; all when it names none that exists. */
export function readKinds(text: string | undefined): { kinds: AgendaKind[]; faults: ParameterFault[] } {
  const given = (text ?? '').split(',').flatMap((part) => part.trim() || [])
  return {
    kinds: agendaKinds.filter((kind) => given.includes(kind)),
    faults: given
      .filter((code) => !agendaKinds.some((kind) => kind === code))
      .map((code) => parameterFault('session', 'code', code, agendaKinds)),
  }
}

/** Days of a page, `YYYY-MM-DD`, both included. `isChosen`: by the address. */
export type Days = { from: string; until: string; isChosen: boolean }

/** A page shows so many days unless told. */
const usualDays = 30

/** The last day of which dates may be known: stops are written a year ahead. */
export function lastDayKnown(now: Date): string {
  return addDays(windowAt(now).stopsUntil, -1)
}

/**
 * The days that an address asks for. Nothing is shown of days that are over, nor of days of which nothing can be known;
 * who asks for them is told.
 * @param reader to a calendar, days that are over are no fault: it was subscribed to before
 */
export function readDays(
  { from: fromText, until: untilText }: Pick<AgendaParameters, 'from' | 'until'>,
  now: Date,
  reader: 'page' | 'calendar' = 'page',
): { days: Days; faults: ParameterFault[] } {
  const faults: ParameterFault[] = []
  const today = dayInFrance(now)
  const last = lastDayKnown(now)
  const read = (name: 'from' | 'until', text: string | undefined) => {
    if (text === undefined) return undefined
    const day = text.trim()
    if (!isDate(day)) faults.push(parameterFault(name, 'day', text))
    else if (day > last || (day < today && reader === 'page'))
      faults.push(parameterFault(name, 'day-horizon', text, [today, last]))
    else return day
    return undefined
  }
  const from = read('from', fromText)
  let until = read('until', untilText)
  if (from && until && until < from) {
    faults.push(parameterFault('until', 'open-order', until))
    until = undefined
  }
  const first = from ?? today
  const end = until ?? addDays(first, usualDays - 1)
  return {
    days: { from: later(first, today), until: earlier(end, last), isChosen: Boolean(from ?? until) },
    faults,
  }
}

/** The days as they stand in the address: what goes without saying is left out. */
export function daysInAddress({ from, until }: Days, now: Date): Pick<AgendaParameters, 'from' | 'until'> {
  const isUsual = until === addDays(from, usualDays - 1)
  return {
    from: from === dayInFrance(now) ? undefined : from,
    until: isUsual ? undefined : until,
  }
}

/** Does an address name no days? Then it means those from the day on which it is read. */
export function isRolling({ from, until }: Pick<AgendaParameters, 'from' | 'until'>): boolean {
  return !from && !until
}

/** The days after these, as many; `undefined` when nothing can be known of them. */
export function daysAfter({ from, until }: Days, now: Date): Days | undefined {
  const next = addDays(until, 1)
  const last = lastDayKnown(now)
  if (next > last) return undefined
  const end = addDays(next, lengthOf(from, until) - 1)
  return { from: next, until: earlier(end, last), isChosen: true }
}

/** The days before these, from today on at the earliest; `undefined` when these begin today. */
export function daysBefore({ from, until }: Days, now: Date): Days | undefined {
  const today = dayInFrance(now)
  if (from <= today) return undefined
  const first = addDays(from, -lengthOf(from, until))
  return { from: later(first, today), until: addDays(from, -1), isChosen: true }
}

const earlier = (a: string, b: string) => [a, b].toSorted()[0]!
const later = (a: string, b: string) => [a, b].toSorted()[1]!

function lengthOf(from: string, until: string): number {
  return daysBetween(from, until) + 1
}
