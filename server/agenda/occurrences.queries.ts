// Dated occurrences as the agenda, calendars and the API find them, from what is public.
import { type Kysely, sql } from 'kysely'
import { distanceMetres, extent, inBoxes, within } from '../../db/geo.ts'
import type { Database } from '../../db/schema.ts'
import type { LightProperties, PlaceFeature } from '../places/place-feature.rules.ts'
import {
  type FacetName,
  type Facets,
  type PlaceSearch,
  searchCondition,
} from '../places/place-search.rules.ts'
import { type Condition, instant } from '../places/search-conditions.queries.ts'
import type { ToldOccurrence } from '../sessions/occurrences.queries.ts'
import type { SessionKind } from '../sessions/session.rules.ts'
import { instantShown } from '../sessions/wall-clock.queries.ts'
import { boxesOf, type LonLat } from '../territories/lon-lat.rules.ts'
import type { Period } from './datetime.rules.ts'
import type { OccurrenceName } from './occurrence-id.rules.ts'

export type OccurrenceSearch = Pick<PlaceSearch, 'near' | 'radius' | 'bbox' | 'facets'> & {
  /** Plain opening hours are found only where `opening` is named. */
  kinds: readonly SessionKind[]
  placeId?: number | undefined
  unitId?: number | undefined
  unitIds?: readonly number[] | undefined
  period: Period
  /** What had ended by then is not found. */
  notOver?: Date | undefined
}

/** An occurrence with where it happens. */
export type PlacedOccurrence = ToldOccurrence & {
  /** The place, or the unit. */
  owner: PlaceFeature<LightProperties>
  /** Of the stop, else of the place. */
  lonLat: LonLat | null
  distanceMetres: number | null
}

/** Occurrences in the order in which they begin. */
export async function findOccurrences(
  db: Kysely<Database>,
  search: OccurrenceSearch,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<PlacedOccurrence[]> {
  const { near } = search
  const rows = await found(db, conditionsOf(search))
    .select(columns)
    .select(near ? distanceMetres(position, near).as('distance') : sql<null>`null::float8`.as('distance'))
    .orderBy(sql`lower(during)`)
    .orderBy(sql`upper(during)`)
    .orderBy(sql`occurrence.session_id nulls first`)
    .orderBy(sql`coalesce(occurrence.place_id, occurrence.unit_id)`)
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(placed)
}

/** How many there are. */
export async function countOccurrences(db: Kysely<Database>, search: OccurrenceSearch): Promise<number> {
  const { count } = await found(db, conditionsOf(search))
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** One occurrence by its name. */
export async function findOccurrence(
  db: Kysely<Database>,
  name: OccurrenceName,
): Promise<PlacedOccurrence | undefined> {
  const whose =
    'sessionId' in name
      ? sql<boolean>`occurrence.session_id = ${name.sessionId}`
      : sql<boolean>`occurrence.place_id = ${name.placeId} and occurrence.session_id is null`
  const start = sql<boolean>`original_start = ${instantShown(sql`${name.originalStart}::timestamp`)}`
  const row = await found(db, [whose, start])
    .select(columns)
    .select(sql<null>`null::float8`.as('distance'))
    .limit(1)
    .executeTakeFirst()
  return row && placed(row)
}

/** Dates of sessions by their names, wherever they lie now; those that are not written, or not public any more, are absent. */
export async function findOccurrencesNamed(
  db: Kysely<Database>,
  names: readonly Extract<OccurrenceName, { sessionId: number }>[],
): Promise<PlacedOccurrence[]> {
  if (names.length === 0) return []
  const named = sql<boolean>`(occurrence.session_id, occurrence.original_start) in (
    select named."sessionId", ${instantShown(sql`named."originalStart"`)}
    from jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as named("sessionId" bigint, "originalStart" timestamp))`
  const rows = await found(db, [named])
    .select(columns)
    .select(sql<null>`null::float8`.as('distance'))
    .orderBy(sql`lower(during)`)
    .execute()
  return rows.map(placed)
}

/** The box around all sessions (or stops alone) and their first and last moments; `null` where there are none. */
export async function occurrencesExtent(
  db: Kysely<Database>,
  kinds: readonly SessionKind[],
): Promise<{ box: number[] | null; from: Date | null; until: Date | null }> {
  return found(db, [ofKinds(kinds)])
    .select([
      extent(position).as('box'),
      sql<Date | null>`min(lower(during))`.as('from'),
      sql<Date | null>`max(upper(during))`.as('until'),
    ])
    .executeTakeFirstOrThrow()
}

const position = sql`coalesce(occurrence.position, published_place.position)`
const searched = sql`coalesce(published_place.search, published_unit.search)`

const columns = [
  'occurrence.place_id as placeId',
  'occurrence.unit_id as unitId',
  'occurrence.session_id as sessionId',
  'occurrence.kind',
  'occurrence.state',
  'occurrence.level',
  'occurrence.languages',
  'occurrence.comment',
  'occurrence.note',
  'occurrence.by_appointment as byAppointment',
  'occurrence.original_start as originalStart',
  sql<Date>`lower(during)`.as('start'),
  sql<Date>`upper(during)`.as('end'),
  'facts',
  sql<string>`coalesce(published_place.light, published_unit.light)`.as('owner'),
  sql<{ coordinates: LonLat } | null>`${position}`.as('position'),
] as const

function found(db: Kysely<Database>, conditions: Condition[]) {
  return db
    .selectFrom('occurrence')
    .leftJoin('published_session', 'published_session.session_id', 'occurrence.session_id')
    .leftJoin('published_place', 'published_place.place_id', 'occurrence.place_id')
    .leftJoin('published_unit', 'published_unit.unit_id', 'occurrence.unit_id')
    .where((e) => e.and(conditions))
}

type Row = Omit<PlacedOccurrence, 'session' | 'owner' | 'lonLat' | 'distanceMetres'> & {
  facts: string | null
  owner: string
  position: { coordinates: LonLat } | null
  distance: number | null
}

function placed({ facts, owner, position: point, distance, ...row }: Row): PlacedOccurrence {
  return {
    ...row,
    session: facts === null ? null : JSON.parse(facts),
    owner: JSON.parse(owner),
    lonLat: point?.coordinates ?? null,
    distanceMetres: distance === null ? null : Math.round(distance),
  }
}

function conditionsOf(search: OccurrenceSearch): Condition[] {
  const { kinds, placeId, unitId, unitIds, near, radius, bbox, notOver } = search
  const conditions = [ofKinds(kinds), ...inPeriod(search.period), ...facetConditions(search.facets)]
  if (placeId !== undefined) conditions.push(sql`occurrence.place_id = ${placeId}`)
  if (unitId !== undefined) conditions.push(sql`occurrence.unit_id = ${unitId}`)
  if (unitIds) conditions.push(sql`occurrence.unit_id = any(${[...unitIds]}::bigint[])`)
  if (notOver) conditions.push(sql`upper(during) > ${notOver}`)
  if (bbox) conditions.push(inBoxes(position, boxesOf(bbox)))
  if (near && radius) conditions.push(within(position, near, radius))
  return conditions
}

/** Word for word the condition of the index occurrence_dated, unless plain openings are asked for. */
function ofKinds(kinds: readonly SessionKind[]): Condition {
  const named = sql<boolean>`occurrence.kind = any(${[...kinds]}::text[])`
  return kinds.includes('opening') ? named : sql`occurrence.session_id is not null and ${named}`
}

/** What lasts at some moment of the period; none lasts longer than a week. */
function inPeriod({ from, until, untilIncluded }: Period): Condition[] {
  const conditions: Condition[] = []
  if (from !== null) {
    conditions.push(sql`lower(during) > ${instant(from)} - interval '7 days'`)
    // An instant that ends it is not in it.
    conditions.push(sql`upper(during) > ${instant(from)}`)
  }
  if (until !== null)
    conditions.push(
      untilIncluded ? sql`lower(during) <= ${instant(until)}` : sql`lower(during) < ${instant(until)}`,
    )
  return conditions
}

/** What a session says of itself wins over what its place or its unit says. */
function facetConditions(facets: Facets): Condition[] {
  return (Object.entries(facets) as [FacetName, string[]][]).map(([name, codes]) => {
    const ownerSays = sql<boolean>`${searched} @@ ${searchCondition({ words: [], facets: { [name]: codes } }, 'matches')}::tsquery`
    switch (name) {
      case 'languages':
        return sql`occurrence.languages && ${codes}::text[]`
      case 'level':
        return sql`occurrence.level = any(${codes}::text[])`
      case 'territory':
        return sql`case when occurrence.unit_id is null then ${ownerSays} else occurrence.territories && ${codes}::text[] end`
      case 'fee':
        return saidBySession(
          sql`coalesce(facts::jsonb ->> 'fee' = any(${codes}::text[]), ${ownerSays})`,
          ownerSays,
        )
      case 'services':
      case 'audiences':
        return saidBySession(
          sql`case when coalesce(jsonb_array_length(facts::jsonb -> ${name}), 0) > 0
            then jsonb_exists_any(facts::jsonb -> ${name}, ${codes}::text[]) else ${ownerSays} end`,
          ownerSays,
        )
      default:
        return ownerSays
    }
  })
}

/**
 * A condition on what a session says, asked once of each session: its dates are thirty times as many (measured with 130,000
 * dates: 4 s when each date was asked).
 */
function saidBySession(says: Condition, ownerSays: Condition): Condition {
  return sql`(occurrence.session_id in (
    select published_session.session_id from published_session
      left join published_place on published_place.place_id = published_session.place_id
      left join published_unit on published_unit.unit_id = published_session.unit_id
    where ${says}) or occurrence.session_id is null and ${ownerSays})`
}

/** The name of a unit of the public. */
export async function unitName(db: Kysely<Database>, id: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('published_unit')
    .select('light')
    .where('unit_id', '=', id)
    .executeTakeFirst()
  return row && (JSON.parse(row.light) as PlaceFeature<LightProperties>).properties.name
}
