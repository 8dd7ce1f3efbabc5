// How often one client, or one address, may do something in an hour: counted by all processes together.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { hashOf } from './secrets.ts'

const hour = 3_600_000

export type HourlyUse = {
  /** What is counted, and of whom; only a hash of it is kept, for an hour. */
  what: string
  who: string
  most: number
  now: Date
}

/**
 * Counts one more in the running hour. Rolled back, it was not.
 * @returns seconds to wait where it is one too many, and nothing is counted; `undefined` where it is not
 */
export async function takeOfHour(
  trx: Transaction<Database>,
  { what, who, most, now }: HourlyUse,
): Promise<number | undefined> {
  const hashed = hashOf(`${what} ${who}`)
  // Of two at once the second counts the first.
  await sql`select pg_advisory_xact_lock(hashtext(${`hour ${hashed}`}))`.execute(trx)
  const oldest = await trx
    .selectFrom('hourly_use')
    .select('at')
    .where('who', '=', hashed)
    .where('at', '>', new Date(now.getTime() - hour))
    .orderBy('at', 'desc')
    .offset(most - 1)
    .limit(1)
    .executeTakeFirst()
  if (oldest) return Math.max(1, Math.ceil((oldest.at.getTime() + hour - now.getTime()) / 1000))
  await trx.insertInto('hourly_use').values({ who: hashed, at: now }).execute()
  return undefined
}

/** Forgets what no limit looks at any more. @returns how many */
export async function forgetHourlyUse(db: Kysely<Database>, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('hourly_use')
    .where('at', '<=', new Date(now.getTime() - hour))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
