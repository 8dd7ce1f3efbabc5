// Who says what a place's page says, since when, and under which licence.
import { html, nothing } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { freshness } from './place-card.view.ts'
import type { PlaceProperties } from './place-feature.rules.ts'

/** @param history the address of all that changed; a mobile unit has none */
export function placeSources(properties: PlaceProperties, t: Translate, history?: string) {
  const { organisation, producer, source, verifiedAt } = properties
  // A place that runs itself need not say so.
  const runBy = organisation === properties.name ? null : organisation
  const others = otherSources(properties)
  return html`<section class="place-sources"><h2>${t('places:headings.sources')}</h2>
<p>${freshness(properties, t)}</p>
${verifiedAt && source ? html`<p>${freshness({ ...properties, verifiedAt: null }, t)}</p>` : nothing}
${runBy ? html`<p>${t('places:runBy', { organisation: runBy })}</p>` : nothing}
${producer && producer !== source ? html`<p>${t('places:producedBy', { producer })}</p>` : nothing}
<p>${licenceInWords(properties, t)}</p>
${
  others.length > 0
    ? html`<p>${t('places:twins', { count: others.length })}</p><ul class="other-sources">${others.map(
        (other) => html`<li>${freshness(other, t)} · ${licenceInWords(other, t)}</li>`,
      )}</ul>`
    : nothing
}
${history ? html`<p class="no-print"><a href=${history} rel="nofollow">${t('places:history')}</a></p>` : nothing}</section>`
}

/** Whoever sees a mistake says so, without an account; whoever has another place like this begins with a copy. */
export function placePropose(id: number, t: Translate) {
  const path = (what: string) => `/${t.locale}/places/${id}/${what}`
  return html`<section class="place-propose no-print"><h2>${t('places:propose.title')}</h2>
<ul class="propose-ways">
<li><a class="button button-quiet" href=${path('change')} rel="nofollow">${t('places:propose.change')}</a></li>
<li><a class="button button-quiet" href=${path('closure')} rel="nofollow">${t('places:propose.closure')}</a></li>
<li><a class="button button-quiet" href=${path('claim')} rel="nofollow">${t('places:propose.claim')}</a></li>
</ul>
<p><a href=${`/${t.locale}/add?from=${id}`} rel="nofollow">${t('places:propose.copy')}</a></p></section>`
}

function licenceInWords({ licence }: { licence: string | null }, t: Translate): string {
  return licence ? t('places:licence', { licence }) : t('places:licenceUnknown')
}

type OtherSource = PlaceProperties['alsoSaidBy'][number] &
  Pick<PlaceProperties, 'name' | 'kind' | 'approximate'>

/** Each source once, however often it describes the place. */
function otherSources({ alsoSaidBy, name, kind, approximate }: PlaceProperties): OtherSource[] {
  const each = new Map(alsoSaidBy.map((said) => [JSON.stringify(said), said]))
  return [...each.values()].map((said) => ({ ...said, name, kind, approximate }))
}
