// An agent changes a place at once: any field, whether it is shown, whether its organisation is trusted.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { mayModerate, type SignedIn } from '../accounts/roles.rules.ts'
import type { Geocoder } from '../geocoding/address-service.ts'
import { difference } from '../history/difference.rules.ts'
import type { HistoryAction } from '../history/history.queries.ts'
import { changePlace } from '../places/place-changes.actions.ts'
import { type KeptPlace, readRecord } from '../places/place-record.queries.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import { lockPlaces } from '../places/place-store.queries.ts'
import { locateSubmission } from '../submissions/submission-place.actions.ts'

export type EditNeeds = { db: Kysely<Database>; now: () => Date; geocoder: Geocoder }

/** @param version the one that the agent looked at */
export type Editing = { agent: SignedIn; placeId: number; version: number; note: string | null }

export type Edited =
  | { outcome: 'done'; isChange: boolean }
  /** Somebody changed it meanwhile. */
  | { outcome: 'overtaken' }
  /** There is no such place, or it lies outside the agent's territories. */
  | { outcome: 'unknown' }

/** A place as an agent may see it. */
export async function placeForAgent(
  db: Parameters<typeof readRecord>[0],
  agent: SignedIn,
  placeId: number,
): Promise<KeptPlace | undefined> {
  const kept = await readRecord(db, placeId)
  return kept && mayModerate(agent.roles, kept.stored.territories) ? kept : undefined
}

/** Changes any field. A new address gets its point before anything is locked. */
export async function editPlace(needs: EditNeeds, editing: Editing, proposal: Proposal): Promise<Edited> {
  const kept = await placeForAgent(needs.db, editing.agent, editing.placeId)
  if (!kept) return { outcome: 'unknown' }
  const changed = difference(kept.record, proposal)?.after ?? {}
  // What is asked is where it would be; that it is hidden changes nothing there.
  const subject = { kind: 'new' as const, placeId: editing.placeId, unitId: null }
  const located = await locateSubmission(needs, { ...subject, proposed: changed })
  return change(needs, editing, keepingPoint(kept, changed, located?.proposed ?? changed), 'changed')
}

/**
 * An address that is only written better keeps the point that was known, where nobody can say a better one; in another
 * commune it would be wrong.
 */
function keepingPoint({ record, stored }: KeptPlace, changed: Proposal, located: Proposal): Proposal {
  const isLost = located.lonLat === null && !('lonLat' in changed) && !stored.approximate
  const staysInCommune = !('communeCode' in changed) && !('commune' in changed)
  return isLost && staysInCommune ? { ...located, lonLat: record.lonLat } : located
}

/** Hides a place from the public, or shows it again. */
export function showPlace(
  needs: EditNeeds,
  editing: Editing,
  state: 'published' | 'hidden',
): Promise<Edited> {
  return change(needs, editing, { state }, state === 'hidden' ? 'hidden' : 'changed')
}

function change(
  { db, now }: EditNeeds,
  { agent, placeId, version, note }: Editing,
  proposal: Proposal,
  action: HistoryAction,
): Promise<Edited> {
  return db.transaction().execute(async (trx): Promise<Edited> => {
    const kept = await lockedPlace(trx, agent, placeId)
    if (!kept) return { outcome: 'unknown' }
    if (kept.version !== version) return { outcome: 'overtaken' }
    // A place that its source gave up comes back with it, and not by hand.
    if (proposal.state && kept.record.state === 'gone') return { outcome: 'overtaken' }
    const deed = {
      actor: { kind: 'person' as const, id: agent.id },
      now: now(),
      because: { submissionId: null, note },
    }
    const entry = await changePlace(trx, placeId, proposal, deed, action)
    return { outcome: 'done', isChange: entry !== null }
  })
}

/** The place, held until the transaction ends; `undefined` where it is none of the agent's. */
export async function lockedPlace(
  trx: Transaction<Database>,
  agent: SignedIn,
  placeId: number,
): Promise<KeptPlace | undefined> {
  await lockPlaces(trx, [placeId])
  return placeForAgent(trx, agent, placeId)
}
