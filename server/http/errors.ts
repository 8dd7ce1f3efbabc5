// Every error becomes an answer that a person can use: problem details on the API, a page elsewhere.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'lit'
import type { Locale } from '../../i18n/languages.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { Problem, type ProblemType, problemStatus } from '../problems.ts'
import { isForPrograms } from './address.ts'
import { failureForLog, isDatabaseAway, isImpossibleText } from './failure.ts'
import { rememberMethods } from './methods.ts'
import { frameOf, sendPage } from './pages.ts'
import type { ParameterReason, RefusalReason } from './parameters.rules.ts'
import { readerLocale } from './reader-locale.ts'
import { securityHeadersAt } from './security-headers.ts'

/** Makes answers of errors, of addresses that lead nowhere, and of methods that an address does not know. */
export function answerErrors(app: FastifyInstance, dependencies: Dependencies): void {
  const methodsAt = rememberMethods(app)
  const refusesMethod = ({ url, method }: FastifyRequest) => {
    const methods = methodsAt(url)
    return methods.length > 0 && !methods.includes(method)
  }
  const answer = (problem: Problem, request: FastifyRequest, reply: FastifyReply) => {
    if (problem.type === 'method-not-allowed') reply.header('allow', methodsAt(request.url).join(', '))
    return sendProblem(problem, request, reply, dependencies)
  }

  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const problem = refusesMethod(request) ? methodNotAllowed(request) : problemOf(error)
    if (problemStatus[problem.type] >= 500) {
      request.log.error({ failure: failureForLog(error) }, 'request failed')
    }
    return answer(problem, request, reply)
  })
  app.setNotFoundHandler((request, reply) =>
    answer(refusesMethod(request) ? methodNotAllowed(request) : new Problem('not-found'), request, reply),
  )
}

/** Answers an address that cannot be read (`%E0%A4%A`): it is refused before any hook. */
export async function answerUnreadableAddress(
  request: FastifyRequest,
  reply: FastifyReply,
  dependencies: Dependencies,
): Promise<void> {
  reply.headers(securityHeadersAt(request.url))
  await sendProblem(new Problem('bad-request'), request, reply, dependencies)
}

async function sendProblem(
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
  dependencies: Dependencies,
): Promise<FastifyReply> {
  const status = problemStatus[problem.type]
  const locale = readerLocale(request.url, request.headers['accept-language'])
  const texts = problemTexts(problem, translator(locale))
  if (status === 503) reply.header('retry-after', '30')
  if (status === 429 && !reply.hasHeader('retry-after')) reply.header('retry-after', '60')
  reply.code(status).header('cache-control', 'no-store').header('content-language', locale)
  if (isForPrograms(request.url)) {
    const { parameter } = problem.parameters
    const body = {
      type: `/problems/${problem.type}`,
      ...texts,
      status,
      instance: request.url.slice(0, 500),
      ...(parameter && { parameter }),
    }
    return reply.type('application/problem+json').send(JSON.stringify(body))
  }
  const frame = {
    ...(await frameOf(request, locale, dependencies, status === 503)),
    // The same for every address: an error does not tell what kind of page would be there.
    isForWriting: false,
    // Its style comes as a file: where no route is, nothing is compressed.
    isArrival: false,
  }
  const parts = { title: texts.title, main: errorView(texts, locale), noIndex: true }
  return sendPage(reply, frame, parts, status)
}

function errorView({ title, detail }: { title: string; detail: string }, locale: Locale) {
  return html`<div class="reading"><h1>${title}</h1><p>${detail}</p>
<p><a class="button" href=${`/${locale}/find`}>${translator(locale)('errors:back')}</a></p></div>`
}

function problemOf(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error
  const [violation] = error.validation ?? []
  if (violation) {
    const extra = (violation.params as { additionalProperty?: string }).additionalProperty
    if (extra !== undefined) return new Problem('unknown-parameter', { parameter: extra.slice(0, 100) })
    const parameter = violation.instancePath.split('/')[1] ?? ''
    return new Problem('bad-parameter', { parameter, reason: 'repeated', value: '', expected: '' })
  }
  if (isDatabaseAway(error)) return new Problem('service-unavailable')
  if (isImpossibleText(error)) return new Problem('bad-request')
  const status = error.statusCode ?? 500
  return new Problem(problemByStatus[status] ?? (status < 500 ? 'bad-request' : 'internal'))
}

const methodNotAllowed = ({ method }: FastifyRequest) => new Problem('method-not-allowed', { method })

const problemByStatus: Record<number, ProblemType> = {
  404: 'not-found',
  413: 'payload-too-large',
  429: 'too-many-requests',
  503: 'service-unavailable',
}

/** Title and detail of a problem in the reader's language. */
function problemTexts(problem: Problem, t: Translate): { title: string; detail: string } {
  const { reason } = problem.parameters
  const why = reason
    ? t(`errors:reasons.${reason as ParameterReason | RefusalReason}`, problem.parameters)
    : ''
  return {
    title: t(`errors:${problem.type}.title`),
    detail: t(`errors:${problem.type}.detail`, { ...problem.parameters, reason: why }),
  }
}
