// Makes what somebody says of their dates true, or puts it before an agent.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { SignedIn } from '../accounts/roles.rules.ts'
import type { Dependencies } from '../dependencies.ts'
import { changeUnit } from '../mobile-units/unit-changes.actions.ts'
import { changePlace } from '../places/place-changes.actions.ts'
import { mayPublishDirectly } from '../submissions/direct-publication.rules.ts'
import { type FormOutcome, outcomeOfForm, rememberForm } from '../submissions/sent-forms.queries.ts'
import type { SubmissionSubject } from '../submissions/submission.rules.ts'
import { locateSubmission } from '../submissions/submission-place.actions.ts'
import { nextState } from '../submissions/submission-state.rules.ts'
import { recordStep } from '../submissions/submission-steps.actions.ts'
import { findSubmission, lockSubmission, updateSubmission } from '../submissions/submission-store.queries.ts'
import { lockVersion } from '../submissions/submission-subject.queries.ts'
import { publishDirectly, SubjectChanged, sendSubmission } from '../submissions/submissions.actions.ts'
import { pendingDates } from './schedule.queries.ts'
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

export type Saved =
  | FormOutcome
  | 'changed'
  | 'no-subject'
  /** Too much was sent in this hour. */
  | { retryAfterSeconds: number }

/** What came of a form that was sent before; `undefined` where it was not. */
export async function savedBefore(db: Needs['db'], idempotencyKey: string): Promise<FormOutcome | undefined> {
  const submission = await findSubmission(db, { idempotencyKey })
  if (submission) return submission.state === 'published' ? 'published' : 'waiting'
  return outcomeOfForm(db, idempotencyKey)
}

/**
 * Publishes a change at once where an agent says it, or an organisation that agents trust; puts it into the queue
 * otherwise. Where something changed since the schedule was read, nothing is written.
 */
export async function saveSchedule(needs: Needs, schedule: Schedule, saving: Saving): Promise<Saved> {
  try {
    if (schedule.isAgent) return await changeAsAgent(needs, schedule, saving)
    if (schedule.pending) return await addToPending(needs, schedule, schedule.pending, saving)
    return await send(needs, schedule, saving)
  } catch (error) {
    if (error instanceof SubjectChanged) return 'changed'
    throw error
  }
}

const subjectOf = ({ subject }: Schedule): SubmissionSubject =>
  subject.kind === 'unit' ? { placeId: null, unitId: subject.id } : { placeId: subject.id, unitId: null }

/** Nobody else changes the place or unit until the transaction ends. */
async function holdAsSeen(trx: Transaction<Database>, schedule: Schedule): Promise<void> {
  if ((await lockVersion(trx, subjectOf(schedule))) !== schedule.version) throw new SubjectChanged()
}

async function changeAsAgent(
  { db, now }: Needs,
  schedule: Schedule,
  { account, change, idempotencyKey }: Saving,
): Promise<Saved> {
  const { kind, id } = schedule.subject
  return db.transaction().execute(async (trx): Promise<Saved> => {
    const outcome = 'published'
    if (!(await rememberForm(trx, { key: idempotencyKey, outcome, now: now() }))) return outcome
    await holdAsSeen(trx, schedule)
    const actor = { kind: 'person' as const, id: account.id }
    const deed = { actor, now: now(), because: { submissionId: null, note: null } }
    await (kind === 'unit' ? changeUnit(trx, id, change, deed) : changePlace(trx, id, change, deed))
    return outcome
  })
}

async function send(needs: Needs, schedule: Schedule, saving: Saving): Promise<Saved> {
  const { account, change, idempotencyKey, locale, origin } = saving
  const { subject, version } = schedule
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
    madeFrom: version,
    // Another window may have sent the first request meanwhile.
    isAsSeen: async (trx) => (await pendingDates(trx, subject, account.id))?.baseVersion !== version,
    origin,
  })
  if (sent.outcome === 'no-subject') return sent.outcome
  if (sent.outcome === 'too-many') return { retryAfterSeconds: sent.retryAfterSeconds }
  return sent.submission.state === 'published' ? 'published' : 'waiting'
}

/**
 * One request holds all that waits: published one after the other, two of them would take each other back. Where agents
 * trust the organisation since, all of it is published.
 */
async function addToPending(
  needs: Needs,
  schedule: Schedule,
  pending: NonNullable<Schedule['pending']>,
  { account, change, idempotencyKey }: Saving,
): Promise<Saved> {
  const { sessions, closures } = schedule
  const proposed = { sessions, closures, ...change }
  const located = await locateSubmission(needs, { ...subjectOf(schedule), kind: 'change', proposed })
  if (!located) return 'no-subject'
  const isDirect = mayPublishDirectly({ kind: 'change', proposed }, account, located.organisation)
  const outcome = isDirect ? 'published' : 'waiting'
  return needs.db.transaction().execute(async (trx): Promise<Saved> => {
    const by = { now: needs.now(), accountId: account.id }
    if (!(await rememberForm(trx, { key: idempotencyKey, outcome, now: by.now }))) return outcome
    const submission = await lockSubmission(trx, { receipt: pending.receipt })
    // Whatever the person changes answers what was asked.
    const step = submission?.state === 'asked' ? 'answer' : 'amend'
    const state = submission && nextState(submission.state, step)
    if (!state || submission.version !== pending.version) throw new SubjectChanged()
    await holdAsSeen(trx, schedule)
    const { id } = submission
    const { territories } = located
    await updateSubmission(trx, id, { state, territories, proposed: { ...submission.proposed, ...change } })
    await recordStep(trx, id, step, state, by, { replaced: submission.proposed })
    if (isDirect) await publishDirectly(trx, (await findSubmission(trx, { id }))!, by)
    return outcome
  })
}
