// The page of an edition: whoever holds the paper reads what to change on it.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate, formatDateRange, formatDay, formatTime } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { codeName } from '../places/criteria.view.ts'
import { addressLine, phoneForReading, placePath } from '../places/place-address.rules.ts'
import { hoursLines, kindInWords, listOf } from '../places/place-card.view.ts'
import { datedDayInWords } from '../sessions/dated-week.view.ts'
import { addDays } from '../sessions/day.rules.ts'
import { closureInWords } from '../sessions/time-now.view.ts'
import { type DirectoryParameters, directoryAddress } from './directory-address.rules.ts'
import { paperFormats } from './directory-document.rules.ts'
import { areaInWords } from './directory-document.view.ts'
import { daysAhead, type PlaceOfDirectory } from './directory-facts.rules.ts'
import type { PlaceOfEdition } from './edition.rules.ts'
import { countChanges, type EditionDifference, type PlaceChange } from './edition-difference.rules.ts'
import { editionFormView } from './edition-form.view.ts'
import { writtenNumber } from './edition-number.rules.ts'
import { stopChangesView } from './edition-stops.view.ts'
import type { ComparedEdition } from './editions.actions.ts'

/** @param today `YYYY-MM-DD` */
export function editionView(
  { edition, difference }: ComparedEdition,
  today: string,
  t: Translate,
): TemplateResult {
  const { number, facts, parameters } = edition
  const { gone, changed, added } = difference
  return html`<article class="edition reading">
<header><h1>${t('editions:title')}</h1>
<p class="edition-area"><bdi>${areaInWords(facts.area, t, Number.POSITIVE_INFINITY)}</bdi></p>
<p class="edition-of">${numberView(number, facts.day, t)}</p></header>
${verdictView(difference, facts.day, today, t)}
${section(
  'gone',
  gone.map((place) => goneView(place, t)),
  t,
)}
${section(
  'changed',
  changed.map((change) => changeView(change, today, t)),
  t,
)}
${stopChangesView(difference.stops, t)}
${section(
  'added',
  added.map((place) => addedView(place, t)),
  t,
)}
${!difference.knowsAdded && facts.area.kind !== 'chosen' ? html`<p>${t('editions:noAdded')}</p>` : nothing}
${facts.keepsQuestion ? freshView(parameters, t) : otherView(t)}
<section class="edition-find no-print"><h2>${t('editions:find.title')}</h2>${editionFormView('', t)}</section>
</article>`
}

/** The number reads left to right in every script, and in groups, as on the paper. */
function numberView(number: string, day: string, t: Translate) {
  const [before, after] = t('editions:of', { number: '\n', date: formatDate(t.locale, day) }).split('\n')
  return html`${before}<b dir="ltr">${writtenNumber(number)}</b>${after}`
}

function verdictView(difference: EditionDifference, day: string, today: string, t: Translate) {
  const count = countChanges(difference)
  const date = formatDate(t.locale, day)
  const isOld = today >= addDays(day, daysAhead)
  const old = isOld ? html`<p>${t('editions:old')}</p>` : nothing
  if (count === 0)
    return html`<div class="edition-verdict edition-right" role="status"><p><b>${t('editions:nothing', { date })}</b></p>${old}</div>`
  return html`<div class="edition-verdict edition-news" role="status"><p><b>${t('editions:changes', { count, date })}</b> ${t('editions:rest')}</p>${old}</div>`
}

function section(name: 'gone' | 'changed' | 'added', entries: readonly TemplateResult[], t: Translate) {
  if (entries.length === 0) return nothing
  return html`<section class=${`edition-${name}`}><h2>${t(`editions:headings.${name}`)}</h2><ul class="edition-list">${entries}</ul></section>`
}

function badge(number: number, t: Translate) {
  return html`<span class="edition-number" aria-hidden="true">${number}</span><span class="visually-hidden">${t('editions:number', { number })}</span>`
}

function goneView({ number, name, id, address }: PlaceOfEdition, t: Translate) {
  return html`<li>${badge(number, t)}<div><h3><s><bdi>${name}</bdi></s></h3>
<p><bdi>${address ?? ''}</bdi></p>
<p><a href=${`/${t.locale}/places/${id}`}>${t('editions:gone')}</a></p></div></li>`
}

function changeView(change: PlaceChange, today: string, t: Translate) {
  const { was, now } = change
  return html`<li>${badge(was.number, t)}<div><h3>${placeLink(now, t, was.name)}</h3>
<ul class="edition-changes">${linesOf(change, today, t).map((line) => html`<li>${line}</li>`)}</ul></div></li>`
}

function linesOf(change: PlaceChange, today: string, t: Translate): unknown[] {
  const {
    now,
    closures,
    reopened,
    ended,
    address,
    isMoved,
    hasNewHours,
    phone,
    name,
    cancelled,
    moved,
    again,
    announced,
    lists,
    isNoMatch,
  } = change
  const { properties } = now.place
  return [
    ...(ended === null ? [] : [t('time:away.ended', { date: formatDate(t.locale, ended) })]),
    ...closures.map(
      (notice) =>
        html`<strong>${closureInWords(notice, today, t)}</strong>${notice.text ? html` <span lang=${notice.language} dir="auto">${notice.text}</span>` : nothing}`,
    ),
    ...reopened.map((dates) => reopenedInWords(dates, t)),
    ...(name === null ? [] : [t('editions:changes.name', { name })]),
    ...(isMoved
      ? [address ? t('editions:changes.moved', { address }) : t('editions:changes.movedPoint')]
      : []),
    ...(hasNewHours
      ? [html`${t('editions:changes.hours')} ${listOf('edition-hours', hoursLines(properties, t))}`]
      : []),
    ...daysView(change, t),
    ...(phone === 'new' && properties.phone
      ? [
          html`${t('editions:changes.phone')} <a href=${`tel:${properties.phone}`}><bdi class="edition-phone" dir="ltr">${phoneForReading(properties.phone)}</bdi></a>`,
        ]
      : []),
    ...(phone === 'none' ? [t('editions:changes.noPhone')] : []),
    ...cancelled.map((event) => eventInWords('cancelled', event, t)),
    ...moved.map((event) => movedInWords(event, t)),
    ...again.map((event) => eventInWords('again', event, t)),
    ...announced.map((event) => eventInWords('announced', event, t)),
    ...lists.map((list) => listInWords(list, t)),
    ...(isNoMatch && ended === null ? [t('editions:changes.noMatch')] : []),
  ]
}

function listInWords({ name, codes }: PlaceChange['lists'][number], t: Translate): string {
  const values = codes.map((code) => codeName(name, code, t)).join(t('layout:listSeparator'))
  const what = t(`vocabularies:names.${name}`)
  return values ? t('editions:changes.list', { what, values }) : t('editions:changes.emptyList', { what })
}

function reopenedInWords({ from, until }: PlaceChange['reopened'][number], t: Translate): string {
  return from === until
    ? t('editions:changes.reopenedDay', { date: formatDate(t.locale, from) })
    : t('editions:changes.reopened', formatDateRange(t.locale, from, until))
}

function daysView({ days, now }: PlaceChange, t: Translate): TemplateResult[] {
  const week = now.place.properties.openingWeek
  if (!week || days.length === 0) return []
  const lines = days.map((day) => datedDayInWords(day, week, t))
  return [html`${t('editions:changes.days')} ${listOf('edition-hours', lines)}`]
}

function eventInWords(
  what: 'cancelled' | 'again' | 'announced',
  { start, title }: PlaceChange['cancelled'][number],
  t: Translate,
): string {
  const when = dateInWords(start, t)
  return title ? t(`editions:changes.${what}Title`, { title, when }) : t(`editions:changes.${what}`, { when })
}

function movedInWords({ start, now, title }: PlaceChange['moved'][number], t: Translate): string {
  const [before, when] = [dateInWords(start, t), dateInWords(now, t)]
  return title
    ? t('editions:changes.putOffTitle', { title, before, when })
    : t('editions:changes.putOff', { before, when })
}

function dateInWords(start: string, t: Translate): string {
  return t('time:when.on', {
    day: formatDay(t.locale, start.slice(0, 10)),
    time: formatTime(t.locale, start.slice(11)),
  })
}

function placeLink({ place }: PlaceOfDirectory, t: Translate, name = place.properties.name) {
  return html`<a href=${placePath(t.locale, place.id, place.properties.name)}><bdi>${name}</bdi></a>`
}

function addedView(place: PlaceOfDirectory, t: Translate) {
  const { properties } = place.place
  const address = addressLine(properties)
  return html`<li><div><h3>${placeLink(place, t)}</h3>
<p>${kindInWords(properties, t)}${address ? html` · <bdi>${address}</bdi>` : nothing}</p></div></li>`
}

/** The same directory as of today. */
function freshView(parameters: DirectoryParameters, t: Translate) {
  const address = (format: (typeof paperFormats)[number]) =>
    directoryAddress(t.locale, { ...parameters, format }, '.pdf')
  return html`<section class="edition-fresh no-print"><h2>${t('editions:fresh.title')}</h2>
<p>${t('editions:fresh.text')}</p>
${parameters.near === undefined ? nothing : html`<p>${t('editions:fresh.around')}</p>`}
<ul class="edition-formats">${paperFormats.map(
    (format) =>
      html`<li><a class=${format === 'a4' ? 'button' : 'button button-quiet'} href=${address(format)} rel="nofollow">${t(`editions:fresh.${format}`)}</a></li>`,
  )}</ul>
<p><a href=${directoryAddress(t.locale, parameters, '.html')} rel="nofollow">${t('editions:fresh.html')}</a></p>
<p><a href=${directoryAddress(t.locale, parameters)} rel="nofollow">${t('editions:fresh.change')}</a></p></section>`
}

/** Without its words, or the list of its places, nobody can ask for the same again. */
function otherView(t: Translate) {
  return html`<section class="edition-fresh no-print"><h2>${t('editions:fresh.title')}</h2>
<p>${t('editions:fresh.notKept')}</p>
<p><a href=${directoryAddress(t.locale, {})}>${t('editions:fresh.again')}</a></p></section>`
}
