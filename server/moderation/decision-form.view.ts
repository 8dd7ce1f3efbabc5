// The three decisions, each a form of its own that works without script; keys only lead to them.
import { html, nothing, type TemplateResult } from 'lit'
import { localeName, locales } from '../../i18n/languages.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import {
  choicesView,
  errorSummaryView,
  type FieldError,
  selectView,
  textAreaView,
} from '../http/form.view.ts'
import { submissionLimits } from '../submissions/submission.rules.ts'
import { decisionWords } from '../submissions/submission.view.ts'
import { nextState } from '../submissions/submission-state.rules.ts'
import { reasonsOf, type TypedDecision } from './decision-form.rules.ts'
import type { Review } from './review.actions.ts'

export type DecisionForms = {
  review: Review
  /** Where the forms are sent, with the filter of the queue. */
  action: string
  /** What was typed before, where something was wrong with it or somebody else was quicker. */
  typed: TypedDecision | undefined
  errors: readonly FieldError[]
}

export function decisionFormsView(forms: DecisionForms, t: Translate): TemplateResult | typeof nothing {
  const { review, errors } = forms
  const { state } = review.submission
  const steps = (['publish', 'ask', 'refuse'] as const).filter((step) => nextState(state, step) !== null)
  if (steps.length === 0) return nothing
  return html`<section class="decide" id="decide" aria-labelledby="decide-title"><h2 id="decide-title">${t('moderation:decide.title')}</h2>
${errorSummaryView(errors, t)}
${steps.map((step) => (step === 'publish' ? publishView(forms, t) : saidView(step, forms, t)))}
</section>`
}

function publishView(forms: DecisionForms, t: Translate) {
  const { review, action, typed } = forms
  const { grants, submission } = review
  const ticked = typed?.step === 'publish' && typed.grants !== undefined ? typed.grants : grants?.byDefault
  return html`<form class="form decide-publish" method="post" action=${action} data-step="publish">
${hiddenView('publish', review)}
${
  grants
    ? html`<input type="hidden" name="grants-asked" value="1"><label class="choice"><input type="checkbox" name="grants" value="1" ?checked=${ticked}> <span>${t('moderation:decide.grants', { organisation: grants.organisation })}</span></label>`
    : nothing
}
<button class="button" data-key="p">${t(`moderation:decide.publish.${submission.kind}`)}${keyView('p')}</button>
${noteView('publish', forms, t)}
</form>`
}

/** Asking and refusing both send words: a prepared sentence in the submitter's language, and one's own. */
function saidView(step: 'ask' | 'refuse', forms: DecisionForms, t: Translate) {
  const { review, action, typed, errors } = forms
  const { submission } = review
  const own = typed?.step === step ? typed : undefined
  const theirs = submission.locale === t.locale ? undefined : translator(submission.locale)
  const language = own?.language || t.locale
  return html`<details class=${`decide-${step}`} ?open=${own !== undefined}><summary data-key=${step === 'ask' ? 'a' : 'r'}><span>${t(`moderation:decide.${step}.title`)}</span>${keyView(step === 'ask' ? 'a' : 'r')}</summary>
<form class="form" method="post" action=${action} data-step=${step}>
${hiddenView(step, review)}
${choicesView(
  {
    name: 'reason',
    id: own ? 'reason' : `${step}-reason`,
    label: t(`moderation:decide.${step}.reason`),
    required: true,
    kind: 'radio',
    values: own ? [own.reason] : [],
    choices: reasonsOf[step].map((reason) => {
      const hint = theirs && decisionWords(step, reason, theirs)
      return {
        value: reason,
        label: decisionWords(step, reason, t)!,
        ...(hint && { hint, hintLanguage: submission.locale }),
      }
    }),
    errors: own ? errors : [],
  },
  t,
)}
${theirs ? html`<p class="form-hint">${t('moderation:decide.sentIn', { language: localeName(submission.locale) })}</p>` : nothing}
${textAreaView(
  {
    name: 'message',
    id: own ? 'message' : `${step}-message`,
    label: t('moderation:decide.message'),
    hint: t('moderation:decide.messageHint'),
    value: own?.message,
    rows: 3,
    maxLength: submissionLimits.message,
    errors: own ? errors : [],
  },
  t,
)}
${selectView(
  {
    name: 'language',
    id: own ? 'language' : `${step}-language`,
    label: t('moderation:decide.language'),
    required: true,
    value: language,
    choices: locales.map((locale) => ({ value: locale, label: localeName(locale) })),
    errors: own ? errors : [],
  },
  t,
)}
${noteView(step, forms, t)}
<button class=${step === 'refuse' ? 'button button-grave' : 'button'}>${t(`moderation:decide.${step}.send`)}</button>
</form></details>`
}

/** Which decision, and what was looked at. */
function hiddenView(step: string, { submission, subjectVersion }: Review) {
  return html`<input type="hidden" name="step" value=${step}><input type="hidden" name="version" value=${submission.version}><input type="hidden" name="subject" value=${subjectVersion ?? ''}>`
}

function noteView(step: string, { typed, errors }: DecisionForms, t: Translate) {
  const own = typed?.step === step
  const note = own ? typed.note : ''
  return html`<details class="decide-note" ?open=${note !== ''}><summary>${t('moderation:decide.note')}</summary>
${textAreaView({ name: 'note', id: own ? 'note' : `${step}-note`, label: t('moderation:decide.noteLabel'), value: note, rows: 2, maxLength: submissionLimits.note, errors: own ? errors : [] }, t)}</details>`
}

/** Shown once a script listens to keys. */
function keyView(key: string) {
  return html` <kbd aria-hidden="true">${key}</kbd>`
}
