// What every screen and letter says of a submission.
import type { Translate } from '../../i18n/translate.ts'
import type { Submission, SubmissionEvent } from './submission.rules.ts'
import {
  askReasons,
  type DecisionReason,
  refuseReasons,
  type SubmissionStep,
} from './submission-state.rules.ts'

/** Where a submitter follows, answers and withdraws: the address holds the secret. */
export const submissionPath = ({ locale, receipt }: Pick<Submission, 'locale' | 'receipt'>): string =>
  `/${locale}/submissions/${receipt}`

/** The prepared sentence of a decision; `undefined` where it has none. */
export function decisionWords(
  step: SubmissionStep,
  reason: DecisionReason | null,
  t: Translate,
): string | undefined {
  const asked = askReasons.find((each) => each === reason)
  if (step === 'ask' && asked) return t(`submissions:askReasons.${asked}`)
  const refused = refuseReasons.find((each) => each === reason)
  return step === 'refuse' && refused ? t(`submissions:refuseReasons.${refused}`) : undefined
}

/** Did its sender add to it, and no agent correct it? */
export const isOwnAmendment = (
  { step, accountId }: Pick<SubmissionEvent, 'step' | 'accountId'>,
  submission: Pick<Submission, 'accountId'>,
): boolean => step === 'amend' && accountId !== null && accountId === submission.accountId
