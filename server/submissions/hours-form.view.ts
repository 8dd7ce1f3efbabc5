// When a place is open, as lines of days and times. `<hours-grid>` makes a week of them where there is a script.
import { html, nothing, type TemplateResult } from 'lit'
import { shortWeekdayNames, weekdayNames } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { type FieldError, fieldView } from '../http/form.view.ts'
import { dayCodes, type HoursLine, type LinesName, lineFields, linesShown } from './hours-lines.rules.ts'
import type { PlaceForm } from './place-form.view.ts'
import { hoursChoices, schoolHolidayChoices } from './place-hours.rules.ts'
import { typedLines, typedList, typedText } from './typed.rules.ts'

const noLine: HoursLine = { days: [], times: ['', '', '', ''] }

export function hoursBlock(form: PlaceForm, t: Translate): TemplateResult {
  const { typed, errors, keptHours, isNew } = form
  const choice = typedText(typed, 'hours') || (isNew ? 'open' : '')
  const error = errors.find(({ field }) => field === 'hours')
  const choices = hoursChoices.filter((each) => each !== 'keep' || keptHours.length > 0)
  const school = typedText(typed, 'schoolHolidays') || 'unsaid'
  return html`<div class="hours-form">
<fieldset class=${error ? 'form-field form-wrong' : 'form-field'} aria-describedby=${error ? 'hours-error' : nothing}>
<legend>${t('add:hours.how')}</legend>
${error ? html`<p class="form-error" id="hours-error"><span class="visually-hidden">${t('forms:errorPrefix')}</span> ${error.message}</p>` : nothing}
<div class="choices">${choices.map(
    (each, index) =>
      html`<label class="choice"><input type="radio" id=${index === 0 ? 'hours' : `hours-${each}`} name="hours" value=${each} ?checked=${each === choice}> <span>${t(`add:hours.choices.${each}`)}${each === 'keep' ? html` <small>${keptHours.join(' ')}</small>` : nothing}</span></label>`,
  )}</div>
</fieldset>
<div class="hours-when">
${hoursLinesView('hours', t('add:hours.week'), form, t)}
<label class="choice"><input type="checkbox" name="publicHolidays" value="closed" ?checked=${typedList(typed, 'publicHolidays').includes('closed')}> <span>${t('add:hours.publicHolidays')}</span></label>
<fieldset class="form-field hours-school"><legend>${t('add:hours.school')}</legend>
<div class="choices choices-row">${schoolHolidayChoices.map(
    (each) =>
      html`<label class="choice"><input type="radio" name="schoolHolidays" value=${each} ?checked=${each === school}> <span>${t(`add:hours.schoolChoices.${each}`)}</span></label>`,
  )}</div>
<div class="hours-holiday">${hoursLinesView('holiday', t('add:hours.schoolWeek'), form, t)}</div>
</fieldset>
</div>
${closuresView(form, t)}
</div>`
}

/** The words of the grid; it comes with the page, so that the script of every page carries no texts. */
function gridTexts(t: Translate): string {
  return JSON.stringify({
    days: weekdayNames(t.locale),
    short: shortWeekdayNames(t.locale),
    whichDays: t('add:grid.whichDays'),
    whichTimes: t('add:grid.whichTimes'),
    workdays: t('add:grid.workdays'),
    chooseDay: t('add:grid.chooseDay'),
    chooseEnd: t('add:grid.chooseEnd', { time: '#' }),
    opens: t('add:grid.opens'),
    added: t('add:grid.added'),
    overlap: t('add:faults.hours-overlap'),
    other: t('add:grid.other'),
    otherAdd: t('add:grid.otherAdd'),
    unreadable: t('add:faults.hours-time'),
    from: t('add:hours.from'),
    to: t('add:hours.to'),
    week: t('add:grid.week'),
    remove: t('add:grid.remove', { time: '#' }),
    empty: t('add:grid.empty'),
  })
}

/** The lines of one week. */
export function hoursLinesView(
  name: LinesName,
  caption: string,
  { typed, errors }: Pick<PlaceForm, 'typed' | 'errors'>,
  t: Translate,
): TemplateResult {
  const lines = typedLines(typed, name)
  const amount = Math.max(linesShown[name], lines.length + (lines.length < 7 ? 1 : 0))
  const all = Array.from({ length: amount }, (_, index) => lines[index] ?? noLine)
  return html`<hours-grid data-name=${name} data-texts=${gridTexts(t)}>
<p class="hours-caption" id=${`${name}-caption`}>${caption}</p>
<p class="form-hint">${t('add:hours.lines')}</p>
<div class="hours-lines" role="group" aria-labelledby=${`${name}-caption`}>${all.map((line, index) => lineView(name, index + 1, line, errors, t))}</div>
</hours-grid>`
}

function lineView(
  name: LinesName,
  number: number,
  { days, times }: HoursLine,
  errors: readonly FieldError[],
  t: Translate,
) {
  const fields = lineFields(name, number)
  const wrong = errors.filter(({ field }) => field === fields.days || fields.times.includes(field))
  const errorId = `${name}-${number}-error`
  const short = shortWeekdayNames(t.locale)
  const long = weekdayNames(t.locale)
  const labels = ['from', 'to', 'from2', 'to2'] as const
  return html`<fieldset class=${wrong.length > 0 ? 'hours-line form-wrong' : 'hours-line'} aria-describedby=${wrong.length > 0 ? errorId : nothing}>
<legend>${t('add:hours.line', { number })}</legend>
${wrong.length > 0 ? html`<p class="form-error" id=${errorId}><span class="visually-hidden">${t('forms:errorPrefix')}</span> ${wrong.map(({ message }) => message).join(' ')}</p>` : nothing}
<div class="day-choices">${dayCodes.map(
    (code, day) =>
      html`<label class="day-choice"><input type="checkbox" id=${day === 0 ? fields.days : `${fields.days}-${code}`} name=${fields.days} value=${code} ?checked=${days.includes(code)} aria-label=${long[day]!}> <span aria-hidden="true">${short[day]}</span></label>`,
  )}</div>
<div class="hours-times">${labels.map(
    (label, index) =>
      html`<label for=${fields.times[index]!}><span>${t(`add:hours.${label}`)}</span> <input id=${fields.times[index]!} name=${fields.times[index]!} value=${times[index]!} maxlength="12" inputmode="text" autocomplete="off" dir="ltr" size="6" aria-invalid=${wrong.some(({ field }) => field === fields.times[index]) ? 'true' : nothing}></label>`,
  )}</div>
</fieldset>`
}

/** Days on which the place will be closed: summer, works. */
function closuresView({ typed, errors }: PlaceForm, t: Translate) {
  const isUsed = ['closure-1', 'closure-2', 'closure-3'].some(
    (name) => typedText(typed, `${name}-from`) !== '',
  )
  return html`<details class="folded form-more" ?open=${isUsed}><summary>${t('add:closures.title')}</summary>
${[1, 2, 3].map(
  (number) =>
    html`<fieldset class="form-dates"><legend class="visually-hidden">${t('add:closures.line', { number })}</legend>
${fieldView({ name: `closure-${number}-from`, label: t('add:closures.from'), type: 'date', value: typedText(typed, `closure-${number}-from`), isShort: true, required: true, errors }, t)}
${fieldView({ name: `closure-${number}-until`, label: t('add:closures.until'), type: 'date', value: typedText(typed, `closure-${number}-until`), isShort: true, required: true, errors }, t)}
</fieldset>`,
)}</details>`
}
