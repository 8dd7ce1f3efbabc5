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
  'open',
  ...facetNames,
  'unknown',
  'offset',
  'print',
] as const

/** The address of a search; parameters without a value are left out, commas stay readable. */
export function findAddress(locale: Locale, parameters: FindParameters): string {
  return addressWith(`/${locale}/find`, pageParameters, parameters)
}

/** Where the places of a search are put together as a printed directory. */
export function paperAddress(locale: Locale, parameters: FindParameters): string {
  const { offset: _, print: __, ...search } = parameters
  return addressWith(`/${locale}/directory`, pageParameters, search)
}

/** A path with those of these parameters that have a value, in their order. */
export function addressWith<N extends string>(
  path: string,
  names: readonly N[],
  parameters: Partial<Record<N, string | undefined>>,
): string {
  const query = names.flatMap((name) => {
    const value = parameters[name]
    return value ? [`${name}=${readable(encodeURIComponent(value))}`] : []
  })
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}

/** Commas, colons and slashes mean nothing of their own in a query: lists and times stay readable. */
function readable(encoded: string): string {
  return encoded.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')
}

/** Where the API has all places of a search, without paging. */
export function placesAddress({ near, radius, bbox, words, facets, open, unknown }: PlaceSearch): string {
  const query = new URLSearchParams()
  for (const [name, codes] of Object.entries(facets)) query.set(name, codes.join(','))
  if (words.length > 0) query.set('q', words.join(' '))
  if (near) query.set('near', near.join(','))
  if (near && radius) query.set('radius', String(radius))
  if (bbox) query.set('bbox', bbox.join(','))
  if (open) query.set('open', open.asked)
  if (unknown) query.set('unknown', 'true')
  const text = readable(query.toString())
  return `/api/collections/places/items${text && `?${text}`}`
}

/** The same search without one code of one facet, from its first page. */
export function withoutCode(parameters: FindParameters, name: FacetName, code: string): FindParameters {
  return { ...parameters, [name]: withoutOne(parameters[name], code), offset: undefined }
}

/** `a,b` without `a`; `undefined` when nothing is left. */
export function withoutOne(list: string | undefined, code: string): string | undefined {
  const rest = (list ?? '').split(',').filter((each) => each !== code)
  return rest.join(',') || undefined
}

/**
 * Reads the finder's parameters: what a form sends twice counts as a list, unknown names are left.
 *
 * Words under "where" win over the area of a map and over `point` (with its radius), the point of an earlier search that
 * a form carries along; so does a chosen territory over an area. `near` beside words is the point that was chosen with them.
 */
export function readFindParameters(query: Record<string, unknown>): FindParameters {
  const parameters: FindParameters = readTexts(query, pageParameters)
  const moment = momentOf(query, parameters.open)
  if (moment) parameters.open = moment
  else delete parameters.open
  if (parameters.where && !parameters.near) delete parameters.radius
  if (parameters.where || parameters.territory) delete parameters.bbox
  return parameters
}

/** A form says `open=at` with a day under `on` and, if need be, an hour under `time`. */
function momentOf(query: Record<string, unknown>, open: string | undefined): string | undefined {
  if (open !== undefined && open !== 'at') return open
  const day = textOf(query, 'on')
  const time = textOf(query, 'time')
  // Without a day, whoever asked is told that one misses.
  return day && time ? `${day}T${time}` : (day ?? (time || open ? 'at' : undefined))
}

/** Those of these parameters that an address names, each as one text; `point` is read as the finder reads it. */
export function readTexts<N extends string>(
  query: Record<string, unknown>,
  names: readonly N[],
): Partial<Record<N | 'near' | 'where', string>> {
  const texts: Partial<Record<N | 'near' | 'where', string>> = {}
  for (const name of names) {
    const text = textOf(query, name)
    if (text !== undefined) texts[name] = text
  }
  const point = textOf(query, 'point')
  if (point && !texts.near && !texts.where) texts.near = point
  return texts
}

function textOf(query: Record<string, unknown>, name: string): string | undefined {
  const value = Object.hasOwn(query, name) ? query[name] : undefined
  const text = Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(',') : value
  const kept = typeof text === 'string' ? text.replaceAll(turning, '') : ''
  return kept.trim() === '' ? undefined : kept
}

/** Marks that turn the direction of whatever follows them: unseen, never meant, and able to turn our own sentences. */
const turning = /\p{Bidi_Control}/gu
