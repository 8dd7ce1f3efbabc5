// What can be wrong with a cell, and what was done about it.
import type { FileColumn } from './standard-columns.rules.ts'

/** The closed list of rules. Each has a sentence in `i18n/{language}/faults.json`. */
export const faultRules = [
  'required',
  'no-location',
  'columns',
  'placeholder',
  'too-long',
  'markup',
  'hidden-characters',
  'wrong-encoding',
  'lost-accents',
  'capitals',
  'leading-zero',
  'pivot-unknown',
  'pivot-format',
  'pivot-invalid',
  'postal-code-invalid',
  'postal-code-from-commune',
  'postal-code-contradicts',
  'commune-code-invalid',
  'commune-code-unknown',
  'commune-code-former',
  'commune-code-contradicts',
  'commune-name',
  'commune-from-code',
  'commune-unknown',
  'position-invalid',
  'position-incomplete',
  'position-zero',
  'position-swapped',
  'position-outside-france',
  'decimal-comma',
  'phone-format',
  'phone-several',
  'phone-short-number',
  'phone-invalid',
  'email-format',
  'email-invalid',
  'link-format',
  'link-invalid',
  'link-several',
  'link-is-email',
  'date-format',
  'date-invalid',
  'old-value',
  'obsolete-value',
  'unknown-value',
  'list-separator',
  'summary-too-long',
  'hours-format',
  'hours-not-understood',
] as const

export type FaultRule = (typeof faultRules)[number]

/**
 * - `refused`: the whole row is left out.
 * - `dropped`: the cell, or a part of it, says nothing any more.
 * - `repaired`: the cell is read as `became`.
 * - `kept`: the value stands although it is doubtful.
 */
export type FaultOutcome = 'refused' | 'dropped' | 'repaired' | 'kept'

/** One fault of one cell. `value` is as given (shortened); rows are counted from 1 under the header. */
export type Fault = {
  row: number
  column: FileColumn
  value: string
  rule: FaultRule
  outcome: FaultOutcome
  became?: string
}

/** The longest texts we store, in UTF-16 code units. The summary's length is the standard's. */
export const textLimits = {
  id: 250,
  source: 100,
  name: 250,
  address: 250,
  addressComplement: 250,
  commune: 100,
  organisation: 250,
  summary: 280,
  description: 10_000,
  hours: 1000,
  label: 150,
  link: 2000,
  email: 254,
} as const

/** How many values a list of free values (links, e-mails, labels) may hold. */
export const longestList = 20
