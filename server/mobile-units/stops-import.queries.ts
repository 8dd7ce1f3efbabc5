// The stops of units that came by files.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'

/** The sessions of a unit by their keys in files. */
export async function stopsByKey(trx: Transaction<Database>, unitId: number): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('session')
    .select(['id', 'import_key'])
    .where('unit_id', '=', unitId)
    .where('import_key', 'is not', null)
    .execute()
  return new Map(rows.map(({ id, import_key }) => [import_key!, id]))
}

/** Takes back what was said of one occurrence. */
export async function forgetChange(
  trx: Transaction<Database>,
  sessionId: number,
  originalStart: string,
): Promise<void> {
  await trx
    .deleteFrom('session_change')
    .where('session_id', '=', sessionId)
    .where('original_start', '=', originalStart)
    .execute()
}
