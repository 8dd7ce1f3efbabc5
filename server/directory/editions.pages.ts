// "Is my paper still right?": the page of an edition, and where one types its number.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { cut } from '../../i18n/cut.ts'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { editionView } from './edition.view.ts'
import { editionSearchView, editionUnknownView } from './edition-form.view.ts'
import { readEditionNumber, writtenNumber } from './edition-number.rules.ts'
import { compareEdition } from './editions.actions.ts'

const open = { access: 'public' } as const
/** Papers that one client may compare in a minute: each is put together anew. */
const compared = { ...open, ...perMinute(60) } as const
const look = { noIndex: true, styles: 'paper', className: 'edition-page' } as const

export const editionPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { now } = dependencies
  await limitRequests(app)

  app.get(
    '/:locale/editions',
    {
      config: open,
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: page, 303: elsewhere, 404: page },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const typed = String(request.query.number ?? '').trim()
      const number = readEditionNumber(typed)
      if (number) return reply.redirect(`/${locale}/editions/${number}`, 303)
      if (typed !== '') return sendUnknown(request, reply, locale, typed, false)
      const t = translator(locale)
      const frame = await frameOf(request, locale, dependencies)
      return sendPage(reply, frame, { title: t('editions:title'), main: editionSearchView(t), ...look })
    },
  )

  app.get(
    '/:locale/editions/:number',
    {
      config: compared,
      schema: {
        params: Type.Object({ locale: Type.String(), number: Type.String() }),
        response: { 200: page, 303: elsewhere, 404: page, 429: page, 503: page },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const typed = request.params.number
      const number = readEditionNumber(typed)
      if (!number) return sendUnknown(request, reply, locale, typed, false)
      if (number !== typed) return reply.redirect(`/${locale}/editions/${number}`, 303)
      const compared = await compareEdition(dependencies, number)
      if (!compared) return sendUnknown(request, reply, locale, writtenNumber(number), true)
      const t = translator(locale)
      return sendPage(reply, await frameOf(request, locale, dependencies), {
        title: t('editions:title'),
        main: editionView(compared, dayInFrance(now()), t),
        ...look,
      })
    },
  )

  const sendUnknown = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    typed: string,
    isNumber: boolean,
  ) => {
    const t = translator(locale)
    reply.header('cache-control', 'no-store')
    return sendPage(
      reply,
      await frameOf(request, locale, dependencies),
      {
        title: t('editions:unknown.title'),
        main: editionUnknownView(cut(typed, 40), isNumber, t),
        ...look,
      },
      404,
    )
  }
}
