// What somebody proposes: a new place, a change, a closure, a claim. Nothing of it is public before a decision.
import type { Locale } from '../../i18n/languages.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import type {
  DecisionReason,
  SubmissionKind,
  SubmissionState,
  SubmissionStep,
} from './submission-state.rules.ts'

/** What it is about: an existing place, an existing mobile unit, or a place that is not there yet. */
export type SubmissionSubject = { placeId: number | null; unitId: number | null }

/** A submission as it is kept; dates are instants. */
export type Submission = SubmissionSubject & {
  id: number
  /** A secret: whoever has it may follow, answer and withdraw. */
  receipt: string
  kind: SubmissionKind
  state: SubmissionState
  baseVersion: number | null
  proposed: Proposal
  /** What was typed and is not sent yet, by field. */
  typed: Record<string, string[]>
  besidePlaces: number[]
  note: string | null
  contact: { name: string | null; email: string } | null
  /** When the last letter to that address was refused for good; `null`: none was. */
  undeliveredAt: Date | null
  accountId: number | null
  enteredBy: number | null
  locale: Locale
  licence: { name: string; acceptedAt: Date } | null
  territories: string[]
  version: number
  createdAt: Date
  sentAt: Date | null
  decidedAt: Date | null
}

/** One thing that happened to a submission. */
export type SubmissionEvent = {
  id: number
  at: Date
  step: SubmissionStep
  state: SubmissionState
  accountId: number | null
  /** Name or address of the agent or submitter, for agents. */
  who: string | null
  reason: DecisionReason | null
  message: { text: string; language: string } | null
  /** For agents only. */
  note: string | null
  replaced: Proposal | null
  historyEventId: number | null
  toldAt: Date | null
}

/** Limits of what is written by hand, in characters. */
export const submissionLimits = {
  note: 2000,
  /** What somebody does there who claims a place: their name stands before it in the note that is kept. */
  claimNote: 200,
  message: 2000,
  contactName: 250,
  contactEmail: 254,
} as const

/** How many submissions one address may send in an hour. */
export const submissionsPerHour = 5

/**
 * What was proposed when the submission had this version: each step since counts it up by one, and keeps what it
 * replaced.
 * @param events all of them, in order
 */
export function proposedAt(
  { proposed, version: now }: Pick<Submission, 'proposed' | 'version'>,
  events: readonly Pick<SubmissionEvent, 'replaced'>[],
  version: number,
): Proposal {
  const since = version < now ? events.slice(version - now) : []
  return since.find(({ replaced }) => replaced !== null)?.replaced ?? proposed
}
