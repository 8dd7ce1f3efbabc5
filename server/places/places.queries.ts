// What the public reads: `published_place` and nothing else.
import { CompiledQuery, type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import { distanceMetres, inBoxes, nearestFirst, within } from '../../db/geo.ts'
import type { Database } from '../../db/schema.ts'
import { boxesOf, type LonLat } from '../territories/lon-lat.rules.ts'
import { countOnce, dataState } from './match-counts.queries.ts'
import { asksSilentPlaces, type Detail, type PlaceSearch, searchCondition } from './place-search.rules.ts'
import { saysWord } from './words.rules.ts'

/** A feature as stored text, with what only this search knows of it. */
export type FoundPlace = { feature: string; distanceMetres: number | null; mayHelp: boolean }

export type Page = {
  limit: number
  offset: number
  detail: Detail
  /** Order of the matches when neither a point nor words give one. */
  order: 'id' | 'name'
}

export type FoundPlaces = {
  places: FoundPlace[]
  /** Places that match, on all pages. */
  matched: number
  /** Places that say nothing on what is filtered, on all pages; 0 when they were not asked for. */
  silent: number
  /** The words that were looked for, when those given had to be corrected. */
  correctedWords: string[] | undefined
}

/**
 * Places of the public in the order in which they help: matches before silent places; by true distance when `near`
 * is given, those at the centre of their commune last; by words otherwise, then by the page's order.
 * When nothing is found, words that nobody says are corrected to the most alike known words, and words that no place
 * says together are left out.
 */
export async function findPlaces(
  db: Kysely<Database>,
  search: PlaceSearch,
  page: Page,
): Promise<FoundPlaces> {
  const found = await findExactly(db, search, page)
  if (found.matched + found.silent > 0 || search.words.length === 0) return found
  const words = await wordsSaidTogether(db, await correctWords(db, search.words))
  if (words.join(' ') === search.words.join(' ') || words.length === 0) return found
  return { ...(await findExactly(db, { ...search, words }, page)), correctedWords: words }
}

type Part = { search: PlaceSearch; wanted: 'matches' | 'silent'; exact: boolean | undefined }

async function findExactly(db: Kysely<Database>, search: PlaceSearch, page: Page): Promise<FoundPlaces> {
  const wanted = asksSilentPlaces(search) ? (['matches', 'silent'] as const) : (['matches'] as const)
  const parts: Part[] = wanted.flatMap((each) =>
    // Near a point, the walk along the index gives the exact places; those without a place of their own follow.
    (search.near ? [true, false] : [undefined]).map((exact) => ({ search, wanted: each, exact })),
  )
  const places: FoundPlace[] = []
  let skip = page.offset
  let state: string | undefined
  for (const part of parts) {
    if (places.length >= page.limit) break
    const rows = await readPart(db, part, { ...page, limit: page.limit - places.length, offset: skip })
    places.push(...rows.map((row) => foundPlace(row, part)))
    state = rows[0]?.state
    if (rows.length > 0) skip = 0
    else if (skip > 0) skip = Math.max(0, skip - (await countPart(db, part)))
  }
  const isAll = page.offset === 0 && places.length < page.limit
  if (isAll) {
    const silent = places.filter(({ mayHelp }) => mayHelp).length
    return { places, matched: places.length - silent, silent, correctedWords: undefined }
  }
  const [matched, silent] = await Promise.all([
    countPart(db, { search, wanted: 'matches', exact: undefined }, state),
    asksSilentPlaces(search) ? countPart(db, { search, wanted: 'silent', exact: undefined }, state) : 0,
  ])
  return { places, matched, silent, correctedWords: undefined }
}

const position = sql`published_place.position`

function partQuery(db: Kysely<Database>, { search, wanted, exact }: Part) {
  const conditions: Expression<SqlBool>[] = []
  const text = searchCondition(search, wanted)
  if (text !== undefined) conditions.push(sql<boolean>`search @@ ${text}::tsquery`)
  if (search.ids) conditions.push(sql<boolean>`place_id = any(${search.ids}::bigint[])`)
  if (search.bbox) conditions.push(inBoxes(position, boxesOf(search.bbox)))
  if (search.near && search.radius) conditions.push(within(position, search.near, search.radius))
  // Word for word the condition of the index published_place_nearest.
  if (exact === true) conditions.push(sql<boolean>`position is not null and not approximate`)
  if (exact === false) conditions.push(sql<boolean>`(position is null or approximate)`)
  return db
    .selectFrom('published_place')
    .$if(conditions.length > 0, (query) => query.where((e) => e.and(conditions)))
}

async function readPart(db: Kysely<Database>, part: Part, page: Page) {
  return part.exact === true
    ? nearestQuery(db, part, page, part.search.near!).execute()
    : orderedQuery(db, part, page).execute()
}

function foundPlace(row: { feature: string; distance: number | null }, part: Part): FoundPlace {
  return {
    feature: row.feature,
    distanceMetres: row.distance === null ? null : Math.round(row.distance),
    mayHelp: part.wanted === 'silent',
  }
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

const featureOf = ({ detail }: Page) => features[detail].as('feature')

/**
 * A page of the walk along the index of exact positions. Places at one point must not change their order from page to
 * page, and the index orders by distance alone: so all of the last distance are read, then ordered by number.
 */
function nearestQuery(db: Kysely<Database>, part: Part, page: Page, near: LonLat) {
  const nearest = partQuery(db, part)
    .select(['place_id', featureOf(page)])
    .select([distanceMetres(position, near).as('distance'), nearestFirst(position, near).as('nearness')])
    .orderBy(nearestFirst(position, near))
    .fetch(page.offset + page.limit, 'with ties')
  return db
    .selectFrom(nearest.as('nearest'))
    .select(['feature', 'distance', dataState.as('state')])
    .orderBy('nearness')
    .orderBy('place_id')
    .limit(page.limit)
    .offset(page.offset)
}

/** A page by distance from the centres of communes, by words, or by the page's own order. */
function orderedQuery(db: Kysely<Database>, part: Part, page: Page) {
  const { near, words } = part.search
  const isByWords = near === undefined && words.length > 0
  return partQuery(db, part)
    .select(featureOf(page))
    .select(near ? distanceMetres(position, near).as('distance') : sql<null>`null`.as('distance'))
    .select(dataState.as('state'))
    .$if(near !== undefined, (query) => query.orderBy(nearestFirst(position, near!)))
    .$if(isByWords, (query) => query.orderBy(byWords(words)))
    .$if(isByWords || (near === undefined && page.order === 'name'), (query) => query.orderBy('sort_name'))
    .orderBy('place_id')
    .limit(page.limit)
    .offset(page.offset)
}

/** @param state what the page saw for which is counted; `undefined` counts anew */
async function countPart(db: Kysely<Database>, part: Part, state?: string): Promise<number> {
  const { search, wanted } = part
  const count = async () => {
    const counted = partQuery(db, part).select((e) => e.fn.countAll<number>().as('count'))
    return (await counted.executeTakeFirstOrThrow()).count
  }
  // Hardly anybody asks twice for the very same box, circle or places.
  if (state === undefined || search.bbox || search.radius || search.ids) return count()
  return countOnce(db, state, searchCondition(search, wanted) ?? '', count)
}

/** One place by its id: its feature, or the id of the card that it stands behind, or `undefined`. */
export async function findPlace(
  db: Kysely<Database>,
  id: number,
): Promise<{ feature: string } | { shownAs: number } | undefined> {
  // As text: building the query anew costs more than answering it.
  const { rows } = await db.executeQuery<{ whole: string }>(
    CompiledQuery.raw('select whole from published_place where place_id = $1', [id]),
  )
  const own = rows[0]
  if (own) return { feature: own.whole }
  const card = await db
    .selectFrom('published_place')
    .select('place_id')
    .where(sql<boolean>`twin_ids @> array[${id}]::bigint[]`)
    .executeTakeFirst()
  return card && { shownAs: card.place_id }
}

/** Did its source give this place up? Its number then answers "gone" instead of "not found". */
export async function isGone(db: Kysely<Database>, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('place')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'gone')
    .executeTakeFirst()
  return row !== undefined
}
