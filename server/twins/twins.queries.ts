import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Kind } from '../places/vocabularies.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { TwinFacts, TwinVerdict } from './twin.rules.ts'
import { largestBlock } from './twin-keys.rules.ts'

export type IdPair = [a: number, b: number]

/**
 * One groups twins after the other: two that write places like each other at the same moment would not see them. Held
 * until the transaction ends.
 */
export async function lockGrouping(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('repères twins'))`.execute(trx)
}

/** Makes ready what `candidatePairs` asks: the keys that two and more public places share, and whom we compare. */
export async function startComparing(trx: Transaction<Database>, ids: readonly number[]): Promise<void> {
  await sql`create temporary table twin_subject as select unnest(${[...ids]}::bigint[]) as id`.execute(trx)
  await sql`
    create temporary table twin_key as
    with keyed as materialized (
      select id, unnest(twin_keys) as key from place where state = 'published'
    ), block as (
      select key from keyed group by key having count(*) between 2 and ${sql.lit(largestBlock)}
    )
    select key, id from keyed join block using (key)`.execute(trx)
  await sql`create index on twin_subject (id)`.execute(trx)
  await sql`create index on twin_key (key)`.execute(trx)
  await sql`create index on twin_key (id)`.execute(trx)
  await sql`analyze twin_subject, twin_key`.execute(trx)
}

export async function endComparing(trx: Transaction<Database>): Promise<void> {
  await sql`drop table twin_subject, twin_key`.execute(trx)
}

/**
 * Pairs of public places that share a key and hold one of these places, the lower id first. A pair of two whom we
 * compare is given once: with its lower id.
 */
export async function candidatePairs(trx: Transaction<Database>, ids: readonly number[]): Promise<IdPair[]> {
  const { rows } = await sql<{ a: number; b: number }>`
    select distinct least(own.id, other.id) as a, greatest(own.id, other.id) as b
    from twin_key as own join twin_key as other using (key)
    where own.id = any(${[...ids]}::bigint[]) and own.id <> other.id
      and (own.id < other.id or not exists (select from twin_subject where twin_subject.id = other.id))`.execute(
    trx,
  )
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

/** Forgets what was found about these places. What people decided stays. */
export async function forgetPairs(trx: Transaction<Database>, ids: readonly number[]): Promise<void> {
  await sql`delete from twin_pair where decision is null
    and (place_a = any(${[...ids]}::bigint[]) or place_b = any(${[...ids]}::bigint[]))`.execute(trx)
}

/** Keeps what was found now. What people decided stays. */
export async function savePairs(trx: Transaction<Database>, pairs: FoundPair[]): Promise<void> {
  if (pairs.length === 0) return
  await sql`
    insert into twin_pair (place_a, place_b, verdict, score, reasons)
    select a, b, verdict, score, reasons
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb)
      as new(a bigint, b bigint, verdict text, score real, reasons text[])
    on conflict (place_a, place_b) do update
      set verdict = excluded.verdict, score = excluded.score, reasons = excluded.reasons`.execute(trx)
}

/** Keeps what a person decided of a pair, whatever was found of it; `null`: nobody decided any more. */
export async function saveDecision(
  trx: Transaction<Database>,
  { a, b, verdict, score, reasons }: FoundPair,
  decision: 'same' | 'different' | null,
  now: Date,
): Promise<void> {
  const decided = { decision, decided_at: decision && now }
  // A pair that nobody would have found is a pair once a person spoke of it.
  const found = verdict === 'different' ? ('likely' as const) : verdict
  await trx
    .insertInto('twin_pair')
    .values({ place_a: a, place_b: b, verdict: found, score, reasons, ...decided })
    .onConflict((conflict) => conflict.columns(['place_a', 'place_b']).doUpdateSet(decided))
    .execute()
}

/** `same`: what people decided first, then the best. `together` and `apart`: what people decided. */
export type SettledPairs = { same: IdPair[]; together: IdPair[]; apart: IdPair[] }

/** Keeps that two places stand at one address, of which a person decided that they are two. */
export async function markBeside(trx: Transaction<Database>, [a, b]: IdPair): Promise<void> {
  await trx
    .updateTable('twin_pair')
    .set({ beside: true })
    .where('place_a', '=', Math.min(a, b))
    .where('place_b', '=', Math.max(a, b))
    .where('decision', '=', 'different')
    .execute()
}

/** Which places stand at the address of each of these, as people said. */
export async function placesBeside(
  db: Kysely<Database>,
  ids: readonly number[],
): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ id: number; others: number[] }>`
    select id, array_agg(other order by other) as others from (
      select place_a as id, place_b as other from twin_pair
      where beside and decision = 'different' and place_a = any(${[...ids]}::bigint[])
      union all
      select place_b, place_a from twin_pair
      where beside and decision = 'different' and place_b = any(${[...ids]}::bigint[])) as pair
    group by id`.execute(db)
  return new Map(rows.map(({ id, others }) => [id, others.map(Number)]))
}

/** All pairs of public places that are one place, and those that people keep apart. */
export async function settledPairs(trx: Transaction<Database>): Promise<SettledPairs> {
  const { rows } = await sql<{ a: number; b: number; decision: 'same' | 'different' | null }>`
    select place_a as a, place_b as b, decision
    from twin_pair join place as one on one.id = place_a join place as other on other.id = place_b
    where (decision is not null or verdict = 'same') and one.state = 'published' and other.state = 'published'
    order by decision is null, score desc, place_a, place_b`.execute(trx)
  const pair = ({ a, b }: (typeof rows)[number]): IdPair => [a, b]
  return {
    same: rows.filter(({ decision }) => decision !== 'different').map(pair),
    together: rows.filter(({ decision }) => decision === 'same').map(pair),
    apart: rows.filter(({ decision }) => decision === 'different').map(pair),
  }
}

/**
 * Writes who stands in which group, where that changed.
 * @returns the places whose group changed: those that joined or left one, and those that stayed in it
 */
export async function saveGroups(trx: Transaction<Database>, groups: number[][]): Promise<number[]> {
  const members = groups.flatMap((group) => group.map((id) => ({ id, twin_group: Math.min(...group) })))
  const { rows: moved } = await sql<{ id: number; was: number | null; is: number | null }>`
    with grouped as (
      select * from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as new(id bigint, twin_group bigint)
    ), wanted as (
      select place.id, place.twin_group as was, grouped.twin_group as is from place left join grouped using (id)
      where place.twin_group is distinct from grouped.twin_group
    )
    update place set twin_group = wanted.is from wanted where place.id = wanted.id
    returning place.id, wanted.was, wanted.is`.execute(trx)
  const changed = new Set(moved.flatMap(({ was, is }) => [was ?? [], is ?? []].flat()))
  const { rows: mates } = await sql<{ id: number }>`
    select id from place where twin_group = any(${[...changed]}::bigint[])`.execute(trx)
  return [...new Set([...moved, ...mates].map(({ id }) => id))]
}
