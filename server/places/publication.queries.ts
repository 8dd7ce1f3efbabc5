// Writing what the public reads.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { schoolCalendar } from '../../seeds/reference.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { SearchDocument } from './place-feature.rules.ts'
import type { Validity } from './place-store.queries.ts'

export type Publication = {
  placeId: number
  twinIds: number[]
  sortName: string
  lonLat: LonLat | null
  approximate: boolean
  /** The days on which a temporary place is there. */
  valid: Validity | null
  /** The first day of which the occurrences are not yet written. */
  rolledUntil: string
  document: SearchDocument
  /** GeoJSON features as text. */
  light: string
  whole: string
}

const { known } = await schoolCalendar()
/** Months of the school calendar after July 2028. */
const monthsAdded = (Number(known.last.slice(0, 4)) - 2028) * 12 + Number(known.last.slice(5, 7)) - 7

/**
 * Of what cards say and of the words that find them: raised when the code that makes them changes either, and with each
 * month of the school calendar, since hours then get dates that could not be told before. Cards of an older shape are
 * written anew at the next start.
 */
export const cardShape = 6 + monthsAdded

export async function countOlderShape(db: Kysely<Database>): Promise<number> {
  const { count } = await db
    .selectFrom('published_place')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('shape', '<', cardShape)
    .executeTakeFirstOrThrow()
  return count
}

/** Some of the places whose cards are of an older shape, in the order of their numbers. */
export async function placesOfOlderShape(db: Kysely<Database>, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('published_place')
    .select('place_id as id')
    .where('shape', '<', cardShape)
    .orderBy('place_id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Keeps these places, and all that share a card with one of them, from other writers until the transaction ends: of two
 * that publish one card, the second reads what the first wrote. In the order of their numbers, so that none waits for
 * one that waits for it.
 */
export async function lockPlaces(trx: Transaction<Database>, ids: readonly number[]): Promise<void> {
  await sql`
    select id from place where id in (
      select unnest(${[...ids]}::bigint[]) union
      select mate.id from place join place as mate using (twin_group)
      where place.id = any(${[...ids]}::bigint[]) and mate.twin_group is not null)
    order by id for no key update`.execute(trx)
}

/** These places, and all that share a card with one of them. */
export async function withTwins(trx: Transaction<Database>, ids: readonly number[]): Promise<number[]> {
  const groups = trx
    .selectFrom('place')
    .select('twin_group')
    .where('id', 'in', [...ids])
    .where('twin_group', 'is not', null)
  const rows = await trx.selectFrom('place').select('id').where('twin_group', 'in', groups).execute()
  return [...new Set([...ids, ...rows.map(({ id }) => id)])]
}

/**
 * These places along a line that winds over the map (so PostGIS sorts points): published in this order, neighbours on
 * earth are neighbours in the table, and a search among a million places reads half as much.
 */
export async function alongTheMap(trx: Transaction<Database>, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from place where id = any(${[...ids]}::bigint[]) order by position, id`.execute(trx)
  return rows.map(({ id }) => id)
}

/** Takes places off the public's table. */
export async function withdraw(trx: Transaction<Database>, ids: number[]): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom('published_place').where('place_id', 'in', ids).execute()
}

/** Writes places for the public, and remembers their words. */
export async function publish(trx: Transaction<Database>, publications: Publication[]): Promise<void> {
  if (publications.length === 0) return
  const rows = publications.map(
    ({ document, placeId, twinIds, sortName, lonLat, valid, rolledUntil, ...rest }) => ({
      ...rest,
      place_id: placeId,
      twin_ids: twinIds,
      sort_name: sortName,
      // PostGIS reads GeoJSON as the text of a geometry.
      position: lonLat && { type: 'Point', coordinates: lonLat },
      valid: valid && `[${valid.from ?? ''},${valid.until ?? ''}]`,
      rolled_until: rolledUntil,
      ...document,
    }),
  )
  await sql`
    insert into published_place
      (place_id, twin_ids, sort_name, position, approximate, valid, rolled_until, light, whole, shape, search)
    select place_id, twin_ids, sort_name, position, approximate, valid, rolled_until, light, whole, ${cardShape}, ${searchVector}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new(
      place_id bigint, twin_ids bigint[], sort_name text, position geometry(Point, 4326), approximate boolean,
      valid daterange, rolled_until date, light text, whole text, a text, b text, c text, d text, facets text[])
    order by position, place_id
    on conflict (place_id) do update set twin_ids = excluded.twin_ids, sort_name = excluded.sort_name,
      position = excluded.position, approximate = excluded.approximate, valid = excluded.valid, rolled_until = excluded.rolled_until, light = excluded.light,
      whole = excluded.whole, shape = excluded.shape, search = excluded.search`.execute(trx)
  await rememberWords(
    trx,
    publications.map(({ document }) => document),
  )
}

/** What finds a card, from the parts of a `SearchDocument` as columns. */
export const searchVector = sql`setweight(to_tsvector('simple', a), 'A') || setweight(to_tsvector('simple', b), 'B')
  || setweight(to_tsvector('simple', c), 'C') || setweight(to_tsvector('simple', d), 'D')
  || array_to_tsvector(facets)`

/** Keeps the words of cards, to which misspelt ones are corrected. */
export async function rememberWords(trx: Transaction<Database>, documents: SearchDocument[]): Promise<void> {
  const words = new Set(
    documents.flatMap(({ a, b, c, d }) => [a, b, c, d].flatMap((text) => text.split(' '))),
  )
  // Sorted, so that two publications at once take their locks in one order.
  const worthy = [...words].filter((word) => word.length >= 3 && word.length <= 40).sort()
  await sql`insert into search_word (word) select unnest(${worthy}::text[]) on conflict do nothing`.execute(
    trx,
  )
}
