// What the public reads of mobile units: `published_unit` and the dates of their stops, nothing else. (Of a unit that is
// gone, it reads that it is.)
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { stopText } from '../places/card-rows.queries.ts'
import { occurrencesBetween } from '../sessions/occurrences.queries.ts'
import { atStop } from './unit-at-stop.rules.ts'
import type { UnitStop } from './unit-stops.rules.ts'

/** The whole feature of a unit as text, without a point; `undefined` when there is no such unit. */
export async function findUnit(db: Kysely<Database>, id: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('published_unit')
    .select('whole')
    .where('unit_id', '=', id)
    .executeTakeFirst()
  return row?.whole
}

/** The same at the stop where it is, or where it comes next; without a point when none comes. */
export async function findUnitAtStop(
  db: Kysely<Database>,
  id: number,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ whole: string; stop: string | null }>`
    select whole, stop from published_unit left join lateral (
      select ${stopText} as stop
      from occurrence join published_session using (session_id)
      where occurrence.unit_id = published_unit.unit_id and upper(during) > ${now} and state <> 'cancelled'
      order by lower(during), upper(during), session_id limit 1
    ) as next on true
    where published_unit.unit_id = ${id}`.execute(db)
  const [row] = rows
  return row && (row.stop === null ? row.whole : atStop(row.whole, row.stop))
}

/** Was there a unit of this number that no longer drives? */
export async function isUnitGone(db: Kysely<Database>, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('mobile_unit')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'gone')
    .executeTakeFirst()
  return row !== undefined
}

const yearMs = 366 * 24 * 60 * 60 * 1000

/** The stops of a unit that are not over, to a year, in the order in which they begin; cancelled ones among them. */
export async function comingStops(db: Kysely<Database>, id: number, now: Date): Promise<UnitStop[]> {
  const until = new Date(now.getTime() + yearMs)
  const occurrences = await occurrencesBetween(db, 'unit_id', [id], { from: now, until })
  return occurrences.flatMap(({ session, start, end, originalStart, state, note }) =>
    session?.stop ? [{ place: session.stop, start, end, originalStart, state, note }] : [],
  )
}
