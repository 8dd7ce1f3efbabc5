// A role is taken back: it is recorded, and whoever had it is told.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Dependencies } from '../dependencies.ts'
import { type LockedRole, moveToTakenBack } from './taken-back.queries.ts'

/** In whose name (`null`: the command line), when, and where links in the letter lead. */
export type Taking = { takenBy: number | null; now: Date; origin: string }

/** Takes back a role that is locked; from the next request on they no longer have it. */
export async function takeBack(
  trx: Transaction<Database>,
  letters: Dependencies['letters'],
  { roleId }: LockedRole,
  { origin, ...taking }: Taking,
): Promise<void> {
  const id = await moveToTakenBack(trx, roleId, taking)
  await letters.queue(trx, { kind: 'role-taken-back', id, origin })
}
