// Something that is known goes on otherwise, or ends, from a day on.
import { html } from 'lit'
import { same } from '../history/difference.rules.ts'
import { type SentForm, sentLine, sentText } from '../http/form.rules.ts'
import type { FieldError } from '../http/form.view.ts'
import { fieldView } from '../http/form.view.ts'
import type { SessionSaid } from '../sessions/session.rules.ts'
import { formPage, formView, hiddenView } from './form-page.view.ts'
import { hoursSessionForms, hoursSessionOperation } from './hours-session-steps.pages.ts'
import { nextDate } from './next-date.actions.ts'
import { changeSession, endSession, type Operation } from './operation.rules.ts'
import { type Round, roundOf } from './round.rules.ts'
import {
  dayFaults,
  fault,
  fieldsOfRound,
  keepingLast,
  readRound,
  type ScheduleFault,
  typedRound,
} from './round-form.rules.ts'
import { roundFields } from './round-form.view.ts'
import type { Steps } from './schedule.pages.ts'
import type { FormOf, Opened, ScheduleFlow } from './schedule-flow.pages.ts'
import { recurrenceInWords, sessionName } from './schedule-words.view.ts'
import { readSession, typedSession } from './session-form.rules.ts'
import { sessionDetails, sessionFields } from './session-form.view.ts'
import { canEnd, sessionAt } from './session-list.rules.ts'
import { typedDay } from './typed-times.rules.ts'

export function changePages(flow: ScheduleFlow): Steps {
  const formOf =
    (opened: Opened, session: SessionSaid): FormOf =>
    (errors) => {
      const { schedule, t } = opened
      const title = t('schedule:form.changeOf', { name: sessionName(session, t) })
      const lead = recurrenceInWords(session, t)
      const content =
        session.recurrence.kind === 'hours'
          ? hoursSessionForms(opened, session, keyIn(opened), errors)
          : html`${roundForm(opened, session, errors)}${canEnd(session) ? endForm(opened, errors) : ''}`
      return { title, main: formPage({ subject: schedule.subject, title, errors, lead }, content, t) }
    }

  const on =
    (act: (opened: Opened, session: SessionSaid) => ReturnType<Steps['show']>) => async (opened: Opened) => {
      const session = sessionAt(opened.schedule.sessions, keyIn(opened))
      return session ? act(opened, session) : flow.back(opened, 'gone')
    }

  return {
    show: on((opened, session) => flow.send(opened, formOf(opened, session)([]))),
    take: on((opened, session) =>
      flow.conclude(opened, 'change', operationOf(opened, session), formOf(opened, session)),
    ),
  }
}

const sentOf = ({ request, form }: Opened): SentForm =>
  request.method === 'POST' ? form : (request.query as SentForm)
const keyIn = (opened: Opened) => sentText(sentOf(opened), 'of')
const isEnding = ({ form }: Opened) => sentText(form, 'act') === 'end'

/** The form of a round begins with its next date: what is before stays. */
function roundForm(opened: Opened, session: SessionSaid, errors: readonly FieldError[]) {
  const { schedule, form, t } = opened
  const { subject } = schedule
  const round = roundOf(session.recurrence)
  if (!round) return html`<p class="notice">${t('schedule:untouched')}</p>`
  const isSent = Object.hasOwn(form, 'rhythm')
  const typed = isSent ? typedRound(form) : { ...fieldsOfRound(round), first: nextDate(opened, session) }
  const said = typedSession(form, session)
  const isEvent = subject.kind === 'place'
  return formView(
    { subject, page: 'change' },
    html`${hiddenView([['of', keyIn(opened)]])}
${isEvent ? sessionFields(said, errors, t) : ''}
${roundFields(typed, errors, t, { first: t('schedule:form.changeDay'), firstHint: t('schedule:form.changeDayHint') })}
${isEvent ? sessionDetails(said, errors, t) : ''}`,
    t('schedule:actions.check'),
    t,
  )
}

function endForm(opened: Opened, errors: readonly FieldError[]) {
  const { schedule, form, today, t } = opened
  const value = Object.hasOwn(form, 'endDay') ? sentLine(form, 'endDay').slice(0, 40) : today
  const content = formView(
    { subject: schedule.subject, page: 'change' },
    html`${hiddenView([
      ['of', keyIn(opened)],
      ['act', 'end'],
    ])}
${fieldView({ name: 'endDay', label: t('schedule:form.endDay'), type: 'date', value, required: true, isShort: true, errors }, t)}`,
    html`<button class="button button-grave">${t('schedule:actions.end')}</button>`,
    t,
  )
  return html`<section class="form-aside" aria-labelledby="end"><h2 id="end">${t('schedule:form.endTitle')}</h2>${content}</section>`
}

function operationOf(opened: Opened, session: SessionSaid): Operation | readonly ScheduleFault[] {
  if (session.recurrence.kind === 'hours') return hoursSessionOperation(opened, session, isEnding(opened))
  return isEnding(opened) ? ending(opened, session) : changing(opened, session)
}

function ending({ schedule, form, today }: Opened, session: SessionSaid) {
  const text = sentLine(form, 'endDay')
  const faults = dayFaults('endDay', text, today)
  if (faults.length > 0 || !canEnd(session)) return faults
  return endSession(schedule, session, typedDay(text)!)
}

function changing(opened: Opened, session: SessionSaid): Operation | readonly ScheduleFault[] {
  const { schedule, form, today } = opened
  const before = roundOf(session.recurrence)
  if (!before) return [fault('first', 'choice')]
  const read = readRound(typedRound(form), today)
  const said = schedule.subject.kind === 'place' ? readSession(typedSession(form, session), session) : {}
  const faults = [said, read].flatMap((each) => (Array.isArray(each) ? each : []))
  if (Array.isArray(said) || Array.isArray(read)) return faults
  const round = keepingLast(read, before)
  const day = round.first
  // The next date, and all else as it was: then it is the same round.
  const isSame = day === nextDate(opened, session) && isSameBut(before, round)
  const operation = changeSession(schedule, session, said, { round: isSame ? before : round, day })
  const isNothing = same(operation.change.sessions, schedule.sessions)
  return isNothing ? [fault('first', 'nothing-left')] : operation
}

const isSameBut = (one: Round, other: Round) => same({ ...one, first: '' }, { ...other, first: '' })
