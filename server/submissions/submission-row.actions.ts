// What is written of a submission when it is sent.
import { newReceipt } from '../http/secrets.ts'
import { ownLicence } from '../places/place-changes.actions.ts'
import type { Submission } from './submission.rules.ts'
import type { locateSubmission } from './submission-place.actions.ts'
import type { SubmissionToWrite } from './submission-store.queries.ts'
import type { Sending } from './submissions.actions.ts'

export type Located = NonNullable<Awaited<ReturnType<typeof locateSubmission>>>

/** The row of what is sent, with the licence under which it is given. */
export function toWrite(
  sending: Sending,
  { proposed, territories, baseVersion, state, now }: Located & { state: Submission['state']; now: Date },
): SubmissionToWrite {
  const { kind, placeId, unitId, besidePlaces, note, contact, account, forSomebody, locale } = sending
  return {
    receipt: sending.draft ?? newReceipt(),
    kind,
    state,
    placeId,
    unitId,
    baseVersion,
    proposed,
    typed: sending.typed ?? {},
    besidePlaces,
    note,
    contact,
    accountId: forSomebody ? null : (account?.id ?? null),
    enteredBy: forSomebody ? (account?.id ?? null) : null,
    locale,
    licence: { name: ownLicence, acceptedAt: now },
    territories,
    sentAt: now,
    decidedAt: null,
    idempotencyKey: sending.idempotencyKey,
    confirmationHash: null,
  }
}
