// The page of one place.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { cut } from '../../i18n/cut.ts'
import { formatDate } from '../../i18n/format.ts'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { qrCode } from '../http/qr-code.ts'
import { findUnit } from '../mobile-units/units.queries.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { territoriesOfGonePlace } from './gone-place.queries.ts'
import { placesAtSameAddress, placesNearby } from './nearby.queries.ts'
import { placeView, type ShownPlace } from './place.view.ts'
import { placeText } from './place-about.view.ts'
import { isPlaceId, placePath, unitPath } from './place-address.rules.ts'
import { placeJsonLd } from './place-json-ld.rules.ts'
import { placeMissing } from './place-missing.view.ts'
import { calendarOf, timesOfPlace } from './place-times-now.actions.ts'
import { findPlace } from './places.queries.ts'

const open = { access: 'public' } as const

export const placePages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db, now, config } = dependencies

  app.get(
    '/:locale/places/:id/:slug?',
    {
      config: open,
      schema: {
        params: Type.Object({ locale: Type.String(), id: Type.String(), slug: Type.Optional(Type.String()) }),
        response: { 200: page, 301: page, 303: page, 404: page, 410: page },
      },
    },
    async (request, reply) => {
      const { id, slug } = request.params
      const locale = localeInAddress(request.params.locale)
      const found = isPlaceId(id) ? await findPlace(db, Number(id)) : undefined
      if (!found && isPlaceId(id) && (await findUnit(db, Number(id))))
        return reply.redirect(unitPath(locale, Number(id)), 303)
      if (!found) return sendMissing(request, reply, locale, id)
      if ('shownAs' in found) return reply.redirect(`/${locale}/places/${found.shownAs}`, 303)
      const place: ShownPlace = JSON.parse(found.feature)
      const path = placePath(locale, place.id, place.properties.name)
      if (path !== `/${locale}/places/${id}/${slug}`) {
        // Asked again each time: were two names exchanged, a remembered move would lead round and round.
        return reply.header('cache-control', 'no-cache').redirect(encodeURI(path), 301)
      }
      return sendPlace(request, reply, locale, place)
    },
  )

  const sendPlace = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    place: ShownPlace,
  ) => {
    const { id, properties } = place
    const base = baseUrl(request, config)
    const canonical = encodeURI(`${base}${placePath(locale, id, properties.name)}`)
    // Without the name: short enough to be typed from paper, and for a code of few squares.
    const address = `${base}/${locale}/places/${id}`
    const today = dayInFrance(now())
    const t = translator(locale)
    const [frame, nearby, beside, times] = await Promise.all([
      frameOf(request, locale, dependencies),
      placesNearby(db, place, now()),
      placesAtSameAddress(db, place),
      timesOfPlace(db, place, now()),
    ])
    const around = {
      times,
      currentYear: Number(today.slice(0, 4)),
      sharing: { address, code: qrCode(address), calendar: calendarOf(times) },
      beside,
      nearby: nearby.filter(({ id }) => !beside.some((other) => other.id === id)),
      printedOn: formatDate(locale, today),
    }
    const summary = placeText(properties, 'summary', t)
    return sendPage(reply, frame, {
      title: properties.name,
      main: placeView(place, around, t),
      ...(summary && { description: cut(summary.text, 160) }),
      canonical,
      jsonLd: placeJsonLd(place, canonical),
      className: 'place-page',
    })
  }

  /** The page of a place that is gone (410) leads to where it was; of one that never was (404), to the search. */
  const sendMissing = async (request: FastifyRequest, reply: FastifyReply, locale: Locale, id: string) => {
    const territories = isPlaceId(id) ? await territoriesOfGonePlace(db, Number(id)) : undefined
    const t = translator(locale)
    const problem = territories ? 'gone' : 'not-found'
    const texts = { title: t(`errors:${problem}.title`), detail: t(`errors:${problem}.detail`) }
    const main = placeMissing(texts, territories ?? [], t)
    reply.header('cache-control', 'no-store')
    return sendPage(
      reply,
      await frameOf(request, locale, dependencies),
      { title: texts.title, main, noIndex: true },
      territories ? 410 : 404,
    )
  }
}
