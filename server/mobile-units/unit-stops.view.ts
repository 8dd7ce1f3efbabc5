// Where a mobile unit is, where it comes next, and its stops month by month.
import { html, nothing } from 'lit'
import { formatDay, formatMonth, formatTime, formatTimeRange } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { addressLine, unitPath } from '../places/place-address.rules.ts'
import { openStreetMapLink, walkingLink } from '../places/place-journey.rules.ts'
import { addDays, dayInFrance } from '../sessions/day.rules.ts'
import { cancelledView, notedView } from '../sessions/note.view.ts'
import type { StopPlace } from '../sessions/session.rules.ts'
import type { NumberedStop, UnitStop, UnitTimes } from './unit-stops.rules.ts'

/** @param today `YYYY-MM-DD` */
export function unitNow({ here, next, cancelledBefore }: UnitTimes, today: string, t: Translate) {
  return html`${here.length === 0 ? html`<p class="unit-away"><strong>${t('mobile:away')}</strong></p>` : nothing}
${here.map(
  (stop) =>
    html`<div class="now now-here no-print"><p class="now-day">${t('mobile:here')}</p>
<p class="now-hours"><span>${t('mobile:until', { time: formatTime(t.locale, stop.end) })}</span></p>${placeView(stop, t)}${noteView(stop, t)}${wayView(stop.place, t)}</div>`,
)}
${
  cancelledBefore.length > 0
    ? html`<ul class="unit-cancelled no-print">${cancelledBefore.map(
        (stop) =>
          html`<li><p>${cancelledView(stop, t)}</p><p><s>${whenInWords(stop, today, t)}${t('layout:listSeparator')}<bdi>${stop.place.name}</bdi></s></p></li>`,
      )}</ul>`
    : nothing
}
${
  next
    ? html`<div class="now now-coming no-print"><p class="now-day">${t(here.length > 0 ? 'mobile:then' : 'mobile:next')}</p>
<p class="now-hours"><span>${whenInWords(next, today, t)}</span></p>${placeView(next, t)}${movedView(next, t)}${noteView(next, t)}${here.length > 0 ? nothing : wayView(next.place, t)}</div>`
    : nothing
}
${here.length === 0 && !next ? html`<p class="unit-none">${t('mobile:none')}</p>` : nothing}`
}

/** `Demain, 9 h – 12 h` */
function whenInWords({ start, end }: UnitStop, today: string, t: Translate): string {
  const day = dayInFrance(start)
  const hours = formatTimeRange(t.locale, start, end)
  if (day === today) return t('mobile:today', { hours })
  if (day === addDays(today, 1)) return t('mobile:tomorrow', { hours })
  return t('mobile:on', { day: formatDay(t.locale, day), hours })
}

function placeView({ place }: UnitStop, t: Translate) {
  const address = addressLine(place)
  return html`<p class="stop-place"><bdi>${place.name}</bdi></p>${
    address
      ? html`<p class="stop-address"><a href=${openStreetMapLink(place.lonLat)} rel="noopener"><bdi>${address}</bdi><span class="visually-hidden">${t('layout:externalLink', { label: '' })}</span></a></p>`
      : nothing
  }`
}

function wayView({ lonLat }: StopPlace, t: Translate) {
  return html`<p><a class="button action-journey" href=${walkingLink(lonLat)} rel="noopener">${t('layout:externalLink', { label: t('mobile:walk') })}</a></p>`
}

function noteView(stop: UnitStop, t: Translate) {
  return stop.note === null ? nothing : html`<p class="stop-note">${notedView(stop, t)}</p>`
}

function movedView({ state, originalStart }: UnitStop, t: Translate) {
  if (state !== 'moved') return nothing
  const words = {
    day: formatDay(t.locale, dayInFrance(originalStart)),
    time: formatTime(t.locale, originalStart),
  }
  return html`<p class="stop-note">${t('mobile:moved', words)}</p>`
}

/** The stops of the months shown, and the way to the others. */
export function unitMonths(id: number, times: UnitTimes, t: Translate) {
  const { months, otherMonths, points, chosen, unreadMonth } = times
  const path = unitPath(t.locale, id)
  return html`${unreadMonth ? html`<p class="notice no-print" role="status">${t('mobile:unreadMonth')}</p>` : nothing}
${points.length > 1 ? html`<p class="stop-numbers no-print">${t('mobile:numbers')}</p>` : nothing}
${months.map(({ month, stops }, index) => {
  const before = months.slice(0, index).reduce((count, each) => count + each.stops.length, 0)
  const heading = before < mostPrinted ? 'stop-month' : 'stop-month no-print'
  return html`<h3 class=${heading}>${formatMonth(t.locale, `${month}-01`)}</h3>
<ol class="stops">${stops.map((stop, rank) => stopView(stop, before + rank < mostPrinted, t))}</ol>`
})}
${months.length === 0 ? html`<p class="unit-none">${chosen ? t('mobile:noneInMonth', { month: formatMonth(t.locale, `${chosen}-01`) }) : t('mobile:none')}</p>` : nothing}
${chosen ? html`<p class="no-print"><a class="button button-quiet" href=${path}>${t('mobile:all')}</a></p>` : nothing}
${
  otherMonths.length > 0
    ? html`<nav class="other-months no-print" aria-label=${t('mobile:headings.otherMonths')}><h3>${t('mobile:headings.otherMonths')}</h3><ul>${otherMonths.map(
        ({ month, count }) =>
          html`<li><a class="button button-quiet" href=${`${path}?month=${month}`}>${t('mobile:monthLink', { count, month: formatMonth(t.locale, `${month}-01`) })}</a></li>`,
      )}</ul></nav>`
    : nothing
}`
}

/** As many stops find room on one sheet, with how to call and what one is helped with. */
const mostPrinted = 22

function stopView(stop: NumberedStop, isPrinted: boolean, t: Translate) {
  const className = isPrinted ? 'stop' : 'stop no-print'
  const day = formatDay(t.locale, dayInFrance(stop.start))
  const hours = formatTimeRange(t.locale, stop.start, stop.end)
  const when = html`<div class="stop-when"><p class="stop-day">${day}</p><p class="stop-hours">${hours}</p></div>`
  if (stop.state === 'cancelled') {
    return html`<li class=${`${className} stop-cancelled`}><p class="stop-note">${cancelledView(stop, t)}</p>
<del class="stop-was">${when}<p class="stop-place"><bdi>${stop.place.name}</bdi></p></del></li>`
  }
  return html`<li class=${className}>${when}
<div class="stop-where">${stop.number === null ? nothing : html`<span class="stop-number">${stop.number}</span>`}${placeView(stop, t)}${movedView(stop, t)}${noteView(stop, t)}</div></li>`
}

/** The places of the stops; the map takes the place of the links. */
export function unitMap({ points }: UnitTimes, t: Translate) {
  if (points.length === 0) return nothing
  const marks = JSON.stringify(points.map(({ lonLat, name }) => [...lonLat, name]))
  return html`<section class="unit-map no-print"><h2>${t('mobile:headings.map')}</h2><place-spot data-points=${marks}><ol>${points.map(
    ({ lonLat, name }) =>
      html`<li><a href=${openStreetMapLink(lonLat)} rel="noopener"><bdi>${name}</bdi>${t('layout:externalLink', { label: '' })}</a></li>`,
  )}</ol></place-spot></section>`
}
