// Closures, and notices with dates, as they are kept.
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { same } from '../history/difference.rules.ts'
import { type ClosureReason, type DatedNotice, noticeSaid, type ToldNotice } from './session.rules.ts'
import { type Owner, type OwnerColumn, ownerColumns } from './session-store.queries.ts'

/** An owner's closures and notices, by its number. */
export async function readNotices(
  db: Kysely<Database>,
  column: OwnerColumn,
  ids: readonly number[],
): Promise<Map<number, ToldNotice[]>> {
  const byOwner = Map.groupBy(await rowsOf(db, column, ids), (row) => row[column]!)
  return new Map([...byOwner].map(([owner, rows]) => [owner, rows.map(noticeOf)]))
}

async function rowsOf(db: Kysely<Database>, column: OwnerColumn, ids: readonly number[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('closure')
    .selectAll()
    .where(column, 'in', [...ids])
    .orderBy('from_date')
    .orderBy('id')
    .execute()
}

function noticeOf(row: Selectable<Database['closure']>): ToldNotice {
  return {
    kind: row.kind,
    from: row.from_date,
    until: row.until_date,
    reason: row.reason as ClosureReason | null,
    text: row.text,
    language: row.text_language,
    changedAt: row.created_at.toISOString(),
  }
}

/** Adds a closure, or a notice with dates. */
export async function insertNotice(
  trx: Transaction<Database>,
  owner: Owner,
  { kind, from, until, reason, text, language }: DatedNotice,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('closure')
    .values({
      ...ownerColumns(owner),
      kind,
      from_date: from,
      until_date: until,
      reason,
      text,
      text_language: language,
      created_at: now,
    })
    .execute()
}

/**
 * Makes the closures and notices of an owner those that are wanted. One that is said as before stays: to calendars it did
 * not change.
 */
export async function writeNotices(
  trx: Transaction<Database>,
  owner: Owner,
  wanted: readonly DatedNotice[],
  now: Date,
): Promise<void> {
  const [column, number] =
    'placeId' in owner ? (['place_id', owner.placeId] as const) : (['unit_id', owner.unitId] as const)
  const missing = [...wanted]
  const gone = (await rowsOf(trx, column, [number])).filter((row) => {
    const index = missing.findIndex((notice) => same(noticeSaid(notice), noticeSaid(noticeOf(row))))
    if (index >= 0) missing.splice(index, 1)
    return index < 0
  })
  if (gone.length > 0) {
    const ids = gone.map(({ id }) => id)
    await trx.deleteFrom('closure').where('id', 'in', ids).execute()
  }
  for (const notice of missing) await insertNotice(trx, owner, notice, now)
}
