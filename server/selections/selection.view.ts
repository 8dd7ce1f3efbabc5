// The page of a selection that has a code, what the page says when a code leads nowhere, and the pieces that both share.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate } from '../../i18n/format.ts'
import { localeName, locales } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { type FieldError, fieldView, selectView } from '../http/form.view.ts'
import { basketAddress, daysKept, type SheetLanguages, selectionAddress } from './selection.rules.ts'
import { codeForReading } from './selection-code.rules.ts'

export type SharedPage = {
  code: string
  places: readonly number[]
  languages: SheetLanguages
  /** The last day, `YYYY-MM-DD`. */
  until: string
  /** As one types it. */
  address: string
  pdf: string
}

/** What stands before the sheet of a code. */
export function sharedToolsView(shared: SharedPage, t: Translate): TemplateResult {
  const { code, places, languages, until } = shared
  return html`<h1>${t('selection:shared.title')}</h1>
<p class="selection-code"><span>${t('selection:shared.code')}</span> <strong dir="ltr">${codeForReading(code)}</strong></p>
<p>${t('selection:shared.until', { date: formatDate(t.locale, until) })}</p>
${languagesView(selectionAddress(t.locale, code), {}, languages, t)}
${printView(shared.pdf, t, shared.address)}
<p><a href=${basketAddress(t.locale, { places, languages })} data-places=${places.join()}>${t('selection:shared.change')}</a></p>`
}

/** A code that has ended (410), or that never was (404): the search, and the field once more. */
export function noSelectionView(kind: 'ended' | 'unknown', t: Translate): TemplateResult {
  return html`<div class="reading selection-none"><h1>${t(`selection:${kind}.title`)}</h1>
<p>${t(`selection:${kind}.text`, { days: daysKept })}</p>
<form class="form" role="search" action=${`/${t.locale}/find`} method="get">
${fieldView({ name: 'q', label: t('find:form.words'), type: 'search', maxLength: 500, required: true }, t)}
<button type="submit" class="button">${t('find:form.apply')}</button></form>
${codeFieldView({}, t)}</div>`
}

/** Where a code is typed that was made on another computer. */
export function codeFieldView(
  { value, errors = [] }: { value?: string; errors?: readonly FieldError[] },
  t: Translate,
): TemplateResult {
  const field = {
    name: 'code',
    label: t('selection:code.label'),
    hint: t('selection:code.hint', { example: 'K4TX 7RM2' }),
    direction: 'ltr',
    isShort: true,
    required: true,
    spellcheck: false,
    autocomplete: 'off',
    maxLength: 60,
  } as const
  return html`<form class="form selection-code-form" action=${`/${t.locale}/selection`} method="get">
${fieldView({ ...field, ...(value && { value }), errors }, t)}
<button type="submit" class="button button-quiet">${t('selection:code.submit')}</button></form>`
}

/**
 * The languages of the sheet: each of ours alone, and beside the first.
 * @param hidden what else the address says
 */
export function languagesView(
  address: string,
  hidden: Record<string, string>,
  languages: SheetLanguages,
  t: Translate,
): TemplateResult {
  const [first] = languages
  const pairs = locales.filter((each) => each !== first).map((each) => [first, each] as const)
  const others = locales.filter((each) => each !== first)
  const choices = [
    { value: first, label: t('selection:languages.one', { language: localeName(first) }) },
    ...pairs.map(([one, other]) => ({
      value: `${one},${other}`,
      label: t('selection:languages.two', { one: localeName(one), other: localeName(other) }),
    })),
    ...others.map((each) => ({
      value: each,
      label: t('selection:languages.one', { language: localeName(each) }),
    })),
  ]
  return html`<form class="form selection-languages" action=${address} method="get">
${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name=${name} value=${value}>`)}
${selectView({ name: 'print', label: t('selection:languages.label'), value: languages.join(), choices, required: true }, t)}
<button type="submit" class="button button-quiet">${t('selection:languages.submit')}</button></form>`
}

/** What `<place-share>` can do is hidden until it can. @param address what is copied and sent, where others can read it */
export function printView(pdf: string, t: Translate, address?: string): TemplateResult {
  const button = (does: 'print' | 'copy' | 'send') =>
    html`<button type="button" class=${`button ${does === 'print' ? '' : 'button-quiet '}action-${does}`} data-does=${does} hidden>${t(`places:actions.${does}`)}</button>`
  return html`<place-share name=${t('selection:sheet.title')} address=${address ?? nothing} data-copied=${t('places:share.copied')} data-failed=${t('selection:shared.notCopied')}>
<p class="share-buttons">${button('print')}${address ? html`${button('copy')}${button('send')}` : nothing}<a class="button button-quiet" href=${pdf}>${t('selection:pdf')}</a></p>
${address ? html`<p class="share-address"><bdi dir="ltr">${address}</bdi></p>` : nothing}
<p class="share-said" role="status"></p>
<p class="share-advice">${t('layout:print.advice')}</p></place-share>`
}
