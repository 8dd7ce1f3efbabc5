// What can be wrong in a form of a place: what is wrong with a proposal, at the field where it was typed, and what only a
// form can get wrong.
import type { ProposalFault, ProposalReason } from './proposal-fault.rules.ts'

/** Each has a sentence in `i18n/…/add.json` under `faults`. */
export const formReasons = [
  'name',
  'kind',
  'address',
  'commune',
  'commune-unknown',
  'services',
  'hours',
  'contact',
  'hours-days',
  'hours-time',
  'hours-missing',
  'hours-length',
  'hours-overlap',
  'dates-order',
  'dates-missing',
  'text-language',
  'text-twice',
  'spoken-language',
  'workshop-title',
  'workshop-day',
  'workshop-until',
  'nothing',
  'note',
] as const
export type FormReason = (typeof formReasons)[number]

export type FormFault = {
  field: string
  reason: FormReason | { proposal: ProposalReason }
  /** What was found, or the limit that was passed. */
  value: string
}

export const formFault = (field: string, reason: FormReason, value = ''): FormFault => ({
  field,
  reason,
  value,
})

/** The field of a form in which a part of a proposal was typed, where it is called otherwise. */
const typedAs: Record<string, string> = {
  openingHours: 'hours',
  contact: 'phone',
  emails: 'email',
  websites: 'website',
  communeCode: 'commune',
  lonLat: 'address',
  sessions: 'workshop-1-title',
  texts: 'text-1-language',
  closures: 'closure-1-from',
}

/** What a new place must say is asked for in words of its own. */
const wanted: Partial<Record<string, FormReason>> = {
  name: 'name',
  kind: 'kind',
  address: 'address',
  commune: 'commune',
  services: 'services',
  openingHours: 'hours',
  contact: 'contact',
}

/** Where what is wrong with one of several blocks was typed; `undefined` where none of them holds it. */
export type FieldOfBlock = (fault: ProposalFault) => string | undefined

/** A fault of a proposal at its field. @param blocks of the parts that are typed in several blocks, by their names */
export function faultInForm(
  fault: ProposalFault,
  blocks: Readonly<Record<string, FieldOfBlock>> = {},
): FormFault {
  const { field, reason, value } = fault
  const own = reason === 'required' ? wanted[field] : undefined
  const typedIn = blocks[field]?.(fault) ?? typedAs[field] ?? field
  return { field: typedIn, reason: own ?? { proposal: reason }, value }
}
