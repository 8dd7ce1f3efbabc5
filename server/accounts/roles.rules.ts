// Who may do what: pure questions on somebody's roles, asked inside routes about the one place or organisation at hand.
import type { Locale } from '../../i18n/languages.ts'

export const agentRoles = ['moderator', 'administrator'] as const
export type AgentRole = (typeof agentRoles)[number]

/** What somebody answers for. */
export type Role = { role: 'contributor'; organisationId: number } | { role: AgentRole; territoryId: string }

/** A role as it is held: `name` is that of the organisation or of the territory. */
export type HeldRole = Role & { id: number; name: string }

/** Whoever sends a request, once they are signed in. */
export type SignedIn = {
  id: number
  email: string
  name: string | null
  /** Of the letters that we write to them; a page is in the language of its address. */
  locale: Locale
  roles: readonly HeldRole[]
  sessionId: number
}

export function isAgent(roles: readonly Pick<Role, 'role'>[]): boolean {
  return roles.some(({ role }) => role !== 'contributor')
}

/**
 * May they decide on what lies there?
 * @param territories of the place: its own and all that contain them (`place.territories`), so that a role is inherited
 * downwards. What lies in none that we know is every agent's: else nobody could decide on it.
 */
export function mayModerate(roles: readonly Role[], territories: readonly string[]): boolean {
  if (territories.length === 0) return isAgent(roles)
  return roles.some((each) => each.role !== 'contributor' && territories.includes(each.territoryId))
}

/** May they give roles there, and import? @param territories as for `mayModerate` */
export function mayAdminister(roles: readonly Role[], territories: readonly string[]): boolean {
  return roles.some((each) => each.role === 'administrator' && territories.includes(each.territoryId))
}

/** Do they speak for this organisation? Nobody speaks for a place without one. */
export function speaksFor(roles: readonly Role[], organisationId: number | null): boolean {
  return roles.some((each) => each.role === 'contributor' && each.organisationId === organisationId)
}

/** Ids of the territories in which they decide, each with all inside it. */
export function moderatedTerritories(roles: readonly Role[]): string[] {
  return [...new Set(roles.flatMap((each) => (each.role === 'contributor' ? [] : each.territoryId)))]
}

/** Numbers of the organisations that they speak for. */
export function ownOrganisations(roles: readonly Role[]): number[] {
  return roles.flatMap((each) => (each.role === 'contributor' ? each.organisationId : []))
}
