// Closures, and notices with dates, as they are kept.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { ClosureReason, DatedNotice } from './session.rules.ts'
import { type Owner, type OwnerColumn, ownerColumns } from './session-store.queries.ts'

/** An owner's closures and notices, by its number. */
export async function readNotices(
  db: Kysely<Database>,
  column: OwnerColumn,
  ids: readonly number[],
): Promise<Map<number, DatedNotice[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('closure')
    .selectAll()
    .where(column, 'in', [...ids])
    .orderBy('from_date')
    .orderBy('id')
    .execute()
  const notices = rows.map((row) => ({
    owner: row[column]!,
    notice: {
      kind: row.kind,
      from: row.from_date,
      until: row.until_date,
      reason: row.reason as ClosureReason | null,
      text: row.text,
      language: row.text_language,
    },
  }))
  const byOwner = Map.groupBy(notices, ({ owner }) => owner)
  return new Map([...byOwner].map(([owner, list]) => [owner, list.map(({ notice }) => notice)]))
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

/** Makes the closures and notices of an owner those that are wanted. */
export async function writeNotices(
  trx: Transaction<Database>,
  owner: Owner,
  wanted: readonly DatedNotice[],
  now: Date,
): Promise<void> {
  const [column, number] =
    'placeId' in owner ? (['place_id', owner.placeId] as const) : (['unit_id', owner.unitId] as const)
  await trx.deleteFrom('closure').where(column, '=', number).execute()
  for (const notice of wanted) await insertNotice(trx, owner, notice, now)
}
