// The entry of the API: landing page, conformance and collections (OGC API – Features, Part 1: Core).
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { agendaKinds } from '../agenda/agenda-address.rules.ts'
import { occurrencesExtent } from '../agenda/occurrences.queries.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { answer, problems } from '../http/problem.schema.ts'
import { Problem } from '../problems.ts'
import { findTerritory } from '../territories/territories.queries.ts'
import { placesExtent } from './extent.queries.ts'
import { Collection, Collections, Conformance, LandingPage } from './ogc.schema.ts'
import { describeParameters } from './openapi-parameters.rules.ts'

const json = 'application/json'
const openapi = 'application/vnd.oai.openapi+json;version=3.0'
const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const gregorian = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian'
const wholeEarth = [-180, -90, 180, 90]
const conformsTo = ['core', 'oas30', 'geojson'].map(
  (part) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${part}`,
)

const descriptions = {
  places: 'Places where people get help with digital life.',
  sessions:
    'Dated workshops, permanences, open days and stops; opening hours where they are asked for (kind=opening).',
  stops: 'Dated stops of mobile units.',
  territories: 'Regions, departments, EPCI, communes and neighbourhoods that this instance knows.',
}
type CollectionId = keyof typeof descriptions
const collectionIds = Object.keys(descriptions) as CollectionId[]

const open = { access: 'public' } as const
const nothing = Type.Object({}, { additionalProperties: false })

export const ogcApi: FastifyPluginAsyncTypebox<Dependencies> = async (app, { db, config }) => {
  const extentOf = async (id: CollectionId) => {
    if (id === 'places') return { extent: { spatial: { bbox: [await placesExtent(db)], crs: crs84 } } }
    // Territories reach as far as the region around: they have no box that would help to find one's way.
    if (id === 'territories') return {}
    const { box, from, until } = await occurrencesExtent(db, id === 'stops' ? ['stop'] : agendaKinds)
    const interval = [from, until].map((end) => end?.toISOString() ?? null)
    return {
      extent: {
        spatial: { bbox: [box ?? wholeEarth], crs: crs84 },
        temporal: { interval: [interval], trs: gregorian },
      },
    }
  }

  const describe = async (api: string, id: CollectionId) => {
    const items = `${api}/collections/${id}/items`
    return {
      id,
      title: id,
      description: descriptions[id],
      itemType: 'feature' as const,
      crs: [crs84],
      ...(await extentOf(id)),
      links: [
        { href: `${api}/collections/${id}`, rel: 'self', type: json },
        { href: items, rel: 'items', type: 'application/geo+json', title: id },
      ],
    }
  }

  app.get(
    '/',
    {
      config: open,
      schema: {
        operationId: 'getLandingPage',
        querystring: nothing,
        response: { 200: answer(json, 'Entry', LandingPage) },
      },
    },
    async (request) => {
      const api = `${baseUrl(request, config)}/api`
      const territory = await findTerritory(db, config.territory)
      return {
        title: `Repères – ${territory?.name ?? config.territory}`,
        description: descriptions.places,
        links: [
          { href: api, rel: 'self', type: json },
          { href: `${api}/openapi.json`, rel: 'service-desc', type: openapi },
          { href: `${api}/conformance`, rel: 'conformance', type: json },
          { href: `${api}/collections`, rel: 'data', type: json },
        ],
      }
    },
  )

  app.get(
    '/conformance',
    {
      config: open,
      schema: {
        operationId: 'getConformance',
        querystring: nothing,
        response: { 200: answer(json, 'Conformance', Conformance) },
      },
    },
    async () => ({ conformsTo }),
  )

  app.get(
    '/collections',
    {
      config: open,
      schema: {
        operationId: 'getCollections',
        querystring: nothing,
        response: { 200: answer(json, 'Collections', Collections) },
      },
    },
    async (request) => {
      const api = `${baseUrl(request, config)}/api`
      const collections = await Promise.all(collectionIds.map((id) => describe(api, id)))
      return { links: [{ href: `${api}/collections`, rel: 'self', type: json }], collections }
    },
  )

  app.get(
    '/collections/:id',
    {
      config: open,
      schema: {
        operationId: 'getCollection',
        params: Type.Object({ id: Type.String() }),
        querystring: nothing,
        response: { 200: answer(json, 'One collection', Collection), ...problems(404) },
      },
    },
    async (request, reply) => {
      const id = collectionIds.find((known) => known === request.params.id)
      if (!id) throw new Problem('not-found')
      return reply.code(200).send(await describe(`${baseUrl(request, config)}/api`, id))
    },
  )

  app.get(
    '/openapi.json',
    {
      config: open,
      schema: {
        hide: true,
        querystring: nothing,
        response: { 200: answer(openapi, 'This document', Type.Any()) },
      },
    },
    async (request, reply) => {
      const servers = [{ url: `${baseUrl(request, config)}/api` }]
      return reply.type(openapi).send({ ...describeParameters(app.swagger()), servers })
    },
  )
}
