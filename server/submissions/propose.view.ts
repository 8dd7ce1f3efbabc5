// Something is wrong with a place: change it, say that it closed, say that it is one's own.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { errorSummaryView, type FieldError, fieldView, textAreaView } from '../http/form.view.ts'
import { textLimits } from '../imports/fault.rules.ts'
import { placePath } from '../places/place-address.rules.ts'
import { moreFields } from './more-form.view.ts'
import { overtakenView } from './overtaken.view.ts'
import { ownEmailView, type PlaceForm, placeFields } from './place-form.view.ts'
import type { Line } from './proposal-lines.view.ts'
import { submissionLimits } from './submission.rules.ts'

export const proposalKinds = ['change', 'closure', 'claim'] as const
export type ProposalKind = (typeof proposalKinds)[number]

/** What is asked beside the place's own fields. */
export type ProposePage = {
  kind: ProposalKind
  id: number
  name: string
  /** One for each time that the form is opened: sent twice, it is one. */
  key: string
  form: PlaceForm
  /** Fields of this form alone, as typed. */
  own: {
    contactEmail: string
    note: string
    since: string
    person: string
    role: string
    organisation: string
  }
  errors: readonly FieldError[]
  /** Number of the last entry in the history of the place that the form shows. */
  seen: number
  /** What of the place is another than the form showed, where nothing was sent for that. */
  overtaken?: { lines: readonly Line[]; sessions: readonly string[] } | undefined
}

export function proposeView(page: ProposePage, t: Translate): TemplateResult {
  const { kind, id, name, key, own, errors, seen, overtaken } = page
  return html`<div class="form-page form-wide">
<p class="back"><a href=${placePath(t.locale, id, name)}>${t('add:propose.back')}</a></p>
<header class="form-head"><p class="form-step"><bdi>${name}</bdi></p>
<h1>${t(`add:propose.${kind}.title`)}</h1>
<p class="lead">${t(`add:propose.${kind}.lead`)}</p></header>
${overtaken ? overtakenView({ title: t('moderation:changedSince.title'), ...overtaken }, t) : errorSummaryView(errors, t)}
<form class="form form-blocks" method="post" action=${`/${t.locale}/places/${id}/${kind}`} novalidate>
<input type="hidden" name="key" value=${key}><input type="hidden" name="seen" value=${seen}>
${fieldsOf(page, t)}
${ownEmailView({ value: own.contactEmail, errors }, t)}
<div class="form-send-lines">
<p>${t(kind === 'change' ? 'add:propose.licence' : 'add:propose.read')}</p>
<p><button class="button">${t('add:send.button')}</button></p>
</div>
</form>
</div>`
}

function fieldsOf(page: ProposePage, t: Translate) {
  if (page.kind === 'change') return changeFields(page, t)
  return page.kind === 'closure' ? closureFields(page, t) : claimFields(page, t)
}

function changeFields({ form, own, errors }: ProposePage, t: Translate) {
  return html`${placeFields(form, t)}${moreFields(form, t, true)}
<section class="form-block" aria-labelledby="block-note"><h2 id="block-note">${t('add:propose.note')}</h2>
${noteView(t('add:receipt.message'), own.note, errors, false, t)}</section>`
}

function noteView(
  label: string,
  value: string,
  errors: readonly FieldError[],
  required: boolean,
  t: Translate,
) {
  return textAreaView(
    { name: 'note', label, value, maxLength: submissionLimits.note - 200, rows: 3, required, errors },
    t,
  )
}

function closureFields({ own, errors }: ProposePage, t: Translate) {
  return html`<section class="form-block" aria-labelledby="block-closure"><h2 id="block-closure">${t('add:propose.closure.block')}</h2>
${fieldView({ name: 'since', label: t('add:propose.closure.since'), type: 'date', value: own.since, isShort: true, errors }, t)}
${noteView(t('add:propose.closure.why'), own.note, errors, true, t)}
</section>`
}

function claimFields({ own, errors }: ProposePage, t: Translate) {
  return html`<section class="form-block" aria-labelledby="block-claim"><h2 id="block-claim">${t('add:propose.claim.block')}</h2>
${fieldView({ name: 'person', label: t('add:propose.claim.person'), value: own.person, maxLength: submissionLimits.contactName, required: true, autocomplete: 'name', errors }, t)}
${fieldView({ name: 'role', label: t('add:propose.claim.role'), hint: t('add:propose.claim.roleHint'), value: own.role, maxLength: 200, required: true, autocomplete: 'organization-title', errors }, t)}
${fieldView({ name: 'organisation', label: t('add:organisation.name'), value: own.organisation, maxLength: textLimits.organisation, required: true, autocomplete: 'organization', errors }, t)}
</section>`
}
