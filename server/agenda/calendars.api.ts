// Calendars to subscribe to: the agenda as it is filtered, what a place announces, the stops of a unit.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { AnyQuery, localeInAddress } from '../http/pages.ts'
import { parameterFault } from '../http/parameters.rules.ts'
import { answer, problems } from '../http/problem.schema.ts'
import { type CalendarEvent, calendarText } from '../ical/calendar-text.ts'
import { isPlaceId, placePath } from '../places/place-address.rules.ts'
import type { PlaceFeature, PlaceProperties } from '../places/place-feature.rules.ts'
import { findPlace, isGone } from '../places/places.queries.ts'
import { Problem, refuse } from '../problems.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import type { SessionKind } from '../sessions/session.rules.ts'
import { agendaKinds } from './agenda-address.rules.ts'
import { agendaForCalendar, datesToCome } from './calendar.actions.ts'
import { agendaDescription, agendaName, cutInWords } from './calendar.view.ts'
import { calendarEvent, closureEvents } from './calendar-event.view.ts'
import { unitName } from './occurrences.queries.ts'

const open = { access: 'public' } as const
const calendar = answer('text/calendar', 'A calendar', Type.String())
const whose = Type.Object({ locale: Type.String(), id: Type.String() })

export const calendarsApi: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db, config, now } = dependencies

  app.get(
    '/:locale/agenda.ics',
    {
      config: open,
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: calendar, ...problems(400, 404, 503) },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const agenda = await agendaForCalendar(dependencies, request.query)
      const base = baseUrl(request, config)
      const events = agenda.occurrences.map((occurrence) => calendarEvent(occurrence, base, t))
      const description = agendaDescription(agenda, t)
      return send(request, reply, {
        locale,
        name: agendaName(agenda, t),
        description,
        file: 'agenda',
        events,
      })
    },
  )

  app.get(
    '/:locale/places/:id.ics',
    {
      config: open,
      schema: {
        params: whose,
        querystring: AnyQuery,
        response: { 200: calendar, 303: calendar, ...problems(400, 404, 410) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const found = isPlaceId(id) ? await findPlace(db, Number(id)) : undefined
      if (!found) throw new Problem(isPlaceId(id) && (await isGone(db, Number(id))) ? 'gone' : 'not-found')
      const { openings } = request.query
      if (openings !== undefined && openings !== 'true' && openings !== 'false')
        refuse([parameterFault('openings', 'boolean', String(openings))])
      if ('shownAs' in found) {
        const query = openings === 'true' ? '?openings=true' : ''
        return reply.redirect(`/${locale}/places/${found.shownAs}.ics${query}`, 303)
      }
      const place: PlaceFeature<PlaceProperties> = JSON.parse(found.feature)
      const base = baseUrl(request, config)
      const kinds: SessionKind[] = openings === 'true' ? ['opening', ...agendaKinds] : [...agendaKinds]
      const dates = await datesToCome(dependencies, { placeId: place.id }, kinds)
      const page = { base, path: placePath(locale, place.id, place.properties.name) }
      const closures = closureEvents(place, dayInFrance(now()), page, t)
      const name = t('agenda:calendar.place', { name: place.properties.name })
      const events = [...closures, ...dates.occurrences.map((each) => calendarEvent(each, base, t))]
      const description = cutInWords(dates, t)
      return send(request, reply, { locale, name, description, file: `place-${place.id}`, events })
    },
  )

  app.get(
    '/:locale/mobile/:id.ics',
    {
      config: open,
      schema: { params: whose, querystring: AnyQuery, response: { 200: calendar, ...problems(404) } },
    },
    async (request, reply) => {
      const { id } = request.params
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const unit = isPlaceId(id) ? await unitName(db, Number(id)) : undefined
      if (unit === undefined) throw new Problem('not-found')
      const base = baseUrl(request, config)
      const dates = await datesToCome(dependencies, { unitId: Number(id) }, ['stop'])
      const events = dates.occurrences.map((each) => calendarEvent(each, base, t))
      return send(request, reply, {
        locale,
        name: t('agenda:calendar.unit', { name: unit }),
        description: cutInWords(dates, t),
        file: `stops-${id}`,
        events,
      })
    },
  )

  type Sent = {
    locale: Locale
    name: string
    description: string | undefined
    file: string
    events: CalendarEvent[]
  }

  const send = (request: FastifyRequest, reply: unknown, { locale, file, ...said }: Sent) => {
    const source = baseUrl(request, config) + request.url
    return (reply as FastifyReply)
      .type('text/calendar; charset=utf-8')
      .header('content-language', locale)
      .header('content-disposition', `inline; filename="${file}.ics"`)
      .send(calendarText({ ...said, language: locale, source }))
  }
}
