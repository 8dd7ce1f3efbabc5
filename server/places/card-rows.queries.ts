// The rows of a search: places and mobile units in one order, a page of them, and their number.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { distanceMetres, nearestFirst } from '../../db/geo.ts'
import type { Database } from '../../db/schema.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { countOnce, dataState } from './match-counts.queries.ts'
import { type Detail, searchCondition } from './place-search.rules.ts'
import { type Part, placeConditions, unitConditions } from './search-conditions.queries.ts'
import { wordKey } from './words.queries.ts'

export type Page = {
  limit: number
  offset: number
  detail: Detail
  /** Order of the matches when neither a point nor words give one. */
  order: 'id' | 'name'
  /** What has passed is not found. */
  now: Date
  /** Places alone, without mobile units. */
  withoutUnits?: boolean
  /** Find temporary places too that are there at some day until this one, `YYYY-MM-DD`; else those of today. */
  thereUntil?: string
}

/** `stop`: where a unit is found, as text. `state`: what the statement saw. */
export type CardRow = {
  feature: string
  distance: number | null
  stop: string | null
  state: string
  units: boolean
}

/**
 * A point is cut out of the light feature, whose properties begin with name and kind (`,"kind":"` stands in no name:
 * its quotation marks would be escaped). For 1,000 places it takes 1 or 2 ms more than a column of its own, which would make
 * each row longer than what fits in one piece.
 */
const features = {
  whole: sql<string>`whole`,
  light: sql<string>`light`,
  point: sql<string>`split_part(light, ',"kind":"', 1) || '}}'`,
} satisfies Record<Detail, unknown>

type Key = { name: string; value: RawBuilder<unknown> }

/** By what cards are sorted: nearness, words, or the page's own order. The number comes last. */
function keysOf({ search: { near, words } }: Part, { order }: Page, position: RawBuilder<unknown>): Key[] {
  if (near) return [{ name: 'nearness', value: nearestFirst(position, near) }]
  const name = { name: 'sort_name', value: sql`sort_name` }
  if (words.length > 0) return [{ name: 'badness', value: wordKey(words) }, name]
  return order === 'name' ? [name] : []
}

const selected = (keys: Key[]) => keys.map(({ name, value }) => value.as(name))
const distanceOf = ({ search: { near } }: Part, position: RawBuilder<unknown>) =>
  near ? distanceMetres(position, near).as('distance') : sql<null>`null::float8`.as('distance')

/** Databases in which a unit was seen: there one statement reads places and units; elsewhere units cost nothing. */
const unitsSeen = new WeakSet<Kysely<Database>>()

/** A page of places and mobile units together, in one order. */
export async function readPart(db: Kysely<Database>, part: Part, page: Page): Promise<CardRow[]> {
  // At the centre of a commune stands no unit.
  if (part.exact === false || part.withoutUnits) return readRows(db, part, page, false)
  if (!unitsSeen.has(db)) {
    const rows = await readRows(db, part, page, false)
    const hasUnits = rows[0]?.units ?? (await unitsExist(db))
    if (!hasUnits) return rows
    unitsSeen.add(db)
  }
  return readRows(db, part, page, true)
}

async function unitsExist(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('published_unit').select('unit_id').limit(1).executeTakeFirst()) !== undefined
}

/**
 * The rows of a page. Each kind gives its first ones in their order, places by a walk along an
 * index where there is one; cards at one point must not change their order from page to page, and the index orders by
 * distance alone: so all of the last distance are read, then ordered by number.
 */
async function readRows(
  db: Kysely<Database>,
  part: Part,
  page: Page,
  withUnits: boolean,
): Promise<CardRow[]> {
  const position = sql`published_place.position`
  const keys = keysOf(part, page, position)
  const wantsTies = part.exact === true
  const conditions = placeConditions(part)
  const places = db
    .selectFrom('published_place')
    .$if(conditions.length > 0, (query) => query.where((e) => e.and(conditions)))
    .select(['place_id', features[page.detail].as('feature'), distanceOf(part, position)])
    .select(sql<string | null>`null::text`.as('stop'))
    .select(selected(keys))
    .$call((query) => keys.reduce((sorted, { value }) => sorted.orderBy(value), query))
    .$if(!wantsTies, (query) => query.orderBy('place_id').limit(page.offset + page.limit))
    .$if(wantsTies, (query) => query.fetch(page.offset + page.limit, 'with ties'))
  const placeCards = db.selectFrom(places.as('places')).selectAll()
  const unitCards = () => db.selectFrom(unitsQuery(db, part, page).as('units')).selectAll()
  return db
    .selectFrom((withUnits ? placeCards.unionAll(unitCards()) : placeCards).as('cards'))
    .select(sql<boolean>`exists (select from published_unit)`.as('units'))
    .select(['feature', 'distance', 'stop', dataState.as('state')])
    .$call((query) => keys.reduce((sorted, { name }) => sorted.orderBy(sql.ref(name)), query))
    .orderBy('place_id')
    .limit(page.limit)
    .offset(page.offset)
    .$castTo<CardRow>()
    .execute()
}

/** Units that match, each at the stop that is nearest, or that comes next. */
function unitsQuery(db: Kysely<Database>, part: Part, page: Page) {
  const position = sql`occurrence.position`
  const { near } = part.search
  return db
    .selectFrom('published_unit')
    .innerJoin('occurrence', 'occurrence.unit_id', 'published_unit.unit_id')
    .innerJoin('published_session', 'published_session.session_id', 'occurrence.session_id')
    .where((e) => e.and(unitConditions(part)))
    .distinctOn('published_unit.unit_id')
    .select([
      'published_unit.unit_id as place_id',
      features[page.detail].as('feature'),
      distanceOf(part, position),
    ])
    .select(stopText.as('stop'))
    .select(selected(keysOf(part, page, position)))
    .orderBy('published_unit.unit_id')
    .$if(near !== undefined, (query) => query.orderBy(nearestFirst(position, near!)))
    .orderBy(sql`lower(during)`)
}

/** A stop as JSON text: its session's facts, and its times. */
export const stopText = sql<string>`jsonb_build_object('session', facts::jsonb, 'start', lower(during), 'end', upper(during),
  'note', occurrence.note, 'state', occurrence.state, 'territories', occurrence.territories)::text`

/** @param state what the page saw for which is counted; `undefined` counts anew */
export async function countPart(db: Kysely<Database>, part: Part, state?: string): Promise<number> {
  const { search, wanted } = part
  const conditions = placeConditions(part, true)
  const countPlaces = async () => {
    const counted = db
      .selectFrom('published_place')
      .$if(conditions.length > 0, (query) => query.where((e) => e.and(conditions)))
      .select((e) => e.fn.countAll<number>().as('count'))
    return (await counted.executeTakeFirstOrThrow()).count
  }
  const units = await countUnits(db, part)
  // Hardly anybody asks twice for the very same box, circle or places.
  if (state === undefined || search.bbox || search.radius || search.ids) return units + (await countPlaces())
  const today = search.words.length > 0 ? '' : dayInFrance(part.now)
  const time = search.open ? `${search.open.from}/${search.open.until}` : ''
  const days = [today, part.thereUntil, part.withoutUnits].join('/')
  const what = [days, time, wanted, part.exact, searchCondition(search, wanted)].join(' ')
  return units + (await countOnce(db, state, what, countPlaces))
}

async function countUnits(db: Kysely<Database>, part: Part): Promise<number> {
  if (part.exact === false || part.withoutUnits || !unitsSeen.has(db)) return 0
  const { count } = await db
    .selectFrom('published_unit')
    .innerJoin('occurrence', 'occurrence.unit_id', 'published_unit.unit_id')
    .where((e) => e.and(unitConditions(part)))
    .select((e) => e.fn.count<number>('published_unit.unit_id').distinct().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
