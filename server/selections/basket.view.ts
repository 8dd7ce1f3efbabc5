// The page on which a selection is put together: what is kept so far as a sheet, and what one can do with it.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { type FieldError, fieldView, privacyNoteView } from '../http/form.view.ts'
import type { ListedPlace } from '../places/place-card.view.ts'
import { kindInWords } from '../places/place-card.view.ts'
import {
  type Basket,
  basketAddress,
  daysKept,
  mostPlaces,
  moved,
  type SheetLanguages,
  without,
} from './selection.rules.ts'
import { codeFieldView, languagesView, printView } from './selection.view.ts'
import type { EntryWays } from './sheet-entry.view.ts'

/** What is wrong with what was asked. */
export type BasketFaults = {
  /** Places beyond what a sheet holds, which were left out. */
  more: number
  /** Was there something that names no place? */
  unread: boolean
  /** Of the code that somebody typed. */
  code: FieldError[]
  /** Of sharing. */
  share: FieldError[]
}

export type BasketPage = Basket & {
  /** The code as it was typed. */
  typed: string
  faults: BasketFaults
  /** Words by which another place was looked for, and what they found. */
  search: { q: string; found: readonly ListedPlace[] } | undefined
  /** Where the sheet is set on paper. */
  pdf: string
}

/** What stands before the sheet. */
export function basketToolsView(basket: BasketPage, t: Translate): TemplateResult {
  const { places, faults } = basket
  const isEmpty = places.length === 0
  return html`<h1 tabindex="-1">${t('selection:title')}</h1>
${noticesView(faults, t)}
${
  isEmpty
    ? html`<p class="lead">${t('selection:empty.lead', { most: mostPlaces })}</p>
<p><a class="button" href=${`/${t.locale}/find`}>${t('layout:navigation.find')}</a></p>`
    : html`<p class="lead">${t('selection:lead', { days: daysKept })}</p>
<p class="selection-other" hidden>${t('selection:other.text')} <button type="button" class="button button-quiet" data-does="adopt">${t('selection:other.adopt')}</button></p>
${languagesView(basketAddress(t.locale, { places: [] }), { places: places.join() }, basket.languages, t)}
${printView(basket.pdf, t)}`
}`
}

/** What stands after the sheet, on a wide screen under what stands before it. */
export function basketMoreView(basket: BasketPage, t: Translate): TemplateResult {
  const { places, languages, faults } = basket
  const removal = basketAddress(t.locale, { places: [], languages })
  return html`${places.length > 0 ? shareView(basket, t) : nothing}
${addView(basket, t)}
${codeFieldView({ value: basket.typed, errors: faults.code }, t)}
${places.length > 0 ? html`<p class="selection-empty"><a class="button button-quiet" href=${removal} data-places="">${t('selection:removeAll')}</a></p>` : nothing}`
}

function noticesView({ more, unread, share }: BasketFaults, t: Translate) {
  const lines = [
    ...(more > 0 ? [t('selection:faults.more', { count: more, most: mostPlaces })] : []),
    ...(unread ? [t('selection:faults.unread')] : []),
    ...share.map(({ message }) => message),
  ]
  if (lines.length === 0) return nothing
  return html`<div class="notice" role="status">${lines.map((line) => html`<p>${line}</p>`)}</div>`
}

/** What becomes of the list is said where it leaves the browser. */
function shareView({ places, languages }: Basket, t: Translate) {
  return html`<form class="selection-share" method="post" action=${`/${t.locale}/selection`}>
<h2>${t('selection:share.title')}</h2>
<p>${t('selection:share.text')}</p>
<input type="hidden" name="places" value=${places.join()}><input type="hidden" name="print" value=${languages.join()}>
<button type="submit" class="button">${t('selection:share.submit')}</button>
${privacyNoteView([t('selection:share.privacy', { days: daysKept })], t)}
</form>`
}

/** To add a place from here: from the finder, only a script can. */
function addView({ places, languages, search }: BasketPage, t: Translate) {
  if (places.length >= mostPlaces) return nothing
  const add = (id: number) => basketAddress(t.locale, { places: [...places, id], languages })
  const found = search?.found ?? []
  return html`<form class="form selection-add" role="search" action=${`/${t.locale}/selection`} method="get" id="add">
${places.length > 0 ? html`<input type="hidden" name="places" value=${places.join()}>` : nothing}<input type="hidden" name="print" value=${languages.join()}>
${fieldView({ name: 'q', label: t('selection:add.label'), hint: t('selection:add.hint'), value: search?.q, type: 'search', maxLength: 200, required: true }, t)}
<button type="submit" class="button button-quiet">${t('selection:add.submit')}</button>
${
  search
    ? html`<div role="status">${found.length === 0 ? html`<p>${t('selection:add.none', { words: search.q })}</p>` : nothing}</div>
${found.length > 0 ? html`<ul class="selection-found">${found.map((place) => foundView(place, places, add, t))}</ul>` : nothing}`
    : nothing
}
</form>`
}

function foundView(
  { id, properties }: ListedPlace,
  places: readonly number[],
  add: (id: number) => string,
  t: Translate,
) {
  const where = [kindInWords(properties, t), properties.commune].filter(Boolean).join(' · ')
  const words = html`<b><bdi>${properties.name}</bdi></b> <small>${where}</small>`
  if (places.includes(id))
    return html`<li><span>${words}</span> <span class="selection-in">${t('selection:add.isIn')}</span></li>`
  return html`<li><span>${words}</span> <a class="button button-quiet" href=${`${add(id)}#place-${id}`} data-places=${[...places, id].join()}>${t('selection:add.one')}<span class="visually-hidden"> <bdi>${properties.name}</bdi></span></a></li>`
}

/** The ways to change the list at one of its places, as links to the changed list. */
export function basketWays({ places, languages }: Basket, t: Translate): EntryWays {
  const link = (
    name: string,
    id: string,
    list: readonly number[],
    words: 'up' | 'down' | 'remove',
    anchor: string,
  ) =>
    html`<li><a class=${`way-${words}`} id=${id} href=${`${addressOf(list)}#${anchor}`} data-places=${list.join()}>${t(`selection:ways.${words}`)}<span class="visually-hidden"> <bdi>${name}</bdi></span></a></li>`
  const addressOf = (list: readonly number[]) =>
    basketAddress(t.locale, { places: list, languages: languages as SheetLanguages })
  return (id, name) => {
    const index = places.indexOf(id)
    const neighbour = places[index + 1] ?? places[index - 1]
    return html`<ul class="sheet-ways no-print">
${index > 0 ? link(name, `up-${id}`, moved(places, id, -1), 'up', index > 1 ? `up-${id}` : `down-${id}`) : nothing}
${index < places.length - 1 ? link(name, `down-${id}`, moved(places, id, 1), 'down', index < places.length - 2 ? `down-${id}` : `up-${id}`) : nothing}
${link(name, `remove-${id}`, without(places, id), 'remove', neighbour === undefined ? 'content' : `place-${neighbour}`)}
</ul>`
  }
}
