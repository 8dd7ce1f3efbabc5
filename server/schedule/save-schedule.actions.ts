// Makes what somebody says of their dates true, or puts it before an agent.
import type { SignedIn } from '../accounts/roles.rules.ts'
import type { Dependencies } from '../dependencies.ts'
import { changeUnit } from '../mobile-units/unit-changes.actions.ts'
import { changePlace } from '../places/place-changes.actions.ts'
import type { SubmissionSubject } from '../submissions/submission.rules.ts'
import { nextState } from '../submissions/submission-state.rules.ts'
import { answerSubmission } from '../submissions/submission-steps.actions.ts'
import { lockSubmission, recordEvent, updateSubmission } from '../submissions/submission-store.queries.ts'
import { lockVersion } from '../submissions/submission-subject.queries.ts'
import { SubjectChanged, sendSubmission } from '../submissions/submissions.actions.ts'
import type { Schedule, ScheduleChange } from './schedule.rules.ts'

type Needs = Pick<Dependencies, 'db' | 'now' | 'geocoder' | 'letters'>

export type Saving = {
  account: SignedIn
  change: ScheduleChange
  /** Names one sending: the same form sent twice is one change. */
  idempotencyKey: string
  locale: SignedIn['locale']
  /** Where links in letters lead. */
  origin: string
}

export type Saved = 'published' | 'waiting' | 'too-many' | 'changed' | 'no-subject'

/**
 * Publishes a change at once where an agent says it, or an organisation that agents trust; puts it into the queue
 * otherwise. Where something changed since the schedule was read, nothing is written.
 */
export async function saveSchedule(needs: Needs, schedule: Schedule, saving: Saving): Promise<Saved> {
  try {
    if (schedule.isAgent) return await changeAsAgent(needs, schedule, saving)
    if (schedule.pending) return await addToPending(needs, schedule, saving)
    return await send(needs, schedule, saving)
  } catch (error) {
    if (error instanceof SubjectChanged) return 'changed'
    throw error
  }
}

const subjectOf = ({ subject }: Schedule): SubmissionSubject =>
  subject.kind === 'unit' ? { placeId: null, unitId: subject.id } : { placeId: subject.id, unitId: null }

async function changeAsAgent(
  { db, now }: Needs,
  schedule: Schedule,
  { account, change }: Saving,
): Promise<Saved> {
  const { kind, id } = schedule.subject
  return db.transaction().execute(async (trx): Promise<Saved> => {
    if ((await lockVersion(trx, subjectOf(schedule))) !== schedule.version) throw new SubjectChanged()
    const actor = { kind: 'person' as const, id: account.id }
    const deed = { actor, now: now(), because: { submissionId: null, note: null } }
    await (kind === 'unit' ? changeUnit(trx, id, change, deed) : changePlace(trx, id, change, deed))
    return 'published'
  })
}

async function send(needs: Needs, schedule: Schedule, saving: Saving): Promise<Saved> {
  const { account, change, idempotencyKey, locale, origin } = saving
  const sent = await sendSubmission(needs, {
    ...subjectOf(schedule),
    kind: 'change',
    proposed: change,
    besidePlaces: [],
    note: null,
    contact: { name: account.name, email: account.email },
    locale,
    idempotencyKey,
    account,
    forSomebody: false,
    draft: null,
    madeFrom: schedule.version,
    origin,
  })
  if (sent.outcome === 'too-many' || sent.outcome === 'no-subject') return sent.outcome
  return sent.submission.state === 'published' ? 'published' : 'waiting'
}

/** One request holds all that waits: published one after the other, two of them would take each other back. */
async function addToPending(needs: Needs, schedule: Schedule, saving: Saving): Promise<Saved> {
  const { receipt, isAsked } = schedule.pending!
  const { account, change } = saving
  if (isAsked) {
    const { sessions, closures } = schedule
    const proposed = { sessions, closures, ...change }
    const answered = await answerSubmission(needs, receipt, { proposed, message: null })
    return answered.outcome === 'done' ? 'waiting' : 'changed'
  }
  return needs.db.transaction().execute(async (trx): Promise<Saved> => {
    const submission = await lockSubmission(trx, { receipt })
    const state = submission && nextState(submission.state, 'amend')
    if (!submission || !state) throw new SubjectChanged()
    await updateSubmission(trx, submission.id, { proposed: { ...submission.proposed, ...change } })
    await recordEvent(trx, {
      submissionId: submission.id,
      at: needs.now(),
      step: 'amend',
      state,
      accountId: account.id,
      reason: null,
      message: null,
      note: null,
      replaced: submission.proposed,
      historyEventId: null,
    })
    return 'waiting'
  })
}
