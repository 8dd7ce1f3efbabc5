// Every letter that we write: each domain composes its own, and is named here once.
import {
  composeIdleWarning,
  composeInvitation,
  composeTakenBack,
} from './accounts/invitation-letter.actions.ts'
import { composeSignIn } from './accounts/sign-in-letter.actions.ts'
import type { Composers, LetterEnds } from './mail/composers.ts'
import {
  composeConfirmation,
  composeDecided,
  composeReceived,
  endOfDecided,
  endOfLetter,
} from './submissions/submission-letters.actions.ts'

export const composers: Composers = {
  'submission-confirm': composeConfirmation,
  'submission-received': composeReceived,
  'submission-decided': composeDecided,
  'sign-in': composeSignIn,
  invitation: composeInvitation,
  'role-taken-back': composeTakenBack,
  'account-idle': composeIdleWarning,
}

/** Who notes how a letter ended. */
export const letterEnds: LetterEnds = {
  'submission-confirm': endOfLetter,
  'submission-received': endOfLetter,
  'submission-decided': endOfDecided,
}
