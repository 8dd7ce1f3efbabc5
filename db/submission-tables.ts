// The tables of what people propose and agents decide.
import type { ColumnType, Generated } from 'kysely'
import type { JsonOrNull, WrittenOnce } from './schema.ts'

/** Written as text, and only when it changes. */
type JsonByDefault<T> = ColumnType<T, string | undefined, string>

export interface SubmissionTable {
  id: Generated<number>
  /** A secret: whoever has it may follow, answer and withdraw. */
  receipt: WrittenOnce<string>
  kind: 'new' | 'change' | 'closure' | 'claim'
  state: 'draft' | 'unconfirmed' | 'waiting' | 'asked' | 'published' | 'refused' | 'withdrawn'
  place_id: number | null
  unit_id: number | null
  /** Version of the place when the proposal was made. */
  base_version: number | null
  /** The facts that it sets. */
  proposed: JsonByDefault<object>
  /** What was typed and is not sent yet, by field. */
  typed: JsonByDefault<Record<string, string[]>>
  beside_places: Generated<number[]>
  note: string | null
  contact_name: string | null
  contact_email: string | null
  contact_forgotten_at: Date | null
  /** When a letter to this address was refused for good; a later one that was taken takes that back. */
  undelivered_at: Date | null
  account_id: number | null
  /** The agent who typed it for somebody else. */
  entered_by: number | null
  locale: string
  /** The licence accepted, with its version. */
  licence: string | null
  licence_accepted_at: Date | null
  /** One form, sent twice, makes one submission. */
  idempotency_key: string | null
  confirmation_hash: string | null
  territories: Generated<string[]>
  version: Generated<number>
  created_at: WrittenOnce<Date>
  /** When a draft was last written in. */
  changed_at: Date | null
  sent_at: Date | null
  decided_at: Date | null
}

export interface SubmissionEventTable {
  id: Generated<number>
  submission_id: number
  at: Date
  step: 'send' | 'confirm' | 'publish' | 'ask' | 'refuse' | 'answer' | 'withdraw' | 'undo' | 'amend'
  /** After the step. */
  state: SubmissionTable['state']
  account_id: number | null
  reason: string | null
  /** To the submitter, or from them. */
  message: string | null
  message_language: string | null
  /** For agents only. */
  note: string | null
  /** What was proposed until then, where the step replaces it. */
  replaced: JsonOrNull
  history_event_id: number | null
  told_at: Date | null
}

/** Forms that made something true or were added to what waits: sent again, they do it no second time. */
export interface SentFormTable {
  key: WrittenOnce<string>
  outcome: WrittenOnce<'published' | 'waiting'>
  at: WrittenOnce<Date>
}
