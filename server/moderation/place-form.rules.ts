// The compact form of a place for agents: what stands in its fields, and what is set by what was sent.
import { type SentForm, sentLine, sentText, sentTexts } from '../http/form.rules.ts'
import type { PlaceRecord } from '../places/place-record.rules.ts'
import { listVocabularyNames } from '../places/vocabularies.rules.ts'
import type { WeekHours } from '../sessions/hours.rules.ts'
import { hoursOfLines, linesOfWeek } from './week-fields.rules.ts'

export const lineFields = [
  'name',
  'organisation',
  'address',
  'addressComplement',
  'postalCode',
  'commune',
  'communeCode',
  'phone',
  'bookingUrl',
  'pivot',
] as const
export const listFields = [...listVocabularyNames, 'languages'] as const

/** Of the hours: seven lines where they can say it, else as OpenStreetMap writes them. */
export type TypedHours = { isWeek: boolean; days: string[]; isClosedOnHolidays: boolean; syntax: string }

/** What stands in the fields, as text and as ticks. */
export type TypedPlace = {
  version: number
  lines: Record<(typeof lineFields)[number], string>
  kind: string
  point: string
  emails: string
  websites: string
  summary: string
  description: string
  lists: Record<(typeof listFields)[number], string[]>
  hours: TypedHours
}

/** A place as its form shows it. */
export function typedOf(record: PlaceRecord, version: number, week: WeekHours | null): TypedPlace {
  const lines = week && linesOfWeek(week)
  const isWeek = record.openingHours === null || lines !== null
  return {
    version,
    lines: Object.fromEntries(lineFields.map((name) => [name, record[name] ?? ''])) as TypedPlace['lines'],
    kind: record.kind,
    point: record.lonLat ? `${record.lonLat[1]}, ${record.lonLat[0]}` : '',
    emails: record.emails.join(' '),
    websites: record.websites.join(' '),
    summary: record.summary ?? '',
    description: record.description ?? '',
    lists: Object.fromEntries(listFields.map((name) => [name, [...record[name]]])) as TypedPlace['lists'],
    hours: {
      isWeek,
      days: lines?.days ?? Array<string>(7).fill(''),
      isClosedOnHolidays: lines?.isClosedOnHolidays ?? false,
      syntax: isWeek ? '' : record.openingHours!,
    },
  }
}

/** What was sent, as it was typed. */
export function readTypedPlace(form: SentForm): TypedPlace {
  const days = Array.from({ length: 7 }, (_, day) => sentLine(form, `day-${day}`).slice(0, 200))
  return {
    version: Number(/^\d{1,9}$/.exec(sentText(form, 'version'))?.[0] ?? 0),
    lines: Object.fromEntries(lineFields.map((name) => [name, sentLine(form, name)])) as TypedPlace['lines'],
    kind: sentText(form, 'kind'),
    point: sentLine(form, 'point'),
    emails: sentLine(form, 'emails'),
    websites: sentLine(form, 'websites'),
    summary: sentText(form, 'summary'),
    description: sentText(form, 'description'),
    lists: Object.fromEntries(listFields.map((name) => [name, sentTexts(form, name)])) as TypedPlace['lists'],
    hours: {
      isWeek: sentText(form, 'hours-syntax') === '',
      days,
      isClosedOnHolidays: sentText(form, 'hours-holidays') !== '',
      syntax: sentLine(form, 'hours-syntax'),
    },
  }
}

/**
 * By the names of the API, to be read as every proposal is (`readProposal`). Hours that are only given in words stay
 * until somebody writes a week.
 */
export function inputOf(
  typed: TypedPlace,
  { openingHours: before }: Pick<PlaceRecord, 'openingHours'>,
): Record<string, unknown> {
  const { lines, kind, point, emails, websites, summary, description, lists, hours } = typed
  const several = (text: string) => text.split(/[\s,;]+/).filter(Boolean)
  const openingHours = hours.isWeek ? hoursOfLines(hours) : hours.syntax
  return {
    ...lines,
    kind,
    lonLat: lonLatOf(point),
    emails: several(emails),
    websites: several(websites),
    summary,
    description,
    ...lists,
    ...((openingHours !== null || before !== null) && { openingHours }),
  }
}

/** `48.5734, 7.7521`, as maps write a point: latitude first. What is no point is left for the check. */
function lonLatOf(point: string): unknown {
  if (point === '') return null
  const [lat, lon, ...rest] = point.split(/\s*[,;\s]\s*/).map(Number)
  return rest.length > 0 ? point : [lon, lat]
}

/** In which field of the form a fault of a proposal stands. */
export function fieldOfFault(field: string): string {
  const names: Record<string, string> = {
    lonLat: 'point',
    email: 'emails',
    website: 'websites',
    openingHours: 'day-0',
  }
  return names[field] ?? field
}
