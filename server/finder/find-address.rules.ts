// The finder's own address: the search of the API, and what only a page needs.
import type { Locale } from '../../i18n/languages.ts'
import {
  type FacetName,
  facetNames,
  type PlaceSearch,
  type SearchParameters,
} from '../places/place-search.rules.ts'

/** Parameters of the finder's address. `where` is text for a person; `print=all` is the whole list on one page. */
export type FindParameters = SearchParameters & {
  where?: string | undefined
  offset?: string | undefined
  print?: string | undefined
}

/** In this order they are written, so that a search has one address. */
const pageParameters = [
  'q',
  'where',
  'near',
  'radius',
  'bbox',
  ...facetNames,
  'unknown',
  'offset',
  'print',
] as const

/** The address of a search; parameters without a value are left out, commas stay readable. */
export function findAddress(locale: Locale, parameters: FindParameters): string {
  const query = pageParameters.flatMap((name) => {
    const value = parameters[name]
    return value ? [`${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`] : []
  })
  return query.length === 0 ? `/${locale}/find` : `/${locale}/find?${query.join('&')}`
}

/** Where the API has all places of a search, without paging. */
export function placesAddress({ near, radius, bbox, words, facets, unknown }: PlaceSearch): string {
  const query = new URLSearchParams()
  for (const [name, codes] of Object.entries(facets)) query.set(name, codes.join(','))
  if (words.length > 0) query.set('q', words.join(' '))
  if (near) query.set('near', near.join(','))
  if (near && radius) query.set('radius', String(radius))
  if (bbox) query.set('bbox', bbox.join(','))
  if (unknown) query.set('unknown', 'true')
  const text = query.toString().replaceAll('%2C', ',')
  return `/api/collections/places/items${text && `?${text}`}`
}

/** The same search without one code of one facet, from its first page. */
export function withoutCode(parameters: FindParameters, name: FacetName, code: string): FindParameters {
  const rest = (parameters[name] ?? '').split(',').filter((each) => each !== code)
  return { ...parameters, [name]: rest.join(',') || undefined, offset: undefined }
}

/**
 * Reads the finder's parameters: what a form sends twice counts as a list, unknown names are left.
 *
 * Words under "where" win over the area of a map and over `point` (with its radius), the point of an earlier search that
 * a form carries along; so does a chosen territory over an area. `near` beside words is the point that was chosen with them.
 */
export function readFindParameters(query: Record<string, unknown>): FindParameters {
  const parameters: FindParameters = {}
  for (const name of pageParameters) {
    const text = textOf(query, name)
    if (text !== undefined) parameters[name] = text
  }
  const point = textOf(query, 'point')
  if (point && !parameters.near && !parameters.where) parameters.near = point
  if (parameters.where && !parameters.near) delete parameters.radius
  if (parameters.where || parameters.territory) delete parameters.bbox
  return parameters
}

function textOf(query: Record<string, unknown>, name: string): string | undefined {
  const value = Object.hasOwn(query, name) ? query[name] : undefined
  const text = Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(',') : value
  const kept = typeof text === 'string' ? text.replaceAll(turning, '') : ''
  return kept.trim() === '' ? undefined : kept
}

/** Marks that turn the direction of whatever follows them: unseen, never meant, and able to turn our own sentences. */
const turning = /\p{Bidi_Control}/gu
