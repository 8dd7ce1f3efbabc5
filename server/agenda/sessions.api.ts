// The collections `sessions` and `stops` of the API (OGC API – Features, Part 1): their features are dated occurrences.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { type ParameterFault, pageLinks, parameterFault, readPage } from '../http/parameters.rules.ts'
import { answer, problems } from '../http/problem.schema.ts'
import { readerLocale } from '../http/reader-locale.ts'
import { sendStoredJson } from '../http/stored-json.ts'
import { isPlaceId } from '../places/place-address.rules.ts'
import { readSearch } from '../places/place-search.rules.ts'
import { Problem, refuse } from '../problems.ts'
import { type SessionKind, sessionKinds } from '../sessions/session.rules.ts'
import { agendaKinds } from './agenda-address.rules.ts'
import { readDatetime } from './datetime.rules.ts'
import { readOccurrenceId } from './occurrence-id.rules.ts'
import {
  countOccurrences,
  findOccurrence,
  findOccurrences,
  type OccurrenceSearch,
} from './occurrences.queries.ts'
import { SessionFeature, SessionFeatures, SessionsQuery, StopsQuery } from './session.schema.ts'
import { sessionFeature } from './session-feature.rules.ts'

const geoJson = 'application/geo+json'
type CollectionId = 'sessions' | 'stops'
type Query = Record<string, string | undefined>

export const sessionsApi: FastifyPluginAsyncTypebox<Dependencies> = async (app, { db, config, now }) => {
  const sendItems = async (
    request: FastifyRequest,
    reply: FastifyReply,
    collection: CollectionId,
    query: Query,
    kinds: readonly SessionKind[],
    more: ParameterFault[] = [],
  ) => {
    const { search, faults } = readOccurrenceSearch(query, kinds, now())
    const { page, faults: pageFaults } = readPage(query)
    refuse([...faults, ...more, ...pageFaults])
    const [occurrences, matched] = await Promise.all([
      findOccurrences(db, search, page),
      countOccurrences(db, search),
    ])
    const language = readerLocale('', request.headers['accept-language'])
    const items = `${baseUrl(request, config)}/api/collections/${collection}/items`
    const links = pageLinks(items, query, page, { returned: occurrences.length, matched })
    const features = occurrences.map((occurrence) => sessionFeature(occurrence, language))
    const counts = { numberMatched: matched, numberReturned: features.length }
    reply.header('vary', 'accept-language').header('content-language', language)
    return sendStoredJson(
      reply,
      geoJson,
      JSON.stringify({ type: 'FeatureCollection', ...counts, features, links }),
    )
  }

  app.get(
    '/collections/sessions/items',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getSessions',
        tags: ['sessions'],
        description: `Workshops, permanences, open days and stops by date. Plain opening hours only with \`kind=opening\`.`,
        querystring: SessionsQuery,
        response: { 200: answer(geoJson, 'Dated sessions', SessionFeatures), ...problems(400) },
      },
    },
    (request, reply) => {
      const { kinds, faults } = readKinds(request.query.kind)
      return sendItems(request, reply, 'sessions', request.query, kinds, faults)
    },
  )

  app.get(
    '/collections/stops/items',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getStops',
        tags: ['stops'],
        description: 'Stops of mobile units by date.',
        querystring: StopsQuery,
        response: { 200: answer(geoJson, 'Dated stops', SessionFeatures), ...problems(400) },
      },
    },
    (request, reply) => sendItems(request, reply, 'stops', request.query, ['stop']),
  )

  const sendItem = async (
    request: FastifyRequest,
    reply: FastifyReply,
    collection: CollectionId,
    id: string,
  ) => {
    const name = readOccurrenceId(id)
    const occurrence = name && (await findOccurrence(db, name))
    if (!occurrence || (collection === 'stops' && occurrence.kind !== 'stop')) throw new Problem('not-found')
    const language = readerLocale('', request.headers['accept-language'])
    const address = `${baseUrl(request, config)}/api/collections/${collection}`
    const links = [
      { href: `${address}/items/${id}`, rel: 'self', type: geoJson },
      { href: address, rel: 'collection', type: 'application/json' },
    ]
    reply.header('vary', 'accept-language').header('content-language', language)
    return sendStoredJson(reply, geoJson, JSON.stringify({ ...sessionFeature(occurrence, language), links }))
  }

  const itemSchema = (operationId: string, collection: CollectionId) => ({
    operationId,
    tags: [collection],
    params: Type.Object({ id: Type.String() }),
    querystring: Type.Object({}, { additionalProperties: false }),
    response: { 200: answer(geoJson, 'One date', SessionFeature), ...problems(404) },
  })

  app.get(
    '/collections/sessions/items/:id',
    { config: { access: 'public' }, schema: itemSchema('getSession', 'sessions') },
    (request, reply) => sendItem(request, reply, 'sessions', request.params.id),
  )

  app.get(
    '/collections/stops/items/:id',
    { config: { access: 'public' }, schema: itemSchema('getStop', 'stops') },
    (request, reply) => sendItem(request, reply, 'stops', request.params.id),
  )
}

function readKinds(text: string | undefined): { kinds: readonly SessionKind[]; faults: ParameterFault[] } {
  const given = (text ?? '').split(',').flatMap((part) => part.trim() || [])
  const unknown = given.filter((code) => !sessionKinds.some((kind) => kind === code))
  return {
    kinds: given.length > 0 ? sessionKinds.filter((kind) => given.includes(kind)) : agendaKinds,
    faults: unknown.map((code) => parameterFault('kind', 'code', code, sessionKinds)),
  }
}

/** The search of an address. The parameter `kind` means another thing here than in a search for places. */
function readOccurrenceSearch(
  { kind: _, ...query }: Query,
  kinds: readonly SessionKind[],
  now: Date,
): { search: OccurrenceSearch; faults: ParameterFault[] } {
  const { search, faults } = readSearch(query, now)
  const { near, radius, bbox, facets } = search
  const always = { from: null, until: null, untilIncluded: false }
  const read = query.datetime?.trim() ? readDatetime(query.datetime) : { period: always }
  const number = (name: 'placeId' | 'unitId') => {
    const text = query[name]?.trim()
    if (!text) return undefined
    if (!isPlaceId(text)) faults.push(parameterFault(name, 'number', text))
    return Number(text)
  }
  const owners = { placeId: number('placeId'), unitId: number('unitId') }
  if ('fault' in read)
    return { search: { kinds, near, radius, bbox, facets, period: always }, faults: [...faults, read.fault] }
  return { search: { ...owners, kinds, near, radius, bbox, facets, period: read.period }, faults }
}
