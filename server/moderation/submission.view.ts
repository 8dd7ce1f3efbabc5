// One submission before those who decide: what would change, what speaks for and against it, and the decisions.
import { html, nothing, type TemplateResult } from 'lit'
import { formatAge, formatDate } from '../../i18n/format.ts'
import { localeName } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { placePath, unitPath } from '../places/place-address.rules.ts'
import { differencesView, signsView } from '../places/record-difference.view.ts'
import type { WeekHours } from '../sessions/hours.rules.ts'
import { nextState } from '../submissions/submission-state.rules.ts'
import { type DecisionForms, decisionFormsView } from './decision-form.view.ts'
import { keysHelpView } from './keys-help.view.ts'
import { moderationNavView } from './moderation-frame.view.ts'
import { submissionAddress } from './queue.view.ts'
import type { QueueFilter } from './queue-address.rules.ts'
import type { Review } from './review.actions.ts'
import {
  eventsView,
  otherSubmissionsView,
  sinceView,
  stateForAgents,
  submitterView,
} from './submission-story.view.ts'

export type SubmissionPage = Omit<DecisionForms, 'action'> & {
  filter: QueueFilter
  /** Numbers of those before and after it in the queue. */
  previous: number | null
  next: number | null
  now: Date
  weekOf: (hours: string) => WeekHours | null
  /** What was done just before, with the way to take it back; or who was quicker. */
  status: unknown
  checks: unknown
  /** Places that may be the same. */
  alike: unknown
}

export function submissionView(page: SubmissionPage, t: Translate): TemplateResult {
  const { review, filter, status, now } = page
  const { submission } = review
  const base = `/${t.locale}/moderation/submissions/${submission.id}`
  const query = submissionAddress(submission.id, filter, t).slice(base.length)
  return html`<div class="moderation">
${moderationNavView('queue', t)}
${status}
<moderation-keys class="review" data-queue=${`/${t.locale}/moderation${query}`}>
<header class="review-head">
<p class="review-kind">${t(`submissions:kinds.${submission.kind}`)} <span class="mark-word">${stateForAgents(submission.state, t)}</span></p>
<h1>${nameView(review, t)}</h1>
<p class="review-facts">${factsView(review, now, t)}</p>
${stepsView(page, t)}
</header>
<div class="review-main">
${proposalView(page, t)}
${page.alike}
${sinceView(review, t)}
${otherSubmissionsView(review, filter, t)}
${submitterView(review, t)}
${eventsView(review, t)}
</div>
<div class="review-side">
${page.checks}
${review.mayDecide ? decisionFormsView({ ...page, action: `${base}/decision${query}` }, t) : html`<p class="decide" id="decide">${t('moderation:review.elsewhere')}</p>`}
${undoView(review, `${base}/undo${query}`, t)}
${moreView(review, `${base}/proposal${query}`, t)}
${keysHelpView(['p', 'a', 'r', 'u', 'j', 'k'], t)}
</div>
</moderation-keys>
</div>`
}

function nameView({ submission, name, now }: Review, t: Translate) {
  const { placeId, unitId } = submission
  const called = html`<bdi>${name || t('submissions:letter.unnamed')}</bdi>`
  if (unitId !== null) return html`<a href=${unitPath(t.locale, unitId)}>${called}</a>`
  if (placeId === null || now?.state !== 'published') return called
  return html`<a href=${placePath(t.locale, placeId, now.name)}>${called}</a>`
}

function factsView({ submission, enteredBy }: Review, now: Date, t: Translate) {
  const { sentAt, locale } = submission
  const facts = [
    ...(sentAt
      ? [
          t('moderation:review.sent', {
            age: formatAge(t.locale, now.getTime() - sentAt.getTime()),
            date: formatDate(t.locale, sentAt),
          }),
        ]
      : []),
    t('moderation:review.language', { language: localeName(locale) }),
    ...(enteredBy === null ? [] : [t('moderation:review.enteredBy', { person: enteredBy })]),
  ]
  return facts.map((fact) => html`<span>${fact}</span> `)
}

function stepsView({ previous, next, filter }: SubmissionPage, t: Translate) {
  const link = (id: number | null, rel: 'prev' | 'next', key: string) =>
    id === null
      ? nothing
      : html`<a href=${submissionAddress(id, filter, t)} rel=${rel} data-key=${key}>${t(`moderation:review.${rel}`)}</a>`
  return html`<nav class="review-steps" aria-label=${t('moderation:review.steps')}>${link(previous, 'prev', 'k')} ${link(next, 'next', 'j')} <a class="review-to-decide" href="#decide">${t('moderation:decide.title')}</a></nav>`
}

function proposalView({ review, weekOf }: SubmissionPage, t: Translate) {
  const { differences, submission, contested, now } = review
  // Of a new place all is new; once published it stands there, and this is how it began.
  const isNew = submission.kind === 'new' && (!now || submission.state === 'published')
  if (differences.length === 0)
    return html`<section class="review-part"><h2>${t('moderation:review.proposal')}</h2><p>${t(submission.kind === 'claim' ? 'moderation:review.claimOnly' : 'moderation:review.nothingNew')}</p></section>`
  const isDone = submission.state === 'published'
  const columns = isDone
    ? { before: t('records:before'), after: t('records:after') }
    : { before: t('records:now'), after: t('records:proposed') }
  return html`<section class="review-part"><h2>${t(isDone ? 'moderation:review.changed' : 'moderation:review.proposal')}</h2>${isNew ? nothing : signsView(t)}
${differencesView(differences, { weekOf, columns, isNew, contested }, t)}</section>`
}

function undoView({ submission, events, mayDecide }: Review, action: string, t: Translate) {
  if (!mayDecide || nextState(submission.state, 'undo') === null) return nothing
  const last = events.at(-1)
  return html`<form class="review-undo" method="post" action=${action}><input type="hidden" name="version" value=${submission.version}>
${last ? html`<p>${t('moderation:review.decided', { state: stateForAgents(submission.state, t), date: formatDate(t.locale, last.at) })}</p>` : nothing}
<button class="button button-quiet" data-key="u">${t('moderation:undo.button')}</button></form>`
}

function moreView({ submission, now, mayDecide }: Review, amend: string, t: Translate) {
  const { placeId, state, unitId } = submission
  const links = [
    ...(unitId === null
      ? []
      : [{ href: `/${t.locale}/moderation/units/${unitId}`, label: t('moderation:edit.operator') }]),
    ...(!mayDecide || nextState(state, 'amend') === null || unitId !== null
      ? []
      : [{ href: amend, label: t('moderation:review.amend') }]),
    ...(placeId === null || !now
      ? []
      : [
          { href: `/${t.locale}/moderation/places/${placeId}`, label: t('moderation:review.editPlace') },
          { href: `/${t.locale}/places/${placeId}/history`, label: t('moderation:review.history') },
        ]),
  ]
  if (links.length === 0) return nothing
  return html`<ul class="review-more">${links.map(({ href, label }) => html`<li><a href=${href}>${label}</a></li>`)}</ul>`
}
