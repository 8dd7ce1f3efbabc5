// Following a submission by its receipt: answering, correcting, taking it back, having the letter sent again.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { difference } from '../history/difference.rules.ts'
import { baseUrl } from '../http/address.ts'
import { emailFaults, emailOf, longestEmail, sentText } from '../http/form.rules.ts'
import { type FieldError, fieldErrors } from '../http/form.view.ts'
import { AnyQuery, frameOf, localeInAddress, sendFormPage, sendPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import { Problem } from '../problems.ts'
import { answeredForm, overtakenForm, type ReceiptForm, readAnswer, receiptForm } from './answers.actions.ts'
import { submissionOfReceipt } from './confirmation.actions.ts'
import { writeConfirmationAgain } from './confirmation-again.actions.ts'
import type { SubmissionPagesOptions } from './draft-steps.pages.ts'
import { hoursWords } from './form-context.actions.ts'
import { formErrors } from './form-errors.view.ts'
import { proposalLines } from './proposal-lines.view.ts'
import {
  type AnswerForm,
  doneWords,
  editView,
  isOpen,
  type ReceiptPage,
  receiptView,
} from './receipt.view.ts'
import { proposedAt, type Submission } from './submission.rules.ts'
import { submissionPath } from './submission.view.ts'
import { answerSubmission, withdrawSubmission } from './submission-steps.actions.ts'
import { eventsOf } from './submission-store.queries.ts'

const OfReceipt = Type.Object({ locale: Type.String(), receipt: Type.String() })
const config = { access: 'public', hasForm: true } as const
const limited = { ...config, ...perMinute(30) }
const shown = { 200: page, 303: elsewhere, 404: page }
const sent = { 303: elsewhere, 404: page, 409: page, 422: page }

/** How a receipt comes; `shownProposal`: what was proposed when they looked, where that is over. */
type Shown = Pick<ReceiptPage, 'answer' | 'done' | 'again'> & {
  status?: 409 | 422 | 429
  shownProposal?: Proposal
}

export const receiptPages: FastifyPluginAsyncTypebox<SubmissionPagesOptions> = async (app, dependencies) => {
  const { db } = dependencies
  await limitRequests(app)
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '/:locale/submissions/:receipt',
    { config, schema: { params: OfReceipt, querystring: AnyQuery, response: shown } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const submission = await known(request.params.receipt)
      if (submission.state === 'draft') return reply.redirect(`/${locale}/add/${submission.receipt}`, 303)
      const done = doneWords.find((word) => word === sentText(request.query, 'done'))
      const form = submission.state === 'asked' ? await receiptForm(dependencies, submission) : undefined
      const answer = form && answerOf(form, '', [], locale)
      return sendReceipt(request, reply, locale, submission, { answer, done })
    },
  )

  app.get(
    '/:locale/submissions/:receipt/edit',
    { config, schema: { params: OfReceipt, response: shown } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const submission = await known(request.params.receipt)
      const address = submissionPath({ ...submission, locale })
      if (!isOpen(submission)) return reply.redirect(address, 303)
      const form = await receiptForm(dependencies, submission)
      return sendEdit(request, reply, locale, submission, answerOf(form, '', [], locale))
    },
  )

  app.post(
    '/:locale/submissions/:receipt/answer',
    { config: limited, schema: { params: OfReceipt, response: sent } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const submission = await known(request.params.receipt)
      const address = submissionPath({ ...submission, locale })
      if (!isOpen(submission)) return reply.redirect(address, 303)
      const form = sentForm(request)
      const version = Number(/^\d{1,9}$/.exec(sentText(form, 'version'))?.[0] ?? 0)
      if (version !== submission.version) return sendOvertaken(request, reply, locale, submission, version)
      const { proposed, message, faults } = await readAnswer(dependencies, submission, form)
      if (faults.length > 0) {
        const answered = await answeredForm(dependencies, submission, form)
        const errors = formErrors(faults, translator(locale))
        return sendEdit(request, reply, locale, submission, answerOf(answered, message ?? '', errors, locale))
      }
      const result = await answerSubmission(dependencies, submission.receipt, { proposed, message, version })
      if (result.outcome === 'overtaken' && isOpen(result.submission))
        return sendOvertaken(request, reply, locale, result.submission, version)
      return reply.redirect(result.outcome === 'done' ? `${address}?done=answered` : address, 303)
    },
  )

  app.post(
    '/:locale/submissions/:receipt/withdraw',
    { config: limited, schema: { params: OfReceipt, response: sent } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const { receipt } = await known(request.params.receipt)
      const result = await withdrawSubmission(dependencies, receipt)
      const address = submissionPath({ locale, receipt })
      return reply.redirect(result.outcome === 'done' ? `${address}?done=withdrawn` : address, 303)
    },
  )

  app.post(
    '/:locale/submissions/:receipt/confirmation',
    { config: limited, schema: { params: OfReceipt, response: { ...sent, 429: page } } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const submission = await known(request.params.receipt)
      const address = submissionPath({ ...submission, locale })
      if (submission.state !== 'unconfirmed') return reply.redirect(address, 303)
      const t = translator(locale)
      const typed = sentText(sentForm(request), 'contactEmail').slice(0, 2 * longestEmail)
      const again = (status: 422 | 429, errors: FieldError[]) =>
        sendReceipt(request, reply, locale, submission, { status, again: { email: typed, errors } })
      const email = emailOf(typed)
      if (email === undefined) return again(422, fieldErrors(emailFaults('contactEmail', typed), t))
      const wait = await dependencies.limit.take(request.ip)
      const origin = baseUrl(request, dependencies.config)
      const result =
        wait === undefined
          ? await writeConfirmationAgain(dependencies, submission.receipt, { email, origin })
          : { outcome: 'too-many' as const, retryAfterSeconds: wait }
      if (result.outcome !== 'too-many')
        return reply.redirect(result.outcome === 'written' ? `${address}?done=again` : address, 303)
      const minutes = Math.ceil(result.retryAfterSeconds / 60)
      reply.header('retry-after', String(result.retryAfterSeconds))
      return again(429, [{ field: 'contactEmail', message: t('add:receipt.again.tooMany', { minutes }) }])
    },
  )

  const known = async (receipt: string): Promise<Submission> => {
    const submission = await submissionOfReceipt(dependencies, receipt)
    if (!submission) throw new Problem('not-found')
    return submission
  }

  const answerOf = (form: ReceiptForm, message: string, errors: FieldError[], locale: Locale): AnswerForm => {
    const keptHours = form.keepsHours ? hoursWords(form.record, translator(locale)) : []
    const { typed, communes, sessions, isNew } = form
    const place = form.isOfFields ? { typed, errors, communes, keptHours, sessions, isNew } : undefined
    return { form: place, message, errors }
  }

  /** What was typed, beside what an agent asked or corrected meanwhile; sent again, it is meant with that in view. */
  const sendOvertaken = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    submission: Submission,
    version: number,
  ) => {
    const sent = sentForm(request)
    const shown = proposedAt(submission, await eventsOf(db, submission.id), version)
    const form = await overtakenForm(dependencies, submission, sent, shown)
    const answer = answerOf(form, sentText(sent, 'message'), [], locale)
    return sendReceipt(request, reply, locale, submission, { answer, shownProposal: shown, status: 409 })
  }

  const sendReceipt = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    submission: Submission,
    shown: Shown,
  ) => {
    const t = translator(locale)
    const { proposed } = submission
    const events = await eventsOf(db, submission.id)
    const { record } = await receiptForm(dependencies, submission)
    const name = record.name || t('submissions:letter.unnamed')
    const lines = proposalLines(proposed, hoursWords(proposed, t), t)
    const { status, shownProposal, ...said } = shown
    const changed = shownProposal && (difference(shownProposal, proposed)?.after ?? {})
    const overtaken = changed && proposalLines(changed, hoursWords(changed, t), t)
    const main = receiptView({ submission, name, events, lines, overtaken, ...said }, t)
    const frame = await frameOf(request, locale, dependencies)
    const path = `/submissions/${submission.receipt}`
    const title = t(`submissions:states.${submission.state}`)
    const told = status === undefined ? title : `${t('forms:errorPrefix')} ${title}`
    return sendPage(reply, { ...frame, path }, { title: told, main, noIndex: true }, status)
  }

  const sendEdit = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    submission: Submission,
    answer: AnswerForm,
  ) => {
    const t = translator(locale)
    const { record } = await receiptForm(dependencies, submission)
    const main = editView(submission, record.name, answer, t)
    const path = `/submissions/${submission.receipt}/edit`
    const frame = { ...(await frameOf(request, locale, dependencies)), path }
    const title = t('add:receipt.correct')
    return sendFormPage(reply, frame, { title, main }, answer.errors.length > 0)
  }
}
