// Places that their source gave up: nothing is left of them but where they were.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'

/**
 * Where a place was that is gone: its neighbourhood, then its commune, as far as they are known; `undefined` when no
 * such place is gone.
 */
export async function territoriesOfGonePlace(
  db: Kysely<Database>,
  id: number,
): Promise<{ id: string; name: string }[] | undefined> {
  const place = await db
    .selectFrom('place')
    .select('territories')
    .where('id', '=', id)
    .where('state', '=', 'gone')
    .executeTakeFirst()
  if (!place) return undefined
  const kinds = ['neighbourhood', 'commune'] as const
  const ids = kinds.flatMap((kind) => place.territories.filter((each) => each.startsWith(`${kind}-`)))
  if (ids.length === 0) return []
  const rows = await db.selectFrom('territory').select(['id', 'name']).where('id', 'in', ids).execute()
  return rows.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}
