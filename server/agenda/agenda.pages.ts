// The agenda.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { type Agenda, agendaOnPage } from './agenda.actions.ts'
import { agendaTitle, agendaView } from './agenda.view.ts'
import { type AgendaParameters, agendaAddress, readAgendaParameters } from './agenda-address.rules.ts'

export const agendaPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  app.get(
    '/:locale/agenda',
    {
      config: { access: 'public' },
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: page },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const agenda = await agendaOnPage(dependencies, readAgendaParameters(request.query), t)
      const { parameters, today } = agenda
      const frame = await frameOf(request, locale, dependencies)
      const base = baseUrl(request, dependencies.config)
      return sendPage(reply, frame, {
        title: agendaTitle(agenda, t),
        description: t('agenda:description'),
        main: agendaView(
          agenda,
          base + agendaAddress(locale, inCalendar(agenda), '.ics'),
          { date: today, address: base + agendaAddress(locale, parameters) },
          t,
        ),
        className: 'agenda-page',
      })
    },
  )
}

/** The calendar has what the page shows: not the words that nobody could place, which it would refuse. */
function inCalendar({ parameters, where }: Agenda): AgendaParameters {
  return where.kind === 'understood' ? parameters : { ...parameters, where: undefined }
}
