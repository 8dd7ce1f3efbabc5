// What a change will do, in words, before it is sent; and what others changed meanwhile.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { formPage, formView, hiddenView } from './form-page.view.ts'
import type { Told } from './operation.rules.ts'
import type { DateDifference, Overlap, Schedule, ScheduledDate } from './schedule.rules.ts'
import type { SchedulePageName } from './schedule-path.rules.ts'
import { sessionName, toldInWords, whenInWords } from './schedule-words.view.ts'

/** What comes out of a change. */
export type Preview = {
  told: Told
  /** The dates that are new or other, in their order. */
  dates: readonly ScheduledDate[]
  /** How many; `null`: without end. */
  count: number | null
  /** The first day of which school holidays are not published yet. */
  unknownFrom: string | null
  overlaps: readonly Overlap[]
}

export type ConfirmPage = {
  schedule: Pick<Schedule, 'subject' | 'publishesAtOnce'>
  page: SchedulePageName
  preview: Preview
  /** What was typed, carried along. */
  typed: readonly [name: string, value: string][]
  seal: TemplateResult
  /** What differs since the form was shown; `undefined`: nothing was looked at before. */
  since: readonly DateDifference[] | undefined
  /** To wait, where too much was sent. */
  minutes?: number
}

const mostShown = 6

export function confirmView(page: ConfirmPage, t: Translate): TemplateResult {
  const { schedule, preview, typed, seal, since, minutes } = page
  const { subject, publishesAtOnce } = schedule
  const title = t(since ? 'schedule:changed.title' : 'schedule:confirm.title')
  const sentence = toldInWords(preview.told, subject, preview.count, t)
  const send = t(publishesAtOnce ? 'schedule:actions.publish' : 'schedule:actions.send')
  return formPage(
    { subject, title },
    html`${since ? sinceView(since, t) : nothing}
${minutes === undefined ? nothing : html`<p class="notice" role="alert">${t('add:send.tooManyForm', { minutes })}</p>`}
<p class="lead schedule-told">${sentence}</p>
${datesView(preview, t)}
${overlapsView(preview.overlaps, t)}
<p>${t(publishesAtOnce ? 'schedule:confirm.atOnce' : 'schedule:confirm.waits')}</p>
${formView(
  { subject, page: page.page, seal },
  html`${hiddenView(typed)}`,
  html`<div class="form-ways"><button class="button" name="confirmed" value="1">${send}</button>
<button class="button button-quiet" name="correct" value="1">${t('schedule:actions.correct')}</button></div>`,
  t,
)}`,
    t,
  )
}

function sinceView(since: readonly DateDifference[], t: Translate) {
  const line = ({ what, date }: DateDifference) =>
    t(`schedule:changed.${what}`, { name: sessionName(date.session, t), when: whenInWords(date, t) })
  return html`<div class="notice" role="alert"><p>${t('schedule:changed.text')}</p>
<ul class="points">${since.length === 0 ? html`<li>${t('schedule:changed.none')}</li>` : since.slice(0, mostShown).map((each) => html`<li>${line(each)}</li>`)}</ul></div>
<p>${t('schedule:changed.still')}</p>`
}

function datesView({ told, dates, unknownFrom }: Preview, t: Translate) {
  if (told.kind !== 'round' && told.kind !== 'changed') return nothing
  return html`<h2>${t('schedule:confirm.first')}</h2>
<ul class="points">${dates.slice(0, mostShown).map((date) => html`<li>${whenInWords(date, t)}</li>`)}${dates.length > mostShown ? html`<li aria-hidden="true">…</li>` : nothing}</ul>
${unknownFrom ? html`<p class="form-hint">${t('schedule:confirm.unknown', { day: formatDate(t.locale, unknownFrom) })}</p>` : nothing}`
}

function overlapsView(overlaps: readonly Overlap[], t: Translate) {
  const [first] = overlaps
  if (!first) return nothing
  const words = { when: whenInWords(first.date, t), name: sessionName(first.other.session, t) }
  const more = overlaps.length - 1
  return html`<div class="notice"><p>${t('schedule:confirm.overlap', words)}</p>${more > 0 ? html`<p>${t('schedule:confirm.more', { count: more })}</p>` : nothing}</div>`
}
