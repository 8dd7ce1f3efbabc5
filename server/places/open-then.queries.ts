// What is open at a time that somebody asks for.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { SessionKind } from '../sessions/session.rules.ts'
import { isAhead, type OpenWindow } from './open-window.rules.ts'
import type { PlaceSearch } from './place-search.rules.ts'
import { during, helpsThen } from './search-conditions.queries.ts'

type HoursWithin = {
  placeId: number
  start: Date
  end: Date
  byAppointment: boolean
  kind: SessionKind
  languages: string[] | null
}

/** When these places are open within the window, in order; who comes by appointment is told so. */
export async function hoursWithin(
  db: Kysely<Database>,
  ids: readonly number[],
  open: OpenWindow,
): Promise<HoursWithin[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('occurrence')
    .select(['place_id as placeId', 'by_appointment as byAppointment', 'kind', 'languages'])
    .select([sql<Date>`lower(during)`.as('start'), sql<Date>`upper(during)`.as('end')])
    .where('place_id', 'in', [...ids])
    .where('state', '<>', 'cancelled')
    .where(during(open))
    .orderBy(sql`lower(during)`)
    .$narrowType<{ placeId: number }>()
    .execute()
}

/** More occurrences than this, and one walks from the nearest place on until enough are open. */
const few = 500
/** So long an answer is remembered: places do not all close within a minute. */
const rememberedMs = 60_000
const mostRemembered = 1_000

type Answers = Map<string, { isFew: Promise<boolean>; at: number }>
const remembered = new WeakMap<Kysely<Database>, Answers>()

/**
 * Is help given then at few places only? Those are then looked at one by one, wherever they are. Which languages are
 * spoken then counts only for times that are over: else the cards tell (`textConditions`).
 */
export function fewAreOpen(
  db: Kysely<Database>,
  search: PlaceSearch,
  open: OpenWindow,
  now: Date,
): Promise<boolean> {
  const facets = isAhead(open, now) ? {} : search.facets
  const { languages = [], level = [] } = facets
  const key = [open.from, open.until, languages.toSorted(), level.toSorted()].join(' ')
  const answers: Answers = remembered.get(db) ?? new Map()
  remembered.set(db, answers)
  const known = answers.get(key)
  const at = performance.now()
  if (known && at - known.at < rememberedMs) return known.isFew
  if (answers.size >= mostRemembered) answers.clear()
  const isFew = countUpTo(db, { facets }, open)
  answers.set(key, { isFew, at })
  isFew.catch(() => answers.delete(key))
  return isFew
}

async function countUpTo(
  db: Kysely<Database>,
  search: Pick<PlaceSearch, 'facets'>,
  open: OpenWindow,
): Promise<boolean> {
  const rows = await db
    .selectFrom('occurrence')
    .select('place_id')
    .where((e) => e.and([during(open), ...helpsThen(search)]))
    .where('place_id', 'is not', null)
    .limit(few + 1)
    .execute()
  return rows.length <= few
}
