// What a published submission makes true: a place, a change, a closure, somebody's right to speak for a place.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { accountToInvite, insertRole } from '../accounts/accounts.queries.ts'
import { changeUnit } from '../mobile-units/unit-changes.actions.ts'
import { addPlace, changePlace, type Deed } from '../places/place-changes.actions.ts'
import { organisationIds, organisationKey } from '../places/place-organisations.queries.ts'
import { readRecord } from '../places/place-record.queries.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import { runnerOf } from './proposal.rules.ts'
import type { Submission } from './submission.rules.ts'
import { isWrittenByAgent, organisationStanding } from './submitter-role.queries.ts'
import { type RoleToGrant, roleToGrant } from './submitter-role.rules.ts'

export type Published = {
  /** Of the place; `null` for a unit. */
  placeId: number | null
  /** Entry in the history; `null` when everything was known already. */
  historyEventId: number | null
}

/**
 * Makes a submission true, in the transaction that decides it.
 * @param grants does the agent say that the submitter speaks for the organisation? `undefined`: where nobody else does
 */
export async function publishSubmission(
  trx: Transaction<Database>,
  submission: Submission,
  deed: Deed,
  grants: boolean | undefined,
): Promise<Published> {
  const published = await makeTrue(trx, submission, deed)
  if (published.placeId !== null) await grantRole(trx, submission, published.placeId, deed, grants)
  return published
}

async function makeTrue(trx: Transaction<Database>, submission: Submission, deed: Deed): Promise<Published> {
  const { kind, placeId, unitId, proposed } = submission
  if (unitId !== null) {
    const { sessions, closures } = proposed
    const proposal = { ...(sessions && { sessions }), ...(closures && { closures }) }
    return { placeId: null, historyEventId: await changeUnit(trx, unitId, proposal, deed) }
  }
  if (kind === 'new' && placeId === null) return addNew(trx, submission, deed)
  const proposal = { ...(kind === 'new' ? asNew(proposed) : proposed), ...stateAfter(kind) }
  const action = kind === 'closure' ? 'hidden' : 'changed'
  return { placeId, historyEventId: await changePlace(trx, placeId!, proposal, deed, action) }
}

/** A place whose publication was undone is there still, hidden. */
function stateAfter(kind: Submission['kind']) {
  if (kind === 'new') return { state: 'published' as const }
  return kind === 'closure' ? { state: 'hidden' as const } : {}
}

/** Where nobody says who runs it, it runs itself. */
const asNew = (proposed: Proposal): Proposal => ({ ...proposed, organisation: runnerOf(proposed) || null })

async function addNew(trx: Transaction<Database>, submission: Submission, deed: Deed): Promise<Published> {
  const { besidePlaces } = submission
  const proposed = asNew(submission.proposed)
  const producer = runnerOf(proposed)
  const externalId = `submission-${submission.id}`
  const { placeId, historyId } = await addPlace(
    trx,
    proposed,
    producer,
    { ...deed, externalId },
    besidePlaces,
  )
  return { placeId, historyEventId: historyId }
}

async function grantRole(
  trx: Transaction<Database>,
  submission: Submission,
  placeId: number,
  { actor, now }: Deed,
  grants: boolean | undefined,
): Promise<void> {
  const { kind, contact, locale } = submission
  const kept = await readRecord(trx, placeId)
  const organisation = kept?.record.organisation ?? null
  if (!contact || organisation === null) return
  const standing = await organisationStanding(trx, organisationKey(organisation))
  const isByAgent = await isWrittenByAgent(trx, submission)
  const role: RoleToGrant = roleToGrant({ kind, standing, isByAgent, grants })
  if (role === 'none') return
  const organisations = await organisationIds(trx, [{ facts: { organisation } }])
  await insertRole(trx, {
    accountId: await accountToInvite(trx, contact.email, locale, now),
    role,
    organisationId: organisations.get(organisationKey(organisation))!,
    territoryId: null,
    grantedBy: actor.kind === 'person' ? actor.id : null,
    now,
  })
}
