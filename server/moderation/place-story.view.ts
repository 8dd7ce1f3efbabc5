// The history of a place: what changed and when, in general terms; for agents also who and why.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { placePath } from '../places/place-address.rules.ts'
import type { PlaceRecord } from '../places/place-record.rules.ts'
import { type FieldDifference, fieldDifferences } from '../places/record-difference.rules.ts'
import { differencesView, signsView } from '../places/record-difference.view.ts'
import { fieldName } from '../places/record-words.view.ts'
import type { WeekHours } from '../sessions/hours.rules.ts'
import { moderationNavView } from './moderation-frame.view.ts'
import type { StoryEntry } from './place-story.rules.ts'
import { momentView } from './submission-story.view.ts'

type ReadWeek = (hours: string) => WeekHours | null

export type StoryPage = {
  place: { id: number; name: string; source: string | null; isShown: boolean }
  /** As this reader may read them. */
  entries: readonly StoryEntry[]
  /** The same entries as agents read them; `undefined` for everybody else. */
  isAgent: boolean
  /** Of the personal fields that were left out, by number of the entry. */
  hiddenFields: ReadonlyMap<number, (keyof PlaceRecord)[]>
  isRestored: boolean
  weekOf: ReadWeek
}

export function storyView(page: StoryPage, t: Translate): TemplateResult {
  const { place, entries, isAgent, isRestored } = page
  const { id, name, isShown } = place
  return html`<div class=${isAgent ? 'moderation history' : 'history'}>
${isAgent ? moderationNavView(null, t) : nothing}
${isRestored ? html`<p class="form-done" role="status">${t('moderation:history.restored')}</p>` : nothing}
<p class="back"><a href=${isShown ? placePath(t.locale, id, name) : `/${t.locale}/moderation/places/${id}`}><bdi>${name}</bdi></a></p>
<h1>${t('moderation:history.title')}</h1>
<p>${t('moderation:history.lead')}</p>
${signsView(t)}
${entries.length === 0 ? html`<p>${t('moderation:history.none')}</p>` : html`<ol class="history-list">${entries.map((entry, index) => entryView(entry, index, page, t))}</ol>`}
</div>`
}

function entryView(entry: StoryEntry, index: number, page: StoryPage, t: Translate) {
  const { place, isAgent, weekOf, hiddenFields } = page
  const { id, at, action, teller, twin, inside } = entry
  const differences = differencesOf(entry, weekOf)
  const hidden = hiddenFields.get(id) ?? []
  const source = place.source ?? ''
  return html`<li class="review-part"><p>${isAgent ? momentView(at, t) : html`<time datetime=${at.toISOString().slice(0, 10)}>${formatDate(t.locale, at)}</time>`} – <b>${t(twin !== null && action === 'undone' ? 'moderation:history.twinUndone' : `moderation:history.actions.${action}`)}</b></p>
<p class="unknown">${teller === 'import' && source ? t('moderation:history.tellers.importOf', { source }) : t(`moderation:history.tellers.${teller}`)}</p>
${twin === null ? nothing : html`<p><a href=${`/${t.locale}/places/${twin}`}>${t('moderation:history.twin')}</a></p>`}
${changesView(entry, differences, weekOf, t)}
${hidden.length > 0 ? html`<p>${t('moderation:history.alsoChanged', { fields: hidden.map((field) => fieldName(field, t)).join(t('layout:listSeparator')) })}</p>` : nothing}
${isAgent ? insideView(inside, t) : nothing}
${isAgent && index > 0 ? html`<p><a href=${`/${t.locale}/places/${place.id}/history/${id}`}>${t('moderation:history.restore')}</a></p>` : nothing}</li>`
}

function differencesOf({ action, before, after }: StoryEntry, weekOf: ReadWeek): FieldDifference[] {
  return action === 'created' ? fieldDifferences({}, after, weekOf) : fieldDifferences(before, after, weekOf)
}

/** What a place was created with fills a screen: it is folded. */
function changesView(
  { action }: StoryEntry,
  differences: readonly FieldDifference[],
  weekOf: ReadWeek,
  t: Translate,
) {
  if (differences.length === 0) return nothing
  const isNew = action === 'created'
  const columns = { before: t('records:before'), after: t('records:after') }
  const table = differencesView(differences, { weekOf, columns, isNew }, t)
  return isNew ? html`<details><summary>${t('moderation:history.first')}</summary>${table}</details>` : table
}

function insideView({ who, note, submissionId, trusted }: StoryEntry['inside'], t: Translate) {
  const lines = [
    ...(who ? [html`<bdi>${who}</bdi>`] : []),
    ...(trusted === null
      ? []
      : [t(trusted ? 'moderation:edit.done.trusted' : 'moderation:edit.done.untrusted')]),
    ...(note ? [html`<span dir="auto">${note}</span>`] : []),
    ...(submissionId
      ? [
          html`<a href=${`/${t.locale}/moderation/submissions/${submissionId}`}>${t('moderation:history.submission', { id: submissionId })}</a>`,
        ]
      : []),
  ]
  if (lines.length === 0) return nothing
  return html`<div class="note-inside"><b>${t('moderation:history.inside')}</b> ${lines.map((line, index) => html`${index > 0 ? ' – ' : nothing}${line}`)}</div>`
}

export type RestorePage = {
  place: { id: number; name: string }
  entryId: number
  at: Date
  version: number
  differences: readonly FieldDifference[]
  isOvertaken: boolean
  weekOf: ReadWeek
}

/** What would be as it was then, before anything is done. */
export function restoreView(page: RestorePage, t: Translate): TemplateResult {
  const { place, entryId, at, version, differences, isOvertaken, weekOf } = page
  const history = `/${t.locale}/places/${place.id}/history`
  const columns = { before: t('records:now'), after: t('moderation:history.then') }
  return html`<div class="moderation history">
${moderationNavView(null, t)}
${isOvertaken ? html`<div class="error-summary" role="alert" tabindex="-1" autofocus><h2>${t('moderation:edit.overtaken')}</h2><p>${t('moderation:edit.overtakenText')}</p></div>` : nothing}
<p class="back"><a href=${history}>${t('moderation:history.title')} – <bdi>${place.name}</bdi></a></p>
<h1>${t('moderation:history.restoreTitle', { date: formatDate(t.locale, at) })}</h1>
${
  differences.length === 0
    ? html`<p>${t('moderation:history.sameAsNow')}</p>`
    : html`<section class="review-part">${signsView(t)}${differencesView(differences, { weekOf, columns }, t)}</section>
<form method="post" action=${`${history}/${entryId}`}><input type="hidden" name="version" value=${version}><button class="button">${t('moderation:history.restoreButton')}</button></form>`
}</div>`
}
