// What every form of a schedule stands in: its title, what is wrong, its fields, the way back.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { errorSummaryView, type FieldError } from '../http/form.view.ts'
import type { ScheduleFault } from './round-form.rules.ts'
import type { ScheduleSubject } from './schedule.rules.ts'
import { type SchedulePageName, schedulePath } from './schedule-path.rules.ts'

/** Faults in the reader's language. */
export const scheduleErrors = (faults: readonly ScheduleFault[], t: Translate): FieldError[] =>
  faults.map(({ field, reason }) => ({ field, message: t(`schedule:faults.${reason}`) }))

/** Values that a form carries along unseen. */
export const hiddenView = (values: readonly (readonly [name: string, value: string])[]): TemplateResult =>
  html`${values.map(([name, value]) => html`<input type="hidden" name=${name} value=${value}>`)}`

/** A page of one or more forms. @param content the forms */
export function formPage(
  page: { subject: ScheduleSubject; title: string; errors?: readonly FieldError[]; lead?: string },
  content: TemplateResult,
  t: Translate,
): TemplateResult {
  const { subject, title, errors = [], lead } = page
  return html`<div class="schedule form-page">
<p class="back"><a href=${schedulePath(t.locale, subject)}>${t('schedule:back.schedule')}</a></p>
<h1>${title}</h1>
${lead ? html`<p class="lead">${lead}</p>` : nothing}
${errorSummaryView(errors, t)}
${content}
</div>`
}

/** One form of a schedule; what it sends is looked at before it is done, unless `seal` says that it was. */
export function formView(
  form: { subject: ScheduleSubject; page: SchedulePageName; seal?: TemplateResult },
  fields: TemplateResult,
  button: string | TemplateResult,
  t: Translate,
): TemplateResult {
  return html`<form class="form" method="post" action=${schedulePath(t.locale, form.subject, form.page)} novalidate>
${form.seal ?? nothing}
${fields}
${typeof button === 'string' ? html`<button class="button">${button}</button>` : button}
</form>`
}
