// Days on which a place is closed, or a unit does not drive; days on which there is something to know.
import { html } from 'lit'
import { type SentForm, sentLine, sentText } from '../http/form.rules.ts'
import { choicesView, type FieldError, fieldView, selectView } from '../http/form.view.ts'
import { closureReasons, type DatedNotice } from '../sessions/session.rules.ts'
import { formPage, formView } from './form-page.view.ts'
import { addClosure, type Operation, removeClosure } from './operation.rules.ts'
import { dayFaults, fault, type ScheduleFault } from './round-form.rules.ts'
import type { Steps } from './schedule.pages.ts'
import type { FormOf, Opened, ScheduleFlow } from './schedule-flow.pages.ts'
import { typedDay } from './typed-times.rules.ts'

const longestText = 500
const mostClosures = 50

export function closurePages(flow: ScheduleFlow): Steps {
  const formOf =
    (opened: Opened): FormOf =>
    (errors) => {
      const { schedule, t } = opened
      const { subject } = schedule
      const title = t('schedule:actions.closure')
      const content = formView(
        { subject, page: 'closure' },
        fields(opened, errors),
        t('schedule:actions.check'),
        t,
      )
      return { title, main: formPage({ subject, title, errors }, content, t) }
    }
  return {
    show: (opened) => flow.send(opened, formOf(opened)([])),
    async take(opened) {
      if (!Object.hasOwn(opened.form, 'remove')) {
        return flow.conclude(opened, 'closure', operationOf(opened), formOf(opened))
      }
      const closure = closureNamed(opened)
      if (!closure) return flow.back(opened, 'gone')
      return flow.conclude(opened, 'closure', removeClosure(opened.schedule, closure), formOf(opened))
    },
  }
}

function closureNamed({ schedule, form }: Opened): DatedNotice | undefined {
  return schedule.closures[Number(sentText(form, 'remove'))]
}

const typedOf = (form: SentForm) => ({
  what: sentText(form, 'what') === 'notice' ? ('notice' as const) : ('closed' as const),
  firstDay: sentLine(form, 'firstDay').slice(0, 40),
  lastDay: sentLine(form, 'lastDay').slice(0, 40),
  reason: sentText(form, 'reason'),
  words: sentLine(form, 'words'),
})

function fields({ schedule, form, t }: Opened, errors: readonly FieldError[]) {
  const typed = typedOf(form)
  const { kind } = schedule.subject
  const whats = (['closed', 'notice'] as const).map((value) => ({
    value,
    label: t(value === 'closed' ? `schedule:form.closure.${kind}` : 'schedule:form.notice'),
  }))
  const reasons = closureReasons.map((value) => ({ value, label: t(`time:reasons.${value}`) }))
  return html`${choicesView({ name: 'what', label: t('schedule:form.what'), kind: 'radio', values: [typed.what], required: true, choices: whats, errors }, t)}
${fieldView({ name: 'firstDay', label: t('schedule:form.firstDay'), type: 'date', value: typed.firstDay, required: true, isShort: true, errors }, t)}
${fieldView({ name: 'lastDay', label: t('schedule:form.lastDay'), hint: t('schedule:form.lastDayHint'), type: 'date', value: typed.lastDay, isShort: true, errors }, t)}
${selectView({ name: 'reason', label: t('schedule:date.reason'), hint: t('schedule:form.reasonHint'), value: typed.reason, required: true, choices: reasons, errors }, t)}
${fieldView({ name: 'words', label: t('schedule:form.words'), hint: t('schedule:date.wordsHint'), value: typed.words, maxLength: longestText, errors }, t)}`
}

function operationOf({ schedule, form, today, t }: Opened): Operation | readonly ScheduleFault[] {
  const typed = typedOf(form)
  const from = typedDay(typed.firstDay)
  const until = typed.lastDay === '' ? from : typedDay(typed.lastDay)
  const isNotice = typed.what === 'notice'
  const reason = closureReasons.find((each) => each === typed.reason)
  const faults = [
    ...dayFaults('firstDay', typed.firstDay, today),
    ...(typed.lastDay === '' ? [] : dayFaults('lastDay', typed.lastDay, today)),
    ...(from && until && until < from ? [fault('lastDay', 'until-before-first')] : []),
    ...(reason || isNotice ? [] : [fault('reason', 'choice')]),
    ...(isNotice && typed.words === '' ? [fault('words', 'required')] : []),
    ...(typed.words.length > longestText ? [fault('words', 'too-long')] : []),
    ...(schedule.closures.length >= mostClosures ? [fault('firstDay', 'too-many')] : []),
  ]
  if (faults.length > 0 || !from || !until) return faults
  return addClosure(schedule, {
    kind: typed.what,
    from,
    until,
    reason: isNotice ? null : reason!,
    text: typed.words || null,
    language: t.locale,
  })
}
