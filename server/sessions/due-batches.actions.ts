// Dates are written ahead batch by batch, and what cannot be written holds nobody else up.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { isDatabaseAway } from '../http/failure.ts'
import type { Share } from './occurrences.queries.ts'

/** Is told of one whose dates cannot be written. */
export type Failed = (id: number, error: Error) => void

/** How whoever keeps dates written follows the work. */
export type Rolling = {
  /** Asked before each transaction. */
  mayGoOn: () => boolean
  failed: Failed
}

type Work<Due> = Rolling & {
  /** So many are written in one transaction. */
  batchSize: number
  /** Takes a share of those that are due, kept from others until the transaction ends. */
  take: (trx: Transaction<Database>, share: Share) => Promise<Due[]>
  write: (trx: Transaction<Database>, due: Due[]) => Promise<void>
}

/**
 * Does all that is due. Where a batch fails, its members are done one by one; one that fails by itself is told and left
 * aside: whoever looks next tries it again.
 * @returns how many were done
 * @throws when the database is away, when nothing can be taken, or when each of a full batch fails by itself: that is no fault
 *   of theirs, and would be told of every one that is due
 */
export async function doInBatches<Due extends { id: number }>(
  db: Kysely<Database>,
  { batchSize, take, write, mayGoOn, failed }: Work<Due>,
): Promise<number> {
  const aside = new Set<number>()
  let done = 0

  const attempt = async (share: Share): Promise<number[]> => {
    let taken: number[] = []
    try {
      await db.transaction().execute(async (trx) => {
        const due = await take(trx, share)
        taken = due.map(({ id }) => id)
        if (due.length > 0) await write(trx, due)
      })
      done += taken.length
    } catch (error) {
      if (isDatabaseAway(error as Error) || taken.length === 0) throw error
      await apart(taken, error as Error)
    }
    return taken
  }

  const apart = async (ids: readonly number[], error: Error): Promise<void> => {
    const [first, ...others] = ids
    if (others.length === 0) {
      aside.add(first!)
      failed(first!, error)
      return
    }
    for (const id of ids) if (mayGoOn()) await attempt({ limit: 1, except: [], only: id })
    if (ids.length === batchSize && ids.every((id) => aside.has(id))) throw error
  }

  while (mayGoOn()) {
    const taken = await attempt({ limit: batchSize, except: [...aside] })
    if (taken.length === 0) break
  }
  return done
}

/** Where nobody is there to be told: the work ends. */
export const throwFailure: Failed = (_, error) => {
  throw error
}
