import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { PairFilter, PairState, TwinDecision, TwinPair } from './twin-pairs.rules.ts'

/** Both places are the agent's: who joins two answers for both. */
const ofScope = (scope: readonly string[]) => sql<boolean>`
  one.territories && ${[...scope]}::text[] and other.territories && ${[...scope]}::text[]
  and one.state = 'published' and other.state = 'published'`

const inState = (state: PairState) =>
  state === 'decided'
    ? sql<boolean>`pair.decision is not null`
    : sql<boolean>`pair.decision is null and pair.verdict = ${state}`

const pairs = sql`twin_pair as pair join place as one on one.id = pair.place_a join place as other on other.id = pair.place_b`
/** Kept in single precision: rounded, so that an address names it exactly. */
const score = sql<number>`round(pair.score::numeric, 2)::float8`

/** A page of pairs, the likeliest first. */
export async function readPairs(
  db: Kysely<Database>,
  scope: readonly string[],
  { state, after }: PairFilter,
  limit: number,
): Promise<TwinPair[]> {
  const beyond = after
    ? sql<boolean>`(${score} < ${after.score} or (${score} = ${after.score} and (pair.place_a, pair.place_b) > (${after.a}, ${after.b})))`
    : sql<boolean>`true`
  const { rows } = await sql<TwinPair>`
    select pair.place_a as a, pair.place_b as b, ${score} as score, pair.reasons, pair.decision,
      json_build_array(one.name, other.name) as names, one.commune
    from ${pairs} where ${inState(state)} and ${ofScope(scope)} and ${beyond}
    order by ${score} desc, pair.place_a, pair.place_b limit ${limit}`.execute(db)
  return rows
}

/** How many pairs there are in each state. */
export async function countPairs(
  db: Kysely<Database>,
  scope: readonly string[],
): Promise<Record<PairState, number>> {
  const { rows } = await sql<Record<PairState, number>>`
    select count(*) filter (where ${inState('likely')}) as likely, count(*) filter (where ${inState('same')}) as same,
      count(*) filter (where ${inState('decided')}) as decided
    from ${pairs} where ${ofScope(scope)}`.execute(db)
  const { likely, same, decided } = rows[0]!
  return { likely: Number(likely), same: Number(same), decided: Number(decided) }
}

export type PairFound = Pick<TwinPair, 'score' | 'reasons' | 'decision'>

/** What is known and decided of two places, the lower number first; `undefined`: nobody found them alike. */
export async function readPair(
  db: Kysely<Database>,
  [a, b]: readonly [number, number],
): Promise<PairFound | undefined> {
  const { rows } = await sql<PairFound>`
    select ${score} as score, reasons, decision from twin_pair as pair where place_a = ${a} and place_b = ${b}`.execute(
    db,
  )
  return rows[0]
}

/** The decision on a pair, and nobody else decides until the transaction ends: both places are locked beforehand. */
export async function decisionOn(
  trx: Transaction<Database>,
  [a, b]: readonly [number, number],
): Promise<TwinDecision | null> {
  const row = await trx
    .selectFrom('twin_pair')
    .select('decision')
    .where('place_a', '=', a)
    .where('place_b', '=', b)
    .forUpdate()
    .executeTakeFirst()
  return row?.decision ?? null
}
