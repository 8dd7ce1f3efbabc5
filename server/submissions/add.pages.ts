// Adding a place: the first page of a draft, which is kept as one goes.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { sentText } from '../http/form.rules.ts'
import { AnyQuery, frameOf, localeInAddress, sendFormPage, sentForm } from '../http/pages.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { newReceipt } from '../http/secrets.ts'
import { isPlaceId } from '../places/place-address.rules.ts'
import { readRecord } from '../places/place-record.queries.ts'
import { Problem } from '../problems.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { addView, draftPath } from './add.view.ts'
import { alikeTo } from './alike.actions.ts'
import {
  errorsOfDraft,
  OfDraft,
  openDraft,
  type SubmissionPagesOptions,
  sent,
  shown,
} from './draft-steps.pages.ts'
import { isReceipt, keepDraft } from './drafts.actions.ts'
import { communesOfForm } from './form-context.actions.ts'
import { typedOfCopy } from './place-form.rules.ts'
import { submissionPath } from './submission.view.ts'
import { isOfPart, type Typed, typedText } from './typed.rules.ts'

const InLocale = Type.Object({ locale: Type.String() })
const config = { access: 'public', hasForm: true } as const
/** Whoever is signed in need not write their address. */
const knowing = { access: 'public', readsAccount: true } as const
/** Whoever writes keeps often; signed in, they find the draft in their account. */
const keeping = { ...knowing, ...perMinute(120) }

type FirstPage = {
  receipt: string
  typed: Typed
  contactEmail?: string
  copyOf?: string | undefined
  isSaved?: boolean
  isChecked?: boolean
}

export const addPages: FastifyPluginAsyncTypebox<SubmissionPagesOptions> = async (app, dependencies) => {
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
      const copied = isPlaceId(from) ? await readRecord(dependencies.db, Number(from)) : undefined
      const isPublic = copied?.record.state === 'published'
      const today = dayInFrance(dependencies.now())
      const typed = isPublic ? typedOfCopy(copied!.record, { locale, today }) : {}
      const copyOf = isPublic ? copied!.record.name : undefined
      const contactEmail = request.account?.email ?? ''
      return sendFirst(request, reply, locale, { receipt: newReceipt(), typed, contactEmail, copyOf })
    },
  )

  app.get(
    '/:locale/add/:receipt',
    { config, schema: { params: OfDraft, querystring: AnyQuery, response: shown } },
    async (request, reply) => {
      const opened = await openDraft(dependencies, request, reply)
      if (!opened) return reply
      const { receipt, typed } = opened.draft
      const isSaved = sentText(request.query, 'saved') !== ''
      const isChecked = sentText(request.query, 'check') !== ''
      if (isChecked && (await isWrongLater(typed, opened.locale)))
        return reply.redirect(`${draftPath(opened.locale, receipt, 'more')}?check=1`, 303)
      return sendFirst(request, reply, opened.locale, { receipt, typed, isSaved, isChecked })
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
      const { typed, isSent } = await keepDraft(dependencies, {
        receipt,
        form,
        parts: ['first'],
        locale,
        account: request.account,
      })
      const step = sentText(form, 'step')
      if (isSent) return reply.redirect(submissionPath({ locale, receipt }), 303)
      if (step === 'autosave') return reply.code(204).send(null)
      if (step === 'save') return reply.redirect(`${draftPath(locale, receipt)}?saved=1`, 303)
      const errors = await errorsOfDraft(dependencies, typed, locale)
      if (await isWrongLater(typed, locale))
        return reply.redirect(`${draftPath(locale, receipt, 'more')}?check=1`, 303)
      if (errors.length > 0) return sendFirst(request, reply, locale, { receipt, typed, isChecked: true })
      const alike = await alikeTo(dependencies, typed, locale)
      return reply.redirect(draftPath(locale, receipt, alike.length > 0 ? 'twins' : 'check'), 303)
    },
  )

  /** Is all that is wrong on the second page? */
  const isWrongLater = async (typed: Typed, locale: Locale) => {
    const errors = await errorsOfDraft(dependencies, typed, locale)
    return errors.length > 0 && errors.every(({ field }) => isOfPart(field, 'more'))
  }

  const sendFirst = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    given: FirstPage,
  ) => {
    const { receipt, typed, contactEmail = '', copyOf, isSaved = false, isChecked = false } = given
    const t = translator(locale)
    const errors = isChecked ? await errorsOfDraft(dependencies, typed, locale) : []
    const { offered } = await communesOfForm(dependencies, typed)
    const main = addView(
      {
        receipt,
        form: { typed, errors, communes: offered, keptHours: [], sessions: [], isNew: true },
        contactEmail: typedText(typed, 'contactEmail') || contactEmail,
        isSaved,
        copyOf,
        errors,
      },
      t,
    )
    const frame = await frameOf(request, locale, dependencies)
    return sendFormPage(reply, frame, { title: t('add:title'), main }, errors.length > 0)
  }
}
