// The history of each place: written once, never changed (a trigger refuses it).
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'

export type Actor =
  | { kind: 'import'; id: number }
  | { kind: 'demonstration' | 'system'; id: null }
  | { kind: 'person'; id: number }

export type HistoryAction =
  | 'created'
  | 'changed'
  | 'gone'
  | 'returned'
  | 'hidden'
  | 'restored'
  | 'undone'
  | 'joined'
  | 'parted'

/** One thing that happened to a place; `before` and `after` hold only what differs. */
export type HistoryEvent = {
  placeId: number
  action: HistoryAction
  before: object | null
  after: object | null
}

/** Why it happened: a submission that was decided, and what agents say of it among themselves. */
export type Because = { submissionId: number | null; note: string | null }

/** Records one thing that a person did, and why. @returns the number of the entry */
export async function recordDeed(
  trx: Transaction<Database>,
  actor: Actor,
  now: Date,
  event: HistoryEvent,
  because: Because,
): Promise<number> {
  const { id } = await trx
    .insertInto('history_event')
    .values({
      at: now,
      actor_kind: actor.kind,
      actor_id: actor.id,
      place_id: event.placeId,
      action: event.action,
      before: event.before && JSON.stringify(event.before),
      after: event.after && JSON.stringify(event.after),
      submission_id: because.submissionId,
      note: because.note,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
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

/** An entry as it is kept. */
export type HistoryEntry = {
  id: number
  at: Date
  placeId: number
  action: HistoryAction
  actor: Actor['kind']
  /** Account of the person, number of the import. */
  actorId: number | null
  before: object | null
  after: object | null
  submissionId: number | null
  /** For agents only. */
  note: string | null
}

function entries(db: Kysely<Database>) {
  return db
    .selectFrom('history_event')
    .select([
      'id',
      'at',
      'place_id as placeId',
      'actor_kind as actor',
      'actor_id as actorId',
      'before',
      'after',
    ])
    .select(['action', 'submission_id as submissionId', 'note'])
    .$narrowType<{ action: HistoryAction }>()
}

/** One entry; `undefined` where there is none. */
export async function historyEntry(db: Kysely<Database>, id: number): Promise<HistoryEntry | undefined> {
  return entries(db).where('id', '=', id).executeTakeFirst()
}

/** All that happened to a place or a unit, the latest first. */
export async function historyOf(db: Kysely<Database>, placeId: number): Promise<HistoryEntry[]> {
  return entries(db).where('place_id', '=', placeId).orderBy('id', 'desc').execute()
}

/** What is recorded with a place and is no fact of it: whether agents trust its organisation, which place it is a twin of. */
const noFacts = ['organisationTrusted', 'twin', 'twinDecision']

/** Has no fact of its place changed since? */
export async function isLatest(
  db: Kysely<Database>,
  { id, placeId }: Pick<HistoryEntry, 'id' | 'placeId'>,
): Promise<boolean> {
  const later = await db
    .selectFrom('history_event')
    .select('id')
    .where('place_id', '=', placeId)
    .where('id', '>', id)
    .where(sql<boolean>`(after is null or after - ${noFacts}::text[] <> '{}'::jsonb)`)
    .limit(1)
    .executeTakeFirst()
  return later === undefined
}
