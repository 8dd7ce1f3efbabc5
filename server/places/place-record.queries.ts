// Places as one document, read and written whole.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { readNotices, writeNotices } from '../sessions/notices.queries.ts'
import { noticeSaid, sessionSaid } from '../sessions/session.rules.ts'
import { writeSessions } from '../sessions/session-rewriting.queries.ts'
import { readSessions } from '../sessions/session-store.queries.ts'
import type { PlaceRecord, Proposal } from './place-record.rules.ts'
import { readPlaces, type StoredPlace, setValidity } from './place-store.queries.ts'
import { rewriteOtherTexts } from './place-texts.queries.ts'

type Reader = Parameters<typeof readPlaces>[0]

export type KeptPlace = { stored: StoredPlace; record: PlaceRecord; version: number }

/** A place with everything that is said of it, whatever its state; `undefined` where there is none. */
export async function readRecord(db: Reader, placeId: number): Promise<KeptPlace | undefined> {
  return (await readRecords(db, [placeId]))[0]
}

/** Places with everything that is said of them, in the order of their numbers. */
export async function readRecords(db: Reader, ids: readonly number[]): Promise<KeptPlace[]> {
  const places = await readPlaces(db, ids)
  if (places.length === 0) return []
  const numbers = places.map(({ id }) => id)
  const sessions = Map.groupBy(await readSessions(db, 'place_id', numbers), ({ placeId }) => placeId!)
  const closures = await readNotices(db, 'place_id', numbers)
  return places.map((stored) => {
    const { state, texts, validity, corrected, facts, version } = stored
    const said = (sessions.get(stored.id) ?? []).map(sessionSaid)
    const beside = { sessions: said, closures: (closures.get(stored.id) ?? []).map(noticeSaid), corrected }
    // The centre of a commune is where it is shown, and nothing that anybody said of it.
    const lonLat = stored.approximate ? null : facts.lonLat
    const record = { ...facts, lonLat, state, texts, validity, ...beside }
    return { stored, record, version }
  })
}

/** Writes what stands in tables of their own: texts in other languages, validity, sessions, closures. */
export async function writeBeside(
  trx: Transaction<Database>,
  placeId: number,
  { texts, validity, sessions, closures }: Proposal,
  now: Date,
): Promise<void> {
  if (texts) await rewriteOtherTexts(trx, placeId, texts)
  if (validity !== undefined) await setValidity(trx, placeId, validity ?? { from: null, until: null })
  if (sessions) await writeSessions(trx, { placeId }, sessions, now)
  if (closures) await writeNotices(trx, { placeId }, closures, now)
}

/** Says that a person spoke for this place now, and which facts no import overwrites any more. */
export async function markConfirmed(
  trx: Transaction<Database>,
  placeId: number,
  { corrected, now }: { corrected: string[]; now: Date },
): Promise<void> {
  await trx.updateTable('place').set({ corrected, verified_at: now }).where('id', '=', placeId).execute()
}
