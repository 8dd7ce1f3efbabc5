// A search for places as it stands in an address: read, checked, and written back. The API, the pages and the
// browser share it, so that an address means the same everywhere.
import { type ParameterFault, type ParameterReason, parameterFault } from '../http/parameters.rules.ts'
import { levels } from '../sessions/session.rules.ts'
import { type Bbox, type LonLat, parseBbox, parseLonLat } from '../territories/lon-lat.rules.ts'
import { territoryId } from '../territories/territory.rules.ts'
import { daysToAsk, type OpenWindow, openWords, readOpen } from './open-window.rules.ts'
import { isPlaceId } from './place-address.rules.ts'
import { codesOf, kindCodes, listVocabularyNames } from './vocabularies.rules.ts'
import { saysWord, wordsOf } from './words.rules.ts'

/** What can be filtered by codes: several codes of one facet mean *or*, several facets mean *and*. */
export const facetNames = ['kind', 'languages', 'level', 'territory', ...listVocabularyNames] as const
export type FacetName = (typeof facetNames)[number]
export type Facets = Partial<Record<FacetName, string[]>>

/** Facets on which a place can be silent. Its kind and its territories are always known. */
export const silentFacets: readonly FacetName[] = facetNames.filter(
  (name) => name !== 'kind' && name !== 'territory',
)

export type PlaceSearch = {
  /** Only these places. */
  ids: number[] | undefined
  near: LonLat | undefined
  /** Metres around `near`. */
  radius: number | undefined
  bbox: Bbox | undefined
  /** Folded words, each the beginning of a word that the place says. */
  words: string[]
  facets: Facets
  /** When help is wanted. */
  open: OpenWindow | undefined
  /** Add, after the matches, the places that say nothing on what is filtered? */
  unknown: boolean
}

export const everything: PlaceSearch = {
  ids: undefined,
  near: undefined,
  radius: undefined,
  bbox: undefined,
  words: [],
  facets: {},
  open: undefined,
  unknown: false,
}

/** How much features say of a place. */
export const details = ['whole', 'light', 'point'] as const
export type Detail = (typeof details)[number]

/** Text parameters of a search, as they stand in an address. */
export type SearchParameters = Partial<
  Record<'ids' | 'near' | 'radius' | 'bbox' | 'q' | 'open' | 'unknown' | FacetName, string | undefined>
>

const maxWordsLength = 500
const maxRadiusMetres = 200_000
/** As many places can be named in one search. */
export const mostIds = 100

/**
 * Reads a search from an address. Empty parameters count as absent (a form sends them).
 * @param now what "open now" means
 * @returns the search, with one fault for each parameter that cannot be used and is therefore left out.
 */
export function readSearch(
  parameters: SearchParameters,
  now: Date,
): { search: PlaceSearch; faults: ParameterFault[] } {
  const faults: ParameterFault[] = []
  const read = <T>(
    name: keyof SearchParameters,
    reason: ParameterReason,
    parse: (text: string) => T | undefined,
    expected?: readonly string[],
  ) => {
    const text = parameters[name]?.trim()
    if (text === undefined || text === '') return undefined
    const value = parse(text)
    if (value === undefined) faults.push(parameterFault(name, reason, text, expected))
    return value
  }
  const ids = read('ids', 'ids', parseIds, [String(mostIds)])
  const near = read('near', 'lon-lat', parseLonLat)
  const radius = read('radius', 'radius', parseRadius, [String(maxRadiusMetres)])
  if (radius !== undefined && near === undefined && !faults.some((fault) => fault.parameter === 'near')) {
    faults.push(parameterFault('radius', 'radius-without-near', String(radius)))
  }
  const bbox = read('bbox', 'bbox', parseBbox)
  const words =
    read('q', 'too-long', (text) => (text.length <= maxWordsLength ? wordsOf(text) : undefined)) ?? []
  const unknown = read('unknown', 'boolean', parseBoolean) ?? false
  const open = readWhen(parameters.open?.trim() ?? '', now, faults)
  const facets: Facets = {}
  for (const name of facetNames) {
    const codes = readCodes(name, parameters[name], faults)
    if (codes.length > 0) facets[name] = codes
  }
  return { search: { ids, near, radius: near && radius, bbox, words, facets, open, unknown }, faults }
}

function readWhen(text: string, now: Date, faults: ParameterFault[]): OpenWindow | undefined {
  if (text === '') return undefined
  const read = readOpen(text, now)
  if (typeof read === 'object') return read
  const { first, last } = daysToAsk(now)
  faults.push(parameterFault('open', read, text, read === 'open-horizon' ? [first, last] : openWords))
  return undefined
}

function readCodes(name: FacetName, text: string | undefined, faults: ParameterFault[]): string[] {
  const codes: string[] = []
  for (const part of (text ?? '').split(',')) {
    const given = part.trim()
    if (given === '') continue
    const code = codeOf(name, given)
    if (code) codes.push(code)
    else faults.push(facetFault(name, given))
  }
  const each = [...new Set(codes)]
  if (each.length > mostCodes) faults.push(parameterFault(name, 'too-many', String(each.length)))
  return each.slice(0, mostCodes)
}

/** More codes of one facet than a person chooses cost the database and make addresses that nobody reads. */
const mostCodes = 20

function codeOf(name: FacetName, given: string): string | undefined {
  if (name === 'territory') return territoryId(given)
  if (name === 'languages') return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(given) ? given : undefined
  return facetCodes(name).includes(given) ? given : undefined
}

/** The closed list of codes of a facet; empty for languages and territories, which are open. */
export function facetCodes(name: FacetName): readonly string[] {
  if (name === 'languages' || name === 'territory') return []
  if (name === 'level') return levels
  return name === 'kind' ? kindCodes : codesOf(name)
}

function facetFault(name: FacetName, given: string): ParameterFault {
  if (name === 'territory') return parameterFault(name, 'territory', given)
  if (name === 'languages') return parameterFault(name, 'language', given)
  return parameterFault(name, 'code', given, facetCodes(name))
}

function parseIds(text: string): number[] | undefined {
  const ids = text.split(',').map((each) => each.trim())
  return ids.length <= mostIds && ids.every(isPlaceId) ? ids.map(Number) : undefined
}

function parseRadius(text: string): number | undefined {
  const metres = Number(text)
  return /^\d{1,6}(\.\d{1,3})?$/.test(text) && metres > 0 && metres <= maxRadiusMetres ? metres : undefined
}

function parseBoolean(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined
}

/** What is wanted of a search: see `searchCondition`. */
export type Wanted = 'matches' | 'silent' | 'possible'

/**
 * The conditions on words and facets as PostgreSQL text search reads them (`tsquery`), over the lexemes that
 * `searchDocument` writes; `undefined` when there is no condition.
 * - `matches`: the places that say so
 * - `possible`: those that say so or are silent, and contradict nothing
 * - `silent`: those that are possible and do not match
 */
export function searchCondition(
  { words: asked, facets }: Pick<PlaceSearch, 'words' | 'facets'>,
  wanted: Wanted,
): string | undefined {
  const words = asked.map(saysWord)
  const matches: string[] = []
  const possible: string[] = []
  for (const name of facetNames) {
    const codes = facets[name]
    if (!codes) continue
    const lexemes = codes.map((code) => `'${name}:${code}'`)
    matches.push(`(${lexemes.join(' | ')})`)
    possible.push(
      silentFacets.includes(name) ? `(${[...lexemes, `'${name}:unknown'`].join(' | ')})` : matches.at(-1)!,
    )
  }
  if (wanted === 'matches') return [...matches, ...words].join(' & ') || undefined
  const not = wanted === 'silent' ? [`!(${matches.join(' & ')})`] : []
  return [...possible, ...words, ...not].join(' & ') || undefined
}

/** Can the search have silent places beside its matches? */
export function asksSilentPlaces(search: PlaceSearch): boolean {
  return search.unknown && (search.open !== undefined || silentFacets.some((name) => search.facets[name]))
}
