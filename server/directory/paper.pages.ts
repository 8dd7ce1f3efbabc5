// The paper itself: a directory as PDF, and the picture of its first page.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { create } from 'content-disposition'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { AnyQuery, localeInAddress } from '../http/pages.ts'
import { answer, page } from '../http/problem.schema.ts'
import { limitRequests, type MinuteLimit, mostPapersInMinute, perMinute } from '../http/request-limit.ts'
import { slugOf } from '../places/place-address.rules.ts'
import { Problem } from '../problems.ts'
import { NotSetError } from '../typesetting/not-set.ts'
import { askedDirectory } from './asked-directory.actions.ts'
import { type Directory, rememberEdition } from './directory.actions.ts'
import { sendRefusal } from './paper-refusal.pages.ts'
import { type Paper, paperOf, setPaper } from './set-directory.actions.ts'

const pdf = answer('application/pdf', 'A directory', Type.Any())
const picture = answer('image/svg+xml', 'The first page of a directory', Type.String())
type PaperRequest = FastifyRequest<{ Params: { locale: string }; Querystring: Record<string, unknown> }>

const papers = { access: 'public', ...perMinute(mostPapersInMinute) } as const
/** Why there is none, or none anew. */
const noPaper = {
  304: { description: 'The same as before' },
  ...Object.fromEntries([400, 404, 410, 422, 429, 503].map((status) => [status, page])),
}

export const paperPages: FastifyPluginAsyncTypebox<Dependencies & { codeTries: MinuteLimit }> = async (
  app,
  dependencies,
) => {
  const { config, typesetting } = dependencies
  await limitRequests(app)

  app.get(
    '/:locale/directory.pdf',
    {
      config: papers,
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: pdf, ...noPaper },
      },
    },
    sendPdf,
  )

  async function sendPdf(request: PaperRequest, reply: FastifyReply): Promise<FastifyReply> {
    const asked = await askedFor(request, reply)
    if (!asked) return reply
    const { directory, paper, key } = asked
    const send = (body?: Buffer, made = key) =>
      reply
        .type('application/pdf')
        .headers({ etag: `"${made}"`, 'cache-control': 'no-cache', 'x-robots-tag': 'noindex' })
        .header('content-language', directory.document.languages.map(({ code }) => code).join())
        .header('content-disposition', create(fileName(directory), { type: 'inline' }))
        .send(body)
    if (isKnown(request, key)) {
      reply.code(304)
      return send()
    }
    // Whoever asks for the head alone gets no paper, and none is set.
    if (request.method === 'HEAD') return send()
    const { made, work } = await setPaper(dependencies, directory, paper, typesetting.pdf).catch(refuseNotSet)
    // What nobody holds is not remembered. Another paper took its number meanwhile? Made once more, it gets one of its own.
    if (!(await rememberEdition(dependencies, directory.edition))) return sendPdf(request, reply)
    return send(made.bytes, typesetting.keyOf(work))
  }

  app.get(
    '/:locale/directory.svg',
    {
      config: papers,
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: picture, ...noPaper },
      },
    },
    async (request, reply) => {
      const asked = await askedFor(request, reply)
      if (!asked) return reply
      const { directory, paper, key } = asked
      const send = (body?: string, made = key) =>
        reply
          .type('image/svg+xml')
          .headers({ etag: `W/"${made}"`, 'cache-control': 'no-cache', 'x-robots-tag': 'noindex' })
          .send(body)
      if (isKnown(request, key)) {
        reply.code(304)
        return send()
      }
      if (request.method === 'HEAD') return send()
      const { made, work } = await setPaper(dependencies, directory, paper, typesetting.preview).catch(
        refuseNotSet,
      )
      reply.header('x-pages', String(made.pages))
      return send(made.svg, typesetting.keyOf(work))
    },
  )

  /** The paper that an address asks for; where there is none, `reply` says why. */
  async function askedFor(
    request: PaperRequest,
    reply: FastifyReply,
  ): Promise<{ directory: Directory; paper: Paper; key: string } | undefined> {
    const locale = localeInAddress(request.params.locale)
    const origin = baseUrl(request, config)
    const { result } = await askedDirectory(
      { ...dependencies, client: request.ip },
      locale,
      request.query,
      origin,
    )
    if (result.kind === 'directory') {
      const paper = await paperOf(dependencies, result)
      return { directory: result, paper, key: typesetting.keyOf(paper.work) }
    }
    await sendRefusal(dependencies, request, reply, locale, result)
    return undefined
  }
}

/** Has whoever asks what this key names? Then nothing is set. */
function isKnown({ headers }: FastifyRequest, key: string): boolean {
  const tags = (headers['if-none-match'] ?? '').split(',')
  return tags.some((tag) => tag.trim().replace(/^W\//, '') === `"${key}"`)
}

/** `reperes-neudorf-2026-11-26.pdf` */
function fileName({ document, facts }: Directory): string {
  return `reperes-${slugOf(document.area)}-${facts.day}.pdf`
}

function refuseNotSet(error: unknown): never {
  throw error instanceof NotSetError ? new Problem(`paper-${error.reason}`) : error
}
