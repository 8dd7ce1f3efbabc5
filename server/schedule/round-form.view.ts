// The fields of a round: when first, from and to, how often, until when, not on which holidays.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { addressTexts } from '../addresses/address-field.view.ts'
import { choicesView, type FieldError, fieldView, selectView } from '../http/form.view.ts'
import { type RoundFields, rhythmChoices } from './round-form.rules.ts'

/** Name and address of a stop that is not known yet. */
export function stopFields(
  typed: { name: string; where: string },
  errors: readonly FieldError[],
  t: Translate,
): TemplateResult {
  return html`${fieldView({ name: 'name', label: t('schedule:form.stopName'), hint: t('schedule:form.stopNameHint'), value: typed.name, required: true, maxLength: 250, errors }, t)}
<address-search class="form-field" data-texts=${addressTexts(t)} data-only="address"><div class="where-field">${fieldView({ name: 'where', label: t('schedule:form.address'), hint: t('schedule:form.addressHint'), value: typed.where, required: true, maxLength: 200, errors }, t)}</div></address-search>`
}

export function roundFields(
  typed: RoundFields,
  errors: readonly FieldError[],
  t: Translate,
  texts: { first: string; firstHint?: string } = { first: t('schedule:form.first') },
): TemplateResult {
  const { first, from, to } = typed
  return html`${fieldView({ name: 'first', label: texts.first, hint: texts.firstHint, type: 'date', value: first, required: true, isShort: true, errors }, t)}
${hoursFields({ from, to }, errors, t)}
${selectView({ name: 'rhythm', label: t('schedule:form.rhythm'), value: typed.rhythm, required: true, choices: rhythms(typed.rhythm, t), errors }, t)}
${fieldView({ name: 'until', label: t('schedule:form.until'), hint: t('schedule:form.untilHint'), type: 'date', value: typed.until, isShort: true, errors }, t)}
${choicesView({ name: 'publicHolidays', label: t('schedule:form.publicHolidays'), kind: 'checkbox', values: [typed.publicHolidays], choices: [{ value: 'skipped', label: t('schedule:form.publicHolidaysSkipped') }], required: true, errors }, t)}
${selectView({ name: 'schoolHolidays', label: t('schedule:form.schoolHolidays.label'), value: typed.schoolHolidays, required: true, choices: (['kept', 'skipped', 'only'] as const).map((value) => ({ value, label: t(`schedule:form.schoolHolidays.${value}`) })), errors }, t)}`
}

/** From and to, side by side. */
export function hoursFields(
  { from, to }: Pick<RoundFields, 'from' | 'to'>,
  errors: readonly FieldError[],
  t: Translate,
  id = '',
): TemplateResult {
  const field = (name: 'from' | 'to', value: string) =>
    fieldView(
      {
        name,
        id: `${id}${name}`,
        label: t(`schedule:form.${name}`),
        type: 'time',
        value,
        required: true,
        isShort: true,
        errors,
      },
      t,
    )
  return html`<div class="form-pair">${field('from', from)}${field('to', to)}</div>`
}

function rhythms(chosen: string, t: Translate) {
  const isUnusual = /^w\d+$/.test(chosen) && !rhythmChoices.some((each) => each === chosen)
  return [...rhythmChoices, ...(isUnusual ? [chosen] : [])].map((value) => ({
    value,
    label: rhythmLabel(value, t),
  }))
}

function rhythmLabel(value: string, t: Translate): string {
  if (value === 'once' || value === 'w1' || value === 'w2' || value === 'month') {
    return t(`schedule:form.rhythms.${value}`)
  }
  return t('schedule:form.rhythms.weeks', { every: value.slice(1) })
}
