import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { PlaceFacts } from './place-facts.rules.ts'

/** One organisation per name, whatever its capitals and spaces. */
export function organisationKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** The numbers of the organisations that run these places, by `organisationKey`; new ones are made. */
export async function organisationIds(
  trx: Transaction<Database>,
  places: { facts: Pick<PlaceFacts, 'organisation'> }[],
): Promise<Map<string, number>> {
  const names = new Map<string, string>()
  for (const { facts } of places) {
    if (facts.organisation) names.set(organisationKey(facts.organisation), facts.organisation)
  }
  if (names.size === 0) return new Map()
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1))
  await trx
    .insertInto('organisation')
    .values(sorted.map(([name_key, name]) => ({ name_key, name })))
    .onConflict((conflict) => conflict.column('name_key').doNothing())
    .execute()
  const rows = await trx
    .selectFrom('organisation')
    .select(['id', 'name_key'])
    .where('name_key', 'in', [...names.keys()])
    .execute()
  return new Map(rows.map(({ id, name_key }) => [name_key, id]))
}

/** The number of the organisation of this name, whatever its capitals and spaces; `undefined` when there is none. */
export async function organisationByName(db: Kysely<Database>, name: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('organisation')
    .select('id')
    .where('name_key', '=', organisationKey(name))
    .executeTakeFirst()
  return row?.id
}
