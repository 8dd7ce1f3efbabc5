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
