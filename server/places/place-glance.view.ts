// "Is it for me?": right under the name of a place, what it helps with, in which languages, at which price, step-free or not.
import { html, nothing } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import type { NeedId } from '../start/needs.rules.ts'
import { needPictogram } from '../start/pictograms.view.ts'
import { nameOf } from './criteria.view.ts'
import { languagesAndFacts } from './place-card.view.ts'
import type { PlaceProperties } from './place-feature.rules.ts'
import type { Code } from './vocabularies.rules.ts'

/** Of a place that helps with more, the others stand under "help". */
const mostServices = 4

const pictograms: Record<Code<'services'>, NeedId> = {
  'administrative-procedures': 'paperwork',
  'everyday-skills': 'basics',
  work: 'work',
  safety: 'safety',
  'parenting-education': 'school',
  'leisure-creation': 'basics',
  understanding: 'basics',
  'internet-access': 'access',
  'affordable-equipment': 'equipment',
}

/** Paper says all of it in full, on one sheet. */
export function placeGlance(properties: PlaceProperties, t: Translate) {
  const more = languagesAndFacts(properties, t)
  if (properties.services.length === 0 && more === nothing) return nothing
  return html`<div class="place-glance no-print">${servicesView(properties, t)}${more}</div>`
}

function servicesView({ services }: PlaceProperties, t: Translate) {
  if (services.length === 0) return nothing
  const more = services.length - mostServices
  return html`<ul class="glance-services" aria-label=${t('places:headings.help')}>${services
    .slice(0, mostServices)
    .map((code) => html`<li>${needPictogram(pictograms[code], 20)} ${nameOf('services', code, t)}</li>`)}${
    more > 0 ? html`<li><bdi dir="ltr">+ ${more}</bdi></li>` : nothing
  }</ul>`
}
