// What to ask a place for: those that lack most first, neighbourhood by neighbourhood.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import type { IncompleteArea, IncompleteFilter, IncompletePlace } from './incomplete-places.queries.ts'
import { moderationNavView } from './moderation-frame.view.ts'

export type IncompleteList = {
  filter: IncompleteFilter
  places: readonly IncompletePlace[]
  areas: readonly IncompleteArea[]
  next: IncompleteFilter['after']
}

function address({ territory, after }: IncompleteFilter, t: Translate): string {
  const query = new URLSearchParams()
  if (territory) query.set('territory', territory)
  if (after) query.set('after', `${after.count}-${after.id}`)
  return `/${t.locale}/moderation/complete${query.size > 0 ? `?${query}` : ''}`
}

export function incompleteView(
  { filter, places, areas, next }: IncompleteList,
  t: Translate,
): TemplateResult {
  const chosen = areas.find(({ id }) => id === filter.territory)
  return html`<div class="moderation">
${moderationNavView('complete', t)}
<header class="moderation-head"><h1>${t('moderation:complete.title')}${chosen ? html` – <bdi>${chosen.name}</bdi>` : nothing}</h1><p>${t('moderation:complete.lead')}</p></header>
<div class="review">
<div class="review-main">${
    places.length === 0
      ? html`<div class="queue-empty"><p>${t('moderation:complete.none')}</p></div>`
      : html`<ol class="queue-list complete-list">${places.map(
          ({ id, name, commune, missing }) =>
            html`<li><a href=${`/${t.locale}/moderation/places/${id}`}><bdi>${name}</bdi></a><p class="queue-where"><bdi>${commune ?? ''}</bdi></p>
<p class="queue-marks">${missing.map((each) => html`<span class="mark-word">${t(`moderation:complete.missing.${each}`)}</span> `)}</p></li>`,
        )}</ol>`
  }
${next ? html`<nav class="paging"><a class="button button-quiet" rel="next" href=${address({ ...filter, after: next }, t)}>${t('moderation:queue.next')}</a></nav>` : nothing}</div>
<nav class="review-side complete-areas" aria-label=${t('moderation:queue.territory')}>${areasView(areas, filter, t)}</nav>
</div></div>`
}

function areasView(areas: readonly IncompleteArea[], filter: IncompleteFilter, t: Translate) {
  const link = (id: string | null, name: string, figures: string) =>
    html`<li><a href=${address({ territory: id, after: null }, t)} aria-current=${id === filter.territory ? 'true' : nothing}><bdi>${name}</bdi> <span>${figures}</span></a></li>`
  return (['neighbourhood', 'commune'] as const).map((kind) => {
    const own = areas.filter((area) => area.kind === kind)
    if (own.length === 0) return nothing
    return html`<h2>${t(`moderation:complete.${kind}`)}</h2><ul class="area-list">
${kind === 'neighbourhood' ? link(null, t('moderation:queue.everywhere'), '') : nothing}
${own.map(({ id, name, count, all }) => link(id, name, t('moderation:complete.figures', { count, all })))}</ul>`
  })
}
