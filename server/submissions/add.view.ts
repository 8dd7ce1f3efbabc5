// Adding a place: the first page, and what stands around every page of it.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { errorSummaryView, type FieldError } from '../http/form.view.ts'
import { moreFields } from './more-form.view.ts'
import { ownEmailView, type PlaceForm, placeFields } from './place-form.view.ts'

/** Address of a draft's page. */
export const draftPath = (locale: string, receipt: string, step = ''): string =>
  `/${locale}/add/${receipt}${step && `/${step}`}`

export type AddPage = {
  receipt: string
  form: PlaceForm
  contactEmail: string
  /** Was it just kept for later? */
  isSaved: boolean
  /** The name of the place that it begins as a copy of. */
  copyOf: string | undefined
  errors: readonly FieldError[]
}

export function addView({ receipt, form, contactEmail, isSaved, copyOf, errors }: AddPage, t: Translate) {
  return html`<div class="form-page form-wide form-beside">
<header class="form-head">
<p class="form-step">${t('add:step', { number: 1, count: 2 })}</p>
<h1>${t('add:title')}</h1>
<p class="lead">${t('add:lead')}</p>
</header>
${errorSummaryView(errors, t)}
${isSaved ? html`<p class="form-done" role="status">${t('add:saved')}</p>` : nothing}
${copyOf === undefined ? nothing : html`<p class="notice-quiet">${t('add:copyOf', { name: copyOf })}</p>`}
<place-draft data-saved=${t('add:autosaved')} data-failed=${t('add:notSaved')}>
<form class="form form-blocks" method="post" action=${draftPath(t.locale, receipt)} novalidate>
${placeFields(form, t, twinsView(receipt, t))}
${ownEmailView({ value: contactEmail, errors }, t)}
${keepingView(t('add:next'), t)}
</form>
</place-draft>
</div>`
}

/** On, or later. What a script keeps is told below. */
function keepingView(next: string, t: Translate) {
  return html`<div class="form-ways">
<button class="button" name="step" value="next">${next}</button>
<button class="button button-quiet" name="step" value="save">${t('add:save')}</button>
</div>
<p class="form-hint" data-part="saved" role="status"></p>`
}

/** Filled by its script while one types; without one, a page of its own asks. */
function twinsView(receipt: string, t: Translate) {
  return html`<place-twins class="form-twins" data-address=${draftPath(t.locale, receipt, 'alike')} role="region" aria-live="polite" aria-label=${t('add:twins.title')}></place-twins>`
}

/** The second page: what may be said too. */
export function moreView(receipt: string, form: PlaceForm, isSaved: boolean, t: Translate): TemplateResult {
  return html`<div class="form-page form-wide">
<header class="form-head"><h1>${t('add:more.title')}</h1><p class="lead">${t('add:more.lead')}</p></header>
${errorSummaryView(form.errors, t)}
${isSaved ? html`<p class="form-done" role="status">${t('add:saved')}</p>` : nothing}
<place-draft data-saved=${t('add:autosaved')} data-failed=${t('add:notSaved')}>
<form class="form form-blocks" method="post" action=${draftPath(t.locale, receipt, 'more')} novalidate>
${moreFields(form, t)}
${keepingView(t('add:more.next'), t)}
</form>
</place-draft>
</div>`
}

/** A draft that is not there: forgotten, or never kept. */
export function lostDraftView(t: Translate): TemplateResult {
  return html`<div class="reading form-page">
<h1>${t('add:lost.title')}</h1>
<p>${t('add:lost.text')}</p>
<p><a class="button" href=${`/${t.locale}/add`}>${t('add:lost.again')}</a></p>
</div>`
}
