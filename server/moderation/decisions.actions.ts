// What an agent decides. Each is one transaction: lock, decide by the rule, write, record before and after, queue the mail.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { SignedIn } from '../accounts/roles.rules.ts'
import type { Letters } from '../mail/letters.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import { publishSubmission } from '../submissions/publish-submission.actions.ts'
import type { Submission, SubmissionEvent } from '../submissions/submission.rules.ts'
import { type DecisionReason, type DecisionStep, nextState } from '../submissions/submission-state.rules.ts'
import {
  findSubmission,
  lastEvent,
  lockSubmission,
  type NewEvent,
  recordEvent,
  updateSubmission,
} from '../submissions/submission-store.queries.ts'
import { lockVersion } from '../submissions/submission-subject.queries.ts'
import { mayDecide } from './authority.queries.ts'
import { undoPublication } from './undo-publication.actions.ts'

export type DecisionNeeds = { db: Kysely<Database>; now: () => Date; letters: Letters }

/** An agent, and what they saw of the submission when they decided. */
export type Deciding = {
  agent: SignedIn
  submissionId: number
  /** The version that the agent looked at: what changed since is looked at anew. */
  version: number
  /** Where links in letters lead, without a slash at the end. */
  origin: string
}

export type Decision =
  | {
      step: 'publish'
      /** Does the submitter speak for the organisation? `undefined`: where nobody else does. */
      grants: boolean | undefined
      note: string | null
      /** The version of the place or unit that the agent looked at; `null` where there is none yet. */
      subjectVersion: number | null
    }
  | {
      step: 'ask' | 'refuse'
      reason: DecisionReason
      /** In words of the agent, and their language. */
      message: { text: string; language: string } | null
      note: string | null
    }

export type Decided =
  | { outcome: 'decided'; submission: Submission; eventId: number }
  /** Somebody was there before: so it stands, by this. */
  | { outcome: 'overtaken'; submission: Submission; by: SubmissionEvent | undefined }
  /** The place or unit is not as it was when the agent looked: nothing was done. */
  | { outcome: 'changed-since'; submission: Submission }
  /** What was published is not as it was left: taking it back would take back what came since. Nothing was done. */
  | { outcome: 'not-undone'; submission: Submission }
  /** There is no such submission, or others decide on it. */
  | { outcome: 'unknown' }

/** Decides on a submission. */
export function decideSubmission(
  needs: DecisionNeeds,
  deciding: Deciding,
  decision: Decision,
): Promise<Decided> {
  return decide(needs, deciding, decision.step, async (trx, submission, now) => {
    const state = nextState(submission.state, decision.step)!
    const { agent } = deciding
    const event = eventOf(submission, decision, { at: now, state, accountId: agent.id })
    if (decision.step !== 'publish') {
      await updateSubmission(trx, submission.id, { state, decidedAt: now })
      return recordEvent(trx, event)
    }
    if ((await subjectVersion(trx, submission)) !== decision.subjectVersion) return 'changed-since'
    const because = { submissionId: submission.id, note: decision.note }
    const deed = { actor: { kind: 'person' as const, id: agent.id }, now, because }
    const { placeId, historyEventId } = await publishSubmission(trx, submission, deed, decision.grants)
    await updateSubmission(trx, submission.id, { state, placeId, decidedAt: now })
    return recordEvent(trx, { ...event, historyEventId })
  })
}

/** Held until the transaction ends; `null` of a place that is not there yet. */
async function subjectVersion(trx: Transaction<Database>, submission: Submission): Promise<number | null> {
  const { placeId, unitId } = submission
  return placeId === null && unitId === null ? null : ((await lockVersion(trx, submission)) ?? null)
}

function eventOf(
  { id }: Submission,
  decision: Decision,
  taken: Pick<NewEvent, 'at' | 'state' | 'accountId'>,
): NewEvent {
  const said = decision.step === 'publish' ? { reason: null, message: null } : decision
  return {
    ...taken,
    submissionId: id,
    step: decision.step,
    reason: said.reason,
    message: said.message,
    note: decision.note,
    replaced: null,
    historyEventId: null,
  }
}

/**
 * Takes the last decision on a submission back: it waits again, and a publication is undone unless the place changed
 * since.
 */
export function undoDecision(needs: DecisionNeeds, deciding: Deciding): Promise<Decided> {
  return decide(needs, deciding, 'undo', async (trx, submission, now) => {
    const last = await lastEvent(trx, submission.id)
    const { agent } = deciding
    if (!last) return 'overtaken'
    const deed = {
      actor: { kind: 'person' as const, id: agent.id },
      now,
      because: { submissionId: submission.id, note: null },
    }
    if (last.step === 'publish' && !(await undoPublication(trx, submission, last, deed))) return 'not-undone'
    await updateSubmission(trx, submission.id, { state: 'waiting', decidedAt: null })
    return recordEvent(trx, {
      submissionId: submission.id,
      at: now,
      step: 'undo',
      state: 'waiting',
      accountId: agent.id,
      reason: null,
      message: null,
      note: null,
      replaced: null,
      historyEventId: null,
    })
  })
}

/** An agent corrects what is proposed, before deciding; what the submitter wrote stays in the history. */
export function amendSubmission(
  needs: DecisionNeeds,
  deciding: Deciding,
  amended: { proposed: Proposal; territories: string[]; subjectVersion: number | null },
): Promise<Decided> {
  return decide(needs, deciding, 'amend', async (trx, submission, now) => {
    if ((await subjectVersion(trx, submission)) !== amended.subjectVersion) return 'changed-since'
    const { proposed, territories } = amended
    await updateSubmission(trx, submission.id, { proposed, territories })
    return recordEvent(trx, {
      submissionId: submission.id,
      at: now,
      step: 'amend',
      state: 'waiting',
      accountId: deciding.agent.id,
      reason: null,
      message: null,
      note: null,
      replaced: submission.proposed,
      historyEventId: null,
    })
  })
}

/** Letters of these steps go to the submitter. */
const told: readonly (DecisionStep | 'undo')[] = ['publish', 'ask', 'refuse', 'undo']

type NotDone = 'overtaken' | 'changed-since' | 'not-undone'

/** @param act does it, and returns the number of its event, or why it can no longer be done */
async function decide(
  { db, now, letters }: DecisionNeeds,
  { agent, submissionId, version, origin }: Deciding,
  step: DecisionStep | 'undo' | 'amend',
  act: (trx: Transaction<Database>, submission: Submission, now: Date) => Promise<number | NotDone>,
): Promise<Decided> {
  return db.transaction().execute(async (trx): Promise<Decided> => {
    const submission = await lockSubmission(trx, { id: submissionId })
    const last = submission && (await lastEvent(trx, submissionId))
    if (!submission || !(await mayDecide(trx, agent, submission, last))) return { outcome: 'unknown' }
    const isAsSeen = submission.version === version && nextState(submission.state, step) !== null
    const eventId = isAsSeen ? await act(trx, submission, now()) : 'overtaken'
    if (eventId === 'overtaken') return { outcome: eventId, submission, by: last }
    if (eventId === 'changed-since' || eventId === 'not-undone') return { outcome: eventId, submission }
    if (told.some((each) => each === step) && submission.contact) {
      await letters.queue(trx, { kind: 'submission-decided', id: eventId, origin })
    }
    return { outcome: 'decided', submission: (await findSubmission(trx, { id: submissionId }))!, eventId }
  })
}
