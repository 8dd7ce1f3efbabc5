// The page on which a printed directory is put together.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { renderHtml } from '../http/render.ts'
import { limitRequests, type MinuteLimit, perMinute } from '../http/request-limit.ts'
import { NotSetError } from '../typesetting/not-set.ts'
import { buildDirectory } from './builder.actions.ts'
import { builderPart, builderTitle, builderView } from './builder.view.ts'
import type { SetPaper } from './builder-result.view.ts'
import type { Directory } from './directory.actions.ts'
import { paperOf, setPaper } from './set-directory.actions.ts'

/** Somebody who tries things out asks more often than who prints: each choice is a question. */
const mostBuiltInMinute = 60

export const builderPages: FastifyPluginAsyncTypebox<Dependencies & { codeTries: MinuteLimit }> = async (
  app,
  dependencies,
) => {
  await limitRequests(app)

  app.get(
    '/:locale/directory',
    {
      config: { access: 'public', ...perMinute(mostBuiltInMinute) },
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: page, 429: page, 503: page },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const { part, ...query } = request.query
      const builder = await buildDirectory(
        { ...dependencies, client: request.ip },
        locale,
        query,
        baseUrl(request, dependencies.config),
      )
      const { outcome } = builder
      const paper = outcome.kind === 'directory' ? await paperSet(dependencies, outcome) : undefined
      if (part === 'result') {
        reply.header('content-language', locale).header('x-robots-tag', 'noindex')
        return reply.type('text/html; charset=utf-8').send(await renderHtml(builderPart(builder, paper, t)))
      }
      return sendPage(reply, await frameOf(request, locale, dependencies), {
        title: builderTitle(builder, t),
        description: t('builder:lead'),
        main: builderView(builder, paper, t),
        className: 'builder-page',
        styles: 'paper',
        noIndex: Object.keys(query).length > 0,
      })
    },
  )
}

/** Sets the first page, which is then at hand for the picture. @returns why not, when there was too much to do */
async function paperSet(
  needs: Pick<Dependencies, 'db' | 'basemap' | 'typesetting'>,
  directory: Directory,
): Promise<SetPaper> {
  try {
    const paper = await paperOf(needs, directory)
    return (await setPaper(needs, directory, paper, needs.typesetting.preview)).made
  } catch (error) {
    if (error instanceof NotSetError) return error.reason
    throw error
  }
}
