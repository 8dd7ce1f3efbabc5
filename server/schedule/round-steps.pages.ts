// A round at a stop that is known or new, a workshop or a permanence: what was not there.
import { html } from 'lit'
import type { Dependencies } from '../dependencies.ts'
import { type SentForm, sentLine, sentText } from '../http/form.rules.ts'
import type { FieldError } from '../http/form.view.ts'
import type { SessionSaid } from '../sessions/session.rules.ts'
import { findStop } from './find-stop.actions.ts'
import { formPage, formView, hiddenView } from './form-page.view.ts'
import { addSession, type Operation } from './operation.rules.ts'
import { roundOf } from './round.rules.ts'
import {
  fault,
  fieldsOfRound,
  type RoundFields,
  readRound,
  type ScheduleFault,
  typedRound,
} from './round-form.rules.ts'
import { roundFields, stopFields } from './round-form.view.ts'
import type { Steps } from './schedule.pages.ts'
import type { FormOf, Opened, ScheduleFlow } from './schedule-flow.pages.ts'
import { sessionName } from './schedule-words.view.ts'
import { readSession, typedSession } from './session-form.rules.ts'
import { sessionDetails, sessionFields } from './session-form.view.ts'
import { sessionAt } from './session-list.rules.ts'
import { usualEnd } from './usual-end.rules.ts'

export function roundPages(flow: ScheduleFlow, dependencies: Pick<Dependencies, 'db' | 'geocoder'>): Steps {
  const formOf =
    (opened: Opened): FormOf =>
    (errors) => {
      const { schedule, t } = opened
      const { subject } = schedule
      const known = knownStop(opened)
      const title = known
        ? t('schedule:form.roundAt', { name: sessionName(known, t) })
        : t(subject.kind === 'unit' ? 'schedule:form.newStop' : 'schedule:form.newSession')
      const fields = html`${whatFields(opened, known, errors)}
${roundFields(typedOr(opened, known), errors, t)}
${subject.kind === 'place' ? sessionDetails(typedSession(opened.form), errors, t) : ''}`
      const content = formView({ subject, page: 'round' }, fields, t('schedule:actions.check'), t)
      return { title, main: formPage({ subject, title, errors }, content, t) }
    }

  return {
    show: (opened) => flow.send(opened, formOf(opened)([])),
    async take(opened) {
      const operation = await operationOf(opened, dependencies)
      return flow.conclude(opened, 'round', operation, formOf(opened))
    },
  }
}

const sentOf = ({ request, form }: Opened): SentForm =>
  request.method === 'POST' ? form : (request.query as SentForm)

/** The stop at which a round is added; `undefined` where it is a new one. */
function knownStop(opened: Opened): SessionSaid | undefined {
  const known = sessionAt(opened.schedule.sessions, sentText(sentOf(opened), 'of'))
  return known?.stop ? known : undefined
}

function whatFields(opened: Opened, known: SessionSaid | undefined, errors: readonly FieldError[]) {
  const { schedule, form, t } = opened
  if (known) return hiddenView([['of', sentText(sentOf(opened), 'of')]])
  if (schedule.subject.kind === 'place') return sessionFields(typedSession(form), errors, t)
  return stopFields(typedStop(form), errors, t)
}

const typedStop = (form: SentForm) => ({
  name: sentLine(form, 'name').slice(0, 400),
  where: sentLine(form, 'where').slice(0, 400),
})

/** Every second week, as buses go, at the hours that are usual there, until the school year ends. */
function typedOr({ form, request, today, schedule }: Opened, known: SessionSaid | undefined): RoundFields {
  if (request.method === 'POST') return typedRound(form)
  const usual = known && roundOf(known.recurrence)
  const isUnit = schedule.subject.kind === 'unit'
  return {
    ...(usual ? fieldsOfRound(usual) : { from: '', to: '', schoolHolidays: 'kept' }),
    first: '',
    rhythm: isUnit ? 'w2' : 'w1',
    until: usualEnd(today),
    publicHolidays: 'skipped',
  }
}

async function operationOf(
  opened: Opened,
  dependencies: Pick<Dependencies, 'db' | 'geocoder'>,
): Promise<Operation | readonly ScheduleFault[]> {
  const { schedule, form, today } = opened
  const round = readRound(typedRound(form), today)
  const faults = 'length' in round ? round : []
  const known = knownStop(opened)
  if (known && !('length' in round)) return addSession(schedule, asAt(known), round)
  if (schedule.subject.kind === 'place') {
    const said = readSession(typedSession(form))
    if ('length' in said) return [...said, ...faults]
    return 'length' in round ? faults : addSession(schedule, said, round)
  }
  const stop = known ? undefined : await newStop(typedStop(form), dependencies)
  if (stop && 'faults' in stop) return [...stop.faults, ...faults]
  if ('length' in round || !stop) return faults
  return addSession(schedule, { kind: 'stop', ...stop }, round)
}

/** What is said of a stop, without its dates. */
const asAt = (known: SessionSaid): SessionSaid => ({ ...known, changes: [] })

async function newStop(
  { name, where }: ReturnType<typeof typedStop>,
  dependencies: Pick<Dependencies, 'db' | 'geocoder'>,
) {
  const faults = [
    ...(name === '' ? [fault('name', 'required')] : name.length > 250 ? [fault('name', 'too-long')] : []),
    ...(where === '' ? [fault('where', 'address-required')] : []),
    ...(where.length > 200 ? [fault('where', 'too-long')] : []),
  ]
  if (faults.length > 0) return { faults }
  const found = await findStop(dependencies, { name, address: where })
  return 'reason' in found ? { faults: [found] } : found
}
