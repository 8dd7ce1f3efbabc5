// Who sends a submission, what happened to it, and what happened meanwhile.
import { html, nothing } from 'lit'
import { formatDate, formatTime } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { mailtoOf } from '../http/safe-link.rules.ts'
import { fieldName } from '../places/record-words.view.ts'
import type { Submission, SubmissionEvent } from '../submissions/submission.rules.ts'
import { decisionWords, isOwnAmendment } from '../submissions/submission.view.ts'
import type { SubmissionState } from '../submissions/submission-state.rules.ts'
import { submissionAddress } from './queue.view.ts'
import type { QueueFilter } from './queue-address.rules.ts'
import type { Review } from './review.actions.ts'
import type { EarlierSubmission } from './review.queries.ts'

export function submitterView({ submission, earlier }: Review, t: Translate) {
  const { contact, undeliveredAt, note, locale } = submission
  return html`<section class="review-part" aria-labelledby="submitter"><h2 id="submitter">${t('moderation:submitter.title')}</h2>
${
  contact
    ? html`<p>${contact.name ? html`<b><bdi>${contact.name}</bdi></b><br>` : nothing}<a href=${mailtoOf(contact.email)}><bdi dir="ltr">${contact.email}</bdi></a></p>${
        undeliveredAt
          ? html`<p class="notice">${t('moderation:submitter.undelivered', { date: formatDate(t.locale, undeliveredAt) })}</p>`
          : nothing
      }`
    : html`<p>${t('moderation:submitter.forgotten')}</p>`
}
${note ? html`<h3>${t('moderation:submitter.note')}</h3><blockquote class="said" lang=${locale} dir="auto">${note}</blockquote>` : nothing}
${earlier.length > 0 ? html`<h3>${t('moderation:submitter.earlier')}</h3>${submissionListView(earlier, undefined, t)}` : html`<p class="unknown">${t('moderation:submitter.first')}</p>`}
</section>`
}

export function otherSubmissionsView({ beside }: Review, filter: QueueFilter, t: Translate) {
  if (beside.length === 0) return nothing
  return html`<section class="review-part notice"><p>${t('moderation:review.beside')}</p>${submissionListView(beside, filter, t)}</section>`
}

/** How a submission stands, in the words of those who asked: its sender reads that something is asked of them. */
export const stateForAgents = (state: SubmissionState, t: Translate): string =>
  t(state === 'asked' ? 'moderation:events.steps.ask' : `submissions:states.${state}`)

/** Submissions as links, each with when it was sent and how it stands. */
export function submissionListView(
  submissions: readonly EarlierSubmission[],
  filter: QueueFilter | undefined,
  t: Translate,
) {
  const address = (id: number) =>
    filter ? submissionAddress(id, filter, t) : `/${t.locale}/moderation/submissions/${id}`
  return html`<ul class="review-list">${submissions.map(
    ({ id, kind, state, name, sentAt }) =>
      html`<li><a href=${address(id)}>${t(`submissions:kinds.${kind}`)}${name ? html` – <bdi>${name}</bdi>` : nothing}</a> <span>${formatDate(t.locale, sentAt)}, ${stateForAgents(state, t)}</span></li>`,
  )}</ul>`
}

/** What changed in the place or unit since somebody wrote the proposal. */
export function sinceView({ since, submission, contested }: Review, t: Translate) {
  if (since.length === 0) return nothing
  // These are proposed whole, as they were known then.
  const lists = (['sessions', 'closures'] as const).filter((field) => contested.includes(field))
  const replaced = lists.map((field) => fieldName(field, t)).join(t('layout:listSeparator'))
  const { placeId, sentAt } = submission
  return html`<section class="review-part notice"><p>${t('moderation:review.since', { date: formatDate(t.locale, sentAt!) })}</p>
<ul class="review-list">${since.map(({ at, action, fields }) => {
    const names = fields.map((field) => fieldName(field, t)).join(t('layout:listSeparator'))
    return html`<li>${momentView(at, t)} – ${t(`moderation:history.actions.${action}`)}${names ? html` : ${names}` : nothing}</li>`
  })}</ul>
${lists.length > 0 && submission.state !== 'published' ? html`<p><strong>${t('moderation:review.outdated', { fields: replaced })}</strong></p>` : nothing}
${placeId === null ? nothing : html`<p><a href=${`/${t.locale}/places/${placeId}/history`}>${t('moderation:review.history')}</a></p>`}</section>`
}

export function eventsView({ events, submission }: Review, t: Translate) {
  return html`<section class="review-part" aria-labelledby="events"><h2 id="events">${t('moderation:events.title')}</h2>
<ol class="review-events">${events.map((event) => eventView(event, submission, t))}</ol></section>`
}

function eventView(event: SubmissionEvent, submission: Submission, t: Translate) {
  const { at, step, who, reason, message, note } = event
  const sentence = decisionWords(step, reason, t)
  const told = isOwnAmendment(event, submission) ? 'own' : step
  return html`<li><p>${momentView(at, t)} – <b>${t(`moderation:events.steps.${told}`)}</b>${who ? html` – <bdi>${who}</bdi>` : nothing}</p>
${sentence ? html`<p>${sentence}</p>` : nothing}
${message ? html`<blockquote class="said" lang=${message.language || submission.locale} dir="auto">${message.text}</blockquote>` : nothing}
${note ? html`<p class="note-inside"><b>${t('moderation:decide.note')}</b> <span dir="auto">${note}</span></p>` : nothing}</li>`
}

export function momentView(at: Date, t: Translate) {
  return html`<time datetime=${at.toISOString()}>${formatDate(t.locale, at)}, ${formatTime(t.locale, at)}</time>`
}
