// Adding a place: a draft that is kept as one goes, looked at, and sent.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { emailFaults, emailOf, sentText } from '../http/form.rules.ts'
import { type FieldError, fieldErrors } from '../http/form.view.ts'
import { AnyQuery, frameOf, localeInAddress, sendFormPage, sendPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { type HourlyLimit, limitRequests, perMinute } from '../http/request-limit.ts'
import { newReceipt } from '../http/secrets.ts'
import { isPlaceId } from '../places/place-address.rules.ts'
import { readRecord } from '../places/place-record.queries.ts'
import { Problem } from '../problems.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { addView, draftPath, lostDraftView } from './add.view.ts'
import { checkView } from './add-check.view.ts'
import { draftOf, isReceipt, keepDraft, previewOf, readDraft } from './drafts.actions.ts'
import { communesOfForm, hoursWords } from './form-context.actions.ts'
import { formErrors } from './form-errors.view.ts'
import { typedOfRecord } from './place-form.rules.ts'
import { proposalLines } from './proposal-lines.view.ts'
import { submissionPath } from './submission.view.ts'
import { sendSubmission } from './submissions.actions.ts'
import { type Typed, typedText } from './typed.rules.ts'

export type SubmissionPagesOptions = Dependencies & {
  /** How much one client may send in an hour, over pages and API. */
  limit: HourlyLimit
}

const InLocale = Type.Object({ locale: Type.String() })
const OfDraft = Type.Object({ locale: Type.String(), receipt: Type.String() })
const config = { access: 'public' } as const
const knowing = { access: 'public', readsAccount: true } as const
/** Whoever writes keeps often. */
const keeping = { ...config, ...perMinute(120) }
const shown = { 200: page, 303: elsewhere, 404: page }
const sent = { 204: Type.Null(), 303: elsewhere, 404: page, 422: page, 429: page }

export const addPages: FastifyPluginAsyncTypebox<SubmissionPagesOptions> = async (app, dependencies) => {
  const { db, now } = dependencies
  await limitRequests(app)
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '/:locale/add',
    { config: knowing, schema: { params: InLocale, querystring: AnyQuery, response: shown } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const from = sentText(request.query, 'from')
      const copied = isPlaceId(from) ? await readRecord(db, Number(from)) : undefined
      const isPublic = copied?.record.state === 'published'
      const typed = isPublic ? { ...typedOfRecord(copied!.record), near: [], address: [], name: [] } : {}
      return sendFirst(request, reply, locale, newReceipt(), typed, {
        contactEmail: request.account?.email ?? '',
        copyOf: isPublic ? copied!.record.name : undefined,
      })
    },
  )

  app.get(
    '/:locale/add/:receipt',
    { config, schema: { params: OfDraft, querystring: AnyQuery, response: shown } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const draft = await draftOf(dependencies, request.params.receipt)
      if (!draft) return sendLost(request, reply, locale)
      if (draft.state !== 'draft') return reply.redirect(submissionPath({ ...draft, locale }), 303)
      const isSaved = sentText(request.query, 'saved') !== ''
      const isChecked = sentText(request.query, 'check') !== ''
      return sendFirst(request, reply, locale, draft.receipt, draft.typed, { isSaved, isChecked })
    },
  )

  app.post(
    '/:locale/add/:receipt',
    { config: keeping, schema: { params: OfDraft, response: sent } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const { receipt } = request.params
      if (!isReceipt(receipt)) throw new Problem('not-found')
      const form = sentForm(request)
      const { typed, isSent } = await keepDraft(dependencies, { receipt, form, parts: ['first'], locale })
      const step = sentText(form, 'step')
      if (isSent) return reply.redirect(submissionPath({ locale, receipt }), 303)
      if (step === 'autosave') return reply.code(204).send(null)
      if (step === 'save') return reply.redirect(`${draftPath(locale, receipt)}?saved=1`, 303)
      const errors = await errorsOf(typed, locale)
      if (errors.length > 0) return sendFirst(request, reply, locale, receipt, typed, { isChecked: true })
      return reply.redirect(draftPath(locale, receipt, 'check'), 303)
    },
  )

  app.get(
    '/:locale/add/:receipt/check',
    { config, schema: { params: OfDraft, response: shown } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const draft = await draftOf(dependencies, request.params.receipt)
      if (!draft) return sendLost(request, reply, locale)
      if (draft.state !== 'draft') return reply.redirect(submissionPath({ ...draft, locale }), 303)
      return sendCheck(request, reply, locale, draft, [])
    },
  )

  app.post(
    '/:locale/add/:receipt/send',
    { config: { ...knowing, ...perMinute(30) }, schema: { params: OfDraft, response: sent } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const draft = await draftOf(dependencies, request.params.receipt)
      if (!draft) return sendLost(request, reply, locale)
      const { receipt } = draft
      const address = submissionPath({ locale, receipt })
      if (draft.state !== 'draft') return reply.redirect(address, 303)
      const near = sentText(sentForm(request), 'near')
      const typed = near === '' ? draft.typed : { ...draft.typed, near: [near] }
      const { proposal, faults } = await readDraft(dependencies, typed, locale)
      const email = emailOf(typedText(typed, 'contactEmail'))
      if (faults.length > 0 || email === undefined)
        return reply.redirect(`${draftPath(locale, receipt)}?check=1`, 303)
      const wait = dependencies.limit.take(request.ip)
      const result =
        wait === undefined
          ? await sendSubmission(dependencies, {
              kind: 'new',
              placeId: null,
              unitId: null,
              proposed: proposal,
              besidePlaces: draft.besidePlaces,
              note: null,
              contact: { name: null, email },
              locale,
              idempotencyKey: `form ${receipt}`,
              account: request.account,
              forSomebody: false,
              draft: receipt,
              origin: baseUrl(request, dependencies.config),
            })
          : { outcome: 'too-many' as const, retryAfterSeconds: wait }
      if (result.outcome !== 'too-many') return reply.redirect(address, 303)
      const minutes = Math.ceil(result.retryAfterSeconds / 60)
      reply.header('retry-after', String(result.retryAfterSeconds)).code(429)
      const t = translator(locale)
      return sendCheck(request, reply, locale, { receipt, typed }, [
        { field: 'block-send', message: t('add:send.tooMany', { minutes }) },
      ])
    },
  )

  /** What keeps a new place from being sent. */
  const errorsOf = async (typed: Typed, locale: Locale): Promise<FieldError[]> => {
    const t = translator(locale)
    const { faults } = await readDraft(dependencies, typed, locale)
    const own = fieldErrors(emailFaults('contactEmail', typedText(typed, 'contactEmail')), t)
    return [...formErrors(faults, t), ...own]
  }

  const sendFirst = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    receipt: string,
    typed: Typed,
    given: { contactEmail?: string; copyOf?: string | undefined; isSaved?: boolean; isChecked?: boolean },
  ) => {
    const t = translator(locale)
    const errors = given.isChecked ? await errorsOf(typed, locale) : []
    const { offered } = await communesOfForm(dependencies, typed)
    const main = addView(
      {
        receipt,
        form: { typed, errors, communes: offered, keptHours: [], isNew: true },
        contactEmail: typedText(typed, 'contactEmail') || given.contactEmail || '',
        isSaved: given.isSaved ?? false,
        copyOf: given.copyOf,
        errors,
      },
      t,
    )
    const frame = await frameOf(request, locale, dependencies)
    return sendFormPage(reply, frame, { title: t('add:title'), main }, errors.length > 0)
  }

  const sendCheck = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    { receipt, typed }: { receipt: string; typed: Typed },
    errors: FieldError[],
  ) => {
    const t = translator(locale)
    const { proposal, faults } = await readDraft(dependencies, typed, locale)
    const contactEmail = typedText(typed, 'contactEmail')
    if (faults.length > 0 || emailOf(contactEmail) === undefined)
      return reply.redirect(`${draftPath(locale, receipt)}?check=1`, 303)
    const { card } = await previewOf(dependencies, proposal)
    const main = checkView(
      {
        receipt,
        card,
        currentYear: Number(dayInFrance(now()).slice(0, 4)),
        lines: proposalLines(proposal, hoursWords(proposal, t), t),
        producer: proposal.organisation || proposal.name || '',
        contactEmail,
        errors,
      },
      t,
    )
    const frame = { ...(await frameOf(request, locale, dependencies)), path: `/add/${receipt}/check` }
    return sendPage(reply, frame, { title: t('add:check.title'), main, noIndex: true }, reply.statusCode)
  }

  const sendLost = async (request: FastifyRequest, reply: FastifyReply, locale: Locale) => {
    const t = translator(locale)
    const frame = await frameOf(request, locale, dependencies)
    return sendPage(reply, frame, { title: t('add:lost.title'), main: lostDraftView(t), noIndex: true }, 404)
  }
}
