// One date of a schedule: cancelled, moved, noted, brought back.
import { translator } from '../../i18n/translate.ts'
import { sentText } from '../http/form.rules.ts'
import { addDays } from '../sessions/day.rules.ts'
import { isLocalTime } from '../sessions/recurrence.rules.ts'
import { dateView } from './date.view.ts'
import { acts, readMove, readNote, readReason, typedOfDate } from './date-form.rules.ts'
import { moveDate, type Operation, restoreDate, sayOfDate } from './operation.rules.ts'
import { fault, type ScheduleFault } from './round-form.rules.ts'
import type { Steps } from './schedule.pages.ts'
import type { ScheduledDate } from './schedule.rules.ts'
import { datesOf } from './schedule-dates.actions.ts'
import type { FormOf, Opened, ScheduleFlow } from './schedule-flow.pages.ts'
import { sessionName, whenInWords } from './schedule-words.view.ts'

export function datePages(flow: ScheduleFlow): Steps {
  const formOf =
    (opened: Opened, date: ScheduledDate): FormOf =>
    (errors) => {
      const { schedule, t, form, seal } = opened
      const typed = typedOfDate(form, date)
      const name = sessionName(date.session, t)
      const title = t('schedule:date.title', { name, when: whenInWords(date, t) })
      return { title, main: dateView({ subject: schedule.subject, date, typed, errors, seal }, t) }
    }

  return {
    async show(opened) {
      const date = dateNamed(opened, opened.request.query)
      return date ? flow.send(opened, formOf(opened, date)([])) : flow.back(opened, 'gone')
    },
    async take(opened) {
      const date = dateNamed(opened, opened.form)
      if (!date) return flow.back(opened, 'gone')
      return flow.conclude(opened, 'date', operationOf(opened, date), formOf(opened, date))
    },
  }
}

/** The date that an address or a form names, while it is there. */
function dateNamed({ schedule, today }: Opened, named: unknown): ScheduledDate | undefined {
  const [of, start] = ['of', 'start'].map((name) => sentText(named as Record<string, unknown>, name))
  if (!isLocalTime(start!)) return undefined
  const isThis = ({ key, originalStart }: ScheduledDate) => key === of && originalStart === start
  const day = start!.slice(0, 10)
  const found = datesOf(schedule, { from: addDays(day, -7), until: addDays(day, 8) }).find(isThis)
  // It was moved further away.
  return found ?? datesOf(schedule, { from: today, until: addDays(today, 366) }).find(isThis)
}

function operationOf(
  { schedule, form, today }: Opened,
  date: ScheduledDate,
): Operation | readonly ScheduleFault[] {
  const typed = typedOfDate(form, date)
  switch (acts.find((act) => act === sentText(form, 'act'))) {
    case 'cancel': {
      const read = readReason(typed, schedule.subject)
      if ('length' in read) return read
      // The words of those who run a place are French to readers of every language.
      const note = 'words' in read ? read.words : translator('fr')(`schedule:reasons.${read.prepared}`)
      return sayOfDate(schedule, date, 'cancelled', note)
    }
    case 'note': {
      const note = readNote(typed)
      return typeof note === 'string' ? sayOfDate(schedule, date, 'noted', note) : note
    }
    case 'move': {
      const move = readMove(typed, today)
      return 'length' in move ? move : moveDate(schedule, date, move)
    }
    case 'restore':
      return restoreDate(schedule, date)
    default:
      return [fault('reason', 'choice')]
  }
}
