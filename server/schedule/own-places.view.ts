// The places and units of somebody's organisations, each with the ways to keep it true.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { schedulePath } from './schedule-path.rules.ts'

type Listed = { kind: 'place' | 'unit'; id: number; name: string; commune: string | null }

export function ownPlacesView(places: readonly Listed[], t: Translate): TemplateResult {
  return html`<ul class="own-list">${places.map((place) => placeView(place, t))}</ul>
<p><a class="button button-quiet" href=${`/${t.locale}/add`}>${t('schedule:account.own.add')}</a></p>`
}

function placeView({ kind, id, name, commune }: Listed, t: Translate) {
  const page = kind === 'unit' ? `/${t.locale}/mobile/${id}` : `/${t.locale}/places/${id}`
  const link = (href: string, action: string) =>
    html`<a class="button button-quiet" href=${href} aria-label=${t('schedule:actionOf', { action, name })}>${action}</a>`
  return html`<li><div><a href=${page}><bdi>${name}</bdi></a>${commune ? html`<p><bdi>${commune}</bdi></p>` : nothing}</div>
<p class="own-ways">${kind === 'place' ? link(`${page}/change`, t('schedule:account.own.change')) : nothing}
${link(schedulePath(t.locale, { kind, id }), t(kind === 'unit' ? 'schedule:account.own.stops' : 'schedule:account.own.dates'))}</p></li>`
}
