// Other places a short walk away, for who finds this one closed.
import { html, nothing } from 'lit'
import { formatDistance, formatWalk } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { cardPath } from './place-address.rules.ts'
import type { ListedPlace } from './place-card.view.ts'
import type { PlaceFeature, PlaceProperties } from './place-feature.rules.ts'

export function placeNearby(
  { geometry, properties }: PlaceFeature<PlaceProperties>,
  nearby: readonly ListedPlace[],
  t: Translate,
) {
  const { approximate, commune, communeCode } = properties
  const around =
    geometry && !approximate
      ? { address: `/${t.locale}/find?near=${geometry.coordinates}`, words: t('places:nearby.all') }
      : communeCode && commune
        ? {
            address: `/${t.locale}/find?territory=commune-${communeCode}`,
            words: t('places:nearby.inCommune', { commune }),
          }
        : undefined
  if (nearby.length === 0 && !around) return nothing
  return html`<section class="place-nearby no-print">${
    nearby.length > 0
      ? html`<h2>${t('places:headings.nearby')}</h2>
<ul class="nearby">${nearby.map((place) => neighbourView(place, t))}</ul>`
      : nothing
  }
${around ? html`<p><a class="button button-quiet" href=${around.address}>${around.words}</a></p>` : nothing}</section>`
}

function neighbourView(place: ListedPlace, t: Translate) {
  const { name, kind, distanceMetres = 0 } = place.properties
  const distance = formatDistance(t.locale, distanceMetres)
  const minutes = formatWalk(t.locale, distanceMetres)
  return html`<li><a href=${cardPath(t.locale, place)}><bdi>${name}</bdi></a>
<p><span>${t(`vocabularies:kind.${kind}`)}</span> <span class="nearby-distance">${t('find:distance.walk', { distance, minutes })}</span></p></li>`
}
