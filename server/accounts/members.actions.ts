// Taking a role back, by those who may give it.
import type { Dependencies } from '../dependencies.ts'
import { heldRoles } from './accounts.queries.ts'
import { mayGive } from './invitations.actions.ts'
import { membersOf } from './members.queries.ts'
import type { Members } from './members.rules.ts'
import { ownOrganisations, type SignedIn } from './roles.rules.ts'
import { takeBack } from './taken-back.actions.ts'
import { lockRole } from './taken-back.queries.ts'

/** Everybody whose role this account may take back, and itself among its colleagues. */
export function colleaguesOf(
  { db }: Pick<Dependencies, 'db'>,
  { roles }: Pick<SignedIn, 'roles'>,
  words: string,
): Promise<Members> {
  const territories = roles.flatMap((own) => (own.role === 'administrator' ? [own.territoryId] : []))
  return membersOf(db, { organisations: ownOrganisations(roles), territories }, words)
}

/**
 * Takes somebody's role back; from the next request on they no longer have it. Nobody takes back their own: the last one
 * could be lost by a slip. Of two who remove each other at once, one stays.
 * @returns `unknown` where there is no such role, or it is not theirs to take back
 */
export function removeMember(
  { db, now, letters }: Pick<Dependencies, 'db' | 'now' | 'letters'>,
  removerId: number,
  roleId: number,
  origin: string,
): Promise<'removed' | 'unknown'> {
  return db.transaction().execute(async (trx) => {
    const held = await lockRole(trx, roleId, removerId)
    if (!held || held.accountId === removerId) return 'unknown'
    if (!(await mayGive(trx, await heldRoles(trx, removerId), held.role))) return 'unknown'
    await takeBack(trx, letters, held, { takenBy: removerId, now: now(), origin })
    return 'removed'
  })
}
