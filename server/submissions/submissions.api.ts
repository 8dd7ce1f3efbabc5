// Proposing a place, a change, a closure or a claim by a program. Nothing is public before a person agreed.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLocale, type Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { baseUrl } from '../http/address.ts'
import { answer, problems } from '../http/problem.schema.ts'
import { readerLocale } from '../http/reader-locale.ts'
import { hashOf } from '../http/secrets.ts'
import { Problem } from '../problems.ts'
import { readClaim } from './claimed-organisation.actions.ts'
import type { SubmissionPagesOptions } from './draft-steps.pages.ts'
import type { ProposalFault } from './proposal-fault.rules.ts'
import { readTimes } from './proposal-times.actions.ts'
import { submissionPath } from './submission.view.ts'
import { readBody, type SentBody } from './submission-body.rules.ts'
import { sendSubmission } from './submissions.actions.ts'
import {
  SubmissionAnswer,
  SubmissionBody,
  SubmissionHeaders,
  SubmissionProblem,
} from './submissions.schema.ts'

const problemContent = { 'application/problem+json': { schema: SubmissionProblem } }

export const submissionsApi: FastifyPluginAsyncTypebox<SubmissionPagesOptions> = async (
  app,
  dependencies,
) => {
  app.post(
    '/submissions',
    {
      config: { access: 'public' },
      // What is wrong with the shape is told field by field too.
      attachValidation: true,
      schema: {
        operationId: 'sendSubmission',
        tags: ['submissions'],
        headers: SubmissionHeaders,
        body: SubmissionBody,
        response: {
          202: answer('application/json', 'Received; Location leads to the receipt', SubmissionAnswer),
          400: { description: 'Fields that cannot be taken', content: problemContent },
          ...problems(404, 409, 413, 429),
        },
      },
    },
    async (request, reply) => {
      const { key, body, locale, faults: misshapen } = received(request)
      if (misshapen.length > 0) return sendFaults(request, reply, misshapen, locale)
      const read = readBody(body, readTimes)
      const { kind, placeId } = body
      if (read.faults.length > 0) return sendFaults(request, reply, read.faults, locale)
      const wait = await dependencies.limit.take(request.ip)
      if (wait !== undefined) return tooMany(reply, wait)
      const isClaim = kind === 'claim' && placeId !== undefined
      const { proposed, note, contact, faults } = isClaim
        ? await readClaim(dependencies.db, placeId, read)
        : read
      if (faults.length > 0) return sendFaults(request, reply, faults, locale)
      const fingerprint = hashOf(JSON.stringify(body))
      const origin = baseUrl(request, dependencies.config)
      const result = await sendSubmission(dependencies, {
        kind,
        placeId: placeId ?? null,
        unitId: null,
        proposed,
        besidePlaces: [],
        note,
        contact,
        locale,
        idempotencyKey: `api ${hashOf(key)}`,
        typed: { fingerprint: [fingerprint] },
        account: null,
        forSomebody: false,
        draft: null,
        origin,
      })
      if (result.outcome === 'no-subject') throw new Problem('not-found')
      if (result.outcome === 'too-many') return tooMany(reply, result.retryAfterSeconds)
      const { submission } = result
      if (result.outcome === 'repeated' && submission.typed.fingerprint?.[0] !== fingerprint)
        throw new Problem('key-conflict')
      const receipt = `${origin}${submissionPath({ ...submission, locale })}`
      return reply
        .code(202)
        .header('cache-control', 'no-store')
        .header('location', receipt)
        .type('application/json')
        .send({ state: submission.state, receipt })
    },
  )
}

/** What came, as far as its shape tells; `body` is one only where nothing is wrong with it. */
function received(request: FastifyRequest) {
  const key = String(request.headers['idempotency-key'] ?? '')
  const body = request.body as SentBody & { locale?: string }
  const faults = shapeFaults(request)
  const spoken = faults.length === 0 ? body.locale : undefined
  const isSpoken = spoken !== undefined && isLocale(spoken)
  const locale = isSpoken ? spoken : readerLocale('/', request.headers['accept-language'])
  if (spoken !== undefined && !isSpoken) faults.push({ field: 'locale', reason: 'choice', value: spoken })
  if (!/^[\x21-\x7e]{8,200}$/.test(key))
    faults.push({ field: 'Idempotency-Key', reason: 'required', value: '' })
  return { key, body, locale, faults }
}

function tooMany(reply: FastifyReply, seconds: number): never {
  reply.header('retry-after', String(seconds))
  throw new Problem('too-many-requests')
}

/** What is wrong with the shape of a body, by the path in it. */
function shapeFaults({ validationError }: FastifyRequest): ProposalFault[] {
  const violations: { instancePath: string; params: object; keyword: string }[] =
    validationError?.validation ?? []
  return violations.map(({ instancePath, params, keyword }) => {
    const { missingProperty, additionalProperty } = params as Record<string, string | undefined>
    const path = instancePath.slice(1).replaceAll('/', '.')
    const field = [path, missingProperty ?? additionalProperty].filter(Boolean).join('.').slice(0, 60)
    const reason =
      keyword === 'required' ? 'required' : keyword === 'additionalProperties' ? 'unknown-field' : 'type'
    return { field: field || 'body', reason, value: '' }
  })
}

function sendFaults(
  request: FastifyRequest,
  reply: FastifyReply,
  faults: readonly ProposalFault[],
  locale: Locale,
) {
  const t = translator(locale)
  const errors = faults.map(({ field, reason, value }) => ({
    field,
    reason,
    message: t(`submissions:faults.${reason}`, { value }),
  }))
  const problem = {
    type: '/problems/bad-submission',
    title: t('errors:bad-submission.title'),
    status: 400,
    detail: t('forms:summary', { count: errors.length }),
    instance: request.url.slice(0, 500),
    errors,
  }
  return reply
    .code(400)
    .header('cache-control', 'no-store')
    .header('content-language', locale)
    .type('application/problem+json')
    .send(problem)
}
