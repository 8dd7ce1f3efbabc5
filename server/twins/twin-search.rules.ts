// Is a place enough like what somebody types to ask them about it?
import type { TwinReason, TwinVerdict } from './twin.rules.ts'

/** Each alone is worth a question, whatever speaks against it. */
const telling: readonly TwinReason[] = ['same-siret', 'same-phone', 'same-street-number']
const names: readonly TwinReason[] = ['same-name', 'similar-name']
const elsewhere: readonly TwinReason[] = ['other-commune', 'far', 'another-stop']

export function isWorthAsking({ verdict, reasons }: TwinVerdict): boolean {
  if (verdict !== 'different') return true
  if (reasons.some((reason) => telling.includes(reason))) return true
  if (reasons.includes('near')) return true
  return (
    reasons.some((reason) => names.includes(reason)) && !reasons.some((reason) => elsewhere.includes(reason))
  )
}

/** What speaks for it, for people to read: what speaks against is not asked. */
const against = [
  'missing-service-word',
  'other-service-words',
  'other-name',
  'other-number',
  'other-street',
  'other-commune',
  'another-stop',
  'far',
] as const satisfies TwinReason[]
export type TwinSign = Exclude<TwinReason, (typeof against)[number]>

export const signsOf = ({ reasons }: Pick<TwinVerdict, 'reasons'>): TwinSign[] =>
  reasons.filter((reason): reason is TwinSign => !(against as readonly TwinReason[]).includes(reason))
