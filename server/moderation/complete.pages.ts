// The worklist of places that lack what one needs to go there.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { accountOf } from '../http/access.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { scopeOf } from './agent-scope.rules.ts'
import { type IncompleteFilter, incompleteAreas, readIncomplete } from './incomplete-places.queries.ts'
import { incompleteView } from './incomplete-places.view.ts'

const pageSize = 50

export const completePages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db } = dependencies

  app.get(
    '/:locale/moderation/complete',
    {
      config: { access: 'moderator' },
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: page },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const scope = scopeOf(accountOf(request).roles).ids
      const filter = filterOf(request.query)
      const [rows, areas, frame] = await Promise.all([
        readIncomplete(db, scope, filter, pageSize + 1),
        incompleteAreas(db, scope),
        frameOf(request, locale, dependencies),
      ])
      const places = rows.slice(0, pageSize)
      const last = rows.length > pageSize ? places.at(-1) : undefined
      const next = last ? { count: last.missing.length, id: last.id } : null
      const title = t('moderation:complete.title')
      const main = incompleteView({ filter, places, areas, next }, t)
      return sendPage(reply, frame, { title, main, noIndex: true, className: 'moderation-page' })
    },
  )
}

function filterOf({ territory, after }: Record<string, unknown>): IncompleteFilter {
  const [, count, id] = /^([1-3])-(\d{1,15})$/.exec(typeof after === 'string' ? after : '') ?? []
  return {
    territory: typeof territory === 'string' && /^[a-z]+-[\w-]{1,80}$/.test(territory) ? territory : null,
    after: count && id ? { count: Number(count), id: Number(id) } : null,
  }
}
