// What differs between two states of a place, field by field, made ready to be read: by those who decide, and in its
// history. What differs inside a text or a list is marked there.
import { diffWords } from 'diff'
import { same } from '../history/difference.rules.ts'
import type { WeekHours } from '../sessions/hours.rules.ts'
import type { PlaceText } from './place-feature.rules.ts'
import { type PlaceRecord, type Proposal, recordNames } from './place-record.rules.ts'

export type Sign = 'kept' | 'added' | 'removed'
export type Signed<T> = { sign: Sign; item: T }

/** Fields whose values are lists, of which only what comes and goes is told. */
export const itemFields = [
  'services',
  'procedures',
  'audiences',
  'care',
  'languages',
  'equipment',
  'accessibility',
  'contactModes',
  'supportModes',
  'fee',
  'programmes',
  'labels',
  'typologies',
  'emails',
  'websites',
  'sessions',
  'closures',
] as const
export type ItemField = (typeof itemFields)[number]

const textFields = ['summary', 'description'] as const
/** Not told: they follow from the others. */
const silent: readonly (keyof PlaceRecord)[] = ['updatedAt', 'corrected']

export type ValueField = Exclude<
  keyof PlaceRecord,
  ItemField | (typeof textFields)[number] | 'openingHours' | 'texts' | 'updatedAt' | 'corrected'
>

export type FieldDifference =
  | { kind: 'value'; field: ValueField; before: unknown; after: unknown }
  | { kind: 'items'; field: ItemField; items: Signed<unknown>[] }
  | { kind: 'text'; field: 'summary' | 'description'; language: string; parts: Signed<string>[] }
  /** `week` is `null` where the hours are no schedule. */
  | { kind: 'hours'; field: 'openingHours'; before: WeekHours | null; after: WeekHours | null }

/**
 * The fields that differ, in the order of a record.
 * @param weekOf reads hours (`opening-hours/week.ts`)
 */
export function fieldDifferences(
  before: Proposal,
  after: Proposal,
  weekOf: (hours: string) => WeekHours | null,
): FieldDifference[] {
  return recordNames.flatMap((field): FieldDifference[] => {
    if (!(field in after) || silent.includes(field) || same(before[field], after[field])) return []
    if (isOneOf(itemFields, field)) return itemsDifference(field, before[field], after[field])
    if (isOneOf(textFields, field)) return [textDifference(field, 'fr', before[field], after[field])]
    if (field === 'texts') return textsDifferences(before.texts ?? [], after.texts ?? [])
    if (field === 'openingHours') {
      const week = (hours: string | null | undefined) => (hours ? weekOf(hours) : null)
      return [{ kind: 'hours', field, before: week(before.openingHours), after: week(after.openingHours) }]
    }
    return valueDifference(field as ValueField, before[field], after[field])
  })
}

function valueDifference(
  field: ValueField,
  before: unknown = null,
  after: unknown = null,
): FieldDifference[] {
  return isNothing(before) && isNothing(after) ? [] : [{ kind: 'value', field, before, after }]
}

function itemsDifference(field: ItemField, before: unknown, after: unknown): FieldDifference[] {
  const items = signedItems(list(before), list(after))
  return items.some(({ sign }) => sign !== 'kept') ? [{ kind: 'items', field, items }] : []
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const isOneOf = <T extends string>(names: readonly T[], name: string): name is T =>
  names.some((each) => each === name)
const isNothing = (value: unknown) =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value as object).length === 0)

/** What stays and what comes, in the order of the new list; then what goes. */
export function signedItems<T>(before: readonly T[], after: readonly T[]): Signed<T>[] {
  const isIn = (items: readonly T[], item: T) => items.some((each) => same(each, item))
  return [
    ...after.map((item) => ({ sign: isIn(before, item) ? ('kept' as const) : ('added' as const), item })),
    ...before.filter((item) => !isIn(after, item)).map((item) => ({ sign: 'removed' as const, item })),
  ]
}

/** Longer texts are shown whole, before and after: word by word nobody reads what became of them. */
const longestComparedText = 4_000

function textDifference(
  field: 'summary' | 'description',
  language: string,
  before: string | null | undefined,
  after: string | null | undefined,
): FieldDifference {
  return { kind: 'text', field, language, parts: signedWords(before ?? '', after ?? '', language) }
}

/** Two texts as one, with the words that go and that come. */
export function signedWords(before: string, after: string, language: string): Signed<string>[] {
  if (before === '' || after === '' || before.length + after.length > longestComparedText) {
    const whole: Signed<string>[] = [
      { sign: 'removed', item: before },
      { sign: 'added', item: after },
    ]
    return whole.filter(({ item }) => item !== '')
  }
  const intlSegmenter = new Intl.Segmenter(language, { granularity: 'word' })
  return diffWords(before, after, { intlSegmenter }).map(({ added, removed, value }) => ({
    sign: added ? 'added' : removed ? 'removed' : 'kept',
    item: value,
  }))
}

/** Texts in other languages, each language for itself. */
function textsDifferences(before: readonly PlaceText[], after: readonly PlaceText[]): FieldDifference[] {
  const keys = new Map(
    [...before, ...after].map(({ language, kind }) => [`${language} ${kind}`, { language, kind }]),
  )
  return [...keys.values()].flatMap(({ language, kind }) => {
    const said = (texts: readonly PlaceText[]) =>
      texts.find((each) => each.language === language && each.kind === kind)?.text
    const [was, is] = [said(before), said(after)]
    return was === is ? [] : [textDifference(kind, language, was, is)]
  })
}
