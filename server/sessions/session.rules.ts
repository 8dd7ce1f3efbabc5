// What a session is: anything that happens at dated times, at a place or at a mobile unit's stop.
import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { Change, Closure, Recurrence } from './recurrence.rules.ts'

export const sessionKinds = ['opening', 'workshop', 'permanence', 'open-day', 'stop'] as const
export type SessionKind = (typeof sessionKinds)[number]

/** What a mobile unit is. */
export const vehicles = ['bus', 'truck', 'van', 'cargo-bike'] as const
export type Vehicle = (typeof vehicles)[number]

/** From somebody who never used a computer to somebody who nearly manages alone. */
export const levels = ['excluded', 'beginner', 'intermediate', 'nearly-autonomous'] as const
export type Level = (typeof levels)[number]

export const bookings = ['none', 'advised', 'required'] as const
export type Booking = (typeof bookings)[number]

/** Why a place is closed for a while. */
export const closureReasons = ['holidays', 'works', 'staff', 'weather', 'event', 'other'] as const
export type ClosureReason = (typeof closureReasons)[number]

/** Where a stop is. */
export type StopPlace = {
  name: string
  address: string | null
  postalCode: string | null
  commune: string | null
  communeCode: string | null
  lonLat: LonLat
}

/** Texts by language (BCP 47). */
export type TextsByLanguage = Record<string, string>

/** What the public reads of a session, as stored at publication. */
export type SessionFacts = {
  id: number
  kind: SessionKind
  titles: TextsByLanguage
  descriptions: TextsByLanguage
  /** Its own; the place's languages otherwise. */
  languages: string[]
  level: Level | null
  audiences: string[]
  services: string[]
  booking: Booking | null
  bookingUrl: string | null
  fee: 'free' | 'free-with-conditions' | 'paid' | null
  price: string | null
  stop: StopPlace | null
  /** Counts its changes, from 1. */
  version: number
  /** When it last changed: an instant, ISO 8601. */
  changedAt: string
}

/** An opening at a time that somebody asked for; the wall clock's, `YYYY-MM-DDTHH:MM`. */
export type HoursThen = {
  start: string
  end: string
  byAppointment: boolean
  kind: SessionKind
  /** In which help is given then; empty where that is unknown. */
  languages: string[]
}

/** A stop as a card tells it; times are the wall clock's, `YYYY-MM-DDTHH:MM`. */
export type NextStop = {
  start: string
  end: string
  name: string
  commune: string | null
  state: 'scheduled' | 'moved' | 'cancelled'
  note: string | null
}

/** A session as it is kept. */
export type StoredSession = SessionFacts & {
  placeId: number | null
  unitId: number | null
  recurrence: Recurrence
  byAppointment: boolean
  changes: Change[]
  territories: string[]
}

/** A session as people propose and change it, and as the history keeps it. A new one has no number. */
export type SessionSaid = Omit<StoredSession, 'id' | 'placeId' | 'unitId' | 'version' | 'changedAt'> & {
  id: number | null
}

/** What was said of a session, without what the database adds: so two versions of it compare. */
export function sessionSaid(session: SessionSaid): SessionSaid {
  const { id, kind, recurrence, byAppointment, changes, titles, descriptions, languages, level } = session
  const { audiences, services, booking, bookingUrl, fee, price, territories, stop } = session
  const said = { id, kind, recurrence, byAppointment, changes, titles, descriptions, languages, level }
  return { ...said, audiences, services, booking, bookingUrl, fee, price, territories, stop }
}

/** A session of which nothing is known but its kind and dates, which are to be given. */
export const emptySession = {
  byAppointment: false,
  changes: [],
  titles: {},
  descriptions: {},
  languages: [],
  level: null,
  audiences: [],
  services: [],
  booking: null,
  bookingUrl: null,
  fee: null,
  price: null,
  territories: [],
  stop: null,
} satisfies Partial<StoredSession>

/** What the public reads of a session. */
export function sessionFacts(session: StoredSession): SessionFacts {
  const { id, kind, titles, descriptions, languages, level, audiences, services } = session
  const { booking, bookingUrl, fee, price, stop, version, changedAt } = session
  return {
    id,
    kind,
    titles,
    descriptions,
    languages,
    level,
    audiences,
    services,
    booking,
    bookingUrl,
    fee,
    price,
    stop,
    version,
    changedAt,
  }
}

/** A closure, or a notice with dates. */
export type DatedNotice = Omit<Closure, 'reason'> & {
  kind: 'closed' | 'notice'
  reason: ClosureReason | null
  text: string | null
  language: string
}

/** The same as the public reads it: `changedAt`, when it was last said otherwise, is an instant (ISO 8601). */
export type ToldNotice = DatedNotice & { changedAt: string }

/** What was said of it, without what the database adds: so two versions of it compare. */
export function noticeSaid({ kind, from, until, reason, text, language }: DatedNotice): DatedNotice {
  return { kind, from, until, reason, text, language }
}

/** What closes. Whoever came for a date that falls in it reads the words that were said: a code is no reason to a reader. */
export function closuresOf(notices: readonly DatedNotice[]): Closure[] {
  return notices
    .filter(({ kind }) => kind === 'closed')
    .map(({ from, until, text }) => ({ from, until, reason: text }))
}

/** The text that a reader of this language reads: in it, else in French, else in any. */
export function textFor(texts: TextsByLanguage, language: string): { text: string; language: string } | null {
  const best = [language, 'fr', ...Object.keys(texts)].find((each) => Object.hasOwn(texts, each))
  return best === undefined ? null : { text: texts[best]!, language: best }
}
