// Proposals while somebody writes an address.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Dependencies } from '../dependencies.ts'
import { type ParameterFault, parameterFault } from '../http/parameters.rules.ts'
import { answer, problems } from '../http/problem.schema.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { refuse } from '../problems.ts'
import { type LonLat, parseLonLat } from '../territories/lon-lat.rules.ts'
import { AddressesQuery, SuggestionsAnswer } from './addresses.schema.ts'
import { longestText, mostSuggestions, typedText } from './suggestion.rules.ts'
import { suggest } from './suggestions.actions.ts'

/**
 * Questions of one client in a minute. A dozen people in the computer room of a library
 * come from one address, and each writes a street in some twenty questions.
 */
const mostInMinute = 300

const defaultLimit = 8

export const addressesApi: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  await limitRequests(app)

  app.get(
    '/addresses',
    {
      config: { access: 'public', ...perMinute(mostInMinute) },
      schema: {
        operationId: 'getAddresses',
        tags: ['addresses'],
        querystring: AddressesQuery,
        response: { 200: answer('application/json', 'Proposals', SuggestionsAnswer), ...problems(400, 429) },
      },
    },
    async (request, reply) => {
      const { q = '', near, limit } = request.query
      const faults: ParameterFault[] = []
      if (q.length > longestText) faults.push(parameterFault('q', 'too-long', q))
      refuse([...faults, ...nearFaults(near), ...limitFaults(limit)])
      const found = await suggest(dependencies, {
        text: typedText(q),
        near: near ? parseLonLat(near) : undefined,
        limit: Math.min(limit ? Number(limit) : defaultLimit, mostSuggestions),
      })
      // What was typed stays with who typed it; an answer without the address service is asked for anew.
      const keep = found.addressService === 'away' ? 'no-store' : 'private, max-age=300'
      return reply.header('cache-control', keep).type('application/json').send(found)
    },
  )
}

function nearFaults(near: string | undefined): ParameterFault[] {
  const lonLat: LonLat | undefined = near ? parseLonLat(near) : undefined
  return near && !lonLat ? [parameterFault('near', 'lon-lat', near)] : []
}

function limitFaults(limit: string | undefined): ParameterFault[] {
  return !limit || /^0*[1-9]\d{0,8}$/.test(limit) ? [] : [parameterFault('limit', 'limit', limit)]
}
