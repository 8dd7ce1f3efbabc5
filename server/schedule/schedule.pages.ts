// Pages on which whoever runs a place or a mobile unit enters its dates. All of them work without script.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Dependencies } from '../dependencies.ts'
import { sentText } from '../http/form.rules.ts'
import { AnyQuery } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { addDays, isDate } from '../sessions/day.rules.ts'
import { changePages } from './change-steps.pages.ts'
import { closurePages } from './closure-steps.pages.ts'
import { datePages } from './date-steps.pages.ts'
import { extraPages } from './extra-steps.pages.ts'
import { roundPages } from './round-steps.pages.ts'
import type { ScheduleSubject } from './schedule.rules.ts'
import { daysShown, doneWords, scheduleView } from './schedule.view.ts'
import { datesOf } from './schedule-dates.actions.ts'
import { type Opened, scheduleFlow } from './schedule-flow.pages.ts'
import type { SchedulePageName } from './schedule-path.rules.ts'

/** One page of a schedule: what it shows, and what it does with what is sent. */
export type Steps = {
  show(opened: Opened): Promise<FastifyReply>
  take(opened: Opened): Promise<FastifyReply>
}

const bases: [base: string, kind: ScheduleSubject['kind']][] = [
  ['/:locale/mobile/:id/schedule', 'unit'],
  ['/:locale/places/:id/sessions', 'place'],
]
const params = Type.Object({ locale: Type.String(), id: Type.String() })
const config = { access: 'contributor' } as const

export const schedulePages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  await limitRequests(app)
  const flow = scheduleFlow(dependencies)
  const steps: Record<SchedulePageName, Steps> = {
    date: datePages(flow),
    round: roundPages(flow, dependencies),
    extra: extraPages(flow),
    change: changePages(flow),
    closure: closurePages(flow),
  }

  for (const [base, kind] of bases) {
    app.get(
      base,
      { config, schema: { params, querystring: AnyQuery, response: { 200: page } } },
      async (request, reply) => overview(await flow.open(request, reply, kind)),
    )
    for (const [name, { show, take }] of Object.entries(steps)) {
      const on = (act: Steps['show']) => async (request: FastifyRequest, reply: FastifyReply) =>
        act(await flow.open(request, reply, kind))
      const once = (act: Steps['take']) =>
        on(async (opened) => (await flow.doneBefore(opened)) ?? act(opened))
      app.get(
        `${base}/${name}`,
        { config, schema: { params, querystring: AnyQuery, response: { 200: page, 303: elsewhere } } },
        on(show),
      )
      app.post(
        `${base}/${name}`,
        {
          config: { ...config, ...perMinute(30) },
          schema: { params, response: { 200: page, 303: elsewhere, 409: page, 422: page, 429: page } },
        },
        once(take),
      )
    }
  }

  const overview = (opened: Opened) => {
    const { request, schedule, today, t, seal } = opened
    const query = request.query as Record<string, unknown>
    const asked = sentText(query, 'from')
    const isAhead = isDate(asked) && asked > today && asked < addDays(today, 366)
    const from = isAhead ? asked : today
    const done = doneWords.find((word) => word === sentText(query, 'done'))
    const dates = datesOf(schedule, { from, until: addDays(from, daysShown) })
    const title = t(`schedule:title.${schedule.subject.kind}`, { name: schedule.name })
    return flow.send(opened, { title, main: scheduleView({ schedule, dates, today, from, done, seal }, t) })
  }
}
