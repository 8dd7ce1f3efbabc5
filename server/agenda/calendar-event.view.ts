// A dated occurrence, or a closure, as an event of somebody's calendar, in the reader's language.
import { formatList, languageName } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { safeLink } from '../http/safe-link.rules.ts'
import type { CalendarEvent } from '../ical/calendar-text.ts'
import { addressLine } from '../places/place-address.rules.ts'
import type { PlaceFeature, PlaceProperties } from '../places/place-feature.rules.ts'
import { type ToldNotice, textFor } from '../sessions/session.rules.ts'
import { factsOf, moveInWords, noteOf, pageOfOccurrence, titleOf, whereOf } from './occurrence.view.ts'
import { occurrenceId } from './occurrence-id.rules.ts'
import type { PlacedOccurrence } from './occurrences.queries.ts'

/** @param base where readers reach the site, without a slash at the end */
export function calendarEvent(occurrence: PlacedOccurrence, base: string, t: Translate): CalendarEvent {
  const { session, owner, state, start, end, lonLat } = occurrence
  const url = base + encodeURI(pageOfOccurrence(occurrence, t))
  const address = addressLine(session?.stop ?? owner.properties)
  return {
    uid: `${occurrenceId(occurrence)}@${new URL(base).hostname}`,
    sequence: session ? session.version - 1 : 0,
    changed: new Date(session?.changedAt ?? changeOf(owner.properties)),
    title: titleInCalendar(occurrence, t),
    description: descriptionOf(occurrence, url, t),
    when: { start, end },
    isCancelled: state === 'cancelled',
    location: { name: whereOf(occurrence).name, address: address || null, lonLat },
    url,
  }
}

/** The closures of a place that are not over on a day (`YYYY-MM-DD`), each as one event of whole days. */
export function closureEvents(
  place: PlaceFeature<PlaceProperties>,
  today: string,
  page: { base: string; path: string },
  t: Translate,
): CalendarEvent[] {
  const closures = (place.properties.notices ?? []).filter(({ kind }) => kind === 'closed')
  return closures.flatMap((closure, index) => {
    if (closure.until < today) return []
    const before = closures.slice(0, index).filter(({ from }) => from === closure.from).length
    return [closureEvent(place, closure, before, page, t)]
  })
}

/** @param before how many closures of the place begin on the same day and stand before: two events are never one */
function closureEvent(
  place: PlaceFeature<PlaceProperties>,
  { from, until, text, reason, changedAt }: ToldNotice,
  before: number,
  page: { base: string; path: string },
  t: Translate,
): CalendarEvent {
  const { name } = place.properties
  const url = page.base + encodeURI(page.path)
  const ordinal = before === 0 ? '' : `-${before + 1}`
  return {
    uid: `closure-${place.id}-${from.replaceAll('-', '')}${ordinal}@${new URL(page.base).hostname}`,
    sequence: sequenceAt(changedAt),
    changed: new Date([changedAt, changeOf(place.properties)].toSorted().at(-1)!),
    title: t('agenda:calendar.closed', { name }),
    description: [reason && t(`time:reasons.${reason}`), text, `${t('agenda:calendar.more')} ${url}`]
      .filter(Boolean)
      .join('\n'),
    when: { firstDay: from, lastDay: until },
    isCancelled: false,
    location: null,
    url,
  }
}

/**
 * Whoever changes a closure takes it away and says it anew: nothing counts its versions, so its `SEQUENCE` is the second
 * of its last change. Of two with one name calendars keep the higher (RFC 5546, 2.1.5); it stays an integer of RFC 5545
 * (31 bits) until 2094.
 */
function sequenceAt(changedAt: string): number {
  return Math.max(0, Math.floor((Date.parse(changedAt) - firstSecond) / 1000))
}

const firstSecond = Date.UTC(2026, 0, 1)

/** When the facts of a place last changed, as far as anybody says; a calendar wants a date in any case. */
function changeOf({
  verifiedAt,
  updatedAt,
}: Partial<Pick<PlaceProperties, 'verifiedAt' | 'updatedAt'>>): string {
  return (
    [verifiedAt, updatedAt]
      .flatMap((each) => each ?? [])
      .toSorted()
      .at(-1) ?? '2000-01-01'
  )
}

/** A calendar's day shows the title alone: what is cancelled says so there. */
function titleInCalendar(occurrence: PlacedOccurrence, t: Translate): string {
  const title = plainTitle(occurrence, t)
  return occurrence.state === 'cancelled' ? t('agenda:calendar.cancelled', { title }) : title
}

function plainTitle(occurrence: PlacedOccurrence, t: Translate): string {
  const { kind, sessionId, byAppointment, owner } = occurrence
  const { name } = owner.properties
  if (sessionId === null)
    return t(byAppointment ? 'agenda:calendar.openByAppointment' : 'agenda:calendar.open', { name })
  const { text } = titleOf(occurrence, t)
  // A title that is no more than the kind would not say whose it is.
  return text === t(`time:kinds.${kind}`) ? `${text} – ${name}` : text
}

function descriptionOf(occurrence: PlacedOccurrence, url: string, t: Translate): string {
  const { session, languages } = occurrence
  const names = (languages ?? []).map((code) => languageName(t.locale, code))
  const booking = safeLink(session?.bookingUrl)
  const lines = [
    stateInWords(occurrence, t),
    textFor(session?.descriptions ?? {}, t.locale)?.text,
    factsOf(occurrence, t).join(' · '),
    names.length > 0 && t('agenda:calendar.languages', { languages: formatList(t.locale, names) }),
    booking && `${t('agenda:calendar.book')} ${booking}`,
    `${t('agenda:calendar.more')} ${url}`,
  ]
  return lines.filter(Boolean).join('\n')
}

/** That it is cancelled or moved, and why, as the page of the agenda says it. */
function stateInWords(occurrence: PlacedOccurrence, t: Translate): string {
  const note = noteOf(occurrence)
  if (occurrence.state === 'cancelled')
    return note ? `${t('time:cancelledBecause')} ${quoted(note, t)}` : t('time:cancelled')
  const noted = note ? `${t('time:noted')} ${quoted(note, t)}` : ''
  const moved = occurrence.state === 'moved' ? moveInWords(occurrence, t) : ''
  return [moved, noted].filter(Boolean).join(' ')
}

/** A calendar cannot mark a text as French: other languages quote it, so that it does not pass for ours. */
function quoted(note: string, t: Translate): string {
  return t.locale === 'fr' ? note : t('hours:quotation', { text: note })
}
