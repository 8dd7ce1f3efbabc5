// The form in which a submitter corrects what they sent: all that the place would say, as it stands now.
import type { Dependencies } from '../dependencies.ts'
import { same } from '../history/difference.rules.ts'
import { type SentForm, sentText } from '../http/form.rules.ts'
import { readRecord } from '../places/place-record.queries.ts'
import { emptyRecord, type PlaceRecord, type Proposal, withProposal } from '../places/place-record.rules.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { communesOfForm } from './form-context.actions.ts'
import { type FormFault, faultInForm, formFault } from './form-fault.rules.ts'
import type { FormCommune } from './place-address-form.rules.ts'
import { readPlaceForm, typedOfRecord } from './place-form.rules.ts'
import { typedOfHours } from './place-hours.rules.ts'
import { type SessionsBeside, sessionsBeside } from './place-sessions.rules.ts'
import { missingOfNew } from './proposal.rules.ts'
import { readTimes } from './proposal-times.actions.ts'
import { type Submission, submissionLimits } from './submission.rules.ts'
import { type Typed, typedIn } from './typed.rules.ts'
import { typedOver } from './typed-over.rules.ts'

type Needs = Pick<Dependencies, 'db' | 'config' | 'now'>

export type ReceiptForm = {
  typed: Typed
  communes: readonly FormCommune[]
  /** The place as it would be. */
  record: PlaceRecord
  /** Are its hours such that the form cannot show them? */
  keepsHours: boolean
  /** What happens there that the form can only take out. */
  sessions: SessionsBeside
  /** A closure and a claim have no fields to correct. */
  isOfFields: boolean
  isNew: boolean
}

/** The place as it would be if the submission were published. */
async function proposedRecord(
  { db }: Pick<Needs, 'db'>,
  { placeId, proposed }: Submission,
): Promise<PlaceRecord> {
  const kept = placeId === null ? undefined : await readRecord(db, placeId)
  return withProposal(kept?.record ?? emptyRecord, proposed)
}

/** The form of a submission as it was sent. */
export async function receiptForm(needs: Needs, submission: Submission): Promise<ReceiptForm> {
  const record = await proposedRecord(needs, submission)
  return formOf(needs, submission, record, typedOfRecord(record, momentOf(needs, submission)))
}

/** The same form with what was just typed. */
export async function answeredForm(
  needs: Needs,
  submission: Submission,
  form: SentForm,
): Promise<ReceiptForm> {
  const record = await proposedRecord(needs, submission)
  return formOf(needs, submission, record, placeTyped(form))
}

/** The same form for somebody who did not see what changed meanwhile: what they wrote, and all else as it is now. */
export async function overtakenForm(
  needs: Needs,
  submission: Submission,
  form: SentForm,
  shown: Proposal,
): Promise<ReceiptForm> {
  const then = await proposedRecord(needs, { ...submission, proposed: shown })
  const record = await proposedRecord(needs, submission)
  const moment = momentOf(needs, submission)
  const typed = typedOver({
    shown: typedOfRecord(then, moment),
    typed: placeTyped(form),
    now: typedOfRecord(record, moment),
  })
  return formOf(needs, submission, record, typed)
}

const placeTyped = (form: SentForm): Typed => ({ ...typedIn(form, 'first'), ...typedIn(form, 'more') })

/** Titles are written in the language of whoever sent it, in whatever language they read the page. */
const momentOf = ({ now }: Needs, { locale }: Submission) => ({ locale, today: dayInFrance(now()) })

async function formOf(
  needs: Needs,
  submission: Submission,
  record: PlaceRecord,
  typed: Typed,
): Promise<ReceiptForm> {
  const { offered } = await communesOfForm(needs, typed)
  const keepsHours = typedOfHours(record).hours?.[0] === 'keep'
  const sessions = sessionsBeside(record.sessions, momentOf(needs, submission))
  const isNew = submission.kind === 'new'
  const isOfFields = isNew || submission.kind === 'change'
  return { typed, communes: offered, record, keepsHours, sessions, isOfFields, isNew }
}

/** Reads an answer: the proposal that now stands, and words. */
export async function readAnswer(
  needs: Needs,
  submission: Submission,
  form: SentForm,
): Promise<{ proposed: Proposal; message: string | null; faults: FormFault[] }> {
  const message = sentText(form, 'message') || null
  const faults: FormFault[] =
    message !== null && message.length > submissionLimits.message
      ? [{ field: 'message', reason: { proposal: 'too-long' }, value: String(submissionLimits.message) }]
      : []
  const { kind, proposed, locale, state } = submission
  if (kind !== 'new' && kind !== 'change') {
    if (message === null) faults.push(formFault('message', 'note'))
    return { proposed, message, faults }
  }
  const base = await proposedRecord(needs, submission)
  const typed = placeTyped(form)
  const communes = (await communesOfForm(needs, typed)).meant
  const read = readPlaceForm(typed, { readTimes, communes, base, locale, parts: ['first', 'more'] })
  const after = { ...proposed, ...read.proposal }
  const missing = kind === 'new' ? missingOfNew(after).map((fault) => faultInForm(fault)) : []
  const found = [...faults, ...read.faults, ...missing]
  // Nobody reads again what says nothing else than before.
  const isNothing = message === null && found.length === 0 && same(after, proposed)
  const nothing = isNothing ? [formFault('message', state === 'asked' ? 'note' : 'nothing')] : []
  return { proposed: after, message, faults: [...found, ...nothing] }
}
