// Taking a submission in: one transaction, and the mail leaves after it.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Locale } from '../../i18n/languages.ts'
import type { SignedIn } from '../accounts/roles.rules.ts'
import { takeOfHour } from '../http/hourly-limit.queries.ts'
import { newReceipt } from '../http/secrets.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import { confirmationsTo } from './confirmation-again.actions.ts'
import { mayPublishDirectly } from './direct-publication.rules.ts'
import { publishSubmission } from './publish-submission.actions.ts'
import { lockSending } from './sent-forms.queries.ts'
import { type Submission, type SubmissionSubject, submissionsPerHour } from './submission.rules.ts'
import { locateSubmission } from './submission-place.actions.ts'
import { type Located, toWrite } from './submission-row.actions.ts'
import type { SubmissionKind } from './submission-state.rules.ts'
import { recordStep, type SubmissionNeeds } from './submission-steps.actions.ts'
import {
  findSubmission,
  insertSubmission,
  lockSubmission,
  type SubmissionToWrite,
  updateSubmission,
} from './submission-store.queries.ts'
import { lockVersion } from './submission-subject.queries.ts'
import { countSentBy } from './submissions-of-person.queries.ts'

export type Sending = SubmissionSubject & {
  kind: SubmissionKind
  proposed: Proposal
  besidePlaces: number[]
  note: string | null
  contact: { name: string | null; email: string }
  locale: Locale
  /** Names one sending: what is sent again under it is the same submission. */
  idempotencyKey: string
  /** What is kept beside, by which a sending again is told from another under the same key. */
  typed?: Record<string, string[]>
  /** Who is signed in. An address that is theirs needs no confirmation. */
  account: SignedIn | null
  /** Does an agent write it down for somebody else? Nobody is asked to confirm. */
  forSomebody: boolean
  /** The draft that it was until now. */
  draft: string | null
  /** The version of the place or unit that the proposal was made from; where it is another now, `SubjectChanged`. */
  madeFrom?: number
  /** Is all else as the sender saw it? Asked once nobody else can change it; where it is not, `SubjectChanged`. */
  isAsSeen?: (trx: Transaction<Database>) => Promise<boolean>
  /** Where links in letters lead, without a slash at the end. */
  origin: string
}

export type Sent =
  | { outcome: 'sent' | 'repeated'; submission: Submission }
  /** The subject of the submission is not there (any more). */
  | { outcome: 'no-subject' }
  | { outcome: 'too-many'; retryAfterSeconds: number }

/** The place or unit has changed since the proposal was made: nothing was written. */
export class SubjectChanged extends Error {}

const hour = 3_600_000

/**
 * Takes a submission in. It is seen by nobody but its submitter until the address is confirmed, and is not public before
 * a decision; only what an organisation that agents trust says of its own hours and dates is published at once.
 */
export async function sendSubmission(needs: SubmissionNeeds, sending: Sending): Promise<Sent> {
  const earlier = await findSubmission(needs.db, { idempotencyKey: sending.idempotencyKey })
  if (earlier && earlier.state !== 'draft') return { outcome: 'repeated', submission: earlier }
  // The address service is asked before anything is locked.
  const located = await locateSubmission(needs, sending)
  if (!located) return { outcome: 'no-subject' }
  return needs.db.transaction().execute((trx) => takeIn(trx, needs, sending, located))
}

async function takeIn(
  trx: Transaction<Database>,
  needs: SubmissionNeeds,
  sending: Sending,
  located: Located,
): Promise<Sent> {
  const now = needs.now()
  const { contact, account, forSomebody, idempotencyKey, origin } = sending
  await lockSending(trx, contact.email)
  await lockSending(trx, idempotencyKey)
  const repeated = await findSubmission(trx, { idempotencyKey })
  if (repeated && repeated.state !== 'draft') return { outcome: 'repeated', submission: repeated }
  await holdVersion(trx, sending)
  const isProven = forSomebody || account?.email === contact.email
  // Whoever publishes by themselves has no queue to fill, and reads on the page that it is done.
  const isDirect = isProven && mayPublishDirectly(sending, account, located.organisation)
  const wait = isDirect || forSomebody ? undefined : await secondsToWait(trx, sending, isProven, now)
  if (wait !== undefined) return { outcome: 'too-many', retryAfterSeconds: wait }
  const state = isProven ? 'waiting' : 'unconfirmed'
  const draft = sending.draft === null ? undefined : await lockSubmission(trx, { receipt: sending.draft })
  const id = await write(trx, draft, toWrite(sending, { ...located, state, now }), now)
  const accountId = account?.id ?? null
  await recordStep(trx, id, 'send', state, { now, accountId })
  const kind = isProven ? 'submission-received' : 'submission-confirm'
  if (!forSomebody && !isDirect) await needs.letters.queue(trx, { kind, id, origin })
  const submission = (await findSubmission(trx, { id }))!
  if (!isDirect) return { outcome: 'sent', submission }
  await publishDirectly(trx, submission, { now, accountId: accountId! })
  return { outcome: 'sent', submission: (await findSubmission(trx, { id }))! }
}

/**
 * Five an hour: of what somebody sends under an address that is theirs, and of letters to an address that anybody may have
 * typed. Neither uses up the other.
 */
async function secondsToWait(
  trx: Transaction<Database>,
  { contact: { email }, account }: Sending,
  isProven: boolean,
  now: Date,
): Promise<number | undefined> {
  if (!isProven || !account) return takeOfHour(trx, confirmationsTo(email, now))
  const recent = await countSentBy(trx, { accountId: account.id, email }, new Date(now.getTime() - hour))
  return recent >= submissionsPerHour ? hour / 1000 : undefined
}

/** Nobody else changes what the proposal speaks of until it is taken in. */
async function holdVersion(trx: Transaction<Database>, sending: Sending): Promise<void> {
  if (sending.madeFrom === undefined) return
  if ((await lockVersion(trx, sending)) !== sending.madeFrom) throw new SubjectChanged()
  if (sending.isAsSeen && !(await sending.isAsSeen(trx))) throw new SubjectChanged()
}

async function write(
  trx: Transaction<Database>,
  draft: Submission | undefined,
  written: SubmissionToWrite,
  now: Date,
): Promise<number> {
  if (draft?.state !== 'draft') {
    return insertSubmission(trx, draft ? { ...written, receipt: newReceipt() } : written, now)
  }
  await updateSubmission(trx, draft.id, written)
  return draft.id
}

/** Makes a submission true in the name of whoever sent it, who may do so (`mayPublishDirectly`). */
export async function publishDirectly(
  trx: Transaction<Database>,
  submission: Submission,
  by: { now: Date; accountId: number },
): Promise<void> {
  const { now, accountId } = by
  const actor = { kind: 'person' as const, id: accountId }
  const because = { submissionId: submission.id, note: null }
  const { historyEventId } = await publishSubmission(trx, submission, { actor, now, because }, false)
  await updateSubmission(trx, submission.id, { state: 'published', decidedAt: now })
  await recordStep(trx, submission.id, 'publish', 'published', by, { historyEventId })
}
