// An agent trusts whoever runs a place or a unit, or takes that back; and looks after a unit.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { accountOf } from '../http/access.ts'
import { baseUrl } from '../http/address.ts'
import { sentText } from '../http/form.rules.ts'
import { AnyQuery, frameOf, localeInAddress, numberInAddress, sendPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { Problem } from '../problems.ts'
import {
  organisationSeen,
  type RunByIt,
  removeSpeaker,
  type Trusted,
  trustOrganisation,
  unitForAgent,
} from './trust.actions.ts'
import { trustDeeds } from './trust.view.ts'
import { unitModerationView } from './unit-moderation.view.ts'

const config = { access: 'moderator' } as const
const params = Type.Object({ locale: Type.String(), id: Type.String() })
const changed = { 303: elsewhere, 404: page }

const bases: [base: string, kind: RunByIt['kind']][] = [
  ['places', 'place'],
  ['units', 'unit'],
]

export const trustPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db } = dependencies

  app.get(
    '/:locale/moderation/units/:id',
    { config, schema: { params, querystring: AnyQuery, response: { 200: page, 404: page } } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const id = numberInAddress(request.params.id)
      const unit = await unitForAgent(db, accountOf(request), id)
      if (!unit) throw new Problem('not-found')
      const { name } = unit
      const organisation = await organisationSeen(db, accountOf(request), unit.organisation)
      const { done } = request.query as { done?: unknown }
      const shown = {
        ...unit,
        id,
        organisation: organisation && { name: unit.organisation!, ...organisation },
      }
      const main = unitModerationView(
        { ...shown, done: trustDeeds.find((each) => each === done) },
        translator(locale),
      )
      return sendPage(reply, await frameOf(request, locale, dependencies), {
        title: name,
        main,
        noIndex: true,
      })
    },
  )

  for (const [base, kind] of bases) {
    const trusting = (request: FastifyRequest<{ Params: { id: string } }>) => ({
      agent: accountOf(request),
      of: { kind, id: numberInAddress(request.params.id) },
    })
    const back = ({ locale, id }: { locale: string; id: string }, result: Trusted, done: string) => {
      if (result === 'elsewhere') throw new Problem('not-allowed', { reason: 'wants-owner' })
      return `/${localeInAddress(locale)}/moderation/${base}/${id}?done=${done}`
    }

    app.post(
      `/:locale/moderation/${base}/:id/trust`,
      { config, schema: { params, response: changed } },
      async (request, reply) => {
        const trusted = sentText(sentForm(request), 'trusted') !== ''
        const result = await trustOrganisation(dependencies, trusting(request), trusted)
        if (result === 'unknown') throw new Problem('not-found')
        return reply.redirect(back(request.params, result, trusted ? 'trusted' : 'untrusted'), 303)
      },
    )

    app.post(
      `/:locale/moderation/${base}/:id/speakers`,
      { config, schema: { params, response: changed } },
      async (request, reply) => {
        const roleId = numberInAddress(sentText(sentForm(request), 'role'))
        const origin = baseUrl(request, dependencies.config)
        const result = await removeSpeaker(dependencies, trusting(request), roleId, origin)
        if (result === 'unknown') throw new Problem('not-found')
        return reply.redirect(back(request.params, result, 'removed'), 303)
      },
    )
  }
}
