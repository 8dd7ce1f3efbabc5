// One submission before an agent: looked at, decided on, taken back.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { nothing } from 'lit'
import Type from 'typebox'
import { locales } from '../../i18n/languages.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { accountOf } from '../http/access.ts'
import { baseUrl } from '../http/address.ts'
import { sentText } from '../http/form.rules.ts'
import { fieldErrors } from '../http/form.view.ts'
import { AnyQuery, frameOf, localeInAddress, numberInAddress, sendPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { weekOf } from '../opening-hours/week.ts'
import { Problem } from '../problems.ts'
import type { Submission, SubmissionEvent } from '../submissions/submission.rules.ts'
import { scopeOf } from './agent-scope.rules.ts'
import { checkProposal } from './checks.actions.ts'
import { alikeView, checksView } from './checks.view.ts'
import { type ReadDecision, readDecision, type TypedDecision } from './decision-form.rules.ts'
import { type Decided, type Decision, decideSubmission, undoDecision } from './decisions.actions.ts'
import { lastDone } from './done.actions.ts'
import { nextWaiting, previousWaiting } from './queue.queries.ts'
import { queueQuery, readQueueFilter } from './queue-address.rules.ts'
import { reviewSubmission } from './review.actions.ts'
import { changedSinceView, doneView, notUndoneView, overtakenView } from './status.view.ts'
import { submissionView } from './submission.view.ts'

const config = { access: 'moderator' } as const
const params = Type.Object({ locale: Type.String(), id: Type.String() })
const decided = { 303: elsewhere, 404: page, 409: page, 422: page }

/** How a page comes that is not simply looked at. */
type Shown = {
  status: 200 | 409 | 422
  typed?: TypedDecision
  read?: ReadDecision
  by?: SubmissionEvent | undefined
  /** Did the place change since the agent looked? */
  isChangedSince?: boolean
  /** Was a publication to be taken back to which something was added since? */
  isNotUndone?: boolean
}

export const submissionPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db, now } = dependencies

  app.get(
    '/:locale/moderation/submissions/:id',
    { config, schema: { params, querystring: AnyQuery, response: { 200: page, 404: page } } },
    (request, reply) => sendSubmission(request, reply, { status: 200 }),
  )

  app.post(
    '/:locale/moderation/submissions/:id/decision',
    { config, schema: { params, querystring: AnyQuery, response: decided } },
    async (request, reply) => {
      const read = readDecision(sentForm(request), locales)
      const { typed } = read
      if (read.faults.length > 0) return sendSubmission(request, reply, { status: 422, typed, read })
      const result = await decideSubmission(
        dependencies,
        decidingOf(request, typed.version),
        decisionOf(read),
      )
      return afterDecision(request, reply, result, typed)
    },
  )

  app.post(
    '/:locale/moderation/submissions/:id/undo',
    { config, schema: { params, querystring: AnyQuery, response: decided } },
    async (request, reply) => {
      const version = Number(sentText(sentForm(request), 'version'))
      const result = await undoDecision(dependencies, decidingOf(request, version))
      if (result.outcome !== 'decided') return afterDecision(request, reply, result)
      // Whoever takes a decision back wants to decide again.
      const { locale, id } = request.params
      const query = new URLSearchParams(queueQuery(filterOf(request)))
      query.set('done', id)
      return reply.redirect(`/${locale}/moderation/submissions/${id}?${query}`, 303)
    },
  )

  type Asked = FastifyRequest<{ Params: { locale: string; id: string } }>

  const filterOf = (request: FastifyRequest) => ({
    ...readQueueFilter(request.query as Record<string, unknown>),
    after: null,
  })

  const decidingOf = (request: Asked, version: number) => ({
    agent: accountOf(request),
    submissionId: numberInAddress(request.params.id),
    version: Number.isSafeInteger(version) ? version : 0,
    origin: baseUrl(request, dependencies.config),
  })

  /** On to the next that waits; where there is none, to the empty queue. */
  const afterDecision = async (
    request: Asked,
    reply: FastifyReply,
    result: Decided,
    typed?: TypedDecision,
  ) => {
    if (result.outcome === 'unknown') throw new Problem('not-found')
    if (result.outcome === 'overtaken') {
      return sendSubmission(request, reply, { status: 409, ...(typed && { typed }), by: result.by })
    }
    if (result.outcome === 'changed-since') {
      return sendSubmission(request, reply, { status: 409, ...(typed && { typed }), isChangedSince: true })
    }
    if (result.outcome === 'not-undone') {
      return sendSubmission(request, reply, { status: 409, isNotUndone: true })
    }
    const { submission } = result
    const locale = localeInAddress(request.params.locale)
    const filter = filterOf(request)
    const scope = scopeOf(accountOf(request).roles).ids
    const position = { at: submission.sentAt!.getTime(), id: submission.id }
    const next = await nextWaiting(db, scope, filter, position)
    const query = new URLSearchParams(queueQuery({ ...filter, state: 'waiting' }))
    query.set('done', String(submission.id))
    const path = next === null ? '' : `/submissions/${next}`
    return reply.redirect(`/${locale}/moderation${path}?${query}`, 303)
  }

  const sendSubmission = async (request: Asked, reply: FastifyReply, shown: Shown) => {
    const locale = localeInAddress(request.params.locale)
    const t = translator(locale)
    const agent = accountOf(request)
    const review = await reviewSubmission(dependencies, agent, numberInAddress(request.params.id))
    if (!review) throw new Problem('not-found')
    const filter = filterOf(request)
    const scope = scopeOf(agent.roles).ids
    const { submission } = review
    const position = { at: submission.sentAt!.getTime(), id: submission.id }
    const [{ checks, twins }, previous, next, done, frame] = await Promise.all([
      checkProposal(dependencies, review),
      previousWaiting(db, scope, filter, position),
      nextWaiting(db, scope, filter, position),
      shown.status === 200 ? lastDone(db, agent, (request.query as { done?: unknown }).done) : undefined,
      frameOf(request, locale, dependencies),
    ])
    const query = queueQuery(filter)
    const status =
      shown.status === 409 ? notDoneView(shown, submission, t) : done ? doneView(done, query, t) : nothing
    const main = submissionView(
      {
        review,
        filter,
        previous,
        next,
        now: now(),
        weekOf,
        status,
        checks: checksView(checks, t),
        alike: alikeView(
          twins,
          {
            name: review.name ?? '',
            lonLat: review.wouldBe?.lonLat ?? null,
            beside: submission.besidePlaces,
          },
          t,
        ),
        typed: shown.typed && { ...shown.typed, version: submission.version },
        errors: fieldErrors(shown.read?.faults ?? [], t),
      },
      t,
    )
    const title = `${review.name || t('submissions:letter.unnamed')} – ${t(`submissions:kinds.${submission.kind}`)}`
    const parts = { title, main, noIndex: true, className: 'moderation-page' }
    return sendPage(reply, frame, parts, shown.status)
  }
}

/** Why nothing was done. */
function notDoneView(
  { isNotUndone, isChangedSince, by, typed }: Shown,
  submission: Submission,
  t: Translate,
) {
  if (isNotUndone) return notUndoneView(submission, t)
  return isChangedSince ? changedSinceView(t) : overtakenView({ by, typed }, t)
}

function decisionOf({ typed, reason }: ReadDecision): Decision {
  const { step, grants, message, language, subject } = typed
  const note = typed.note || null
  if (step === 'publish') return { step, grants, note, subjectVersion: subject }
  return { step, reason: reason!, message: message === '' ? null : { text: message, language }, note }
}
