// The way of every change of a schedule: the form, what it will do in words, and done – or what others did meanwhile.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TemplateResult } from 'lit'
import { type Translate, translator } from '../../i18n/translate.ts'
import type { SignedIn } from '../accounts/roles.rules.ts'
import type { Dependencies } from '../dependencies.ts'
import { same } from '../history/difference.rules.ts'
import { accountOf } from '../http/access.ts'
import { baseUrl } from '../http/address.ts'
import { type SentForm, sentText } from '../http/form.rules.ts'
import type { FieldError } from '../http/form.view.ts'
import { frameOf, localeInAddress, sendFormPage, sendPage, sentForm } from '../http/pages.ts'
import { newReceipt } from '../http/secrets.ts'
import { isPlaceId } from '../places/place-address.rules.ts'
import { Problem } from '../problems.ts'
import { addDays, dayInFrance } from '../sessions/day.rules.ts'
import { mostSessions } from '../submissions/proposal-times.rules.ts'
import { confirmView, type Preview } from './confirm.view.ts'
import { hiddenView, scheduleErrors } from './form-page.view.ts'
import type { Operation } from './operation.rules.ts'
import { previewOf } from './preview.actions.ts'
import { fault, type ScheduleFault } from './round-form.rules.ts'
import { savedBefore, saveSchedule } from './save-schedule.actions.ts'
import { lastEntry, listsAsOf, readSchedule } from './schedule.actions.ts'
import { datesDiffering, type Schedule, type ScheduleSubject } from './schedule.rules.ts'
import { datesOf } from './schedule-dates.actions.ts'
import { type SchedulePageName, schedulePath } from './schedule-path.rules.ts'

/** A schedule as somebody opened it. */
export type Opened = {
  request: FastifyRequest
  reply: FastifyReply
  t: Translate
  account: SignedIn
  schedule: Schedule
  /** `YYYY-MM-DD` */
  today: string
  /** What was typed; empty where nothing was sent. */
  form: SentForm
  /** Hidden fields that say what was shown. */
  seal: TemplateResult
  /** The same as one word: the versions of the schedule, of its history and of what waits. */
  seen: string
}

/** A form with what was typed in it, and what is wrong. */
export type FormOf = (errors: FieldError[]) => { title: string; main: TemplateResult }

/** Days of which differences are told. */
const daysTold = 183

/** A season of a bus may come as single dates; more than this is a mistake. */
const mostKept = { unit: 1000, place: mostSessions } as const

export function scheduleFlow(dependencies: Dependencies) {
  const { db, now, config } = dependencies

  const open = async (
    request: FastifyRequest,
    reply: FastifyReply,
    kind: ScheduleSubject['kind'],
  ): Promise<Opened> => {
    const params = request.params as { locale: string; id: string }
    const t = translator(localeInAddress(params.locale))
    if (!isPlaceId(params.id)) throw new Problem('not-found')
    const account = accountOf(request)
    const schedule = await readSchedule(db, { kind, id: Number(params.id) }, account)
    const { version, subject, pending } = schedule
    const seen = [version, await lastEntry(db, subject), pending?.version ?? 0].join('-')
    const seal = hiddenView([
      ['seen', seen],
      ['key', newReceipt()],
    ])
    const form = request.method === 'POST' ? sentForm(request) : {}
    return { request, reply, t, account, schedule, today: dayInFrance(now()), form, seal, seen }
  }

  const send = async (
    { request, reply, t }: Opened,
    { title, main }: ReturnType<FormOf>,
    status?: 409 | 422 | 429,
  ): Promise<FastifyReply> => {
    // The language menu leads to what can be read again.
    const path = request.url
      .replace(/^\/[a-z]{2}/, '')
      .replace(/\?.*$/, request.method === 'POST' ? '' : '$&')
    const frame = { ...(await frameOf(request, t.locale, dependencies)), path }
    if (status === 409 || status === 429)
      return sendPage(reply, frame, { title, main, noIndex: true }, status)
    return sendFormPage(reply, frame, { title, main }, status === 422)
  }

  /** The end of a form that was sent before, whatever became of what it names; `undefined` where it was not. */
  const doneBefore = async (opened: Opened): Promise<FastifyReply | undefined> => {
    const saved = await savedBefore(db, keyOf(opened.form))
    return saved && back(opened, saved)
  }

  const refuse = (opened: Opened, formOf: FormOf, faults: readonly ScheduleFault[]) =>
    send(opened, formOf(scheduleErrors(faults, opened.t)), 422)

  const back = ({ reply, t, schedule }: Opened, done: string) =>
    reply.redirect(`${schedulePath(t.locale, schedule.subject)}?done=${done}`, 303)

  /** What differs since the form was shown; `undefined` where nothing of the schedule does. */
  const differences = async ({ schedule, form, seen, today }: Opened) => {
    const shown = sentText(form, 'seen')
    if (shown === seen) return undefined
    const [, entry = '0', pending] = /^\d{1,9}-(\d{1,15})-(\d{1,9})$/.exec(shown) ?? []
    const span = { from: today, until: addDays(today, daysTold) }
    const lists = await listsAsOf(db, schedule, Number(entry))
    // A place whose telephone was changed meanwhile has the same dates.
    const isSame = same(lists.sessions, schedule.sessions) && same(lists.closures, schedule.closures)
    if (isSame && pending === seen.split('-')[2]) return undefined
    const before = { ...schedule, ...lists }
    return datesDiffering(datesOf(before, span), datesOf(schedule, span))
  }

  /** Shows what a change will do, and does it once that was seen and nothing changed meanwhile. */
  const conclude = async (
    opened: Opened,
    page: SchedulePageName,
    operation: Operation | readonly ScheduleFault[],
    formOf: FormOf,
  ): Promise<FastifyReply> => {
    const { request, t, schedule, form, seal, today } = opened
    if (sentText(form, 'correct')) return send(opened, formOf([]))
    if ('length' in operation) return refuse(opened, formOf, operation)
    const preview = previewOf(schedule, operation, today)
    const faults = faultsOf(schedule, operation, preview)
    if (faults.length > 0) return refuse(opened, formOf, faults)
    const confirm = (since: Awaited<ReturnType<typeof differences>>) => {
      const main = confirmView({ schedule, page, preview, typed: typedOf(form), seal, since }, t)
      const title = t(since ? 'schedule:changed.title' : 'schedule:confirm.title')
      return send(opened, { title, main }, since && 409)
    }
    /** Nothing was sent; all that was typed goes along until it can be. */
    const wait = (seconds: number) => {
      opened.reply.header('retry-after', String(seconds))
      const minutes = Math.ceil(seconds / 60)
      const typed = typedOf(form)
      const main = confirmView({ schedule, page, preview, typed, seal, since: undefined, minutes }, t)
      return send(opened, { title: `${t('forms:errorPrefix')} ${t('schedule:confirm.title')}`, main }, 429)
    }
    if (sentText(form, 'confirmed') !== '1') return confirm(undefined)
    const since = await differences(opened)
    if (since) return confirm(since)
    const saved = await saveSchedule(dependencies, schedule, {
      account: opened.account,
      change: operation.change,
      idempotencyKey: keyOf(form),
      locale: t.locale,
      origin: baseUrl(request, config),
    })
    if (typeof saved === 'object') return wait(saved.retryAfterSeconds)
    switch (saved) {
      case 'no-subject':
        throw new Problem('not-found')
      case 'changed':
        return confirm([])
      default:
        return back(opened, saved)
    }
  }

  return { open, send, refuse, back, doneBefore, conclude }
}

export type ScheduleFlow = ReturnType<typeof scheduleFlow>

/** Names one sending: it goes along with the form. */
const keyOf = (form: SentForm) => `schedule-${sentText(form, 'key').slice(0, 60)}`

/** What is wrong with a change as a whole. */
function faultsOf({ subject, sessions }: Schedule, { told, change }: Operation, { dates }: Preview) {
  const count = change.sessions?.length ?? 0
  if (count > mostKept[subject.kind] && count > sessions.length) return [fault('first', 'too-many')]
  return told.kind === 'round' && dates.length === 0 ? [fault('first', 'no-dates')] : []
}

/** What was typed, to be sent again with the confirmation. */
function typedOf(form: SentForm): [name: string, value: string][] {
  const ours = new Set(['seen', 'key', 'confirmed', 'correct'])
  return Object.entries(form).flatMap(([name, values]) =>
    ours.has(name)
      ? []
      : [values]
          .flat()
          .flatMap((value): [string, string][] => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
