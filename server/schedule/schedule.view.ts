// The dates of a place or a unit for whoever runs it: what comes, what comes again and again, when it is closed.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDateRange, formatDay, formatTimeRange } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { unitPath } from '../places/place-address.rules.ts'
import { addDays } from '../sessions/day.rules.ts'
import { cancelledView, notedView } from '../sessions/note.view.ts'
import type { Schedule, ScheduledDate } from './schedule.rules.ts'
import { schedulePath } from './schedule-path.rules.ts'
import { closureWords, sessionName } from './schedule-words.view.ts'
import { sessionGroups } from './session-groups.view.ts'

/** Days of which the page shows dates. */
export const daysShown = 42

export const doneWords = ['published', 'waiting', 'gone'] as const

export type SchedulePage = {
  schedule: Schedule
  dates: readonly ScheduledDate[]
  /** `YYYY-MM-DD` */
  today: string
  /** The first day shown. */
  from: string
  done: (typeof doneWords)[number] | undefined
  /** Hidden fields of forms that are sent from here at once. */
  seal: TemplateResult
}

export function scheduleView(page: SchedulePage, t: Translate): TemplateResult {
  const { schedule, done } = page
  const { subject, name, publishesAtOnce } = schedule
  return html`<div class="schedule">
<p class="back">${backView(schedule, t)}</p>
<h1>${t(`schedule:title.${subject.kind}`, { name })}</h1>
${done ? html`<p class=${done === 'gone' ? 'notice' : 'form-done'} role="status">${t(`schedule:state.${done}`)}</p>` : nothing}
${pendingView(page, t)}
<p class="schedule-rights">${t(publishesAtOnce ? 'schedule:rights.atOnce' : 'schedule:rights.waits')}</p>
<p><a class="button" href=${schedulePath(t.locale, subject, 'round')}>${t(subject.kind === 'unit' ? 'schedule:actions.newStop' : 'schedule:actions.newSession')}</a></p>
<section aria-labelledby="dates"><h2 id="dates">${t('schedule:headings.dates')}</h2>${datesView(page, t)}</section>
<section aria-labelledby="sessions"><h2 id="sessions">${t(`schedule:headings.${subject.kind}`)}</h2>${sessionGroups(schedule, page.today, t)}</section>
<section aria-labelledby="closures"><h2 id="closures">${t(`schedule:headings.closures.${subject.kind}`)}</h2>${closuresView(page, t)}</section>
</div>`
}

/** Agents go back to where they look after the place, which may be hidden. */
function backView({ subject: { kind, id }, isAgent }: Schedule, t: Translate) {
  if (kind === 'unit' && isAgent)
    return html`<a href=${`/${t.locale}/moderation/units/${id}`}>${t('moderation:edit.operator')}</a>`
  if (kind === 'unit') return html`<a href=${unitPath(t.locale, id)}>${t('schedule:back.unit')}</a>`
  if (isAgent)
    return html`<a href=${`/${t.locale}/moderation/places/${id}`}>${t('moderation:review.editPlace')}</a>`
  return html`<a href=${`/${t.locale}/places/${id}`}>${t('schedule:back.place')}</a>`
}

function pendingView({ schedule: { pending } }: SchedulePage, t: Translate) {
  if (!pending) return nothing
  return html`<div class="notice"><p>${t(pending.isAsked ? 'schedule:asked' : 'schedule:pending')}</p>
<p><a href=${`/${t.locale}/submissions/${pending.receipt}`}>${t('schedule:follow')}</a></p></div>`
}

function datesView({ schedule, dates, from, today }: SchedulePage, t: Translate): TemplateResult {
  const path = schedulePath(t.locale, schedule.subject)
  const byDay = Map.groupBy(dates, ({ start }) => start.slice(0, 10))
  const span = formatDateRange(t.locale, from, addDays(from, daysShown - 1))
  return html`<p class="schedule-span">${t('schedule:span', span)}</p>
${byDay.size === 0 ? nothing : html`<p>${t('schedule:touch')}</p>`}
${byDay.size === 0 ? html`<p>${t('schedule:none.dates')}</p>` : nothing}
${[...byDay].map(
  ([day, those]) =>
    html`<h3 class="schedule-day">${formatDay(t.locale, day)}</h3><ul class="rows schedule-days">${those.map((date) => dateView(date, path, t))}</ul>`,
)}
<p class="schedule-ways"><a href=${`${path}?from=${addDays(from, daysShown)}`}>${t('schedule:later')}</a>
${from === today ? nothing : html` <a href=${path}>${t('schedule:today')}</a>`}</p>`
}

/** The whole line is the link, so that a thumb finds it. */
function dateView(date: ScheduledDate, path: string, t: Translate): TemplateResult {
  const hours = formatTimeRange(t.locale, date.start.slice(11), date.end.slice(11))
  const words = html`<b class="schedule-hours">${hours}</b> <bdi>${sessionName(date.session, t)}</bdi>`
  const isCancelled = date.state === 'cancelled'
  const day = formatDay(t.locale, date.start.slice(0, 10))
  return html`<li><a href=${`${path}/date?of=${date.key}&start=${date.originalStart}`}><span><span class="visually-hidden">${t('schedule:actionOf', { action: t('schedule:actions.date'), name: day })}</span>
${isCancelled ? html`<s>${words}</s> ${cancelledView(date, t)}` : words}${date.state === 'moved' ? html` <strong>${t('time:moved')}</strong>` : nothing}${isCancelled ? nothing : notedView(date, t)}</span></a></li>`
}

function closuresView({ schedule, today, seal }: SchedulePage, t: Translate): TemplateResult {
  const { subject, closures } = schedule
  const path = schedulePath(t.locale, subject, 'closure')
  const coming = closures.filter(({ until }) => until >= today)
  return html`${
    coming.length === 0
      ? html`<p>${t('schedule:none.closures')}</p>`
      : html`<ul class="schedule-dates">${coming.map((closure) => {
          const words = closureWords(closure, subject, t)
          return html`<li><div>${words}</div>
<form method="post" action=${path}>${seal}<input type="hidden" name="remove" value=${String(closures.indexOf(closure))}><input type="hidden" name="confirmed" value="1">
<button class="button button-quiet" aria-label=${t('schedule:actionOf', { action: t('schedule:actions.reopen'), name: words })}>${t('schedule:actions.reopen')}</button></form></li>`
        })}</ul>`
  }
<p><a class="button button-quiet" href=${path}>${t('schedule:actions.closure')}</a></p>`
}
