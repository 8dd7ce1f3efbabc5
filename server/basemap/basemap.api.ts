// The map's ground, from our own address: style, tiles, sprites, letters. Nothing that is asked here reaches another
// server but the parts that the style itself names.
import { STATUS_CODES } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import Type from 'typebox'
import { isLocale } from '../../i18n/languages.ts'
import type { Dependencies } from '../dependencies.ts'
import { answer, problems } from '../http/problem.schema.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { sendStoredJson } from '../http/stored-json.ts'
import { Problem } from '../problems.ts'
import type { KeptAnswer } from './kept-answers.ts'
import { plainStyle } from './plain-style.ts'
import { boxAround } from './surroundings.queries.ts'
import { surroundings } from './surroundings.ts'
import { isGlyphRange, readTilePosition } from './tile-position.rules.ts'
import { UpstreamError } from './upstream-error.ts'

/**
 * Parts of the map that one client may ask for in a minute. Who drags a wide map without rest wants some sixty tiles
 * every three seconds, and a computer room has one address.
 */
const mostInMinute = 3_000

const dayInSeconds = 24 * 60 * 60
const cacheControl = {
  style: `public, max-age=3600, stale-while-revalidate=${dayInSeconds}`,
  fresh: `public, max-age=${dayInSeconds}, stale-while-revalidate=${7 * dayInSeconds}`,
  /** A newer one is being fetched. */
  stale: 'public, max-age=60',
  never: 'no-store',
}

const MapStyle = Type.Object({}, { description: 'A MapLibre style', additionalProperties: true })
const Bytes = Type.Unsafe<Buffer>(Type.String({ format: 'binary' }))
const relayed = {
  200: { description: 'A part of the map', content: { '*/*': { schema: Bytes } } },
  204: Type.Null({ description: 'Nothing is drawn there' }),
  ...problems(404, 429, 502, 503, 504),
}
const text = (...names: string[]) =>
  Type.Object(Object.fromEntries(names.map((name) => [name, Type.String()])))

export const basemapApi: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { basemap, config, db, now } = dependencies
  const access = { access: 'public' } as const
  const limited = { ...access, ...perMinute(mostInMinute) }
  const isEverywhere = config.territory === 'france'
  const near = surroundings(async () => (isEverywhere ? undefined : boxAround(db, config.territory)), now)
  await limitRequests(app)
  app.setErrorHandler((error, _, reply) => {
    if (error instanceof Problem && error.type === 'too-many-requests') return refuse(reply, 429)
    throw error
  })
  app.addHook('onReady', async () => basemap.open((message) => app.log.warn(message)))
  app.addHook('onClose', async () => basemap.close())

  app.get(
    '/basemap/style/:locale.json',
    {
      config: access,
      schema: {
        params: text('locale'),
        response: { 200: answer('application/json', 'The map’s style', MapStyle), ...problems(404) },
      },
    },
    async (request, reply) => {
      const { locale } = request.params as { locale: string }
      if (!isLocale(locale)) return refuse(reply, 404)
      const style = await basemap.style().catch(() => undefined)
      reply.header('cache-control', style || !config.basemapStyle ? cacheControl.style : cacheControl.never)
      const json = style?.inLanguage(locale) ?? plainStyle
      return sendStoredJson(reply, 'application/json; charset=utf-8', JSON.stringify(json))
    },
  )

  app.get(
    '/basemap/tiles/:source/:z/:x/:y',
    { config: limited, schema: { params: text('source', 'z', 'x', 'y'), response: relayed } },
    async (request, reply) => {
      const { source, ...parts } = request.params as Record<'source' | 'z' | 'x' | 'y', string>
      const position = readTilePosition(parts)
      return send(
        request,
        reply,
        async () => position && basemap.tile(source, position, { client: request.ip, near: await near() }),
      )
    },
  )

  app.get(
    '/basemap/sprite/:file',
    { config: limited, schema: { params: text('file'), response: relayed } },
    async (request, reply) => {
      const { file } = request.params as { file: string }
      return send(request, reply, () => basemap.sprite(file, { client: request.ip }))
    },
  )

  app.get(
    '/basemap/glyphs/:fontstack/:range.pbf',
    { config: limited, schema: { params: text('fontstack', 'range'), response: relayed } },
    async (request, reply) => {
      const { fontstack, range } = request.params as { fontstack: string; range: string }
      const client = request.ip
      return send(
        request,
        reply,
        async () => isGlyphRange(range) && basemap.glyphs(fontstack, range, { client }),
      )
    },
  )
}

async function send(
  request: FastifyRequest,
  reply: unknown,
  get: () => Promise<KeptAnswer | undefined | false>,
): Promise<FastifyReply> {
  const to = reply as FastifyReply
  try {
    const kept = await get()
    if (!kept) return refuse(to, 404, cacheControl.stale)
    to.header('cache-control', kept.fresh ? cacheControl.fresh : cacheControl.stale)
    if (kept.state === 'unknown') return refuse(to, 404, cacheControl.stale)
    if (kept.state === 'empty') return to.code(204).send()
    to.type(kept.contentType)
    if (!kept.gzipped) return to.send(kept.body)
    to.header('vary', 'accept-encoding')
    const takesGzip = new Negotiator(request).encodings(['gzip', 'identity']).includes('gzip')
    if (!takesGzip) return to.send(await promisify(gunzip)(kept.body))
    return to.header('content-encoding', 'gzip').send(kept.body)
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    to.header('retry-after', '30')
    return refuse(to, error.fault === 'slow' ? 504 : error.fault === 'busy' ? 503 : 502)
  }
}

/** Programs ask here, hundreds of times for one map: an error is as small as it can be, and has no words of ours. */
function refuse(
  reply: unknown,
  status: 404 | 429 | 502 | 503 | 504,
  caching = cacheControl.never,
): FastifyReply {
  const problem = { type: 'about:blank', title: STATUS_CODES[status], status }
  const to = (reply as FastifyReply).code(status).header('cache-control', caching)
  return to.type('application/problem+json').send(JSON.stringify(problem))
}
