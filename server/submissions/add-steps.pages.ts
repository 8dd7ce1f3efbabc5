// The steps of a draft between its first page and sending: its twins, and what more may be said.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import { type SentForm, sentText } from '../http/form.rules.ts'
import { AnyQuery, frameOf, localeInAddress, sendFormPage, sendPage, sentForm } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { renderHtml } from '../http/render.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { Problem } from '../problems.ts'
import { draftPath, moreView } from './add.view.ts'
import { alikeTo, settleTwins } from './alike.actions.ts'
import { type AlikeCard, alikePart, alikeView, twinField } from './alike.view.ts'
import {
  errorsOfDraft,
  OfDraft,
  openDraft,
  type SubmissionPagesOptions,
  sent,
  shown,
} from './draft-steps.pages.ts'
import { draftOf, isReceipt, keepDraft, readDraft } from './drafts.actions.ts'
import { formErrors } from './form-errors.view.ts'
import { submissionPath } from './submission.view.ts'
import { isOfPart, typedIn } from './typed.rules.ts'

const config = { access: 'public', hasForm: true } as const
const keeping = { ...config, ...perMinute(120) }
/** Signed in, one finds the draft in one's account. */
const knowing = { access: 'public', readsAccount: true, ...perMinute(120) } as const

export const addStepsPages: FastifyPluginAsyncTypebox<SubmissionPagesOptions> = async (app, dependencies) => {
  await limitRequests(app)
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'no-store')
  })

  // Asked while one types: what is typed stands in the query, and nothing is kept.
  app.get(
    '/:locale/add/:receipt/alike',
    {
      config: { ...config, ...perMinute(240) },
      schema: { params: OfDraft, querystring: AnyQuery, response: { 200: page, 404: page } },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const { receipt } = request.params
      if (!isReceipt(receipt)) throw new Problem('not-found')
      const draft = await draftOf(dependencies, receipt)
      const typed = { ...draft?.typed, ...typedIn(request.query as SentForm, 'first') }
      const alike = await alikeTo(dependencies, typed, locale)
      const html = await renderHtml(alikePart(alike, receipt, translator(locale)))
      return reply.type('text/html; charset=utf-8').send(html)
    },
  )

  app.get(
    '/:locale/add/:receipt/twins',
    { config, schema: { params: OfDraft, response: shown } },
    async (request, reply) => {
      const opened = await openDraft(dependencies, request, reply)
      if (!opened) return reply
      const { draft, locale } = opened
      const alike = await alikeTo(dependencies, draft.typed, locale)
      if (alike.length === 0) return reply.redirect(draftPath(locale, draft.receipt, 'check'), 303)
      const t = translator(locale)
      const main = alikeView(alike, draft.receipt, t)
      const frame = await frameOf(request, locale, dependencies)
      return sendPage(reply, frame, { title: t('add:twins.question'), main, noIndex: true })
    },
  )

  app.post(
    '/:locale/add/:receipt/twins',
    { config: keeping, schema: { params: OfDraft, response: sent } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const { receipt } = request.params
      if (!isReceipt(receipt)) throw new Problem('not-found')
      const form = sentForm(request)
      // From beside the form the whole of it comes along; from the page between, the choice alone.
      const parts = Object.hasOwn(form, 'name') ? (['first'] as const) : []
      const { typed, isSent } = await keepDraft(dependencies, { receipt, form, parts, locale })
      if (isSent) return reply.redirect(submissionPath({ locale, receipt }), 303)
      const [, what, id] = /^(same|beside)-(\d{1,15})$/.exec(sentText(form, twinField)) ?? []
      if (what === 'same') return reply.redirect(`/${locale}/places/${id}/claim`, 303)
      const alike = await alikeTo(dependencies, typed, locale)
      await settleTwins(dependencies, receipt, {
        asked: alike.map(idOf),
        beside: alike.map(idOf).filter((each) => String(each) === id),
      })
      if (sentText(form, 'part') !== '') return reply.code(204).send(null)
      const step = parts.length > 0 ? '' : 'check'
      return reply.redirect(draftPath(locale, receipt, step), 303)
    },
  )

  app.get(
    '/:locale/add/:receipt/more',
    { config, schema: { params: OfDraft, querystring: AnyQuery, response: { ...shown, 422: page } } },
    async (request, reply) => {
      const opened = await openDraft(dependencies, request, reply)
      if (!opened) return reply
      const { draft, locale } = opened
      const t = translator(locale)
      const isChecked = sentText(request.query, 'check') !== ''
      const errors = isChecked ? await errorsOfDraft(dependencies, draft.typed, locale) : []
      const form = { typed: draft.typed, errors, communes: [], keptHours: [], sessions: [], isNew: true }
      const frame = await frameOf(request, locale, dependencies)
      const main = moreView(draft.receipt, form, sentText(request.query, 'saved') !== '', t)
      return sendFormPage(reply, frame, { title: t('add:more.title'), main }, errors.length > 0)
    },
  )

  app.post(
    '/:locale/add/:receipt/more',
    { config: knowing, schema: { params: OfDraft, response: { ...sent, 200: Type.Null() } } },
    async (request, reply) => {
      const opened = await openDraft(dependencies, request, reply)
      if (!opened) return reply
      const { locale } = opened
      const { receipt } = opened.draft
      const form = sentForm(request)
      const { typed, isSent } = await keepDraft(dependencies, {
        receipt,
        form,
        parts: ['more'],
        locale,
        account: request.account,
      })
      if (isSent) return reply.redirect(submissionPath({ locale, receipt }), 303)
      const step = sentText(form, 'step')
      if (step === 'autosave') return reply.code(204).send(null)
      if (step === 'save') return reply.redirect(`${draftPath(locale, receipt, 'more')}?saved=1`, 303)
      const t = translator(locale)
      const { faults } = await readDraft(dependencies, typed, locale)
      const errors = formErrors(
        faults.filter(({ field }) => isOfPart(field, 'more')),
        t,
      )
      if (errors.length === 0) {
        // A SIRET tells of a twin that nothing on the first page did.
        const alike = await alikeTo(dependencies, typed, locale)
        return reply.redirect(draftPath(locale, receipt, alike.length > 0 ? 'twins' : 'check'), 303)
      }
      const shownForm = { typed, errors, communes: [], keptHours: [], sessions: [], isNew: true }
      const frame = await frameOf(request, locale, dependencies)
      const main = moreView(receipt, shownForm, false, t)
      return sendFormPage(reply, frame, { title: t('add:more.title'), main }, true)
    },
  )
}

const idOf = ({ place }: AlikeCard) => place.id
