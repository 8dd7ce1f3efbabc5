// Pages about places: the finder and one place.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { type Locale, translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { readerLocale } from '../http/reader-locale.ts'
import { alsace, restOfFrance, upcoming } from '../opening-hours/upcoming.ts'
import { Problem } from '../problems.ts'
import { findOnPage } from './find.actions.ts'
import { findView } from './find.view.ts'
import { type FindParameters, findAddress, readFindParameters } from './find-address.rules.ts'
import { printView } from './find-paper.view.ts'
import { placeView, type ShownPlace } from './place.view.ts'
import { isPlaceId, placePath } from './place-address.rules.ts'
import { findPlace, isGone } from './places.queries.ts'

const open = { access: 'public' } as const
const LocaleParameter = Type.Object({ locale: Type.String() })
/** A reader may arrive with anything in the address (campaign marks, old links): what is unknown is left. */
const Anything = Type.Record(Type.String(), Type.Unknown())

export const placesPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db, now } = dependencies
  const printing = oneAtATime()

  app.get('/', { config: open, schema: { response: { 302: page } } }, async (request, reply) => {
    const locale = readerLocale(request.url, request.headers['accept-language'])
    return reply.header('vary', 'accept-language').redirect(`/${locale}/find`, 302)
  })

  app.get(
    '/:locale',
    { config: open, schema: { params: LocaleParameter, response: { 302: page } } },
    async (request, reply) => reply.redirect(`/${localeInAddress(request.params.locale)}/find`, 302),
  )

  app.get(
    '/:locale/find',
    { config: open, schema: { params: LocaleParameter, querystring: Anything, response: { 200: page } } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const parameters = readFindParameters(request.query)
      const send = () => sendFinding(request, reply, locale, parameters)
      return parameters.print === 'all' ? printing(send) : send()
    },
  )

  const sendFinding = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    parameters: FindParameters,
  ) => {
    const t = translator(locale)
    const finding = await findOnPage(dependencies, parameters, t)
    const frame = await frameOf(request, locale, dependencies)
    const isPrint = parameters.print === 'all'
    const here = findAddress(locale, { ...finding.parameters, print: undefined })
    const paper = { date: dayInFrance.format(now()), address: baseUrl(request, dependencies.config) + here }
    return sendPage(reply, frame, {
      title:
        finding.where.kind === 'understood'
          ? t('find:titleNear', { where: finding.where.label })
          : t('find:title'),
      main: isPrint ? printView(finding, paper, t) : findView(finding, paper, t),
      noIndex: isPrint,
      className: isPrint ? 'print-page' : 'find-page',
    })
  }

  app.get(
    '/:locale/places/:id/:slug?',
    {
      config: open,
      schema: {
        params: Type.Object({ locale: Type.String(), id: Type.String(), slug: Type.Optional(Type.String()) }),
        response: { 200: page, 301: page, 303: page },
      },
    },
    async (request, reply) => {
      const { id, slug } = request.params
      const locale = localeInAddress(request.params.locale)
      if (!isPlaceId(id)) throw new Problem('not-found')
      const found = await findPlace(db, Number(id))
      if (!found) throw new Problem((await isGone(db, Number(id))) ? 'gone' : 'not-found')
      if ('shownAs' in found) return reply.redirect(`/${locale}/places/${found.shownAs}`, 303)
      const place: ShownPlace = JSON.parse(found.feature)
      const path = placePath(locale, place.id, place.properties.name)
      if (path !== `/${locale}/places/${id}/${slug}`) {
        // Asked again each time: were two names exchanged, a remembered move would lead round and round.
        return reply.header('cache-control', 'no-cache').redirect(encodeURI(path), 301)
      }
      const t = translator(locale)
      const today = dayInFrance.format(now())
      return sendPage(reply, await frameOf(request, locale, dependencies), {
        title: place.properties.name,
        main: placeView(
          place,
          { upcoming: datesOf(place, today), currentYear: Number(today.slice(0, 4)) },
          t,
        ),
        canonical: `${baseUrl(request, dependencies.config)}${path}`,
        className: 'place-page',
      })
    },
  )
}

const dayInFrance = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })

/** The dates of the next eight weeks, for hours that no single week tells. */
function datesOf({ properties }: ShownPlace, today: string) {
  const { openingHours, openingWeek, communeCode } = properties
  if (!openingHours || !openingWeek || openingWeek.regular) return null
  const inAlsace = /^6[78]/.test(communeCode ?? '')
  return upcoming(openingHours, today, 56, inAlsace ? alsace : restOfFrance)
}

/** A list of thousands of places takes a second of this process: the next one is asked to wait for it. */
function oneAtATime() {
  let isBusy = false
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (isBusy) throw new Problem('service-unavailable')
    isBusy = true
    try {
      return await work()
    } finally {
      isBusy = false
    }
  }
}
