// What the public finds: places and mobile units, from what is published of them and nothing else.
import { CompiledQuery, type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { atStop } from '../mobile-units/unit-at-stop.rules.ts'
import { type CardRow, countPart, type Page, readPart } from './card-rows.queries.ts'
import { fewAreOpen } from './open-then.queries.ts'
import { asksSilentPlaces, type PlaceSearch } from './place-search.rules.ts'
import type { Part } from './search-conditions.queries.ts'
import { correctWords, wordsSaidTogether } from './words.queries.ts'

/** A feature as stored text, with what only this search knows of it. */
export type FoundPlace = { feature: string; distanceMetres: number | null; mayHelp: boolean }

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
 * Places and mobile units of the public in the order in which they help: matches before silent places; by true distance when `near`
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

async function findExactly(db: Kysely<Database>, search: PlaceSearch, page: Page): Promise<FoundPlaces> {
  const wanted = asksSilentPlaces(search) ? (['matches', 'silent'] as const) : (['matches'] as const)
  const fewOpen = search.open !== undefined && (await fewAreOpen(db, search, search.open, page.now))
  const part = (each: Part['wanted'], exact: Part['exact']): Part => ({
    search,
    wanted: each,
    exact,
    now: page.now,
    fewOpen,
    withoutUnits: page.withoutUnits,
    thereUntil: page.thereUntil,
  })
  const parts = wanted.flatMap((each) =>
    // Near a point, the walk along the index gives the exact places; those without a place of their own follow.
    (search.near ? [true, false] : [undefined]).map((exact) => part(each, exact)),
  )
  const places: FoundPlace[] = []
  let skip = page.offset
  let state: string | undefined
  for (const each of parts) {
    if (places.length >= page.limit) break
    const rows = await readPart(db, each, { ...page, limit: page.limit - places.length, offset: skip })
    places.push(...rows.map((row) => foundPlace(row, each)))
    state = rows[0]?.state
    if (rows.length > 0) skip = 0
    else if (skip > 0) skip = Math.max(0, skip - (await countPart(db, each)))
  }
  const isAll = page.offset === 0 && places.length < page.limit
  if (isAll) {
    const silent = places.filter(({ mayHelp }) => mayHelp).length
    return { places, matched: places.length - silent, silent, correctedWords: undefined }
  }
  const [matched, silent] = await Promise.all([
    countPart(db, part('matches', undefined), state),
    asksSilentPlaces(search) ? countPart(db, part('silent', undefined), state) : 0,
  ])
  return { places, matched, silent, correctedWords: undefined }
}

function foundPlace({ feature, distance, stop }: CardRow, part: Part): FoundPlace {
  return {
    feature: stop === null ? feature : atStop(feature, stop),
    distanceMetres: distance === null ? null : Math.round(distance),
    mayHelp: part.wanted === 'silent',
  }
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
