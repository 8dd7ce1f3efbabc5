// What a receipt and the link of a letter name. Looking changes nothing.
import type { Dependencies } from '../dependencies.ts'
import { hashOf } from '../http/secrets.ts'
import { isReceipt } from './drafts.actions.ts'
import { unsentBefore } from './retention.rules.ts'
import type { Submission } from './submission.rules.ts'
import { findSubmission } from './submission-store.queries.ts'

type Needs = Pick<Dependencies, 'db' | 'now'>

/** The submission of a receipt; `undefined` where there is none (any more). */
export const submissionOfReceipt = async ({ db }: Needs, receipt: string): Promise<Submission | undefined> =>
  isReceipt(receipt) ? findSubmission(db, { receipt }) : undefined

/** Does this link confirm something? One that was used still names its submission; one that is too old names nothing. */
export async function confirmation(
  { db, now }: Needs,
  token: string,
): Promise<{ submission: Submission | undefined; isGood: boolean }> {
  const submission = await findSubmission(db, { confirmationHash: hashOf(token) })
  if (submission?.state !== 'unconfirmed') return { submission, isGood: false }
  const isOld = submission.sentAt !== null && submission.sentAt < unsentBefore(now())
  return isOld ? { submission: undefined, isGood: false } : { submission, isGood: true }
}
