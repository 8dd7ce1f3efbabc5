// Calendars to subscribe to: the agenda as it is filtered, what a place announces, the stops of a unit.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { formatList } from '../../i18n/format.ts'
import type { Locale } from '../../i18n/languages.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { AnyQuery, localeInAddress } from '../http/pages.ts'
import { answer, problems } from '../http/problem.schema.ts'
import { type CalendarEvent, calendarText } from '../ical/calendar-text.ts'
import { codeName } from '../places/criteria.view.ts'
import { isPlaceId, placePath } from '../places/place-address.rules.ts'
import type { PlaceFeature, PlaceProperties } from '../places/place-feature.rules.ts'
import { findPlace, isGone } from '../places/places.queries.ts'
import { Problem } from '../problems.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import type { SessionKind } from '../sessions/session.rules.ts'
import { agendaForCalendar, type Understanding } from './agenda.actions.ts'
import { agendaTitle } from './agenda.view.ts'
import { agendaFacets, agendaKinds, readAgendaParameters } from './agenda-address.rules.ts'
import { calendarEvent, closureEvent } from './calendar-event.view.ts'
import { findOccurrences, type PlacedOccurrence, unitName } from './occurrences.queries.ts'

const open = { access: 'public' } as const
const calendar = answer('text/calendar', 'A calendar', Type.String())
const whose = Type.Object({ locale: Type.String(), id: Type.String() })
/** Of one place or unit: two months of openings in four pieces a day, a year of daily stops. */
const mostOfOne = 1_000

export const calendarsApi: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db, config, now } = dependencies

  app.get(
    '/:locale/agenda.ics',
    {
      config: open,
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: calendar, ...problems(404) },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const agenda = await agendaForCalendar(dependencies, readAgendaParameters(request.query))
      const base = baseUrl(request, config)
      const events = agenda.occurrences.map((occurrence) => calendarEvent(occurrence, base, t))
      return send(request, reply, { locale, name: agendaName(agenda, t), file: 'agenda', events })
    },
  )

  app.get(
    '/:locale/places/:id.ics',
    {
      config: open,
      schema: {
        params: whose,
        querystring: AnyQuery,
        response: { 200: calendar, 303: calendar, ...problems(404, 410) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const found = isPlaceId(id) ? await findPlace(db, Number(id)) : undefined
      if (!found) throw new Problem(isPlaceId(id) && (await isGone(db, Number(id))) ? 'gone' : 'not-found')
      const { openings } = request.query
      if ('shownAs' in found) {
        const query = openings === 'true' ? '?openings=true' : ''
        return reply.redirect(`/${locale}/places/${found.shownAs}.ics${query}`, 303)
      }
      const place: PlaceFeature<PlaceProperties> = JSON.parse(found.feature)
      const base = baseUrl(request, config)
      const kinds: SessionKind[] = openings === 'true' ? ['opening', ...agendaKinds] : [...agendaKinds]
      const occurrences = await comingAt({ placeId: place.id }, kinds)
      const page = { base, path: placePath(locale, place.id, place.properties.name) }
      const today = dayInFrance(now())
      const closures = (place.properties.notices ?? [])
        .filter(({ kind, until }) => kind === 'closed' && until >= today)
        .map((notice) => closureEvent(place, notice, page, t))
      const name = t('agenda:calendar.place', { name: place.properties.name })
      const events = [...closures, ...occurrences.map((each) => calendarEvent(each, base, t))]
      return send(request, reply, { locale, name, file: `place-${place.id}`, events })
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
      const occurrences = await comingAt({ unitId: Number(id) }, ['stop'])
      const events = occurrences.map((each) => calendarEvent(each, base, t))
      return send(request, reply, {
        locale,
        name: t('agenda:calendar.unit', { name: unit }),
        file: `stops-${id}`,
        events,
      })
    },
  )

  const comingAt = (
    owner: { placeId: number } | { unitId: number },
    kinds: readonly SessionKind[],
  ): Promise<PlacedOccurrence[]> => {
    const period = { from: null, until: null, untilIncluded: false }
    const search = {
      ...owner,
      kinds,
      period,
      notOver: now(),
      near: undefined,
      radius: undefined,
      bbox: undefined,
      facets: {},
    }
    return findOccurrences(db, search, { limit: mostOfOne })
  }

  type Sent = { locale: Locale; name: string; file: string; events: CalendarEvent[] }

  const send = (request: FastifyRequest, reply: unknown, { locale, name, file, events }: Sent) => {
    const source = baseUrl(request, config) + request.url
    return (reply as FastifyReply)
      .type('text/calendar; charset=utf-8')
      .header('content-language', locale)
      .header('content-disposition', `inline; filename="${file}.ics"`)
      .send(calendarText({ name, language: locale, source, events }))
  }
}

/** The name of a calendar tells it from another that one has subscribed to. */
function agendaName(agenda: Understanding, t: Translate): string {
  const kinds = agenda.kinds.map((kind) => t(`agenda:kinds.${kind}`))
  const codes = agendaFacets.flatMap((name) =>
    (agenda.facets[name] ?? []).map((code) => codeName(name, code, t)),
  )
  const criteria = [...kinds, ...codes]
  const title = agendaTitle(agenda, t)
  return criteria.length > 0 ? `${title} (${formatList(t.locale, criteria)})` : title
}
