// The readers of the fields of a proposal: each takes one field as given, and tells what is wrong with it.
import { textLimits } from '../imports/fault.rules.ts'
import { isSiret } from '../imports/pivot.rules.ts'
import { withoutHidden } from '../imports/text.rules.ts'
import type { LonLat, PlaceFacts } from '../places/place-facts.rules.ts'
import type { PlaceText } from '../places/place-feature.rules.ts'
import type { PlaceRecord } from '../places/place-record.rules.ts'
import { codesOf, kinds, type ListVocabulary } from '../places/vocabularies.rules.ts'
import { faultOf, type ProposalFault } from './proposal-fault.rules.ts'

export type Input = Readonly<Record<string, unknown>>
/** Reads one field into what it sets; pushes what is wrong. */
export type FieldReader = (input: Input, faults: ProposalFault[]) => Partial<PlaceRecord>

/** A text as it is kept: without what cannot be seen, in one form of each letter. */
export const oneLine = (text: string) => withoutHidden(text).replace(/\s+/g, ' ').trim().normalize('NFC')

export const paragraphs = (text: string) =>
  withoutHidden(text.replace(/\r\n?/g, '\n'))
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .normalize('NFC')

/** The text under a name: `undefined` when it is not given, `null` when it says nothing. */
function textOf(input: Input, name: string, faults: ProposalFault[]): string | null | undefined {
  if (!Object.hasOwn(input, name)) return undefined
  const value = input[name]
  if (value === null || value === '') return null
  if (typeof value === 'string') return value
  faults.push(faultOf(name, 'type', value))
  return undefined
}

export function textReader(
  name: keyof PlaceFacts,
  limit: number,
  tidy: (text: string) => string,
): FieldReader {
  return (input, faults) => {
    const given = textOf(input, name, faults)
    if (given === undefined) return {}
    const text = given === null ? '' : tidy(given)
    if (text.length > limit) faults.push(faultOf(name, 'too-long', String(limit)))
    return { [name]: text === '' && name !== 'name' ? null : text.slice(0, limit) }
  }
}

export function patternReader(
  name: 'postalCode' | 'communeCode',
  pattern: RegExp,
  reason: 'postal-code' | 'commune-code',
): FieldReader {
  return oneReader(name, reason, (text) =>
    pattern.test(text.replaceAll(' ', '')) ? text.replaceAll(' ', '') : null,
  )
}

export function oneReader(
  name: 'phone' | 'bookingUrl' | 'postalCode' | 'communeCode',
  reason: ProposalFault['reason'],
  read: (text: string) => string | null,
): FieldReader {
  return (input, faults) => {
    const given = textOf(input, name, faults)
    if (given === undefined) return {}
    const text = given === null ? '' : oneLine(given)
    if (text === '') return { [name]: null }
    const value = read(text)
    if (value === null) faults.push(faultOf(name, reason, text))
    return { [name]: value }
  }
}

/** `email` and `emails` are one: the API gives the first, a record holds several. */
export function manyOf(
  plural: 'emails' | 'websites',
  single: 'email' | 'website',
  read: (text: string) => string | null,
): FieldReader {
  return (input, faults) => {
    const name = Object.hasOwn(input, single) ? single : plural
    if (!Object.hasOwn(input, name)) return {}
    const given = [input[name]].flat().filter((each) => each !== null && each !== '')
    const values = given.map((each) => (typeof each === 'string' ? read(oneLine(each)) : null))
    const wrong = values.indexOf(null)
    if (wrong >= 0) faults.push(faultOf(single, single === 'email' ? 'email' : 'link', given[wrong]))
    const good = values.filter((value) => value !== null)
    return { [plural]: [...new Set(good)].slice(0, 5) }
  }
}

export function listReader(name: ListVocabulary): FieldReader {
  const known: readonly string[] = codesOf(name)
  return (input, faults) => {
    if (!Object.hasOwn(input, name)) return {}
    const given = [input[name] ?? []].flat().filter((each) => each !== '')
    const unknown = given.find((each) => !known.includes(each as string))
    if (unknown !== undefined) faults.push(faultOf(name, 'choice', unknown))
    // In the order of the vocabulary: two ways to tick the same boxes are one proposal.
    return { [name]: known.filter((code) => given.includes(code)) }
  }
}

export function readKind(input: Input, faults: ProposalFault[]): Partial<PlaceRecord> {
  const given = textOf(input, 'kind', faults)
  if (given === undefined || given === null) return {}
  // A mobile unit is entered by its operator, with its stops.
  if (Object.hasOwn(kinds, given) && given !== 'mobile') return { kind: given as PlaceFacts['kind'] }
  faults.push(faultOf('kind', 'choice', given))
  return {}
}

export function readLonLat(input: Input, faults: ProposalFault[]): Partial<PlaceRecord> {
  if (!Object.hasOwn(input, 'lonLat')) return {}
  const given = input.lonLat
  if (given === null) return { lonLat: null }
  const [lon, lat, ...rest] = Array.isArray(given) ? given : []
  const isPoint =
    rest.length === 0 &&
    Number.isFinite(lon) &&
    Number.isFinite(lat) &&
    Math.abs(lon) <= 180 &&
    Math.abs(lat) <= 90
  if (isPoint) return { lonLat: [Number(lon.toFixed(6)), Number(lat.toFixed(6))] as LonLat }
  faults.push(faultOf('lonLat', 'position', given))
  return {}
}

export function readLanguages(input: Input, faults: ProposalFault[]): Partial<PlaceRecord> {
  if (!Object.hasOwn(input, 'languages')) return {}
  const given = [input.languages ?? []].flat().filter((each) => each !== '')
  const wrong = given.find((each) => typeof each !== 'string' || !isLanguageTag(each))
  if (wrong !== undefined) faults.push(faultOf('languages', 'language', wrong))
  return {
    languages: [
      ...new Set(given.filter((each): each is string => typeof each === 'string' && isLanguageTag(each))),
    ].slice(0, 60),
  }
}

/** A language as BCP 47 names it: `tr`, `zh-Hant`. */
export const isLanguageTag = (text: string) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text)

export function readPivot(input: Input, faults: ProposalFault[]): Partial<PlaceRecord> {
  const given = textOf(input, 'pivot', faults)
  if (given === undefined) return {}
  const number = (given ?? '').replace(/[\s.\u00a0-]/g, '').toUpperCase()
  if (number === '') return { pivot: null }
  if (isSiret(number)) return { pivot: number }
  faults.push(faultOf('pivot', 'siret', given))
  return {}
}

export function readTexts(input: Input, faults: ProposalFault[]): Partial<PlaceRecord> {
  if (!Object.hasOwn(input, 'texts')) return {}
  const given: unknown[] = Array.isArray(input.texts) ? input.texts.slice(0, 40) : []
  const seen = new Set<string>()
  const texts = given.flatMap((each, at): PlaceText[] => {
    const tell = (...said: Parameters<typeof faultOf>) => faults.push({ ...faultOf(...said), at })
    const { language, kind, text } = (each ?? {}) as Record<string, unknown>
    const isText =
      typeof language === 'string' &&
      isLanguageTag(language) &&
      language !== 'fr' &&
      (kind === 'summary' || kind === 'description') &&
      typeof text === 'string'
    if (!isText) {
      tell('texts', 'type', each)
      return []
    }
    if (text.length > textLimits[kind]) tell('texts', 'too-long', String(textLimits[kind]))
    const tidy = (kind === 'summary' ? oneLine : paragraphs)(text).slice(0, textLimits[kind])
    if (tidy === '') return []
    if (seen.has(`${language} ${kind}`)) tell('texts', 'twice', language)
    seen.add(`${language} ${kind}`)
    return [{ language, kind, text: tidy }]
  })
  return { texts }
}
