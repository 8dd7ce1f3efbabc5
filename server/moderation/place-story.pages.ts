// The history of a place, for everybody and for agents; an agent brings an earlier version back.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import { mayModerate } from '../accounts/roles.rules.ts'
import type { Dependencies } from '../dependencies.ts'
import { historyEntry } from '../history/history.queries.ts'
import { accountOf } from '../http/access.ts'
import { sentText } from '../http/form.rules.ts'
import { AnyQuery, frameOf, localeInAddress, numberInAddress, sendPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { weekOf } from '../opening-hours/week.ts'
import { readRecord } from '../places/place-record.queries.ts'
import { findPlace } from '../places/places.queries.ts'
import { fieldDifferences } from '../places/record-difference.rules.ts'
import { Problem } from '../problems.ts'
import { placeForAgent } from './place-edits.actions.ts'
import { placeStory, restorePlace, versionAfter } from './place-story.actions.ts'
import { changedInPrivate, publicStory } from './place-story.rules.ts'
import { restoreView, storyView } from './place-story.view.ts'

const params = Type.Object({ locale: Type.String(), id: Type.String(), entry: Type.String() })
type Asked = FastifyRequest<{ Params: { locale: string; id: string; entry: string } }>

export const placeStoryPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db } = dependencies

  app.get(
    '/:locale/places/:id/history',
    {
      // Public, and agents read more.
      config: { access: 'public', readsAccount: true },
      schema: {
        params: Type.Object({ locale: Type.String(), id: Type.String() }),
        querystring: AnyQuery,
        response: { 200: page, 404: page },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const id = numberInAddress(request.params.id)
      const [kept, shown] = await Promise.all([readRecord(db, id), findPlace(db, id)])
      const isAgent = Boolean(
        kept && request.account && mayModerate(request.account.roles, kept.stored.territories),
      )
      // What is not before the public has no public history.
      if (!kept || (!shown && !isAgent)) throw new Problem('not-found')
      const { record, stored } = kept
      const story = await placeStory(db, id, record.state)
      const hidden = isAgent ? [] : story.filter(({ isPublic }) => isPublic)
      const main = storyView(
        {
          place: { id, name: record.name, source: stored.source?.name ?? null, isShown: shown !== undefined },
          entries: isAgent ? story : publicStory(story),
          isAgent,
          hiddenFields: new Map(hidden.map((entry) => [entry.id, changedInPrivate(entry)])),
          isRestored: request.query.done === 'restored',
          weekOf,
        },
        t,
      )
      const title = `${t('moderation:history.title')} – ${record.name}`
      const frame = await frameOf(request, locale, dependencies)
      return sendPage(reply, frame, { title, main, noIndex: true, className: 'moderation-page' })
    },
  )

  app.get(
    '/:locale/places/:id/history/:entry',
    { config: { access: 'moderator' }, schema: { params, response: { 200: page, 404: page } } },
    (request, reply) => sendRestore(request, reply, 200),
  )

  app.post(
    '/:locale/places/:id/history/:entry',
    {
      config: { access: 'moderator' },
      schema: { params, response: { 303: elsewhere, 404: page, 409: page } },
    },
    async (request, reply) => {
      const version = Number(sentText(sentForm(request), 'version'))
      const { placeId, entryId } = namesOf(request)
      const agent = accountOf(request)
      const result = await restorePlace(dependencies, { agent, placeId, entryId, version })
      if (result.outcome === 'unknown') throw new Problem('not-found')
      if (result.outcome === 'overtaken') return sendRestore(request, reply, 409)
      const locale = localeInAddress(request.params.locale)
      return reply.redirect(`/${locale}/places/${placeId}/history?done=restored`, 303)
    },
  )

  const namesOf = ({ params: { id, entry } }: Asked) => ({
    placeId: numberInAddress(id),
    entryId: numberInAddress(entry),
  })

  const sendRestore = async (request: Asked, reply: FastifyReply, status: 200 | 409) => {
    const locale = localeInAddress(request.params.locale)
    const t = translator(locale)
    const { placeId, entryId } = namesOf(request)
    const kept = await placeForAgent(db, accountOf(request), placeId)
    const entry = await historyEntry(db, entryId)
    const then = kept && (await versionAfter(db, kept, entryId))
    if (!then || !entry) throw new Problem('not-found')
    const { record, version } = kept
    const main = restoreView(
      {
        place: { id: placeId, name: record.name },
        entryId,
        at: entry.at,
        version,
        differences: fieldDifferences(record, then, weekOf),
        isOvertaken: status === 409,
        weekOf,
      },
      t,
    )
    const title = t('moderation:history.restore')
    const frame = await frameOf(request, locale, dependencies)
    return sendPage(reply, frame, { title, main, noIndex: true, className: 'moderation-page' }, status)
  }
}
