// The communes that a form may mean.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { FormCommune } from './place-address-form.rules.ts'

type Row = { code: string; name: string; postal_codes: string[] }
const communeOf = ({ code, name, postal_codes }: Row): FormCommune => ({
  code,
  name,
  postalCodes: postal_codes,
})

/** The communes inside a territory, itself and those that contain it included, by name; one more than `most` at most. */
export async function communesToChoose(
  db: Kysely<Database>,
  territoryId: string,
  most: number,
): Promise<FormCommune[]> {
  const { rows } = await sql<Row>`
    select code, name, postal_codes from territory
    where kind = 'commune' and (ancestors @> array[${territoryId}] or id = ${territoryId}
      or id = any(array(select unnest(own.ancestors) from territory as own where own.id = ${territoryId})))
    order by search_name limit ${most + 1}`.execute(db)
  return rows.map(communeOf)
}

/** The communes of a name (folded) or a code, inside a territory. */
export async function communesCalled(
  db: Kysely<Database>,
  territoryId: string,
  names: readonly string[],
): Promise<FormCommune[]> {
  const { rows } = await sql<Row>`
    select code, name, postal_codes from territory
    where kind = 'commune' and ancestors @> array[${territoryId}]
      and (search_name = any(${[...names]}::text[]) or code = any(${[...names]}::text[])) limit 20`.execute(
    db,
  )
  return rows.map(communeOf)
}
