// An agent corrects a proposal before deciding on it.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'lit'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { difference } from '../history/difference.rules.ts'
import { accountOf } from '../http/access.ts'
import { baseUrl } from '../http/address.ts'
import type { FieldError } from '../http/form.view.ts'
import { AnyQuery, frameOf, localeInAddress, numberInAddress, sendPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { weekOf } from '../opening-hours/week.ts'
import { emptyRecord, type Proposal } from '../places/place-record.rules.ts'
import { Problem } from '../problems.ts'
import { readProposal } from '../submissions/proposal.rules.ts'
import { readTimes } from '../submissions/proposal-times.actions.ts'
import { locateSubmission } from '../submissions/submission-place.actions.ts'
import { nextState } from '../submissions/submission-state.rules.ts'
import { amendSubmission } from './decisions.actions.ts'
import { moderationNavView } from './moderation-frame.view.ts'
import { inputOf, readTypedPlace, type TypedPlace, typedOf } from './place-form.rules.ts'
import { placeFormView } from './place-form.view.ts'
import { proposalErrors } from './place-moderation.pages.ts'
import { queueQuery, readQueueFilter } from './queue-address.rules.ts'
import { type Review, reviewSubmission } from './review.actions.ts'

const config = { access: 'moderator' } as const
const schema = {
  params: Type.Object({ locale: Type.String(), id: Type.String() }),
  querystring: AnyQuery,
  response: { 200: page, 303: elsewhere, 404: page, 409: page, 422: page },
}
type Asked = FastifyRequest<{ Params: { locale: string; id: string } }>

export const amendPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  app.get('/:locale/moderation/submissions/:id/proposal', { config, schema }, async (request, reply) => {
    const review = await reviewOf(request)
    const { wouldBe, submission } = review
    const week = wouldBe!.openingHours === null ? null : weekOf(wouldBe!.openingHours)
    return sendForm(request, reply, review, typedOf(wouldBe!, submission.version, week))
  })

  app.post('/:locale/moderation/submissions/:id/proposal', { config, schema }, async (request, reply) => {
    const t = translator(localeInAddress(request.params.locale))
    const review = await reviewOf(request)
    const typed = readTypedPlace(sentForm(request))
    const { proposal, faults } = readProposal(inputOf(typed, review.wouldBe!), { readTimes })
    const errors = proposalErrors(faults, t)
    if (errors.length > 0) return sendForm(request, reply, review, typed, errors)
    const { submission } = review
    const located = await locateSubmission(dependencies, {
      ...submission,
      proposed: amended(review, proposal),
    })
    if (!located) throw new Problem('not-found')
    const { proposed, territories } = located
    const deciding = {
      agent: accountOf(request),
      submissionId: submission.id,
      version: typed.version,
      origin: baseUrl(request, dependencies.config),
    }
    const result = await amendSubmission(dependencies, deciding, { proposed, territories })
    if (result.outcome === 'unknown') throw new Problem('not-found')
    if (result.outcome === 'overtaken') {
      const fresh = await reviewOf(request)
      const again = { ...typed, version: fresh.submission.version }
      const said = [{ field: 'name', message: t('moderation:overtaken.title') }]
      return sendForm(request, reply, fresh, again, said, 409)
    }
    return reply.redirect(addressOf(request), 303)
  })

  const reviewOf = async (request: Asked): Promise<Review> => {
    const review = await reviewSubmission(
      dependencies,
      accountOf(request),
      numberInAddress(request.params.id),
    )
    // The round of a unit is its operator's: it is asked for, not written anew here.
    if (!review?.wouldBe || !review.mayDecide || nextState(review.submission.state, 'amend') === null)
      throw new Problem('not-found')
    return review
  }

  const addressOf = (request: Asked) => {
    const { locale, id } = request.params
    const filter = { ...readQueueFilter(request.query as Record<string, unknown>), after: null }
    return `/${locale}/moderation/submissions/${id}${queueQuery(filter)}`
  }

  const sendForm = async (
    request: Asked,
    reply: FastifyReply,
    { name, wouldBe }: Review,
    typed: TypedPlace,
    errors: FieldError[] = [],
    status = errors.length > 0 ? 422 : 200,
  ) => {
    const locale = localeInAddress(request.params.locale)
    const t = translator(locale)
    const back = addressOf(request)
    const action = back.replace(/(?=\?|$)/, '/proposal')
    const title = t('moderation:review.amend')
    const main = html`<div class="moderation">${moderationNavView('queue', t)}
<p class="back"><a href=${back}>${name || t('submissions:letter.unnamed')}</a></p><h1>${title}</h1>
<p>${t('moderation:edit.amendText')}</p>
<section class="review-part">${placeFormView({ typed, given: wouldBe?.openingHoursGiven ?? null, errors, action, button: t('moderation:edit.amendSave') }, t)}</section></div>`
    const frame = await frameOf(request, locale, dependencies)
    return sendPage(reply, frame, { title, main, noIndex: true, className: 'moderation-page' }, status)
  }
}

/** What the form says beyond what is known, and what was proposed beside its fields (dates, texts in other languages). */
function amended({ now, submission }: Review, proposal: Proposal): Proposal {
  const { sessions, closures, texts, validity } = submission.proposed
  const beside = {
    ...(sessions && { sessions }),
    ...(closures && { closures }),
    ...(texts && { texts }),
    ...(validity !== undefined && { validity }),
  }
  return { ...difference(now ?? emptyRecord, proposal)?.after, ...beside }
}
