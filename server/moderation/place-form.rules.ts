// The compact form of a place for agents: what stands in its fields, and what is set by what was sent.

import { same } from '../history/difference.rules.ts'
import { type SentForm, sentLine, sentText, sentTexts } from '../http/form.rules.ts'
import { phoneForReading } from '../places/place-address.rules.ts'
import type { PlaceRecord } from '../places/place-record.rules.ts'
import { listVocabularyNames } from '../places/vocabularies.rules.ts'
import type { WeekHours } from '../sessions/hours.rules.ts'
import type { FormFault } from '../submissions/form-fault.rules.ts'
import { readTexts, typedOfTexts } from '../submissions/place-texts.rules.ts'
import { type Typed, typedIn } from '../submissions/typed.rules.ts'
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

/** What was looked at when the form was filled. */
export type Seen = {
  /** Of what the form changes: the place, or what is proposed of it. */
  version: number
  /** Of the place beside a proposal; `null` where there is none yet, or where it is the place that is changed. */
  subject: number | null
  /** Number of the last entry in the history of the place; 0: none. */
  entry: number
}

/** What stands in the fields, as text and as ticks. */
export type TypedPlace = {
  seen: Seen
  lines: Record<(typeof lineFields)[number], string>
  kind: string
  point: string
  emails: string
  websites: string
  summary: string
  description: string
  /** In other languages, by field. */
  texts: Typed
  lists: Record<(typeof listFields)[number], string[]>
  hours: TypedHours
}

/** A place as its form shows it. */
export function typedOf(record: PlaceRecord, seen: Seen, week: WeekHours | null): TypedPlace {
  const lines = week && linesOfWeek(week)
  const isWeek = record.openingHours === null || lines !== null
  return {
    seen,
    lines: {
      ...(Object.fromEntries(lineFields.map((name) => [name, record[name] ?? ''])) as TypedPlace['lines']),
      phone: record.phone ? phoneForReading(record.phone) : '',
    },
    kind: record.kind,
    point: record.lonLat ? `${record.lonLat[1]}, ${record.lonLat[0]}` : '',
    emails: record.emails.join(' '),
    websites: record.websites.join(' '),
    summary: record.summary ?? '',
    description: record.description ?? '',
    texts: typedOfTexts(record.texts),
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
    seen: {
      version: numberIn(form, 'version') ?? 0,
      subject: numberIn(form, 'subject'),
      entry: numberIn(form, 'entry') ?? 0,
    },
    lines: Object.fromEntries(lineFields.map((name) => [name, sentLine(form, name)])) as TypedPlace['lines'],
    kind: sentText(form, 'kind'),
    point: sentLine(form, 'point'),
    emails: sentLine(form, 'emails'),
    websites: sentLine(form, 'websites'),
    summary: sentText(form, 'summary'),
    description: sentText(form, 'description'),
    texts: textFields(form),
    lists: Object.fromEntries(listFields.map((name) => [name, sentTexts(form, name)])) as TypedPlace['lists'],
    hours: {
      isWeek: sentText(form, 'hours-syntax') === '',
      days,
      isClosedOnHolidays: sentText(form, 'hours-holidays') !== '',
      syntax: sentLine(form, 'hours-syntax'),
    },
  }
}

const textFields = (form: SentForm): Typed =>
  Object.fromEntries(Object.entries(typedIn(form, 'more')).filter(([name]) => name.startsWith('text-')))

const numberIn = (form: SentForm, field: string): number | null => {
  const [digits] = /^\d{1,15}$/.exec(sentText(form, field)) ?? []
  return digits === undefined ? null : Number(digits)
}

/**
 * A form that is out of date: what its writer changed stays, and all that they left as it was is as it stands now. Sent
 * again, it is meant with that in view.
 */
export function laidOver(form: { shown: TypedPlace; typed: TypedPlace; now: TypedPlace }): TypedPlace {
  const { shown, typed, now } = form
  const own = <T>(was: T, is: T, fresh: T): T => (same(plain(was), plain(is)) ? fresh : is)
  const each = <T extends Record<string, string | string[] | Typed>>(was: T, is: T, fresh: T): T => {
    const fields = Object.keys(fresh).map((name) => [name, own(was[name], is[name], fresh[name])])
    return Object.fromEntries(fields) as T
  }
  const [{ lists, lines, hours, seen: _, ...one }, { seen }] = [typed, now]
  return {
    ...each(shown as typeof one, one, now as typeof one),
    seen,
    lines: each(shown.lines, lines, now.lines),
    lists: each(shown.lists, lists, now.lists),
    // A week is meant as a whole.
    hours: same(fieldsOf(shown.hours), fieldsOf(hours)) ? now.hours : hours,
  }
}

/** That it is a week, or is none, follows from what stands in them. */
const fieldsOf = ({ days, isClosedOnHolidays, syntax }: TypedHours) => ({
  days: days.map(plain),
  isClosedOnHolidays,
  syntax: plain(syntax),
})

/** Ticks in any order, and words with any spaces, say the same. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/\s+/g, ' ').trim()
  if (Array.isArray(value)) return value.map(plain).toSorted()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]))
}

/**
 * By the names of the API, to be read as every proposal is (`readProposal`). Hours that are only given in words stay
 * until somebody writes a week.
 */
export function inputOf(
  typed: TypedPlace,
  { openingHours: before, texts: known }: Pick<PlaceRecord, 'openingHours' | 'texts'>,
): { input: Record<string, unknown>; faults: FormFault[] } {
  const faults: FormFault[] = []
  const { texts } = readTexts(typed.texts, known, faults)
  const { lines, kind, point, emails, websites, summary, description, lists, hours } = typed
  const several = (text: string) => text.split(/[\s,;]+/).filter(Boolean)
  const openingHours = hours.isWeek ? hoursOfLines(hours) : hours.syntax
  const input = {
    ...lines,
    kind,
    lonLat: lonLatOf(point),
    emails: several(emails),
    websites: several(websites),
    summary,
    description,
    ...lists,
    ...(!same(inOrder(texts), inOrder(known)) && { texts }),
    ...((openingHours !== null || before !== null) && { openingHours }),
  }
  return { input, faults }
}

const inOrder = (texts: PlaceRecord['texts']) =>
  texts.toSorted((a, b) => (`${a.language} ${a.kind}` < `${b.language} ${b.kind}` ? -1 : 1))

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
    texts: 'text-1-language',
  }
  return names[field] ?? field
}
