// The collection `territories` of the API (OGC API – Features, Part 1).
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import {
  datetimeFaults,
  type ParameterFault,
  pageLinks,
  parameterFault,
  readPage,
} from '../http/parameters.rules.ts'
import { answer, problems } from '../http/problem.schema.ts'
import { sendStoredJson } from '../http/stored-json.ts'
import { Problem, refuse } from '../problems.ts'
import { boxesOf, parseBbox } from './lon-lat.rules.ts'
import { findTerritoryFeature, listTerritories, type TerritoryFeatureRow } from './territories.queries.ts'
import { territoryKinds } from './territory.rules.ts'
import { TerritoriesQuery, TerritoryFeature, TerritoryFeatures } from './territory.schema.ts'

const geoJson = 'application/geo+json'

export const territoriesApi: FastifyPluginAsyncTypebox<Dependencies> = async (app, { db, config }) => {
  app.get(
    '/collections/territories/items',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getTerritories',
        tags: ['territories'],
        querystring: TerritoriesQuery,
        response: { 200: answer(geoJson, 'Territories', TerritoryFeatures), ...problems(400) },
      },
    },
    async (request, reply) => {
      const { query } = request
      const { page, faults } = readPage(query)
      const kind = (query.kind ?? '').split(',').filter((each) => each !== '')
      const bbox = query.bbox ? parseBbox(query.bbox) : undefined
      refuse([
        ...kindFaults(kind),
        ...bboxFaults(query.bbox, bbox),
        ...faults,
        ...datetimeFaults(query.datetime),
      ])
      const { matched, rows } = await listTerritories(db, { kind, boxes: bbox ? boxesOf(bbox) : [], ...page })
      const items = `${baseUrl(request, config)}/api/collections/territories/items`
      const links = pageLinks(items, query, page, { returned: rows.length, matched })
      const features = rows.map(territoryFeature)
      const counts = { numberMatched: matched, numberReturned: features.length }
      const collection = { type: 'FeatureCollection', ...counts, features, links }
      return sendStoredJson(reply, geoJson, JSON.stringify(collection))
    },
  )

  app.get(
    '/collections/territories/items/:id',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getTerritory',
        tags: ['territories'],
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object({}, { additionalProperties: false }),
        response: { 200: answer(geoJson, 'One territory', TerritoryFeature), ...problems(404) },
      },
    },
    async (request, reply) => {
      const row = await findTerritoryFeature(db, request.params.id)
      if (!row) throw new Problem('not-found')
      const collection = `${baseUrl(request, config)}/api/collections/territories`
      const links = [
        { href: `${collection}/items/${row.id}`, rel: 'self', type: geoJson },
        { href: collection, rel: 'collection', type: 'application/json' },
      ]
      return sendStoredJson(reply, geoJson, JSON.stringify({ ...territoryFeature(row), links }))
    },
  )
}

function kindFaults(kinds: string[]): ParameterFault[] {
  return kinds
    .filter((kind) => kind !== 'country' && !(territoryKinds as readonly string[]).includes(kind))
    .map((kind) => parameterFault('kind', 'code', kind, territoryKinds))
}

function bboxFaults(given: string | undefined, bbox: unknown): ParameterFault[] {
  return given && !bbox ? [parameterFault('bbox', 'bbox', given)] : []
}

function territoryFeature(row: TerritoryFeatureRow) {
  return {
    type: 'Feature',
    id: row.id,
    geometry: row.boundary ?? row.center,
    properties: {
      kind: row.kind,
      code: row.code,
      name: row.name,
      inside: row.ancestors,
      population: row.population,
      postalCodes: row.postal_codes,
      outlineSource: row.boundary_source,
      outlineApproximate: row.boundary_approximate,
    },
  }
}
