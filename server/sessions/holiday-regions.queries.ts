// Which holidays are kept where.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { type HolidayRegion, holidaysOf } from './holidays.rules.ts'

/** The holidays that these communes keep, by INSEE code; whether Good Friday is one is told by their territory. */
export async function holidayRegions(
  db: Kysely<Database>,
  communeCodes: readonly string[],
): Promise<(communeCode: string | null) => HolidayRegion> {
  const ids = [...new Set(communeCodes)].map((code) => `commune-${code}`)
  const without =
    ids.length === 0
      ? []
      : await db
          .selectFrom('territory')
          .select('code')
          .where('id', 'in', ids)
          .where('good_friday', '=', false)
          .execute()
  const codes = new Set(without.map(({ code }) => code))
  return (communeCode) => holidaysOf(communeCode, communeCode === null || !codes.has(communeCode))
}

/**
 * Says of communes whether Good Friday is a holiday there.
 * @returns the codes that are no commune of this instance
 */
export async function setGoodFriday(
  trx: Transaction<Database>,
  communeCodes: readonly string[],
  isHoliday: boolean,
): Promise<string[]> {
  if (communeCodes.length === 0) return []
  const rows = await trx
    .updateTable('territory')
    .set({ good_friday: isHoliday })
    .where('kind', '=', 'commune')
    .where('code', 'in', [...communeCodes])
    .returning('code')
    .execute()
  const known = new Set(rows.map(({ code }) => code))
  return communeCodes.filter((code) => !known.has(code))
}

/** The public places, and all public units, whose dates depend on the holidays of these communes. */
export async function keptByCommunes(
  trx: Transaction<Database>,
  communeCodes: readonly string[],
): Promise<{ places: number[]; units: number[] }> {
  const places = await trx
    .selectFrom('published_place')
    .innerJoin('place', 'place.id', 'published_place.place_id')
    .select('place.id')
    .where('place.commune_code', 'in', [...communeCodes])
    .execute()
  const units = await trx
    .selectFrom('session')
    .select('unit_id as id')
    .distinct()
    .where('unit_id', 'is not', null)
    .where('commune_code', 'in', [...communeCodes])
    .execute()
  return { places: places.map(({ id }) => id), units: units.map(({ id }) => id!) }
}
