// Somebody's submissions on their account: what is asked of them, and how far the others are.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { submissionPath } from './submission.view.ts'
import type { SubmissionKind, SubmissionState } from './submission-state.rules.ts'

/** As it is told to its submitter. */
export type ToldSubmission = {
  receipt: string
  kind: SubmissionKind
  state: SubmissionState
  sentAt: Date | null
  name: string | null
}

export function ownSubmissionsView(
  submissions: readonly ToldSubmission[],
  isAsked: boolean,
  t: Translate,
): TemplateResult {
  return html`<ul class="own-list">${submissions.map((submission) => lineView(submission, isAsked, t))}</ul>`
}

function actionOf(state: SubmissionState, isAsked: boolean) {
  if (isAsked) return 'schedule:account.asked.answer'
  return state === 'draft' ? 'schedule:account.submissions.resume' : 'schedule:account.submissions.follow'
}

function lineView({ receipt, kind, state, sentAt, name }: ToldSubmission, isAsked: boolean, t: Translate) {
  const title = t('schedule:account.submissions.line', {
    kind: t(`submissions:kinds.${kind}`),
    name: name ?? t('submissions:letter.unnamed'),
  })
  const action = t(actionOf(state, isAsked))
  return html`<li><div><b dir="auto">${title}</b>
<p>${t(`submissions:states.${state}`)}${sentAt ? html`${t('layout:listSeparator')}${t('schedule:account.submissions.sent', { date: formatDate(t.locale, sentAt) })}` : nothing}</p></div>
<a class=${isAsked ? 'button' : 'button button-quiet'} href=${submissionPath({ locale: t.locale, receipt })} aria-label=${t('schedule:actionOf', { action, name: title })}>${action}</a></li>`
}
