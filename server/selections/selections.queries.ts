// Selections that were shared. No row says who made it, or for whom.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'

export type StoredSelection = {
  places: number[]
  languages: string[]
  created_at: Date
  forgotten_at: Date | null
}

/** @returns `false` when another selection has the code */
export async function insertSelection(
  db: Kysely<Database>,
  selection: { code: string; places: readonly number[]; languages: readonly string[]; createdAt: Date },
): Promise<boolean> {
  const { code, places, languages, createdAt } = selection
  const row = await db
    .insertInto('selection')
    .values({ code, places: [...places], languages: [...languages], created_at: createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('code')
    .executeTakeFirst()
  return row !== undefined
}

export async function findSelection(
  db: Kysely<Database>,
  code: string,
): Promise<StoredSelection | undefined> {
  return db
    .selectFrom('selection')
    .select(['places', 'languages', 'created_at', 'forgotten_at'])
    .where('code', '=', code)
    .executeTakeFirst()
}

/** Takes the places out of what was made before. @returns how many */
export async function forgetSelections(db: Kysely<Database>, before: Date, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('selection')
    .set({ places: sql`'{}'`, languages: sql`'{}'`, forgotten_at: now })
    .where('forgotten_at', 'is', null)
    .where('created_at', '<=', before)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
