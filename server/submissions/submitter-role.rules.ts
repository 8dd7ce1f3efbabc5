// Does a published submission let its submitter speak for the organisation?
import type { SubmissionKind } from './submission-state.rules.ts'

/** How many people speak for an organisation, and how many places it has, the one at hand included. */
export type OrganisationStanding = { contributors: number; places: number }

export type RoleToGrant = 'contributor' | 'none'

/**
 * An organisation whose only place was just added is its submitter's. Of one that has other places or people, anybody
 * may have typed the name: then, and for every claim, the agent says it. Nobody becomes an organisation's voice by an agent
 * who wrote down what somebody else said, unless that is said.
 * @param isByAgent did an agent write it, for somebody or under their own address?
 * @param grants what the agent who decides says; `undefined`: nothing
 */
export function roleToGrant({
  kind,
  standing,
  isByAgent,
  grants,
}: {
  kind: SubmissionKind
  standing: OrganisationStanding
  isByAgent: boolean
  grants: boolean | undefined
}): RoleToGrant {
  if (kind === 'change' || kind === 'closure') return 'none'
  if (grants !== undefined) return grants ? 'contributor' : 'none'
  if (isByAgent) return 'none'
  if (kind === 'claim') return 'contributor'
  return standing.contributors === 0 && standing.places <= 1 ? 'contributor' : 'none'
}
