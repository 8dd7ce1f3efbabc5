// Every letter that we write: each domain composes its own, and is named here once.
import type { Composers } from './mail/composers.ts'
import {
  composeConfirmation,
  composeDecided,
  composeReceived,
} from './submissions/submission-letters.actions.ts'

export const composers: Composers = {
  'submission-confirm': composeConfirmation,
  'submission-received': composeReceived,
  'submission-decided': composeDecided,
}
