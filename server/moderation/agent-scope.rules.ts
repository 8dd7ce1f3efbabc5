// Where somebody decides: what every list of an agent is limited to.
import { type HeldRole, moderatedTerritories } from '../accounts/roles.rules.ts'

/** The territories of an agent: their ids, and their names for people. */
export function scopeOf(roles: readonly HeldRole[]): { ids: string[]; names: string[] } {
  const names = roles.flatMap((each) => (each.role === 'contributor' ? [] : each.name))
  return { ids: moderatedTerritories(roles), names: [...new Set(names)] }
}
