// What an agent sends with a decision.
import { type FieldFault, type SentForm, sentText, textFaults } from '../http/form.rules.ts'
import { submissionLimits } from '../submissions/submission.rules.ts'
import {
  askReasons,
  type DecisionReason,
  type DecisionStep,
  decisions,
  refuseReasons,
} from '../submissions/submission-state.rules.ts'

/** As it was typed, to be shown again beside what is wrong with it. */
export type TypedDecision = {
  step: DecisionStep
  /** The version of the submission that was looked at. */
  version: number
  /** The version of the place or unit that was looked at beside it; `null` where there was none. */
  subject: number | null
  reason: string
  message: string
  language: string
  note: string
  grants: boolean | undefined
}

export const noDecision: TypedDecision = {
  step: 'publish',
  version: 0,
  subject: null,
  reason: '',
  message: '',
  language: '',
  note: '',
  grants: undefined,
}

export type ReadDecision = { typed: TypedDecision; reason: DecisionReason | null; faults: FieldFault[] }

export const reasonsOf = { ask: askReasons, refuse: refuseReasons } as const

/** Reads a decision; what is wrong with it is told, and what was typed is kept. */
export function readDecision(form: SentForm, languages: readonly string[]): ReadDecision {
  const step = decisions.find((each) => each === sentText(form, 'step'))
  const typed: TypedDecision = {
    step: step ?? 'publish',
    version: numberIn(form, 'version') ?? 0,
    subject: numberIn(form, 'subject'),
    reason: sentText(form, 'reason'),
    message: sentText(form, 'message'),
    language: sentText(form, 'language'),
    note: sentText(form, 'note'),
    // Where it is asked, not ticking it says no.
    grants: sentText(form, 'grants-asked') === '' ? undefined : sentText(form, 'grants') !== '',
  }
  const known: readonly DecisionReason[] = step === 'ask' || step === 'refuse' ? reasonsOf[step] : []
  const reason = known.find((each) => each === typed.reason) ?? null
  const faults: FieldFault[] = [
    ...(step ? [] : [{ field: 'step', reason: 'choice' } as const]),
    ...textFaults('note', typed.note, { max: submissionLimits.note }),
  ]
  if (step !== 'publish') {
    if (!reason) faults.push({ field: 'reason', reason: 'choice' })
    // "We have a question" without the question, and "no" without why, help nobody.
    const required = reason === 'other'
    faults.push(...textFaults('message', typed.message, { max: submissionLimits.message, required }))
    if (typed.message !== '' && !languages.includes(typed.language))
      faults.push({ field: 'language', reason: 'choice' })
  }
  return { typed, reason, faults }
}

const numberIn = (form: SentForm, field: string): number | null => {
  const [digits] = /^\d{1,9}$/.exec(sentText(form, field)) ?? []
  return digits === undefined ? null : Number(digits)
}
