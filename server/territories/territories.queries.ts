import { type Kysely, sql, type Transaction } from 'kysely'
import { type Box, covers, inBoxes, middle, outline, pointOf } from '../../db/geo.ts'
import type { Database } from '../../db/schema.ts'
import { fold } from '../../i18n/fold.ts'
import type { Division } from './divisions.rules.ts'
import type { LonLat } from './lon-lat.rules.ts'
import type { Territory } from './territory.rules.ts'

/** Writes divisions, new or changed. Real outlines and centres that were brought here stay. */
export async function saveDivisions(trx: Transaction<Database>, divisions: Division[]): Promise<void> {
  const rows = divisions.map(({ outline, center, postalCodes, ...division }) => ({
    ...division,
    search_name: fold(division.name),
    postal_codes: postalCodes,
    lon: center?.[0] ?? null,
    lat: center?.[1] ?? null,
    outline: outline && JSON.stringify(outline),
  }))
  for (let start = 0; start < rows.length; start += 5_000) {
    await sql`
      insert into territory as kept (id, kind, code, name, search_name, ancestors, population, postal_codes,
        center, boundary, boundary_source, boundary_approximate)
      select id, kind, code, name, search_name, ancestors, population, postal_codes,
        coalesce(${pointOf(sql`lon`, sql`lat`)}, ${middle(outline(sql`outline`))}), ${outline(sql`outline`)},
        case when outline is not null then 'Repères' end, outline is not null
      from jsonb_to_recordset(${JSON.stringify(rows.slice(start, start + 5_000))}::jsonb) as new(
        id text, kind text, code text, name text, search_name text, ancestors text[], population integer,
        postal_codes text[], lon float8, lat float8, outline text)
      on conflict (id) do update set
        name = excluded.name, search_name = excluded.search_name, ancestors = excluded.ancestors,
        population = excluded.population, postal_codes = excluded.postal_codes,
        center = coalesce(kept.center, excluded.center),
        boundary = case when kept.boundary_approximate then excluded.boundary else kept.boundary end
      where (kept.name, kept.search_name, kept.ancestors, kept.population, kept.postal_codes)
          is distinct from (excluded.name, excluded.search_name, excluded.ancestors, excluded.population, excluded.postal_codes)
        or (kept.center is null and excluded.center is not null)
        or (kept.boundary_approximate and kept.boundary is distinct from excluded.boundary)`.execute(trx)
  }
}

/** What is known of where something stands: `communeCode` is an INSEE code. */
export type Whereabouts = { communeCode: string | null; lonLat: LonLat | null }

/**
 * The territories of each item, in the order given: by outline where one covers the point, by its INSEE code
 * otherwise; with all that contain them. A neighbourhood counts only inside its own commune, because outlines
 * may be approximate.
 */
export async function territoriesOf(db: Kysely<Database>, items: Whereabouts[]): Promise<string[][]> {
  const rows = items.map(({ communeCode, lonLat }, index) => ({
    index,
    commune: communeCode && `commune-${communeCode}`,
    lon: lonLat?.[0] ?? null,
    lat: lonLat?.[1] ?? null,
  }))
  const position = pointOf(sql`item.lon`, sql`item.lat`)
  const { rows: found } = await sql<{ index: number; ids: string[] }>`
    with item as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as item(index integer, commune text, lon float8, lat float8)
    ), covering as materialized (
      select item.index, territory.id, territory.kind, territory.ancestors
      from item join territory on ${covers(sql`territory.boundary`, position)}
    ), commune as (
      select index, id, ancestors from covering where kind = 'commune'
      union
      select item.index, territory.id, territory.ancestors
      from item join territory on territory.id = item.commune
      where not exists (select from covering where covering.index = item.index and covering.kind = 'commune')
    ), area as (
      select covering.index, covering.id, covering.ancestors from covering
      where covering.kind <> 'commune' and (
        covering.kind <> 'neighbourhood'
        or not exists (select from commune where commune.index = covering.index)
        or exists (select from commune where commune.index = covering.index and commune.id = any(covering.ancestors)))
    )
    select index, array_agg(distinct id order by id) as ids
    from (select index, unnest(array_append(ancestors, id)) as id from (table commune union all table area) as own) as each
    group by index`.execute(db)
  const byIndex = new Map(found.map(({ index, ids }) => [index, ids]))
  return items.map((_, index) => byIndex.get(index) ?? [])
}

/** Centres of communes by INSEE code: as brought, else the middle of the outline. Communes without either are absent. */
export async function communeCentres(db: Kysely<Database>, codes: string[]): Promise<Map<string, LonLat>> {
  if (codes.length === 0) return new Map()
  const rows = await db
    .selectFrom('territory')
    .select(['code', 'center'])
    .where(
      'id',
      'in',
      codes.map((code) => `commune-${code}`),
    )
    .where('center', 'is not', null)
    .execute()
  return new Map(rows.map(({ code, center }) => [code, center!.coordinates as LonLat]))
}

/** What is read for a `Territory`. */
export const shown = ['id', 'kind', 'code', 'name', 'center'] as const

export function territory(row: Pick<Database['territory'], (typeof shown)[number]>): Territory {
  return { ...row, center: row.center && (row.center.coordinates as LonLat) }
}

/** One territory, or `undefined`. */
export async function findTerritory(db: Kysely<Database>, id: string): Promise<Territory | undefined> {
  const row = await db.selectFrom('territory').select(shown).where('id', '=', id).executeTakeFirst()
  return row && territory(row)
}

/** The names of territories by their ids. */
export async function territoryNames(db: Kysely<Database>, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('territory').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The territories of one kind inside another (itself included), by name. */
export async function territoriesInside(
  db: Kysely<Database>,
  container: string,
  kind: Territory['kind'],
): Promise<Territory[]> {
  const rows = await db
    .selectFrom('territory')
    .select(shown)
    .where('kind', '=', kind)
    .where(sql<boolean>`(ancestors @> array[${container}] or id = ${container})`)
    .orderBy('search_name')
    .execute()
  return rows.map(territory)
}

/** INSEE codes of the communes inside a territory, and of those that contain it, itself among them. */
export async function communesAround(db: Kysely<Database>, territoryId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('territory')
    .select('code')
    .where('kind', '=', 'commune')
    .where(
      sql<boolean>`(ancestors @> array[${territoryId}] or id = ${territoryId}
        or id = any(array(select unnest(own.ancestors) from territory as own where own.id = ${territoryId})))`,
    )
    .execute()
  return rows.map(({ code }) => code)
}

export type TerritoryFeatureRow = Awaited<ReturnType<typeof listTerritories>>['rows'][number]

/** Where a territory is: its outline or, where none is known, its centre. What stands in a box is found by an index on it. */
export const groundOfTerritory = sql`coalesce(boundary, center)`

/** A page of territories with their outlines, for the API. */
export async function listTerritories(
  db: Kysely<Database>,
  filter: { kind: string[]; boxes: Box[]; limit: number; offset: number },
) {
  let query = db.selectFrom('territory')
  if (filter.kind.length > 0) query = query.where(sql`kind`, 'in', filter.kind)
  if (filter.boxes.length > 0) query = query.where(inBoxes(groundOfTerritory, filter.boxes))
  const { matched } = await query
    .select((e) => e.fn.countAll<number>().as('matched'))
    .executeTakeFirstOrThrow()
  const rows = await query
    .select(featureColumns)
    .orderBy('id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  return { matched, rows }
}

/** One territory with its outline, for the API. */
export async function findTerritoryFeature(db: Kysely<Database>, id: string) {
  return db.selectFrom('territory').select(featureColumns).where('id', '=', id).executeTakeFirst()
}

const featureColumns = [
  'id',
  'kind',
  'code',
  'name',
  'ancestors',
  'population',
  'postal_codes',
  'center',
  'boundary',
  'boundary_source',
  'boundary_approximate',
] as const

/** Sets a territory's outline and, where none was brought, its centre. */
export async function saveOutline(
  trx: Transaction<Database>,
  given: { id: string; geoJson: object; source: string },
): Promise<void> {
  await sql`
    with drawn as (select ${outline(sql`${JSON.stringify(given.geoJson)}`)} as outline)
    update territory set boundary = drawn.outline, boundary_source = ${given.source}, boundary_approximate = false,
      center = coalesce(territory.center, ${middle(sql`drawn.outline`)})
    from drawn where territory.id = ${given.id}`.execute(trx)
}

/** Which of these ids are territories of this instance? */
export async function knownTerritories(db: Kysely<Database>, ids: string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('territory')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Ids of the neighbourhoods of this name, folded. */
export async function neighbourhoodByName(db: Kysely<Database>, name: string): Promise<string[]> {
  const rows = await db
    .selectFrom('territory')
    .select('id')
    .where('kind', '=', 'neighbourhood')
    .where('search_name', '=', fold(name))
    .execute()
  return rows.map(({ id }) => id)
}
