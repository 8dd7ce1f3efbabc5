// The collection `places` of the API (OGC API – Features, Part 1).
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import {
  datetimeFaults,
  type ItemsLink,
  type ParameterFault,
  pageLinks,
  parameterFault,
  readPage,
} from '../http/parameters.rules.ts'
import { answer, problems } from '../http/problem.schema.ts'
import { sendStoredJson } from '../http/stored-json.ts'
import { findUnitAtStop, isUnitGone } from '../mobile-units/units.queries.ts'
import { Problem, refuse } from '../problems.ts'
import { tellTimes } from './card-times.actions.ts'
import { PlaceFeature, PlaceFeatures, PlacesQuery } from './place.schema.ts'
import { isPlaceId } from './place-address.rules.ts'
import { details, readSearch } from './place-search.rules.ts'
import { type FoundPlace, type FoundPlaces, findPlace, findPlaces, isGone } from './places.queries.ts'

const geoJson = 'application/geo+json'

export const placesApi: FastifyPluginAsyncTypebox<Dependencies> = async (app, { db, config, now }) => {
  app.get(
    '/collections/places/items',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getPlaces',
        tags: ['places'],
        querystring: PlacesQuery,
        response: { 200: answer(geoJson, 'Places', PlaceFeatures), ...problems(400) },
      },
    },
    async (request, reply) => {
      const { query } = request
      const at = now()
      const { search, faults } = readSearch(query, at)
      const { page, faults: pageFaults } = readPage(query)
      refuse([...faults, ...pageFaults, ...detailFaults(query.detail), ...datetimeFaults(query.datetime)])
      const detail = details.find((each) => each === query.detail) ?? 'whole'
      const found = await findPlaces(db, search, { ...page, detail, order: 'id', now: at })
      const links = pageLinks(`${baseUrl(request, config)}/api/collections/places/items`, query, page, {
        returned: found.places.length,
        matched: found.matched + found.silent,
      })
      // Cards that are asked for by their numbers are shown at once: they say whether one can go now.
      const told = search.ids && detail === 'light' ? await tellTimes(db, found, at) : found
      return sendStoredJson(reply, geoJson, featureCollection(told, links))
    },
  )

  /** One number names one place or one mobile unit, which is shown where it is or comes next. */
  const findPlaceOrUnit = async (id: number) => {
    const place = await findPlace(db, id)
    if (place) return place
    const feature = await findUnitAtStop(db, id, now())
    return feature === undefined ? undefined : { feature }
  }
  const wasThere = async (id: number) => (await isGone(db, id)) || (await isUnitGone(db, id))

  app.get(
    '/collections/places/items/:id',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getPlace',
        tags: ['places'],
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object({}, { additionalProperties: false }),
        response: {
          200: answer(geoJson, 'One place', PlaceFeature),
          303: { description: 'Another place stands for this one: its twin.' },
          ...problems(404, 410),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const items = `${baseUrl(request, config)}/api/collections/places`
      const found = isPlaceId(id) ? await findPlaceOrUnit(Number(id)) : undefined
      if (!found) throw new Problem(isPlaceId(id) && (await wasThere(Number(id))) ? 'gone' : 'not-found')
      if ('shownAs' in found) return reply.redirect(`${items}/items/${found.shownAs}`, 303)
      const links = [
        { href: `${items}/items/${id}`, rel: 'self', type: geoJson },
        { href: items, rel: 'collection', type: 'application/json' },
      ]
      return sendStoredJson(reply, geoJson, `${found.feature.slice(0, -1)},"links":${JSON.stringify(links)}}`)
    },
  )
}

function detailFaults(detail: string | undefined): ParameterFault[] {
  return detail === undefined || details.some((each) => each === detail)
    ? []
    : [parameterFault('detail', 'code', detail, details)]
}

/** Stored features joined as text: nothing is parsed or built again (measured in `npm run bench`). */
function featureCollection(found: FoundPlaces, links: ItemsLink[]): string[] {
  const features = found.places.flatMap((place, index) =>
    index === 0 ? [featureText(place)] : [',', featureText(place)],
  )
  const silent = found.silent > 0 ? `,"numberMayHelp":${found.silent}` : ''
  const corrected = found.correctedWords ? `,"correctedWords":${JSON.stringify(found.correctedWords)}` : ''
  return [
    `{"type":"FeatureCollection","numberMatched":${found.matched + found.silent},` +
      `"numberReturned":${found.places.length}${silent}${corrected},"features":[`,
    ...features,
    `],"links":${JSON.stringify(links)}}`,
  ]
}

const propertiesStart = '"properties":{'

function featureText({ feature, distanceMetres, mayHelp }: FoundPlace): string {
  if (distanceMetres === null && !mayHelp) return feature
  const at = feature.indexOf(propertiesStart) + propertiesStart.length
  const distance = distanceMetres === null ? '' : `"distanceMetres":${distanceMetres},`
  return `${feature.slice(0, at)}${distance}${mayHelp ? '"mayHelp":true,' : ''}${feature.slice(at)}`
}
