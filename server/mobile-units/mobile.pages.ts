// The page of one mobile unit.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { cut } from '../../i18n/cut.ts'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { qrCode } from '../http/qr-code.ts'
import type { ShownPlace } from '../places/place.view.ts'
import { placeText } from '../places/place-about.view.ts'
import { isPlaceId, unitPath } from '../places/place-address.rules.ts'
import { placeMissing } from '../places/place-missing.view.ts'
import { findPlace } from '../places/places.queries.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { mobileUnitView } from './mobile-unit.view.ts'
import { unitJsonLd } from './unit-json-ld.rules.ts'
import { unitTimes } from './unit-stops.rules.ts'
import { comingStops, findUnit, isUnitGone } from './units.queries.ts'

export const mobilePages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db, now, config } = dependencies

  app.get(
    '/:locale/mobile/:id',
    {
      config: { access: 'public' },
      schema: {
        params: Type.Object({ locale: Type.String(), id: Type.String() }),
        querystring: AnyQuery,
        response: { 200: page, 303: page, 404: page, 410: page },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const locale = localeInAddress(request.params.locale)
      if (!isPlaceId(id)) return sendMissing(request, reply, locale, false)
      const unit = await findUnit(db, Number(id))
      if (unit) return sendUnit(request, reply, locale, JSON.parse(unit), request.query.month)
      // One number names one place or one unit.
      if (await findPlace(db, Number(id))) return reply.redirect(`/${locale}/places/${id}`, 303)
      return sendMissing(request, reply, locale, await isUnitGone(db, Number(id)))
    },
  )

  const sendUnit = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    unit: ShownPlace,
    month: unknown,
  ) => {
    const { id, properties } = unit
    const at = now()
    const address = `${baseUrl(request, config)}${unitPath(locale, id)}`
    const [frame, stops] = await Promise.all([
      frameOf(request, locale, dependencies),
      comingStops(db, id, at),
    ])
    const t = translator(locale)
    const times = unitTimes(stops, at, month === undefined ? undefined : String(month).trim())
    const around = {
      times,
      today: dayInFrance(at),
      sharing: { address, code: qrCode(address), calendar: null },
    }
    const summary = placeText(properties, 'summary', t)
    return sendPage(reply, frame, {
      title: properties.name,
      main: mobileUnitView(unit, around, t),
      description: cut(summary?.text ?? t('mobile:description', { name: properties.name }), 160),
      canonical: address,
      jsonLd: unitJsonLd(properties, stops, address),
      className: 'place-page',
    })
  }

  /** What no longer drives (410), and what never did (404). */
  const sendMissing = async (request: FastifyRequest, reply: FastifyReply, locale: Locale, gone: boolean) => {
    const t = translator(locale)
    const texts = gone
      ? { title: t('mobile:gone.title'), detail: t('mobile:gone.detail') }
      : { title: t('errors:not-found.title'), detail: t('errors:not-found.detail') }
    reply.header('cache-control', 'no-store')
    return sendPage(
      reply,
      await frameOf(request, locale, dependencies),
      { title: texts.title, main: placeMissing(texts, [], t), noIndex: true },
      gone ? 410 : 404,
    )
  }
}
