// Public places that lack what one needs to go there, those that lack most first.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'

export type Missing = 'services' | 'hours' | 'phone'

export type IncompletePlace = { id: number; name: string; commune: string | null; missing: Missing[] }

/** `after`: how many things the last one lacks, and its number. */
export type IncompleteFilter = { territory: string | null; after: { count: number; id: number } | null }

const lacks = {
  services: sql<boolean>`services = '{}'`,
  hours: sql<boolean>`opening_hours is null and not exists (select from session where session.place_id = place.id)`,
  phone: sql<boolean>`phone is null`,
} satisfies Record<Missing, unknown>

/** Of the agent's places, each with what it lacks; twins behind another card have what that one says. */
const incomplete = (scope: readonly string[]) => sql`(
  select place.id, place.name, place.commune, place.territories,
    array_remove(array[case when ${lacks.services} then 'services' end, case when ${lacks.hours} then 'hours' end,
      case when ${lacks.phone} then 'phone' end], null) as missing
  from place join published_place on published_place.place_id = place.id
  where place.territories && ${[...scope]}::text[]) as each`

/** One page of the worklist. */
export async function readIncomplete(
  db: Kysely<Database>,
  scope: readonly string[],
  { territory, after }: IncompleteFilter,
  limit: number,
): Promise<IncompletePlace[]> {
  const count = sql`cardinality(missing)`
  const { rows } = await sql<IncompletePlace>`
    select id, name, commune, missing from ${incomplete(scope)}
    where missing <> '{}' and (${territory}::text is null or territories @> array[${territory}])
      and (${after === null} or (-${count}, id) > (${-(after?.count ?? 0)}, ${after?.id ?? 0}::bigint))
    order by ${count} desc, id limit ${limit}`.execute(db)
  return rows
}

export type IncompleteArea = { id: string; kind: string; name: string; count: number; all: number }

/** How many places of each neighbourhood and commune lack something, and how many it has. */
export async function incompleteAreas(
  db: Kysely<Database>,
  scope: readonly string[],
): Promise<IncompleteArea[]> {
  const { rows } = await sql<IncompleteArea>`
    select territory.id, territory.kind, territory.name, count(*) filter (where missing <> '{}') as count, count(*) as all
    from (select unnest(territories) as area, missing from ${incomplete(scope)}) as placed
    join territory on territory.id = placed.area
    where territory.kind in ('neighbourhood', 'commune')
    group by territory.id, territory.kind, territory.name
    having count(*) filter (where missing <> '{}') > 0
    order by count(*) filter (where missing <> '{}') desc, territory.name`.execute(db)
  return rows.map((row) => ({ ...row, count: Number(row.count), all: Number(row.all) }))
}
