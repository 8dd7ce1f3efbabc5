// The address of a directory: where, the finder's filters, and how it is printed. Its builder, its PDF, its HTML version
// and the page of an edition read and write it here, so that one directory has one address.
import { isLocale, type Locale, locales } from '../../i18n/languages.ts'
import { addressWith, readFindParameters, readTexts } from '../finder/find-address.rules.ts'
import { type ParameterFault, parameterFault } from '../http/parameters.rules.ts'
import {
  facetNames,
  type PlaceSearch,
  readSearch,
  type SearchParameters,
} from '../places/place-search.rules.ts'
import { type PaperFormat, type PaperOrder, paperFormats, paperOrders } from './directory-document.rules.ts'

/** In this order they are written. */
const names = [
  'selection',
  'ids',
  'where',
  'near',
  'radius',
  'bbox',
  'q',
  'open',
  // The territory is among them.
  ...facetNames,
  'unknown',
  'print',
  'format',
  'order',
  'ink',
] as const

/**
 * Text parameters of a directory. `print`: one or two of our languages (`fr,ar`); `ink=save`: no grounds of colour;
 * `selection`: the code of a short list of places; `where`: words, as the finder reads them.
 */
export type DirectoryParameters = SearchParameters &
  Partial<Record<'selection' | 'where' | 'print' | 'format' | 'order' | 'ink', string | undefined>>

export type DirectoryLanguages = readonly [Locale] | readonly [Locale, Locale]

/** A directory as somebody asks for it. */
export type DirectoryRequest = {
  /** Of the page on which it was asked for. */
  locale: Locale
  selection: string | undefined
  /** Words for a place, not yet understood. */
  where: string | undefined
  search: PlaceSearch
  /** Metres around the address, where they are asked for: the address may still be words. */
  radius: number | undefined
  languages: DirectoryLanguages
  format: PaperFormat
  /** `undefined`: by distance when it starts from an address, else by need. */
  order: PaperOrder | undefined
  savesInk: boolean
}

/** `.pdf` and `.html` are the directory itself, `.svg` its first page; without an ending, the page on which it is put together. */
export type DirectoryEnding = '' | '.pdf' | '.html' | '.svg'

/** Metres around an address that the builder offers; 1 km is a walk of a quarter of an hour. */
export const directoryRadii = [500, 1_000, 2_000, 5_000, 10_000] as const
export const usualDirectoryRadius = 1_000

/** The address of a directory; parameters without a value are left out. */
export function directoryAddress(
  locale: Locale,
  parameters: DirectoryParameters,
  ending: DirectoryEnding = '',
): string {
  return addressWith(`/${locale}/directory${ending}`, names, parameters)
}

/**
 * Reads the parameters as the finder reads its own.
 * @param reader a form always sends a radius: alone it means nothing on its page, and is a fault on paper
 */
export function readDirectoryParameters(
  query: Record<string, unknown>,
  reader: 'page' | 'paper',
): DirectoryParameters {
  const { offset: _, ...found } = readFindParameters(query)
  const { radius, ...own } = readTexts(query, [
    'where',
    'near',
    'ids',
    'selection',
    'radius',
    'print',
    'format',
    'order',
    'ink',
  ])
  const parameters: DirectoryParameters = { ...found, ...own }
  if (radius && (parameters.near || parameters.where || reader === 'paper')) parameters.radius = radius
  else delete parameters.radius
  return parameters
}

/**
 * What an address asks for. A page leaves out, with a word, what cannot be used; paper refuses it: whoever holds it could not
 * see what is missing.
 * @returns the request, with one fault for each parameter that cannot be used
 */
export function readDirectoryRequest(
  locale: Locale,
  parameters: DirectoryParameters,
  now: Date,
): { request: DirectoryRequest; faults: ParameterFault[] } {
  const { where, selection } = parameters
  // A radius may stand with words whose point nobody knows yet: it is read around any point.
  const around = parameters.near ?? (where ? '0,0' : undefined)
  const { search: asked, faults } = readSearch({ ...parameters, near: around }, now)
  const { radius, ...search } = parameters.near ? asked : { ...asked, near: undefined }
  const one = <C extends string>(name: 'format' | 'order' | 'ink', codes: readonly C[]) =>
    readCode(name, parameters[name], codes, faults)
  const languages = readLanguages(parameters.print, faults) ?? [locale]
  if (selection && selection.length > longestSelection)
    faults.push(parameterFault('selection', 'too-long', selection))
  return {
    request: {
      locale,
      selection: selection?.trim().slice(0, longestSelection),
      where,
      search: { ...search, radius },
      radius,
      languages,
      format: one('format', paperFormats) ?? 'a4',
      order: one('order', paperOrders),
      savesInk: one('ink', ['save']) !== undefined,
    },
    faults,
  }
}

const longestSelection = 60

/** Names in an address that mean nothing to a directory: a page leaves them, paper must not pass over a slip. */
export function unknownDirectoryParameters(query: Record<string, unknown>): string[] {
  const known: readonly string[] = [...names, 'point', 'on', 'time']
  return Object.keys(query).filter((name) => !known.includes(name))
}

/** The parameters of a request with its print spelt out: what its page leaves to the reader's language, an address names. */
export function spelledOut(
  parameters: DirectoryParameters,
  {
    languages,
    format,
    order,
    savesInk,
  }: Pick<DirectoryRequest, 'languages' | 'format' | 'order' | 'savesInk'>,
): DirectoryParameters {
  return { ...parameters, print: languages.join(), format, order, ink: savesInk ? 'save' : undefined }
}

function readCode<C extends string>(
  name: string,
  given: string | undefined,
  codes: readonly C[],
  faults: ParameterFault[],
): C | undefined {
  const text = given?.trim() ?? ''
  if (text === '') return undefined
  const code = codes.find((each) => each === text)
  if (!code) faults.push(parameterFault(name, 'code', text, codes))
  return code
}

function readLanguages(
  text: string | undefined,
  faults: ParameterFault[],
): readonly [Locale] | readonly [Locale, Locale] | undefined {
  const given = new Set((text ?? '').split(',').flatMap((part) => part.trim() || []))
  const known = [...given].filter(isLocale)
  for (const code of given) if (!isLocale(code)) faults.push(parameterFault('print', 'code', code, locales))
  if (known.length > 2) faults.push(parameterFault('print', 'two-languages', known.join()))
  const [first, second] = known
  if (!first) return undefined
  return second ? [first, second] : [first]
}
