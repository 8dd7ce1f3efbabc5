// An agent says what the organisation of a place or a unit may do, and who speaks for it.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { heldRoles } from '../accounts/accounts.queries.ts'
import { membersOf } from '../accounts/members.queries.ts'
import type { Member } from '../accounts/members.rules.ts'
import { mayModerate, type SignedIn } from '../accounts/roles.rules.ts'
import { takeBack } from '../accounts/taken-back.actions.ts'
import { lockRole } from '../accounts/taken-back.queries.ts'
import type { Dependencies } from '../dependencies.ts'
import { recordDeed } from '../history/history.queries.ts'
import { lockUnit, readUnits } from '../mobile-units/unit-store.queries.ts'
import { lockPlaces } from '../places/place-store.queries.ts'
import { type EditNeeds, lockedPlace } from './place-edits.actions.ts'
import { organisationCalled, setTrust, whereAtWork, whereUnitStops } from './trust.queries.ts'

type Needs = Pick<EditNeeds, 'db' | 'now'>

/** What the organisation runs, by which an agent comes to it. */
export type RunByIt = { kind: 'place' | 'unit'; id: number }
type Trusting = { agent: SignedIn; of: RunByIt }

/** `elsewhere`: the organisation is at work outside the agent's territories too, where they do not answer for it. */
export type Trusted = 'done' | 'unknown' | 'elsewhere'

/** What an agent sees of an organisation; `isWhole`: they answer for all that it runs. */
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

/**
 * A unit with the organisation that runs it; `undefined` where it is none of the agent's: it stops in none of their
 * territories. One that stops nowhere yet is every agent's.
 */
export async function unitForAgent(
  db: Kysely<Database>,
  { roles }: Pick<SignedIn, 'roles'>,
  unitId: number,
): Promise<{ name: string; organisation: string | null } | undefined> {
  const [unit] = await readUnits(db, [unitId])
  if (!unit || unit.state === 'gone') return undefined
  const stops = await whereUnitStops(db, unitId)
  const isOwn = stops.length === 0 || stops.some((territories) => mayModerate(roles, territories))
  return isOwn ? unit.facts : undefined
}

/** Its name, while nobody gives the place or unit to another; `undefined` where it is none of the agent's, or nobody's. */
async function heldOrganisation(
  trx: Transaction<Database>,
  { agent, of: { kind, id } }: Trusting,
): Promise<string | undefined> {
  if (kind === 'unit' && !(await lockUnit(trx, id))) return undefined
  const organisation =
    kind === 'unit'
      ? (await unitForAgent(trx, agent, id))?.organisation
      : (await lockedPlace(trx, agent, id))?.record.organisation
  return organisation ?? undefined
}

/** Does an agent answer for all that an organisation runs? For one that is at work nowhere yet, nobody does. */
export async function answersForAll(
  db: Kysely<Database>,
  { roles }: Pick<SignedIn, 'roles'>,
  organisation: string,
): Promise<boolean> {
  const atWork = await whereAtWork(db, organisation)
  return atWork.length > 0 && atWork.every((territories) => mayModerate(roles, territories))
}

/**
 * Lets an organisation publish its hours and dates by itself, which it then does for all that it runs; or no longer, which
 * any agent of a part of it may say.
 */
export async function trustOrganisation(
  { db, now }: Needs,
  trusting: Trusting,
  trusted: boolean,
): Promise<Trusted> {
  const { agent, of } = trusting
  return db.transaction().execute(async (trx) => {
    const organisation = await heldOrganisation(trx, trusting)
    if (!organisation) return 'unknown'
    if (trusted && !(await answersForAll(trx, agent, organisation))) return 'elsewhere'
    // Twice is once: what two agents want alike, both get.
    if (!(await setTrust(trx, organisation, trusted))) return 'done'
    const actor = { kind: 'person' as const, id: agent.id }
    const [before, after] = [{ organisationTrusted: !trusted }, { organisationTrusted: trusted }]
    await recordDeed(
      trx,
      actor,
      now(),
      { placeId: of.id, action: 'changed', before, after },
      { submissionId: null, note: null },
    )
    return 'done'
  })
}

/**
 * Takes from somebody the right to speak for an organisation. The agent's own roles are held and read again:
 * one whom another removes at that moment takes nothing any more.
 */
export async function removeSpeaker(
  { db, now, letters }: Needs & Pick<Dependencies, 'letters'>,
  { agent: asked, of }: Trusting,
  roleId: number,
  origin: string,
): Promise<Trusted> {
  return db.transaction().execute(async (trx) => {
    await (of.kind === 'unit' ? lockUnit(trx, of.id) : lockPlaces(trx, [of.id]))
    const held = await lockRole(trx, roleId, asked.id)
    const agent = { ...asked, roles: await heldRoles(trx, asked.id) }
    const organisation = await heldOrganisation(trx, { agent, of })
    if (!organisation) return 'unknown'
    const own = await organisationCalled(trx, organisation)
    const isOfIt = held?.role.role === 'contributor' && held.role.organisationId === own?.id
    if (!isOfIt) return 'unknown'
    if (!(await answersForAll(trx, agent, organisation))) return 'elsewhere'
    await takeBack(trx, letters, held, { takenBy: agent.id, now: now(), origin })
    return 'done'
  })
}
