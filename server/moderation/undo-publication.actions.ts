import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { historyEntry, isLatest } from '../history/history.queries.ts'
import { changeUnit, type UnitRecord } from '../mobile-units/unit-changes.actions.ts'
import { changePlace, type Deed } from '../places/place-changes.actions.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import type { Submission, SubmissionEvent } from '../submissions/submission.rules.ts'
import { lockVersion } from '../submissions/submission-subject.queries.ts'
import { takeRolesBack } from '../submissions/submitter-role.queries.ts'

/**
 * Takes back what a publication made true: the facts as they were before, and the right to speak that came with it. A
 * place that was new is hidden, and comes back under its number when it is published after all.
 * @returns `false` when the place changed since: then nothing is touched
 */
export async function undoPublication(
  trx: Transaction<Database>,
  { unitId, placeId, kind }: Submission,
  { historyEventId, at, accountId }: Pick<SubmissionEvent, 'historyEventId' | 'at' | 'accountId'>,
  deed: Deed,
): Promise<boolean> {
  // What is written meanwhile is waited for, and seen.
  await lockVersion(trx, { placeId, unitId })
  const entry = historyEventId === null ? undefined : await historyEntry(trx, historyEventId)
  if (entry && !(await isLatest(trx, entry))) return false
  await takeRolesBack(trx, { grantedAt: at, grantedBy: accountId })
  if (!entry) return true
  if (unitId !== null) {
    await changeUnit(trx, unitId, entry.before as Partial<UnitRecord>, deed)
    return true
  }
  const before: Proposal = kind === 'new' ? { state: 'hidden' } : (entry.before as Proposal)
  await changePlace(trx, placeId!, before, deed, 'undone')
  return true
}
