// The finder's own address: the search of the API, and what only a page needs.
import type { Locale } from '../../i18n/translate.ts'
import { type FacetName, facetNames, type SearchParameters } from './place-search.rules.ts'

/** Parameters of the finder's address. `where` is text for a person; `print=all` is the whole list on one page. */
export type FindParameters = SearchParameters & {
  where?: string | undefined
  offset?: string | undefined
  print?: string | undefined
}

/** The address of a search; parameters without a value are left out, commas stay readable. */
export function findAddress(locale: Locale, parameters: FindParameters): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '')
  const query = given.map(([name, value]) => `${name}=${encodeURIComponent(value!).replaceAll('%2C', ',')}`)
  return query.length === 0 ? `/${locale}/find` : `/${locale}/find?${query.join('&')}`
}

/** The same search without one code of one facet, from its first page. */
export function withoutCode(parameters: FindParameters, name: FacetName, code: string): FindParameters {
  const rest = (parameters[name] ?? '').split(',').filter((each) => each !== code)
  return { ...parameters, [name]: rest.join(',') || undefined, offset: undefined }
}

const pageParameters = [
  'near',
  'radius',
  'bbox',
  'q',
  'unknown',
  'where',
  'offset',
  'print',
  ...facetNames,
] as const

/** Reads the finder's parameters: what a form sends twice counts as a list, unknown names are left. */
export function readFindParameters(query: Record<string, unknown>): FindParameters {
  const parameters: FindParameters = {}
  for (const name of pageParameters) {
    const value = Object.hasOwn(query, name) ? query[name] : undefined
    const text = Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(',') : value
    if (typeof text === 'string' && text.trim() !== '') parameters[name] = text
  }
  return parameters
}
