// The list of what waits for a decision.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { nothing } from 'lit'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { accountOf } from '../http/access.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { scopeOf } from './agent-scope.rules.ts'
import { lastDone } from './done.actions.ts'
import { countQueue, queueCounts, readQueue } from './queue.queries.ts'
import { queueView } from './queue.view.ts'
import { queueQuery, readQueueFilter } from './queue-address.rules.ts'
import { doneView } from './status.view.ts'

/** An agent handles fifty a day: a page is a day. */
const pageSize = 50

export const queuePages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db, now } = dependencies

  app.get(
    '/:locale/moderation',
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
      const agent = accountOf(request)
      const scope = scopeOf(agent.roles)
      const filter = readQueueFilter(request.query)
      const [rows, spoken, counts, done, frame] = await Promise.all([
        readQueue(db, scope.ids, filter, pageSize + 1),
        filter.words === '' ? undefined : countQueue(db, scope.ids, filter),
        queueCounts(db, scope.ids, filter),
        lastDone(db, agent, request.query.done),
        frameOf(request, locale, dependencies),
      ])
      const entries = rows.slice(0, pageSize)
      const last = rows.length > pageSize ? entries.at(-1) : undefined
      const main = queueView(
        {
          filter,
          entries,
          matched: spoken ?? counts.matched,
          counts,
          next: last ? { at: last.at.getTime(), id: last.id } : null,
          now: now(),
          scope: scope.names,
          status: done ? doneView(done, queueQuery({ ...filter, after: null }), t) : nothing,
        },
        t,
      )
      const title = t('moderation:queue.title')
      return sendPage(reply, frame, { title, main, noIndex: true, className: 'moderation-page' })
    },
  )
}
