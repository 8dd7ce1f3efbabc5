// One row of a file of stops: read, or refused with a reason.
import { fold } from '../../i18n/fold.ts'
import { isInFrance } from '../imports/position.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import { minutesBetween, readTime } from './stop-times.rules.ts'

/** What a column says, by the names that it may have. */
const columnNames = {
  start: ['start', 'début', 'debut'],
  end: ['end', 'fin'],
  name: ['name', 'nom'],
  address: ['address', 'adresse'],
  lon: ['lon', 'longitude'],
  lat: ['lat', 'latitude'],
  note: ['note', 'remarque'],
  unit: ['unit', 'unité', 'unite'],
} as const
type Field = keyof typeof columnNames

/** Every column that a file of stops may have. */
export const stopColumns: readonly string[] = Object.values(columnNames).flat()

/** The header that a file of stops should have, in words. */
export const stopHeader = `the names of its columns: ${Object.keys(columnNames).join(', ')}`

/** What a file of stops must have and lacks. @param isUnitKnown is the unit named beside the file? */
export function missingStopColumns(columns: readonly string[], isUnitKnown: boolean): string[] {
  const has = (field: Field) => columnNames[field].some((name) => columns.includes(name))
  const needed: Field[] = isUnitKnown ? ['start', 'end', 'name'] : ['start', 'end', 'name', 'unit']
  const missing: string[] = needed.filter((field) => !has(field)).map((field) => columnNames[field].join('/'))
  const isPlaced = has('address') || (has('lon') && has('lat'))
  return isPlaced ? missing : [...missing, 'lon and lat, or address']
}

/** Why a row is refused; each has a sentence in the command. */
export type StopFault = {
  /** The line of the file. */
  line: number
  reason:
    | 'line-short'
    | 'line-long'
    | 'start-missing'
    | 'start-not-a-date'
    | 'end-missing'
    | 'end-not-a-date'
    | 'end-before-start'
    | 'longer-than-a-day'
    | 'name-missing'
    | 'too-long'
    | 'point-not-degrees'
    | 'point-incomplete'
    | 'point-outside-france'
    | 'point-missing'
    | 'address-not-found'
    | 'unit-missing'
    | 'unit-unknown'
    | 'twice'
  /** What was found. */
  value: string
}

export type StopRow = {
  /** The line of the file. */
  line: number
  unit: string | null
  /** Wall clock, `YYYY-MM-DDTHH:MM`. */
  start: string
  minutes: number
  name: string
  address: string | null
  postalCode: string | null
  /** As the address names it. */
  commune: string | null
  /** The whole address as given, to be looked up. */
  addressGiven: string | null
  lonLat: LonLat | null
  isCancelled: boolean
  note: string | null
}

/** A stop in the files that bring it, within its unit: the same hour at the same place is the same stop. */
export function importKey({ start, name }: Pick<StopRow, 'start' | 'name'>): string {
  return `${start} ${fold(name)}`
}

const dayMinutes = 24 * 60
const longest = { name: 250, address: 250, note: 500 }

/** A row as it is read from a file. */
export type GivenStop = {
  line: number
  cells: Readonly<Record<string, string>>
  ragged?: { expected: number; found: number }
}

/**
 * @param given cells by the names of the file's columns
 * @returns the stop, or why not; `key` names the refused stop, where it can be told which one it was
 */
export function readStopRow(given: GivenStop): { stop: StopRow } | { fault: StopFault; key: string | null } {
  const { line, cells } = given
  const cell = (field: Field) => columnNames[field].map((name) => cells[name]).find((text) => text) ?? ''
  const start = readTime(cell('start'))
  const name = cell('name').replace(/\s+/g, ' ')
  const end = readTime(cell('end'), start?.slice(0, 10))
  const minutes = start && end ? minutesBetween(start, end) : 0
  const point = readPoint(cell('lon'), cell('lat'))
  const fault =
    timeFault(cell('start'), start, cell('end'), end, minutes) ??
    textFault({ name, address: cell('address'), note: cell('note') }) ??
    (typeof point === 'string' ? { reason: point, value: `${cell('lon')}, ${cell('lat')}` } : undefined) ??
    (point === null && cell('address') === '' ? { reason: 'point-missing' as const, value: '' } : undefined)
  const found = raggedFault(given, fault !== undefined) ?? fault
  if (found) return { fault: { line, ...found }, key: start && name ? importKey({ start, name }) : null }
  return {
    stop: {
      line,
      unit: cell('unit') || null,
      start: start!,
      minutes,
      name,
      ...readAddress(cell('address')),
      lonLat: point as LonLat | null,
      ...readNote(cell('note')),
    },
  }
}

/**
 * A line that has not as many cells as the header. What is in excess stands in the wrong column; a line that is short is
 * one that ends early, unless it lacks nothing that is needed.
 */
export function raggedFault({ ragged }: GivenStop, lacks: boolean): Fault | undefined {
  if (!ragged) return undefined
  const isLong = ragged.found > ragged.expected
  if (!isLong && !lacks) return undefined
  const value = `${ragged.found} cells, ${ragged.expected} in the header`
  return { reason: isLong ? 'line-long' : 'line-short', value }
}

type Fault = Pick<StopFault, 'reason' | 'value'>

function timeFault(
  startGiven: string,
  start: string | undefined,
  endGiven: string,
  end: string | undefined,
  minutes: number,
): Fault | undefined {
  if (startGiven === '') return { reason: 'start-missing', value: '' }
  if (!start) return { reason: 'start-not-a-date', value: startGiven }
  if (endGiven === '') return { reason: 'end-missing', value: '' }
  if (!end) return { reason: 'end-not-a-date', value: endGiven }
  if (minutes <= 0) return { reason: 'end-before-start', value: `${startGiven} – ${endGiven}` }
  if (minutes > dayMinutes) return { reason: 'longer-than-a-day', value: `${startGiven} – ${endGiven}` }
  return undefined
}

function textFault(texts: Record<keyof typeof longest, string>): Fault | undefined {
  if (texts.name === '') return { reason: 'name-missing', value: '' }
  const long = (['name', 'address', 'note'] as const).find((field) => texts[field].length > longest[field])
  return long && { reason: 'too-long', value: `${long}, ${texts[long].length}` }
}

function readPoint(
  lonGiven: string,
  latGiven: string,
): LonLat | null | 'point-not-degrees' | 'point-incomplete' | 'point-outside-france' {
  if (lonGiven === '' && latGiven === '') return null
  if (lonGiven === '' || latGiven === '') return 'point-incomplete'
  const degrees = [lonGiven, latGiven].map((text) =>
    /^[+-]?\d{1,3}(?:[.,]\d{0,20})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN,
  )
  const [lon, lat] = degrees as LonLat
  if (Number.isNaN(lon) || Number.isNaN(lat)) return 'point-not-degrees'
  return isInFrance(lon, lat) ? [lon, lat] : 'point-outside-france'
}

/** `2 place du Marché, 67100 Strasbourg` taken apart. */
function readAddress(given: string) {
  const text = given.replace(/\s+/g, ' ')
  const [, street, postalCode, commune] = /^(.*?)[\s,]*\b(\d{5})\s+(\p{L}.*)$/u.exec(text) ?? []
  return postalCode
    ? { address: street || null, postalCode, commune: commune!, addressGiven: text }
    : { address: text || null, postalCode: null, commune: null, addressGiven: text || null }
}

function readNote(given: string): Pick<StopRow, 'isCancelled' | 'note'> {
  const [cancelled, rest] = /^(?:annul[ée]e?s?|cancell?ed)(?!\p{L})[\s:,.–—-]*(.*)$/isu.exec(given) ?? []
  return cancelled === undefined
    ? { isCancelled: false, note: given || null }
    : { isCancelled: true, note: rest || null }
}
