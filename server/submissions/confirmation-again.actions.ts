// A letter that did not come, or went to an address that was mistyped: it is written again, where the submitter now says.
import { type HourlyUse, takeOfHour } from '../http/hourly-limit.queries.ts'
import { lockSending } from './sent-forms.queries.ts'
import { submissionsPerHour } from './submission.rules.ts'
import type { SubmissionNeeds } from './submission-steps.actions.ts'
import { lockSubmission, updateSubmission } from './submission-store.queries.ts'

export type WrittenAgain =
  | { outcome: 'written' }
  /** It is confirmed, or gone. */
  | { outcome: 'overtaken' }
  | { outcome: 'too-many'; retryAfterSeconds: number }

/** Letters that ask an address to confirm: strangers may type it, and must not fill its mailbox. */
export const confirmationsTo = (email: string, now: Date): HourlyUse => ({
  what: 'confirmations',
  who: email,
  most: submissionsPerHour,
  now,
})

/**
 * Writes once more to the address of a submission that is not confirmed, or to another one. The link of an earlier letter
 * opens nothing any more, and the days until it is forgotten begin anew.
 */
export function writeConfirmationAgain(
  { db, now, letters }: SubmissionNeeds,
  receipt: string,
  { email, origin }: { email: string; origin: string },
): Promise<WrittenAgain> {
  const at = now()
  return db.transaction().execute(async (trx): Promise<WrittenAgain> => {
    await lockSending(trx, email)
    const submission = await lockSubmission(trx, { receipt })
    if (submission?.state !== 'unconfirmed') return { outcome: 'overtaken' }
    const wait = await takeOfHour(trx, confirmationsTo(email, at))
    if (wait !== undefined) return { outcome: 'too-many', retryAfterSeconds: wait }
    const { id, contact } = submission
    await updateSubmission(trx, id, {
      contact: { name: contact?.name ?? null, email },
      confirmationHash: null,
      sentAt: at,
    })
    await letters.queue(trx, { kind: 'submission-confirm', id, origin })
    return { outcome: 'written' }
  })
}
