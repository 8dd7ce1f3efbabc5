// The agenda: a question, the dates by day, and the way to keep them. The same list is what is printed.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate, formatDateRange, formatDay, formatDistance, formatList } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { whereInWords } from '../finder/find-criteria.view.ts'
import type { Paper } from '../finder/find-paper.view.ts'
import { whereProblemView } from '../finder/find-results.view.ts'
import { unreadView } from '../finder/unread.view.ts'
import { subscribeWays } from '../ical/subscribe.view.ts'
import { codeName, codeWords } from '../places/criteria.view.ts'
import { addDays } from '../sessions/day.rules.ts'
import type { Agenda } from './agenda.actions.ts'
import {
  agendaAddress,
  agendaFacets,
  type Days,
  isRolling,
  withoutAgendaCode,
} from './agenda-address.rules.ts'
import { agendaForm, daysInWords } from './agenda-form.view.ts'
import { occurrenceEntry } from './occurrence.view.ts'
import { mostInCalendar } from './whole-days.rules.ts'

/** What the page is called. */
export function agendaTitle({ where }: Pick<Agenda, 'where'>, t: Translate): string {
  return where.kind === 'understood' ? t('agenda:titleIn', { where: where.label }) : t('agenda:title')
}

/** The whole page. */
export function agendaView(agenda: Agenda, calendar: string, paper: Paper, t: Translate): TemplateResult {
  return html`<div class="agenda">
<div class="agenda-ask no-print"><h1>${t('agenda:title')}</h1>
<p class="agenda-lead">${t('agenda:lead')}</p>
${agendaForm(agenda, t)}</div>
${paperHead(agenda, paper, t)}
<section class="agenda-dates" id="results" aria-label=${t('agenda:dates')}>
${unreadView(agenda, t)}
${whereProblemView(
  agenda.where,
  (territory) =>
    agendaAddress(t.locale, { ...agenda.parameters, where: undefined, radius: undefined, territory }),
  t('agenda:shownAnyway'),
  t,
)}
${countView(agenda, t)}
${chosenView(agenda, t)}
${agenda.shown.map(({ day, occurrences }) => dayView(day, occurrences, agenda.today, t))}
${agenda.shown.length === 0 ? emptyView(agenda, t) : nothing}
${pagingView(agenda, t)}
</section>
${subscribeView(agenda, calendar, t)}
</div>`
}

/** Where, when and for what, as a sheet tells it. */
function paperHead(agenda: Agenda, paper: Paper, t: Translate) {
  const criteria = chosenCodes(agenda, t).map(({ words }) => words)
  return html`<div class="agenda-paper"><h1>${agendaTitle(agenda, t)}</h1>
<p>${datesInWords(agenda.days, t)}. ${criteria.length > 0 ? `${t('find:print.criteria', { criteria: formatList(t.locale, criteria) })}. ` : nothing}</p>
<p>${t('layout:print.printedOn', { date: formatDate(t.locale, paper.date) })}. ${t('layout:print.pageAddress', { address: paper.address })}</p></div>`
}

/** `jeudi 26 novembre`, `13 – 20 décembre 2026` */
export function datesInWords({ from, until }: Days, t: Translate): string {
  if (from === until) return formatDay(t.locale, from)
  return t('agenda:period', formatDateRange(t.locale, from, until))
}

function countView(agenda: Agenda, t: Translate) {
  const { shown, days, where, radius, isCut } = agenda
  const count = shown.reduce((sum, { occurrences }) => sum + occurrences.length, 0)
  const words = whereInWords(where, t)
  const isSomewhere = ['understood', 'point'].includes(where.kind) && words !== undefined
  const around =
    isSomewhere && radius !== undefined
      ? t('agenda:around', { where: words, distance: formatDistance(t.locale, radius) })
      : isSomewhere && words
  return html`<div class="count"><h2 id="count" tabindex="-1">${count > 0 ? t('agenda:count', { count }) : t('agenda:empty.title')}</h2>
<p>${around ? html`<bdi>${around}</bdi>. ` : nothing}${datesInWords(days, t)}.${isCut ? ` ${t('agenda:cut')}` : nothing}</p></div>`
}

type Chosen = { words: string; content: unknown; address: string }

function chosenCodes({ facets, kinds, parameters }: Agenda, t: Translate): Chosen[] {
  const address = (name: Parameters<typeof withoutAgendaCode>[1], code: string) =>
    agendaAddress(t.locale, withoutAgendaCode(parameters, name, code))
  const ofKinds = kinds.map((kind) => {
    const words = t(`time:kinds.${kind}`)
    return { words, content: words, address: address('session', kind) }
  })
  const ofFacets = agendaFacets.flatMap((name) =>
    (facets[name] ?? []).map((code) => ({
      words: codeName(name, code, t),
      content: codeWords(name, code, t),
      address: address(name, code),
    })),
  )
  return [...ofKinds, ...ofFacets]
}

/** What is chosen, each with the way to give it up. */
function chosenView(agenda: Agenda, t: Translate) {
  const chosen = chosenCodes(agenda, t)
  if (Object.values(agenda.parameters).every((value) => !value)) return nothing
  return html`<ul class="chosen no-print" aria-label=${t('find:chosen')}>${chosen.map(
    ({ words, content, address }) =>
      html`<li><a href=${address} aria-label=${t('find:remove', { filter: words })}>${content} <span aria-hidden="true">×</span></a></li>`,
  )}<li class="clear"><a href=${`/${t.locale}/agenda`}>${t('find:form.clear')}</a></li></ul>`
}

function dayView(
  day: string,
  occurrences: Agenda['shown'][number]['occurrences'],
  today: string,
  t: Translate,
) {
  const near =
    day === today ? t('agenda:near.today') : day === addDays(today, 1) ? t('agenda:near.tomorrow') : undefined
  return html`<section class="agenda-day" aria-labelledby=${`day-${day}`}><h2 id=${`day-${day}`}>${formatDay(t.locale, day)}${near ? html` <span>${near}</span>` : nothing}</h2>
<ul class="dates">${occurrences.map((occurrence) => occurrenceEntry(occurrence, t))}</ul></section>`
}

function emptyView({ next, loosened, parameters }: Agenda, t: Translate) {
  const isAll = Object.values(parameters).every((value) => !value)
  const nextAddress = next && agendaAddress(t.locale, { ...parameters, from: next, until: undefined })
  return html`<div class="empty"><p>${t(isAll ? 'agenda:empty.nothing' : 'agenda:empty.text')}</p>
${nextAddress ? html`<p><a href=${nextAddress}>${t('agenda:empty.next', { day: formatDay(t.locale, next) })}</a></p>` : nothing}
${
  loosened.length > 0
    ? html`<p>${t('find:empty.loosen')}</p><ul class="ways">${loosened.map(
        ({ label, address, count }) =>
          html`<li><a href=${address}>${t('agenda:empty.without', { filter: label, count })}</a></li>`,
      )}</ul>`
    : nothing
}
<ul class="ways">${isAll ? nothing : html`<li><a href=${`/${t.locale}/agenda`}>${t('agenda:empty.all')}</a></li>`}<li><a href=${`/${t.locale}/find`}>${t('start:allPlaces')}</a></li></ul></div>`
}

function pagingView({ parameters, before, after, shown, today }: Agenda, t: Translate) {
  const link = (days: Days) =>
    agendaAddress(t.locale, {
      ...parameters,
      from: days.from === today ? undefined : days.from,
      until: days.until,
    })
  // Where nothing is found, the page already says where something is.
  const later = shown.length > 0 ? after : undefined
  if (!before && !later) return nothing
  const button = (days: Days, rel: 'prev' | 'next') =>
    html`<a class="button button-quiet" rel=${rel} href=${link(days)}>${t(`agenda:paging.${rel}`)} <span class="paging-days">${daysInWords(days, today, t)}</span></a>`
  return html`<nav class="paging agenda-paging no-print" aria-label=${t('agenda:paging.label')}>
${before ? button(before, 'prev') : nothing}
${later ? button(later, 'next') : nothing}
</nav>`
}

function subscribeView(agenda: Agenda, calendar: string, t: Translate) {
  const { parameters, asked, calendarIsCut } = agenda
  const days = isRolling(parameters) ? t('agenda:subscribe.rolling') : datesInWords(asked, t)
  return html`<aside class="subscribe no-print" aria-labelledby="subscribe"><h2 id="subscribe">${t('agenda:subscribe.title')}</h2>
<p>${t('agenda:subscribe.text', { days })}${calendarIsCut ? ` ${t('agenda:subscribe.cut', { count: mostInCalendar })}` : nothing}</p>
<p>${t('agenda:subscribe.changes')}</p>
${subscribeWays(calendar, { label: t('agenda:subscribe.webcal'), look: 'button' }, t)}</aside>`
}
