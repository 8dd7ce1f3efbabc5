// A person changes when and where a mobile unit stops: written, recorded and published in the transaction that decides.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { difference } from '../history/difference.rules.ts'
import { recordDeed } from '../history/history.queries.ts'
import type { Deed } from '../places/place-changes.actions.ts'
import { readNotices, writeNotices } from '../sessions/notices.queries.ts'
import { type DatedNotice, noticeSaid, type SessionSaid, sessionSaid } from '../sessions/session.rules.ts'
import { writeSessions } from '../sessions/session-rewriting.queries.ts'
import { readSessions } from '../sessions/session-store.queries.ts'
import { territoriesOf } from '../territories/territories.queries.ts'
import { publishUnits } from './unit-publication.actions.ts'
import { confirmUnit, lockUnit } from './unit-store.queries.ts'

/** What its operator sets of a unit: its round, and when it does not drive. */
export type UnitRecord = { sessions: SessionSaid[]; closures: DatedNotice[] }

/** The round of a unit as it is kept. */
export async function readUnitRecord(
  db: Parameters<typeof readSessions>[0],
  unitId: number,
): Promise<UnitRecord> {
  const sessions = await readSessions(db, 'unit_id', [unitId])
  const closures = await readNotices(db, 'unit_id', [unitId])
  return { sessions: sessions.map(sessionSaid), closures: (closures.get(unitId) ?? []).map(noticeSaid) }
}

/**
 * Changes the round of a unit as a person says. Stops stand in the territories of their points.
 * @returns the entry in the history, `null` when everything was known already
 */
export async function changeUnit(
  trx: Transaction<Database>,
  unitId: number,
  proposal: Partial<UnitRecord>,
  deed: Deed,
): Promise<number | null> {
  if (!(await lockUnit(trx, unitId))) throw new RangeError(`There is no unit ${unitId} to change.`)
  const before = await readUnitRecord(trx, unitId)
  const sessions = proposal.sessions && (await placed(trx, proposal.sessions))
  const changed = difference<UnitRecord>(before, { ...proposal, ...(sessions && { sessions }) })
  const { now } = deed
  await confirmUnit(trx, unitId, now)
  if (!changed) return null
  if (changed.after.sessions) await writeSessions(trx, { unitId }, changed.after.sessions, now)
  if (changed.after.closures) await writeNotices(trx, { unitId }, changed.after.closures, now)
  const event = { placeId: unitId, action: 'changed' as const, ...changed }
  const entry = await recordDeed(trx, deed.actor, now, event, deed.because)
  await publishUnits(trx, [unitId], now)
  return entry
}

async function placed(trx: Transaction<Database>, sessions: SessionSaid[]): Promise<SessionSaid[]> {
  const territories = await territoriesOf(
    trx,
    sessions.map(({ stop }) => ({
      communeCode: stop?.communeCode ?? null,
      lonLat: stop?.lonLat ?? null,
    })),
  )
  return sessions.map((session, index) => sessionSaid({ ...session, territories: territories[index]! }))
}
