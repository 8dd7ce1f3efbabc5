// Every error becomes an answer that a person can use: problem details on the API, a page elsewhere.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'lit'
import { type Locale, type Translate, translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { Problem, type ProblemType, problemStatus } from '../problems.ts'
import { frameOf, sendPage } from './pages.ts'
import type { ParameterReason } from './parameters.rules.ts'
import { readerLocale } from './reader-locale.ts'

/** PostgreSQL says that it is going away, starting or full; the network says that it is not there. */
const databaseAway = /^(08|53|57P)|^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN)$|^57014$/

/** Makes answers of errors and of addresses that lead nowhere. */
export function answerErrors(app: FastifyInstance, dependencies: Dependencies): void {
  const answer = async (problem: Problem, request: FastifyRequest, reply: FastifyReply) => {
    const status = problemStatus[problem.type]
    const locale = readerLocale(request.url, request.headers['accept-language'])
    const texts = problemTexts(problem, translator(locale))
    if (status === 503) reply.header('retry-after', '30')
    reply.code(status).header('cache-control', 'no-store')
    if (isApi(request.url)) {
      const { parameter } = problem.parameters
      const body = {
        type: `/problems/${problem.type}`,
        ...texts,
        status,
        instance: request.url.slice(0, 500),
        ...(parameter && { parameter }),
      }
      reply.header('content-language', locale).type('application/problem+json')
      return reply.send(JSON.stringify(body))
    }
    const frame = await frameOf(request, locale, dependencies)
    return sendPage(
      reply,
      frame,
      { title: texts.title, main: errorView(texts, locale), noIndex: true },
      status,
    )
  }

  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const problem = problemOf(error, request)
    if (problemStatus[problem.type] >= 500) request.log.error({ err: error }, 'request failed')
    return answer(problem, request, reply)
  })
  app.setNotFoundHandler((request, reply) => answer(new Problem('not-found'), request, reply))
}

const isApi = (url: string) => /^\/api(?=[/?#]|$)/.test(url)

function errorView({ title, detail }: { title: string; detail: string }, locale: Locale) {
  return html`<div class="reading"><h1>${title}</h1><p>${detail}</p>
<p><a class="button" href=${`/${locale}/find`}>${translator(locale)('errors:back')}</a></p></div>`
}

function problemOf(error: FastifyError | Problem, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  const [violation] = error.validation ?? []
  if (violation) {
    const extra = (violation.params as { additionalProperty?: string }).additionalProperty
    if (extra !== undefined) return new Problem('unknown-parameter', { parameter: extra.slice(0, 100) })
    const parameter = violation.instancePath.split('/')[1] ?? ''
    return new Problem('bad-parameter', { parameter, reason: 'repeated', value: '', expected: '' })
  }
  if (databaseAway.test(String(error.code ?? '')) || error.name === 'DatabaseAwayError') {
    return new Problem('service-unavailable')
  }
  const known = problemByStatus[error.statusCode ?? 500]
  return new Problem(known ?? 'internal', { method: request.method })
}

const problemByStatus: Record<number, ProblemType> = {
  400: 'bad-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'payload-too-large',
  414: 'bad-request',
  429: 'too-many-requests',
  503: 'service-unavailable',
}

/** Title and detail of a problem in the reader's language. */
function problemTexts(problem: Problem, t: Translate): { title: string; detail: string } {
  const { reason } = problem.parameters
  const why = reason ? t(`errors:reasons.${reason as ParameterReason}`, problem.parameters) : ''
  return {
    title: t(`errors:${problem.type}.title`),
    detail: t(`errors:${problem.type}.detail`, { ...problem.parameters, reason: why }),
  }
}
