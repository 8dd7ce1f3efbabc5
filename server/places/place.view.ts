// The page of one place, in the order in which a resident asks.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { ownWayView } from '../schedule/own-way.view.ts'
import { keepLink, keptPlaces } from './kept-places.view.ts'
import { placeAbout, placeText } from './place-about.view.ts'
import { type ListedPlace, oldInformation } from './place-card.view.ts'
import { placeActions, placeContact } from './place-contact.view.ts'
import { placeEvents } from './place-events.view.ts'
import type { PlaceFeature, PlaceProperties } from './place-feature.rules.ts'
import { placeGlance } from './place-glance.view.ts'
import { placeHours } from './place-hours.view.ts'
import { placeNearby } from './place-nearby.view.ts'
import { placeShare, type Sharing } from './place-share.view.ts'
import { placePropose, placeSources } from './place-sources.view.ts'
import type { PlaceTimes } from './place-times-now.actions.ts'
import { needsAppointment } from './place-timetable.rules.ts'
import { placeWhere } from './place-where.view.ts'

export type ShownPlace = PlaceFeature<PlaceProperties>

/** What the page knows beside the place itself. */
export type Around = {
  times: PlaceTimes
  /** To say when information is old. */
  currentYear: number
  sharing: Sharing
  /** Other places at its address. */
  beside: readonly ListedPlace[]
  nearby: readonly ListedPlace[]
  /** Today in words, for the paper. */
  printedOn: string
}

export function placeView(place: ShownPlace, around: Around, t: Translate): TemplateResult {
  const { properties } = place
  return html`<article class="place">
<div class="place-top no-print"><p class="back"><place-back><a href=${`/${t.locale}/find`}>${t('places:actions.back')}</a></place-back></p>
<p>${keepLink(place.id, properties.name, t)}</p></div>
<header><p class="place-kind">${t(`vocabularies:kind.${properties.kind}`)}</p>
<h1><bdi>${properties.name}</bdi></h1>
${placeGlance(properties, t)}
${summaryView(properties, t)}
${adviceView(properties, around.currentYear, t)}
${placeActions(place, t)}</header>
<div class="place-columns">
<section class="place-hours"><h2>${t('places:headings.hours')}</h2>${placeHours(properties, around.times, t)}</section>
${placeEvents(around.times, t)}
<section class="place-where"><h2>${t('places:headings.where')}</h2>${placeWhere(place, around.beside, t)}</section>
<section class="place-contact"><h2>${t('places:headings.contact')}</h2>${placeContact(properties, t)}</section>
<div class="place-about">${placeAbout(properties, t)}</div>
${placeShare(properties.name, around.sharing, t)}
</div>
${placeNearby(place, around.nearby, t)}
${placeSources(properties, t, `/${t.locale}/places/${place.id}/history`)}
${placePropose(place.id, t)}
${ownWayView({ kind: 'place', id: place.id }, t)}
<p class="printed-on">${t('layout:print.printedOn', { date: around.printedOn })}</p>
</article>
${keptPlaces(t)}`
}

function summaryView(properties: PlaceProperties, t: Translate) {
  const summary = placeText(properties, 'summary', t)
  if (!summary) return nothing
  return html`<div class="place-summary"><p lang=${summary.language} dir="auto">${summary.text}</p>${summary.remark}</div>`
}

function adviceView(properties: PlaceProperties, currentYear: number, t: Translate) {
  const advice = adviceInWords(properties, currentYear, t)
  if (advice.length === 0) return nothing
  return html`<div class="advice">${advice.map((text) => html`<p>${text}</p>`)}</div>`
}

/** What to know before going: not public, by appointment, old. */
export function adviceInWords(properties: PlaceProperties, currentYear: number, t: Translate): string[] {
  const { contactModes } = properties
  const old = oldInformation(properties, currentYear, t)
  return [
    ...(contactModes.includes('not-public') ? [t('places:notPublic')] : []),
    ...(needsAppointment(properties) ? [t('places:appointmentNeeded')] : []),
    ...(properties.kind === 'mobile' ? [t('places:travels')] : []),
    ...(old === undefined ? [] : [old]),
  ]
}
