// Dated occurrences: written when a card is published and as days pass, read by whoever asks for a time.
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { pointOf } from '../../db/geo.ts'
import { giveWay } from '../../db/pace.ts'
import type { Database } from '../../db/schema.ts'
import type { SessionFacts } from './session.rules.ts'
import type { OwnerColumn } from './session-store.queries.ts'
import { instantShown } from './wall-clock.queries.ts'

/** @param pieces each `OccurrenceRow[]` as JSON text */
export async function insertOccurrences(
  trx: Transaction<Database>,
  pieces: readonly string[],
): Promise<void> {
  for (const rows of pieces) await insertPiece(trx, rows)
}

async function insertPiece(trx: Transaction<Database>, rows: string): Promise<void> {
  await sql`
    insert into occurrence (place_id, unit_id, session_id, during, original_start, by_appointment, kind, state,
      level, languages, comment, note, territories, position)
    select place_id, unit_id, session_id, tstzrange(starts_at, ends_at), ${instantShown(sql`original_start`)},
      by_appointment, kind, state, level, languages, comment, note, territories,
      ${pointOf(sql`lon`, sql`lat`)}
    from jsonb_to_recordset(${rows}::jsonb) as new(
      place_id bigint, unit_id bigint, session_id bigint, kind text, starts_at timestamptz, ends_at timestamptz,
      original_start timestamp, state text, by_appointment boolean, level text, languages text[], comment text,
      note text, territories text[], lon float8, lat float8)`.execute(trx)
}

/**
 * Takes away all dates of these cards, and what the public reads of their sessions; and of these sessions, which may
 * have stood on another card until now: its twin's.
 */
export async function clearTimes(
  trx: Transaction<Database>,
  column: OwnerColumn,
  ids: readonly number[],
  sessionIds: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  await trx
    .deleteFrom('occurrence')
    .where(column, 'in', [...ids])
    .execute()
  await trx
    .deleteFrom('published_session')
    .where((e) =>
      e.or([
        e(column, 'in', [...ids]),
        ...(sessionIds.length > 0 ? [e('session_id', 'in', [...sessionIds])] : []),
      ]),
    )
    .execute()
}

/** Puts sessions before the public, on these cards. */
export async function publishSessions(
  trx: Transaction<Database>,
  sessions: { placeId: number | null; unitId: number | null; facts: SessionFacts }[],
): Promise<void> {
  if (sessions.length === 0) return
  await trx
    .insertInto('published_session')
    .values(
      sessions.map(({ placeId, unitId, facts }) => ({
        session_id: facts.id,
        place_id: placeId,
        unit_id: unitId,
        facts: JSON.stringify(facts),
      })),
    )
    .execute()
}

/** Says until when the dates of these cards are written. */
export async function setRolledUntil(
  trx: Transaction<Database>,
  ids: readonly number[],
  until: string,
): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('published_place')
    .set({ rolled_until: until })
    .where('place_id', 'in', [...ids])
    .execute()
}

/** Which of those that are due are taken. */
export type Share = { limit: number; except: readonly number[]; only?: number }

/** A card that wants its next days written. */
export type DueCard = {
  /** Of its place. */
  id: number
  rolledUntil: string | null
  /**
   * Has it, or a place behind it, sessions or closures, however far away? What its card says depends on what still comes,
   * and what is announced for later comes within the days that are written.
   */
  hasMore: boolean
}

/**
 * Some cards whose dates are not written up to this day, kept from others until the transaction ends: processes share
 * the work without waiting for one another, nor for an import that has their place in hand.
 */
export async function dueCards(trx: Transaction<Database>, until: string, share: Share): Promise<DueCard[]> {
  await giveWay(trx)
  const { rows } = await sql<DueCard>`
    with due as (
      select place_id, twin_ids, rolled_until from published_place join place on place.id = place_id
      where ${rolledUntil} < ${until}::date and ${inShare(sql`place_id`, share)}
      order by ${rolledUntil}, place_id
      limit ${share.limit}
      for update of published_place skip locked for no key update of place skip locked
    )
    select place_id as id, rolled_until as "rolledUntil",
      exists (select from session where session.place_id = any(due.place_id || twin_ids))
        or exists (select from closure where closure.place_id = any(due.place_id || twin_ids)) as "hasMore"
    from due`.execute(trx)
  return rows
}

/** Word for word what `published_place_due` is on. */
const rolledUntil = sql`coalesce(rolled_until, '-infinity'::date)`

function inShare(id: RawBuilder<unknown>, { only, except }: Share): RawBuilder<boolean> {
  return only === undefined ? sql`${id} <> all(${[...except]}::bigint[])` : sql`${id} = ${only}`
}

/** Forgets what these places did before an instant. */
export async function forgetPast(
  trx: Transaction<Database>,
  placeIds: readonly number[],
  before: Date,
): Promise<void> {
  await sql`
    delete from occurrence
    where place_id = any(${[...placeIds]}::bigint[]) and lower(during) < ${before} and upper(during) < ${before}
  `.execute(trx)
}

/** Units whose stops are not written up to this day, kept from others in the same way. */
export async function dueUnits(
  trx: Transaction<Database>,
  until: string,
  share: Share,
): Promise<{ id: number }[]> {
  await giveWay(trx)
  const { rows } = await sql<{ id: number }>`
    select unit_id as id from published_unit join mobile_unit on mobile_unit.id = unit_id
    where (rolled_until is null or rolled_until < ${until}::date) and ${inShare(sql`unit_id`, share)}
    order by unit_id
    limit ${share.limit}
    for update of published_unit skip locked for no key update of mobile_unit skip locked`.execute(trx)
  return rows
}

/** One occurrence as a card or a page tells it. */
export type ToldOccurrence = {
  placeId: number | null
  unitId: number | null
  sessionId: number | null
  kind: SessionFacts['kind']
  start: Date
  end: Date
  originalStart: Date
  state: 'scheduled' | 'moved' | 'cancelled'
  byAppointment: boolean
  level: SessionFacts['level']
  languages: string[] | null
  comment: string | null
  note: string | null
  /** Public facts of the session; `null` for an opening by the place's own hours. */
  session: SessionFacts | null
}

/** What happens at these places (or units) between two instants, in the order in which it begins. */
export async function occurrencesBetween(
  db: Kysely<Database>,
  column: OwnerColumn,
  ids: readonly number[],
  { from, until }: { from: Date; until: Date },
): Promise<ToldOccurrence[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Omit<ToldOccurrence, 'session'> & { facts: string | null }>`
    select occurrence.place_id as "placeId", occurrence.unit_id as "unitId", occurrence.session_id as "sessionId",
      kind, lower(during) as start, upper(during) as "end", original_start as "originalStart", state,
      by_appointment as "byAppointment", level, languages, comment, note, facts
    from occurrence left join published_session on published_session.session_id = occurrence.session_id
    where ${sql.ref(`occurrence.${column}`)} = any(${[...ids]}::bigint[])
      and lower(during) < ${until} and lower(during) > ${from}::timestamptz - interval '7 days'
      and upper(during) > ${from}
    order by lower(during), upper(during), occurrence.session_id nulls first`.execute(db)
  return rows.map(({ facts, ...row }) => ({ ...row, session: facts === null ? null : JSON.parse(facts) }))
}
