// The link of the letter that asks whether an address is the submitter's.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { confirmation } from './confirmation.actions.ts'
import { confirmFaultView, confirmView } from './receipt.view.ts'
import type { Submission } from './submission.rules.ts'
import { submissionPath } from './submission.view.ts'
import { confirmSubmission } from './submission-steps.actions.ts'

const OfToken = Type.Object({ locale: Type.String(), token: Type.String() })
const config = { access: 'public', hasForm: true } as const

export const confirmationPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  await limitRequests(app)
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '/:locale/submissions/confirm/:token',
    { config, schema: { params: OfToken, response: { 200: page } } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const { token } = request.params
      const { submission, isGood } = await confirmation(dependencies, token)
      return sendConfirm(request, reply, locale, isGood ? token : undefined, submission)
    },
  )

  app.post(
    '/:locale/submissions/confirm/:token',
    {
      config: { ...config, ...perMinute(30) },
      schema: { params: OfToken, response: { 200: page, 303: elsewhere } },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const { token } = request.params
      const { submission, isGood } = await confirmation(dependencies, token)
      if (!isGood) return sendConfirm(request, reply, locale, undefined, submission)
      const origin = baseUrl(request, dependencies.config)
      const result = await confirmSubmission(dependencies, { token, origin })
      if (result.outcome === 'unknown') return sendConfirm(request, reply, locale, undefined, undefined)
      const address = submissionPath({ locale, receipt: result.submission.receipt })
      return reply.redirect(`${address}?done=confirmed`, 303)
    },
  )

  const sendConfirm = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    token: string | undefined,
    submission: Submission | undefined,
  ) => {
    const t = translator(locale)
    const frame = await frameOf(request, locale, dependencies)
    const title = t(
      token !== undefined
        ? 'add:confirm.title'
        : submission
          ? 'add:confirm.usedTitle'
          : 'add:confirm.unknownTitle',
    )
    const main = token === undefined ? confirmFaultView(submission, t) : confirmView(token, t)
    return sendPage(reply, frame, { title, main, noIndex: true })
  }
}
