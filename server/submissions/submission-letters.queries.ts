// What letters tell of submissions, and what became of them.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Submission, SubmissionEvent } from './submission.rules.ts'
import { eventsOf, findSubmission } from './submission-store.queries.ts'

export type ToTell = {
  submission: Submission
  event: SubmissionEvent
  /** Did nothing happen since? */
  isLast: boolean
  /** Was the submitter written to of the event before this one? */
  wasTold: boolean
}

/** The event that a letter tells of, and its submission. */
export async function eventToTell(db: Kysely<Database>, eventId: number): Promise<ToTell | undefined> {
  const row = await db
    .selectFrom('submission_event')
    .select('submission_id')
    .where('id', '=', eventId)
    .executeTakeFirst()
  if (!row) return undefined
  const submission = await findSubmission(db, { id: row.submission_id })
  const events = await eventsOf(db, row.submission_id)
  const index = events.findIndex(({ id }) => id === eventId)
  const event = events[index]
  const wasTold = events[index - 1]?.toldAt != null
  return submission && event && { submission, event, isLast: index === events.length - 1, wasTold }
}

/** Remembers that the submitter was written to of this. */
export async function markTold(db: Kysely<Database>, eventId: number, now: Date): Promise<void> {
  await db.updateTable('submission_event').set({ told_at: now }).where('id', '=', eventId).execute()
}

/**
 * Remembers when the mail server refused a letter to the submitter for good; `null`: it took one.
 * @param to where the letter went: of an address that has been corrected since, nothing is remembered
 */
export async function markUndelivered(
  db: Kysely<Database>,
  of: { submissionId: number } | { eventId: number },
  to: string,
  at: Date | null,
): Promise<void> {
  const id =
    'submissionId' in of
      ? sql<number>`${of.submissionId}::bigint`
      : sql<number>`(select submission_id from submission_event where id = ${of.eventId})`
  // The date is that of the last letter.
  await db
    .updateTable('submission')
    .set({ undelivered_at: at })
    .where('id', '=', id)
    .where('contact_email', '=', to)
    .where(sql<boolean>`undelivered_at is distinct from ${at}`)
    .execute()
}
