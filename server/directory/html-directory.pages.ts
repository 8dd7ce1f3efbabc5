// A directory as a page: what the PDF says, for whoever would rather read or print a page.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { limitRequests, type MinuteLimit, mostPapersInMinute, perMinute } from '../http/request-limit.ts'
import { askedDirectory } from './asked-directory.actions.ts'
import { directoryAddress } from './directory-address.rules.ts'
import { htmlDirectory } from './html-directory.view.ts'
import { drawMap } from './map/draw-map.actions.ts'
import { sendRefusal } from './paper-refusal.pages.ts'
import { mapRoom } from './paper-room.rules.ts'

export const htmlDirectoryPages: FastifyPluginAsyncTypebox<
  Dependencies & { codeTries: MinuteLimit }
> = async (app, dependencies) => {
  await limitRequests(app)

  app.get(
    '/:locale/directory.html',
    {
      config: { access: 'public', ...perMinute(mostPapersInMinute) },
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: page, 400: page, 404: page, 410: page, 422: page, 429: page, 503: page },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const origin = baseUrl(request, dependencies.config)
      const { result, parameters } = await askedDirectory(
        { ...dependencies, client: request.ip },
        locale,
        request.query,
        origin,
      )
      const change = directoryAddress(locale, parameters)
      if (result.kind !== 'directory') return sendRefusal(dependencies, request, reply, locale, result)
      const { document, map: points } = result
      const room = mapRoom(document.format, points.points)
      const languages = document.languages.map(({ code }) => code)
      // Streets are pictures, which paper has and this page has not.
      const asked = room && { ...points, ...room, languages, savesInk: true }
      const { map } = asked ? await drawMap(dependencies, asked) : { map: null }
      const pdf = directoryAddress(locale, parameters, '.pdf')
      return sendPage(reply, await frameOf(request, locale, dependencies), {
        title: document.title,
        main: htmlDirectory({ ...document, map }, { pdf, change }, translator(locale)),
        className: 'directory-page',
        styles: 'directory',
        noIndex: true,
      })
    },
  )
}
