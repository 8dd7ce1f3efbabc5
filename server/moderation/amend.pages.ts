// An agent corrects a proposal before deciding on it.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { html, nothing } from 'lit'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { difference } from '../history/difference.rules.ts'
import { historyOf } from '../history/history.queries.ts'
import { accountOf } from '../http/access.ts'
import { baseUrl } from '../http/address.ts'
import type { FieldError } from '../http/form.view.ts'
import { AnyQuery, frameOf, localeInAddress, numberInAddress, sendPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { weekOf } from '../opening-hours/week.ts'
import {
  emptyRecord,
  type PlaceRecord,
  type Proposal,
  recordAfter,
  withProposal,
} from '../places/place-record.rules.ts'
import { type FieldDifference, fieldDifferences } from '../places/record-difference.rules.ts'
import { Problem } from '../problems.ts'
import { formErrors } from '../submissions/form-errors.view.ts'
import { readProposal } from '../submissions/proposal.rules.ts'
import { readTimes } from '../submissions/proposal-times.actions.ts'
import { proposedAt } from '../submissions/submission.rules.ts'
import { locateSubmission } from '../submissions/submission-place.actions.ts'
import { nextState } from '../submissions/submission-state.rules.ts'
import { amendSubmission } from './decisions.actions.ts'
import { moderationNavView } from './moderation-frame.view.ts'
import { inputOf, laidOver, readTypedPlace, type Seen, type TypedPlace, typedOf } from './place-form.rules.ts'
import { placeFormView } from './place-form.view.ts'
import { proposalErrors } from './place-moderation.pages.ts'
import { queueQuery, readQueueFilter } from './queue-address.rules.ts'
import { type Review, reviewSubmission } from './review.actions.ts'
import { placeOvertakenView } from './status.view.ts'

const config = { access: 'moderator' } as const
const schema = {
  params: Type.Object({ locale: Type.String(), id: Type.String() }),
  querystring: AnyQuery,
  response: { 200: page, 303: elsewhere, 404: page, 409: page, 422: page },
}
type Asked = FastifyRequest<{ Params: { locale: string; id: string } }>
type Amendable = Review & { wouldBe: PlaceRecord }
type Shown = {
  typed: TypedPlace
  errors?: FieldError[]
  /** What others changed since the form was opened, where it was not taken for that. */
  overtaken?: FieldDifference[]
  status?: 409 | 422
}

const weekIn = ({ openingHours }: PlaceRecord) => (openingHours === null ? null : weekOf(openingHours))

export const amendPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db } = dependencies

  app.get('/:locale/moderation/submissions/:id/proposal', { config, schema }, async (request, reply) => {
    const review = await openReview(request)
    if (!review) throw new Problem('not-found')
    const typed = typedOf(review.wouldBe, await seenOf(review), weekIn(review.wouldBe))
    return sendForm(request, reply, review, { typed })
  })

  app.post('/:locale/moderation/submissions/:id/proposal', { config, schema }, async (request, reply) => {
    const t = translator(localeInAddress(request.params.locale))
    const typed = readTypedPlace(sentForm(request))
    const review = await openReview(request)
    if (!review) return afterDecision(request, reply)
    const { submission } = review
    if (submission.version !== typed.seen.version || review.subjectVersion !== typed.seen.subject)
      return sendOvertaken(request, reply, review, typed)
    const { input, faults: ofForm } = inputOf(typed, review.wouldBe)
    const { proposal, faults } = readProposal(input, { readTimes })
    const errors = [...proposalErrors(faults, t), ...formErrors(ofForm, t)]
    if (errors.length > 0) return sendForm(request, reply, review, { typed, errors, status: 422 })
    const located = await locateSubmission(dependencies, {
      ...submission,
      proposed: amended(review, proposal),
    })
    if (!located) throw new Problem('not-found')
    const { proposed, territories } = located
    const { version, subject: subjectVersion } = typed.seen
    const origin = baseUrl(request, dependencies.config)
    const deciding = { agent: accountOf(request), submissionId: submission.id, version, origin }
    const result = await amendSubmission(dependencies, deciding, { proposed, territories, subjectVersion })
    if (result.outcome === 'unknown') throw new Problem('not-found')
    if (result.outcome === 'decided') return reply.redirect(addressOf(request), 303)
    const fresh = await openReview(request)
    return fresh ? sendOvertaken(request, reply, fresh, typed) : afterDecision(request, reply)
  })

  /** What can be corrected; the round of a unit is its operator's: it is asked for, not written anew here. */
  const openReview = async (request: Asked): Promise<Amendable | undefined> => {
    const id = numberInAddress(request.params.id)
    const review = await reviewSubmission(dependencies, accountOf(request), id)
    const { wouldBe } = review ?? {}
    const canAmend = review?.mayDecide && nextState(review.submission.state, 'amend') !== null
    return review && wouldBe && canAmend ? { ...review, wouldBe } : undefined
  }

  /** It was decided on while somebody corrected it: there they read how. */
  const afterDecision = async (request: Asked, reply: FastifyReply) => {
    const id = numberInAddress(request.params.id)
    const review = await reviewSubmission(dependencies, accountOf(request), id)
    if (!review?.wouldBe || !review.mayDecide) throw new Problem('not-found')
    return reply.redirect(addressOf(request), 303)
  }

  const historyOfPlace = async ({ submission: { placeId } }: Review) =>
    placeId === null ? [] : historyOf(db, placeId)

  const seenOf = async (review: Review): Promise<Seen> => ({
    version: review.submission.version,
    subject: review.subjectVersion,
    entry: (await historyOfPlace(review))[0]?.id ?? 0,
  })

  /** What was typed, laid over what others corrected and wrote meanwhile. */
  const sendOvertaken = async (request: Asked, reply: FastifyReply, review: Amendable, typed: TypedPlace) => {
    const { submission, events, now, wouldBe } = review
    const seen = await seenOf(review)
    const place = now ? recordAfter(now, await historyOfPlace(review), typed.seen.entry) : emptyRecord
    const shown = withProposal(place, proposedAt(submission, events, typed.seen.version))
    const again = laidOver({
      shown: typedOf(shown, seen, weekIn(shown)),
      typed,
      now: typedOf(wouldBe, seen, weekIn(wouldBe)),
    })
    const overtaken = fieldDifferences(shown, wouldBe, weekOf)
    return sendForm(request, reply, review, { typed: again, overtaken, status: 409 })
  }

  const addressOf = (request: Asked) => {
    const { locale, id } = request.params
    const filter = { ...readQueueFilter(request.query as Record<string, unknown>), after: null }
    return `/${locale}/moderation/submissions/${id}${queueQuery(filter)}`
  }

  const sendForm = async (
    request: Asked,
    reply: FastifyReply,
    { name, wouldBe }: Amendable,
    { typed, errors = [], overtaken, status }: Shown,
  ) => {
    const locale = localeInAddress(request.params.locale)
    const t = translator(locale)
    const back = addressOf(request)
    const action = back.replace(/(?=\?|$)/, '/proposal')
    const title = t('moderation:review.amend')
    const main = html`<div class="moderation">${moderationNavView('queue', t)}
${overtaken ? placeOvertakenView(overtaken, { weekOf, history: null }, t) : nothing}
<p class="back"><a href=${back}>${name || t('submissions:letter.unnamed')}</a></p><h1>${title}</h1>
<p>${t('moderation:edit.amendText')}</p>
<section class="review-part">${placeFormView({ typed, given: wouldBe.openingHoursGiven, errors, action, button: t('moderation:edit.amendSave') }, t)}</section></div>`
    const frame = await frameOf(request, locale, dependencies)
    return sendPage(reply, frame, { title, main, noIndex: true, className: 'moderation-page' }, status)
  }
}

/** What the form says beyond what is known, and what was proposed beside its fields (dates). */
function amended({ now, submission }: Review, proposal: Proposal): Proposal {
  const { sessions, closures, texts, validity } = { ...submission.proposed, ...proposal }
  const beside = {
    ...(sessions && { sessions }),
    ...(closures && { closures }),
    ...(texts && { texts }),
    ...(validity !== undefined && { validity }),
  }
  return { ...difference(now ?? emptyRecord, proposal)?.after, ...beside }
}
