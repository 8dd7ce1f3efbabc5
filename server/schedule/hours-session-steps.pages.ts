// What takes place at hours of the week: other words, other hours, or no more.
import { html, nothing } from 'lit'
import { same } from '../history/difference.rules.ts'
import type { FieldError } from '../http/form.view.ts'
import type { SessionSaid } from '../sessions/session.rules.ts'
import { hoursLinesView } from '../submissions/hours-form.view.ts'
import { typedList } from '../submissions/typed.rules.ts'
import { formView, hiddenView } from './form-page.view.ts'
import { gridOfSession, readHoursTyped, typedHours } from './hours-session.rules.ts'
import { changeHoursSession, type Operation, removeSession } from './operation.rules.ts'
import { fault, type ScheduleFault } from './round-form.rules.ts'
import type { Opened } from './schedule-flow.pages.ts'
import { readSession, typedSession } from './session-form.rules.ts'
import { sessionDetails, sessionFields } from './session-form.view.ts'

/** Its forms on the page of a change. @param key its name in forms */
export function hoursSessionForms(
  opened: Opened,
  session: SessionSaid,
  key: string,
  errors: readonly FieldError[],
) {
  const { schedule, t } = opened
  const { subject } = schedule
  const named = hiddenView([['of', key]])
  const removal = formView(
    { subject, page: 'change' },
    html`${named}${hiddenView([['act', 'end']])}`,
    html`<button class="button button-grave">${t('schedule:actions.remove')}</button>`,
    t,
  )
  return html`${session.kind === 'opening' ? nothing : wordsForm(opened, session, named, errors)}
<section class="form-aside" aria-labelledby="end"><h2 id="end">${t('schedule:form.removeTitle')}</h2>${removal}</section>`
}

function wordsForm(opened: Opened, session: SessionSaid, named: unknown, errors: readonly FieldError[]) {
  const { schedule, form, t } = opened
  const said = typedSession(form, session)
  const grid = gridOfSession(session)
  const typed = grid && typedHours(form, grid, Object.hasOwn(form, 'kind'))
  const hours =
    typed &&
    html`<div class="hours-form"><div class="hours-when">${hoursLinesView('hours', t('schedule:form.hours'), { typed, errors }, t)}
<label class="choice"><input type="checkbox" name="publicHolidays" value="closed" ?checked=${typedList(typed, 'publicHolidays').includes('closed')}> <span>${t('schedule:form.publicHolidaysSkipped')}</span></label></div></div>`
  return formView(
    { subject: schedule.subject, page: 'change' },
    html`${named}${sessionFields(said, errors, t, { isTitleWanted: false })}
${hours ?? html`<p class="notice">${t('schedule:untouched')}</p>`}
${sessionDetails(said, errors, t)}`,
    t('schedule:actions.check'),
    t,
  )
}

/** What is done with what was sent. */
export function hoursSessionOperation(
  { schedule, form }: Opened,
  session: SessionSaid,
  isEnding: boolean,
): Operation | readonly ScheduleFault[] {
  if (isEnding) return removeSession(schedule, session)
  if (session.kind === 'opening') return [fault('kind', 'choice')]
  const said = readSession(typedSession(form, session), session, { isTitleWanted: false })
  const grid = gridOfSession(session)
  const hours = grid && readHoursTyped(typedHours(form, grid, true), grid)
  const faults = [said, hours].flatMap((each) => (Array.isArray(each) ? each : []))
  if (Array.isArray(said) || Array.isArray(hours)) return faults
  // The same week, written otherwise, is no change.
  const isSame = hours === undefined || hours === readHoursTyped(typedHours({}, grid!, false), grid!)
  const recurrence = isSame ? session.recurrence : { kind: 'hours' as const, openingHours: hours }
  const after = { ...session, ...said, recurrence }
  return same(after, session) ? [fault('kind', 'nothing-left')] : changeHoursSession(schedule, session, after)
}
