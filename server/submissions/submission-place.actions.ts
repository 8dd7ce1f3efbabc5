// Where what is proposed would be, and whose it is: its point, its territories, its organisation, the version it speaks of.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Geocoder } from '../geocoding/address-service.ts'
import { readUnitRecord } from '../mobile-units/unit-changes.actions.ts'
import { readRecord } from '../places/place-record.queries.ts'
import { emptyRecord, factsOfRecord, type Proposal, withProposal } from '../places/place-record.rules.ts'
import { settle } from '../places/settle.actions.ts'
import { territoriesOf } from '../territories/territories.queries.ts'
import type { StandingOrganisation } from './direct-publication.rules.ts'
import type { SubmissionSubject } from './submission.rules.ts'
import type { SubmissionKind } from './submission-state.rules.ts'
import { type OfPlace, placeStanding, unitStanding } from './submission-subject.queries.ts'

type Needs = { db: Kysely<Database>; geocoder: Geocoder }

/**
 * Gives a proposal the point of its address, and says in whose hands it comes.
 * @returns `undefined` where the place or unit of which it speaks is not there
 */
export async function locateSubmission(
  { db, geocoder }: Needs,
  { kind, placeId, unitId, proposed }: SubmissionSubject & { kind: SubmissionKind; proposed: Proposal },
) {
  if (unitId !== null) return locateUnit(db, unitId, proposed)
  const kept = placeId === null ? undefined : await readRecord(db, placeId)
  if (placeId !== null && (!kept || (kept.record.state !== 'published' && kind !== 'new'))) return undefined
  const standing: OfPlace | undefined = placeId === null ? undefined : await placeStanding(db, placeId)
  const moves = ['address', 'postalCode', 'communeCode', 'lonLat'].some((name) => name in proposed)
  if (kept && !moves) return situated(proposed, kept.stored.territories, kept.version, standing)
  const facts = factsOfRecord(withProposal(kept?.record ?? emptyRecord, proposed))
  const asked = { ...facts, lonLat: proposed.lonLat ?? null }
  const [settled] = await settle(db, geocoder, [{ id: placeId ?? 0, texts: [], facts: asked }])
  const { lonLat } = settled!.facts
  // The centre of a commune is no point: the place stays without one, and is shown to be.
  const point = settled!.approximate ? { lonLat: null } : { lonLat }
  // Where it is, and where it would be: agents of both are to know of a move.
  const territories = [...new Set([...(kept?.stored.territories ?? []), ...settled!.territories])]
  return situated({ ...proposed, ...point }, territories, kept?.version ?? null, standing)
}

function situated(
  proposed: Proposal,
  territories: string[],
  baseVersion: number | null,
  standing: { organisation: StandingOrganisation } | undefined,
) {
  return { proposed, territories, baseVersion, organisation: standing?.organisation ?? null }
}

async function locateUnit(db: Kysely<Database>, unitId: number, proposed: Proposal) {
  const standing = await unitStanding(db, unitId)
  if (!standing) return undefined
  const { sessions } = await readUnitRecord(db, unitId)
  const stops = (proposed.sessions ?? []).flatMap(({ stop }) => stop ?? [])
  // Agents of where it would stop decide too; of a unit without a stop, nobody else could.
  const proposedIn = stops.length === 0 ? [] : await territoriesOf(db, stops)
  const territories = [...sessions.flatMap((session) => session.territories), ...proposedIn.flat()]
  return situated(proposed, [...new Set(territories)], standing.version, standing)
}
