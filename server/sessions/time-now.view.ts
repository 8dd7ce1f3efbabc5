// What a card says of time, in words: "open until 18:00", "closed today: St Stephen's Day", the next workshop.
import { html, nothing, type TemplateResult } from 'lit'
import {
  formatDate,
  formatDateRange,
  formatDay,
  formatTime,
  formatTimeRange,
  languageName,
  weekdayNames,
} from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { addDays, daysBetween, weekdayOf } from './day.rules.ts'
import { closedTodayInWords } from './holidays.view.ts'
import { cancelledView, notedView } from './note.view.ts'
import { type DatedNotice, type HoursThen, type NextStop, textFor } from './session.rules.ts'
import type { ClosedReason, NextEvent, TimeNow } from './time-now.rules.ts'

/** The state in one line, with the next opening where it is closed. Its class names a colour; the words say it all. */
export function timeStateView({ state, at }: TimeNow, t: Translate): TemplateResult | typeof nothing {
  const lines = stateInWords(state, at, t)
  if (lines.length === 0) return nothing
  const [first, ...more] = lines
  return html`<p class=${`time time-${state.kind}`}><b>${first}</b>${more.map((line) => html` <span>${line}</span>`)}</p>`
}

/** The state in words: what it is now, then what comes. */
export function stateInWords(state: TimeNow['state'], at: string, t: Translate): string[] {
  switch (state.kind) {
    case 'open':
      return [openInWords(state.until, at, t)]
    case 'appointment':
      return [
        state.until ? t('time:appointmentUntil', { time: timeOf(state.until, t) }) : t('time:appointment'),
      ]
    case 'away':
      if (state.returns) return [t('time:away.returns', { date: formatDate(t.locale, state.returns) })]
      return [t('time:away.ended', { date: formatDate(t.locale, state.ended!) })]
    case 'closed': {
      const next = state.next
        ? [
            state.next.byAppointment
              ? t('time:nextAppointment', { when: whenInWords(state.next.start, at, t) })
              : opensInWords(state.next.start, at, t),
          ]
        : []
      return state.reason
        ? [reasonInWords(state.reason, at, t), ...next]
        : next.length > 0
          ? next
          : [t('time:closed')]
    }
    case 'unknown':
      return []
  }
}

const timeOf = (local: string, t: Translate) => formatTime(t.locale, local.slice(11))
const dayOf = (local: string) => local.slice(0, 10)

/** Open for so long that its end tells nobody anything. */
const longHours = 24

function openInWords(until: string, at: string, t: Translate): string {
  const hours =
    daysBetween(dayOf(at), dayOf(until)) * 24 + Number(until.slice(11, 13)) - Number(at.slice(11, 13))
  return hours >= longHours ? t('time:openAlways') : t('time:openUntil', { time: timeOf(until, t) })
}

function opensInWords(start: string, at: string, t: Translate): string {
  const days = daysBetween(dayOf(at), dayOf(start))
  const time = timeOf(start, t)
  if (days === 0) return t('time:opensToday', { time })
  if (days === 1) return t('time:opensTomorrow', { time })
  return t('time:opensOn', { day: nearDay(dayOf(start), days, t), time })
}

/** "Tuesday" within a week, "Tuesday 5 January" later. */
function nearDay(day: string, days: number, t: Translate): string {
  return days < 7 ? weekdayNames(t.locale)[weekdayOf(day)]! : formatDay(t.locale, day)
}

/** `tomorrow at 14:00`, from one wall-clock time to another. */
export function whenInWords(start: string, at: string, t: Translate): string {
  const days = daysBetween(dayOf(at), dayOf(start))
  const time = timeOf(start, t)
  if (days === 0) return t('time:when.today', { time })
  if (days === 1) return t('time:when.tomorrow', { time })
  return t('time:when.on', { day: nearDay(dayOf(start), days, t), time })
}

function reasonInWords(reason: ClosedReason, at: string, t: Translate): string {
  if (reason.kind !== 'closure') return closedTodayInWords(reason, t)
  return closureInWords(reason.notice, dayOf(at), t)
}

/**
 * A closure before, during and after: the sentence that fits the day.
 * @param whose a place is closed, a unit does not run
 */
export function closureInWords(
  { from, until, reason }: DatedNotice,
  today: string,
  t: Translate,
  whose: 'place' | 'unit' = 'place',
): string {
  const words = (moment: ClosureMoment, dates: Partial<Record<'from' | 'until' | 'date', string>> = {}) =>
    t(`time:closure.${whose}.${moment}`, dates)
  const date = (day: string) => formatDate(t.locale, day)
  if (today > until) return words('past', { date: date(addDays(until, 1)) })
  const closure =
    today >= from
      ? until === today
        ? words('today')
        : words('now', { until: date(until) })
      : from === until
        ? words('comingDay', { from: date(from) })
        : words('coming', formatDateRange(t.locale, from, until))
  return reason ? t('time:closure.reason', { closure, reason: t(`time:reasons.${reason}`) }) : closure
}

type ClosureMoment = 'now' | 'today' | 'coming' | 'comingDay' | 'past'

/** Closures to come or over, and notices; what the state itself says already is left out. */
export function noticesView(
  { notices, state, at, lastDay }: TimeNow,
  t: Translate,
): TemplateResult | typeof nothing {
  const today = dayOf(at)
  const isTold = (notice: DatedNotice) =>
    state.kind === 'closed' &&
    state.reason?.kind === 'closure' &&
    state.reason.notice.from === notice.from &&
    notice.text === null
  const lines = notices.filter(
    (notice) => !isTold(notice) && (notice.kind === 'closed' || notice.from <= today),
  )
  const last = lastDay
    ? html`<p class="time-notice">${t('time:temporary', { date: formatDate(t.locale, lastDay) })}</p>`
    : nothing
  return html`${last}${lines.map((notice) => html`<p class="time-notice">${notice.kind === 'closed' ? closureInWords(notice, today, t) : nothing} ${notice.text && notice.until >= today ? textView(notice) : nothing}</p>`)}`
}

function textView({ text, language }: DatedNotice) {
  return html`<span lang=${language} dir="auto">${text}</span>`
}

/** The next workshop, permanence or open day: when, what it is called, and for whom. */
export function eventView(event: NextEvent, at: string, t: Translate): TemplateResult {
  const { start, end, state, kind, session } = event
  const isNow = start <= at && at < end
  const when = isNow ? t('time:when.now', { time: timeOf(end, t) }) : whenInWords(start, at, t)
  const told = t('time:event', { kind: t(`time:kinds.${kind}`), when })
  const title = textFor(session.titles, t.locale)
  const words = html`${told}${title ? html` – <span lang=${title.language} dir="auto">${title.text}</span>` : nothing}`
  const facts = eventFacts(event, t)
  if (state === 'cancelled') return html`<p class="time-event"><s>${words}</s> ${cancelledView(event, t)}</p>`
  return html`<p class="time-event">${words}${facts.length > 0 ? html` <span class="time-facts">${facts.join(t('layout:listSeparator'))}</span>` : nothing}${state === 'moved' ? html` <b>${t('time:moved')}</b>` : nothing}${notedView(event, t)}</p>`
}

/** The next stops of a unit: where it is now, then where it comes. */
export function stopsView(stops: readonly NextStop[], at: string, t: Translate): TemplateResult {
  if (stops.length === 0) return html`<p class="time time-closed">${t('time:stop.none')}</p>`
  return html`<ul class="time-stops" aria-label=${t('time:stop.title')}>${stops.map((stop) => {
    const where = [stop.name, stop.commune].filter(Boolean).join(', ')
    const words = html`<b>${stopWhen(stop, at, t)}</b> <bdi>${where}</bdi>`
    if (stop.state === 'cancelled')
      return html`<li class="time-cancelled"><s>${words}</s> ${cancelledView(stop, t)}</li>`
    return html`<li>${words}${stop.state === 'moved' ? html` <strong>${t('time:moved')}</strong>` : nothing}${notedView(stop, t)}</li>`
  })}</ul>`
}

/** The hours at the time that was asked for: "Saturday 28 November, 10:00 – 18:00", and whose they are. */
export function thenView(hours: readonly HoursThen[], at: string, t: Translate): TemplateResult {
  return html`<p class="time time-then"><b>${hours.map((each, index) => {
    const words = hoursThenInWords(each, at, t)
    return index === 0 ? words : html`<br>${words}`
  })}</b></p>`
}

function hoursThenInWords(each: HoursThen, at: string, t: Translate): string {
  const isWholeDay =
    daysBetween(dayOf(each.start), dayOf(each.end)) === 1 &&
    /T00:00$/.test(each.start) &&
    /T00:00$/.test(each.end)
  const day = formatDay(t.locale, dayOf(each.start))
  const words = isWholeDay
    ? t('time:stop.on', {
        day: day[0]!.toLocaleUpperCase(t.locale) + day.slice(1),
        hours: t('hours:openAround'),
      })
    : stopWhen(each, at, t)
  const told = each.byAppointment ? t('hours:appointment', { hours: words }) : words
  return each.kind === 'opening'
    ? told
    : t('hours:comment', { hours: told, comment: t(`time:kinds.${each.kind}`) })
}

/** `Tomorrow, 14:00 – 17:00`, or until when it is here. */
export function stopWhen({ start, end }: Pick<NextStop, 'start' | 'end'>, at: string, t: Translate): string {
  if (start <= at && at < end) return t('time:stop.now', { time: timeOf(end, t) })
  const hours = formatTimeRange(t.locale, start.slice(11), end.slice(11))
  const days = daysBetween(dayOf(at), dayOf(start))
  if (days === 0) return t('time:stop.today', { hours })
  if (days === 1) return t('time:stop.tomorrow', { hours })
  const day = formatDay(t.locale, dayOf(start))
  return t('time:stop.on', { day: day[0]!.toLocaleUpperCase(t.locale) + day.slice(1), hours })
}

/** Free, for beginners, in Arabic. */
export function eventFacts(
  { level, session }: { level: NextEvent['level']; session: Pick<NextEvent['session'], 'fee' | 'languages'> },
  t: Translate,
): string[] {
  return [
    ...(session.fee ? [t(`vocabularies:fee.${session.fee}`)] : []),
    ...(level ? [t(`vocabularies:level.${level}`)] : []),
    ...session.languages.map((code) => languageName(t.locale, code)),
  ]
}
