// The last look at a draft, and sending it.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { baseUrl } from '../http/address.ts'
import { emailOf, sentText } from '../http/form.rules.ts'
import type { FieldError } from '../http/form.view.ts'
import { frameOf, sendPage, sentForm } from '../http/pages.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { draftPath } from './add.view.ts'
import { checkView } from './add-check.view.ts'
import { alikeTo } from './alike.actions.ts'
import { OfDraft, openDraft, type SubmissionPagesOptions, sent, shown } from './draft-steps.pages.ts'
import { keepPoint, previewOf, readDraft } from './drafts.actions.ts'
import { writesForSomebody } from './for-somebody.rules.ts'
import { hoursWords } from './form-context.actions.ts'
import { runnerOf } from './proposal.rules.ts'
import { proposalLines } from './proposal-lines.view.ts'
import { submissionPath } from './submission.view.ts'
import { sendSubmission } from './submissions.actions.ts'
import { type Typed, typedText } from './typed.rules.ts'

const config = { access: 'public', hasForm: true } as const
const knowing = { access: 'public', readsAccount: true } as const

export const addSendPages: FastifyPluginAsyncTypebox<SubmissionPagesOptions> = async (app, dependencies) => {
  await limitRequests(app)
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '/:locale/add/:receipt/check',
    { config, schema: { params: OfDraft, response: shown } },
    async (request, reply) => {
      const opened = await openDraft(dependencies, request, reply)
      if (!opened) return reply
      return sendCheck(request, reply, opened.locale, opened.draft, [])
    },
  )

  app.post(
    '/:locale/add/:receipt/send',
    { config: { ...knowing, ...perMinute(30) }, schema: { params: OfDraft, response: sent } },
    async (request, reply) => {
      const opened = await openDraft(dependencies, request, reply)
      if (!opened) return reply
      const { draft, locale } = opened
      const { receipt } = draft
      const address = submissionPath({ locale, receipt })
      const near = sentText(sentForm(request), 'near')
      const typed = near === '' ? draft.typed : { ...draft.typed, near: [near] }
      const { proposal, faults } = await readDraft(dependencies, typed, locale)
      const email = emailOf(typedText(typed, 'contactEmail'))
      if (faults.length > 0 || email === undefined)
        return reply.redirect(`${draftPath(locale, receipt)}?check=1`, 303)
      // The point was put right, or somebody else was quicker to add the place.
      if ((await alikeTo(dependencies, typed, locale)).length > 0) {
        if (near !== '') await keepPoint(dependencies, receipt, near)
        return reply.redirect(draftPath(locale, receipt, 'twins'), 303)
      }
      const wait = await dependencies.limit.take(request.ip)
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
              forSomebody: writesForSomebody(request.account, email),
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
        currentYear: Number(dayInFrance(dependencies.now()).slice(0, 4)),
        lines: proposalLines(proposal, hoursWords(proposal, t), t),
        producer: runnerOf(proposal),
        contactEmail,
        errors,
      },
      t,
    )
    const frame = { ...(await frameOf(request, locale, dependencies)), path: `/add/${receipt}/check` }
    return sendPage(reply, frame, { title: t('add:check.title'), main, noIndex: true }, reply.statusCode)
  }
}
