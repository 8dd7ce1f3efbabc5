// One place before those who look after it: whether it is shown, who speaks for it, and every field to change.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import type { FieldError } from '../http/form.view.ts'
import { placePath } from '../places/place-address.rules.ts'
import type { PlaceRecord } from '../places/place-record.rules.ts'
import type { FieldDifference } from '../places/record-difference.rules.ts'
import { schedulePath } from '../schedule/schedule-path.rules.ts'
import type { WeekHours } from '../sessions/hours.rules.ts'
import { moderationNavView } from './moderation-frame.view.ts'
import type { TypedPlace } from './place-form.rules.ts'
import { placeFormView } from './place-form.view.ts'
import type { EarlierSubmission } from './review.queries.ts'
import { placeOvertakenView } from './status.view.ts'
import { submissionListView } from './submission-story.view.ts'
import type { OrganisationSeen } from './trust.actions.ts'
import { trustDeeds, trustView } from './trust.view.ts'

export const placeDeeds = ['saved', 'same', 'hidden', 'shown', ...trustDeeds] as const
export type PlaceDeed = (typeof placeDeeds)[number]

export type PlaceModeration = {
  id: number
  record: PlaceRecord
  version: number
  /** `undefined`: nobody is named as running it. */
  organisation: OrganisationSeen | undefined
  waiting: readonly EarlierSubmission[]
  typed: TypedPlace
  errors: readonly FieldError[]
  done: PlaceDeed | undefined
  /** What others changed since the form was opened, where it was not taken for that. */
  overtaken: readonly FieldDifference[] | undefined
  weekOf: (hours: string) => WeekHours | null
}

export function placeModerationView(page: PlaceModeration, t: Translate): TemplateResult {
  const { id, record, organisation, done, overtaken, waiting, weekOf } = page
  const base = `/${t.locale}/moderation/places/${id}`
  return html`<div class="moderation">
${moderationNavView(null, t)}
${done ? html`<p class="form-done moderation-done" role="status">${t(`moderation:edit.done.${done}`)}</p>` : nothing}
${overtaken ? placeOvertakenView(overtaken, { weekOf, history: `/${t.locale}/places/${id}/history` }, t) : nothing}
<header class="review-head"><p class="review-kind">${t(`vocabularies:kind.${record.kind}`)} <span class="mark-word">${t(`records:states.${record.state}`)}</span></p>
<h1>${record.state === 'published' ? html`<a href=${placePath(t.locale, id, record.name)}><bdi>${record.name}</bdi></a>` : html`<bdi>${record.name}</bdi>`}</h1></header>
<div class="review">
<div class="review-main">
${waiting.length > 0 ? html`<section class="review-part notice"><p>${t('moderation:review.beside')}</p>${submissionListView(waiting, undefined, t)}</section>` : nothing}
<section class="review-part" aria-labelledby="edit"><h2 id="edit">${t('moderation:review.editPlace')}</h2>
${placeFormView({ typed: page.typed, given: record.openingHoursGiven, errors: page.errors, action: base, button: t('moderation:edit.save') }, t)}</section>
${datesView(page, t)}</div>
<div class="review-side">
${stateView(page, base, t)}
${organisation ? trustView({ name: record.organisation!, ...organisation }, base, t) : nothing}
<ul class="review-more"><li><a href=${`/${t.locale}/places/${id}/history`}>${t('moderation:review.history')}</a></li>
${record.state === 'published' ? html`<li><a href=${`/${t.locale}/places/${id}/change`}>${t('moderation:edit.forSomebody')}</a> <small>${t('moderation:edit.forSomebodyHint')}</small></li>` : nothing}</ul></div>
</div></div>`
}

/** What happens there is changed date by date, on the page that whoever runs it has too. */
function datesView({ id, record }: PlaceModeration, t: Translate) {
  const { sessions, closures } = record
  const counts = [
    t('moderation:edit.sessions', { count: sessions.length }),
    t('moderation:edit.closures', { count: closures.length }),
  ]
  return html`<section class="review-part" aria-labelledby="dates"><h2 id="dates">${t('moderation:edit.dates')}</h2>
<p>${counts.join(' ')}</p>
<p><a class="button button-quiet" href=${schedulePath(t.locale, { kind: 'place', id })}>${t('moderation:edit.datesLink')}</a></p></section>`
}

function stateView({ record, version }: PlaceModeration, base: string, t: Translate) {
  if (record.state === 'gone') return html`<p class="decide">${t('moderation:edit.gone')}</p>`
  const isShown = record.state === 'published'
  return html`<form class="decide" method="post" action=${`${base}/state`}>
<p>${t(isShown ? 'moderation:edit.isShown' : 'moderation:edit.isHidden')}</p>
<input type="hidden" name="version" value=${version}><input type="hidden" name="state" value=${isShown ? 'hidden' : 'published'}>
<button class=${isShown ? 'button button-grave' : 'button'}>${t(isShown ? 'moderation:edit.hide' : 'moderation:edit.show')}</button></form>`
}
