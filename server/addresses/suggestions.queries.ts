import { type Kysely, sql } from 'kysely'
import { nearestFirst } from '../../db/geo.ts'
import type { Database } from '../../db/schema.ts'
import type { LightProperties, PlaceFeature } from '../places/place-feature.rules.ts'
import { wordsOf } from '../places/words.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'

/**
 * Places of the public whose name holds every word, at least its beginning: nearest first, else those that say the
 * whole words.
 */
export async function placesNamed(
  db: Kysely<Database>,
  text: string,
  near: LonLat | undefined,
  limit: number,
): Promise<PlaceFeature<LightProperties>[]> {
  const words = wordsOf(text)
  if (words.length === 0) return []
  // Weight A is the name.
  const begun = words.map((word) => `'${word}':*A`).join(' & ')
  const whole = words.map((word) => `'${word}':A`).join(' | ')
  const rows = await db
    .selectFrom('published_place')
    .select('light')
    .where(sql<boolean>`search @@ ${begun}::tsquery`)
    .orderBy(
      near ? nearestFirst(sql`published_place.position`, near) : sql`ts_rank(search, ${whole}::tsquery) desc`,
    )
    .orderBy('sort_name')
    .orderBy('place_id')
    .limit(limit)
    .execute()
  return rows.map(({ light }) => JSON.parse(light))
}

/** What tells territories of one name apart: a neighbourhood's commune, a commune's postal code (the one typed, or its first). */
export async function territoryContexts(
  db: Kysely<Database>,
  ids: string[],
  typed: string,
): Promise<Map<string, { detail: string; ancestors: string[] }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; detail: string | null; ancestors: string[] }>`
    select id, ancestors, case
      when postal_codes @> array[${typed}] then ${typed}
      when kind = 'commune' then postal_codes[1]
      else (
      select commune.name from territory as commune
      where commune.kind = 'commune' and commune.id = any(own.ancestors) limit 1) end as detail
    from territory as own where id = any(${ids}::text[])`.execute(db)
  return new Map(rows.map(({ id, detail, ancestors }) => [id, { detail: detail ?? '', ancestors }]))
}
