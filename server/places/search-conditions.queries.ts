// The conditions of a search on what the public reads, as small pieces of SQL.
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { inBoxes, within } from '../../db/geo.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { instantShown } from '../sessions/wall-clock.queries.ts'
import { boxesOf } from '../territories/lon-lat.rules.ts'
import { isAhead, isInstant, type OpenWindow } from './open-window.rules.ts'
import { hoursUnknown } from './place-feature.rules.ts'
import { type Facets, type PlaceSearch, searchCondition, silentFacets } from './place-search.rules.ts'

export type Condition = Expression<SqlBool>

/** Which cards of a search are read. */
export type Part = {
  search: PlaceSearch
  wanted: 'matches' | 'silent'
  /** Near a point: those with a place of their own, or those at the centre of their commune. */
  exact: boolean | undefined
  now: Date
  /** Is help given at few places only at the time that is asked for? */
  fewOpen: boolean
  withoutUnits?: boolean | undefined
  /** The last of the days, from today on, on one of which a temporary place must be there; today alone unless told. */
  thereUntil?: string | undefined
}

const position = sql`published_place.position`

/**
 * What the row of a place must fulfil.
 * @param whole is every row wanted, as for a count, and not the nearest few?
 */
export function placeConditions(part: Part, whole = false): Condition[] {
  const { search, exact, now } = part
  const conditions = [...textConditions(part), ...timeConditions(part, whole)]
  if (search.ids) conditions.push(sql`place_id = any(${search.ids}::bigint[])`)
  if (search.bbox) conditions.push(inBoxes(position, boxesOf(search.bbox)))
  if (search.near && search.radius) conditions.push(within(position, search.near, search.radius))
  // Word for word the condition of the index published_place_nearest.
  if (exact === true) conditions.push(sql`position is not null and not approximate`)
  if (exact === false) conditions.push(sql`(position is null or approximate)`)
  // Who looks for a temporary place by its name wants to know when it comes back.
  // Who asks for a time finds it by its dates.
  if (search.words.length === 0 && !search.ids && (!search.open || part.wanted === 'silent'))
    conditions.push(isThere(dayInFrance(now), part.thereUntil))
  return conditions
}

function isThere(today: string, until = today): Condition {
  return sql`(valid is null or valid && daterange(${today}::date, ${until}::date, '[]'))`
}

const says = (condition: string | undefined): Condition[] =>
  condition === undefined ? [] : [sql`search @@ ${condition}::tsquery`]

/**
 * With a time, languages and level are those of the hour, not of the card (`helpsThen`). A card names those of all that
 * still comes, and so spares the look at hours of places that never have them; what is over it may no longer name.
 */
function textConditions({ search, wanted, now }: Part): Condition[] {
  if (!search.open) return says(searchCondition(search, wanted))
  if (wanted !== 'matches') return says(searchCondition(search, 'possible'))
  const facets = isAhead(search.open, now) ? search.facets : withoutTimed(search.facets)
  return says(searchCondition({ ...search, facets }, 'matches'))
}

function withoutTimed({ languages: _, level: __, ...facets }: Facets): Facets {
  return facets
}

function timeConditions({ search, wanted, fewOpen }: Part, whole: boolean): Condition[] {
  const { open } = search
  if (!open) return []
  if (wanted === 'matches')
    return [openThen(open, helpsThen(search), whole ? 'all' : fewOpen ? 'few' : 'walk')]
  const sure = says(searchCondition({ ...search, facets: withoutTimed(search.facets) }, 'matches'))
  const matches = sql.join([someOpening(open, helpsThen(search)), ...sure], sql` and `)
  return [
    sql`(search @@ ${`'${hoursUnknown}'`}::tsquery or ${someOpening(open, [takesPlace])})`,
    sql`(${matches}) is not true`,
  ]
}

/**
 * Is the place among those with an occurrence that fulfils this? In one of three ways, so that the planner has no choice
 * to make: as a set for all rows, as a list of a few places, or asked of each place that the walk along an index passes.
 */
function openThen(open: OpenWindow, conditions: Condition[], way: 'all' | 'few' | 'walk'): Condition {
  if (way === 'walk') return someOpening(open, conditions)
  const ids = sql`select place_id from occurrence
    where place_id is not null and ${sql.join([during(open), ...conditions], sql` and `)}`
  return way === 'all'
    ? sql`published_place.place_id in (${ids})`
    : sql`published_place.place_id = any(array(${ids}))`
}

const takesPlace: Condition = sql`occurrence.state <> 'cancelled'`

/** What an occurrence must be for somebody to be helped then. Who comes by appointment only does not find it open. */
export function helpsThen({ facets }: Pick<PlaceSearch, 'facets'>): Condition[] {
  const conditions: Condition[] = [takesPlace, sql`not by_appointment`]
  if (facets.languages) conditions.push(sql`occurrence.languages && ${facets.languages}::text[]`)
  if (facets.level) conditions.push(sql`occurrence.level = any(${facets.level}::text[])`)
  return conditions
}

/** An end of a window as an instant. */
export function instant(end: string): RawBuilder<Date> {
  return /T\d\d:\d\d$/.test(end) ? instantShown(sql`${end}::timestamp`) : sql`${end}::timestamptz`
}

/**
 * Does an occurrence lie in the window, at some moment? From 02:30 to 03:00, when clocks jump over that hour, there is
 * none: 02:30 is half past three.
 */
export function during(open: OpenWindow): Condition {
  const bounds = isInstant(open) ? '[]' : '[)'
  const from = instant(open.from)
  return sql`during && tstzrange(${from}, greatest(${from}, ${instant(open.until)}), ${bounds})`
}

/** A subquery that the planner leaves where it is: asked of each card that the walk along an index passes. */
function someOpening(open: OpenWindow, conditions: Condition[]): Condition {
  const all = sql.join([during(open), ...conditions], sql` and `)
  return sql`(select true from occurrence
    where occurrence.place_id = published_place.place_id
      and lower(during) <= ${instant(open.until)} and lower(during) > ${instant(open.from)} - interval '7 days'
      and upper(during) >= ${instant(open.from)}
      and ${all} limit 1)`
}

/** What the row of a unit, joined with one of its occurrences, must fulfil. */
export function unitConditions({ search, wanted, now }: Part): Condition[] {
  const { territory, ...facets } = search.facets
  // When a unit stops is always known: it can be silent on facets only.
  if (wanted === 'silent' && !silentFacets.some((name) => search.facets[name])) return [sql`false`]
  const own = search.open && wanted === 'matches' ? withoutTimed(facets) : facets
  const conditions: Condition[] = [
    ...says(searchCondition({ ...search, facets: own }, wanted)),
    takesPlace,
    sql`upper(during) > ${now}`,
    search.open ? during(search.open) : sql`lower(during) < ${now}::timestamptz + interval '60 days'`,
  ]
  if (search.open && wanted === 'matches') conditions.push(...helpsThen(search))
  if (search.ids) conditions.push(sql`published_unit.unit_id = any(${search.ids}::bigint[])`)
  if (territory) conditions.push(sql`occurrence.territories && ${territory}::text[]`)
  if (search.bbox) conditions.push(inBoxes(sql`occurrence.position`, boxesOf(search.bbox)))
  if (search.near && search.radius)
    conditions.push(within(sql`occurrence.position`, search.near, search.radius))
  return conditions
}
