// The page of one mobile unit: where it is now comes first.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { subscribeWays } from '../ical/subscribe.view.ts'
import { keepLink, keptPlaces } from '../places/kept-places.view.ts'
import type { ShownPlace } from '../places/place.view.ts'
import { placeAbout, placeText } from '../places/place-about.view.ts'
import { placeActions, placeContact } from '../places/place-contact.view.ts'
import { placeShare, type Sharing } from '../places/place-share.view.ts'
import { placeSources } from '../places/place-sources.view.ts'
import { ownWayView } from '../schedule/own-way.view.ts'
import type { DatedNotice } from '../sessions/session.rules.ts'
import { closureInWords } from '../sessions/time-now.view.ts'
import type { UnitTimes } from './unit-stops.rules.ts'
import { unitMap, unitMonths, unitNow } from './unit-stops.view.ts'

export type AroundUnit = {
  times: UnitTimes
  /** `YYYY-MM-DD` */
  today: string
  sharing: Sharing
}

export function mobileUnitView(
  unit: ShownPlace,
  { times, today, sharing }: AroundUnit,
  t: Translate,
): TemplateResult {
  const { properties } = unit
  const vehicle = properties.vehicle ? ` · ${t(`vocabularies:vehicle.${properties.vehicle}`)}` : ''
  return html`<article class="place unit">
<div class="place-top no-print"><p class="back"><place-back><a href=${`/${t.locale}/find`}>${t('places:actions.back')}</a></place-back></p>
<p>${keepLink(unit.id, properties.name, t)}</p></div>
<header><p class="place-kind">${t(`vocabularies:kind.${properties.kind}`)}${vehicle}</p>
<h1><bdi>${properties.name}</bdi></h1>
${properties.organisation ? html`<p class="unit-operator">${t('places:runBy', { organisation: properties.organisation })}</p>` : nothing}
${summaryView(unit, t)}
${noticesView(properties.notices, today, t)}
${placeActions(unit, t)}</header>
<div class="place-columns">
<section class="unit-now no-print"><h2>${t('mobile:headings.now')}</h2>${unitNow(times, today, t)}</section>
<section class="unit-stops"><h2>${t('mobile:headings.stops')}</h2>${unitMonths(unit.id, times, t)}</section>
${unitMap(times, t)}
<section class="unit-calendar no-print"><p class="unit-hint">${t('mobile:calendarHint')}</p>
${subscribeWays(`${sharing.address}.ics`, { label: t('mobile:calendar'), look: 'button button-quiet action-book' }, t)}</section>
<section class="place-contact"><h2>${t('places:headings.contact')}</h2>${placeContact(properties, t)}</section>
<div class="place-about">${placeAbout(properties, t)}</div>
${placeShare(properties.name, sharing, t)}
</div>
${placeSources({ ...properties, organisation: null }, t)}
${ownWayView({ kind: 'unit', id: unit.id }, t)}
<p class="printed-on">${t('layout:print.printedOn', { date: formatDate(t.locale, today) })}</p>
</article>
${keptPlaces(t)}`
}

function summaryView({ properties }: ShownPlace, t: Translate) {
  const summary = placeText(properties, 'summary', t)
  if (!summary) return nothing
  return html`<div class="place-summary"><p lang=${summary.language} dir="auto">${summary.text}</p>${summary.remark}</div>`
}

/** When it does not drive, and what its operator has to say these days. */
function noticesView(notices: readonly DatedNotice[], today: string, t: Translate) {
  const shown = notices.filter(
    ({ kind, from, until }) => until >= today && (kind === 'closed' || from <= today),
  )
  if (shown.length === 0) return nothing
  return html`<div class="advice">${shown.map((notice) => noticeView(notice, today, t))}</div>`
}

function noticeView(notice: DatedNotice, today: string, t: Translate) {
  const own =
    notice.text === null ? nothing : html`<span lang=${notice.language} dir="auto">${notice.text}</span>`
  if (notice.kind === 'notice') return html`<p>${own}</p>`
  return html`<p><span>${closureInWords(notice, today, t, 'unit')}. ${own}</span></p>`
}
