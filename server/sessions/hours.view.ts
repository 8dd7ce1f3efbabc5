// Opening hours written for people, never as OpenStreetMap syntax.
//
// Times are on the 24-hour clock in every language, English too: a visitor compares them with the sign on the door.

import { html, nothing, type TemplateResult } from 'lit'
import { formatList, formatTimeRange, weekdayNames } from '../../i18n/format.ts'
import type { Locale } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import {
  type DayHours,
  dayRuns,
  groupDays,
  type Hours,
  type HoursNote,
  hasNote,
  isWholeDay,
  quotableHours,
  type WeekHours,
} from './hours.rules.ts'

/**
 * The hours of a week in short lines: days that have the same hours together, then what the days cannot say.
 * `Lundi – vendredi : 9 h – 12 h, 14 h – 17 h`, `Fermé les jours fériés.` Closed days are left out.
 * @param names of the days, Monday first
 */
export function hoursInWords(week: WeekHours, t: Translate, names = weekdayNames(t.locale)): string[] {
  const notes = week.notes.map((note) => noteInWords(note, t))
  if (hasNote(week, 'always-open')) return notes
  const lines = groupDays(week).open.map(({ days, hours }) => {
    const words = { days: daysInWords(days, names, t), hours: dayInWords(hours, week, t) }
    return capitalised(t('hours:line', words), t.locale)
  })
  if (lines.length + notes.length === 0) return [t('hours:nothing')]
  return [...lines, ...notes]
}

/**
 * The week as a table of seven rows, with the notes under it. It has no colours to lose on paper.
 * @param today the day to mark, 0 = Monday
 */
export function weekHoursView(week: WeekHours, t: Translate, today?: number): TemplateResult {
  const tells = week.days.some((day) => day.length > 0) && !hasNote(week, 'always-open')
  const names = weekdayNames(t.locale)
  return html`<div class="hours">
    ${
      tells
        ? html`<table class="hours-week">
            <caption class="visually-hidden">${t('hours:caption')}</caption>
            <tbody>
              ${week.days.map(
                (hours, day) => html`<tr class=${day === today ? 'today' : nothing}>
                  <th scope="row">${capitalised(names[day]!, t.locale)}${day === today ? html` <small>${t('places:today.word')}</small>` : nothing}</th>
                  <td>${dayView(hours, week, t)}</td>
                </tr>`,
              )}
            </tbody>
          </table>`
        : nothing
    }
    ${notesView(week, t)}
    ${!tells && week.notes.length === 0 ? html`<p class="hours-note">${t('hours:nothing')}</p>` : nothing}
  </div>`
}

/** What a table of days cannot say. */
export function notesView(week: WeekHours, t: Translate) {
  return html`${week.notes.map((note) => html`<p class="hours-note">${noteView(note, t)}</p>`)}`
}

/**
 * Hours that are no schedule, quoted in the language in which they were written. What looks like broken
 * OpenStreetMap syntax is not shown: a reader is told to ask the place.
 */
export function givenHoursView(given: string, t: Translate): TemplateResult {
  const lines = quotableHours(given)
  if (!lines) return html`<p class="hours-note">${t('hours:toCheck')}</p>`
  return html`<p class="hours-note">${t('hours:given')}</p>
    <blockquote class="hours-given" lang="fr" dir="ltr">${lines.map((line) => html`<p>${t('hours:quotation', { text: line })}</p>`)}</blockquote>`
}

/** The same as short lines, for a card or the printed list. */
export function givenHoursInWords(given: string, t: Translate): string[] {
  const lines = quotableHours(given)
  if (!lines) return [t('hours:toCheck')]
  return lines.map((text) => t('hours:quotation', { text }))
}

/** `lundi et mardi`, `lundi, mercredi – vendredi`: a dash from three days in a row on, and no "et" beside a dash. */
function daysInWords(days: readonly number[], names: readonly string[], t: Translate): string {
  if (days.length === 7) return t('hours:everyDay')
  const runs = dayRuns(days)
  if (runs.every(([first, last]) => last - first < 2))
    return formatList(
      t.locale,
      days.map((day) => names[day]!),
    )
  return runs
    .flatMap(([first, last]) => {
      if (last - first < 2) return names.slice(first, last + 1)
      return [t('hours:dayRange', { first: names[first]!, last: names[last]! })]
    })
    .join(t('layout:listSeparator'))
}

/** `9 h – 12 h, 14 h – 17 h sur rendez-vous`; an appointment that the whole week needs is left to its note. */
export function dayInWords(hours: DayHours, week: WeekHours, t: Translate): string {
  return openingsInWords(hours, week, t).join(t('layout:listSeparator'))
}

function openingsInWords(hours: DayHours, week: WeekHours, t: Translate): string[] {
  return hours.map((opening) => {
    const words = openingInWords(opening, week, t)
    if (opening.comment === undefined) return words
    return words === '' ? opening.comment : t('hours:comment', { hours: words, comment: opening.comment })
  })
}

/** Days with the same hours together, each opening apart: for a small table. Closed days are left out. */
export function weekRows(week: WeekHours, t: Translate): { days: string; times: string[] }[] {
  if (hasNote(week, 'always-open')) return []
  return groupDays(week).open.map(({ days, hours }) => ({
    days: capitalised(daysInWords(days, weekdayNames(t.locale), t), t.locale),
    times: openingsInWords(hours, week, t),
  }))
}

function dayView(hours: DayHours, week: WeekHours, t: Translate): unknown {
  if (hours.length === 0) return t('hours:closed')
  return hours.map((opening, index) => {
    const separator = index > 0 ? t('layout:listSeparator') : ''
    const comment =
      opening.comment === undefined ? nothing : html` <span lang="fr">(${opening.comment})</span>`
    return html`${separator}${openingInWords(opening, week, t)}${comment}`
  })
}

/** One opening without its comment; empty when the comment says it all. */
function openingInWords(opening: Hours, week: WeekHours, t: Translate): string {
  if (isWholeDay(opening)) {
    if (opening.byAppointment) return t('hours:appointmentOnly')
    return opening.comment === undefined ? t('hours:openAround') : ''
  }
  const hours = formatTimeRange(t.locale, opening.from, opening.to)
  return opening.byAppointment && !hasNote(week, 'by-appointment') ? t('hours:appointment', { hours }) : hours
}

/** What a table of days cannot say, as a sentence. */
export function noteInWords(note: HoursNote, t: Translate): string {
  return note.kind === 'comment'
    ? `${t('hours:remark')} ${t('hours:quotation', { text: note.text })}`
    : t(`hours:notes.${note.kind}`)
}

function noteView(note: HoursNote, t: Translate): unknown {
  if (note.kind !== 'comment') return noteInWords(note, t)
  return html`${t('hours:remark')} <q lang="fr">${note.text}</q>`
}

/** With a capital at its beginning, as a line has. */
export function capitalised(text: string, locale: Locale): string {
  const [first = ''] = text
  return first.toLocaleUpperCase(locale) + text.slice(first.length)
}
