// An agent looks after one place.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { type Translate, translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { historyOf } from '../history/history.queries.ts'
import { accountOf } from '../http/access.ts'
import { sentText } from '../http/form.rules.ts'
import type { FieldError } from '../http/form.view.ts'
import { AnyQuery, frameOf, localeInAddress, numberInAddress, sendPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { weekOf } from '../opening-hours/week.ts'
import { type PlaceRecord, recordAfter } from '../places/place-record.rules.ts'
import { fieldDifferences } from '../places/record-difference.rules.ts'
import { Problem } from '../problems.ts'
import { formErrors } from '../submissions/form-errors.view.ts'
import { readProposal } from '../submissions/proposal.rules.ts'
import type { ProposalFault } from '../submissions/proposal-fault.rules.ts'
import { readTimes } from '../submissions/proposal-times.actions.ts'
import { type Edited, editPlace, placeForAgent, showPlace } from './place-edits.actions.ts'
import {
  fieldOfFault,
  inputOf,
  laidOver,
  readTypedPlace,
  type TypedPlace,
  typedOf,
} from './place-form.rules.ts'
import { type PlaceDeed, placeDeeds, placeModerationView } from './place-moderation.view.ts'
import { waitingBeside } from './review.queries.ts'
import { organisationSeen } from './trust.actions.ts'

const config = { access: 'moderator' } as const
const params = Type.Object({ locale: Type.String(), id: Type.String() })
const changed = { 303: elsewhere, 404: page, 409: page, 422: page }

/** What is wrong with a proposal, at the fields of the compact form. */
export function proposalErrors(faults: readonly ProposalFault[], t: Translate): FieldError[] {
  return faults.map(({ field, reason, value }) => ({
    field: fieldOfFault(field),
    message: t(`submissions:faults.${reason}`, { value }),
  }))
}

type Asked = FastifyRequest<{ Params: { locale: string; id: string } }>
type Shown = { status: 200 | 409 | 422; typed?: TypedPlace; errors?: FieldError[] }

export const placeModerationPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db } = dependencies

  app.get(
    '/:locale/moderation/places/:id',
    { config, schema: { params, querystring: AnyQuery, response: { 200: page, 404: page } } },
    (request, reply) => sendPlace(request, reply, { status: 200 }),
  )

  app.post(
    '/:locale/moderation/places/:id',
    { config, schema: { params, response: changed } },
    async (request, reply) => {
      const t = translator(localeInAddress(request.params.locale))
      const typed = readTypedPlace(sentForm(request))
      const editing = editingOf(request, typed.seen.version)
      const kept = await placeForAgent(db, editing.agent, editing.placeId)
      if (!kept) throw new Problem('not-found')
      const { input, faults: ofForm } = inputOf(typed, kept.record)
      const { proposal, faults } = readProposal(input, { readTimes })
      const errors = [...proposalErrors(faults, t), ...formErrors(ofForm, t)]
      if (typed.lines.name === '') errors.push({ field: 'name', message: t('forms:faults.required') })
      if (errors.length > 0) return sendPlace(request, reply, { status: 422, typed, errors })
      const result = await editPlace(dependencies, editing, proposal)
      return after(request, reply, result, 'saved', typed)
    },
  )

  app.post(
    '/:locale/moderation/places/:id/state',
    { config, schema: { params, response: changed } },
    async (request, reply) => {
      const form = sentForm(request)
      const state = sentText(form, 'state') === 'published' ? 'published' : 'hidden'
      const editing = editingOf(request, Number(sentText(form, 'version')))
      const result = await showPlace(dependencies, editing, state)
      return after(request, reply, result, state === 'published' ? 'shown' : 'hidden')
    },
  )

  const editingOf = (request: Asked, version: number) => ({
    agent: accountOf(request),
    placeId: numberInAddress(request.params.id),
    version: Number.isSafeInteger(version) ? version : 0,
    note: null,
  })

  const backTo = ({ params: { locale, id } }: Asked, reply: FastifyReply, done: PlaceDeed) =>
    reply.redirect(`/${localeInAddress(locale)}/moderation/places/${id}?done=${done}`, 303)

  const after = (
    request: Asked,
    reply: FastifyReply,
    result: Edited,
    done: PlaceDeed,
    typed?: TypedPlace,
  ) => {
    if (result.outcome === 'unknown') throw new Problem('not-found')
    if (result.outcome === 'overtaken')
      return sendPlace(request, reply, { status: 409, ...(typed && { typed }) })
    return backTo(request, reply, result.isChange ? done : 'same')
  }

  const sendPlace = async (request: Asked, reply: FastifyReply, { status, typed, errors = [] }: Shown) => {
    const locale = localeInAddress(request.params.locale)
    const t = translator(locale)
    const id = numberInAddress(request.params.id)
    const kept = await placeForAgent(db, accountOf(request), id)
    if (!kept) throw new Problem('not-found')
    const { record, version } = kept
    const [organisation, waiting, entries, frame] = await Promise.all([
      organisationSeen(db, accountOf(request), record.organisation),
      waitingBeside(db, { placeId: id, unitId: null, except: 0 }),
      historyOf(db, id),
      frameOf(request, locale, dependencies),
    ])
    const { done } = request.query as { done?: unknown }
    const form = (of: PlaceRecord) =>
      typedOf(
        of,
        { version, subject: null, entry: entries[0]?.id ?? 0 },
        of.openingHours === null ? null : weekOf(of.openingHours),
      )
    const seen = status === 409 && typed ? recordAfter(record, entries, typed.seen.entry) : undefined
    const main = placeModerationView(
      {
        id,
        record,
        version,
        organisation,
        waiting,
        typed: seen
          ? laidOver({ shown: form(seen), typed: typed!, now: form(record) })
          : (typed ?? form(record)),
        errors,
        done: status === 200 ? placeDeeds.find((each) => each === done) : undefined,
        overtaken: status === 409 ? fieldDifferences(seen ?? record, record, weekOf) : undefined,
        weekOf,
      },
      t,
    )
    const parts = { title: record.name, main, noIndex: true, className: 'moderation-page' }
    return sendPage(reply, frame, parts, status)
  }
}
