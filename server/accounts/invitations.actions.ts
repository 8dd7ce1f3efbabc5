// Giving somebody a role: by the command line, by colleagues, by administrators.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Locale } from '../../i18n/languages.ts'
import type { Dependencies } from '../dependencies.ts'
import {
  organisationByName,
  organisationIds,
  organisationKey,
} from '../places/place-organisations.queries.ts'
import { Problem } from '../problems.ts'
import { territoriesInside } from '../territories/territories.queries.ts'
import { isTooWideToList, type TerritoryKind } from '../territories/territory.rules.ts'
import {
  accountToInvite,
  heldRoles,
  insertRole,
  rolesGivenSince,
  territoryChain,
} from './accounts.queries.ts'
import { type HeldRole, mayAdminister, type Role, speaksFor } from './roles.rules.ts'
import { dayMs } from './sign-in.rules.ts'
import { takeBack } from './taken-back.actions.ts'
import { lockRole, roleOfEmail } from './taken-back.queries.ts'

export type Invitation = {
  email: string
  role: Role
  /** Of the letter, where the account is new. */
  locale: Locale
  origin: string
}

/** Beyond, somebody misuses it or it was misused. */
const mostInvitationsADay = 30

/**
 * Invites somebody in the name of an account. Its roles are read again in the transaction that gives one.
 * @returns `already` when they have this role, and no letter is sent
 * @throws Problem `not-allowed`, `too-many-requests`
 */
export async function invite(
  { db, now, letters }: Pick<Dependencies, 'db' | 'now' | 'letters'>,
  inviterId: number,
  invitation: Invitation,
): Promise<'invited' | 'already'> {
  const at = now()
  return db.transaction().execute(async (trx) => {
    const own = await heldRoles(trx, inviterId)
    if (!(await mayGive(trx, own, invitation.role)))
      throw new Problem('not-allowed', { reason: 'wants-owner' })
    const given = await rolesGivenSince(trx, inviterId, new Date(at.getTime() - dayMs))
    if (given >= mostInvitationsADay) throw new Problem('too-many-requests')
    return give(trx, letters, { ...invitation, grantedBy: inviterId, now: at })
  })
}

/** Colleagues give what they have; administrators give the roles of agents in their territories and inside them. */
export async function mayGive(
  trx: Transaction<Database>,
  own: readonly HeldRole[],
  role: Role,
): Promise<boolean> {
  if (role.role === 'contributor') return speaksFor(own, role.organisationId)
  return mayAdminister(own, await territoryChain(trx, role.territoryId))
}

/** Gives a role, with a letter where it is new. */
export async function give(
  trx: Transaction<Database>,
  letters: Dependencies['letters'],
  { email, role, locale, origin, grantedBy, now }: Invitation & { grantedBy: number | null; now: Date },
): Promise<'invited' | 'already'> {
  const accountId = await accountToInvite(trx, email, locale, now)
  const { id, isNew } = await insertRole(trx, {
    accountId,
    role: role.role,
    organisationId: role.role === 'contributor' ? role.organisationId : null,
    territoryId: role.role === 'contributor' ? null : role.territoryId,
    grantedBy,
    now,
  })
  if (!isNew) return 'already'
  await letters.queue(trx, { kind: 'invitation', id, origin })
  return 'invited'
}

/** A role is to be given for something that is not there; the message says what and what to do. */
export class NothingToAnswerForError extends Error {}

export type CommandInvitation = Omit<Invitation, 'role'> & {
  role: Exclude<Role, { role: 'contributor' }> | { role: 'contributor'; organisation: string }
  /** May an organisation be made that no place names? */
  isNewOrganisation: boolean
}

/**
 * Gives a role in nobody's name, as the command line may.
 * @throws NothingToAnswerForError
 */
export async function inviteByCommand(
  { db, now, letters }: Pick<Dependencies, 'db' | 'now' | 'letters'>,
  { role, isNewOrganisation, ...invitation }: CommandInvitation,
): Promise<'invited' | 'already'> {
  return db.transaction().execute(async (trx) => {
    const given = { ...invitation, grantedBy: null, now: now() }
    if (role.role === 'contributor') {
      const organisationId = await organisationOf(trx, role.organisation, isNewOrganisation)
      return give(trx, letters, { ...given, role: { role: 'contributor', organisationId } })
    }
    if ((await territoryChain(trx, role.territoryId)).length === 0)
      throw new NothingToAnswerForError(
        `${role.territoryId} is no territory of this instance: look at TERRITORY, or at /api/collections/territories/items.`,
      )
    return give(trx, letters, { ...given, role })
  })
}

/**
 * Takes a role back, as the command line may: from the next request on they no longer have it.
 * @returns `unknown` when they did not have it
 * @throws NothingToAnswerForError
 */
export async function takeBackByCommand(
  { db, now, letters }: Pick<Dependencies, 'db' | 'now' | 'letters'>,
  { email, role, origin }: Pick<CommandInvitation, 'email' | 'role' | 'origin'>,
): Promise<'taken-back' | 'unknown'> {
  return db.transaction().execute(async (trx) => {
    const taken: Role =
      role.role === 'contributor'
        ? { role: role.role, organisationId: await organisationOf(trx, role.organisation, false) }
        : role
    const roleId = await roleOfEmail(trx, email, taken)
    const held = roleId === undefined ? undefined : await lockRole(trx, roleId, null)
    if (!held) return 'unknown'
    await takeBack(trx, letters, held, { takenBy: null, now: now(), origin })
    return 'taken-back'
  })
}

async function organisationOf(
  trx: Transaction<Database>,
  organisation: string,
  isNew: boolean,
): Promise<number> {
  const known = await organisationByName(trx, organisation)
  if (known !== undefined) return known
  if (isNew) {
    const made = await organisationIds(trx, [{ facts: { organisation } }])
    return made.get(organisationKey(organisation))!
  }
  throw new NothingToAnswerForError(
    `No place names the organisation "${organisation}": write it as its places do, or add --new-organisation.`,
  )
}

export type TerritoryChoice = { id: string; name: string }

const inside: TerritoryKind[] = ['department', 'epci', 'commune', 'neighbourhood']

/** The territories in which somebody may give roles: their own, and what lies inside; of a wide one no communes. */
export async function administeredTerritories(
  { db }: Pick<Dependencies, 'db'>,
  roles: readonly HeldRole[],
): Promise<TerritoryChoice[]> {
  const choices = new Map<string, TerritoryChoice>()
  for (const held of roles) {
    if (held.role !== 'administrator') continue
    const { territoryId: id, name } = held
    choices.set(id, { id, name })
    const kind = id === 'france' ? 'country' : (id.slice(0, id.indexOf('-')) as TerritoryKind)
    const kinds = isTooWideToList({ kind }) ? inside.slice(0, 2) : inside
    for (const each of kinds) {
      for (const territory of await territoriesInside(db, id, each)) choices.set(territory.id, territory)
    }
  }
  return [...choices.values()]
}
