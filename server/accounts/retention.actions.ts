// What is forgotten by itself: questions to sign in, ended sessions, accounts that nobody uses.
import type { Dependencies } from '../dependencies.ts'
import { eraseInside, type PersonalData } from './personal-data.actions.ts'
import {
  accountsToErase,
  deleteEndedSessions,
  deleteSignInsBefore,
  isStillIdle,
  markWarned,
} from './retention.queries.ts'
import { idleSince, signInKeptMs, warnedLongAgo, warnedSince } from './retention.rules.ts'

/** Forgets questions to sign in after a day, and sessions that are over. @returns how many of each */
export async function forgetOldSignIns({ db }: Pick<Dependencies, 'db'>, now: Date) {
  const signIns = await deleteSignInsBefore(db, new Date(now.getTime() - signInKeptMs))
  return { signIns, sessions: await deleteEndedSessions(db, now) }
}

/**
 * Warns those who did not come for 23 months, and erases who did not come for 24 and was warned 30 days ago. Each is
 * erased in a transaction of its own, which looks once more: any number of processes may do this.
 * @param origin where the letter's links lead @returns how many of each
 */
export async function forgetOldAccounts(
  { db, letters }: Pick<Dependencies, 'db' | 'letters'>,
  parts: readonly PersonalData[],
  now: Date,
  origin: string,
): Promise<{ warned: number; erased: number }> {
  const warned = await db.transaction().execute(async (trx) => {
    const ids = await markWarned(trx, warnedSince(now), now)
    for (const id of ids) await letters.queue(trx, { kind: 'account-idle', id, origin })
    return ids.length
  })
  let erased = 0
  for (const id of await accountsToErase(db, idleSince(now), warnedLongAgo(now))) {
    await db.transaction().execute(async (trx) => {
      if (!(await isStillIdle(trx, id, idleSince(now)))) return
      await eraseInside(trx, parts, id, now)
      erased += 1
    })
  }
  return { warned, erased }
}
