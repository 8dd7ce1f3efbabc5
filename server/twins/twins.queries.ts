import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Kind } from '../places/vocabularies.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { TwinFacts, TwinVerdict } from './twin.rules.ts'
import { largestBlock } from './twin-keys.rules.ts'

export type IdPair = [a: number, b: number]

/** Pairs of public places that share a key and hold one of these places, the lower id first. */
export async function candidatePairs(trx: Transaction<Database>, ids: readonly number[]): Promise<IdPair[]> {
  const { rows } = await sql<{ a: number; b: number }>`
    with keyed as materialized (
      select id, unnest(twin_keys) as key from place where state = 'published'
    ), block as (
      select key from keyed group by key having count(*) between 2 and ${largestBlock}
    )
    select distinct least(own.id, other.id) as a, greatest(own.id, other.id) as b
    from keyed as own join block using (key) join keyed as other using (key)
    where own.id = any(${[...ids]}::bigint[]) and own.id <> other.id`.execute(trx)
  return rows.map(({ a, b }) => [a, b])
}

/** What twins are compared by, of these places, by id. */
export async function readTwinFacts(
  db: Kysely<Database>,
  ids: readonly number[],
): Promise<Map<number, TwinFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('place')
    .select(['id', 'name', 'kind', 'address', 'postal_code', 'commune', 'commune_code', 'position'])
    .select(['approximate', 'pivot', 'phone', 'emails', 'websites', 'itinerant'])
    .where('id', '=', sql<number>`any(${[...ids]}::bigint[])`)
    .execute()
  return new Map(
    rows.map(({ postal_code, commune_code, position, kind, ...row }) => [
      row.id,
      {
        ...row,
        kind: kind as Kind,
        postalCode: postal_code,
        communeCode: commune_code,
        lonLat: position && (position.coordinates as LonLat),
        source: null,
      },
    ]),
  )
}

export type FoundPair = { a: number; b: number } & TwinVerdict

/** Replaces what was found about these places by what is found now. What people decided stays. */
export async function savePairs(
  trx: Transaction<Database>,
  ids: readonly number[],
  pairs: FoundPair[],
): Promise<void> {
  await sql`delete from twin_pair where decision is null
    and (place_a = any(${[...ids]}::bigint[]) or place_b = any(${[...ids]}::bigint[]))`.execute(trx)
  if (pairs.length === 0) return
  await sql`
    insert into twin_pair (place_a, place_b, verdict, score, reasons)
    select a, b, verdict, score, reasons
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb)
      as new(a bigint, b bigint, verdict text, score real, reasons text[])
    on conflict (place_a, place_b) do update
      set verdict = excluded.verdict, score = excluded.score, reasons = excluded.reasons`.execute(trx)
}

/** All pairs that are one place (what people decided first, then the best), and those that people keep apart. */
export async function settledPairs(trx: Transaction<Database>): Promise<{ same: IdPair[]; apart: IdPair[] }> {
  const rows = await trx
    .selectFrom('twin_pair')
    .select(['place_a', 'place_b', 'decision'])
    .where(sql<boolean>`decision is not null or verdict = 'same'`)
    .orderBy(sql`decision is null`)
    .orderBy('score', 'desc')
    .orderBy('place_a')
    .orderBy('place_b')
    .execute()
  const pair = ({ place_a, place_b }: (typeof rows)[number]): IdPair => [place_a, place_b]
  return {
    same: rows.filter(({ decision }) => decision !== 'different').map(pair),
    apart: rows.filter(({ decision }) => decision === 'different').map(pair),
  }
}

/** Writes who stands in which group, where that changed. @returns the places whose group changed */
export async function saveGroups(trx: Transaction<Database>, groups: number[][]): Promise<number[]> {
  const members = groups.flatMap((group) => group.map((id) => ({ id, twin_group: Math.min(...group) })))
  const { rows } = await sql<{ id: number }>`
    with grouped as (
      select * from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as new(id bigint, twin_group bigint)
    ), wanted as (
      select place.id, grouped.twin_group from place left join grouped using (id)
      where place.twin_group is distinct from grouped.twin_group
    )
    update place set twin_group = wanted.twin_group from wanted where place.id = wanted.id
    returning place.id`.execute(trx)
  return rows.map(({ id }) => id)
}
