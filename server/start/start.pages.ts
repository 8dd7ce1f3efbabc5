// The door, and the first page: what somebody needs, then where.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { readerLocale } from '../http/reader-locale.ts'
import { findTerritory, territoriesInside } from '../territories/territories.queries.ts'
import { isTooWideToList } from '../territories/territory.rules.ts'
import { type Need, needOf, readProcedures } from './needs.rules.ts'
import { needWord, startView } from './start.view.ts'
import { type WhereStep, whereView } from './where.view.ts'

const open = { access: 'public' } as const
/** A list of more communes than this is no list any more: one writes the name. */
const mostCommunes = 120

export const startPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  app.get('/', { config: open, schema: { response: { 302: page } } }, async (request, reply) => {
    const locale = readerLocale(request.url, request.headers['accept-language'])
    return reply.header('vary', 'accept-language').redirect(`/${locale}`, 302)
  })

  app.get(
    '/:locale',
    {
      config: open,
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: page },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const need = needOf(textOf(request.query.need))
      const frame = await frameOf(request, locale, dependencies)
      if (!need) {
        return sendPage(reply, frame, {
          title: t('start:title'),
          description: t('start:description'),
          canonical: `${baseUrl(request, dependencies.config)}/${locale}`,
          main: startView(t),
          className: 'start-page',
        })
      }
      const step = await whereStep(dependencies, need, textOf(request.query.procedures))
      return sendPage(reply, frame, {
        title: `${needWord(need.id, t)} – ${t('start:where.title')}`,
        main: whereView(step, t),
        className: 'start-page',
        noIndex: step.procedures.length > 0,
      })
    },
  )
}

/** One text of an address; what stands there twice counts as a list. */
function textOf(value: unknown): string | undefined {
  const texts = [value].flat().filter((each) => typeof each === 'string')
  return texts.length > 0 ? texts.join() : undefined
}

/** The lists from which one chooses where; in a region or a country there are none. */
async function whereStep(
  { db, config }: Pick<Dependencies, 'db' | 'config'>,
  need: Need,
  procedures: string | undefined,
): Promise<WhereStep> {
  const instance = await findTerritory(db, config.territory)
  const isWide = !instance || isTooWideToList(instance)
  const [neighbourhoods, communes] = isWide
    ? [[], []]
    : await Promise.all([
        territoriesInside(db, instance.id, 'neighbourhood'),
        territoriesInside(db, instance.id, 'commune'),
      ])
  return {
    need,
    procedures: need.id === 'paperwork' ? readProcedures(procedures) : [],
    instance,
    neighbourhoods: neighbourhoods.filter(({ id }) => id !== instance?.id),
    communes: communes.length <= mostCommunes ? communes : [],
  }
}
