// Reads the history of a place, and brings an earlier version of it back.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { SignedIn } from '../accounts/roles.rules.ts'
import { type HistoryEntry, historyOf } from '../history/history.queries.ts'
import { changePlace } from '../places/place-changes.actions.ts'
import type { KeptPlace } from '../places/place-record.queries.ts'
import {
  ofPlace,
  type PlaceRecord,
  type Proposal,
  recordAfter,
  recordNames,
} from '../places/place-record.rules.ts'
import { lockPlaces, type PlaceState } from '../places/place-store.queries.ts'
import { type Edited, placeForAgent } from './place-edits.actions.ts'
import { besideEntries } from './place-story.queries.ts'
import type { StoryEntry, StoryTeller } from './place-story.rules.ts'

/** All that happened to a place, the latest first. @param state as it is now */
export async function placeStory(
  db: Kysely<Database>,
  placeId: number,
  state: PlaceState,
): Promise<StoryEntry[]> {
  const entries = await historyOf(db, placeId)
  const beside = await besideEntries(db, entries)
  let after = state
  return entries.map((entry): StoryEntry => {
    const about = beside.get(entry.id)
    const said = { before: ofPlace(entry.before), after: ofPlace(entry.after) }
    const isPublic = after === 'published'
    // Going backwards: before the entry the place was in the state that it found.
    after = stateBefore(entry, said.before, after)
    const { twin = null, organisationTrusted = null } = (entry.after ?? {}) as {
      twin?: number
      organisationTrusted?: boolean
    }
    return {
      id: entry.id,
      at: entry.at,
      action: entry.action,
      teller: tellerOf(entry, about?.isDirect ?? false),
      ...said,
      twin,
      isPublic: isPublic && (after === 'published' || entry.action === 'created'),
      inside: {
        who: about?.who ?? null,
        note: entry.note,
        submissionId: entry.submissionId,
        trusted: organisationTrusted,
      },
    }
  })
}

function stateBefore({ action }: HistoryEntry, before: Proposal, after: PlaceState): PlaceState {
  if (before.state) return before.state
  if (action === 'gone') return 'published'
  return action === 'returned' ? 'gone' : after
}

function tellerOf({ actor, submissionId }: HistoryEntry, isDirect: boolean): StoryTeller {
  if (actor !== 'person') return actor
  if (isDirect) return 'organisation'
  return submissionId === null ? 'agent' : 'proposal'
}

/** A place as it was right after an entry; `undefined` where there is no such entry, or nothing came after it. */
export async function versionAfter(
  db: Kysely<Database>,
  { record, stored }: KeptPlace,
  entryId: number,
): Promise<PlaceRecord | undefined> {
  const entries = await historyOf(db, stored.id)
  if (entries.findIndex(({ id }) => id === entryId) <= 0) return undefined
  // Whether its source names it is not ours to bring back.
  const { state } = record
  return { ...recordAfter(record, entries, entryId), ...(state === 'gone' && { state }) }
}

/** Brings the version right after an entry back, in one transaction. @param version of the place that the agent saw */
export function restorePlace(
  { db, now }: { db: Kysely<Database>; now: () => Date },
  {
    agent,
    placeId,
    version,
    entryId,
  }: { agent: SignedIn; placeId: number; version: number; entryId: number },
): Promise<Edited> {
  return db.transaction().execute(async (trx): Promise<Edited> => {
    await lockPlaces(trx, [placeId])
    const kept = await placeForAgent(trx, agent, placeId)
    const then = kept && (await versionAfter(trx, kept, entryId))
    if (!then) return { outcome: 'unknown' }
    if (kept.version !== version) return { outcome: 'overtaken' }
    const proposal = Object.fromEntries(recordNames.map((name) => [name, then[name]])) as Proposal
    const because = { submissionId: null, note: null }
    const deed = { actor: { kind: 'person' as const, id: agent.id }, now: now(), because }
    const entry = await changePlace(trx, placeId, proposal, deed, 'restored')
    return { outcome: 'done', isChange: entry !== null }
  })
}
