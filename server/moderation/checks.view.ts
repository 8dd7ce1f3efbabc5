// What was checked, with a sign and a word each; and the places that may be the same, in words and on a small map.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDistance } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { addressLine, cardPath } from '../places/place-address.rules.ts'
import type { LightProperties, PlaceFeature } from '../places/place-feature.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { TwinReason } from '../twins/twin.rules.ts'
import { distanceMetres } from '../twins/twin-address.rules.ts'
import type { AlikePlace } from '../twins/twin-search.actions.ts'
import type { Check } from './checks.rules.ts'

export function checksView(checks: readonly Check[], t: Translate): TemplateResult | typeof nothing {
  if (checks.length === 0) return nothing
  return html`<section class="review-part" aria-labelledby="checks"><h2 id="checks">${t('moderation:checks.title')}</h2>
<ul class="checks">${checks.map(
    (check) =>
      html`<li class=${`check check-${check.state}`}><b>${t(`moderation:checks.states.${check.state}`)}</b> <span>${checkInWords(check, t)}</span></li>`,
  )}</ul></section>`
}

function checkInWords({ name, finding, value = '', count = 0, distanceMetres }: Check, t: Translate): string {
  const distance = distanceMetres === undefined ? '' : formatDistance(t.locale, distanceMetres)
  // Every finding of every check has its sentence: a unit test walks them all.
  return t(`moderation:checks.${name}.${finding}` as 'moderation:checks.address.near', {
    value,
    count,
    distance,
  })
}

/** What speaks for two places being one, and against it. */
export function reasonsInWords(reasons: readonly TwinReason[], t: Translate): string {
  return reasons.map((reason) => t(`moderation:twins.reasons.${reason}`)).join(t('layout:listSeparator'))
}

/**
 * Places that may be the one that is proposed.
 * @param beside numbers of those that the submitter says are others
 */
export function alikeView(
  twins: readonly AlikePlace[],
  { name, lonLat, beside }: { name: string; lonLat: LonLat | null; beside: readonly number[] },
  t: Translate,
): TemplateResult | typeof nothing {
  if (twins.length === 0) return nothing
  const cards = twins.map(({ light, ...twin }) => ({ ...twin, card: JSON.parse(light) as Card }))
  // Numbered as on the map: those that have a point come first.
  const ordered = cards.toSorted((a, b) => Number(!a.card.geometry) - Number(!b.card.geometry))
  const points = [
    ...(lonLat ? [[...lonLat, name]] : []),
    ...ordered.flatMap(({ card }) =>
      card.geometry ? [[...card.geometry.coordinates, card.properties.name]] : [],
    ),
  ]
  return html`<section class="review-part" aria-labelledby="alike"><h2 id="alike">${t('moderation:twins.alike')}</h2>
<ol class="alike" start=${lonLat ? 2 : 1}>${ordered.map(({ id, card, reasons }) => {
    const { properties, geometry } = card
    const metres = lonLat && geometry ? distanceMetres(lonLat, geometry.coordinates) : null
    return html`<li><a href=${cardPath(t.locale, card)}><bdi>${properties.name}</bdi></a>
<p><bdi>${addressLine(properties)}</bdi>${metres === null ? nothing : html` – ${formatDistance(t.locale, metres)}`}</p>
<p class="unknown">${reasonsInWords(reasons, t)}</p>
${beside.includes(id) ? html`<p><span class="mark-word">${t('moderation:twins.saidOther')}</span></p>` : nothing}</li>`
  })}</ol>
${points.length > 1 ? html`<place-spot class="alike-map no-print" data-points=${JSON.stringify(points)}></place-spot>` : nothing}</section>`
}

type Card = PlaceFeature<LightProperties>
