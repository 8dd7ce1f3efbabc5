// The workshops, permanences and open days of a place: when, for whom, at which price, cancelled or not.
import { html, nothing } from 'lit'
import { formatDay, formatTimeRange, languageNameInItself } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { safeLink } from '../http/safe-link.rules.ts'
import { wallClock } from '../sessions/day.rules.ts'
import { cancelledView, notedView } from '../sessions/note.view.ts'
import type { ToldOccurrence } from '../sessions/occurrences.queries.ts'
import { textFor } from '../sessions/session.rules.ts'
import { eventFacts } from '../sessions/time-now.view.ts'
import { nameOf } from './criteria.view.ts'
import type { PlaceTimes } from './place-times-now.actions.ts'

export function placeEvents({ events }: PlaceTimes, t: Translate) {
  if (events.length === 0) return nothing
  return html`<section class="place-events"><h2>${t('time:events')}</h2><ul>${events.map((event, index) => eventView(event, isFirstOf(events, index), t))}</ul></section>`
}

/** What is said of all dates of a session is read once. */
function isFirstOf(events: readonly ToldOccurrence[], index: number): boolean {
  const first = events.findIndex(
    ({ session, state }) => session!.id === events[index]!.session!.id && state !== 'cancelled',
  )
  return first === index
}

function eventView(event: ToldOccurrence, isFirst: boolean, t: Translate) {
  const { start, end, state, kind, session } = event
  const [from, to] = [wallClock(start), wallClock(end)]
  const day = formatDay(t.locale, from.slice(0, 10))
  const when = t('time:stop.on', {
    day: day[0]!.toLocaleUpperCase(t.locale) + day.slice(1),
    hours: formatTimeRange(t.locale, from.slice(11), to.slice(11)),
  })
  const title = textFor(session!.titles, t.locale)
  const words = html`<b>${when}</b> <span class="event-kind">${t(`time:kinds.${kind}`)}</span>${title ? html` <span lang=${title.language} dir="auto">${title.text}</span>` : nothing}`
  if (state === 'cancelled')
    return html`<li class="event-cancelled"><s>${words}</s> ${cancelledView(event, t)}</li>`
  return html`<li><p>${words}${state === 'moved' ? html` <strong>${t('time:moved')}</strong>` : nothing}${notedView(event, t)}</p>${isFirst ? descriptionView(event, t) : nothing}${detailsView(event, t)}</li>`
}

function descriptionView({ session }: ToldOccurrence, t: Translate) {
  const description = textFor(session!.descriptions, t.locale)
  if (!description) return nothing
  const paragraphs = description.text.split(/\n+/)
  return html`<div lang=${description.language} dir="auto">${paragraphs.map((text) => html`<p>${text}</p>`)}</div>`
}

function detailsView(event: ToldOccurrence, t: Translate) {
  const session = event.session!
  const link = session.bookingUrl ? safeLink(session.bookingUrl) : null
  const facts = [
    ...eventFacts({ level: event.level, session: { ...session, languages: [] } }, t),
    ...session.audiences.map((code) => nameOf('audiences', code, t)),
  ]
  const languages = session.languages.map((code) => ({ code, name: languageNameInItself(code) ?? code }))
  return html`<p class="event-facts">${facts.join(t('layout:listSeparator'))}${session.price ? html` (<bdi>${session.price}</bdi>)` : nothing}
${languages.map(({ code, name }) => html` <bdi class="event-language" lang=${code}>${name}</bdi>`)}
${session.booking ? html` <span>${t(`time:booking.${session.booking}`)}</span>` : nothing}
${link ? html` <a href=${link}>${t('time:book')}</a>` : nothing}</p>`
}
