// Writing what the public reads of mobile units.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { SearchDocument } from '../places/place-feature.rules.ts'
import { cardShape, rememberWords, searchVector } from '../places/publication.queries.ts'

export type UnitPublication = {
  unitId: number
  sortName: string
  document: SearchDocument
  /** GeoJSON features without a point, as text. */
  light: string
  whole: string
  /** The first day of which the stops are not written, `YYYY-MM-DD`. */
  rolledUntil: string
}

/**
 * Keeps these units from other writers until the transaction ends: of two that publish one, the second reads what the
 * first wrote.
 */
export async function lockUnits(trx: Transaction<Database>, ids: readonly number[]): Promise<void> {
  await sql`select id from mobile_unit where id = any(${[...ids]}::bigint[]) order by id for no key update`.execute(
    trx,
  )
}

/** Writes units for the public, and remembers their words. */
export async function publishUnitCards(
  trx: Transaction<Database>,
  publications: UnitPublication[],
): Promise<void> {
  const rows = publications.map(({ document, ...rest }) => ({ ...rest, ...document }))
  await sql`
    insert into published_unit (unit_id, sort_name, light, whole, rolled_until, shape, search)
    select "unitId", "sortName", light, whole, "rolledUntil", ${cardShape}, ${searchVector}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new(
      "unitId" bigint, "sortName" text, light text, whole text, "rolledUntil" date, a text, b text, c text, d text,
      facets text[])
    order by "unitId"
    on conflict (unit_id) do update set sort_name = excluded.sort_name, light = excluded.light,
      whole = excluded.whole, rolled_until = excluded.rolled_until, shape = excluded.shape,
      search = excluded.search`.execute(trx)
  await rememberWords(
    trx,
    publications.map(({ document }) => document),
  )
}

/** Takes units off the public's tables, with their stops. */
export async function withdrawUnits(trx: Transaction<Database>, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await trx
    .deleteFrom('published_unit')
    .where('unit_id', 'in', [...ids])
    .execute()
}

/** The units whose cards are of an older shape. */
export async function unitsOfOlderShape(db: Kysely<Database>): Promise<number[]> {
  const rows = await db
    .selectFrom('published_unit')
    .select('unit_id')
    .where('shape', '<', cardShape)
    .orderBy('unit_id')
    .execute()
  return rows.map(({ unit_id }) => unit_id)
}
