// Outlines and names of communes and neighbourhoods, for maps on paper.
import { type Kysely, sql } from 'kysely'
import { type Box, drawnInside, extent, inBoxes } from '../../../db/geo.ts'
import type { Database } from '../../../db/schema.ts'
import type { Bbox, LonLat } from '../../territories/lon-lat.rules.ts'
import { groundOfTerritory } from '../../territories/territories.queries.ts'

export type KnownOutline = {
  id: string
  kind: 'commune' | 'neighbourhood'
  name: string
  /** Ids of all territories that contain it. */
  ancestors: string[]
  center: LonLat | null
  /** Rings of degrees, cut to the box; empty where no outline is known. */
  rings: LonLat[][]
  isApproximate: boolean
  /** Who drew it. */
  source: string | null
}

/**
 * Communes and neighbourhoods that reach into a box, with what of them lies in it.
 * @param tolerance in degrees: what is finer is not drawn
 */
export async function outlinesFor(
  db: Kysely<Database>,
  { box, tolerance, kinds }: { box: Box; tolerance: number; kinds: KnownOutline['kind'][] },
): Promise<KnownOutline[]> {
  const rows = await db
    .selectFrom('territory')
    .select([
      'id',
      'kind',
      'name',
      'ancestors',
      'center',
      'boundary_source',
      'boundary_approximate',
      drawnInside(sql`boundary`, box, tolerance).as('drawn'),
    ])
    .where('kind', 'in', kinds)
    .where(inBoxes(groundOfTerritory, [box]))
    .orderBy('id')
    .execute()
  return rows.map(({ drawn, kind, center, boundary_source, boundary_approximate, ...row }) => ({
    ...row,
    kind: kind as KnownOutline['kind'],
    center: center && (center.coordinates as LonLat),
    rings: (drawn?.coordinates.flat() ?? []) as LonLat[][],
    isApproximate: boundary_approximate,
    source: boundary_source,
  }))
}

/** The box around territories and all inside them, by outlines or, where there is none, by centres. */
export async function boxOfTerritories(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<Bbox | undefined> {
  if (ids.length === 0) return undefined
  const { rows } = await sql<{ box: number[] | null }>`
    select coalesce(${extent(sql`boundary`)}, ${extent(sql`center`)}) as box from territory
    where id = any(${[...ids]}::text[]) or ancestors && ${[...ids]}::text[]`.execute(db)
  const [west, south, east, north] = rows[0]?.box ?? []
  return west === undefined ? undefined : [west, south!, east!, north!]
}
