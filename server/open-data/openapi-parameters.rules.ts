// The shapes of the parameters in the OpenAPI document. Routes take every parameter as text, so that each is refused
// in words of ours that name it; whoever reads the document wants to know what the text must look like.
// Source of `bbox`, `datetime` and `limit`: OGC API – Features, Part 1, 7.15.2 to 7.15.4.
import { defaultLimit, maxLimit } from '../http/parameters.rules.ts'
import { details, type FacetName, facetCodes, facetNames, mostIds } from '../places/place-search.rules.ts'
import { kindCodes } from '../places/vocabularies.rules.ts'
import { sessionKinds } from '../sessions/session.rules.ts'

type Shape = { schema: object; style?: 'form'; explode?: boolean }
type Parameter = { name?: string; in?: string; schema?: unknown; style?: string; explode?: boolean }
type Operation = { parameters?: Parameter[] }

const list = (items: object, more: object = {}): Shape => ({
  schema: { type: 'array', items, ...more },
  style: 'form',
  explode: false,
})
const number = { type: 'number' }

const shapes: Record<string, Shape> = {
  ids: list({ type: 'integer', minimum: 1 }, { maxItems: mostIds }),
  bbox: list(number, { minItems: 4, maxItems: 6 }),
  near: list(number, { minItems: 2, maxItems: 2 }),
  radius: { schema: { ...number, minimum: 0, exclusiveMinimum: true } },
  limit: { schema: { type: 'integer', minimum: 1, maximum: maxLimit, default: defaultLimit } },
  offset: { schema: { type: 'integer', minimum: 0, default: 0 } },
  unknown: { schema: { type: 'boolean', default: false } },
  placeId: { schema: { type: 'integer', minimum: 1 } },
  unitId: { schema: { type: 'integer', minimum: 1 } },
  detail: { schema: { type: 'string', enum: details, default: 'whole' } },
}

function shapeOf(path: string, name: string): Shape | undefined {
  const facet = facetNames.find((known) => known === name)
  if (!facet) return shapes[name]
  const codes = codesAt(path, facet)
  return list(codes.length > 0 ? { type: 'string', enum: codes } : { type: 'string' })
}

/** The closed list of codes of a facet, where the collection has it. */
function codesAt(path: string, facet: FacetName): readonly string[] {
  if (facet === 'kind')
    return path.includes('/sessions/') ? sessionKinds : path.includes('/places/') ? kindCodes : []
  return path.includes('/territories/') ? [] : facetCodes(facet)
}

/** The parameters of a path's operation, each with the shape of its text. */
export function shapedParameters<P extends Parameter>(path: string, parameters: readonly P[]): P[] {
  return parameters.map((parameter) => {
    const shape = parameter.in === 'query' && shapeOf(path, parameter.name ?? '')
    return shape ? { ...parameter, ...shape } : parameter
  })
}

/** The document with the shapes of all its parameters; its root, which the prefix of the API leaves empty, is `/`. */
export function describeParameters<D extends { paths?: object | undefined }>(document: D): D {
  const paths = Object.entries((document.paths ?? {}) as Record<string, Record<string, Operation>>)
  const described = paths.map(([path, operations]) => {
    const shaped = Object.entries(operations).map(([method, operation]) => [
      method,
      operation.parameters
        ? { ...operation, parameters: shapedParameters(path, operation.parameters) }
        : operation,
    ])
    return [path || '/', Object.fromEntries(shaped)]
  })
  return { ...document, paths: Object.fromEntries(described) }
}
