// One date: cancel it with a reason, move it, say something of it, bring it back.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { choicesView, type FieldError, fieldView } from '../http/form.view.ts'
import { cancelReasons } from './date-form.rules.ts'
import { formPage, formView, hiddenView } from './form-page.view.ts'
import { hoursFields } from './round-form.view.ts'
import type { ScheduledDate, ScheduleSubject } from './schedule.rules.ts'
import { sessionName, whenInWords } from './schedule-words.view.ts'

export type DateTyped = {
  reason: string
  otherReason: string
  day: string
  from: string
  to: string
  why: string
  note: string
}

export type DatePage = {
  subject: ScheduleSubject
  date: ScheduledDate
  typed: DateTyped
  errors: readonly FieldError[]
  /** What was shown, for forms that are done at once: the page says in words what they do. */
  seal: TemplateResult
}

export function dateView(page: DatePage, t: Translate): TemplateResult {
  const { subject, date, errors } = page
  const title = t('schedule:date.title', {
    name: sessionName(date.session, t),
    when: whenInWords(date, t),
  })
  const isCancelled = date.state === 'cancelled'
  const isChanged = date.session.changes.some(({ originalStart }) => originalStart === date.originalStart)
  return formPage(
    { subject, title, errors },
    html`${date.state === 'scheduled' ? nothing : html`<p class="notice">${t(`schedule:date.${date.state}`)}</p>`}
${isChanged ? doneAtOnce(page, 'restore', html``, t) : nothing}
${isCancelled ? nothing : cancelForm(page, t)}
${isCancelled ? nothing : html`<section class="form-aside" aria-labelledby="move"><h2 id="move">${t('schedule:actions.move')}</h2>${moveForm(page, t)}</section>`}
${isCancelled ? nothing : html`<section class="form-aside" aria-labelledby="say"><h2 id="say">${t('schedule:actions.note')}</h2>${noteForm(page, t)}</section>`}`,
    t,
  )
}

const named = ({ date }: DatePage, act: string) =>
  hiddenView([
    ['of', date.key],
    ['start', date.originalStart],
    ['act', act],
  ])

function doneAtOnce(
  page: DatePage,
  act: 'cancel' | 'restore' | 'note',
  fields: TemplateResult,
  t: Translate,
) {
  const { subject, seal } = page
  const label = t(`schedule:actions.${act}`)
  const button =
    act === 'cancel'
      ? html`<button class="button button-grave">${label}</button>`
      : html`<button class="button button-quiet">${label}</button>`
  return formView(
    { subject, page: 'date', seal },
    html`${named(page, act)}${hiddenView([['confirmed', '1']])}${fields}`,
    button,
    t,
  )
}

function cancelForm(page: DatePage, t: Translate) {
  const { typed, errors, subject } = page
  const choices = cancelReasons[subject.kind].map((value) => ({
    value,
    label: t(`schedule:reasons.${value}`),
  }))
  return doneAtOnce(
    page,
    'cancel',
    html`<p class="form-hint">${t('schedule:date.cancelHelp')}</p>
${choicesView({ name: 'reason', label: t('schedule:date.reason'), kind: 'radio', values: [typed.reason], choices, required: true, errors }, t)}
${fieldView({ name: 'otherReason', label: t('schedule:date.otherReason'), hint: t('schedule:date.wordsHint'), value: typed.otherReason, maxLength: 500, errors }, t)}`,
    t,
  )
}

function moveForm(page: DatePage, t: Translate) {
  const { subject, typed, errors } = page
  return formView(
    { subject, page: 'date' },
    html`${named(page, 'move')}
${fieldView({ name: 'day', label: t('schedule:date.newDay'), type: 'date', value: typed.day, required: true, isShort: true, errors }, t)}
${hoursFields(typed, errors, t)}
${fieldView({ name: 'why', label: t('schedule:date.why'), hint: t('schedule:date.wordsHint'), value: typed.why, maxLength: 500, errors }, t)}`,
    html`<button class="button button-quiet">${t('schedule:actions.check')}</button>`,
    t,
  )
}

function noteForm(page: DatePage, t: Translate) {
  const { typed, errors } = page
  return doneAtOnce(
    page,
    'note',
    fieldView(
      {
        name: 'note',
        label: t('schedule:date.note'),
        hint: t('schedule:date.noteHint'),
        value: typed.note,
        required: true,
        maxLength: 500,
        errors,
      },
      t,
    ),
    t,
  )
}
