// Calendars as text (iCalendar, RFC 5545), written by ical-generator.
//
// Times are instants in UTC: every date is told on its own, so that no rule of a time zone is needed, and phones, Google,
// Outlook and khal show each by their own clock without being told one (Outlook is an hour off where a named zone
// comes without its rules). A whole day has no zone.
import {
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { timeZone } from '../sessions/day.rules.ts'

export type CalendarEvent = {
  /** Names the event for ever. */
  uid: string
  /** Counts its changes. */
  sequence: number
  /** When it last changed. */
  changed: Date
  title: string
  description: string
  /** Instants; or first and last day, `YYYY-MM-DD`, both included. */
  when: { start: Date; end: Date } | { firstDay: string; lastDay: string }
  isCancelled: boolean
  location: { name: string; address: string | null; lonLat: [number, number] | null } | null
  /** The page that says more. */
  url: string
}

export type CalendarText = {
  name: string
  /** What it holds, in words. */
  description?: string | undefined
  /** BCP 47, of its texts. */
  language: string
  /** Where it stands itself. */
  source: string
  events: readonly CalendarEvent[]
}

/** Calendars that ask again do so every so many seconds: a stop that is cancelled in the morning is known by noon. */
const refreshSeconds = 3 * 60 * 60

/** The calendar as text: the same facts give the same bytes. */
export function calendarText({ name, description, language, source, events }: CalendarText): string {
  const calendar = new ICalCalendar({
    // The library writes what it says of a calendar as it comes.
    name: escaped(name),
    ...(description !== undefined && { description: escaped(description) }),
    source: plain(source),
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Repères', product: 'Agenda', language: language.toUpperCase() },
    ttl: refreshSeconds,
    x: { 'X-WR-TIMEZONE': timeZone },
  })
  for (const event of events) addEvent(calendar, event)
  return `${calendar.toString().replace(/(\r\n)*$/, '')}\r\n`
}

function addEvent(calendar: ICalCalendar, event: CalendarEvent): void {
  const { uid, sequence, changed, title, description, when, isCancelled, location, url } = event
  const isWholeDays = 'firstDay' in when
  const [start, end] = isWholeDays
    ? [new Date(`${when.firstDay}T00:00Z`), new Date(Date.parse(`${when.lastDay}T00:00Z`) + dayMs)]
    : [when.start, when.end]
  calendar.createEvent({
    id: plain(uid),
    sequence,
    stamp: changed,
    lastModified: changed,
    start,
    end,
    allDay: isWholeDays,
    summary: plain(title),
    description: plain(description),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // What may be of use makes nobody busy.
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
    ...(location && { location: locationOf(location) }),
    url,
  })
}

const dayMs = 24 * 60 * 60 * 1000

function locationOf({ name, address, lonLat }: NonNullable<CalendarEvent['location']>) {
  // Without what Apple adds: it repeats the address in a form that others show as text.
  const title = plain([name, address].filter(Boolean).join(', '))
  return lonLat ? { title, geo: { lon: lonLat[0], lat: lonLat[1] } } : { title }
}

/** Without what no calendar can hold: control characters, and the marks that would turn the direction of all that follows. */
function plain(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(controls, '').toWellFormed()
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
const controls = /[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029\u202a-\u202e]/g

/** Text as RFC 5545 (3.3.11) writes it, in one line. */
function escaped(text: string): string {
  return plain(text)
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', ' ')
}
