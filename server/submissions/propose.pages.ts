// Changing a place, saying that it closed, claiming it: by anybody, without an account.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { difference } from '../history/difference.rules.ts'
import { historyOf } from '../history/history.queries.ts'
import { baseUrl } from '../http/address.ts'
import { emailFaults, emailOf, type SentForm, sentText } from '../http/form.rules.ts'
import { type FieldError, fieldErrors } from '../http/form.view.ts'
import { frameOf, localeInAddress, sendPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { newReceipt } from '../http/secrets.ts'
import { isPlaceId, placePath } from '../places/place-address.rules.ts'
import { readRecord } from '../places/place-record.queries.ts'
import type { PlaceRecord } from '../places/place-record.rules.ts'
import { Problem } from '../problems.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import type { SubmissionPagesOptions } from './draft-steps.pages.ts'
import { isReceipt } from './drafts.actions.ts'
import { writesForSomebody } from './for-somebody.rules.ts'
import { communesOfForm, hoursWords } from './form-context.actions.ts'
import { formErrors } from './form-errors.view.ts'
import { sessionsSince } from './overtaken.view.ts'
import { typedOfRecord } from './place-form.rules.ts'
import { typedOfHours } from './place-hours.rules.ts'
import { sessionsBeside } from './place-sessions.rules.ts'
import { proposalLines } from './proposal-lines.view.ts'
import {
  overtakenChange,
  ownFields,
  type ProposedChange,
  placeFieldsIn,
  readProposed,
} from './propose.actions.ts'
import { type ProposalKind, type ProposePage, proposalKinds, proposeView } from './propose.view.ts'
import type { Submission } from './submission.rules.ts'
import { submissionPath } from './submission.view.ts'
import { findSubmission } from './submission-store.queries.ts'
import { SubjectChanged, sendSubmission } from './submissions.actions.ts'
import type { Typed } from './typed.rules.ts'

const OfPlace = Type.Object({ locale: Type.String(), id: Type.String() })
const config = { access: 'public', readsAccount: true } as const
/** Names one sending of a form, however often it is sent. */
const keyIn = (form: SentForm) => {
  const given = sentText(form, 'key')
  return isReceipt(given) ? given : newReceipt()
}
const keyOfForm = (key: string) => `form ${key}`
const toReceipt = (reply: FastifyReply, submission: Submission, locale: Locale) =>
  reply.redirect(submissionPath({ ...submission, locale }), 303)
const sent = { 303: elsewhere, 404: page, 409: page, 422: page, 429: page }

export const proposePages: FastifyPluginAsyncTypebox<SubmissionPagesOptions> = async (app, dependencies) => {
  const { db, limit } = dependencies
  await limitRequests(app)

  for (const kind of proposalKinds) {
    app.get(
      `/:locale/places/:id/${kind}`,
      { config, schema: { params: OfPlace, response: { 200: page, 404: page } } },
      async (request, reply) => {
        const { locale, id, record, seen } = await subject(request.params)
        const { organisation } = record
        const own = {
          ...ownFields({}),
          contactEmail: request.account?.email ?? '',
          organisation: organisation ?? '',
        }
        const shown = {
          kind,
          id,
          seen,
          key: newReceipt(),
          own,
          errors: [],
          typed: typedOfRecord(record, momentOf(locale)),
        }
        return sendForm(request, reply, locale, record, shown)
      },
    )

    app.post(
      `/:locale/places/:id/${kind}`,
      { config: { ...config, ...perMinute(30) }, schema: { params: OfPlace, response: sent } },
      async (request, reply) => {
        const ofPlace = await subject(request.params)
        const { locale, id, record, seen } = ofPlace
        const form = sentForm(request)
        const key = keyIn(form)
        const earlier = await sentBefore(key)
        if (earlier) return toReceipt(reply, earlier, locale)
        if (kind === 'change' && (await overtakenChange(db, { id, record }, form, momentOf(locale))))
          return sendOvertaken(request, reply, key)
        const own = ownFields(form)
        const typed = placeFieldsIn(form)
        const again = (status: number, errors: FieldError[]) =>
          sendForm(request, reply, locale, record, { kind, id, seen, key, own, errors, typed }, status)
        const { faults, ...read } = await readProposed(dependencies, kind, record, form, locale)
        const email = emailOf(own.contactEmail)
        const t = translator(locale)
        const errors = [
          ...formErrors(faults, t),
          ...fieldErrors(emailFaults('contactEmail', own.contactEmail), t),
        ]
        if (errors.length > 0 || email === undefined) return again(422, errors)
        const result = await send(request, kind, ofPlace, { ...read, email, key })
        if (result.outcome === 'changed') return sendOvertaken(request, reply, key)
        if (result.outcome === 'no-subject') throw new Problem('not-found')
        if (result.outcome !== 'too-many') return toReceipt(reply, result.submission, locale)
        reply.header('retry-after', String(result.retryAfterSeconds))
        const minutes = Math.ceil(result.retryAfterSeconds / 60)
        return again(429, [{ field: 'contactEmail', message: t('add:send.tooManyForm', { minutes }) }])
      },
    )
  }

  const momentOf = (locale: Locale) => ({ locale, today: dayInFrance(dependencies.now()) })

  /** The place of an address, as it is kept; what is not public has no such page. */
  const subject = async (params: { locale: string; id: string }) => {
    const locale = localeInAddress(params.locale)
    if (!isPlaceId(params.id)) throw new Problem('not-found')
    const id = Number(params.id)
    // Read before the record: what happens in between is told once too often, and never overlooked.
    const seen = (await historyOf(db, id))[0]?.id ?? 0
    const kept = await readRecord(db, id)
    if (kept?.record.state !== 'published') throw new Problem('not-found')
    return { locale, id, record: kept.record, version: kept.version, seen }
  }

  const sentBefore = async (key: string) => {
    const submission = await findSubmission(db, { idempotencyKey: keyOfForm(key) })
    return submission?.state === 'draft' ? undefined : submission
  }

  /** Takes in what a form said without a fault, within the limits of whoever asks. */
  const send = async (
    request: FastifyRequest,
    kind: ProposalKind,
    { locale, id, version }: Awaited<ReturnType<typeof subject>>,
    read: Omit<ProposedChange, 'faults'> & { email: string; key: string },
  ) => {
    const wait = await limit.take(request.ip)
    if (wait !== undefined) return { outcome: 'too-many' as const, retryAfterSeconds: wait }
    const { proposed, note, person, email, key } = read
    try {
      return await sendSubmission(dependencies, {
        kind,
        placeId: id,
        unitId: null,
        proposed,
        besidePlaces: [],
        note,
        contact: { name: person, email },
        locale,
        idempotencyKey: keyOfForm(key),
        account: request.account,
        forSomebody: writesForSomebody(request.account, email),
        draft: null,
        ...(kind === 'change' && { madeFrom: version }),
        origin: baseUrl(request, dependencies.config),
      })
    } catch (error) {
      if (error instanceof SubjectChanged) return { outcome: 'changed' as const }
      throw error
    }
  }

  /** What was typed, over the place as it is now; sent again, it is meant with that in view. */
  const sendOvertaken = async (request: FastifyRequest, reply: FastifyReply, key: string) => {
    const params = request.params as { locale: string; id: string }
    const { locale, id, record, seen } = await subject(params)
    const t = translator(locale)
    const form = sentForm(request)
    const { before, typed } = (await overtakenChange(db, { id, record }, form, momentOf(locale))) ?? {
      before: record,
      typed: placeFieldsIn(form),
    }
    const changed = difference(before, record)?.after ?? {}
    const overtaken = {
      lines: proposalLines(changed, hoursWords(changed, t), t),
      sessions: sessionsSince(before.sessions, record.sessions, t),
    }
    const own = ownFields(form)
    const shown = { kind: 'change' as const, id, seen, key, own, errors: [], typed, overtaken }
    return sendForm(request, reply, locale, record, shown, 409)
  }

  const sendForm = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    record: PlaceRecord,
    given: Omit<ProposePage, 'name' | 'form'> & { typed: Typed },
    status = 200,
  ) => {
    const t = translator(locale)
    const { typed, ...shown } = given
    const { offered } = await communesOfForm(dependencies, typed)
    const keeps = typedOfHours(record).hours?.[0] === 'keep'
    const keptHours = keeps ? hoursWords(record, t) : []
    const sessions = sessionsBeside(record.sessions, momentOf(locale))
    const form = { typed, errors: shown.errors, communes: offered, keptHours, sessions, isNew: false }
    const main = proposeView({ ...shown, name: record.name, form }, t)
    const title = `${t(`add:propose.${shown.kind as ProposalKind}.title`)} – ${record.name}`
    const canonical = `${baseUrl(request, dependencies.config)}${placePath(locale, shown.id, record.name)}`
    const wrong = status === 200 ? title : `${t('forms:errorPrefix')} ${title}`
    const frame = await frameOf(request, locale, dependencies)
    return sendPage(reply, frame, { title: wrong, main, noIndex: true, canonical }, status)
  }
}
