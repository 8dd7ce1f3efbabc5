// "Can I go now?": today, the week, and the dates that no week tells.
import { html, nothing } from 'lit'
import { formatDay } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { DatedHours, DayHours, WeekHours } from '../sessions/hours.rules.ts'
import { datedHoursView, dayInWords, givenHoursView, weekHoursView } from '../sessions/hours.view.ts'
import type { PlaceProperties } from './place-feature.rules.ts'
import type { Today } from './place-today.rules.ts'

/** What the date tells of the hours; `upcoming` are the next dates, for hours that no single week tells. */
export type HoursNow = { today: Today | null; upcoming: readonly DatedHours[] | null }

/** Two weeks of a place that opens every weekday; more would push its address out of sight. */
const datesShown = 10

export function placeHours(properties: PlaceProperties, { today, upcoming }: HoursNow, t: Translate) {
  const { openingWeek, openingHoursGiven, phone } = properties
  if (openingWeek) {
    const dates = upcoming ? datedHoursView(upcoming.slice(0, datesShown), openingWeek, t) : nothing
    const marked = today?.isUsual ? today.weekday : undefined
    return html`${todayView(openingWeek, today, t)}${weekHoursView(openingWeek, t, marked)}${dates}`
  }
  if (openingHoursGiven) return givenHoursView(openingHoursGiven, t)
  return html`<p>${t(phone ? 'places:hoursUnknown' : 'places:hoursUnknownNoPhone')}</p>`
}

function todayView(week: WeekHours, today: Today | null, t: Translate) {
  if (!today?.hours) return nothing
  const { date, hours, isUsual, next } = today
  // Said of one day alone, an appointment is said beside its hours and not once for the week.
  const inWords = (each: DayHours) => dayInWords(each, { ...week, notes: [] }, t)
  const day = formatDay(t.locale, date)
  const state = hours.length === 0 ? 'closed' : hours.every((each) => each.byAppointment) ? 'booked' : 'open'
  // Hours that the week below does not tell: a holiday, a season, a first Saturday.
  const unusual = isUsual ? nothing : html`<p>${t('places:today.unusual')}</p>`
  return html`<div class=${`now now-${state} no-print`}><p class="now-day">${t('places:today.day', { day })}</p>
<p class="now-hours">${hours.length === 0 ? t('places:today.closed') : inWords(hours)}</p>
${next ? html`<p>${t('places:today.next', { day: formatDay(t.locale, next.date), hours: inWords(next.hours) })}</p>` : nothing}
${unusual}</div>`
}
