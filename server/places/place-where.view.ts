// Where a place is, on a small map, and how one comes there.
import { html, nothing } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { safeLink } from '../http/safe-link.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import { addressLine, cardPath } from './place-address.rules.ts'
import type { ListedPlace } from './place-card.view.ts'
import type { PlaceFeature, PlaceProperties } from './place-feature.rules.ts'
import { mapApplicationLink, openStreetMapLink, transitPlanner, walkingLink } from './place-journey.rules.ts'

/** @param beside other places at the same address */
export function placeWhere(
  { properties, geometry }: PlaceFeature<PlaceProperties>,
  beside: readonly ListedPlace[],
  t: Translate,
) {
  const { addressComplement, approximate, commune } = properties
  const exact = geometry && !approximate ? geometry.coordinates : undefined
  return html`<p class="place-address"><bdi>${addressLine(properties) || t('places:noAddress')}</bdi>${
    addressComplement ? html`<br><bdi>${addressComplement}</bdi>` : nothing
  }</p>
${approximate ? html`<p class="place-approximate">${t('places:approximate', { commune: commune ?? '' })}</p>` : nothing}
${besideView(beside, t)}
${exact ? spotView(exact, t) : nothing}
${journeyView(exact, properties, t)}`
}

/** One asks at the right door. */
function besideView(beside: readonly ListedPlace[], t: Translate) {
  if (beside.length === 0) return nothing
  const other = (place: ListedPlace) =>
    html`<li><a href=${cardPath(t.locale, place)}><bdi>${place.properties.name}</bdi></a> <span>${t(`vocabularies:kind.${place.properties.kind}`)}</span></li>`
  return html`<div class="place-beside"><h3>${t('places:headings.beside')}</h3><ul>${beside.map(other)}</ul></div>`
}

/** The link is for those who get no map; the map takes its place. */
function spotView([lon, lat]: LonLat, t: Translate) {
  const label = t('layout:externalLink', { label: t('places:journey.map', { service: 'OpenStreetMap' }) })
  return html`<place-spot class="no-print" lon=${lon} lat=${lat}><a href=${openStreetMapLink([lon, lat])} rel="noopener">${label}</a></place-spot>`
}

function journeyView(exact: LonLat | undefined, properties: PlaceProperties, t: Translate) {
  // One looks for an address there.
  const planner = properties.address ? transitPlanner(properties.communeCode) : undefined
  const sheet = safeLink(properties.accessibilityUrl)
  if (!exact && !planner && !sheet) return nothing
  const outside = (label: string) => t('layout:externalLink', { label })
  return html`<div class="place-journey no-print" id="journey"><h3>${t('places:headings.journey')}</h3><ul>
${
  exact
    ? html`<li class="way-walk"><a href=${walkingLink(exact)} rel="noopener">${outside(t('places:journey.walk', { service: 'OpenStreetMap' }))}</a></li>`
    : nothing
}
${planner ? html`<li class="way-transit"><p>${t('places:journey.transit', planner)}</p></li>` : nothing}
${exact ? html`<li class="way-map"><a href=${mapApplicationLink(exact)}>${t('places:actions.mapApplication')}</a></li>` : nothing}
${sheet ? html`<li class="way-access"><a href=${sheet} rel="noopener">${outside(t('places:actions.accessibilitySheet'))}</a></li>` : nothing}
</ul></div>`
}
