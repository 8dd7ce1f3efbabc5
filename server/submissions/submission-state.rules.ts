// The life of a submission: which step leads from which state to which. What is not listed is refused.

export const submissionKinds = ['new', 'change', 'closure', 'claim'] as const
export type SubmissionKind = (typeof submissionKinds)[number]

export type SubmissionState =
  | 'draft'
  | 'unconfirmed'
  | 'waiting'
  | 'asked'
  | 'published'
  | 'refused'
  | 'withdrawn'

/** `amend`: an agent corrects what is proposed before deciding. */
export type SubmissionStep =
  | 'send'
  | 'confirm'
  | 'publish'
  | 'ask'
  | 'refuse'
  | 'answer'
  | 'withdraw'
  | 'undo'
  | 'amend'

const steps: Record<SubmissionStep, Partial<Record<SubmissionState, SubmissionState>>> = {
  send: { draft: 'unconfirmed' },
  confirm: { unconfirmed: 'waiting' },
  publish: { waiting: 'published' },
  ask: { waiting: 'asked' },
  refuse: { waiting: 'refused', asked: 'refused' },
  // Before a decision, whoever sent it may correct it too.
  answer: { asked: 'waiting', waiting: 'waiting', unconfirmed: 'unconfirmed' },
  withdraw: { draft: 'withdrawn', unconfirmed: 'withdrawn', waiting: 'withdrawn', asked: 'withdrawn' },
  undo: { published: 'waiting', asked: 'waiting', refused: 'waiting' },
  amend: { waiting: 'waiting' },
}

/** The state after a step; `null` where the step cannot be taken from here. */
export const nextState = (state: SubmissionState, step: SubmissionStep): SubmissionState | null =>
  steps[step][state] ?? null

/** What an agent decides; each is told to the submitter. */
export const decisions = ['publish', 'ask', 'refuse'] as const
export type DecisionStep = (typeof decisions)[number]

/** Prepared reasons, each a sentence in `i18n/…/moderation.json`, sent in the submitter's language. */
export const askReasons = ['address', 'hours', 'contact', 'services', 'twin', 'texts', 'other'] as const
export const refuseReasons = [
  'no-digital-help',
  'not-public',
  'outside',
  'already-listed',
  'unverifiable',
  'advertising',
  'nobody-answers',
  'other',
] as const
export type DecisionReason = (typeof askReasons)[number] | (typeof refuseReasons)[number]
