// What can be wrong with a field of a proposal; each reason has a sentence in `i18n/…/submissions.json`.

export const proposalReasons = [
  'required',
  'type',
  'unknown-field',
  'too-long',
  'choice',
  'postal-code',
  'commune-code',
  'position',
  'language',
  'siret',
  'phone',
  'email',
  'link',
  'hours',
  'hours-overlap',
  'session',
  'dates',
  'too-many',
  'twice',
] as const

export type ProposalReason = (typeof proposalReasons)[number]

/**
 * `value`: what was found, or the limit that was passed; cut to a length that can be shown. `at`: which of a list it is,
 * from 0; missing where it is the list as a whole.
 */
export type ProposalFault = { field: string; reason: ProposalReason; value: string; at?: number }

export function faultOf(field: string, reason: ProposalReason, value: unknown = ''): ProposalFault {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return { field, reason, value: text.slice(0, 60) }
}
