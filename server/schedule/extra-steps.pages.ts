// One more date of something that is known.
import { html } from 'lit'
import { sentLine, sentText } from '../http/form.rules.ts'
import { fieldView } from '../http/form.view.ts'
import { addDays } from '../sessions/day.rules.ts'
import { addMinutes, minutesBetween } from '../sessions/recurrence.rules.ts'
import type { SessionSaid } from '../sessions/session.rules.ts'
import { formPage, formView, hiddenView } from './form-page.view.ts'
import { addDate, type Operation } from './operation.rules.ts'
import { dayFaults, fault, readHours, type ScheduleFault } from './round-form.rules.ts'
import { hoursFields } from './round-form.view.ts'
import type { Steps } from './schedule.pages.ts'
import { datesOf } from './schedule-dates.actions.ts'
import type { FormOf, Opened, ScheduleFlow } from './schedule-flow.pages.ts'
import { sessionName } from './schedule-words.view.ts'
import { sessionAt } from './session-list.rules.ts'
import { typedDay } from './typed-times.rules.ts'

export function extraPages(flow: ScheduleFlow): Steps {
  const formOf =
    (opened: Opened, session: SessionSaid): FormOf =>
    (errors) => {
      const { schedule, t } = opened
      const { subject } = schedule
      const typed = typedExtra(opened, session)
      const title = t('schedule:form.extraOf', { name: sessionName(session, t) })
      const fields = html`${hiddenView([['of', keyIn(opened)]])}
${fieldView({ name: 'day', label: t('schedule:form.day'), type: 'date', value: typed.day, required: true, isShort: true, errors }, t)}
${hoursFields(typed, errors, t)}`
      const content = formView({ subject, page: 'extra' }, fields, t('schedule:actions.check'), t)
      return { title, main: formPage({ subject, title, errors }, content, t) }
    }

  const on =
    (act: (opened: Opened, session: SessionSaid) => ReturnType<Steps['show']>) => async (opened: Opened) => {
      const session = sessionAt(opened.schedule.sessions, keyIn(opened))
      return session?.recurrence.kind === 'dates' ? act(opened, session) : flow.back(opened, 'gone')
    }

  return {
    show: on((opened, session) => flow.send(opened, formOf(opened, session)([]))),
    take: on((opened, session) =>
      flow.conclude(opened, 'extra', operationOf(opened, session), formOf(opened, session)),
    ),
  }
}

const keyIn = ({ request, form }: Opened): string =>
  sentText(request.method === 'POST' ? form : (request.query as Record<string, unknown>), 'of')

/** The hours are those that it has always, until others are typed. */
function typedExtra({ form }: Opened, { recurrence }: SessionSaid) {
  const { start, durationMinutes } = recurrence as Extract<typeof recurrence, { kind: 'dates' }>
  const typed = (name: string, usual: string) =>
    Object.hasOwn(form, name) ? sentLine(form, name).slice(0, 40) : usual
  return {
    day: typed('day', ''),
    from: typed('from', start.slice(11)),
    to: typed('to', addMinutes(start, durationMinutes).slice(11)),
  }
}

function operationOf(opened: Opened, session: SessionSaid): Operation | readonly ScheduleFault[] {
  const { schedule, today } = opened
  const typed = typedExtra(opened, session)
  const day = typedDay(typed.day)
  const hours = readHours(typed)
  const faults = [...dayFaults('day', typed.day, today), ...('faults' in hours ? hours.faults : [])]
  if (faults.length > 0 || !day || 'faults' in hours) return faults
  const [start, end] = [`${day}T${hours.from}`, `${day}T${hours.to}`]
  const isThere = datesOf({ ...schedule, sessions: [session] }, { from: day, until: addDays(day, 1) }).some(
    (date) => date.start === start && date.state !== 'cancelled',
  )
  if (isThere) return [fault('day', 'taken')]
  return addDate(schedule, session, { start, end, minutes: minutesBetween(start, end) })
}
