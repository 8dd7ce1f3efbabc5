// "Can I go now?": this moment, the days to come, the workshops.
import { html, nothing } from 'lit'
import { formatDay } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { datedWeekView } from '../sessions/dated-week.view.ts'
import { givenHoursView, weekHoursView } from '../sessions/hours.view.ts'
import { noticesView, stateInWords } from '../sessions/time-now.view.ts'
import type { PlaceProperties } from './place-feature.rules.ts'
import type { PlaceTimes } from './place-times-now.actions.ts'

export function placeHours(properties: PlaceProperties, times: PlaceTimes, t: Translate) {
  const { openingWeek, openingHoursGiven, phone } = properties
  const now = html`${nowView(times, t)}${noticesView(times.now, t)}`
  const { state } = times.now
  // A temporary place that has ended has no hours any more; those of one to come hold from then on.
  if (state.kind === 'away')
    return html`${now}${openingWeek && state.returns ? weekHoursView(openingWeek, t) : nothing}`
  if (openingWeek && times.days.length === 0) return html`${now}${weekHoursView(openingWeek, t)}`
  // Paper is read for months: it has the usual week.
  if (openingWeek)
    return html`${now}<div class="no-print">${datedWeekView(times.days, openingWeek, t)}</div>
<div class="print-only">${weekHoursView(openingWeek, t)}</div>`
  if (openingHoursGiven) return html`${now}${givenHoursView(openingHoursGiven, t)}`
  if (times.events.length > 0) return now
  return html`${now}<p>${t(phone ? 'places:hoursUnknown' : 'places:hoursUnknownNoPhone')}</p>`
}

const looks = { open: 'open', appointment: 'booked', closed: 'closed', away: 'closed' }

function nowView({ now }: PlaceTimes, t: Translate) {
  const { state, at } = now
  if (state.kind === 'unknown') return nothing
  const [first, ...more] = stateInWords(state, at, t)
  const day = formatDay(t.locale, at.slice(0, 10))
  // Paper is read later: of this moment it has what lasts.
  const reach = state.kind === 'away' ? '' : ' no-print'
  return html`<div class=${`now now-${looks[state.kind]}${reach}`}><p class="now-day no-print">${t('places:today.day', { day })}</p>
<p class="now-hours">${first}</p>${more.map((line) => html`<p>${line}</p>`)}
</div>`
}
