// Where somebody types the number of a paper, and what they read when nobody knows it.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { fieldView } from '../http/form.view.ts'

/** @param typed what was typed before, kept */
export function editionFormView(typed: string, t: Translate): TemplateResult {
  return html`<form class="form edition-form" action=${`/${t.locale}/editions`} method="get">
${fieldView(
  {
    name: 'number',
    label: t('editions:find.label'),
    hint: t('editions:find.hint'),
    value: typed,
    required: true,
    maxLength: 40,
    inputMode: 'numeric',
    autocomplete: 'off',
    direction: 'ltr',
    isShort: true,
  },
  t,
)}
<button class="button" type="submit">${t('editions:find.submit')}</button></form>`
}

/** The page on which one types a number. */
export function editionSearchView(t: Translate): TemplateResult {
  return html`<div class="edition reading"><h1>${t('editions:title')}</h1><p>${t('editions:find.lead')}</p>${editionFormView('', t)}</div>`
}

/** @param isNumber ten digits that no paper has, or something else */
export function editionUnknownView(typed: string, isNumber: boolean, t: Translate): TemplateResult {
  const why = t(isNumber ? 'editions:unknown.number' : 'editions:unknown.digits', { value: typed })
  return html`<div class="edition reading"><h1>${t('editions:unknown.title')}</h1><p class="notice" role="status"><bdi>${why}</bdi></p>
${isNumber ? html`<p>${t('editions:unknown.forgotten')}</p>` : nothing}
<p>${t('editions:find.lead')}</p>${editionFormView(typed, t)}</div>`
}
