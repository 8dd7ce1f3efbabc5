// What was done just before, said once, with the way to take it back; and who was quicker.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate, formatTime } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { FieldDifference } from '../places/record-difference.rules.ts'
import { differencesView } from '../places/record-difference.view.ts'
import type { WeekHours } from '../sessions/hours.rules.ts'
import type { Submission, SubmissionEvent } from '../submissions/submission.rules.ts'
import { decisionWords } from '../submissions/submission.view.ts'
import { nextState } from '../submissions/submission-state.rules.ts'
import type { TypedDecision } from './decision-form.rules.ts'

/** The last decision of the agent: what became of a submission. */
export type Done = { submission: Submission; name: string | null; step: SubmissionEvent['step'] }

/** @param query the filter of the queue, as the end of an address */
export function doneView({ submission, name, step }: Done, query: string, t: Translate): TemplateResult {
  const address = `/${t.locale}/moderation/submissions/${submission.id}`
  const canUndo = step !== 'undo' && nextState(submission.state, 'undo') !== null
  return html`<div class="moderation-done form-done" role="status"><p>${t(`moderation:done.${step as 'publish'}`, { name: name || t('submissions:letter.unnamed') })} <a href=${`${address}${query}`}>${t('moderation:done.look')}</a></p>
${
  canUndo
    ? html`<form method="post" action=${`${address}/undo${query}`}><input type="hidden" name="version" value=${submission.version}><button class="button button-quiet" data-key="u">${t('moderation:undo.button')}</button></form>`
    : nothing
}</div>`
}

/** Another agent decided, or the submitter changed something; what was typed here is kept below, or shown to be copied. */
export function overtakenView(
  { by, typed }: { by: SubmissionEvent | undefined; typed: TypedDecision | undefined },
  t: Translate,
): TemplateResult {
  const sentence = by && decisionWords(by.step, by.reason, t)
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus><h2>${t('moderation:overtaken.title')}</h2>
${
  by
    ? html`<p>${t('moderation:overtaken.by', { what: t(`moderation:events.steps.${by.step}`), person: by.who ?? t('moderation:overtaken.submitter'), date: formatDate(t.locale, by.at), time: formatTime(t.locale, by.at) })}</p>`
    : nothing
}
${sentence ? html`<p>${sentence}</p>` : nothing}
${by?.message ? html`<blockquote class="said" lang=${by.message.language} dir="auto">${by.message.text}</blockquote>` : nothing}
<p>${t('moderation:overtaken.nothing')}</p>
${typed && (typed.message || typed.note) ? keptView(typed, t) : nothing}</div>`
}

function keptView({ message, note }: TypedDecision, t: Translate) {
  return html`<h3>${t('moderation:overtaken.typed')}</h3>${[message, note].filter(Boolean).map((text) => html`<blockquote class="said" dir="auto">${text}</blockquote>`)}`
}

/** A publication that cannot be taken back any more: what came since would go with it. The history gives any state back. */
export function notUndoneView({ placeId }: Pick<Submission, 'placeId'>, t: Translate): TemplateResult {
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus><h2>${t('moderation:notUndone.title')}</h2><p>${t('moderation:notUndone.text')}</p>
${placeId === null ? nothing : html`<p>${t('moderation:notUndone.restore')}</p><p><a href=${`/${t.locale}/places/${placeId}/history`}>${t('moderation:review.history')}</a></p>`}</div>`
}

/** The place or unit changed while the agent looked: what changed is marked below, and what was typed is kept there. */
export function changedSinceView(t: Translate): TemplateResult {
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus><h2>${t('moderation:changedSince.title')}</h2><p>${t('moderation:changedSince.text')}</p></div>`
}

/** What others changed while a form was open; below, it holds that and what was typed. */
export function placeOvertakenView(
  changes: readonly FieldDifference[],
  { weekOf, history }: { weekOf: (hours: string) => WeekHours | null; history: string | null },
  t: Translate,
): TemplateResult {
  const columns = { before: t('records:before'), after: t('records:after') }
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus><h2>${t('moderation:edit.overtaken')}</h2><p>${t('moderation:edit.overtakenText')}</p>${history ? html`<p><a href=${history}>${t('moderation:review.history')}</a></p>` : nothing}
${changes.length > 0 ? differencesView(changes, { weekOf, columns }, t) : nothing}</div>`
}
