// The paper itself: a directory as PDF, and the picture of its first page.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { refuseWhere } from '../finder/find-where.actions.ts'
import { baseUrl } from '../http/address.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { parameterFault } from '../http/parameters.rules.ts'
import { answer, page } from '../http/problem.schema.ts'
import { slugOf } from '../places/place-address.rules.ts'
import { Problem, refuse } from '../problems.ts'
import { findTerritory } from '../territories/territories.queries.ts'
import { NotSetError } from '../typesetting/not-set.ts'
import type { Work } from '../typesetting/typesetting.ts'
import { type Directory, directoryOf, rememberEdition } from './directory.actions.ts'
import {
  type DirectoryParameters,
  directoryAddress,
  readDirectoryParameters,
  readDirectoryRequest,
  unknownDirectoryParameters,
} from './directory-address.rules.ts'
import { type PaperRefusal, refusalTitle, refusalView } from './paper-refusal.view.ts'
import { paperOf, workOf } from './set-directory.actions.ts'

const pdf = answer('application/pdf', 'A directory', Type.Any())
const picture = answer('image/svg+xml', 'The first page of a directory', Type.String())
type PaperRequest = FastifyRequest<{ Params: { locale: string }; Querystring: Record<string, unknown> }>

const unchanged = { description: 'The same as before' }

export const paperPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db, config, typesetting } = dependencies

  app.get(
    '/:locale/directory.pdf',
    {
      config: { access: 'public' },
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: pdf, 304: unchanged, 400: page, 404: page, 422: page, 503: page },
      },
    },
    sendPdf,
  )

  async function sendPdf(request: PaperRequest, reply: FastifyReply): Promise<FastifyReply> {
    const asked = await askedFor(request, reply)
    if (!asked) return reply
    const { directory, work, locale } = asked
    const key = typesetting.keyOf(work)
    const send = (body?: Buffer) =>
      reply
        .type('application/pdf')
        .headers({ etag: `"${key}"`, 'cache-control': 'no-cache' })
        .header('content-language', directory.document.languages.map(({ code }) => code).join())
        .header('content-disposition', `inline; filename="${fileName(directory, locale)}"`)
        .send(body)
    if (isKnown(request, key)) {
      reply.code(304)
      return send()
    }
    // Whoever asks for the head alone gets no paper, and none is set.
    if (request.method === 'HEAD') return send()
    const isRemembered = typesetting.isKept(key) || (await rememberEdition(dependencies, directory.edition))
    // Another paper took its number meanwhile: put together once more, it gets one of its own.
    if (!isRemembered) return sendPdf(request, reply)
    const { bytes } = await typesetting.pdf(work).catch(refuseNotSet)
    return send(bytes)
  }

  app.get(
    '/:locale/directory.svg',
    {
      config: { access: 'public' },
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: picture, 304: unchanged, 400: page, 404: page, 422: page, 503: page },
      },
    },
    async (request, reply) => {
      const asked = await askedFor(request, reply)
      if (!asked) return reply
      const key = typesetting.keyOf(asked.work)
      const send = (body?: string) =>
        reply
          .type('image/svg+xml')
          .headers({ etag: `W/"${key}"`, 'cache-control': 'no-cache' })
          .send(body)
      if (isKnown(request, key)) {
        reply.code(304)
        return send()
      }
      if (request.method === 'HEAD') return send()
      const { svg, pages } = await typesetting.preview(asked.work).catch(refuseNotSet)
      reply.header('x-pages', String(pages))
      return send(svg)
    },
  )

  /** The paper that an address asks for; where there is none, `reply` says why. */
  async function askedFor(
    request: PaperRequest,
    reply: FastifyReply,
  ): Promise<{ directory: Directory; work: Work; locale: Locale } | undefined> {
    const locale = localeInAddress(request.params.locale)
    const [unknown] = unknownDirectoryParameters(request.query)
    if (unknown !== undefined) throw new Problem('unknown-parameter', { parameter: unknown.slice(0, 100) })
    const given = readDirectoryParameters(request.query, 'paper')
    const asked = readDirectoryRequest(locale, given, dependencies.now())
    refuse(asked.faults)
    await refuseUnknownTerritory(asked.request.search.facets.territory ?? [])
    const found = await directoryOf(dependencies, asked.request, { origin: baseUrl(request, config) })
    if (found.kind === 'where') refuseWhere(found.where)
    else if (found.kind !== 'directory') await sendRefusal(request, reply, locale, found)
    else return { directory: found, work: workOf(await paperOf(dependencies, found)), locale }
    return undefined
  }

  /** A territory that is well written and does not exist: whoever holds the paper could not see that it is missing. */
  async function refuseUnknownTerritory(ids: readonly string[]): Promise<void> {
    for (const id of ids)
      if (!(await findTerritory(db, id))) refuse([parameterFault('territory', 'territory', id)])
  }

  async function sendRefusal(
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    refusal: PaperRefusal & { parameters: DirectoryParameters },
  ): Promise<void> {
    const t = translator(locale)
    const change = directoryAddress(locale, refusal.parameters)
    await sendPage(
      reply.header('cache-control', 'no-store'),
      await frameOf(request, locale, dependencies),
      { title: refusalTitle(refusal, t), main: refusalView(refusal, change, t), noIndex: true },
      refusal.kind === 'none' ? 404 : 422,
    )
  }
}

/** Has whoever asks what this key names? Then nothing is set. */
function isKnown({ headers }: FastifyRequest, key: string): boolean {
  const tags = (headers['if-none-match'] ?? '').split(',')
  return tags.some((tag) => tag.trim().replace(/^W\//, '') === `"${key}"`)
}

/** `annuaire-neudorf-2026-11-26.pdf` */
function fileName({ document, facts }: Directory, locale: Locale): string {
  return `${translator(locale)('paper:fileName')}-${slugOf(document.area)}-${facts.day}.pdf`
}

function refuseNotSet(error: unknown): never {
  throw error instanceof NotSetError ? new Problem(`paper-${error.reason}`) : error
}
