// A place that is gone, or that never was: the way on.
import { html } from 'lit'
import type { Translate } from '../../i18n/translate.ts'

/** @param territories where a place that is gone was, the smallest first */
export function placeMissing(
  { title, detail }: { title: string; detail: string },
  territories: readonly { id: string; name: string }[],
  t: Translate,
) {
  return html`<div class="reading place-missing"><h1>${title}</h1><p>${detail}</p>
<ul>
${territories.map(({ id, name }) => html`<li><a class="button" href=${`/${t.locale}/find?territory=${id}`}>${t(id.startsWith('commune-') ? 'places:nearby.inCommune' : 'places:nearby.inNeighbourhood', { commune: name, name })}</a></li>`)}
<li><a class=${territories.length > 0 ? 'button button-quiet' : 'button'} href=${`/${t.locale}/find`}>${t('errors:back')}</a></li>
</ul></div>`
}
