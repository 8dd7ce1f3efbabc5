// The finder.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { renderHtml } from '../http/render.ts'
import { Problem } from '../problems.ts'
import { findOnPage } from './find.actions.ts'
import { finderView, findTitle, findView } from './find.view.ts'
import { type FindParameters, findAddress, readFindParameters } from './find-address.rules.ts'
import { printView } from './find-paper.view.ts'

const open = { access: 'public' } as const
const LocaleParameter = Type.Object({ locale: Type.String() })
/** A reader may arrive with anything in the address (campaign marks, old links): what is unknown is left. */
const Anything = Type.Record(Type.String(), Type.Unknown())

export const placesPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { now } = dependencies
  const printing = oneAtATime()

  app.get(
    '/:locale/find',
    { config: open, schema: { params: LocaleParameter, querystring: Anything, response: { 200: page } } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const parameters = readFindParameters(request.query)
      if (request.query.part === 'finder') return sendFinder(reply, locale, parameters)
      const send = () => sendFinding(request, reply, locale, parameters)
      return parameters.print === 'all' ? printing(send) : send()
    },
  )

  /** The finder without its frame, for its own script. */
  const sendFinder = async (reply: FastifyReply, locale: Locale, parameters: FindParameters) => {
    const t = translator(locale)
    const finding = await findOnPage(dependencies, { ...parameters, print: undefined }, t, 'list')
    reply.header('content-language', locale).header('x-robots-tag', 'noindex')
    return reply.type('text/html; charset=utf-8').send(await renderHtml(finderView(finding, t)))
  }

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
    const here = findAddress(locale, { ...finding.parameters, print: undefined })
    const paper = { date: dayInFrance.format(now()), address: baseUrl(request, dependencies.config) + here }
    return sendPage(reply, frame, {
      title: findTitle(finding, t),
      main: isPrint ? printView(finding, paper, t) : findView(finding, paper, t),
      noIndex: isPrint,
      className: isPrint ? 'print-page' : 'find-page',
    })
  }
}

const dayInFrance = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })

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
