// What a submitter does after sending: confirm, answer, withdraw. Each is one transaction, and the mail leaves after it.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Geocoder } from '../geocoding/address-service.ts'
import { hashOf } from '../http/secrets.ts'
import type { Letters } from '../mail/letters.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import type { Submission } from './submission.rules.ts'
import { locateSubmission } from './submission-place.actions.ts'
import { nextState, type SubmissionStep } from './submission-state.rules.ts'
import { findSubmission, lockSubmission, recordEvent, updateSubmission } from './submission-store.queries.ts'

export type SubmissionNeeds = {
  db: Kysely<Database>
  now: () => Date
  geocoder: Geocoder
  letters: Letters
}

export type By = { now: Date; accountId: number | null }

/** Records a step of a submitter. @returns the number of the event */
export function recordStep(
  trx: Transaction<Database>,
  submissionId: number,
  step: SubmissionStep,
  state: Submission['state'],
  { now, accountId }: By,
  said: Partial<Pick<Parameters<typeof recordEvent>[1], 'message' | 'replaced' | 'historyEventId'>> = {},
): Promise<number> {
  const nothing = { reason: null, message: null, note: null, replaced: null, historyEventId: null }
  return recordEvent(trx, { submissionId, at: now, step, state, accountId, ...nothing, ...said })
}

export type Stepped =
  | { outcome: 'done'; submission: Submission }
  /** It cannot be done (any more): so it stands. */
  | { outcome: 'overtaken'; submission: Submission }
  | { outcome: 'unknown' }

/** Confirms the address of a submission by the secret that was sent there. Twice is once. */
export function confirmSubmission(
  needs: SubmissionNeeds,
  { token, origin }: { token: string; origin: string },
): Promise<Stepped> {
  return step(needs, { confirmationHash: hashOf(token) }, 'confirm', async (trx, submission, now) => {
    await updateSubmission(trx, submission.id, { state: 'waiting' })
    await recordStep(trx, submission.id, 'confirm', 'waiting', { now, accountId: null })
    await needs.letters.queue(trx, { kind: 'submission-received', id: submission.id, origin })
  })
}

/**
 * The submitter answers what was asked, or corrects what waits, with another proposal or with words.
 * @param answer `version` of the submission that they looked at: where it is another, an agent asked or corrected
 * something that they have not seen, and nothing is written
 */
export async function answerSubmission(
  needs: SubmissionNeeds,
  receipt: string,
  answer: { proposed: Proposal; message: string | null; version: number },
): Promise<Stepped> {
  const known = await findSubmission(needs.db, { receipt })
  if (!known) return { outcome: 'unknown' }
  const located = await locateSubmission(needs, { ...known, proposed: answer.proposed })
  if (!located) return { outcome: 'overtaken', submission: known }
  const seen = { receipt, version: answer.version }
  return step(needs, seen, 'answer', async (trx, submission, now) => {
    const { proposed, territories } = located
    const state = nextState(submission.state, 'answer')!
    await updateSubmission(trx, submission.id, { state, proposed, territories })
    const message = answer.message === null ? null : { text: answer.message, language: submission.locale }
    const by = { now, accountId: submission.accountId }
    await recordStep(trx, submission.id, 'answer', state, by, { message, replaced: submission.proposed })
  })
}

/** The submitter takes a submission back. */
export function withdrawSubmission(needs: SubmissionNeeds, receipt: string): Promise<Stepped> {
  return step(needs, { receipt }, 'withdraw', async (trx, submission, now) => {
    await updateSubmission(trx, submission.id, { state: 'withdrawn', decidedAt: now })
    await recordStep(trx, submission.id, 'withdraw', 'withdrawn', { now, accountId: submission.accountId })
  })
}

/** Locks, asks the rule, does. */
function step(
  { db, now }: SubmissionNeeds,
  name: { receipt: string; version?: number } | { confirmationHash: string },
  taken: SubmissionStep,
  act: (trx: Transaction<Database>, submission: Submission, now: Date) => Promise<void>,
): Promise<Stepped> {
  return db.transaction().execute(async (trx): Promise<Stepped> => {
    const submission = await lockSubmission(trx, name)
    if (!submission) return { outcome: 'unknown' }
    const isAsSeen = !('version' in name) || name.version === submission.version
    if (!isAsSeen || nextState(submission.state, taken) === null) return { outcome: 'overtaken', submission }
    await act(trx, submission, now())
    return { outcome: 'done', submission: (await findSubmission(trx, { id: submission.id }))! }
  })
}
