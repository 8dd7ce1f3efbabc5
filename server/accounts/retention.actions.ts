// What is forgotten by itself: questions to sign in, ended sessions, accounts that nobody uses.
import type { Dependencies } from '../dependencies.ts'
import type { Attempt } from '../jobs/attempt.ts'
import { eraseInside, type PersonalData } from './personal-data.actions.ts'
import {
  accountsToErase,
  accountsToWarn,
  deleteEndedSessions,
  deleteSignInsBefore,
  isStillIdle,
  markWarned,
} from './retention.queries.ts'
import { idleSince, signInKeptMs, warnedLongAgo, warnedSince } from './retention.rules.ts'

/** Forgets questions to sign in after a day, and sessions that are over. @returns how many of each */
export async function forgetOldSignIns({ db }: Pick<Dependencies, 'db'>, now: Date, attempt: Attempt) {
  const before = new Date(now.getTime() - signInKeptMs)
  return {
    signIns: await attempt('signIns', () => deleteSignInsBefore(db, before)),
    sessions: await attempt('sessions', () => deleteEndedSessions(db, now)),
  }
}

export type AccountNeeds = Pick<Dependencies, 'db' | 'letters'> & {
  /** What is kept on people, in all parts of the project. */
  parts: readonly PersonalData[]
  /** Where the letter's links lead. */
  origin: string
}

/**
 * Warns those who did not come for 23 months, and erases who did not come for 24 and was warned 30 days ago. Each in a
 * transaction of its own, which looks once more: any number of processes may do this, and one account that cannot be
 * erased keeps no other.
 * @returns how many of each
 */
export async function forgetOldAccounts(needs: AccountNeeds, now: Date, attempt: Attempt) {
  const { db } = needs
  const each = (part: string, find: () => Promise<number[]>, act: (id: number) => Promise<boolean>) =>
    attempt(part, async () => {
      let count = 0
      for (const id of await find()) count += await attempt(part, async () => Number(await act(id)))
      return count
    })
  return {
    accountsWarned: await each(
      'accountsWarned',
      () => accountsToWarn(db, warnedSince(now)),
      (id) => warn(needs, id, now),
    ),
    accountsErased: await each(
      'accountsErased',
      () => accountsToErase(db, idleSince(now), warnedLongAgo(now)),
      (id) => erase(needs, id, now),
    ),
  }
}

async function warn({ db, letters, origin }: AccountNeeds, id: number, now: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const isWarned = await markWarned(trx, id, warnedSince(now), now)
    if (isWarned) await letters.queue(trx, { kind: 'account-idle', id, origin })
    return isWarned
  })
}

async function erase({ db, parts }: AccountNeeds, id: number, now: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const isIdle = await isStillIdle(trx, id, idleSince(now))
    if (isIdle) await eraseInside(trx, parts, id, now)
    return isIdle
  })
}
