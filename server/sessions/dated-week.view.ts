// The week that starts today, and later days that do not follow the usual week.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDay, weekdayNames } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { DatedDay } from './dated-week.rules.ts'
import { weekdayOf } from './day.rules.ts'
import { closedForInWords } from './holidays.view.ts'
import { hasNote, isInWordsAlone, type WeekHours } from './hours.rules.ts'
import { capitalised, dayInWords, notesView } from './hours.view.ts'

/**
 * Seven rows from today on, then the exceptions of the weeks after. What a day has of its own is said in words beside it.
 * @param days the days to come, today first
 */
export function datedWeekView(days: readonly DatedDay[], week: WeekHours, t: Translate): TemplateResult {
  if ((hasNote(week, 'always-open') || isInWordsAlone(week)) && days.every(({ isUsual }) => isUsual))
    return notesView(week, t)
  const next = days.slice(0, 7)
  const later = ownDaysInWords(days.slice(7), week, t)
  return html`<div class="hours"><table class="hours-week">
<caption class="visually-hidden">${t('hours:caption')}</caption>
<tbody>${next.map((day, index) => rowView(day, index === 0, week, t))}</tbody></table>
${
  later.length > 0
    ? html`<p class="hours-dates-title">${t(week.regular ? 'hours:exceptions' : 'hours:upcoming')}</p>
<ul class="hours-dates">${later.map((day) => html`<li>${day}</li>`)}</ul>`
    : nothing
}${notesView(week, t)}</div>`
}

/** Two weeks of a place that opens every weekday; more would push its address out of sight. */
const mostLater = 10

/** The days that the usual week does not tell: "Friday 25 December: closed (Christmas)". */
export function ownDaysInWords(days: readonly DatedDay[], week: WeekHours, t: Translate): string[] {
  // Of hours that change from week to week each day is its own rule.
  const own = days.filter(({ isUsual, hours }) => (week.regular ? !isUsual : hours.length > 0))
  return own.slice(0, mostLater).map((day) => datedDayInWords(day, week, t))
}

/** "Friday 25 December: closed (Christmas)" */
export function datedDayInWords(day: DatedDay, week: WeekHours, t: Translate): string {
  const words = { days: formatDay(t.locale, day.date), hours: hoursView(day, week, t) }
  return capitalised(t('hours:line', words), t.locale)
}

function rowView(day: DatedDay, isToday: boolean, week: WeekHours, t: Translate) {
  const name = capitalised(weekdayNames(t.locale)[weekdayOf(day.date)]!, t.locale)
  const isMarked = week.regular && !day.isUsual
  return html`<tr class=${isToday ? 'today' : nothing}><th scope="row">${name}${isToday ? html` <small>${t('places:today.word')}</small>` : nothing}</th>
<td class=${isMarked ? 'exception' : nothing}>${hoursView(day, week, t)}${isMarked && day.hours.length > 0 ? html` <small>${t('hours:unusual')}</small>` : nothing}</td></tr>`
}

function hoursView({ hours, reason }: DatedDay, week: WeekHours, t: Translate): string {
  if (hours.length > 0) return dayInWords(hours, week, t)
  if (!reason) return t('hours:closed')
  if (reason.kind !== 'closure') return closedForInWords(reason, t)
  const { reason: code } = reason.notice
  return code ? t('hours:closedFor', { holiday: t(`time:reasons.${code}`) }) : t('hours:closed')
}
