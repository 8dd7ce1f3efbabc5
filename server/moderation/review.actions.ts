// Gathers what an agent looks at before a decision: what is there now, what is proposed, who proposes it, what happened.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { mayModerate, moderatedTerritories, type SignedIn } from '../accounts/roles.rules.ts'
import type { Geocoder } from '../geocoding/address-service.ts'
import { historyEntry, historyOf } from '../history/history.queries.ts'
import { readUnitRecord } from '../mobile-units/unit-changes.actions.ts'
import { weekOf } from '../opening-hours/week.ts'
import { organisationKey } from '../places/place-organisations.queries.ts'
import { readRecord } from '../places/place-record.queries.ts'
import { emptyRecord, type PlaceRecord, type Proposal, withProposal } from '../places/place-record.rules.ts'
import { type FieldDifference, fieldDifferences } from '../places/record-difference.rules.ts'
import { runnerOf } from '../submissions/proposal.rules.ts'
import type { Submission, SubmissionEvent } from '../submissions/submission.rules.ts'
import { eventsOf, findSubmission } from '../submissions/submission-store.queries.ts'
import { unitStanding } from '../submissions/submission-subject.queries.ts'
import { isWrittenByAgent, organisationStanding } from '../submissions/submitter-role.queries.ts'
import { roleToGrant } from '../submissions/submitter-role.rules.ts'
import { mayDecide } from './authority.queries.ts'
import { type ChangeSince, changesSince } from './changes-since.rules.ts'
import {
  type EarlierSubmission,
  earlierSubmissions,
  personName,
  unitName,
  waitingBeside,
} from './review.queries.ts'

export type ReviewNeeds = { db: Kysely<Database>; now: () => Date; geocoder: Geocoder }

export type Review = {
  submission: Submission
  /** Of the place or unit, as it would be. */
  name: string | null
  /** Of the place or unit; `null` where there is none yet. */
  subjectVersion: number | null
  /** The place as it is kept; `undefined` for a new one and for a unit. */
  now: PlaceRecord | undefined
  /** The place as it would be; `undefined` for a unit. */
  wouldBe: PlaceRecord | undefined
  differences: FieldDifference[]
  /** What happened to the place or unit since the proposal was sent, the latest first. */
  since: ChangeSince[]
  /** Fields of the proposal that were changed since. */
  contested: string[]
  events: SubmissionEvent[]
  earlier: EarlierSubmission[]
  beside: EarlierSubmission[]
  /** Is it this agent who decides? Others read what is to come to their territory. */
  mayDecide: boolean
  /** Who typed it for somebody, by name. */
  enteredBy: string | null
  /** Would the submitter speak for the organisation, unless the agent says otherwise? `undefined`: it is no question. */
  grants: { organisation: string; byDefault: boolean } | undefined
}

/**
 * A submission with all that speaks for and against it; `undefined` where there is none, or it lies outside the agent's
 * territories.
 */
export async function reviewSubmission(
  { db }: Pick<ReviewNeeds, 'db'>,
  agent: SignedIn,
  id: number,
): Promise<Review | undefined> {
  const submission = await findSubmission(db, { id })
  if (!submission || !isForAgents(submission) || !mayModerate(agent.roles, submission.territories))
    return undefined
  const { placeId, unitId, contact, proposed } = submission
  const place = placeId === null ? undefined : await readRecord(db, placeId)
  const scope = moderatedTerritories(agent.roles)
  const [events, earlier, beside, history] = await Promise.all([
    eventsOf(db, id),
    contact ? earlierSubmissions(db, { email: contact.email, except: id, scope }) : [],
    waitingBeside(db, { placeId, unitId, except: id }),
    placeId === null && unitId === null ? [] : historyOf(db, (placeId ?? unitId)!),
  ])
  const since = changesSince(
    history.filter((entry) => submission.sentAt && entry.at > submission.sentAt && entry.submissionId !== id),
  )
  const [before, after] = await beforeAndAfter(db, submission, events, place?.record)
  const changed = new Set<string>(since.flatMap(({ fields }) => fields))
  const record = unitId === null ? withProposal(place?.record ?? emptyRecord, proposed) : undefined
  return {
    submission,
    name: record?.name || (unitId === null ? null : await unitName(db, unitId)),
    subjectVersion: (unitId === null ? place : await unitStanding(db, unitId))?.version ?? null,
    now: place?.record,
    wouldBe: record,
    differences: fieldDifferences(before, after, weekOf),
    since,
    contested: Object.keys(proposed).filter((field) => changed.has(field)),
    events,
    earlier,
    beside,
    mayDecide: await mayDecide(db, agent, submission, events.at(-1)),
    enteredBy: submission.enteredBy === null ? null : await personName(db, submission.enteredBy),
    grants: record && (await grantsOf(db, submission, record)),
  }
}

/** Drafts and what is not confirmed are between us and the submitter. */
function isForAgents({ state }: Submission): boolean {
  return state !== 'draft' && state !== 'unconfirmed'
}

/** What was published is shown as what it changed then; the rest, as what it would change now. */
async function beforeAndAfter(
  db: Kysely<Database>,
  { unitId, proposed, kind, state }: Submission,
  events: readonly SubmissionEvent[],
  record: PlaceRecord | undefined,
): Promise<[before: Proposal, after: Proposal]> {
  const published = state === 'published' ? events.findLast(({ step }) => step === 'publish') : undefined
  const entry = published?.historyEventId ? await historyEntry(db, published.historyEventId) : undefined
  if (entry) return [(entry.before ?? {}) as Proposal, (entry.after ?? {}) as Proposal]
  if (unitId !== null) return [await readUnitRecord(db, unitId), proposed]
  if (kind === 'closure') return [record ?? {}, { ...proposed, state: 'hidden' }]
  if (kind === 'new' || !record) return [{}, proposed]
  return [record, proposed]
}

async function grantsOf(
  db: Kysely<Database>,
  submission: Submission,
  record: PlaceRecord,
): Promise<Review['grants']> {
  const { kind, contact, placeId } = submission
  const organisation = kind === 'new' ? runnerOf(record) : record.organisation
  if ((kind !== 'new' && kind !== 'claim') || !contact || !organisation) return undefined
  const standing = await organisationStanding(db, organisationKey(organisation))
  // The rule counts the place at hand, which is not there yet.
  const places = standing.places + (kind === 'new' && placeId === null ? 1 : 0)
  const isByAgent = await isWrittenByAgent(db, submission)
  const role = roleToGrant({ kind, standing: { ...standing, places }, isByAgent, grants: undefined })
  return { organisation, byDefault: role === 'contributor' }
}
