// The finder.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { renderHtml } from '../http/render.ts'
import { Problem } from '../problems.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { findOnPage } from './find.actions.ts'
import { type Finding, finderPart, findTitle, findView } from './find.view.ts'
import { type FindParameters, findAddress, readFindParameters } from './find-address.rules.ts'
import { type Paper, printedList, printView } from './find-paper.view.ts'

const open = { access: 'public' } as const
const LocaleParameter = Type.Object({ locale: Type.String() })

export const findPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { now } = dependencies
  const printing = oneAtATime()

  app.get(
    '/:locale/find',
    { config: open, schema: { params: LocaleParameter, querystring: AnyQuery, response: { 200: page } } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const parameters = readFindParameters(request.query)
      const { part } = request.query
      if (part === 'finder' || part === 'paper') return sendPart(request, reply, locale, parameters, part)
      const send = () => sendFinding(request, reply, locale, parameters)
      return parameters.print === 'all' ? printing(send) : send()
    },
  )

  /** What changes in the finder, or its printed list, without the frame: for the finder's own script. */
  const sendPart = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    { print: _, ...parameters }: FindParameters,
    part: 'finder' | 'paper',
  ) => {
    const t = translator(locale)
    const finding = await findOnPage(dependencies, parameters, t, part === 'finder' ? 'list' : 'both')
    const view =
      part === 'finder' ? finderPart(finding, t) : printedList(finding, paperOf(request, finding, locale), t)
    reply.header('content-language', locale).header('x-robots-tag', 'noindex')
    return reply.type('text/html; charset=utf-8').send(await renderHtml(view))
  }

  /** What the sheet says of itself. */
  const paperOf = (request: FastifyRequest, { parameters }: Finding, locale: Locale): Paper => ({
    date: dayInFrance(now()),
    address: baseUrl(request, dependencies.config) + findAddress(locale, { ...parameters, print: undefined }),
  })

  const sendFinding = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    parameters: FindParameters,
  ) => {
    const t = translator(locale)
    const isPrint = parameters.print === 'all'
    const finding = await findOnPage(dependencies, parameters, t, isPrint ? 'paper' : 'both')
    const frame = await frameOf(request, locale, dependencies)
    const paper = paperOf(request, finding, locale)
    return sendPage(reply, frame, {
      title: findTitle(finding, t),
      description: t('start:description'),
      main: isPrint ? printView(finding, paper, t) : findView(finding, paper, t),
      noIndex: isPrint,
      className: isPrint ? 'print-page' : 'find-page',
    })
  }
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
