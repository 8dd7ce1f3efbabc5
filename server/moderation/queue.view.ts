// The queue: what waits for a decision in one's territories, the oldest first.
import { html, nothing, type TemplateResult } from 'lit'
import { formatAge, formatDate } from '../../i18n/format.ts'
import { localeName } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { submissionKinds } from '../submissions/submission-state.rules.ts'
import { moderationNavView } from './moderation-frame.view.ts'
import type { QueueCounts, QueueEntry } from './queue.queries.ts'
import { isNarrowed, type QueueFilter, queueQuery, queueStates } from './queue-address.rules.ts'

export type QueuePage = {
  filter: QueueFilter
  entries: readonly QueueEntry[]
  /** On all pages. */
  matched: number
  counts: QueueCounts
  /** Where the next page begins; `null`: there is none. */
  next: QueueFilter['after']
  now: Date
  /** Of the agent, in words. */
  scope: readonly string[]
  status: TemplateResult | typeof nothing
}

export function queueView(page: QueuePage, t: Translate): TemplateResult {
  const { filter, matched, scope, status } = page
  return html`<div class="moderation">
${moderationNavView('queue', t)}
${status}
<header class="moderation-head"><h1>${t('moderation:queue.title')}</h1>
<p>${t('moderation:queue.scope', { territories: scope.join(t('layout:listSeparator')) })}</p>
<p><a href=${`/${t.locale}/add`}>${t('moderation:queue.addForSomebody')}</a> <small>${t('moderation:edit.forSomebodyHint')}</small></p></header>
<div class="queue-filters">
${statesView(page, t)}
${kindsView(page, t)}
${searchView(page, t)}
</div>
<p class="queue-count" role="status">${t(`moderation:queue.count.${filter.state}`, { count: matched })}${
    isNarrowed(filter)
      ? html` <a href=${address({ ...filter, kind: null, territory: null, words: '', after: null }, t)}>${t('moderation:queue.all')}</a>`
      : nothing
  }</p>
${listView(page, t)}
${pagingView(page, t)}
</div>`
}

const address = (filter: QueueFilter, t: Translate) => `/${t.locale}/moderation${queueQuery(filter)}`

/** Where one submission is decided on; the filter goes along, so that the next one is of the same list. */
export function submissionAddress(id: number, filter: QueueFilter, t: Pick<Translate, 'locale'>): string {
  return `/${t.locale}/moderation/submissions/${id}${queueQuery({ ...filter, after: null })}`
}

function statesView({ filter, counts }: QueuePage, t: Translate) {
  return html`<ul class="queue-tabs" aria-label=${t('moderation:queue.byState')}>${queueStates.map(
    (state) => {
      const count = counts.states.get(state)
      return html`<li><a href=${address({ ...filter, state, after: null }, t)} aria-current=${state === filter.state ? 'true' : nothing}>${t(`moderation:queue.states.${state}`)}${
        state === 'decided' ? nothing : html` <b>${count ?? 0}</b>`
      }</a></li>`
    },
  )}</ul>`
}

function kindsView({ filter, counts }: QueuePage, t: Translate) {
  const all = [...counts.kinds.values()].reduce((sum, each) => sum + each, 0)
  const choice = (kind: QueueFilter['kind'], label: string, count: number) =>
    html`<li><a class="chip" href=${address({ ...filter, kind, after: null }, t)} aria-current=${kind === filter.kind ? 'true' : nothing}>${label} <span>${count}</span></a></li>`
  return html`<ul class="queue-kinds" aria-label=${t('moderation:queue.byKind')}>
${choice(null, t('moderation:queue.allKinds'), all)}
${submissionKinds.map((kind) => choice(kind, t(`submissions:kinds.${kind}`), counts.kinds.get(kind) ?? 0))}
</ul>`
}

function searchView({ filter, counts }: QueuePage, t: Translate) {
  const territories = counts.territories.toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name))
  return html`<form class="queue-search" method="get" action=${`/${t.locale}/moderation`}>
${filter.state === 'waiting' ? nothing : html`<input type="hidden" name="state" value=${filter.state}>`}
${filter.kind ? html`<input type="hidden" name="kind" value=${filter.kind}>` : nothing}
<label for="territory">${t('moderation:queue.territory')}</label>
<select id="territory" name="territory"><option value="">${t('moderation:queue.everywhere')}</option>
${territories.map(({ id, name, count }) => html`<option value=${id} ?selected=${id === filter.territory}>${name} (${count})</option>`)}</select>
<label for="q">${t('moderation:queue.words')}</label>
<input id="q" name="q" type="search" value=${filter.words} maxlength="100">
<button class="button button-quiet">${t('moderation:queue.show')}</button>
</form>`
}

function listView({ entries, filter, now }: QueuePage, t: Translate) {
  if (entries.length === 0) {
    const words = isNarrowed(filter) || filter.after ? 'none' : filter.state
    return html`<div class="queue-empty"><p>${t(`moderation:queue.empty.${words}`)}</p></div>`
  }
  return html`<ol class="queue-list">${entries.map((entry) => entryView(entry, filter, now, t))}</ol>`
}

function entryView(entry: QueueEntry, filter: QueueFilter, now: Date, t: Translate) {
  const { id, kind, state, name, commune, at, locale, isAnswered, isUndelivered, isEntered, isOutdated } =
    entry
  const age = now.getTime() - at.getTime()
  const marks = [
    ...(isAnswered && state === 'waiting' ? [t('moderation:queue.answered')] : []),
    ...(isUndelivered ? [t('moderation:queue.undelivered')] : []),
    ...(isEntered ? [t('moderation:queue.entered')] : []),
    ...(isOutdated ? [t('records:contested')] : []),
    ...(filter.state === 'decided' ? [t(`submissions:states.${state}`)] : []),
  ]
  return html`<li><a href=${submissionAddress(id, filter, t)}><bdi>${name ?? t('submissions:letter.unnamed')}</bdi></a>
<p class="queue-kind">${t(`submissions:kinds.${kind}`)}</p>
<p class="queue-where"><bdi>${commune ?? ''}</bdi></p>
<p class="queue-marks">${marks.map((mark) => html`<span class="mark-word">${mark}</span> `)}${locale === t.locale ? nothing : html`<span class="mark-word" lang=${locale}>${localeName(locale)}</span>`}</p>
<p class="queue-age"><time datetime=${at.toISOString()} title=${formatDate(t.locale, at)}>${formatAge(t.locale, age)}</time></p></li>`
}

function pagingView({ filter, next }: QueuePage, t: Translate) {
  if (!next && !filter.after) return nothing
  return html`<nav class="paging" aria-label=${t('moderation:queue.paging')}>
${filter.after ? html`<a class="button button-quiet" href=${address({ ...filter, after: null }, t)}>${t('moderation:queue.first')}</a>` : nothing}
${next ? html`<a class="button button-quiet" rel="next" href=${address({ ...filter, after: next }, t)}>${t('moderation:queue.next')}</a>` : nothing}
</nav>`
}
