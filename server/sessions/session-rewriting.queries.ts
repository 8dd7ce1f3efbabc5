// The sessions of a place or a unit as one list: what a person proposes, and what an earlier version held.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { same } from '../history/difference.rules.ts'
import { type SessionSaid, sessionSaid } from './session.rules.ts'
import { writeChange } from './session-changes.queries.ts'
import {
  deleteSession,
  insertSession,
  type Owner,
  readSessions,
  updateSession,
} from './session-store.queries.ts'

/**
 * Makes the sessions of an owner those that are wanted: one with a number that is known is written anew where it
 * differs, one without is added, and what is not wanted is taken away. The numbers of those that stay are kept, so
 * that calendars know their dates again.
 */
export async function writeSessions(
  trx: Transaction<Database>,
  owner: Owner,
  wanted: readonly SessionSaid[],
  now: Date,
): Promise<void> {
  const [column, number] =
    'placeId' in owner ? (['place_id', owner.placeId] as const) : (['unit_id', owner.unitId] as const)
  const known = new Map((await readSessions(trx, column, [number])).map((each) => [each.id, each]))
  const kept = new Set(wanted.flatMap(({ id }) => id ?? []))
  for (const id of known.keys()) if (!kept.has(id)) await deleteSession(trx, id)
  for (const { id, ...session } of wanted) {
    const before = id === null ? undefined : known.get(id)
    if (!before) await insertSession(trx, owner, session, now)
    else if (!same(sessionSaid(before), { id, ...session })) {
      await updateSession(trx, before.id, session)
      await trx.deleteFrom('session_change').where('session_id', '=', before.id).execute()
      for (const change of session.changes) await writeChange(trx, before.id, change)
    }
  }
}
