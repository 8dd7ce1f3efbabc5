// The receipt: in which state a submission is, what was sent, what is asked, and what can still be done.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { longestEmail } from '../http/form.rules.ts'
import { errorSummaryView, type FieldError, fieldView, textAreaView } from '../http/form.view.ts'
import { placePath } from '../places/place-address.rules.ts'
import { moreFields } from './more-form.view.ts'
import { overtakenView } from './overtaken.view.ts'
import { type PlaceForm, placeFields } from './place-form.view.ts'
import { type Line, linesView } from './proposal-lines.view.ts'
import { type Submission, type SubmissionEvent, submissionLimits } from './submission.rules.ts'
import { decisionWords, isOwnAmendment, submissionPath } from './submission.view.ts'

export type ReceiptPage = {
  submission: Submission
  name: string
  events: readonly SubmissionEvent[]
  lines: readonly Line[]
  /** The form of an answer, where something is asked. */
  answer?: AnswerForm | undefined
  /** What was just done. */
  done?: (typeof doneWords)[number] | undefined
  /** An address that was typed and to which nothing was sent. */
  again?: { email: string; errors: readonly FieldError[] } | undefined
  /** What an agent corrected since they looked, where what they sent was not taken for that. */
  overtaken?: readonly Line[] | undefined
}

export const doneWords = ['confirmed', 'answered', 'withdrawn', 'sent', 'again'] as const

export type AnswerForm = {
  /** `undefined` where there is nothing to correct: a closure, a claim. */
  form: PlaceForm | undefined
  message: string
  errors: readonly FieldError[]
}

/** States in which it can still be corrected or taken back. */
export const isOpen = ({ state }: Submission): boolean =>
  state === 'unconfirmed' || state === 'waiting' || state === 'asked'

export function receiptView(page: ReceiptPage, t: Translate): TemplateResult {
  const { submission, name, events, lines, answer, done, overtaken } = page
  const { state, kind } = submission
  return html`<div class="form-page form-wide receipt">
<header class="form-head">
<p class="form-step">${t(`submissions:kinds.${kind}`)}</p>
<h1><bdi>${name}</bdi></h1>
</header>
${errorSummaryView(page.again?.errors ?? [], t)}
${overtaken ? overtakenView({ title: t('add:receipt.overtaken.title'), lines: overtaken }, t) : nothing}
${done ? html`<p class="form-done" role="status">${t(`add:receipt.done.${done}`)}</p>` : nothing}
<section class=${`form-block receipt-state receipt-${state}`} aria-labelledby="block-state">
<h2 id="block-state">${t(`submissions:states.${state}`)}</h2>
<p>${stateWords(submission, t)}</p>
${undeliveredView(submission, t)}
${publishedLink(submission, name, t)}
</section>
${againView(page, t)}
${askedView(state, events, t)}
${answer ? answerForm(submission, answer, t) : nothing}
<section class="form-block" aria-labelledby="block-sent">
<h2 id="block-sent">${t('add:receipt.sent')}</h2>
${linesView(lines, t)}
${submission.note ? html`<blockquote class="said"><p dir="auto">${submission.note}</p></blockquote>` : nothing}
${isOpen(submission) && !answer && kind !== 'closure' && kind !== 'claim' ? html`<p class="form-lead">${t('add:receipt.correctLead')}</p><p><a class="button button-quiet" href=${`${submissionPath({ ...submission, locale: t.locale })}/edit`}>${t('add:receipt.correct')}</a></p>` : nothing}
</section>
<section class="form-block" aria-labelledby="block-steps">
<h2 id="block-steps">${t('add:receipt.steps')}</h2>
<ol class="receipt-steps">${events.map((event) => html`<li><time datetime=${event.at.toISOString()}>${formatDate(t.locale, event.at)}</time> <span>${t(`add:receipt.step.${isOwnAmendment(event, submission) ? 'own' : event.step}`)}</span></li>`)}</ol>
<p class="form-hint">${t('add:receipt.keep')}</p>
</section>
${isOpen(submission) ? withdrawView(submission, t) : nothing}
</div>`
}

function stateWords(submission: Submission, t: Translate) {
  const { state, kind, contact } = submission
  if (state === 'unconfirmed' && contact) {
    const [before, after] = t('add:receipt.state.unconfirmed', { email: '\n' }).split('\n')
    return html`${before}<bdi dir="ltr">${contact.email}</bdi>${after}`
  }
  if (state === 'published' && kind === 'closure') return t('add:receipt.state.closed')
  return t(`add:receipt.state.${state}`)
}

/** Whoever waits for a letter that cannot come learns here what it would have said. While an address waits to be confirmed, it is said at its field. */
function undeliveredView({ state, contact, undeliveredAt }: Submission, t: Translate) {
  if (!contact || !undeliveredAt || state === 'unconfirmed') return nothing
  return html`<p class="notice"><bdi dir="ltr">${contact.email}</bdi><br>${t('add:receipt.again.undelivered')}</p>`
}

/** No letter came: another one, to this address or a better one. */
function againView({ submission, again }: ReceiptPage, t: Translate) {
  const { state, contact } = submission
  if (state !== 'unconfirmed' || !contact) return nothing
  const { email, errors } = again ?? { email: contact.email, errors: [] }
  return html`<section class="form-block" aria-labelledby="block-again">
<h2 id="block-again">${t('add:receipt.again.title')}</h2>
${submission.undeliveredAt ? html`<p class="notice">${t('add:receipt.again.undelivered')}</p>` : nothing}
<p class="form-lead">${t('add:receipt.again.lead')}</p>
<form class="form" method="post" action=${`${submissionPath({ ...submission, locale: t.locale })}/confirmation`} novalidate>
${fieldView({ name: 'contactEmail', label: t('add:own.email'), type: 'email', value: email, maxLength: longestEmail, required: true, autocomplete: 'email', spellcheck: false, direction: 'ltr', errors }, t)}
<p><button class="button button-quiet">${t('add:receipt.again.button')}</button></p>
</form></section>`
}

/** A published place has its page, where more can be said of it. */
function publishedLink({ state, kind, placeId }: Submission, name: string, t: Translate) {
  if (state !== 'published' || placeId === null || kind === 'closure') return nothing
  return html`<p class="form-ways"><a class="button" href=${placePath(t.locale, placeId, name)}>${t('add:receipt.see')}</a>
<a class="button button-quiet" href=${`/${t.locale}/places/${placeId}/change#more`}>${t('add:receipt.complete')}</a></p>`
}

/** What the agent asks, or why it was refused. */
function askedView(state: Submission['state'], events: readonly SubmissionEvent[], t: Translate) {
  const event = events.findLast(({ step }) => step === 'ask' || step === 'refuse')
  if (!event || (state !== 'asked' && state !== 'refused')) return nothing
  const words = decisionWords(event.step, event.reason, t)
  return html`<section class="form-block receipt-asked" aria-labelledby="block-asked">
<h2 id="block-asked">${t(state === 'asked' ? 'add:receipt.asked' : 'add:receipt.why')}</h2>
${words ? html`<p>${words}</p>` : nothing}
${event.message ? html`<blockquote class="said"><p lang=${event.message.language} dir="auto">${event.message.text}</p></blockquote>` : nothing}
</section>`
}

/** The answer: words, and the fields as they stand. */
export function answerForm(submission: Submission, answer: AnswerForm, t: Translate): TemplateResult {
  const { form, message, errors } = answer
  return html`<form class="form form-blocks" method="post" action=${`${submissionPath({ ...submission, locale: t.locale })}/answer`} novalidate>
${errorSummaryView(errors, t)}
<section class="form-block" aria-labelledby="block-answer">
<h2 id="block-answer">${t(submission.state === 'asked' ? 'add:receipt.answer' : 'add:receipt.correct')}</h2>
${textAreaView({ name: 'message', label: t('add:receipt.message'), value: message, maxLength: submissionLimits.message, rows: 3, errors }, t)}
</section>
<input type="hidden" name="version" value=${submission.version}>
${form ? html`${placeFields(form, t)}${moreFields(form, t)}` : nothing}
<p><button class="button">${t('add:receipt.sendAnswer')}</button></p>
</form>`
}

function withdrawView(submission: Submission, t: Translate) {
  return html`<details class="folded form-more"><summary>${t('add:receipt.withdraw')}</summary>
<form class="form" method="post" action=${`${submissionPath({ ...submission, locale: t.locale })}/withdraw`}>
<p>${t('add:receipt.withdrawLead')}</p>
<p><button class="button button-grave">${t('add:receipt.withdrawButton')}</button></p>
</form></details>`
}

/** A page of its own for the correction of what waits. */
export function editView(submission: Submission, name: string, answer: AnswerForm, t: Translate) {
  return html`<div class="form-page form-wide">
<header class="form-head"><p class="form-step"><bdi>${name}</bdi></p><h1>${t('add:receipt.correct')}</h1></header>
${answerForm(submission, answer, t)}
</div>`
}

/** The link of the letter: nothing happens before the button, since programs that check letters open links too. */
export function confirmView(token: string, t: Translate): TemplateResult {
  return html`<div class="reading form-page">
<h1>${t('add:confirm.title')}</h1>
<p>${t('add:confirm.text')}</p>
<form method="post" action=${`/${t.locale}/submissions/confirm/${token}`}>
<button class="button">${t('add:confirm.button')}</button>
</form>
</div>`
}

/** A link that opens nothing: `used` with the way to the receipt, or one that nobody knows (any more). */
export function confirmFaultView(submission: Submission | undefined, t: Translate): TemplateResult {
  if (submission) {
    return html`<div class="reading form-page">
<h1>${t('add:confirm.usedTitle')}</h1>
<p>${t('add:confirm.used')}</p>
<p><a class="button" href=${submissionPath({ ...submission, locale: t.locale })}>${t('add:confirm.follow')}</a></p>
</div>`
  }
  return html`<div class="reading form-page">
<h1>${t('add:confirm.unknownTitle')}</h1>
<p>${t('add:confirm.unknown')}</p>
<p><a class="button" href=${`/${t.locale}/add`}>${t('add:lost.again')}</a></p>
</div>`
}
