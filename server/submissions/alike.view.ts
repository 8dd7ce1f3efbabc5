// "Already on the map?": places that are like the one that somebody types, with what to do about each.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { addressLine, placePath } from '../places/place-address.rules.ts'
import type { ListedPlace } from '../places/place-card.view.ts'
import type { TwinSign } from '../twins/twin-search.rules.ts'
import { draftPath } from './add.view.ts'

/** A place that may be the same, and what speaks for it. */
export type AlikeCard = { place: ListedPlace; signs: readonly TwinSign[] }

/** What one says of a candidate: `same-12`, `beside-12`; of all: `new`. */
export const twinField = 'twin'

/** The candidates, with their choices as buttons of the form around them; nothing where there are none. */
export function alikePart(
  alike: readonly AlikeCard[],
  receipt: string,
  t: Translate,
): TemplateResult | typeof nothing {
  if (alike.length === 0) return nothing
  return html`<div class="twins" data-ids=${alike.map(({ place }) => place.id).join()}>
<h2>${t('add:twins.title')}</h2>
<p class="form-lead">${t('add:twins.lead')}</p>
${spotView(alike)}
<ol class="twins-list">${alike.map((each, index) => candidate(each, index + 1, receipt, t))}</ol>
<p><button class="button button-quiet" name=${twinField} value="new" formaction=${draftPath(t.locale, receipt, 'twins')}>${t('add:twins.new')}</button> <small class="form-hint">${t('add:twins.newHint')}</small></p>
</div>`
}

function candidate({ place, signs }: AlikeCard, number: number, receipt: string, t: Translate) {
  const { id, properties } = place
  const action = draftPath(t.locale, receipt, 'twins')
  const words = [...new Set(signs.map((sign) => t(`add:twins.reasons.${sign}`)))]
  return html`<li value=${number}>
<p class="twins-name"><a href=${placePath(t.locale, id, properties.name)} target="_blank"><bdi>${properties.name}</bdi></a></p>
<p><bdi>${addressLine(properties)}</bdi></p>
${words.length > 0 ? html`<p class="twins-signs">${words.join(t('layout:listSeparator'))}</p>` : nothing}
<p class="form-ways">
<button class="button button-quiet" name=${twinField} value=${`same-${id}`} formaction=${action}>${t('add:twins.same')}<span class="visually-hidden"> <bdi>${properties.name}</bdi></span></button>
<button class="button button-quiet" name=${twinField} value=${`beside-${id}`} formaction=${action}>${t('add:twins.beside')}<span class="visually-hidden"> <bdi>${properties.name}</bdi></span></button>
</p></li>`
}

function spotView(alike: readonly AlikeCard[]) {
  const points = alike.flatMap(({ place: { geometry, properties } }) =>
    geometry && !properties.approximate ? [[...geometry.coordinates, properties.name]] : [],
  )
  // The map numbers its points as the list does: where one has none, the numbers would lie.
  if (points.length !== alike.length) return nothing
  return html`<place-spot class="twins-map" data-points=${JSON.stringify(points)}></place-spot>`
}

/** The same as a page of its own, between the form and the check. */
export function alikeView(alike: readonly AlikeCard[], receipt: string, t: Translate): TemplateResult {
  return html`<div class="form-page form-wide">
<header class="form-head"><p class="form-step">${t('add:step', { number: 1, count: 2 })}</p><h1>${t('add:twins.question')}</h1></header>
<form class="form form-blocks" method="post" action=${draftPath(t.locale, receipt, 'twins')}>
<div class="form-block">${alikePart(alike, receipt, t)}</div>
</form>
<p><a href=${draftPath(t.locale, receipt)}>${t('add:check.change')}</a></p>
</div>`
}
