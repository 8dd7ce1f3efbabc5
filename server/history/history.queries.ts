// The history of each place: written once, never changed (a trigger refuses it).
import { sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'

export type Actor =
  | { kind: 'import'; id: number }
  | { kind: 'demonstration' | 'system'; id: null }
  | { kind: 'person'; id: number }

export type HistoryAction = 'created' | 'changed' | 'gone' | 'returned'

/** One thing that happened to a place; `before` and `after` hold only what differs. */
export type HistoryEvent = {
  placeId: number
  action: HistoryAction
  before: object | null
  after: object | null
}

/** Records what happened, in the transaction in which it happens. */
export async function recordHistory(
  trx: Transaction<Database>,
  actor: Actor,
  now: Date,
  events: HistoryEvent[],
): Promise<void> {
  if (events.length === 0) return
  await sql`
    insert into history_event (at, actor_kind, actor_id, place_id, action, before, after)
    select ${now}::timestamptz, ${actor.kind}, ${actor.id}::bigint, "placeId", action, before, after
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      as new("placeId" bigint, action text, before jsonb, after jsonb)`.execute(trx)
}
