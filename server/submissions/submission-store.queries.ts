// Submissions and their events, as they are kept. Only the submitter and those who decide read here.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Locale } from '../../i18n/languages.ts'
import type { Submission, SubmissionEvent } from './submission.rules.ts'

type SubmissionRow = Selectable<Database['submission']>

/** A submission as its row says it. */
export function submissionOf(row: SubmissionRow): Submission {
  return {
    id: row.id,
    receipt: row.receipt,
    kind: row.kind,
    state: row.state,
    placeId: row.place_id,
    unitId: row.unit_id,
    baseVersion: row.base_version,
    proposed: row.proposed,
    typed: row.typed,
    besidePlaces: row.beside_places,
    note: row.note,
    contact: row.contact_email === null ? null : { name: row.contact_name, email: row.contact_email },
    undeliveredAt: row.contact_email === null ? null : row.undelivered_at,
    accountId: row.account_id,
    enteredBy: row.entered_by,
    locale: row.locale as Locale,
    licence: row.licence === null ? null : { name: row.licence, acceptedAt: row.licence_accepted_at! },
    territories: row.territories,
    version: row.version,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    decidedAt: row.decided_at,
  }
}

/** What is written of a submission. */
export type SubmissionToWrite = Omit<Submission, 'id' | 'version' | 'createdAt' | 'undeliveredAt'> & {
  idempotencyKey: string | null
  confirmationHash: string | null
}

function columnsOf(submission: Partial<SubmissionToWrite>) {
  const { contact, licence, proposed, typed } = submission
  const columns = {
    kind: submission.kind,
    state: submission.state,
    place_id: submission.placeId,
    unit_id: submission.unitId,
    base_version: submission.baseVersion,
    proposed: proposed && JSON.stringify(proposed),
    typed: typed && JSON.stringify(typed),
    beside_places: submission.besidePlaces,
    note: submission.note,
    ...(contact !== undefined && {
      contact_name: contact?.name ?? null,
      contact_email: contact?.email ?? null,
      // Of another address nothing is known.
      undelivered_at: null,
    }),
    account_id: submission.accountId,
    entered_by: submission.enteredBy,
    locale: submission.locale,
    ...(licence !== undefined && {
      licence: licence?.name ?? null,
      licence_accepted_at: licence?.acceptedAt ?? null,
    }),
    idempotency_key: submission.idempotencyKey,
    confirmation_hash: submission.confirmationHash,
    territories: submission.territories,
    sent_at: submission.sentAt,
    decided_at: submission.decidedAt,
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

/** Adds a submission. @returns its number */
export async function insertSubmission(
  trx: Transaction<Database>,
  submission: SubmissionToWrite,
  now: Date,
): Promise<number> {
  const { id } = await trx
    .insertInto('submission')
    .values({ ...(columnsOf(submission) as NewRow), receipt: submission.receipt, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type NewRow = Omit<import('kysely').Insertable<Database['submission']>, 'receipt' | 'created_at'>

/** Writes what is given of a submission, and counts its version up. */
export async function updateSubmission(
  trx: Transaction<Database>,
  id: number,
  changes: Partial<SubmissionToWrite>,
): Promise<void> {
  await trx
    .updateTable('submission')
    .set({ ...columnsOf(changes), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Keeps by which secret an address is confirmed. That a letter left changes nothing of the submission. */
export async function writeConfirmation(db: Kysely<Database>, id: number, hash: string): Promise<void> {
  await db.updateTable('submission').set({ confirmation_hash: hash }).where('id', '=', id).execute()
}

/** How a submission is named: by its number, by the secret of its submitter, by what its mail or its form carries. */
export type SubmissionName =
  | { id: number }
  | { receipt: string }
  | { confirmationHash: string }
  | { idempotencyKey: string }

function named(db: Kysely<Database>, name: SubmissionName) {
  const all = db.selectFrom('submission').selectAll()
  if ('id' in name) return all.where('id', '=', name.id)
  if ('receipt' in name) return all.where('receipt', '=', name.receipt)
  if ('idempotencyKey' in name) return all.where('idempotency_key', '=', name.idempotencyKey)
  return all.where('confirmation_hash', '=', name.confirmationHash)
}

/** A submission by one of its names; `undefined` where there is none. */
export async function findSubmission(
  db: Kysely<Database>,
  name: SubmissionName,
): Promise<Submission | undefined> {
  const row = await named(db, name).executeTakeFirst()
  return row && submissionOf(row)
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockSubmission(
  trx: Transaction<Database>,
  name: SubmissionName,
): Promise<Submission | undefined> {
  const row = await named(trx, name).forUpdate().executeTakeFirst()
  return row && submissionOf(row)
}

export type NewEvent = Omit<SubmissionEvent, 'id' | 'who' | 'toldAt'> & { submissionId: number }

/** Records what happened to a submission. @returns the number of the event */
export async function recordEvent(trx: Transaction<Database>, event: NewEvent): Promise<number> {
  const { id } = await trx
    .insertInto('submission_event')
    .values({
      submission_id: event.submissionId,
      at: event.at,
      step: event.step,
      state: event.state,
      account_id: event.accountId,
      reason: event.reason,
      message: event.message?.text ?? null,
      message_language: event.message?.language ?? null,
      note: event.note,
      replaced: event.replaced && JSON.stringify(event.replaced),
      history_event_id: event.historyEventId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What happened to a submission, in order, with who did it. */
export async function eventsOf(db: Kysely<Database>, submissionId: number): Promise<SubmissionEvent[]> {
  const rows = await db
    .selectFrom('submission_event as event')
    .leftJoin('account', 'account.id', 'event.account_id')
    .selectAll('event')
    .select(sql<string | null>`coalesce(account.name, account.email)`.as('who'))
    .where('event.submission_id', '=', submissionId)
    .orderBy('event.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    step: row.step,
    state: row.state,
    accountId: row.account_id,
    who: row.who,
    reason: row.reason as SubmissionEvent['reason'],
    message: row.message === null ? null : { text: row.message, language: row.message_language! },
    note: row.note,
    replaced: row.replaced,
    historyEventId: row.history_event_id,
    toldAt: row.told_at,
  }))
}

/** The last event of a submission. */
export const lastEvent = async (db: Kysely<Database>, submissionId: number) =>
  (await eventsOf(db, submissionId)).at(-1)
