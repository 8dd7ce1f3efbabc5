// A dated occurrence in words: an entry of the agenda, and the short facts that calendars tell too.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDay, formatDistance, formatTime, formatTimeRange } from '../../i18n/format.ts'
import { direction } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { safeLink } from '../http/safe-link.rules.ts'
import { nameOf } from '../places/criteria.view.ts'
import { addressLine, phoneForReading, placePath } from '../places/place-address.rules.ts'
import { languagesView, listOf } from '../places/place-card.view.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { ended } from '../sessions/note.rules.ts'
import { cancelledView, notedView } from '../sessions/note.view.ts'
import { textFor } from '../sessions/session.rules.ts'
import { isOverDays, lastDayOf } from './occurrence-day.rules.ts'
import { occurrenceId } from './occurrence-id.rules.ts'
import type { PlacedOccurrence } from './occurrences.queries.ts'

/** What it is called, and in which language: its title, else the unit that comes, else its kind. */
export function titleOf(
  occurrence: PlacedOccurrence,
  t: Translate,
): { text: string; language: string | undefined } {
  const title = textFor(occurrence.session?.titles ?? {}, t.locale)
  if (title) return title
  const isStop = occurrence.kind === 'stop'
  return {
    text: isStop ? occurrence.owner.properties.name : t(`time:kinds.${occurrence.kind}`),
    language: undefined,
  }
}

/** The page of the place, or of the unit that stops. */
export function pageOfOccurrence({ placeId, unitId, owner }: PlacedOccurrence, t: Translate): string {
  return placeId === null
    ? `/${t.locale}/mobile/${unitId}`
    : placePath(t.locale, placeId, owner.properties.name)
}

/** Where it is: the stop's name, else the place's; and the commune. */
export function whereOf({ session, owner }: PlacedOccurrence): { name: string; commune: string | null } {
  const stop = session?.stop
  return stop
    ? { name: stop.name, commune: stop.commune }
    : { name: owner.properties.name, commune: owner.properties.commune ?? null }
}

/** `14 h – 16 h`; over several days `9 h – dimanche 29 novembre, 17 h`. */
export function timesInWords({ start, end }: Pick<PlacedOccurrence, 'start' | 'end'>, t: Translate): string {
  if (!isOverDays({ start, end })) return formatTimeRange(t.locale, start, end)
  const last = t('agenda:at', {
    day: formatDay(t.locale, lastDayOf({ end })),
    time: formatTime(t.locale, end),
  })
  return t('agenda:period', { from: formatTime(t.locale, start), until: last })
}

/** `Déplacé : de mardi 24 novembre, 14 h à jeudi 26 novembre, 10 h` */
export function moveInWords({ originalStart, start }: PlacedOccurrence, t: Translate): string {
  const at = (instant: Date) =>
    t('agenda:at', { day: formatDay(t.locale, dayInFrance(instant)), time: formatTime(t.locale, instant) })
  return t('agenda:moved', { from: at(originalStart), to: at(start) })
}

/** Level, audience, price and how to take part, as short lines. */
export function factsOf({ level, byAppointment, session, owner }: PlacedOccurrence, t: Translate): string[] {
  const { audiences = [], booking, fee, price } = session ?? {}
  const fees = fee ? [fee] : (owner.properties.fee ?? [])
  return [
    ...(level ? [t(`vocabularies:level.${level}`)] : []),
    ...audiences.map((code) => nameOf('audiences', code, t)),
    ...(price ? [isolated(price, t)] : fees.map((code) => nameOf('fee', code, t))),
    ...(booking ? [t(`time:booking.${booking}`)] : []),
    ...(byAppointment ? [t('agenda:byAppointment')] : []),
  ]
}

/** A price in words is French: among words that run from right to left it keeps its own order (U+2068 … U+2069). */
function isolated(text: string, t: Translate): string {
  return direction(t.locale) === 'rtl' ? `\u2068${text}\u2069` : text
}

/** One date of the agenda. */
export function occurrenceEntry(occurrence: PlacedOccurrence, t: Translate): TemplateResult {
  const { kind, state, languages, session } = occurrence
  const isCancelled = state === 'cancelled'
  const kindWords = t(`time:kinds.${kind}`)
  const { text, language } = titleOf(occurrence, t)
  const times = html`<time datetime=${occurrence.start.toISOString()}>${timesInWords(occurrence, t)}</time>`
  const title = html`<bdi lang=${language ?? nothing}>${text}</bdi>`
  return html`<li class=${isCancelled ? 'date date-cancelled' : 'date'} id=${`d-${occurrenceId(occurrence)}`}>
<p class="date-time">${isCancelled ? html`<s>${times}</s>` : times}</p>
<div class="date-what">${text === kindWords ? nothing : html`<p class="date-kind">${kindWords}</p>`}
<h3>${isCancelled ? html`<s>${title}</s>` : title}</h3>
${stateView(occurrence, t)}
${whereView(occurrence, t)}
${paperView(occurrence)}
${isCancelled ? nothing : html`<div class="card-more">${languagesView({ languages: languages ?? [] }, t)}${listOf('card-facts', factsOf(occurrence, t))}</div>`}
${isCancelled ? nothing : bookingLink(session?.bookingUrl, text, t)}</div></li>`
}

/** What is said of this one date, in a word and not by colour alone. */
function stateView(occurrence: PlacedOccurrence, t: Translate) {
  const noted = { note: noteOf(occurrence) }
  switch (occurrence.state) {
    case 'cancelled':
      return html`<p class="date-state">${cancelledView(noted, t)}</p>`
    case 'moved':
      return html`<p class="date-state"><strong>${moveInWords(occurrence, t)}</strong>${notedView(noted, t)}</p>`
    default:
      return noted.note === null ? nothing : html`<p class="date-note">${notedView(noted, t)}</p>`
  }
}

/** What is said of this date, and beside its hours. */
export function noteOf({ note, comment }: Pick<PlacedOccurrence, 'note' | 'comment'>): string | null {
  const said = [note, comment].flatMap((each) => (each ? ended(each) : []))
  return said.join(' ') || null
}

function whereView(occurrence: PlacedOccurrence, t: Translate) {
  const { name, commune } = whereOf(occurrence)
  // At the end of a line a comma is read over, a dot is not.
  const comma = t('layout:listSeparator')
  const { distanceMetres, kind, owner } = occurrence
  const distance =
    distanceMetres === null ? nothing : html`${comma}${formatDistance(t.locale, distanceMetres)}`
  // A stop whose title is not the unit's name says whose it is.
  const unit =
    kind === 'stop' && titleOf(occurrence, t).text !== owner.properties.name
      ? owner.properties.name
      : undefined
  return html`<p class="date-where"><a href=${pageOfOccurrence(occurrence, t)}><bdi>${name}</bdi></a>${commune && commune !== name ? html`${comma}<bdi>${commune}</bdi>` : nothing}${unit ? html`${comma}<bdi>${unit}</bdi>` : nothing}${distance}</p>`
}

/** What one needs without a screen: the whole address, and the number to call. */
function paperView({ state, session, owner }: PlacedOccurrence) {
  if (state === 'cancelled') return nothing
  const address = addressLine(session?.stop ?? owner.properties)
  const { phone } = owner.properties
  if (!address && !phone) return nothing
  return html`<p class="date-paper">${address ? html`<bdi>${address}</bdi>` : nothing}${address && phone ? ' · ' : nothing}${phone ? html`<bdi dir="ltr">${phoneForReading(phone)}</bdi>` : nothing}</p>`
}

function bookingLink(address: string | null | undefined, title: string, t: Translate) {
  const href = safeLink(address)
  if (!href) return nothing
  return html`<p class="date-book no-print"><a class="button button-quiet" href=${href} rel="noreferrer">${t('time:book')}<span class="visually-hidden"> <bdi>${title}</bdi></span></a></p>`
}
