// An agent says what the organisation of a place may do, and who speaks for it.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { heldRoles } from '../accounts/accounts.queries.ts'
import { membersOf } from '../accounts/members.queries.ts'
import type { Member } from '../accounts/members.rules.ts'
import { mayModerate, type SignedIn } from '../accounts/roles.rules.ts'
import { takeBack } from '../accounts/taken-back.actions.ts'
import { lockRole } from '../accounts/taken-back.queries.ts'
import type { Dependencies } from '../dependencies.ts'
import { recordDeed } from '../history/history.queries.ts'
import { lockPlaces } from '../places/place-store.queries.ts'
import { type Editing, type EditNeeds, lockedPlace, placeForAgent } from './place-edits.actions.ts'
import { organisationCalled, setTrust, whereAtWork } from './trust.queries.ts'

type Needs = Pick<EditNeeds, 'db' | 'now'>
type Trusting = Omit<Editing, 'version'>

/** `elsewhere`: the organisation is at work outside the agent's territories too, where they do not answer for it. */
export type Trusted = 'done' | 'unknown' | 'elsewhere'

/** What an agent sees of the organisation of a place; `isWhole`: they answer for all of its places. */
export type OrganisationSeen = { trusted: boolean; isWhole: boolean; speakers: readonly Member[] }

/** @returns `undefined` where nobody is named, or nobody ever was */
export async function organisationSeen(
  db: Kysely<Database>,
  agent: SignedIn,
  organisation: string | null,
): Promise<OrganisationSeen | undefined> {
  const known = organisation ? await organisationCalled(db, organisation) : undefined
  if (!known) return undefined
  const [isWhole, { members: speakers }] = await Promise.all([
    answersForAll(db, agent, organisation!),
    membersOf(db, { organisations: [known.id], territories: [] }),
  ])
  return { trusted: known.trusted, isWhole, speakers }
}

/** Does an agent answer for all places of an organisation? */
export async function answersForAll(
  db: Kysely<Database>,
  { roles }: Pick<SignedIn, 'roles'>,
  organisation: string,
): Promise<boolean> {
  return (await whereAtWork(db, organisation)).every((territories) => mayModerate(roles, territories))
}

/**
 * Lets the organisation of a place publish its hours and dates by itself, which it then does for all of its places; or no
 * longer, which any agent of one of them may say.
 */
export async function trustOrganisation(
  { db, now }: Needs,
  { agent, placeId, note }: Trusting,
  trusted: boolean,
): Promise<Trusted> {
  return db.transaction().execute(async (trx) => {
    const kept = await lockedPlace(trx, agent, placeId)
    const organisation = kept?.record.organisation
    if (!organisation) return 'unknown'
    if (trusted && !(await answersForAll(trx, agent, organisation))) return 'elsewhere'
    if (!(await setTrust(trx, organisation, trusted))) return 'unknown'
    const actor = { kind: 'person' as const, id: agent.id }
    const [before, after] = [{ organisationTrusted: !trusted }, { organisationTrusted: trusted }]
    await recordDeed(
      trx,
      actor,
      now(),
      { placeId, action: 'changed', before, after },
      { submissionId: null, note },
    )
    return 'done'
  })
}

/**
 * Takes from somebody the right to speak for the organisation of a place. The agent's own roles are held and read again:
 * one whom another removes at that moment takes nothing any more.
 */
export async function removeSpeaker(
  { db, now, letters }: Needs & Pick<Dependencies, 'letters'>,
  { agent: asked, placeId }: Omit<Trusting, 'note'>,
  roleId: number,
  origin: string,
): Promise<Trusted> {
  return db.transaction().execute(async (trx) => {
    await lockPlaces(trx, [placeId])
    const held = await lockRole(trx, roleId, asked.id)
    const agent = { ...asked, roles: await heldRoles(trx, asked.id) }
    const organisation = (await placeForAgent(trx, agent, placeId))?.record.organisation
    if (!organisation) return 'unknown'
    const own = await organisationCalled(trx, organisation)
    const isOfIt = held?.role.role === 'contributor' && held.role.organisationId === own?.id
    if (!isOfIt) return 'unknown'
    if (!(await answersForAll(trx, agent, organisation))) return 'elsewhere'
    await takeBack(trx, letters, held, { takenBy: agent.id, now: now(), origin })
    return 'done'
  })
}
