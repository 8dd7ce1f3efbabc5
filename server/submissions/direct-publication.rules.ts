// What an organisation that agents trust publishes by itself: when it is open and what happens there.
import { type SignedIn, speaksFor } from '../accounts/roles.rules.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import type { Submission } from './submission.rules.ts'

/** Whose the place or the unit is. */
export type StandingOrganisation = { id: number; trusted: boolean } | null

const ownTimes: readonly (keyof Proposal)[] = ['openingHours', 'openingHoursGiven', 'sessions', 'closures']

/** Does this change concern times alone, and is it said by somebody who speaks for a trusted organisation? */
export function mayPublishDirectly(
  { kind, proposed }: Pick<Submission, 'kind' | 'proposed'>,
  account: SignedIn | null,
  organisation: StandingOrganisation,
): boolean {
  if (kind !== 'change' || !account || !organisation?.trusted) return false
  const names = Object.keys(proposed) as (keyof Proposal)[]
  return speaksFor(account.roles, organisation.id) && names.every((name) => ownTimes.includes(name))
}
